"""Titles of what a document names: with the answer to a save, as with a form that is opened.

Frappe (15) sends them when it opens a form only: what saving fills in, such as the committees of a meeting, would be
shown by its number until the form is loaded anew.
"""

from frappe.desk.form.load import set_link_titles


def send(doc, method: str | None = None) -> None:
	"""Hook onload: put the titles of the document's links, and of those of its rows, into the answer."""
	set_link_titles(doc)
