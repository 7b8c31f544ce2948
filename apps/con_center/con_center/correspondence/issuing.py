"""Numbers for several letters at once: of those that are signed and wait, and of paper letters, reserved beforehand."""

import frappe
from frappe import _
from frappe.utils import cint

from con_center.approval import decision
from con_center.approval.meaning import IN_FORCE
from con_center.correspondence import words
from con_center.correspondence.errors import LetterError, LetterStateError
from con_center.correspondence.workflow import SIGNED
from con_center.seams.arguments import Names

MOST_AT_ONCE = 50


@frappe.whitelist(methods=["POST"])
def give_numbers(letters: Names) -> list[str]:
	"""Give each of these signed letters its number, in the order of their signatures; return the numbers.

	Each by its own decision: who may not give one a number, or what is found wrong in it, stops all of them.
	"""
	if len(letters) > MOST_AT_ONCE:
		frappe.throw(_("At most {0} letters at once: choose fewer.").format(MOST_AT_ONCE), LetterError)
	waiting = [frappe.get_doc("Official Letter", name) for name in dict.fromkeys(letters)]
	for letter in waiting:
		letter.check_permission("read")
		if letter.get_meaning() != SIGNED:
			frappe.throw(
				_("{0} does not wait for its number: it is not signed, or has one.").format(letter.name),
				LetterStateError,
			)
	waiting.sort(key=lambda letter: (str(letter.signed_on), letter.name))
	return [decision.take(letter, IN_FORCE).number for letter in waiting]


@frappe.whitelist(methods=["POST"])
def reserve(
	office: str,
	how_many: int | str,
	subject: str,
	addressed_to: str | None = None,
	kind: str = words.EXTERNAL,
	circular: int | str = 0,
) -> list[str]:
	"""Reserve numbers of an office's run for letters written on paper; return them. Each is in the register from now on."""
	frappe.new_doc("Official Letter").check_permission("create")
	number = cint(how_many)
	if not 1 <= number <= MOST_AT_ONCE:
		frappe.throw(_("How Many Numbers: give a number from 1 to {0}.").format(MOST_AT_ONCE), LetterError)
	given = []
	for _each in range(number):
		letter = frappe.new_doc("Official Letter")
		letter.office, letter.subject, letter.addressed_to = office, subject, addressed_to
		letter.kind, letter.circular, letter.on_paper = kind, cint(circular), 1
		given.append(decision.take(letter.insert(), IN_FORCE).number)
	return given


@frappe.whitelist(methods=["POST"])
def note(letter: str, text: str) -> None:
	"""Write the note that stands beside a letter in the register of its office."""
	doc = frappe.get_doc("Official Letter", letter)
	doc.check_permission("write")
	if not doc.register_number:
		frappe.throw(_("{0} is not in the register yet: it has no number.").format(doc.name), LetterError)
	doc.flags.by_system = True
	doc.register_note = text.strip()
	doc.save()
	frappe.msgprint(
		_("Noted beside no. {0} in the register.").format(frappe.bold(doc.number)),
		alert=True,
		indicator="green",
	)
