"""The words of the form: read from Progress Form, filled in for an area, kept with a report once it is sent."""

import re

import frappe

from con_center.access.areas import ancestor
from con_center.organization.doctype.area.area import long_name
from con_center.reporting.figures import BY_CODE
from con_center.thai import thai_date

PLACE = re.compile(r"\{(\w+)\}")


def parts(text: str) -> list[list[str]]:
	"""Return a line of the form as ["text", words] and ["number", code] parts: "จำนวน {meetings_sub} ตำบล"."""
	found = []
	for n, part in enumerate(PLACE.split(text or "")):
		if n % 2:
			found.append(["number", part])
		elif part:
			found.append(["text", part])
	return found


def unknown(text: str) -> list[str]:
	"""Return the names in braces that are no number of the form."""
	return [name for name in PLACE.findall(text or "") if name not in BY_CODE]


def fill(text: str | None, **values: str) -> str:
	"""Return the text with {name} replaced by the value of that name; others are left as they stand."""
	return PLACE.sub(lambda match: values.get(match[1], match[0]), text or "")


def form_for(fiscal_year: int) -> str | None:
	"""Return the name of the form for a fiscal year (BE): the newest that is in use by then."""
	return frappe.db.get_value(
		"Progress Form",
		{"from_fiscal_year": ("<=", fiscal_year), "disabled": 0},
		order_by="from_fiscal_year desc, creation desc",
	)


def words_for(area: str, form: str, deadline, note: str | None, district_name: str = "") -> dict:
	"""Return the words of a report: title, place, the three headings, items and note (see `items_of`).

	district_name: of a blank form for the districts of a province, what stands in the place of the name.
	"""
	doc = frappe.get_cached_doc("Progress Form", form)
	province, district = ancestor(area, "Province"), ancestor(area, "District")
	if district:
		district_name = long_name(district, level_word=False)
	names = {"province": long_name(province, level_word=False), "district": district_name}
	return {
		"title": doc.title,
		"place": fill(doc.place_district if district_name else doc.place_province, **names),
		"results": doc.heading_results,
		"problems": doc.heading_problems,
		"suggestions": doc.heading_suggestions,
		"items": items_of(doc.lines),
		"note": fill(note, deadline=thai_date(deadline, weekday=True, thai=False)) if note else "",
	}


def items_of(lines) -> list[dict]:
	"""Return the items of the form, in their order: dicts of item (number), heading, lines (each a list of `parts`)."""
	items: dict[int, dict] = {}
	for row in lines:
		item = items.setdefault(row.item, {"item": row.item, "heading": "", "lines": []})
		if row.kind == "Heading":
			item["heading"] = row.text
		else:
			item["lines"].append(parts(row.text))
	return [items[number] for number in sorted(items)]
