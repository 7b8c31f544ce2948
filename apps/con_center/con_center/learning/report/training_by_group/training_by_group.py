import frappe
from frappe import _

from con_center.access.areas import level_of
from con_center.learning import figures
from con_center.organization.doctype.area.area import full_names
from con_center.seams.arguments import report_filters

# what lies below an area of this level is shown one by one
COLUMN_BELOW = {"Country": "province", "Province": "district", "District": "area", "Sub-district": "area"}


def execute(filters: dict | None = None):
	"""Report of who is registered for a training, and who came: by the parts of an area, a column for each group.

	filters: training, area. Within the areas that the user may read.
	"""
	asked = report_filters(filters)
	if not asked.training:
		return [], []
	training = frappe.get_doc("Training", str(asked.training))
	training.check_permission("read")
	area = asked.area or training.area
	counted = figures.groups_of(training.name, COLUMN_BELOW[level_of(area)], area)
	groups = list(dict.fromkeys(sorted(row.participant_group for row in counted)))
	rows = by_part(counted, groups, area)
	return columns(groups), [*rows, *total_of(rows)], None, None, summary(rows)


def by_part(counted: list, groups: list[str], area: str) -> list[frappe._dict]:
	parts: dict[str, frappe._dict] = {}
	for row in counted:
		# who comes from the office of the area itself lies in none of its parts
		code = row.part or area
		part = parts.setdefault(code, frappe._dict(area=code, registered=0, came=0))
		part[column_of(groups.index(row.participant_group))] = row.came
		part.registered += row.registered
		part.came += row.came
	names = full_names(parts)
	return [frappe._dict(parts[code], name=names.get(code)) for code in sorted(parts)]


def column_of(number: int) -> str:
	return f"group_{number}"


def total_of(rows: list) -> list[frappe._dict]:
	if not rows:
		return []
	total = frappe._dict(name=_("Total"), is_total=1)
	for row in rows:
		for field, number in row.items():
			if isinstance(number, int):
				total[field] = total.get(field, 0) + number
	total.is_total = 1
	return [total]


def columns(groups: list[str]) -> list[dict]:
	def number(fieldname: str, label: str) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": 130}

	return [
		{"fieldname": "name", "label": _("Area"), "fieldtype": "Data", "width": 300},
		number("registered", _("Registered")),
		number("came", _("Came")),
		*(number(column_of(n), group) for n, group in enumerate(groups)),
	]


def summary(rows: list) -> list[dict]:
	if not rows:
		return []
	return [
		{"label": _(label), "value": sum(row[field] for row in rows), "datatype": "Int"}
		for field, label in (("registered", "Registered"), ("came", "Came"))
	]
