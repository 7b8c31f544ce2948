"""Members are added from what there is already: a spreadsheet, the last term, the register of organizations.

Each way answers alike, and writes nothing: the desk shows what was understood, and adds what the user leaves ticked.
"""

import frappe
from frappe import _
from openpyxl.worksheet.datavalidation import DataValidation

from con_center.committees import name_lists
from con_center.committees.name_lists import TEXTS, Entry, Reading, Roles
from con_center.entry import spreadsheets
from con_center.entry.documents import MOST_ROWS
from con_center.entry.spreadsheets import SpreadsheetError
from con_center.seams.arguments import Dict

TEMPLATE = ("title", "first_name", "last_name", "role", "organization_name", "village", "phone")
TAKEN_OVER = (
	"title",
	"first_name",
	"last_name",
	"post",
	"role",
	"organization",
	"organization_name",
	"agency",
	"village",
	"phone",
)


class NameListError(SpreadsheetError):
	pass


@frappe.whitelist()
def read_text(committee: Dict, text: str) -> dict:
	"""Return who stands in text that was copied from a spreadsheet.

	committee: its kind, and the members in the form.
	"""
	_require_right()
	return _read(committee, spreadsheets.rows_of_text(text, MOST_ROWS, error=NameListError))


@frappe.whitelist()
def read_file(committee: Dict, content: str) -> dict:
	"""Return who stands in a spreadsheet (.xlsx) or in text with commas (.csv); content: of the file, in base64."""
	_require_right()
	return _read(committee, spreadsheets.rows_of_file(content, MOST_ROWS, error=NameListError))


@frappe.whitelist()
def from_last_term(committee: Dict) -> dict:
	"""Return the members of the committee of this center and kind that was there last."""
	require_center(committee)
	before = last_committee(committee)
	if not before:
		return answer(Reading([], [_("The center has no earlier committee of this kind.")]), committee)
	last = frappe.get_doc("Committee", before.name)
	last.check_permission("read")
	last.apply_fieldlevel_read_permissions()
	entries = [
		Entry({field: row.get(field) for field in TAKEN_OVER if row.get(field)}, [], add=True)
		for row in last.sitting()
	]
	return answer(Reading(entries, [_("Members of {0}").format(last.title)]), committee)


@frappe.whitelist()
def from_register(committee: Dict) -> dict:
	"""Return the chairs of the organizations in the register of the center's area."""
	require_center(committee)
	organizations = frappe.get_list(
		"Community Organization",
		filters={"area": committee.get("center"), "status": "Active"},
		fields=["name", "organization_name", "chair", "village_text"],
		order_by="organization_name",
		limit=MOST_ROWS,
	)
	role = roles_of(committee).ordinary
	entries = [
		name_lists.member(
			row.chair or "",
			role=role,
			organization=row.name,
			organization_name=row.organization_name,
			village=row.village_text,
		)
		if row.chair
		else Entry(
			{"role": role, "organization": row.name, "organization_name": row.organization_name},
			[_("The register names no chair: type who represents it")],
			add=False,
		)
		for row in organizations
	]
	said = [] if entries else [_("The register of this area has no organization yet.")]
	return answer(Reading(entries, said), committee)


@frappe.whitelist()
def template(kind: str = "Center Committee") -> None:
	"""Answer with a spreadsheet for the names, under the form's own headings, with the roles to choose from."""
	_require_right()
	labels = _labels()
	book = spreadsheets.empty_book(_("Members"), [labels[field] for field in TEMPLATE], 100)
	roles = book.create_sheet(_("Committee Role"))
	names = roles_of({"kind": kind}).of_kind
	for name in names:
		roles.append([name])
	choice = DataValidation(
		type="list", formula1=f"'{roles.title}'!$A$1:$A${max(1, len(names))}", showErrorMessage=False
	)
	choice.add("D2:D101")
	book.active.add_data_validation(choice)
	spreadsheets.answer_with(book, _("Members of a Committee"))


def answer(reading: Reading, committee: dict, **more) -> dict:
	"""Return what was found as the desk shows it, without who is in the committee already."""
	members = [row for row in committee.get("members") or [] if row.get("status") != "Left"]
	entries = name_lists.mark_present(reading.entries, members)
	return {"entries": [entry._asdict() for entry in entries], "said": reading.said, **more}


def _read(committee: dict, table: list[list]) -> dict:
	return answer(name_lists.read(table, roles_of(committee), _labels()), committee)


def _require_right() -> None:
	if not frappe.has_permission("Committee", "create"):
		frappe.throw(_("You may not enter committees."), frappe.PermissionError)


def require_center(committee: dict) -> None:
	_require_right()
	if not committee.get("center"):
		frappe.throw(_("Choose the center first."), NameListError)
	frappe.get_doc("CON Center", str(committee["center"])).check_permission("read")


def last_committee(committee: dict):
	"""Return name, title, term_number, term_end and ended_on of the last one of this center and kind; or None."""
	found = frappe.get_list(
		"Committee",
		filters={"center": committee["center"], "kind": kind_of(committee), "status": ("!=", "Draft")},
		fields=["name", "title", "term_number", "term_end", "ended_on"],
		order_by="term_start desc",
		limit=1,
	)
	return found[0] if found else None


def kind_of(committee: dict) -> str:
	return str(committee.get("kind") or "Center Committee")


def roles_of(committee: dict) -> Roles:
	roles = frappe.get_all("Committee Role", fields=["name", "rank"])
	return Roles([role.name for role in sorted(roles, key=lambda role: role.rank)], kind_of(committee))


def _labels() -> dict[str, str]:
	meta = frappe.get_meta("Committee Member")
	return {field: _(meta.get_label(field), context=meta.name) for field in TEXTS}
