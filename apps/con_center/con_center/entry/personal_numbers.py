"""No number of a person is typed into what names people, and none of a house into what names people in need.

For every way in, as all checks of `entry`; comments on such documents, too.
"""

from frappe import _

from con_center import registry
from con_center.entry.refusing import refuse
from con_center.seams.secrets import SECRETS
from con_center.thai import holds_house_code, holds_personal_number

WRITTEN = ("Data", "Long Text", "Small Text", "Text", "Text Editor")


def check_field(row, field, where: str) -> None:
	# in a hash, which nobody types, so many digits follow each other by chance
	is_typed = field.fieldtype in WRITTEN and field.fieldname not in SECRETS
	if is_typed and registry.is_of_people(row.doctype):
		check(row.get(field.fieldname), where, field.options != "Phone" and registry.is_named(row.doctype))


def check(text, where: str, of_house: bool = True) -> None:
	"""Refuse a text that holds the number of a person, or `of_house`; the number itself is not repeated."""
	if holds_personal_number(text):
		refuse(
			_("{0}: a number of 13 digits stands in it. Take it out: numbers of people are not kept here."),
			where,
		)
	if of_house and holds_house_code(text):
		refuse(
			_(
				"{0}: a number of 11 digits, such as the code of a house, stands in it. Take it out: the code is entered by “Note House Code”, which keeps its hash alone."
			),
			where,
		)


def check_comment(doc, method: str | None = None) -> None:
	"""Hook validate of Comment: it can be written anew, too."""
	# others are Frappe's own, such as that a file was attached, whose name a telephone made of the time
	if doc.comment_type == "Comment" and registry.is_of_people(doc.reference_doctype):
		check(doc.content, _("Comment"), registry.is_named(doc.reference_doctype))
