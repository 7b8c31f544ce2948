"""Organizations that may be the same under another spelling: in the register of the sub-district, and among who applies."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

import frappe

from con_center.organization.doctype.community_organization.community_organization import comparable

# what names of organizations begin or end with, and tells none from another
KINDS = re.compile(r"^(?:กลุ่ม|ชมรม|สมาคม|กองทุน|วิสาหกิจชุมชน|ศูนย์เรียนรู้|ศูนย์|องค์การ|เครือข่าย|สหกรณ์)+")
PLACES = re.compile(r"(?:บ้าน|หมู่ที่|หมู่|ม\.|ตำบล|ต\.)")
NEAR = 0.85


def core(name: str) -> str:
	"""Return what is left of an organization's name without its kind and the words for places."""
	plain = comparable(name)
	return PLACES.sub("", KINDS.sub("", plain)) or plain


def alike(name: str, others: Iterable[str]) -> list[str]:
	"""Return those of the other names that may mean the same organization, as they are written."""
	whole, wanted = comparable(name), core(name)
	return [
		other
		for other in others
		if comparable(other) == whole
		or core(other) == wanted
		or SequenceMatcher(a=wanted, b=core(other), autojunk=False).ratio() >= NEAR
	]


def in_register(name: str, area: str) -> list[frappe._dict]:
	"""Return the organizations of a sub-district that may be this one: name, organization_name, status, joined_on."""
	rows = frappe.get_all(
		"Community Organization",
		filters={"area": area},
		fields=["name", "organization_name", "status", "joined_on"],
	)
	found = set(alike(name, [row.organization_name for row in rows]))
	return [row for row in rows if row.organization_name in found]


def applying(name: str, center: str, states: list[str], without: str | None) -> list[frappe._dict]:
	"""Return the applications for a center in these states that may be of the same organization."""
	rows = frappe.get_all(
		"Membership Application",
		filters={"center": center, "workflow_state": ("in", states), "name": ("!=", without or "")},
		fields=["name", "organization_name", "applied_on"],
	)
	found = set(alike(name, [row.organization_name for row in rows]))
	return [row for row in rows if row.organization_name in found]
