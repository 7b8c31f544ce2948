"""The page of a letter while it is being written, and what is pasted into its text."""

import frappe
from frappe import _
from frappe.www import printview
from pydantic import Json
from typing_extensions import TypedDict

from con_center.correspondence import body

PLAIN = ("subject", "addressed_to", "copies_to", "unit")
MOST_PARAGRAPHS, LONGEST_TEXT = 500, 100_000


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


TypedValues = Typed | Json[Typed]


class TooLongError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def show(name: str, typed: TypedValues) -> dict:
	"""Return the letter's page as HTML, with what is typed in its form, and the number that stands before each paragraph."""
	letter = frappe.get_doc("Official Letter", name)
	letter.check_permission("print")
	values = {field: typed[field] for field in PLAIN if field in typed}
	rows = typed.get("body") or []
	_check_length([*values.values(), *(row.get("text") for row in rows)], len(rows))
	letter.update(values)
	letter.set("body", [{"style": row.get("style"), "text": row.get("text")} for row in rows])
	return {"page": _page(letter), "numbers": body.numbers(rows)}


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
	_check_length([pasted], 0)
	return body.read(pasted)[:MOST_PARAGRAPHS]


def _check_length(texts: list[str | None], rows: int) -> None:
	if rows > MOST_PARAGRAPHS or sum(len(text or "") for text in texts) > LONGEST_TEXT:
		frappe.throw(
			_("Text of the Letter: it is too long for a letter. Enclose it as a document instead."),
			TooLongError,
		)
