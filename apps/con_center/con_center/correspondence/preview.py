"""The page of a letter while it is being written, and what is pasted into its text."""

from itertools import chain

import frappe
from frappe import _
from frappe.utils import escape_html
from frappe.www import printview
from pydantic import Json
from typing_extensions import TypedDict

from con_center.approval.meaning import begins_in
from con_center.correspondence import body, letter_text
from con_center.entry.documents import check

PLAIN = ("subject", "addressed_to", "copies_to", "unit")
MOST_PARAGRAPHS = 500
LETTER = "Official Letter"


class Paragraph(TypedDict, total=False):
	style: str
	text: str | None


class Typed(TypedDict, total=False):
	"""What the page shows of a form before it is saved: texts alone, which lead to no other document."""

	subject: str | None
	addressed_to: str | None
	copies_to: str | None
	unit: str | None
	body: list[Paragraph]


class Receiver(TypedDict, total=False):
	receiver_area: str | None
	receiver_name: str | None


class Reference(TypedDict, total=False):
	reference: str | None
	letter: str | None
	incoming: str | None


class Enclosure(TypedDict, total=False):
	enclosure_name: str | None
	quantity: int | str | None
	unit: str | None


class Item(TypedDict, total=False):
	item: str | None
	due: str | None
	done_when: str | None
	assessment_round: int | str | None


class Begun(Typed, total=False):
	"""What the page shows of a letter that has not been saved: what its writer can say when he saves it, as well."""

	office: str | None
	kind: str | None
	circular: int | str | None
	template: str | None
	dated: str | None
	urgency: str | None
	urgent_until: str | None
	secrecy: str | None
	receiver_rank: str | None
	receiver_group: str | None
	reporting_round: str | None
	signed_by: str | None
	signatory: str | None
	contact_name: str | None
	contact_position: str | None
	contact_telephone: str | None
	receivers: list[Receiver]
	references: list[Reference]
	enclosures: list[Enclosure]
	items: list[Item]


ROWS = {
	"body": Paragraph,
	"receivers": Receiver,
	"references": Reference,
	"enclosures": Enclosure,
	"items": Item,
}
TypedValues = Typed | Json[Typed]
BegunValues = Begun | Json[Begun]


class TooLongError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def show(name: str, typed: TypedValues) -> dict:
	"""Return the letter's page as HTML, with what is typed in its form, and the number that stands before each paragraph."""
	letter = frappe.get_doc(LETTER, name)
	letter.check_permission("print")
	values = {field: typed[field] for field in PLAIN if field in typed}
	rows = typed.get("body") or []
	_check_length(typed)
	letter.update(values)
	letter.set("body", [{"style": row.get("style"), "text": row.get("text")} for row in rows])
	return {"page": _page(letter), "numbers": body.numbers(rows)}


@frappe.whitelist(methods=["POST"])
def show_new(typed: BegunValues) -> dict:
	"""Return the same of a letter that is being written and has not been saved: for who may save it. Nothing is kept."""
	_check_length(typed)
	letter = frappe.new_doc(LETTER)
	letter.update(_taken(typed))
	check(letter)
	letter.check_permission("create")
	letter.set_area()
	_refuse_unknown(letter)
	letter.validate_scoped_links()
	letter.workflow_state = begins_in(LETTER)
	_work_out(letter)
	return {"page": _page(letter), "numbers": body.numbers(letter.body)}


def _page(letter) -> str:
	"""Return the HTML of a letter in the format that it is printed in, without the scripts of Frappe's page around it."""
	meta = letter.meta
	print_format = printview.get_print_format_doc(meta.default_print_format, meta=meta)
	page = printview.get_rendered_template(letter, print_format=print_format, meta=meta, no_letterhead=True)
	style = printview.get_print_style(print_format=print_format)
	return (
		f'<!doctype html><html lang="th"><style>{style}</style><body><div class="print-format">{page}</div>'
	)


@frappe.whitelist(methods=["POST"])
def read(pasted: str) -> list[dict]:
	"""Return the paragraphs, items and tables of a text that was pasted."""
	_refuse_if_too_long([pasted], 0)
	return body.read(pasted)[:MOST_PARAGRAPHS]


def _taken(typed: dict) -> dict:
	"""Return what is taken of what was sent: the fields that are named above, of rows, too."""
	plain = {field: typed[field] for field in Begun.__annotations__ if field in typed and field not in ROWS}
	return plain | {
		table: [{field: row.get(field) for field in kind.__annotations__} for row in typed.get(table) or []]
		for table, kind in ROWS.items()
	}


def _refuse_unknown(letter) -> None:
	rows = (letter, *letter.get_all_children())
	unknown = [said for row in rows for _field, _name, said in row.get_invalid_links()[0]]
	if unknown:
		frappe.throw(
			_("Could not find {0}").format(escape_html(", ".join(unknown))), frappe.LinkValidationError
		)


def _work_out(letter) -> None:
	"""Work out what follows from what is written, as saving does, but refuse nothing: it is only half written."""
	letter.set_office_details()
	letter.set_references()
	letter_text.propose(letter)
	letter.clean_texts()
	letter.set_opening_and_closing()
	letter.name_receivers()
	letter.set_addressed_to()
	letter.set_signatory()


def _check_length(typed: dict) -> None:
	tables = [value for value in typed.values() if isinstance(value, list)]
	texts = [value for row in chain([typed], *tables) for value in row.values() if isinstance(value, str)]
	_refuse_if_too_long(texts, len(typed.get("body") or []))


def _refuse_if_too_long(texts: list[str], rows: int) -> None:
	if rows > MOST_PARAGRAPHS or body.is_too_long(texts):
		frappe.throw(
			_("Text of the Letter: it is too long for a letter. Enclose it as a document instead."),
			TooLongError,
		)
