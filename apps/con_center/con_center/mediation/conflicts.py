"""Who does not mediate a dispute: who is a party, is related to one, lives in the same house, or leads what is a party.

`conflict` compares, and asks nothing; `officials` asks once for those who lead the organizations that are parties.
"""

from collections.abc import Iterable

import frappe
from frappe import _

from con_center.access.statements import among
from con_center.thai import arabic_digits, name_key, normalize_name, split_title, thai_sort_key

NO_RELATION = ("", "None", None)


def family_name(name: str | None) -> str:
	words = split_title(name)[1].split()
	return normalize_name(words[-1]) if len(words) > 1 else ""


def house_of(row) -> tuple[int, str] | None:
	"""Return village and house as they are compared; None where one of both is not known."""
	number = arabic_digits(str(row.get("house_number") or "")).replace(" ", "")
	village = int(row.get("village_no") or 0)
	return (village, number) if village and number else None


def conflict(mediator, parties: Iterable, officials: dict[str, set[str]]) -> str | None:
	"""Return why somebody does not mediate between the parties, in words; None where nothing is known against him.

	officials: {organization: keys of the names of those who lead it or sit for it}.
	"""
	key, house = name_key(mediator.get("mediator_name")), house_of(mediator)
	if mediator.get("relation") not in NO_RELATION:
		return _("he has declared a relation to a party")
	for party in parties:
		if key and key == name_key(party.get("party_name")):
			return _("he is a party himself")
		if house and house == house_of(party):
			return _("he lives in the house of a party")
		organization = party.get("organization")
		if organization and (
			organization == mediator.get("organization") or key in officials.get(organization, ())
		):
			return _("he leads or represents an organization that is a party")
	return None


def officials(organizations: Iterable[str]) -> dict[str, set[str]]:
	"""Return {organization: keys of names} of those who lead these organizations, or sit in a committee for them."""
	wanted = sorted({*organizations} - {None, ""})
	if not wanted:
		return {}
	found: dict[str, set[str]] = {name: set() for name in wanted}
	for name, chair in frappe.get_all(
		"Community Organization", filters={"name": ("in", wanted)}, fields=["name", "chair"], as_list=True
	):
		found[name].add(name_key(chair))
	sitting = {"organization": ("in", wanted), "status": "Sitting", "parenttype": "Committee"}
	for name, member in frappe.get_all(
		"Committee Member", filters=sitting, fields=["organization", "full_name"], as_list=True
	):
		found[name].add(name_key(member))
	return {name: keys - {""} for name, keys in found.items()}


def sitting_members(area: str) -> dict[str, str]:
	"""Return {key: full name} of those who sit today in the committees of an area, its district or its province."""
	around = [area[:length] for length in (2, 4, 6) if length <= len(area)]
	committees = frappe.get_all(
		"Committee",
		filters={"area": ("in", around), "status": ("not in", ("Draft", "Ended"))},
		pluck="name",
	)
	rows = {"parent": among(committees), "parenttype": "Committee", "status": "Sitting"}
	names = frappe.get_all("Committee Member", filters=rows, pluck="full_name")
	return {name_key(name): name for name in sorted(filter(None, names), key=thai_sort_key)}
