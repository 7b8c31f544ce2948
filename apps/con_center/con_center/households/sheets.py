"""What the prints of a case, a plan and a record of help show, in words. Whoever prints one may read the household."""

import frappe
from frappe.utils import get_fullname

from con_center.approval.meaning import CANCELLED, IN_FORCE
from con_center.households import agreed, cases
from con_center.households.dimensions import STATE_FIELDS
from con_center.households.places import address_of
from con_center.printing.templating import draft_mark, short_day, thai_date, word
from con_center.thai import baht

# of a year and more: the sheet is a page or two
MOST_HELPS = 40


def household_case(doc) -> frappe._dict:
	"""Return found_by, status, check, address, printed_by, dimensions, members, helps (the last ones) and history of a case."""
	return frappe._dict(
		found_by=word(doc.found_by),
		status=word(doc.status, "Target Household"),
		check=" ".join(filter(None, (word(doc.check_result), thai_date(doc.checked_on)))),
		address=address_of(doc),
		printed_by=f"{get_fullname()} {thai_date(frappe.utils.getdate(), short=True)}",
		dimensions=[
			frappe._dict(
				dimension=word(dimension),
				state=word(doc.get(field)) or "–",
				needs=", ".join(row.item for row in doc.needs if row.dimension == dimension),
			)
			for dimension, field in STATE_FIELDS.items()
		],
		members=[
			frappe._dict(
				relation=word(row.relation),
				age_group=word(row.age_group),
				need=", ".join(filter(None, (row.need, row.another_need))),
			)
			for row in doc.members
		],
		helps=_helps(doc.name),
		history=[
			frappe._dict(
				on=short_day(row.happened_on),
				dimension=word(row.dimension),
				state=word(row.state),
				note=row.note,
			)
			for row in doc.history
		],
	)


def _helps(household: str) -> list[frappe._dict]:
	rows = frappe.get_list(
		"Help Log",
		filters={"household": household, "status": "Recorded"},
		fields=["happened_on", "kind", "dimension", "what", "by_whom", "value"],
		order_by="happened_on desc",
		limit=MOST_HELPS,
	)
	return [
		frappe._dict(
			on=short_day(row.happened_on),
			dimension=word(row.dimension) or word(row.kind),
			what=row.what,
			by_whom=row.by_whom,
			value=baht(row.value) if row.value else "",
		)
		for row in reversed(rows)
	]


def help_plan_sheet(doc) -> frappe._dict:
	"""Return head_name and address of the household, state, mark and rows of a plan; of an agreed one, what was given, too."""
	meaning = doc.get_meaning()
	status = 2 if meaning == CANCELLED else int(meaning == IN_FORCE)
	is_agreed = meaning == IN_FORCE
	given = {row.name: row for row in agreed.items_of(doc.household, doc.name)} if is_agreed else {}
	return frappe._dict(
		**whose(doc.household),
		is_agreed=is_agreed,
		given_value=agreed.value_of(doc.household, doc.name) if is_agreed else 0,
		state=word(doc.workflow_state),
		mark=draft_mark({"docstatus": status}),
		rows=[
			frappe._dict(
				dimension=word(row.dimension),
				what=row.what,
				by_whom=row.by_whom,
				due=short_day(row.due_on),
				budget=baht(row.budget) if row.budget else "",
				given=_given(given.get(row.name)),
			)
			for row in doc.get("items")
		],
	)


def _given(item) -> str:
	if not item or not item.times:
		return "ยังไม่ได้รับ"
	return " ".join(filter(None, (short_day(item.given_on), baht(item.value) if item.value else "")))


def help_record(doc) -> frappe._dict:
	"""Return head_name and address of the household, kind and dimension of a visit or help."""
	return frappe._dict(**whose(doc.household), kind=word(doc.kind), dimension=word(doc.dimension))


def whose(household: str) -> dict[str, str]:
	fields = ["head_name", "house_number", "village_no", "village_name", "area"]
	row = frappe.db.get_value(cases.HOUSEHOLD, household, fields, as_dict=True)
	return {"head_name": row.head_name, "address": address_of(row)}
