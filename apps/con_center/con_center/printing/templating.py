"""Functions for print formats and other templates (the `jinja` hook). Thai functions come from `con_center.thai`."""

import base64
import mimetypes
import os

import frappe
from frappe import _
from frappe.utils import cint

from con_center import thai
from con_center.printing import chart, engine, marks
from con_center.printing.document import LARGEST_FILE, site_file
from con_center.printing.fonts import font_css
from con_center.printing.settings import foot_room, letter_settings, levels_for_others
from con_center.seams.files import bytes_of

# any process that renders a template prints with our engine (see `engine.install`)
engine.install()

LARGEST_EMBLEM = 2 * 1024 * 1024
CHART_ROWS = 4


def thai_date(value, **options) -> str:
	"""`con_center.thai.thai_date`, in the digits that CON Settings name unless `thai` is given."""
	if not value:  # nor an undefined one
		return ""
	options.setdefault("thai", bool(letter_settings().thai_digits))
	return thai.thai_date(value, **options)


def word(text: str | None, context: str | None = None) -> str:
	"""Return a word of the forms as papers have it, "" for none."""
	return _(text, lang="th", context=context) if text else ""


def short_day(date) -> str:
	return thai_date(date, short=True) if date else ""


def letter_digits(value) -> str:
	"""Return text in the digits that CON Settings name for letters."""
	return thai.thai_digits(value) if letter_settings().thai_digits else str("" if value is None else value)


def letter_style() -> frappe._dict:
	"""Return the settings for letters, with `font_css`, the rules that load the font, and `foot_room` (cm)."""
	settings = letter_settings()
	settings.font_css = font_css()
	settings.foot_room = foot_room()
	return settings


def emblem_source(placeholder: bool = True) -> str:
	"""Return the emblem as a data: URL: the one in CON Settings, else a neutral placeholder, or nothing.

	It stands on every letter, so whoever may print the letter gets it; no right to the File is asked for.
	"""
	path = letter_settings().emblem
	found = _emblem_file(path) if path else None
	if not found and not placeholder:
		return ""
	if not found:
		with open(os.path.join(os.path.dirname(__file__), "emblem.svg"), "rb") as file:
			found = file.read(), "image/svg+xml"
	content, kind = found
	return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _emblem_file(path: str) -> tuple[bytes, str] | None:
	kind = mimetypes.guess_type(path)[0] or ""
	if not kind.startswith("image/"):
		return None
	if not path.startswith("/private/files/"):
		return site_file(path)
	name = frappe.db.get_value("File", {"file_url": path, "attached_to_doctype": "CON Settings"})
	content = bytes_of(frappe.get_doc("File", name)) if name else None
	return (content, kind) if content and len(content) <= min(LARGEST_EMBLEM, LARGEST_FILE) else None


def paragraphs(text) -> list[str]:
	"""Return the paragraphs of a text: its lines, spaces collapsed, empty ones left out."""
	return [line for line in (thai.collapse_spaces(line) for line in str(text or "").splitlines()) if line]


def draft_mark(doc) -> str:
	"""Return the outline of the mark that a document carries: ร่าง until it is issued, ยกเลิก once cancelled."""
	status = cint(doc.get("docstatus"))
	return marks.DRAFT if status == 0 else marks.CANCELLED if status == 2 else ""


def may_read_level(doc, permlevel: int = 1) -> bool:
	"""Return whether a print has the fields of a document at a permission level: those that its reader may read."""
	for_others = levels_for_others()
	return cint(permlevel) in doc.get_permlevel_access("read") if for_others is None else for_others


def chart_rows(committee) -> list[list]:
	"""Return the sitting members of a committee in the rows of its chart, top first, each row by rank and place.

	Rows follow Committee Role: `chart_row` 1 (top) to 4 (ordinary members); roles unknown come last.
	"""
	roles = {row.name: row for row in _roles()}
	rows: dict[int, list] = {}
	for member in committee.get("members") or []:
		if (member.get("status") or "Sitting") != "Sitting":
			continue
		role = roles.get(member.get("role")) or frappe._dict(chart_row=CHART_ROWS, rank=999)
		rows.setdefault(cint(role.chart_row) or CHART_ROWS, []).append(
			(cint(role.rank), cint(member.get("idx")), member)
		)
	return [[m for _rank, _idx, m in sorted(rows[row], key=lambda item: item[:2])] for row in sorted(rows)]


def chart_layout(committee) -> frappe._dict:
	"""Return how the chart of a committee is laid out on one page: see `con_center.printing.chart`."""
	layout = chart.lay_out(chart_rows(committee))
	return frappe._dict(
		lines=[frappe._dict(people=p, width=w) for p, w in zip(layout.lines, layout.widths, strict=True)],
		name_pt=layout.name_pt,
		role_pt=round(layout.name_pt * chart.ROLE, 1),
		organization_pt=round(layout.name_pt * chart.ORGANIZATION, 1),
		gap=chart.GAP_MM,
		with_organization=layout.with_organization,
		count=sum(map(len, layout.lines)),
	)


def by_rank(members, role_field: str = "role") -> list:
	"""Return rows of members by the rank of their role, then by their place in the document."""
	ranks = {row.name: cint(row.rank) for row in _roles()}
	return sorted(members or [], key=lambda m: (ranks.get(m.get(role_field), 999), cint(m.get("idx"))))


def _roles() -> list:
	if not frappe.db.exists("DocType", "Committee Role"):
		return []
	return frappe.get_all("Committee Role", fields=["name", "rank", "chart_row"])
