from frappe import _

from con_center.mediation import handing_over
from con_center.organization.doctype.area.area import full_names


def execute(filters: dict | None = None):
	"""The disputes of `handing_over.register`, of the areas whose office the user heads: number, kind, and who keeps each; nothing else of them."""
	rows = handing_over.register(handing_over.headed_areas())
	left = {row.name for row in handing_over.left_behind(rows)}
	names = full_names({row.area for row in rows})
	for row in rows:
		row.update(place=names.get(row.area), has_left=int(row.name in left))
		del row["kept_by"]
	return columns(), rows


def columns() -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 140) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("number", _("Number"), width=100),
		column("kind", _("Kind of Dispute"), width=220),
		column("place", _("Area"), width=280),
		column("kept_by_name", _("Responsible Officer"), width=220),
		column("has_left", _("Has Left the Post"), "Check"),
		column("name", _("Hand Over")),
	]
