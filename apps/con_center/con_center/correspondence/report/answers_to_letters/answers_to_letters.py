import frappe
from frappe import _
from frappe.utils import cint

from con_center.access.areas import COUNTRY, covers
from con_center.access.statements import among
from con_center.approval.meaning import states
from con_center.correspondence import answers
from con_center.correspondence.errors import LetterError
from con_center.correspondence.registers import column
from con_center.correspondence.workflow import CLOSED, SENT
from con_center.organization.doctype.area.area import short_names, with_level
from con_center.seams.arguments import report_filters

# among how many letters the newest one that asks for something is looked for
NEWEST = 100


def execute(filters: dict | None = None):
	"""What has become of what a letter asks for: a row for each receiver; of the country, for each province.

	filters: letter (else the newest that asks for something), area, late (only who is late). Rows lead to the areas in
	them, and to the documents that answer.
	"""
	filters = report_filters(filters)
	name = filters.letter or newest()
	if not name:
		return (
			[column("receiver_name", _("Receiver"), "Data", 260)],
			[],
			_("No letter that asks for something has been sent yet."),
		)
	letter = read(name)
	by_province = letter.area == COUNTRY and not filters.area and answers.goes_beyond_provinces(letter)
	rows = (
		provinces(letter, filters.late) if by_province else of_receivers(letter, filters.area, filters.late)
	)
	return columns(letter, by_province), rows, frappe.utils.escape_html(letter.title), None, summary(rows)


def newest() -> str | None:
	"""Return the letter that was sent last, of those that the user may read and that ask for something."""
	sent = frappe.get_list(
		"Official Letter",
		filters={"workflow_state": ("in", states("Official Letter", SENT, CLOSED))},
		order_by="modified desc",
		limit_page_length=NEWEST,
		pluck="name",
	)
	asking = set(frappe.get_all("Letter Item", filters={"parent": among(sent)}, pluck="parent"))
	return next((name for name in sent if name in asking), None)


def read(name: str):
	letter = answers.read(name)
	if not letter:
		frappe.throw(_("Letter: choose one from the list."), LetterError)
	letter.check_permission("read")
	return letter


def of_receivers(letter, area: str | None, late_alone) -> list[frappe._dict]:
	letter = frappe.get_doc(letter.doctype, letter.name)
	found = answers.standings(letter)
	rows = [as_row(row, found[row.name]) for row in letter.receivers if within(row, area)]
	return [row for row in rows if row.late] if cint(late_alone) else rows


def within(row, area: str | None) -> bool:
	return not area or covers(area, row.receiver_area)


def as_row(row, standings: list) -> frappe._dict:
	told = [answers.in_words(each) for each in standings]
	done = sum(each.state == answers.ANSWERED for each in standings)
	return frappe._dict(
		letter=row.parent,
		area=row.receiver_area,
		receiver_name=row.receiver_name,
		received_on=row.received_on,
		days_late=max((each.days_late for each in standings if each.state == answers.LATE), default=0),
		receivers=1,
		received=int(bool(row.received_on)),
		answered=int(bool(standings) and done == len(standings)),
		open=int(done < len(standings)),
		late=int(answers.is_late(standings)),
		**{f"item_{each['item']}": each["text"] for each in told},
		**{f"state_{each['item']}": each["state"] for each in told},
		answers={each.item: [each.answer_type, each.answer] for each in standings if each.answer},
	)


def provinces(letter, late_alone) -> list[frappe._dict]:
	rows = answers.sums_by_province(letter, bool(cint(late_alone)))
	names = short_names(row.area for row in rows if row.area)
	for row in rows:
		row.update(letter=letter.name, drill=int(bool(row.area)))
		row.receiver_name = with_level(row.area, names[row.area]) if row.area else _("Outside of the System")
	return rows


def summary(rows: list) -> list[dict]:
	colours = ("Blue", "Blue", "Green", "Orange", "Red")
	return [
		{
			"label": label(field),
			"value": sum(row[field] for row in rows),
			"datatype": "Int",
			"indicator": colour,
		}
		for field, colour in zip(answers.SUMS, colours, strict=True)
	]


def label(field: str) -> str:
	return {
		"receivers": _("Receivers"),
		"received": _("Have Received It"),
		"answered": _("Have Answered"),
		"open": _("Answer Open"),
		"late": _("Late"),
	}[field]


def columns(letter, by_province: bool) -> list[dict]:
	name = column("receiver_name", _("Receiver"), "Data", 260)
	if by_province:
		return [name, *(column(field, label(field), "Int", 130) for field in answers.SUMS)]
	return [
		name,
		column("received_on", _("Received On"), "Datetime", 160),
		*(column(f"item_{item.idx}", f"{item.idx}. {item.item}", "Data", 200) for item in letter.items),
		column("days_late", _("Days Late"), "Int", 110),
	]
