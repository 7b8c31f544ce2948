import frappe
from frappe import _
from pypika.terms import PseudoColumn

from con_center.access.conditions import conditions
from con_center.access.documents import require_right
from con_center.learning import search
from con_center.organization.doctype.area.area import full_names
from con_center.planning.figures import below
from con_center.seams.arguments import report_filters

MOST = 200
DOCTYPE = "Lesson"


def execute(filters: dict | None = None):
	"""Report of the lessons that have all words asked for; of a subject, of an area.

	filters: words, subject, area. Published lessons of all areas, and the user's own that are not.
	"""
	return columns(), found(report_filters(filters))


def found(asked: frappe._dict) -> list[dict]:
	require_right(DOCTYPE, "read")
	lesson = frappe.qb.DocType(DOCTYPE)
	query = (
		frappe.qb.from_(lesson)
		.select(lesson.name, lesson.lesson_title, lesson.subject, lesson.area, lesson.published_on)
		.select(lesson.workflow_state, lesson.occasion)
		.where(lesson.docstatus < 2)
		.orderby(lesson.modified, order=frappe.qb.desc)
		.limit(MOST)
	)
	if within := conditions(DOCTYPE):
		query = query.where(PseudoColumn(within))
	if has_words := search.criterion(DOCTYPE, str(asked.words or "")):
		query = query.where(has_words)
	if asked.subject:
		query = query.where(lesson.subject == str(asked.subject))
	if asked.area:
		query = query.where(below(lesson, asked.area))
	rows = query.run(as_dict=True)
	places = full_names(row.area for row in rows)
	return [{**row, "area": places.get(row.area), "workflow_state": _(row.workflow_state)} for row in rows]


def columns() -> list[dict]:
	def column(fieldname: str, label: str, width: int, fieldtype: str = "Data") -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("lesson_title", _("Lesson"), 320),
		column("subject", _("Subject"), 240),
		column("area", _("Area"), 240),
		column("occasion", _("Occasion"), 320),
		column("published_on", _("Published On"), 120, "Date"),
		column("workflow_state", _("Status"), 120),
	]
