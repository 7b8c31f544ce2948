"""Many participants at once, from a spreadsheet: looked at first, every wrong row explained, and then all of them or none."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import now

from con_center.access.areas import place_of
from con_center.access.documents import require_right
from con_center.access.posts import area_codes
from con_center.entry import documents, spreadsheets
from con_center.entry import wrong_rows as entry_wrong_rows
from con_center.entry.markup import plain
from con_center.entry.refusing import EntryError
from con_center.learning import participant_lists
from con_center.learning.doctype.training_participant.training_participant import (
	key_of,
	new_codes,
	require_registration,
)
from con_center.learning.errors import ListError
from con_center.learning.participant_lists import Groups, Person, Places, Reading
from con_center.organization.doctype.area.area import full_names
from con_center.thai import full_name, normalize_text

DOCTYPE = "Training Participant"
MOST_ROWS = 6000
MOST_SHOWN = 300
MOST_GOOD_SHOWN = 10
ROWS_OF_TEMPLATE = 200


@frappe.whitelist(methods=["POST"])
def look(training: str, content: str = "", text: str = "") -> dict:
	"""Return what was understood of a list, and write nothing.

	content: of a file (.xlsx, .csv) in base64; text: copied from a spreadsheet. Returns good and wrong (numbers of rows),
	faults (rows: row, name, said), people (the first good rows), groups (number of each) and said.
	"""
	return _told(_read(_open(training), _table(content, text)))


@frappe.whitelist(methods=["POST"])
def add(training: str, good: int, content: str = "", text: str = "", leave_out: bool = False) -> int:
	"""Register who stands in a list that was looked at, in one go. Returns how many.

	good: how many rows were right when it was looked at; leave_out: the wrong rows are left out. Raises ListError.
	"""
	doc = _open(training, lock=True)
	people = _read(doc, _table(content, text)).people
	right = [person for person in people if not person.faults]
	if len(right) != good:
		frappe.throw(
			_("What is registered has changed since the list was looked at. Look at it again."), ListError
		)
	if len(right) != len(people) and not leave_out:
		frappe.throw(
			_("{0} rows are wrong: correct them, or leave them out.").format(len(people) - len(right)),
			ListError,
		)
	_insert(doc, right)
	return len(right)


@frappe.whitelist(methods=["POST"])
def wrong_rows(training: str, content: str = "", text: str = "") -> None:
	"""Answer with all rows of a list that are wrong, as they came and each with its reason. Nothing of it is kept."""
	doc, table = _open(training), _table(content, text)
	reading = _read(doc, table)
	faults = {person.row: "; ".join(person.faults) for person in reading.people if person.faults}
	if not faults:
		frappe.throw(_("No row of the list is wrong."), ListError)
	entry_wrong_rows.answer(table, reading.headings, faults, _("Wrong Rows of a List of Participants"))


@frappe.whitelist(methods=["GET"])
def template() -> None:
	"""Answer with a spreadsheet to be filled in, with the groups to choose from."""
	require_right(DOCTYPE, "create")
	labels = _labels()
	headings = [labels[field] for field in participant_lists.COLUMNS]
	book = spreadsheets.empty_book(_("Participants"), headings, ROWS_OF_TEMPLATE)
	sheet = book.create_sheet(labels["participant_group"])
	for name in _groups():
		sheet.append([name])
	spreadsheets.answer_with(book, _("Participants of a Training"))


def _open(training: str, lock: bool = False):
	"""Return a training for which the session user registers people now."""
	require_right(DOCTYPE, "create")
	doc = frappe.get_doc("Training", training, for_update=lock)
	doc.check_permission("read")
	require_registration(doc)
	return doc


def _table(content: str, text: str) -> list[list]:
	return (
		spreadsheets.rows_of_file(content, MOST_ROWS)
		if content
		else spreadsheets.rows_of_text(text, MOST_ROWS)
	)


def _read(doc, table: list[list]) -> Reading:
	places = Places(_areas(), doc.area)
	reading = participant_lists.read(table, places, Groups(_groups()), _labels())
	participant_lists.refuse_outside(reading.people, area_codes(DOCTYPE, "create"), doc.area)
	participant_lists.refuse_registered(reading.people, _registered(doc.name))
	_check_fields(doc, reading.people)
	return reading


def _areas() -> list[tuple[str, str]]:
	return frappe.get_all(
		"Area",
		filters={"status": "Active", "level": ("in", ("Province", "District", "Sub-district"))},
		fields=["name", "area_name"],
		order_by="name",
		as_list=True,
	)


def _groups() -> list[str]:
	found = frappe.get_all("Participant Group", filters={"disabled": 0}, fields=["name", "rank"])
	return [row.name for row in sorted(found, key=lambda row: row.rank)]


def _registered(training: str) -> set[tuple[str, str]]:
	return set(
		frappe.get_all(DOCTYPE, filters={"training": training}, fields=["area", "person_key"], as_list=True)
	)


def _labels() -> dict[str, str]:
	meta = frappe.get_meta(DOCTYPE)
	of_fields = {field: _(meta.get_label(field), context=DOCTYPE) for field in participant_lists.KEPT}
	levels = {"province": _("Province"), "district": _("District"), "sub_district": _("Sub-district")}
	return {**of_fields, **levels}


def _check_fields(doc, people: list[Person]) -> None:
	"""Check each row as the form's own fields are checked: lengths, signs, telephone numbers."""
	for person in people:
		if person.faults:
			continue
		sample = frappe.get_doc({"doctype": DOCTYPE, "training": doc.name, **person.values})
		try:
			documents.check(sample)
		except EntryError as error:
			frappe.clear_last_message()
			person.faults.append(frappe.utils.strip_html(str(error)))
			continue
		# written past the documents, where Frappe cleans texts
		person.values.update({field: plain(sample.get(field) or "") for field in participant_lists.KEPT})


def _told(reading: Reading) -> dict:
	right = [person for person in reading.people if not person.faults]
	wrong = [person for person in reading.people if person.faults]
	shown = right[:MOST_GOOD_SHOWN]
	places = full_names({person.values["area"] for person in shown})
	return {
		"good": len(right),
		"wrong": len(wrong),
		"faults": [
			{"row": person.row, "name": person.called, "said": "; ".join(person.faults)}
			for person in wrong[:MOST_SHOWN]
		],
		"people": [
			{
				"row": person.row,
				"name": person.called,
				"group": person.values["participant_group"],
				"place": places[person.values["area"]],
			}
			for person in shown
		],
		"groups": Counter(person.values["participant_group"] for person in right),
		"said": reading.said,
	}


def _insert(doc, people: list[Person]) -> None:
	"""Register them in a few statements, as the form would one by one."""
	stamp, user = now(), frappe.session.user
	rows = [
		{
			"name": frappe.generate_hash(length=10),
			"training": doc.name,
			**_names(person.values),
			**{
				field: person.values.get(field)
				for field in ("participant_group", "organization_text", "position", "phone")
			},
			**place_of(person.values["area"]),
			"code": code,
			"creation": stamp,
			"modified": stamp,
			"owner": user,
			"modified_by": user,
		}
		for person, code in zip(people, new_codes(doc.name, len(people)), strict=True)
	]
	if rows:
		frappe.db.bulk_insert(DOCTYPE, [*rows[0]], [[*row.values()] for row in rows])


def _names(values: dict) -> dict:
	title, first, last = (normalize_text(values.get(field)) for field in ("title", "first_name", "last_name"))
	return {
		"title": title,
		"first_name": first,
		"last_name": last,
		"full_name": full_name(title, first, last)[:140],
		"person_key": key_of(first, last),
	}
