"""A center's year at a glance, as its form asks for it."""

import frappe
from frappe import _
from frappe.utils import cint, flt, format_date, getdate

from con_center.access.areas import covers
from con_center.access.posts import area_codes
from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, OWN_WORK, PASSED, RETURNED, meaning
from con_center.assessments.confirming import is_complete
from con_center.assessments.doctype.assessment_template.assessment_template import find_template
from con_center.committees.days import begin_due
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.meetings import rules as meeting_rules
from con_center.meetings.workflow import CLOSED, CONVENED, HELD, TOOK_PLACE
from con_center.overview import areas_below, measures, rules
from con_center.overview import of_center as figures
from con_center.overview.rules import BLUE, GRAY, GREEN, ORANGE, RED
from con_center.reporting import rounds as reporting
from con_center.thai import fiscal_year, fiscal_year_end, fiscal_year_start

COLOUR_OF_STEP = {OWN_WORK: GRAY, RETURNED: ORANGE, IN_FORCE: GREEN, ACKNOWLEDGED: GREEN}
COLOUR_OF_MEETING = {CONVENED: BLUE, HELD: ORANGE, **dict.fromkeys(CLOSED, GREEN)}
COLOUR_RANK = (RED, ORANGE, BLUE, GRAY, GREEN)


@frappe.whitelist()
def of_center(center: str, year: int | str | None = None) -> dict:
	"""Return a center's fiscal year (BE; the running one) at a glance, with what lies below it.

	dict of center, area, year, this_year, cards, late and below. A card is a dict of key, title, figure, colour,
	state, lines, and perhaps percent, note and source; a line is a dict of text, colour, state and to; so is an entry of `late`, what is late first.
	`to` is where it leads: {"doctype", "name"}, {"doctype", "filters"} or {"report", "filters"}. `below` is None, or
	a dict of rows and total (`areas_below.parts`, with colours), rounds and reporting (whether districts below report). What the user may not read is left out.
	"""
	return look_at(center, asked_year(year))


def look_at(center: str, asked: rules.Year, with_below: bool = True) -> dict:
	"""Return what `of_center` does; where it is not wanted, without what lies below, which takes the longest."""
	doc = frappe.get_doc("CON Center", center)
	doc.check_permission("read")
	begin_due(doc.name)
	cards = [card for card in _cards(doc, asked) if card]
	late = [entry for card in cards for entry in card.pop("late")]
	return {
		"center": doc.name,
		"area": doc.area,
		"year": asked.number,
		"this_year": fiscal_year(getdate()),
		"cards": cards,
		"late": sorted(late, key=lambda entry: COLOUR_RANK.index(entry["colour"])),
		"below": below(doc.area, doc.level, asked) if with_below else None,
	}


def asked_year(year: int | str | None) -> rules.Year:
	number = check_fiscal_year(cint(year) or fiscal_year(getdate()), _("Fiscal Year"))
	return rules.year_on(number, fiscal_year_start(number), fiscal_year_end(number), getdate())


def may_read(doctype: str, area: str) -> bool:
	"""Tell whether the user may read every document of this DocType in an area."""
	codes = area_codes(doctype)
	return codes is None or any(covers(code, area) for code in codes)


def _cards(doc, year):
	yield may_read("Committee", doc.area) and committee_card(doc, year)
	yield may_read("Meeting", doc.area) and meeting_card(doc, year)
	yield may_read("Action Plan", doc.area) and plan_card(doc, year)
	yield doc.level == "Sub-district" and may_read("Assessment", doc.area) and assessment_card(doc, year)
	sends = doc.level in ("District", "Province")
	yield sends and may_read("Progress Report", doc.area) and report_card(doc, year)
	yield may_read("Meeting Task", doc.area) and task_card(doc, year)
	yield measures_card(doc, year)


def entry(text: str, colour: str, to: dict | None = None, state: str | None = None) -> dict:
	return {"text": text, "colour": colour, "to": to, "state": state}


def form(doctype: str, name: str) -> dict:
	return {"doctype": doctype, "name": name}


def listed(doctype: str, **filters) -> dict:
	return {"doctype": doctype, "filters": filters}


def day(date) -> str:
	return format_date(date)


def money(amount) -> str:
	return f"{flt(amount):,.2f}"


def shortened(rows: list, doc) -> list:
	"""Return the rows with titles that leave out the center's name, which stands at the head of the form."""
	for row in rows:
		row.title = " ".join(row.title.replace(doc.center_name, "").split()) or row.title
	return rows


def step(doctype: str, state: str) -> tuple[str, str]:
	"""Return the colour and the word of a state of a DocType's Workflow."""
	means = meaning(doctype, state)
	scored = doctype == "Assessment" and means == PASSED
	return GREEN if scored else COLOUR_OF_STEP.get(means, BLUE), _(state)


# committees


def committee_card(doc, year) -> dict:
	named = shortened(figures.committees(doc.name, year), doc)
	found = [row for row in named if row.status != "Elected"]
	elected = [row for row in named if row.status == "Elected"]
	may = may_read("Appointment Order", doc.area)
	orders = shortened(figures.pending_orders(doc.name), doc) if may else []
	main = next((row for row in found if row.kind == "Center Committee"), None)
	state = rules.term_state(main.term_end, year.day) if main else None
	return {
		"key": "committee",
		"title": _("Committee"),
		"figure": _("until {0}").format(day(main.term_end)) if main and main.term_end else "",
		"colour": rules.COLOUR_OF_TERM[state] if main else RED,
		"state": _(state) if main else _("No Current Committee"),
		"to": form("Committee", main.name) if main else listed("Committee", center=doc.name),
		"lines": [
			*(line for row in found for line in committee_lines(row, year)),
			*(line for row in elected for line in elected_lines(row)),
			*(order_line(row) for row in orders),
		],
		"late": [
			*([] if main else [_no_committee(doc)]),
			*(late for row in followed_by_nobody(found, elected) for late in late_terms(row, year)),
			*(order_line(row) for row in orders),
		],
	}


def _no_committee(doc) -> dict:
	return entry(_("The center has no current committee"), RED, listed("Committee", center=doc.name))


def followed_by_nobody(found: list, elected: list) -> list:
	"""Return the committees whose successor is not elected: the end of the others' terms asks for nothing."""
	kinds = {row.kind for row in elected}
	return [row for row in found if row.kind not in kinds]


def committee_lines(row, year):
	state = rules.term_state(row.term_end, year.day)
	yield entry(row.title, rules.COLOUR_OF_TERM[state], form("Committee", row.name), _(state))
	yield from appointing_line(row)


def elected_lines(row):
	begins = _("from {0}").format(day(row.waits_until))
	yield entry(row.title, BLUE, form("Committee", row.name), f"{_('Elected')} {begins}")
	yield from appointing_line(row)


def appointing_line(row):
	if row.appointment_order:
		yield entry(
			_("By {0}").format(f"{_(row.instrument)} {row.order_number or _dated(row)}"),
			GRAY,
			form("Appointment Order", row.appointment_order),
		)


def _dated(row) -> str:
	"""Tell an announcement by its day: most have no number."""
	return _("dated {0}").format(day(row.order_dated))


def order_line(row) -> dict:
	colour, word = step("Appointment Order", row.workflow_state)
	return entry(row.title, colour, form("Appointment Order", row.name), word)


def late_terms(row, year):
	state = rules.term_state(row.term_end, year.day)
	if state == rules.IN_OFFICE:
		return
	text = _("The term of {0} ended on {1}") if state == rules.EXPIRED else _("The term of {0} ends on {1}")
	yield entry(
		text.format(row.title, day(row.term_end)),
		rules.COLOUR_OF_TERM[state],
		form("Committee", row.name),
		_(state),
	)


# meetings


def meeting_card(doc, year) -> dict:
	found, counted = shortened(figures.meetings(doc.name, year), doc), figures.held(doc.name, year)
	rule = meeting_rules.settings()
	state = meeting_rules.year_state(
		counted.get("Center Committee", 0), rule.needed, year.number, getdate(), rule.even_pace
	)
	colour = rules.colour_of_meetings(state.state, state.due_on, getdate())
	all_held = listed(
		"Meeting",
		center=doc.name,
		fiscal_year=year.number,
		workflow_state=["in", meeting_rules.held_states()],
	)
	due = (
		[entry(_due_text(state), colour, listed("Meeting", center=doc.name, fiscal_year=year.number))]
		if colour in (RED, ORANGE)
		else []
	)
	return {
		"key": "meetings",
		"title": _("Meetings"),
		"figure": _("{0} of {1} times").format(state.held, state.needed),
		"colour": colour,
		"state": _(state.state, context="Meetings of a year"),
		"to": all_held,
		"lines": [meeting_line(row) for row in found],
		"late": [*due, *(late for row in found for late in late_meeting(row))],
		"source": rule.provenance,
	}


def _due_text(state) -> str:
	return _("Meetings: {0} of {1} held, the next one by {2}").format(
		state.held, state.needed, day(state.due_on)
	)


def meeting_line(row) -> dict:
	text = row.title
	means = meaning("Meeting", row.workflow_state)
	if means in TOOK_PLACE and not row.has_quorum and row.kind != "Forum":
		text = _("{0} (no quorum)").format(row.title)
	# until it has its number, a meeting is named by its day
	return entry(
		f"{day(row.meeting_date)} · {text}" if row.number else text,
		COLOUR_OF_MEETING.get(means, GRAY),
		form("Meeting", row.name),
		_(row.workflow_state),
	)


def late_meeting(row):
	to, means = form("Meeting", row.name), meaning("Meeting", row.workflow_state)
	if means not in TOOK_PLACE and row.meeting_date < getdate():
		yield entry(
			_("{0} was to be on {1}: say that it was held, or cancel it").format(
				row.title, day(row.meeting_date)
			),
			ORANGE,
			to,
			_(row.workflow_state),
		)
	elif means == HELD:
		yield entry(
			_("{0} was held on {1} and is not closed yet").format(row.title, day(row.meeting_date)),
			ORANGE,
			to,
			_(row.workflow_state),
		)


# plans


def plan_card(doc, year) -> dict:
	found = shortened(figures.plans(doc.name, year), doc)
	card = {"key": "plan", "title": _("Action Plan"), "lines": [], "late": [], "figure": ""}
	if not found:
		colour = RED if year.begun else GRAY
		to = listed("Action Plan", center=doc.name)
		late = [entry(_("There is no action plan for fiscal year {0}").format(year.number), RED, to)]
		return {**card, "colour": colour, "state": _("No Plan"), "to": to, "late": late if year.begun else []}
	plan = found[0]
	colour, word = step("Action Plan", plan.workflow_state)
	to = form("Action Plan", plan.name)
	if plan.docstatus == 1:
		card["figure"] = _("{0} % done").format(f"{flt(plan.progress_percent, 1):g}")
		card["percent"] = flt(plan.progress_percent)
	else:
		returned = meaning("Action Plan", plan.workflow_state) == RETURNED
		text = plan.return_reason if returned else plan.title
		card["late"] = [entry(_("Action plan: {0}").format(text), colour, to, word)]
	card["lines"] = [
		entry(plan.title, colour, to, word),
		entry(
			_("Spent {0} of {1} baht").format(money(plan.spent_total), money(plan.planned_total)),
			GRAY,
			{"report": "Plan and Budget", "filters": {"fiscal_year": year.number, "area": doc.area}},
		),
	]
	return {**card, "colour": colour, "state": word, "to": to}


# assessments


def assessment_card(doc, year) -> dict:
	rows = figures.assessments(doc.name, year)
	changes = figures.changes(rows)
	of_year = {row.round: row for row in rows if row.fiscal_year == year.number}
	needed = needed_rounds(year)
	numbers = rules.rounds(list(of_year), needed)
	to = listed("Assessment", center=doc.name, fiscal_year=year.number)
	lines, late = [], []
	for number in numbers:
		if number in of_year:
			lines.append(assessment_line(of_year[number], changes))
			late += late_assessment(of_year[number])
			continue
		colour = rules.colour_of_missing_round(number, needed, year)
		lines.append(entry(_("Round {0}").format(number), colour, to, _("Not Begun")))
		if colour != GRAY:
			late.append(entry(_("Assessment: round {0} is not begun").format(number), colour, to))
	last = of_year.get(max(of_year, default=0))
	complete = next((row for row in rows if row.name in of_names(of_year) and is_complete(row)), None)
	return {
		"key": "assessment",
		"title": _("Assessment"),
		"figure": f"{flt(complete.percent, 2):g} % · {complete.band or '–'}" if complete else "",
		"colour": step("Assessment", last.workflow_state)[0]
		if last
		else lines[0]["colour"]
		if lines
		else GRAY,
		"state": _(last.workflow_state) if last else _("Not Begun"),
		"to": form("Assessment", last.name) if last else to,
		"lines": lines,
		"late": late,
		"note": next((row.notice for row in of_year.values() if row.notice), None),
	}


def needed_rounds(year) -> int:
	template = find_template(year.number)
	return cint(frappe.get_cached_value("Assessment Template", template, "rounds")) if template else 0


def of_names(of_year: dict) -> set[str]:
	return {row.name for row in of_year.values()}


def assessment_line(row, changes: dict) -> dict:
	colour, word = step("Assessment", row.workflow_state)
	text = _("Round {0}").format(row.round)
	if is_complete(row):
		text = f"{text}: {flt(row.percent, 2):g} %"
		if row.name in changes:
			text = f"{text} ({trend(changes[row.name])})"
	return entry(text, colour, form("Assessment", row.name), word)


def trend(change: float) -> str:
	"""Return a change since the last round in a sign and words: "▲ 4.5 จากครั้งก่อน"."""
	if not change:
		return _("as the last time")
	return _("{0} since the last time").format(f"{'▲' if change > 0 else '▼'} {abs(change):g}")


def late_assessment(row) -> list[dict]:
	if is_complete(row):
		return []
	colour, word = step("Assessment", row.workflow_state)
	text = _("Assessment, round {0}").format(row.round)
	if meaning("Assessment", row.workflow_state) == RETURNED and row.return_reason:
		text = f"{text}: {row.return_reason}"
	return [entry(text, colour, form("Assessment", row.name), word)]


# progress reports


def report_card(doc, year) -> dict:
	found = reporting.state_of(doc.area, year.number)
	card = {"key": "report", "title": _("Progress Report"), "figure": "", "lines": [], "late": []}
	to = listed("Progress Report", area=doc.area)
	if not found:
		return {**card, "colour": GRAY, "state": _("No Round"), "to": to}
	colour = rules.colour_of_report(found)
	if found["report"]:
		to = form("Progress Report", found["report"])
	if found["sent_on"]:
		card["figure"] = _("Sent {0}").format(day(found["sent_on"]))
	elif found["deadline"]:
		card["figure"] = _("Due {0}").format(day(found["deadline"]))
	if colour in (RED, ORANGE):
		card["late"] = [entry(_report_text(found), colour, to, _(found["state"]))]
	return {
		**card,
		"colour": colour,
		"state": _(found["state"]),
		"to": to,
		"note": found["why"],
		"lines": [entry(found["title"], GRAY, form("Reporting Round", found["round"])), *_days_late(found)],
	}


def _days_late(found) -> list[dict]:
	sent = found["handed_in"] and found["days_late"]
	return [entry(_("Sent {0} days late").format(found["days_late"]), ORANGE)] if sent else []


def _report_text(found) -> str:
	if found["returned"] and found["return_reason"]:
		return _("Progress report: {0}").format(found["return_reason"])
	if found["days_late"]:
		return _("Progress report: {0} days late").format(found["days_late"])
	return _("Progress report: to be sent by {0}").format(day(found["deadline"]))


# tasks


def task_card(doc, year) -> dict:
	tasks = figures.open_tasks(doc.name, year.day)
	late = listed("Meeting Task", center=doc.name, status="Open", due_date=["<", str(year.day)])
	late_line = entry(_("{0} tasks are past their day").format(tasks["overdue"]), RED, late)
	return {
		"key": "tasks",
		"title": _("Tasks of Meetings"),
		"figure": _("{0} open").format(tasks["open"]),
		"colour": RED if tasks["overdue"] else GRAY if tasks["open"] else GREEN,
		"state": _("Past Their Day: {0}").format(tasks["overdue"]) if tasks["overdue"] else _("None Is Late"),
		"to": listed("Meeting Task", center=doc.name, status="Open"),
		"lines": [late_line] if tasks["overdue"] else [],
		"late": [late_line] if tasks["overdue"] else [],
	}


# measures of success


def measures_card(doc, year) -> dict | None:
	found = measures.of_center(doc.area, year.number)
	if not found:
		return None
	met = sum(figure.met for figure in found.values())
	return {
		"key": "measures",
		"title": _("Success Measures"),
		"figure": _("{0} of {1} met").format(met, len(found)),
		"colour": GREEN if met == len(found) else GRAY,
		"state": _("All Are Met") if met == len(found) else _("Not All Are Met Yet"),
		"to": {
			"report": "Success Measures",
			"filters": {"fiscal_year": year.number, "area": doc.area, "by": "Year"},
		},
		"lines": [measure_line(measures.BY_KEY[key], figure) for key, figure in found.items()],
		"late": [],
		"source": measures.sources(),
	}


def measure_line(measure, figure) -> dict:
	text = f"{_(measure.title)}: {figure.value:g} {_(measure.own_unit)}"
	asked = _("Met") if figure.met else _("at least {0}").format(f"{figure.target:g}")
	return entry(text, GREEN if figure.met else GRAY, figure.route, asked)


# what lies below


# without these, of what lies below nothing is told
READ_BELOW = ("Committee", "Meeting", "Action Plan", "Assessment", "Meeting Task")


def may_read_parts(area: str) -> bool:
	return all(may_read(doctype, area) for doctype in READ_BELOW)


def below(area: str, level: str, year) -> dict | None:
	"""Return what lies below an area as `of_center` tells it, None where it is a sub-district or may not be read."""
	if level == "Sub-district" or not may_read_parts(area):
		return None
	# of a district, nothing below it reports
	return parts(area, year, reports=level != "District" and may_read("Progress Report", area))


def parts(area: str, year, reports: bool) -> dict:
	"""Return rows and total of the parts of an area, with colours, rounds and reporting; the caller may read them."""
	rounds = needed_rounds(year)
	rows = areas_below.parts(area, year, rounds)
	sums = areas_below.total(rows)
	for row in (*rows, sums):
		row["colours"] = areas_below.colours(row, year, rounds)
	if reports:
		areas_below.add_reports(rows, sums, area, year)
	return {"rows": rows, "total": sums, "rounds": sorted(sums["assessed"]), "reporting": reports}
