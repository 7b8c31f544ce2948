"""What is given along with a decision: days and words, which the desk asks for and anybody may send."""

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.thai import read_date


class GivenError(frappe.ValidationError):
	pass


def day(doc, field: str, value):
	"""Return a day that has come, given as ISO or as people write it, for a field of the document; raises GivenError."""
	label = _label(doc, field)
	try:
		found = read_date(str(value or ""), getdate())
	except ValueError:
		frappe.throw(_("{0}: give a day, such as 26/11/2569.").format(label), GivenError)
	if found > getdate():
		frappe.throw(
			_("{0}: the date lies in the future. Give the day on which it happened.").format(label),
			GivenError,
		)
	return found


def words(doc, field: str, value) -> str:
	"""Return what was said in a few words, for a field of the document; raises GivenError."""
	said = value.strip() if isinstance(value, str) else ""
	if not said:
		frappe.throw(_("{0}: say it in a few words.").format(_label(doc, field)), GivenError)
	return said


def _label(doc, field: str) -> str:
	return frappe.bold(_(doc.meta.get_label(field), context=doc.doctype))
