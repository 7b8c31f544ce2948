"""A district's assessments in one grid: all sub-districts by all indicators, saved each through its own rules."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import cint, strip_html
from pydantic import Json
from typing_extensions import TypedDict

from con_center.access.areas import covers
from con_center.access.posts import area_codes
from con_center.approval.decision import decide, may_edit, open_transitions
from con_center.approval.meaning import BACK
from con_center.assessments import confirming
from con_center.assessments.doctype.assessment.assessment import STAGE_AT_WORK
from con_center.assessments.doctype.assessment_template.assessment_template import (
	SAMPLE_NOTICE,
	find_template,
)

MOST = 200


class GridError(frappe.ValidationError):
	pass


class SentRow(TypedDict, total=False):
	"""A row of the grid as the client sends it: the version of the document that it showed, and new scores by code."""

	name: str
	modified: str | None
	scores: dict[str, str | int | float | None] | None


SentRows = list[SentRow] | Json[list[SentRow]]


@frappe.whitelist()
def load(district: str, fiscal_year: int | str, round: int | str) -> dict:
	"""Return the grid: {"notice", "indicators", "rows"}, of the sub-districts that the user may see.

	Each row: area, area_name, name, title, modified, state, stage (the column that the user writes now, or
	None), scores of each stage by code, percent, band, missing, and the actions open to the user.
	"""
	fiscal_year, round = cint(fiscal_year), cint(round)
	places = [place for place in confirming.lines(district, fiscal_year, round) if _may_see(place.area)]
	if not places:
		frappe.throw(
			_("District: it lies outside of your area, or has no sub-districts."), frappe.PermissionError
		)
	rows = [_row(place) for place in places]
	indicators = _indicators(rows, fiscal_year)
	return {
		"district_name": frappe.get_cached_value("Area", district, "full_name"),
		"notice": SAMPLE_NOTICE if any(i["sample"] for i in indicators) else None,
		"may_create": frappe.has_permission("Assessment", "create"),
		"indicators": indicators,
		"rows": rows,
	}


def _may_see(area: str) -> bool:
	codes = area_codes("Assessment")
	return codes is None or any(covers(code, area) for code in codes)


def _row(place) -> dict:
	if not place.name:
		return {"area": place.area, "area_name": place.area_name, "name": None, "scores": {}, "actions": []}
	doc = frappe.get_doc("Assessment", place.name)
	doc.check_permission("read")
	stage = STAGE_AT_WORK.get(doc.get_meaning())
	return {
		"area": place.area,
		"area_name": place.area_name,
		"name": doc.name,
		"title": doc.title,
		"modified": str(doc.modified),
		"state": doc.workflow_state,
		"stage": stage if _may_write(doc) and may_edit(doc, doc.workflow_state) else None,
		"scores": {
			stage_name: {row.code: row.get(f"{stage_name}_score") or "" for row in doc.scores}
			for stage_name in ("self", "district", "province")
		},
		"found": {row.code: row.computed_score for row in doc.scores if row.computed_score},
		"limits": {row.code: [row.kind, row.min_score, row.max_score] for row in doc.scores},
		"texts": [[row.code, row.category, row.indicator] for row in doc.scores],
		"template": doc.template,
		"sample": doc.sample,
		"percent": doc.percent,
		"band": doc.band,
		"missing": doc.missing,
		"actions": [t.action for t, _post in open_transitions(doc) if t.next_meaning not in BACK],
	}


def _may_write(doc) -> bool:
	"""Ask for the right in silence: the document's own `has_permission` tells the reader of every refusal."""
	return frappe.has_permission("Assessment", "write", doc)


def _indicators(rows: list[dict], fiscal_year: int) -> list[dict]:
	"""Return the columns: the indicators of the assessments that are there, else of the criteria in use."""
	found: dict[str, dict] = {}
	for row in rows:
		for code, category, text in row.pop("texts", []):
			found.setdefault(
				code, {"code": code, "category": category, "indicator": text, "sample": row["sample"]}
			)
	if not found and (name := find_template(fiscal_year)):
		template = frappe.get_cached_doc("Assessment Template", name)
		for row in template.indicators:
			found[row.code] = {
				"code": row.code,
				"category": row.category,
				"indicator": row.indicator,
				"sample": not template.official,
			}
	return list(found.values())


@frappe.whitelist(methods=["POST"])
def create_missing(district: str, fiscal_year: int | str, round: int | str) -> dict:
	"""Make an assessment for each sub-district of the user's areas that has none; see `save` for the answer."""
	lacking = [
		place
		for place in confirming.lines(district, cint(fiscal_year), cint(round))
		if not place.name and _may_see(place.area)
	]

	def create(place):
		if not frappe.db.exists("CON Center", place.area):
			frappe.throw(_("The sub-district has no center yet. Enter it first."), GridError)
		return frappe.get_doc(
			{
				"doctype": "Assessment",
				"center": place.area,
				"fiscal_year": cint(fiscal_year),
				"round": cint(round),
			}
		).insert()

	return _each(lacking, lambda place: place.area_name, create)


@frappe.whitelist(methods=["POST"])
def save(changes: SentRows) -> dict:
	"""Save scores: [{"name", "modified", "scores": {code: score}}], each document by itself.

	Returns {"done": [names], "failed": [{"name", "row", "message"}]}: what fails leaves the others as saved.
	"""
	return _each(_asked(changes), lambda change: change.name, _save_one)


def _save_one(change):
	doc = frappe.get_doc("Assessment", change.name, for_update=True)
	doc.check_permission("write")
	stage = STAGE_AT_WORK.get(doc.get_meaning())
	if not stage:
		frappe.throw(_("Nothing to enter in this status"), GridError)
	# who has changed it since the grid was loaded has to be seen first
	doc.modified = change.modified
	rows = {row.code: row for row in doc.scores}
	for code, value in (change.scores or {}).items():
		if code not in rows:
			frappe.throw(
				_("Indicator {0} is none of this assessment's.").format(frappe.bold(code)), GridError
			)
		rows[code].set(f"{stage}_score", value)
	return doc.save()


@frappe.whitelist(methods=["POST"])
def take_step(rows: SentRows, action: str) -> dict:
	"""Decide on several documents that the grid shows, each on the version read there; answer as `save`."""
	return _each(
		_asked(rows),
		lambda row: row.name,
		lambda row: decide("Assessment", row.name, action, row.modified),
	)


def _asked(rows: list[SentRow]) -> list[frappe._dict]:
	found = [frappe._dict(row) for row in rows]
	if len(found) > MOST:
		frappe.throw(_("At most {0} rows at once.").format(MOST), GridError)
	return found


def _each(rows: list, name_of: Callable, do: Callable) -> dict:
	"""Do it to each row; a row that fails is taken back alone, and says why."""
	done, failed = [], []
	for number, row in enumerate(rows, 1):
		frappe.db.savepoint("con_center_grid")
		try:
			done.append(do(row).name)
		except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as error:
			frappe.db.rollback(save_point="con_center_grid")
			frappe.clear_messages()
			message = strip_html(str(error)) or _("You may not change it.")
			failed.append({"name": name_of(row), "row": number, "message": message})
	return {"done": done, "failed": failed}
