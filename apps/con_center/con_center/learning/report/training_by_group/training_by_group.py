from collections import Counter

import frappe
from frappe import _

from con_center.access.areas import level_of
from con_center.learning import figures, registering
from con_center.organization.doctype.area.area import full_names
from con_center.seams.arguments import report_filters

# what lies below an area of this level is shown one by one
COLUMN_BELOW = {"Country": "province", "Province": "district", "District": "area", "Sub-district": "area"}


def execute(filters: dict | None = None):
	"""Report of who is registered for a training, and who came: by the parts of an area, a column for each group.

	filters: training, area. Within the areas that the user may read; those that are to register have a row from the
	beginning. Where the training says how many it expects by group: how many of them are lacking.
	"""
	asked = report_filters(filters)
	if not asked.training:
		return [], []
	training = frappe.get_doc("Training", str(asked.training))
	training.check_permission("read")
	area = asked.area or training.area
	counted = figures.groups_of(training.name, COLUMN_BELOW[level_of(area)], area)
	# of a part of the training's area, its own parts register nobody
	whole = area == training.area
	registering_areas = registering.areas_of(training.level, area) if whole else []
	awaited = registering.readable(registering_areas)
	targets = training.targets if whole else []
	named = {row.participant_group for row in targets}
	groups = sorted({row.participant_group for row in counted} | named)
	rows = by_part(counted, groups, area, awaited)
	total = total_of(rows)
	if targets:
		note_lacking(rows, awaited, counted, targets, area)
		total_lacking(total, rows, counted, targets, registering.readable([area]))
	return columns(groups, targets), [*rows, *total], None, None, summary(rows, awaited)


def by_part(counted: list, groups: list[str], area: str, awaited: list[str]) -> list[frappe._dict]:
	parts = {code: frappe._dict(area=code, registered=0, came=0) for code in awaited}
	for row in counted:
		# who comes from the office of the area itself lies in none of its parts
		code = row.part or area
		part = parts.setdefault(code, frappe._dict(area=code, registered=0, came=0))
		part[column_of(groups.index(row.participant_group))] = row.came
		part.registered += row.registered
		part.came += row.came
	names = full_names(parts)
	return [
		frappe._dict(parts[code], name=names.get(code), silent=not parts[code].registered)
		for code in sorted(parts)
	]


def note_lacking(rows: list, awaited: list[str], counted: list, targets: list, area: str) -> None:
	"""Note how many people each area that registers has still to name, by what is expected of each."""
	registered = {(row.part or area, row.participant_group): row.registered for row in counted}
	for row in rows:
		if row.area in awaited:
			row.lacking = sum(
				max(0, target.people - registered.get((row.area, target.participant_group), 0))
				for target in targets
				if target.whose == registering.EACH
			)


def total_lacking(total: list, rows: list, counted: list, targets: list, sees_all: list) -> None:
	"""Note what is lacking in all; of groups that are expected of all together, to who sees them all."""
	if not total:
		return
	together = [target for target in targets if target.whose != registering.EACH and sees_all]
	registered = Counter()
	for row in counted:
		registered[row.participant_group] += row.registered
	total[0].lacking = sum(row.lacking or 0 for row in rows) + sum(
		max(0, target.people - registered[target.participant_group]) for target in together
	)


def column_of(number: int) -> str:
	return f"group_{number}"


def total_of(rows: list) -> list[frappe._dict]:
	if not rows:
		return []
	total = frappe._dict(name=_("Total"), is_total=1)
	for row in rows:
		for field, number in row.items():
			if isinstance(number, int) and not isinstance(number, bool):
				total[field] = total.get(field, 0) + number
	total.is_total = 1
	return [total]


def columns(groups: list[str], targets: list) -> list[dict]:
	def number(fieldname: str, label: str) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": 130}

	expected = {row.participant_group: told(row) for row in targets}
	return [
		{"fieldname": "name", "label": _("Area"), "fieldtype": "Data", "width": 300},
		number("registered", _("Registered")),
		*([number("lacking", _("Still to Be Named"))] if targets else []),
		number("came", _("Came")),
		*(number(column_of(n), f"{group}{expected.get(group, '')}") for n, group in enumerate(groups)),
	]


def told(target) -> str:
	said = _("each area {0}") if target.whose == registering.EACH else _("in all {0}")
	return f" ({said.format(target.people)})"


def summary(rows: list, awaited: list[str]) -> list[dict]:
	if not rows:
		return []
	found = [
		{"label": _(label), "value": sum(row[field] for row in rows), "datatype": "Int"}
		for field, label in (("registered", "Registered"), ("came", "Came"))
	]
	silent = sum(bool(row.silent) for row in rows)
	if awaited:
		label = _("Areas That Have Registered Nobody")
		found.append(
			{"label": label, "value": silent, "datatype": "Int", "indicator": "Red" if silent else "Green"}
		)
	return found
