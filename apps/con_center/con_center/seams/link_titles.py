"""Titles of what a document names: with the answer to a save, as with a form that is opened, and for whoever may read them.

Frappe (15) sends them when it opens a form only: what saving fills in, such as the committees of a meeting, would be
shown by its number until the form is loaded anew. And it asks nobody's right to what is named. What one of our documents
names was looked at when that was written (`ScopedDocument.validate_scoped_links`), for the readers of its area; Frappe's
own documents name whatever their writer likes.
"""

import frappe
from frappe.desk.form import load

from con_center import registry, seams
from con_center.access.documents import reads_history
from con_center.seams.frappe_documents import SHARED, readable


def send(doc, method: str | None = None) -> None:
	"""Hook onload: put the titles of the document's links, and of those of its rows, into the answer."""
	load.set_link_titles(doc)


def set_link_titles(doc) -> None:
	if _are_looked_at(doc):
		set_link_titles.of_frappe(doc)
		return
	titles = load.get_title_values_for_link_and_dynamic_link_fields(doc)
	titles.update(load.get_title_values_for_table_and_multiselect_fields(doc))
	load.send_link_titles(_readable(titles))


def set_titles_of_print(doc) -> None:
	set_titles_of_print.of_frappe(doc)
	if not _are_looked_at(doc):
		setattr(doc, "__link_titles", _readable(doc.get("__link_titles")))


def set_link_title(doc) -> None:
	"""Frappe's titles of what a contact or an address names, kept in its rows: of what its writer may read."""
	if seams.is_here():
		told = _readable({_key(link): None for link in doc.links})
		doc = frappe._dict(links=[link for link in doc.links if _key(link) in told])
	set_link_title.of_frappe(doc)


def _are_looked_at(doc) -> bool:
	"""Tell whether the titles are those of a document of ours, for somebody of its area: he has them all."""
	return not seams.is_here() or (registry.is_scoped(doc.doctype) and reads_history(doc.doctype, doc.name))


def _readable(titles: dict) -> dict:
	"""Return those of {"DocType::name": …} that the user may read."""
	names: dict[str, list[str]] = {}
	for key in titles:
		kind, _colons, name = key.partition("::")
		names.setdefault(kind, []).append(name)
	mine = {
		f"{kind}::{name}"
		for kind, of_kind in names.items()
		for name in (of_kind if kind in SHARED else readable(kind, of_kind))
	}
	return {key: title for key, title in titles.items() if key in mine}


def _key(link) -> str:
	return f"{link.link_doctype}::{link.link_name}"
