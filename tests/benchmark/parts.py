"""What is filled in, part by part: each a function that puts the rows of its DocTypes into the loader.

A part stands for itself: what it needs of another one follows from the country, so that it can be filled in again.
"""

import datetime
from functools import cache

import frappe
from con_center.access.areas import place_of
from con_center.assessments import scoring
from con_center.assessments.confirming import name_of
from con_center.assessments.doctype.assessment.assessment import SNAPSHOT, STAGES
from con_center.assessments.doctype.assessment_template.assessment_template import (
	SAMPLE_NOTICE,
	find_template,
)
from con_center.meetings import rules
from con_center.meetings.agenda import HEADINGS
from con_center.meetings.doctype.meeting.meeting import SHORT_MEETING
from con_center.planning import months
from con_center.planning import seeds as plan_lists
from con_center.thai import be_year, document_number, person_key, thai_date

from . import community, disputes, households, learning, letters
from .country import KIND, ORGANIZATIONS, Center, Country
from .entries import DAY, PERSON, area_name, counter, given_number, log_rows, officer
from .tables import Loader, stamp

# of the seeded ladder
COMPLETE_STATES = ("Scoring Complete", "Confirmed")


# centers and committees, with the orders that made them


def centers(country: Country, load: Loader) -> None:
	for center in country.centers:
		rng = center.random("center")
		day = country.today - rng.randrange(1, 400) * DAY
		load.add(
			"CON Center",
			{
				"name": center.code,
				**stamp(country.moment(day, rng)),
				**center.place,
				"center_name": center.center_name,
				"status": "Active",
				"established_on": datetime.date(2008 + rng.randrange(12), 1 + rng.randrange(12), 8),
				"register_updated_on": day,
				"current_committee": None if center.is_new else center.committee,
				"office_place": "ที่ทำการองค์การบริหารส่วนตำบล",
			},
		)


def committees(country: Country, load: Loader) -> None:
	for center in country.centers:
		rng = center.random("committee")
		start, end = center.term
		moment = country.moment(start - 3 * DAY, rng)
		load.add_document(
			"Committee",
			{
				"name": center.committee,
				**stamp(
					moment, officer(center.code), country.moment(country.today - rng.randrange(9) * DAY, rng)
				),
				**center.place,
				"title": center.title,
				"center": center.code,
				"kind": KIND,
				"status": "Draft" if center.is_new else "Current",
				"term_number": 1,
				"term_start": start,
				"term_end": end,
				"forum_date": start - 7 * DAY,
				"forum_place": "ศาลาประชาคม",
				"forum_attendance": 30 + rng.randrange(60),
				"sitting_members": len(center.members),
				"appointment_order": None if center.is_new else center.order,
				"last_reviewed_on": None if center.is_new else start,
			},
			members=(
				"Committee Member",
				[
					{
						"title": member.title,
						"first_name": member.first_name,
						"last_name": member.last_name,
						"full_name": member.full_name,
						"role": member.role,
						"organization_name": member.organization_name,
						"village": member.village,
						"phone": f"08{rng.randrange(10)}-{rng.randrange(1000):03}-{rng.randrange(10000):04}",
						"status": "Sitting",
						"joined_on": start,
					}
					for member in center.members
				],
			),
		)
	country.advance("COM", len(country.centers))


ORDER_STATES = ("District Review", "Draft", "Awaiting Signature", "District Review", "Returned")


def order_state(center: Center) -> str:
	size = center.country.size
	if not center.is_new:
		return "Acknowledged by Province" if center.random("order").random() < 0.85 else "Issued"
	if center.level == "Province":
		return "Province Review"
	if center.code.startswith(size.district):
		return ("District Review", "Awaiting Signature")[center.number // 6 % 3 == 2]
	return ORDER_STATES[center.number // 6 % len(ORDER_STATES)] if center.level == "Sub-district" else "Draft"


def orders(country: Country, load: Loader) -> None:
	template = frappe.db.get_value("Order Template", {"purpose": "Certify Selection"})
	for center in country.centers:
		rng = center.random("order row")
		state, dated = order_state(center), center.term[0]
		issued = not center.is_new
		moment = country.moment(dated, rng)
		issuer = center.code[:2] if center.level == "Province" else center.code[:4]
		committee = f"คณะกรรมการศูนย์ประสานงานองค์การชุมชน{area_name(center.code)}"
		row = {
			"name": center.order,
			**stamp(
				moment, officer(center.code), country.moment(country.today - rng.randrange(30) * DAY, rng)
			),
			**center.place,
			"docstatus": int(issued),
			"title": f"{center.title}: ประกาศ{area_name(issuer)}"[:140],
			"committee": center.committee,
			"center": center.code,
			"kind": KIND,
			"purpose": "Certify Selection",
			"instrument": "Announcement",
			"workflow_state": state,
			"dated": dated if issued else None,
			"effective_from": dated if issued else None,
			"issued_on": moment if issued else None,
			"acknowledged_on": moment + DAY if state.startswith("Acknowledged") else None,
			"template": template,
			"subject": f"รับรองผลการคัดเลือก{committee}",
			"body": f"ด้วยผู้แทนกลุ่ม องค์กร และเครือข่ายได้ประชุมคัดเลือก{committee} จึงขอประกาศรับรองผลการคัดเลือก "
			f"จำนวน {len(center.members)} คน ตามบัญชีรายชื่อแนบท้ายประกาศนี้",
			"issuer": issuer,
			"issuer_level": place_of(issuer)["level"],
			"issuer_name": area_name(issuer),
			"signatory_name": "นายทดสอบ ระบบ" if issued else None,
			"signatory_position": "นายอำเภอ" if issued else None,
			"return_reason": "แก้ไขรายชื่อ" if state == "Returned" else None,
		}
		members = [
			{
				"full_name": member.full_name,
				"committee_role": member.role,
				"organization_name": member.organization_name,
				"village": member.village,
			}
			for member in center.members
		]
		load.add_document("Appointment Order", row, members=("Appointment Order Member", members))
		log_rows(load, "Appointment Order", row, ORDER_WAY[: ORDER_STEPS.get(state, 4)])
	country.advance("ORD", len(country.centers))


ORDER_WAY = (
	("Send Up", "Draft", "District Review"),
	("Check and Forward", "District Review", "Awaiting Signature"),
	("Sign and Issue", "Awaiting Signature", "Issued"),
	("Acknowledge", "Issued", "Acknowledged by Province"),
)
ORDER_STEPS = {
	"Draft": 0,
	"District Review": 1,
	"Province Review": 1,
	"Returned": 1,
	"Awaiting Signature": 2,
	"Issued": 3,
}


# community organizations


def organizations(country: Country, load: Loader) -> None:
	number = 0
	for center in country.sub_districts:
		rng = center.random("organizations")
		for _each in range(2):
			load.add(
				"Community Organization",
				{
					"name": country.name("ORG", number),
					**stamp(
						country.moment(country.today - rng.randrange(900) * DAY, rng), officer(center.code)
					),
					**center.place,
					"organization_name": f"{rng.choice(ORGANIZATIONS)}{center.center_name.split(' ')[0][7:]} {_each + 1}",
					"organization_type": "กลุ่มอาชีพ",
					"status": "Active",
					"chair": PERSON,
					"members_count": 10 + rng.randrange(90),
					"capital": rng.randrange(10**6),
					"village_text": f"หมู่ {1 + rng.randrange(14)}",
				},
			)
			number += 1
	country.advance("ORG", number)


# meetings


def meetings(country: Country, load: Loader) -> None:
	number = tasks = 0
	headings = frappe.as_json(list(HEADINGS.items()), indent=None)
	settings = rules.settings()
	for center in country.centers:
		rng = center.random("meetings")
		counters: dict[int, int] = {}
		for nth in range(country.meetings_of(center.number)):
			name = country.name("MTG", number)
			number += 1
			meeting = meeting_of(country, center, rng, nth)
			row = {
				"name": name,
				**stamp(
					country.moment(min(meeting.day, country.today) - 10 * DAY, rng),
					officer(center.code),
					country.moment(min(meeting.day + 5 * DAY, country.today), rng),
				),
				**center.place,
				**meeting_row(center, meeting, settings),
				"agenda_headings": headings,
			}
			if meeting.held:
				year = be_year(meeting.day)
				counters[year] = counters.get(year, 0) + 1
				row["number"] = document_number(counters[year], year)
				given_number(load, "Meeting", row, center.code, year, counters[year], KIND)
			row["title"] = " ".join(
				(
					SHORT_MEETING["Ordinary"],
					row.get("number") or thai_date(meeting.day, short=True, thai=False),
					center.center_name,
				)
			)[:140]
			body = {
				"committee": center.committee,
				"center": center.code,
				"kind": KIND,
				"committee_name": f"คณะกรรมการศูนย์ประสานงานองค์การชุมชน{area_name(center.code)}",
				"sitting": row["sitting_members"],
				"present": row["present_members"],
				"needed": rules.needed_for_quorum(row["sitting_members"], settings.quorum_percent),
				"has_quorum": row["has_quorum"],
			}
			load.add_document(
				"Meeting",
				row,
				committees=("Meeting Committee", [body]),
				agenda=("Meeting Agenda Item", agenda_rows(center, meeting)),
				attendance=("Meeting Attendance", meeting.attendance),
			)
			if meeting.closed and nth == 2:
				load.add("Meeting Task", task_row(country, center, row, tasks, rng))
				tasks += 1
		for year, last in counters.items():
			counter(load, country, center.code, "Meeting", year, last, KIND)
	country.advance("MTG", number)
	country.advance("TASK", tasks)


def meeting_of(country: Country, center: Center, rng, nth: int) -> frappe._dict:
	"""One meeting: two of the last fiscal year, one of this one, one to come, and for some centers a cancelled one."""
	since = max(1, (country.today - country.year_start).days)
	day, status = (
		(country.year_start - rng.randrange(200, 340) * DAY, "Adopted"),
		(country.year_start - rng.randrange(20, 180) * DAY, "Adopted"),
		(
			country.year_start + rng.randrange(since) * DAY,
			rng.choice(("Adopted", "Minutes Draft", "Minutes Draft", "Minutes Corrected", "Held")),
		),
		(country.today + rng.randrange(1, 90) * DAY, rng.choice(("Draft", "Convened", "Convened"))),
		(country.today - rng.randrange(1, 30) * DAY, "Cancelled"),
	)[min(nth, 4)]
	closed = status in ("Minutes Draft", "Minutes Corrected", "Adopted")
	held = closed or status == "Held"
	attendance = []
	# those who were asked, as far as anybody will look: of this fiscal year
	if nth >= 2:
		attendance = [
			{
				"full_name": member.full_name,
				"committee_role": member.role,
				"organization_name": member.organization_name,
				"person": person_key(member.first_name, member.last_name),
				"seats": center.committee,
				"status": rng.choice(("Present", "Present", "Present", "Excused", "Absent"))
				if closed
				else "",
			}
			for member in center.members
		]
		for row in attendance:
			row["present_member"] = row["person"] if row["status"] == "Present" else None
	present = (
		sum(row["status"] == "Present" for row in attendance)
		if attendance
		else round(len(center.members) * 0.6)
	)
	return frappe._dict(
		day=day, status=status, held=held, closed=closed, attendance=attendance, present=present
	)


def meeting_row(center: Center, meeting, settings) -> dict:
	sitting = len(center.members)
	present = meeting.present if meeting.closed else 0
	quorum = rules.quorum(
		["Present"] * present + ["Absent"] * (sitting - present), settings.quorum_percent, True
	)
	begins = datetime.datetime.combine(meeting.day, datetime.time(9, 30))
	return {
		"center": center.code,
		"kind": "Ordinary",
		"workflow_state": meeting.status,
		"starts_on": begins,
		"ends_on": begins + datetime.timedelta(hours=3),
		"meeting_date": meeting.day,
		"fiscal_year": be_year(meeting.day) + (meeting.day.month >= 10),
		"held_by": "At a Place",
		"place": "ห้องประชุมองค์การบริหารส่วนตำบล",
		"sitting_members": sitting,
		"present_members": present,
		"has_quorum": int(quorum.reached),
		"quorum_percent": settings.quorum_percent,
		"proxies_count": int(settings.proxies_count),
		"quorum_provenance": settings.quorum_provenance,
		"agenda_template": agenda_template(),
		"adopted_on": meeting.day + 60 * DAY if meeting.status == "Adopted" else None,
		"cancel_reason": "ผู้เข้าประชุมไม่ครบ" if meeting.status == "Cancelled" else None,
	}


@cache
def agenda_template() -> str | None:
	return frappe.db.get_value("Agenda Template", {"is_default": 1})


SUBJECTS = (
	("Chair's Notices", "แนวทางการดำเนินงานประจำปี", "Noted"),
	("Matters Arising", "ความคืบหน้าของแผนปฏิบัติการ", "Noted"),
	("For Consideration", "แผนปฏิบัติการประจำปี", "Approved"),
	("For Consideration", "โครงการพัฒนาตำบลที่จะเสนอ", "Approved"),
	("Other Matters", "กำหนดการประชุมครั้งต่อไป", "Noted"),
)


def agenda_rows(center: Center, meeting) -> list[dict]:
	order = {part: place for place, part in enumerate(HEADINGS, 1)}
	count: dict[str, int] = {}
	rows = []
	for part, subject, outcome in SUBJECTS:
		count[part] = count.get(part, 0) + 1
		rows.append(
			{
				"part": part,
				"number": f"{order[part]}.{count[part]}",
				"subject": subject,
				"outcome": outcome if meeting.closed else "",
				"discussion": "ที่ประชุมพิจารณาแล้วเห็นว่าเป็นประโยชน์ต่อชุมชน" if meeting.closed else None,
				"resolution": "เห็นชอบตามเสนอ" if meeting.closed and outcome == "Approved" else None,
			}
		)
	return rows


def task_row(country: Country, center: Center, meeting: dict, number: int, rng) -> dict:
	due = meeting["meeting_date"] + rng.randrange(10, 80) * DAY
	return {
		"name": country.name("TASK", number),
		**{key: meeting[key] for key in ("owner", "modified_by", "creation", "modified")},
		**center.place,
		"title": "รายงานความคืบหน้าของโครงการ",
		"subject": "รายงานความคืบหน้าของโครงการ",
		"status": rng.choice(("Open", "Open", "Done")),
		"due_date": due,
		"responsible": center.members[0].full_name,
		"meeting": meeting["name"],
		"center": center.code,
	}


# assessments

SCORE_WAY = (
	("Send to the District", "Self-assessment", "District Scoring"),
	("Complete the Scoring", "District Scoring", "Scoring Complete"),
	("Confirm with the District", "Scoring Complete", "Confirmed"),
)
SCORE_STEPS = {"Self-assessment": 0, "District Scoring": 1, "Scoring Complete": 2, "Confirmed": 3}


def assessments(country: Country, load: Loader) -> None:
	template = frappe.get_doc("Assessment Template", find_template(country.year))
	indicators = [
		scoring.Indicator(row.code, row.category, row.max_score, row.weight) for row in template.indicators
	]
	bands = [(row.band, row.min_percent) for row in template.bands]
	criteria = [{field: row.get(field) for field in SNAPSHOT} for row in template.indicators]
	left = country.size.assessments
	lines: dict[str, list[dict]] = {}
	for nth in (1, 2):
		for center in country.sub_districts[: (left + 1) // 2 if nth == 1 else left // 2]:
			row = assessment(country, center, nth, template, criteria, indicators, bands, load)
			lines.setdefault(row["confirmation"], []).append(row)
	confirmations(country, load, lines, bool(template.official))


def state_of_assessment(center: Center, nth: int) -> str:
	if nth == 1:
		return "Confirmed"
	if center.place["district"] == center.country.size.district:
		return ("Self-assessment", "District Scoring", "District Scoring")[center.number % 3]
	draw = int(center.place["district"]) % 10
	if draw < 4:
		return "Confirmed"
	return center.random("assessed").choice(("Scoring Complete", "District Scoring", "Self-assessment"))


def assessment(country, center, nth, template, criteria, indicators, bands, load) -> dict:
	rng = center.random(f"assessment {nth}")
	state = state_of_assessment(center, nth)
	reached = SCORE_STEPS[state]
	scores = []
	for row in criteria:
		found = rng.random()
		values = {**row, "evidence": "แฟ้มเอกสาร"}
		for place, stage in enumerate(STAGES):
			known = stage == "self" or place <= reached - 1 or (stage == "district" and reached >= 1)
			values[f"{stage}_score"] = ("1" if found > 0.25 else "0") if known else None
		scores.append(values)
	results = {
		stage: scoring.sum_up(
			indicators,
			{
				row["code"]: scoring.parse_score(
					row[f"{stage}_score"], row["kind"], row["min_score"], row["max_score"]
				)
				for row in scores
			},
		)
		for stage in STAGES
	}
	counts = {"Scoring Complete": "district", "Confirmed": "province"}.get(state, "self")
	found = {}
	for stage, result in results.items():
		found[f"{stage}_percent"] = result.total.percent
		found[f"{stage}_missing"] = result.total.missing
		found[f"{stage}_band"] = None if result.total.missing else scoring.band(result.total.percent, bands)
	mark = "" if template.official else f" ({SAMPLE_NOTICE})"
	moment = country.moment(country.today - rng.randrange(40) * DAY, rng)
	row = {
		"name": f"ASM-{center.code}-{country.year}-{nth}",
		**stamp(moment - 5 * DAY, officer(center.code), moment),
		**center.place,
		"title": f"{center.center_name} ปีงบประมาณ {country.year} รอบที่ {nth}{mark}"[:140],
		"notice": None if template.official else SAMPLE_NOTICE,
		"sample": int(not template.official),
		"center": center.code,
		"fiscal_year": country.year,
		"round": nth,
		"template": template.name,
		"assessed_on": moment.date(),
		"assessor": PERSON,
		"workflow_state": state,
		**found,
		**{field: found[f"{counts}_{field}"] for field in ("percent", "band", "missing")},
		"confirmation": name_of(center.place["district"], country.year, nth),
	}
	categories = [
		{
			"category": category,
			"percent": total.percent,
			**{f"{stage}_percent": results[stage].categories[category].percent for stage in STAGES},
		}
		for category, total in results[counts].categories.items()
	]
	load.add_document(
		"Assessment",
		row,
		scores=("Assessment Score", scores),
		categories=("Assessment Category Result", categories),
		bands=("Assessment Band", [{"band": band, "min_percent": least} for band, least in bands]),
	)
	log_rows(load, "Assessment", row, SCORE_WAY[:reached])
	return row


def confirmations(country: Country, load: Loader, lines: dict[str, list[dict]], official: bool) -> None:
	expected: dict[str, int] = {}
	for center in country.sub_districts:
		expected[center.place["district"]] = expected.get(center.place["district"], 0) + 1
	for name, rows in lines.items():
		district, nth = rows[0]["district"], rows[0]["round"]
		complete = [row for row in rows if row["workflow_state"] in COMPLETE_STATES]
		confirmed = (
			all(row["workflow_state"] == "Confirmed" for row in rows) and len(rows) == expected[district]
		)
		moment = max(row["modified"] for row in rows)
		mark = "" if official else f" ({SAMPLE_NOTICE})"
		place = frappe.get_cached_value("Area", district, "full_name")
		load.add(
			"District Assessment Confirmation",
			{
				"name": name,
				**stamp(moment, officer(district)),
				**place_of(district),
				"title": f"ผลประเมิน ศอช.ต. {place} ปีงบประมาณ {country.year} รอบที่ {nth}{mark}"[:140],
				"notice": None if official else SAMPLE_NOTICE,
				"fiscal_year": country.year,
				"round": nth,
				"workflow_state": "Confirmed" if confirmed else "Collecting",
				"expected": expected[district],
				"completed": len(complete),
				"lacking": expected[district] - len(complete),
				"percent": round(sum(row["percent"] for row in complete) / len(complete), 2)
				if complete
				else 0,
				"confirmed_on": moment if confirmed else None,
				"confirmed_by_name": PERSON if confirmed else None,
				"confirmed_from": district[:2] if confirmed else None,
			},
		)


# plans and projects

KINDS = [row["kind_name"] for row in plan_lists.ACTIVITY_KINDS]
SOURCES = [row["source_name"] for row in plan_lists.BUDGET_SOURCES]
SIDES = [row["side_name"] for row in plan_lists.PLAN_SIDES]
GROUPS = [row["group_name"] for row in plan_lists.PARTICIPANT_GROUPS]
PLAN_WAY = (
	("Send Up", "Draft", "District Review"),
	("Forward to Province", "District Review", "Province Review"),
	("Approve", "Province Review", "Plan Approved"),
)
PLAN_STEPS = {"Draft": 0, "District Review": 1, "Province Review": 2, "Plan Approved": 3}


def plan_state(center: Center) -> str:
	if center.code.startswith(center.country.size.district) and center.level == "Sub-district":
		return ("District Review", "Plan Approved", "Plan Approved")[center.number % 3]
	return center.random("plan").choice(
		("Plan Approved", "Plan Approved", "Plan Approved", "Province Review", "Draft")
	)


def plans(country: Country, load: Loader) -> None:
	reported = [m for m in months.NAMES if months.first_day(m, country.year) <= country.today]
	progress = 0
	for center in country.centers:
		rng = center.random("plan rows")
		name, state = country.name("PLAN", center.number), plan_state(center)
		approved = state == "Plan Approved"
		activities = [activity_row(number, rng) for number in (1, 2, 3)]
		budgets = [
			{
				"activity_number": str(number),
				"activity_name": activities[number - 1]["activity_name"],
				"source": source,
				"amount": amount,
			}
			for number, source, amount in (
				(1, SOURCES[0], 500.25 * rng.randrange(1, 40)),
				(2, SOURCES[0], 1000.5 * rng.randrange(1, 40)),
				(2, SOURCES[1], 700 * rng.randrange(1, 20)),
				(3, SOURCES[1], 1200 * rng.randrange(1, 20)),
			)
		]
		for activity in activities:
			activity["planned_amount"] = sum(
				row["amount"] for row in budgets if row["activity_number"] == str(activity["number"])
			)
		reports = []
		if approved:
			reports = [(number, rng.choice(reported), 10 + rng.randrange(90)) for number in (1, 2)]
		moment = country.moment(country.year_start - rng.randrange(60) * DAY, rng)
		row = {
			"name": name,
			**stamp(
				moment, officer(center.code), country.moment(country.today - rng.randrange(30) * DAY, rng)
			),
			**center.place,
			"docstatus": int(approved),
			"title": f"แผนปฏิบัติการ ปี {country.year} {center.center_name}"[:140],
			"center": center.code,
			"fiscal_year": country.year,
			"workflow_state": state,
			"aim": "ให้ชุมชนเข้มแข็งและพึ่งตนเองได้",
			"planned_total": sum(activity["planned_amount"] for activity in activities),
			"spent_total": sum(
				activities[number - 1]["planned_amount"] * percent / 100
				for number, _month, percent in reports
			),
			"progress_percent": round(sum(percent for _number, _month, percent in reports) / 3, 1),
			"approved_on": moment if approved else None,
			"approver_name": PERSON if approved else None,
			"approver_position": "พัฒนาการจังหวัด" if approved else None,
		}
		load.add_document(
			"Action Plan",
			row,
			activities=("Plan Activity", activities),
			budgets=("Plan Activity Budget", budgets),
			participants=(
				"Plan Activity Participant",
				[
					{
						"activity_number": "2",
						"activity_name": activities[1]["activity_name"],
						"participant_group": GROUPS[0],
						"from_area": center.code,
						"people": 25,
					}
				],
			),
		)
		log_rows(load, "Action Plan", row, PLAN_WAY[: PLAN_STEPS[state]])
		for number, month, percent in reports:
			progress_row(country, center, load, progress, row, activities[number - 1], month, percent)
			progress += 1
	country.advance("PLAN", len(country.centers))
	country.advance("PROG", progress)


def activity_row(number: int, rng) -> dict:
	chosen = rng.sample(months.NAMES, 2)
	return {
		"number": number,
		"kind": KINDS[(number - 1) * 3 % len(KINDS)],
		"activity_name": ("ประชุมเครือข่ายประจำเดือน", "ฝึกอบรมคณะกรรมการ", "จัดทำเอกสารผลงาน")[number - 1],
		"target_unit": "ครั้ง",
		**{month.lower(): int(month in chosen) for month in months.NAMES},
		"months": months.in_words(chosen),
		"responsible": "ประธาน ศอช.",
		"partners": "องค์การบริหารส่วนตำบล",
	}


def progress_row(country, center, load, number, plan, activity, month, percent) -> None:
	spent = activity["planned_amount"] * percent / 100
	load.add_document(
		"Activity Progress",
		{
			"name": country.name("PROG", number),
			**{key: plan[key] for key in ("owner", "modified_by", "creation", "modified")},
			**center.place,
			"title": f"{activity['activity_name']} ({months.in_words([month])} ปีงบประมาณ {country.year})"[
				:140
			],
			"plan": plan["name"],
			"activity_number": str(activity["number"]),
			"activity_name": activity["activity_name"],
			"kind": activity["kind"],
			"target_unit": activity["target_unit"],
			"fiscal_year": country.year,
			"month": month,
			"status": "Recorded",
			"what_was_done": "ดำเนินการตามแผน",
			"percent_done": percent,
			"spent_total": spent,
			"people_total": 20,
		},
		spending=("Activity Spending", [{"source": SOURCES[0], "amount": spent}]),
		participants=("Activity Participant", [{"participant_group": GROUPS[0], "people": 20}]),
	)


def projects(country: Country, load: Loader) -> None:
	for number, center in enumerate(country.sub_districts):
		rng = center.random("project")
		status = rng.choice(("Draft", "Agreed in Forum", "Passed On", "Funded"))
		agreed = status != "Draft"
		budgets = [
			{"fiscal_year": country.year, "source": SOURCES[1], "amount": 50_000 * rng.randrange(1, 9)},
			{"fiscal_year": country.year + 1, "source": SOURCES[2], "amount": 25_000 * rng.randrange(1, 9)},
		]
		moment = country.moment(country.today - rng.randrange(200) * DAY, rng)
		referrals = []
		if status in ("Passed On", "Funded"):
			referrals = [
				{
					"passed_to": "District Plan",
					"passed_on": moment.date(),
					"state": "Sent" if status == "Passed On" else "Funded",
					"amount_granted": 0 if status == "Passed On" else budgets[0]["amount"],
					"passed_by": PERSON,
				}
			]
		load.add_document(
			"Plan Project",
			{
				"name": country.name("PROJ", number),
				**stamp(moment, officer(center.code)),
				**center.place,
				"project_name": f"พัฒนาแหล่งน้ำเพื่อการเกษตร {center.center_name.split(' ')[0]}",
				"village_text": f"หมู่ {1 + rng.randrange(14)}",
				"fiscal_year": country.year,
				"workflow_state": status,
				"open_referrals": int(status == "Passed On"),
				"priority": 1 + rng.randrange(5),
				"strong_sub_district": rng.randrange(2),
				"problem": "น้ำไม่พอใช้ในฤดูแล้ง",
				"aim": "มีน้ำใช้ตลอดปี",
				"way": rng.choice(("Do Alone", "Do Together", "Ask for Support")),
				"side": rng.choice(SIDES),
				"planned_total": sum(row["amount"] for row in budgets),
				"forum_date": moment.date() if agreed else None,
				"forum_place": "ศาลาประชาคม" if agreed else None,
				"forum_attendance": 40 if agreed else 0,
			},
			budgets=("Plan Project Budget", budgets),
			referrals=("Plan Project Referral", referrals),
		)
	country.advance("PROJ", len(country.sub_districts))


# in the order in which they are filled in, each with the DocTypes that it fills
PARTS = {
	"centers": (centers, ("CON Center",)),
	"committees": (committees, ("Committee", "Committee Member")),
	"orders": (orders, ("Appointment Order", "Appointment Order Member")),
	"organizations": (organizations, ("Community Organization",)),
	"meetings": (
		meetings,
		(
			"Meeting",
			"Meeting Committee",
			"Meeting Agenda Item",
			"Meeting Attendance",
			"Meeting Task",
			"Document Number",
			"Number Counter",
		),
	),
	"assessments": (
		assessments,
		(
			"Assessment",
			"Assessment Score",
			"Assessment Category Result",
			"Assessment Band",
			"District Assessment Confirmation",
		),
	),
	"plans": (
		plans,
		(
			"Action Plan",
			"Plan Activity",
			"Plan Activity Budget",
			"Plan Activity Participant",
			"Activity Progress",
			"Activity Spending",
			"Activity Participant",
		),
	),
	"projects": (projects, ("Plan Project", "Plan Project Budget", "Plan Project Referral")),
	# the app brings an office for each area: those that are filled in take their place, the others stay
	"offices": (letters.offices, ()),
	"letters": (
		letters.letters,
		(
			"Official Letter",
			"Letter Receiver",
			"Letter Paragraph",
			"Letter Item",
			"Incoming Letter",
			"Incoming Letter Item",
			"Incoming Letter Remark",
		),
	),
	"households": (
		households.households,
		(
			"Household List",
			"Target Household",
			"Household Need",
			"Household Member",
			"Household Event",
			"Help Log",
			"Help Plan",
			"Help Plan Item",
			"Case Opening",
		),
	),
	"disputes": (
		disputes.disputes,
		(
			"Dispute Case",
			"Dispute Party",
			"Dispute Mediator",
			"Dispute Session",
			"Dispute Reader",
			"Dispute Duty",
		),
	),
	"trainings": (
		learning.trainings,
		(
			"Training",
			"Training Session",
			"Training Topic",
			"Training Speaker",
			"Training Participant",
			"Training Attendance",
			"Training Evaluation",
			"Training Evaluation Answer",
			"Training Certificates",
		),
	),
	"lessons": (learning.lessons, ("Lesson", "Lesson Use")),
	"publicity": (learning.publicity, ("Publicity",)),
	"by-laws": (community.by_laws, ("By-law",)),
	"memberships": (community.memberships, ("Membership Application",)),
	"funds": (community.funds, ("Center Fund", "Fund Entry", "Fund Account", "Benefit Agreement")),
	"visits": (community.visits, ("Support Visit",)),
	"partners": (community.partners, ("Partner",)),
	"cooperations": (community.cooperations, ("Cooperation", "Joint Activity")),
	"figures": (community.figures, ("Community Data Import", "Village Figure")),
}
