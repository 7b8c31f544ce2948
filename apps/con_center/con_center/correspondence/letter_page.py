"""What the pages of a letter say, worked out from its document and its office. Called from the templates."""

import frappe
from frappe.utils import cint

from con_center.correspondence import body, urgency, words
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.printing import marks
from con_center.printing.templating import draft_mark, emblem_source, paragraphs

# millimetres: letters on the ring of a stamp, and what of the ring they may take, by the letter
LARGEST_ON_STAMP, ROOM_ON_STAMP = 5.5, 200
IN_ANNEX = "ตามบัญชีแนบท้าย"
OFFICE_COPY = "สำเนาคู่ฉบับ"


def letter_page(letter) -> frappe._dict:
	"""Return what the formats print: head, receivers, text and foot.

	`flags.printed_for`: the name of the one receiver that a copy is for; `flags.office_copy`: it is the office's own.
	"""
	office = frappe.get_doc("Office", letter.office)
	name = letter.sender()
	annex = annex_of(letter)
	return frappe._dict(
		kind=letter.kind,
		# of what was written on paper, the paper is the letter
		mark=marks.DRAFT if cint(letter.on_paper) else draft_mark(letter),
		urgency=urgency.IN_LETTERS.get(letter.urgency, ""),
		urgent_until=urgency.until(letter),
		secrecy=words.SECRECY.get(letter.secrecy, ""),
		copy_mark=OFFICE_COPY if letter.flags.office_copy else "",
		number=letter.number,
		dated=letter.dated,
		office=paragraphs(office.seat) or [office.office_name],
		office_name=name,
		memo_office=" ".join(line for line in (office.office_name, *_ways_to_reach(letter, office)) if line),
		subject=letter.subject,
		salutation=letter.opening or ("ถึง" if letter.kind == "Stamped" else "เรียน"),
		to=receivers_of(letter, bool(annex)),
		references=_numbered([row.reference for row in letter.references if row.reference]),
		enclosures=enclosures_of(letter),
		blocks=body.blocks(letter.body),
		regards=letter.closing or "ขอแสดงความนับถือ",
		signatory_name=letter.signatory_name,
		signatory_position=letter.signatory_position,
		signatory_acting_lines=letter.signatory_acting_lines,
		owner=[office.short_name or office.office_name, letter.unit, *_ways_to_reach(letter, office)],
		copies_to=paragraphs(letter.copies_to),
		bearer=letter.bearer,
		photo=letter.photo,
		remarks_cm=setting("memo_remarks_cm"),
		annex=annex,
		annex_label="ผู้รับ",
		is_issued=letter.docstatus == 1,
		stamp_words=name,
		stamp_size=round(min(LARGEST_ON_STAMP, ROOM_ON_STAMP / max(len(name), 1)), 2),
		stamp_emblem=emblem_source(placeholder=False),
	)


def receivers_of(letter, in_annex: bool) -> list[str]:
	"""Return the lines after the salutation."""
	if letter.flags.printed_for:
		return [letter.flags.printed_for]
	if letter.addressed_to:
		return [letter.addressed_to]
	return [IN_ANNEX] if in_annex else names_of(letter)


def annex_of(letter) -> list[dict]:
	"""Return the rows of the annex: of receivers whom the letter itself does not name, singly or as a group."""
	names = names_of(letter)
	named = letter.receiver_group or letter.flags.printed_for or len(names) <= setting("letter_most_named")
	return [] if named else [{"name": name} for name in names]


def names_of(letter) -> list[str]:
	return [row.receiver_name for row in letter.receivers if row.receiver_name]


def enclosures_of(letter) -> list[frappe._dict]:
	rows = letter.enclosures
	return [
		frappe._dict(
			number=f"{number}." if len(rows) > 1 else "",
			title=row.enclosure_name,
			quantity=f"จำนวน {row.quantity or 1} {row.unit or 'ฉบับ'}",
		)
		for number, row in enumerate(rows, 1)
	]


def _numbered(lines: list[str]) -> list[str]:
	return [f"{number}. {line}" for number, line in enumerate(lines, 1)] if len(lines) > 1 else lines


def _ways_to_reach(letter, office) -> list[str]:
	"""Return telephone, fax and e-mail, a line each; a unit with a telephone of its own gives that."""
	unit = next((row for row in office.units if row.unit_name == letter.unit), None)
	telephone, fax = _whole((unit and unit.telephone) or office.telephone), _whole(office.fax)
	if telephone and telephone == fax:
		lines = [f"โทร./โทรสาร {telephone}"]
	else:
		lines = [f"โทร. {telephone}" if telephone else "", f"โทรสาร {fax}" if fax else ""]
	lines.append(f"ไปรษณีย์อิเล็กทรอนิกส์ {office.email}" if office.email else "")
	return [line for line in lines if line]


def _whole(number: str | None) -> str:
	"""Return a telephone number that does not break at its spaces."""
	return (number or "").replace(" ", "\u00a0")
