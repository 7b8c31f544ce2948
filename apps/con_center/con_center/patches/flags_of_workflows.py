import frappe

from con_center.approval import ladder, seals
from con_center.setup.install import install_meanings
from con_center.setup.modules import parts


def execute():
	"""Say by flags what the states and steps of the seeded workflows mean: by their names as they were seeded."""
	install_meanings()
	ladders = [found for part in parts("workflow") for found in part.LADDERS]
	for found in ladders:
		ladder.flag(found)
	tell_in_log(ladders)


def tell_in_log(ladders):
	"""Note in entries of the log what the states meant that were reached; `after_migrate` seals them anew."""
	seals.note_lost()
	seals.unseal()
	entry = frappe.qb.DocType("Approval Log")
	for found in ladders:
		for state, meaning in found.meanings.items():
			(
				frappe.qb.update(entry)
				.set(entry.to_meaning, meaning)
				.where((entry.reference_doctype == found.doctype) & (entry.to_state == state))
				.where(entry.to_meaning.isnull())
			).run()
