import re
from collections.abc import Iterable
from functools import cache

import frappe
from frappe import _
from frappe.model.document import Document
from pypika.terms import ContainsCriterion

from con_center.access import statements
from con_center.access.areas import COUNTRY, LEVEL_BY_LENGTH, level_of
from con_center.seams.arguments import Filters

SHORT_LEVEL = {"Province": "จ.", "District": "อ.", "Sub-district": "ต."}
BANGKOK = "10"
SHORT_LEVEL_IN_BANGKOK = {"Province": "", "District": "เขต", "Sub-district": "แขวง"}


class AreaCodeError(frappe.ValidationError):
	pass


class Area(Document):
	"""An area of the administration, named by its DOPA code (TIS 1099): the code is the path to it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		abolished_on: DF.Date | None
		area_name: DF.Data
		code: DF.Data
		english_name: DF.Data | None
		full_name: DF.Data | None
		is_group: DF.Check
		level: DF.Literal["Country", "Province", "District", "Sub-district", "Village"]
		parent_area: DF.Link | None
		postal_code: DF.Data | None
		search_text: DF.SmallText | None
		status: DF.Literal["Active", "Abolished"]
		successor: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.validate_code()
		self.set_place_in_tree()
		self.validate_parent()
		self.validate_successor()
		self.set_names()

	def on_update(self):
		if self.parent_area:
			frappe.db.set_value("Area", self.parent_area, "is_group", 1, update_modified=False)

	def validate_code(self):
		if not re.fullmatch(r"(\d\d){1,4}", self.code or ""):
			frappe.throw(
				_(
					"DOPA Code {0}: give 2, 4, 6 or 8 digits (province, district, sub-district, village)."
				).format(frappe.bold(self.code)),
				AreaCodeError,
			)

	def set_place_in_tree(self):
		self.level = level_of(self.code)
		self.parent_area = parent_code(self.code)

	def validate_parent(self):
		if self.parent_area and not frappe.db.exists("Area", self.parent_area):
			frappe.throw(
				_("DOPA Code {0}: there is no area {1} that it could be part of.").format(
					frappe.bold(self.code), frappe.bold(self.parent_area)
				),
				AreaCodeError,
			)

	def validate_successor(self):
		if self.status == "Active":
			self.successor = self.abolished_on = None
		elif self.successor == self.code:
			frappe.throw(_("Successor: an area cannot succeed itself."), AreaCodeError)

	def set_names(self):
		codes = [self.code[:length] for length in (6, 4, 2) if length < len(self.code)]
		above = {
			row.name: row
			for row in frappe.get_all(
				"Area", filters={"name": ("in", codes)}, fields=["name", "area_name", "english_name"]
			)
		}
		path = [self, *(above[code] for code in codes if code in above)]
		self.update(
			describe([(p.get("code") or p.name, p.area_name or "", p.english_name or "") for p in path])
		)


def parent_code(code: str) -> str | None:
	"""Return the code of the area that holds this one; a province is part of the country."""
	if code == COUNTRY:
		return None
	return code[:-2] if len(code) > 2 else COUNTRY


def describe(path: list[tuple[str, str, str]]) -> dict[str, str]:
	"""Return full_name and search_text of an area from its path: (code, Thai name, English name), itself first.

	Names repeat (หนองบัว is the name of 28 sub-districts), so an area shows with its district and province.
	"""
	path = [part for part in path if part[0] != COUNTRY or len(path) == 1]
	full_name = " ".join(short_level(code) + name for code, name, _english in path)
	words = [full_name, *(word for part in path for word in part)]
	return {"full_name": full_name, "search_text": " ".join(words).lower()}


def short_level(code: str) -> str:
	"""Return what stands before the name of the area: จ. อ. ต., in Bangkok เขต and แขวง."""
	if code == COUNTRY or len(code) > 6:
		return ""
	levels = SHORT_LEVEL_IN_BANGKOK if code.startswith(BANGKOK) else SHORT_LEVEL
	return levels[LEVEL_BY_LENGTH[len(code)]]


def full_names(codes: Iterable[str]) -> dict[str, str]:
	"""Return {code: full name} of areas, in one query."""
	return _told(codes, "full_name")


def short_names(codes: Iterable[str]) -> dict[str, str]:
	"""Return {code: name without its level} of areas, in one query."""
	return _told(codes, "area_name")


def _told(codes: Iterable[str], field: str) -> dict[str, str]:
	return dict(statements.ask(_statement(field), {"codes": statements.among(codes)[1]}))


@cache
def _statement(field: str) -> str:
	area = frappe.qb.DocType("Area")
	query = frappe.qb.from_(area).select(area.name, area[field])
	return query.where(ContainsCriterion(area.name, statements.parameter("codes"))).get_sql()


def long_name(area: str, level_word: bool = True) -> str:
	"""Return the name of the area as letters write it: อำเภอพนมสารคาม, จังหวัดฉะเชิงเทรา, ตำบลท่าถ่าน."""
	name = frappe.get_cached_value("Area", area, "area_name")
	return with_level(area, name) if level_word else name


def with_level(area: str, name: str) -> str:
	"""Return the name of an area, given with its code, with the word of its level before it."""
	if area == COUNTRY or len(area) > 6:
		return name
	if area.startswith(BANGKOK):
		return SHORT_LEVEL_IN_BANGKOK[level_of(area)] + name
	return {"Province": "จังหวัด", "District": "อำเภอ", "Sub-district": "ตำบล"}[level_of(area)] + name


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search(doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: Filters = None):
	"""Find areas by Thai or English name, code or path: every word typed must occur ("ท่าถ่าน พนมสารคาม").

	Standard query of the Link fields to Area. Returns rows of (code, full name, level in the user's language).
	"""
	filters = filters or {}
	if isinstance(filters, dict):
		filters = [
			["Area", field, "=", value] if not isinstance(value, list | tuple) else ["Area", field, *value]
			for field, value in filters.items()
		]
	words = [["Area", "search_text", "like", f"%{word}%"] for word in txt.lower().split()]
	found = frappe.get_list(
		"Area",
		filters=[*filters, *words, ["Area", "status", "=", "Active"]],
		fields=["name", "full_name", "level"],
		order_by="code",
		limit_start=start,
		limit_page_length=page_len,
		as_list=True,
	)
	return [(code, name, _(level)) for code, name, level in found]
