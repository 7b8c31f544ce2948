"""What is given along with a decision: days and words, which the desk asks for and anybody may send."""

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.thai import read_date


class GivenError(frappe.ValidationError):
	pass


def day(value, label: str):
	"""Return a day that has come, given as ISO or as people write it; raises GivenError. label: English, of the field."""
	try:
		found = read_date(str(value or ""), getdate())
	except ValueError:
		frappe.throw(_("{0}: give a day, such as 26/11/2569.").format(frappe.bold(_(label))), GivenError)
	if found > getdate():
		frappe.throw(
			_("{0}: the date lies in the future. Give the day on which it happened.").format(
				frappe.bold(_(label))
			),
			GivenError,
		)
	return found


def words(value, label: str) -> str:
	"""Return what was said in a few words; raises GivenError."""
	said = value.strip() if isinstance(value, str) else ""
	if not said:
		frappe.throw(_("{0}: say it in a few words.").format(frappe.bold(_(label))), GivenError)
	return said
