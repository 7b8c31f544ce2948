"""Letters that were sent before it was noted whether sending them out was finished count as finished: none goes out again."""

import frappe


def execute():
	letter = frappe.qb.DocType("Official Letter")
	(
		frappe.qb.update(letter)
		.set(letter.sent_out_on, letter.sent_on)
		.where(letter.sent_on.isnotnull() & letter.sent_out_on.isnull())
	).run()
