"""What hangs in a center's office (seed 001: แผนผังคณะกรรมการ ข้อมูลกลุ่มองค์กร): the committee, and the organizations in figures."""

import frappe
from frappe.utils import cint, flt

from con_center.organization.doctype.area.area import long_name

FIELDS = (
	"organization_name",
	"organization_type",
	"chair",
	"members_count",
	"capital",
	"products",
	"village_text",
	"joined_on",
)


def group_board(center) -> frappe._dict:
	"""Return what the board of a center shows, as far as the session user may read it: place, committee (a document or
	None), organizations, kinds ([{type, number, members, capital, joined}]), and their total.
	"""
	committee = frappe.get_list(
		"Committee",
		filters={"center": center.name, "kind": "Center Committee", "status": "Current"},
		pluck="name",
		limit_page_length=1,
	)
	organizations = frappe.get_list(
		"Community Organization",
		filters={"area": center.area, "status": "Active"},
		fields=list(FIELDS),
		order_by="organization_type, organization_name",
		limit_page_length=0,
	)
	kinds: dict[str, list] = {}
	for row in organizations:
		kinds.setdefault(row.organization_type or "", []).append(row)
	return frappe._dict(
		place=long_name(center.area),
		committee=frappe.get_doc("Committee", committee[0]) if committee else None,
		organizations=organizations,
		kinds=[in_figures(kind, rows) for kind, rows in kinds.items()],
		total=in_figures("", organizations),
	)


def in_figures(kind: str, rows: list) -> frappe._dict:
	members, capital = (
		sum(cint(row.members_count) for row in rows),
		sum(flt(row.capital) for row in rows),
	)
	return frappe._dict(
		type=kind,
		number=len(rows),
		members=members,
		capital=capital,
		joined=sum(bool(row.joined_on) for row in rows),
		# with commas, "" for nothing
		members_said=f"{members:,}" if members else "",
		capital_said=f"{capital:,.0f}" if capital else "",
	)
