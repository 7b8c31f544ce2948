"""Where a rule comes from, and what no regulation confirms: a small mark in what the server writes for the desk."""

from frappe import _
from frappe.utils import escape_html


def source_mark(source: str | None) -> str:
	"""Return the mark as HTML, as public/js/source_marks.js makes it in forms; "" where no source is named."""
	if not source:
		return ""
	label = _("Source of This Rule")
	return (
		f'<button type="button" class="btn-reset con-source" title="{escape_html(source)}">{label}</button>'
	)
