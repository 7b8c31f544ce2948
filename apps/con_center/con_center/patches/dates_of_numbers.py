import frappe

DATED_BY = {"Appointment Order": "dated", "Meeting": "meeting_date"}


def execute():
	"""Numbers that were given say what date their document bears."""
	for name, dated in undated():
		frappe.db.set_value("Document Number", name, "dated", dated, update_modified=False)


def undated() -> list[tuple]:
	"""Return (number, date of its document) of the numbers that say no date yet."""
	number = frappe.qb.DocType("Document Number")
	found = []
	for doctype, field in DATED_BY.items():
		document = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(number)
			.join(document)
			.on((number.reference_doctype == doctype) & (number.reference_name == document.name))
			.select(number.name, document[field])
			.where(number.dated.isnull() & document[field].isnotnull())
		)
		found.extend(query.run())
	return found
