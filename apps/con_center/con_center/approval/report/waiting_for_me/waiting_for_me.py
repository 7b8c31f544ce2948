from frappe import _
from frappe.utils import date_diff, today

from con_center.approval import waiting
from con_center.organization.doctype.area.area import full_names


def execute(filters: dict | None = None):
	"""Report of what the user can decide now, the longest waiting first, within his own areas."""
	rows = waiting.documents()
	areas = full_names(row["area"] for row in rows)
	for row in rows:
		row["area_name"] = areas.get(row["area"])
		row["days"] = date_diff(today(), row["modified"])
		row["actions"] = ", ".join(_(step.action) for step in row.pop("steps"))
		row["state"] = _(row["workflow_state"])
		row["type"] = _(row["doctype"])
	return columns(), rows


def columns() -> list[dict]:
	return [
		{
			"fieldname": "name",
			"label": _("Document"),
			"fieldtype": "Dynamic Link",
			"options": "doctype",
			"width": 130,
		},
		{"fieldname": "type", "label": _("Document Type"), "fieldtype": "Data", "width": 150},
		{"fieldname": "title", "label": _("Title"), "fieldtype": "Data", "width": 420},
		{"fieldname": "area_name", "label": _("Area"), "fieldtype": "Data", "width": 240},
		{"fieldname": "state", "label": _("Status"), "fieldtype": "Data", "width": 120},
		{"fieldname": "days", "label": _("Days Waiting"), "fieldtype": "Int", "width": 100},
		{"fieldname": "actions", "label": _("You Can"), "fieldtype": "Data", "width": 200},
	]
