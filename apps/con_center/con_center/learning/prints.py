"""What the prints of trainings and lessons are made of: of participants, those whom the reader may read."""

import frappe
from frappe.utils import get_time, getdate

from con_center.learning import attendance, evaluating, figures, registering
from con_center.organization.doctype.area.area import full_names, long_name
from con_center.thai import thai_date

KINDS = {"Training": "การฝึกอบรม", "Workshop": "การประชุมเชิงปฏิบัติการ", "Exchange": "การแลกเปลี่ยนเรียนรู้"}
WAYS = {
	"On Site": "",
	"Video Conference": "ผ่านระบบวิดีทัศน์ทางไกล",
	"On Site and Video Conference": "และผ่านระบบวิดีทัศน์ทางไกล",
}
PARTS = (
	("story", "เนื้อเรื่อง"),
	("knowledge_assets", "บันทึกขุมความรู้ (Knowledge Assets)"),
	("core_knowledge", "แก่นความรู้ (Core Competencies)"),
	("strategies", "กลยุทธ์ในการทำงาน"),
	("results", "ผลสำเร็จและการนำไปใช้ประโยชน์"),
	("problems", "ความยุ่งยากในการดำเนินการ ปัญหา อุปสรรค"),
	("suggestions", "ข้อเสนอแนะ"),
	("concepts", "กฎระเบียบ แนวคิด ทฤษฎีที่เกี่ยวข้อง"),
)
SWOT = (
	(("strengths", "จุดแข็ง"), ("weaknesses", "จุดอ่อน")),
	(("opportunities", "โอกาส"), ("threats", "อุปสรรค")),
)


def days_of(training) -> str:
	"""Return the days of a training in words: "13 มกราคม 2564", "13 มกราคม 2564 ถึง 14 มกราคม 2564"."""
	first, last = getdate(training.starts_on), getdate(training.ends_on or training.starts_on)
	days = [thai_date(day, thai=False) for day in dict.fromkeys((first, last))]
	return " ถึง ".join(days)


def place_of_training(training) -> str:
	on_site = f"ณ {training.place}" if training.place and training.way != "Video Conference" else ""
	return " ".join(filter(None, (on_site, WAYS[training.way])))


def participants_of(training) -> list[frappe._dict]:
	"""Return the participants whom the session user may read, by area and name: number, full_name, place, group, …"""
	rows = frappe.get_list(
		"Training Participant",
		filters={"training": training.name},
		fields=["full_name", "participant_group", "organization_text", "position", "area", "code"],
		order_by="area asc, full_name asc",
		limit_page_length=0,
	)
	places = full_names({row.area for row in rows})
	return [
		frappe._dict(
			row,
			place=places.get(row.area, ""),
			who=" ".join(filter(None, (row.position, row.organization_text))) or row.participant_group,
		)
		for row in rows
	]


def summary_of(training) -> frappe._dict:
	"""Return what the summary of a training says: its groups, parts of its area, sessions, and what was answered."""
	groups = groups_of(training)
	came = attendance.by_session(training.name)
	return frappe._dict(
		kind=KINDS[training.kind],
		organiser=long_name(training.area),
		days=days_of(training),
		place=place_of_training(training),
		subjects=[row.subject for row in training.subjects],
		partners=[frappe.db.get_value("Partner", row.partner, "partner_name") for row in training.partners],
		groups=groups,
		with_targets=any(row.expected for row in groups),
		parts=parts_of(training),
		sessions=[
			{
				"number": row.number,
				"day": thai_date(row.session_date, thai=False, short=True),
				"hours": hours_of(row),
				"topic": row.topic,
				"came": came.get(row.number, 0),
			}
			for row in training.sessions
		],
		speakers=[
			{"name": row.speaker_name, "what": " ".join(filter(None, (row.position, row.agency)))}
			for row in training.speakers
		],
		# what people have written is the organiser's
		evaluation=evaluating.results(training.name)
		if frappe.has_permission("Training", "write", training)
		else {},
	)


def _sum(rows: list, **values) -> frappe._dict:
	return frappe._dict(
		registered=sum(row.registered for row in rows), came=sum(row.came for row in rows), **values
	)


def groups_of(training) -> list[frappe._dict]:
	"""Return how many of each group are registered and came, with how many were expected where that was said; in all, too.

	What is expected of all areas is told to who sees all of them.
	"""
	rows = {row.participant_group: row for row in figures.groups_of(training.name)}
	sees_all = registering.readable([training.area])
	expected = registering.expected_by_group(training) if sees_all else {}
	for group in expected:
		rows.setdefault(group, frappe._dict(participant_group=group, registered=0, came=0))
	groups = [frappe._dict(rows[group], expected=expected.get(group)) for group in sorted(rows)]
	total = sum(expected.values()) or None
	return [*groups, _sum(groups, participant_group="รวม", expected=total)] if groups else []


def parts_of(training) -> list[frappe._dict]:
	"""Return how many came of each part of the training's area: provinces of the country, districts of a province, …"""
	column = {"Country": "province", "Province": "district"}.get(training.level, "area")
	parts: dict[str, list] = {}
	for row in figures.groups_of(training.name, column):
		parts.setdefault(row.part or training.area, []).append(row)
	return [_sum(parts[code], name=long_name(code)) for code in sorted(parts)]


def hours_of(session) -> str:
	hours = [f"{get_time(hour):%H.%M}" for hour in (session.begins, session.ends) if hour is not None]
	return f"{' - '.join(hours)} น." if hours else ""


def lesson_parts(lesson) -> list[dict]:
	return [{"heading": heading, "text": lesson.get(field)} for field, heading in PARTS if lesson.get(field)]


def swot_of(lesson) -> list[list[dict]]:
	"""Return the four fields of a SWOT as two rows of two; [] where all are empty."""
	rows = [[{"heading": heading, "text": lesson.get(field) or ""} for field, heading in row] for row in SWOT]
	return rows if any(cell["text"] for row in rows for cell in row) else []
