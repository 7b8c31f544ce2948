"""What is timed against what."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import frappe
from con_center import registry
from con_center.access import conditions, documents
from con_center.access.areas import COUNTRY
from con_center.approval.decision import decide
from con_center.correspondence import delivery
from con_center.correspondence.report.answers_to_letters import answers_to_letters
from con_center.issuing import in_background
from con_center.thai import be_year, fiscal_year_dates
from frappe.desk.form.load import getdoc
from frappe.model.workflow import apply_workflow
from frappe.utils import getdate

from . import bare, officers, queries, web, workers
from .bystander import Bystander
from .clock import Timing, Variant, in_turn, request
from .country import Country

ADMINISTRATOR = "Administrator"
LISTS = ("Committee", "Meeting", "Assessment")
PAGE = 20
LIST_AIM, STEP_AIM, ROLL_UP_AIM, DASHBOARD_AIM_MS, TODAY_AIM_MS = 1.1, 1.5, 1.2, 1000, 500
CIRCULAR_AIM_MS, WORKERS = 1000, 2
# so many letters within five minutes
PAPERS_AIM, PAPERS_AIM_MS = 1000, 5 * 60 * 1000
# 0.95 of the requests a second
REQUEST_AIM = 1.05
ALWAYS = (
	"name",
	"owner",
	"creation",
	"modified",
	"modified_by",
	"_user_tags",
	"_comments",
	"_assign",
	"_liked_by",
)


class Bench:
	"""One run: the country that is filled in, who is measured, how often, and how users are made."""

	def __init__(self, country: Country, loader: Callable, committing: bool = True) -> None:
		self.country, self.loader, self.committing = country, loader, committing
		self.size = country.size
		self.officers = {kind: officer.user for kind, officer in officers.measured(country).items()}

	def set_officers(self, number: int) -> int:
		count = officers.set_number(self.country, number, self.loader())
		self.commit()
		frappe.clear_cache()
		return count

	def commit(self) -> None:
		if self.committing:
			frappe.db.commit()

	def in_turn(self, variants: dict[str, Variant], rounds: int | None = None) -> dict[str, Timing]:
		timings = in_turn(variants, rounds or self.size.rounds)
		request(ADMINISTRATOR)
		if self.committing:
			frappe.db.rollback()
		return timings


def entry(
	group: str, what: str, who: str, timing: Timing, against: Timing | None, aim: float | None = None, **more
):
	"""One line of the result."""
	line = {"group": group, "what": what, "who": who, **timing.as_dict(), **more}
	if against:
		line |= {f"against_{key}": value for key, value in against.as_dict().items() if key != "rounds"}
		line["ratio"] = round(timing.ratio(against), 2)
	if aim:
		line |= {"aim": aim, "reached": line["ratio"] <= aim}
	return line


# lists


def lists(bench: Bench) -> Iterator[dict]:
	for doctype in LISTS:
		yield from list_pages(bench, "list", doctype)


def list_pages(bench: Bench, group: str, doctype: str) -> Iterator[dict]:
	"""The first page of a list, for Administrator and for each officer who may read the DocType."""
	everybody = {ADMINISTRATOR: ADMINISTRATOR, **readers(bench, doctype)}
	page = {kind: list_page(bench, doctype, user) for kind, user in everybody.items()}
	timings = with_and_without_scope(bench, page)
	for kind in readers(bench, doctype):
		yield scoped_entry(
			group,
			doctype,
			kind,
			timings,
			administrator_ratio=round(timings[kind].ratio(timings[ADMINISTRATOR]), 2),
		)


def readers(bench: Bench, doctype: str) -> dict[str, str]:
	"""Those who are measured and may read documents of a DocType."""
	found = {}
	for kind, user in bench.officers.items():
		request(user)
		if frappe.has_permission(doctype, "read"):
			found[kind] = user
	request(ADMINISTRATOR)
	return found


def with_and_without_scope(bench: Bench, pages: dict[str, Variant]) -> dict[str, Timing]:
	variants = {}
	for kind, page in pages.items():
		variants[kind] = page
		if kind != ADMINISTRATOR:
			variants[f"{kind}, unscoped"] = without_scope(page)
	return bench.in_turn(variants)


def scoped_entry(group: str, what: str, kind: str, timings: dict[str, Timing], **more) -> dict:
	return entry(group, what, kind, timings[kind], timings[f"{kind}, unscoped"], LIST_AIM, **more)


def list_page(bench: Bench, doctype: str, user: str) -> Variant:
	"""The first page of a list, asked for as the desk does."""
	return asked_for(bench, user, "frappe.desk.reportview.get", arguments_of_list(doctype))


def asked_for(bench: Bench, user: str, method: str, asked: dict) -> Variant:
	"""A method, asked for through the web application; where nothing may be committed, called as that does."""
	if bench.committing:
		return Variant(user, web.page(frappe.local.site, user, method, asked), ends_transaction=True)

	def work(_number: int):
		frappe.local.form_dict = frappe._dict(asked)
		return frappe.call(method, **asked)

	return Variant(user, work)


def arguments_of_list(doctype: str) -> dict:
	meta = frappe.get_meta(doctype)
	fields = [*ALWAYS, "docstatus", "idx", *(f.fieldname for f in meta.fields if f.in_list_view)]
	fields += [
		name for name in (meta.title_field, "status", "workflow_state") if name and meta.has_field(name)
	]
	return {
		"doctype": doctype,
		"fields": json.dumps([f"`tab{doctype}`.`{name}`" for name in dict.fromkeys(fields)]),
		"filters": "[]",
		"order_by": f"`tab{doctype}`.`{meta.sort_field}` {meta.sort_order.lower()}",
		"start": "0",
		"page_length": str(PAGE),
		"view": "List",
		"group_by": "",
		"with_comment_count": "1",
	}


def without_scope(variant: Variant) -> Variant:
	"""The same work with the rule of areas switched off."""

	def unscoped(number: int):
		with (
			patch.object(conditions, "area_codes", lambda *args, **kwargs: None),
			patch.object(documents, "area_codes", lambda *args, **kwargs: None),
		):
			return variant.work(number)

	return replace(variant, work=unscoped)


# forms


def forms(bench: Bench) -> Iterator[dict]:
	user = bench.officers["district officer"]
	for doctype in registry.scoped():
		names = readable(doctype, user)
		if not names:
			continue

		def work(number: int, doctype=doctype, names=names):
			getdoc(doctype, names[number % len(names)])

		timings = bench.in_turn({"scoped": Variant(user, work), "open": Variant(ADMINISTRATOR, work)})
		yield entry("form", doctype, "district officer", timings["scoped"], timings["open"])


def readable(doctype: str, user: str, number: int = 5) -> list[str]:
	request(user)
	if not frappe.has_permission(doctype, "read"):
		return []
	names = frappe.get_list(doctype, pluck="name", limit_page_length=number, order_by="modified desc")
	request(ADMINISTRATOR)
	return names


# workflow steps

# DocType, state, action, who, next state, whether it is submitted
STEPS = (
	(
		"Appointment Order",
		"District Review",
		"Check and Forward",
		"district officer",
		"Awaiting Signature",
		False,
	),
	("Appointment Order", "Awaiting Signature", "Sign and Issue", "district signatory", "Issued", True),
	("Assessment", "Self-assessment", "Send to the District", "district officer", "District Scoring", False),
	("Assessment", "District Scoring", "Complete the Scoring", "district officer", "Scoring Complete", False),
	("Action Plan", "District Review", "Forward to Province", "district officer", "Province Review", False),
)
# what a step saves besides its document: the DocType, and the field that names it
SAVED_TOO = {"Sign and Issue": ("Committee", "committee")}
# the families of bare DocTypes that are made of each
FAMILIES = {
	**{doctype: (bare.BARE, bare.FLOW) for doctype, *_rest in STEPS},
	**{doctype: (bare.BARE,) for doctype, _field in SAVED_TOO.values()},
}


def steps(bench: Bench) -> Iterator[dict]:
	with bare_documents(bench):
		for doctype, state, action, who, next_state, submit in STEPS:
			names = in_state(bench, doctype, state)
			if not names:
				continue
			user = bench.officers[who]
			save = bare_save(doctype, next_state, names, submit)
			variants = {
				"step": Variant(user, step(doctype, action, names)),
				"save": Variant(user, save),
				"frappe": Variant(user, frappe_step(doctype, action, names)),
			}
			if action in SAVED_TOO:
				both = one_after_the_other(save, bare_save_too(doctype, action, names))
				variants["all"] = Variant(user, both)
			timings = bench.in_turn(variants)
			title, own = f"{doctype}: {action}", round(timings["step"].ratio(timings["frappe"]), 2)
			yield entry(
				"workflow step", title, who, timings["step"], timings["save"], STEP_AIM, frappe_ratio=own
			)
			if "all" in timings:
				yield entry(
					"workflow step",
					f"{title} (against saving its {SAVED_TOO[action][0]}, too)",
					who,
					timings["step"],
					timings["all"],
					STEP_AIM,
					frappe_ratio=own,
				)


@contextmanager
def bare_documents(bench: Bench):
	make_bare()
	# what is to be told after it is told now: the next request remembers nothing of it
	bench.commit()
	copied = {doctype: [] for doctype in FAMILIES}
	for doctype, state, action, who, *_rest in STEPS:
		names = in_state(bench, doctype, state)
		# as when its officer left it: with what the system knew by then
		request(bench.officers[who])
		for name in names:
			frappe.get_doc(doctype, name).save()
		bench.commit()
		copied[doctype] += names
		if action in SAVED_TOO:
			other, field = SAVED_TOO[action]
			copied[other] += named(doctype, field, names)
	for doctype, names in copied.items():
		for family in FAMILIES[doctype]:
			bare.copy(doctype, family, names)
	bench.commit()
	yield


def make_bare() -> None:
	for doctype, families in FAMILIES.items():
		for family in families:
			bare.make(doctype, family)


def remove_bare() -> None:
	for doctype, families in FAMILIES.items():
		for family in families:
			bare.remove(doctype, family)


def in_state(bench: Bench, doctype: str, state: str, number: int = 5) -> list[str]:
	return frappe.get_all(
		doctype,
		filters={"district": bench.size.district, "level": "Sub-district", "workflow_state": state},
		order_by="name",
		limit=number,
		pluck="name",
	)


def named(doctype: str, field: str, names: list[str]) -> list[str]:
	"""Return what the documents name in a link field, in their order."""
	return [frappe.db.get_value(doctype, name, field) for name in names]


def step(doctype: str, action: str, names: list[str]) -> Callable:
	seen = dict(
		frappe.get_all(doctype, filters={"name": ("in", names)}, fields=["name", "modified"], as_list=True)
	)

	def work(number: int):
		name = names[number % len(names)]
		return decide(doctype, name, action, str(seen[name]), passing="ลองดู")

	return work


def bare_save(doctype: str, next_state: str, names: list[str], submit: bool) -> Callable:
	def work(number: int):
		doc = frappe.get_doc(bare.name_of(doctype), names[number % len(names)], for_update=True)
		doc.check_permission("write")
		doc.workflow_state = next_state
		doc.submit() if submit else doc.save()

	return work


def bare_save_too(doctype: str, action: str, names: list[str]) -> Callable:
	"""Save the bare copy of what the step saves besides, for the system, as the step does."""
	other, field = SAVED_TOO[action]
	others = named(doctype, field, names)

	def work(number: int):
		doc = frappe.get_doc(bare.name_of(other), others[number % len(others)])
		doc.status = "Current"
		doc.save(ignore_permissions=True)

	return work


def one_after_the_other(*works: Callable) -> Callable:
	def all_of_them(number: int):
		for work in works:
			work(number)

	return all_of_them


def frappe_step(doctype: str, action: str, names: list[str]) -> Callable:
	"""Frappe's own step, on a document with the same fields and the same Workflow."""

	def work(number: int):
		asked = {"doctype": bare.name_of(doctype, bare.FLOW), "name": names[number % len(names)]}
		apply_workflow(asked, action)

	return work


def flatness(bench: Bench) -> Iterator[dict]:
	"""The same step with few officers and with many; twice each, in turn."""
	doctype, state, action, who, *_rest = STEPS[0]
	names = in_state(bench, doctype, state)
	user = bench.officers[who]
	found: dict[int, Timing] = {}
	for number in (*bench.size.users, *bench.size.users):
		count = bench.set_officers(number)
		timing = bench.in_turn({"step": Variant(user, step(doctype, action, names))})["step"]
		kept = found.setdefault(count, Timing())
		kept.seconds += timing.seconds
		kept.queries += timing.queries
	fewest = found[min(found)]
	for count, timing in found.items():
		yield entry("users", f"{doctype}: {action}", f"{count} officers", timing, fewest)


# reports


def reports(bench: Bench) -> Iterator[dict]:
	for area, who in (("", "central officer"), (bench.size.province, "province officer")):
		for title, work, sql, values in questions(bench, area):
			timings = bench.in_turn(
				{
					"report": Variant(bench.officers[who], work),
					"sql": Variant(
						ADMINISTRATOR, lambda _n, sql=sql, values=values: frappe.db.sql(sql, values)
					),
				}
			)
			aim = ROLL_UP_AIM if title.startswith("Progress") else None
			place = "of the country" if not area else "of a province"
			yield entry("report", f"{title}, {place}", who, timings["report"], timings["sql"], aim)


def questions(bench: Bench, area: str) -> Iterator[tuple]:
	"""Each question: its title, the report's work, and the SQL with its values."""
	year = bench.country.year
	part, length = ("district", 4) if area else ("province", 2)
	place = "a.province = %(area)s and " if area else ""
	first, last = fiscal_year_dates(year)
	values = {"year": year, "round": 2, "area": area, "like": f"{area}%", "first": first, "last": last}
	filters = {"fiscal_year": year, "area": area or COUNTRY}

	def report(name: str, module: str, **more):
		execute = frappe.get_attr(
			f"con_center.{module}.report.{frappe.scrub(name)}.{frappe.scrub(name)}.execute"
		)
		return lambda _number: execute({**filters, **more})

	roll_up = queries.ROLL_UP.format(part=f"c.{part}", length=length, center_place=place.replace("a.", "c."))
	from con_center.reporting import figures

	yield (
		"Progress Roll-up",
		lambda _number: figures.by_part(area or COUNTRY, year, by=part),
		roll_up,
		values,
	)
	yield "Progress Roll-up (the report)", report("Progress Roll-up", "reporting", live=1), roll_up, values
	for title, module, sql, more in (
		("Assessment Results", "assessments", queries.ASSESSMENT_RESULTS, {"round": 2}),
		("Meetings by Area", "meetings", queries.MEETINGS_BY_AREA, {}),
		("Plan and Budget", "planning", queries.PLAN_AND_BUDGET, {}),
	):
		yield title, report(title, module, **more), sql.format(part=part, place=place, place_m="area"), values


# letters

REGISTERS = (
	("Register of Letters Sent", "Official Letter", {"run": "Letter"}),
	("Register of Letters Received", "Incoming Letter", {}),
)


def letters(bench: Bench) -> Iterator[dict]:
	yield from circular(bench)
	yield from board(bench)
	yield from registers(bench)
	yield from papers(bench)


def circular(bench: Bench) -> Iterator[dict]:
	"""A circular to all districts: what the officers of the department wait for, and what is done in the background."""
	who, user = "central officer", bench.officers["central officer"]
	drafts, issued, sent = map(national, ("Awaiting Signature", "Issued", "Letter Sent"))
	number = frappe.db.count("Letter Receiver", {"parent": issued[0]})
	timings = bench.in_turn(
		{
			"signed and issued": Variant(user, step("Official Letter", "Sign and Issue", drafts)),
			"sent": Variant(user, step("Official Letter", "Send Letter", issued)),
			"signed, issued and sent": Variant(user, sign_and_send(drafts)),
		},
		max(1, bench.size.rounds // 3),
	)
	for what, timing in timings.items():
		yield within(entry("circular", f"{number} districts: {what}", who, timing, None), CIRCULAR_AIM_MS)
	number = frappe.db.count("Incoming Letter", {"letter": sent[0]})
	work = Variant(
		ADMINISTRATOR,
		lambda _number: delivery.send_out(sent[0]),
		in_one_go,
		ends_transaction=bench.committing,
	)
	timing = bench.in_turn({"work": work}, max(1, bench.size.rounds // 20))["work"]
	yield entry(
		"circular",
		f"{number} districts: printed, handed out and told of, in the background",
		"-",
		timing,
		None,
	)


def within(line: dict, aim_ms: int) -> dict:
	return line | {"aim_ms": aim_ms, "reached": line["median_ms"] <= aim_ms}


def in_one_go() -> None:
	"""Let what a job leaves to other jobs be done by itself, and nothing be committed by what it prints."""
	frappe.flags.in_test = True


def national(state: str) -> list[str]:
	"""The circulars of the department to all districts in a state, the newest first."""
	filters = {"area": COUNTRY, "receiver_group": ("is", "set"), "workflow_state": state}
	return frappe.get_all("Official Letter", filters=filters, order_by="name desc", pluck="name")


def sign_and_send(names: list[str]) -> Callable:
	sign = step("Official Letter", "Sign and Issue", names)

	def work(number: int):
		letter = sign(number)
		decide(letter.doctype, letter.name, "Send Letter", str(letter.modified), passing="ลองดู")

	return work


def board(bench: Bench) -> Iterator[dict]:
	user = bench.officers["central officer"]
	work, sql, values = answers_of_country(bench)
	timings = bench.in_turn(
		{
			"board": Variant(user, work),
			"sql": Variant(ADMINISTRATOR, lambda _number: frappe.db.sql(sql, values)),
		}
	)
	title = "Answers to Letters, of the country"
	yield entry("board", title, "central officer", timings["board"], timings["sql"], ROLL_UP_AIM)


def answers_of_country(bench: Bench) -> tuple:
	"""The work of the board of the circular that is being answered, and the SQL with its values."""
	letter = national("Letter Sent")[0]
	values = {"letter": letter, "today": getdate(), "year": bench.country.year, "round": 1}
	return lambda _number: answers_to_letters.execute({"letter": letter}), queries.ANSWERS, values


def registers(bench: Bench) -> Iterator[dict]:
	"""The lists of letters, and the registers of the year as their offices ask for them."""
	for report, doctype, more in REGISTERS:
		yield from list_pages(bench, "letters", doctype)
		pages = {}
		for kind, user in readers(bench, doctype).items():
			area = officers.measured(bench.country)[kind].area
			if area in bench.country.offices:
				pages[kind] = register(bench, user, report, {"area": register_of(bench, area), **more})
		timings = with_and_without_scope(bench, pages)
		for kind in pages:
			yield scoped_entry("register", report, kind, timings)


def register_of(bench: Bench, area: str) -> str:
	"""The area whose register an officer reads: his own one; who sees the country looks at a province's."""
	return bench.size.province if area == COUNTRY else area


def register(bench: Bench, user: str, report: str, filters: dict) -> Variant:
	filters = json.dumps({**filters, "year": be_year(bench.country.today)})
	asked = {"report_name": report, "filters": filters, "ignore_prepared_report": "1"}
	return asked_for(bench, user, "frappe.desk.query_report.run", asked)


def papers(bench: Bench) -> Iterator[dict]:
	"""Letters of the measured province to PDF, by the job that the queue has for each, two at a time."""
	filters = {"province": bench.size.province, "docstatus": 1}
	names = frappe.get_all(
		"Official Letter", filters=filters, order_by="name desc", limit=bench.size.prints, pluck="name"
	)
	timing = Timing([print_all(bench, names)], [0])
	line = entry("papers", f"{len(names)} letters to PDF, {WORKERS} workers", "-", timing, None)
	yield within(line, PAPERS_AIM_MS) if len(names) >= PAPERS_AIM else line


def print_all(bench: Bench, names: list[str]) -> float:
	"""Return the seconds that it takes; where nothing may be committed, by this process alone."""
	if not bench.committing:
		work = Variant(
			ADMINISTRATOR,
			lambda _number: [in_background.make("Official Letter", n) for n in names],
			in_one_go,
		)
		return bench.in_turn({"work": work}, 1)["work"].median
	workers.take_back(names)
	try:
		return workers.print_letters(names, WORKERS)
	finally:
		workers.take_back(names)


# printing

PRINTS = (
	("Appointment Order", {"docstatus": 1}, "Official Appointment"),
	("Meeting", {"workflow_state": "Minutes Draft"}, "Meeting Minutes"),
)


def prints(bench: Bench) -> Iterator[dict]:
	from con_center.printing import chromium, engine

	user = bench.officers["district officer"]
	for doctype, filters, print_format in PRINTS:
		name = frappe.db.get_value(doctype, {**filters, "district": bench.size.district})

		def work(_number: int, as_pdf=False, doctype=doctype, name=name, print_format=print_format):
			return frappe.get_print(doctype, name, print_format, as_pdf=as_pdf)

		timings = bench.in_turn(
			{
				"pdf": Variant(
					user, lambda n, work=work: work(n, as_pdf=True), engine.install, ends_transaction=True
				),
				"html": Variant(user, work, engine.install, ends_transaction=True),
			}
		)
		yield entry(
			"print", f"{doctype}: {print_format}", "district officer", timings["pdf"], timings["html"]
		)
	chromium.close()


# the page of today


def today(bench: Bench) -> Iterator[dict]:
	"""The page that the desk begins with, against the same questions to the database without anything around them."""
	from con_center.overview import today as page

	for who in bench.officers:
		statements = asked_by(bench.officers[who], page.read)
		timings = bench.in_turn(
			{
				"page": Variant(bench.officers[who], lambda _n: page.read()),
				"sql": Variant(
					ADMINISTRATOR, lambda _n, sent=statements: [frappe.db.sql(*each) for each in sent]
				),
			}
		)
		yield within(entry("today", "Page of today", who, timings["page"], timings["sql"]), TODAY_AIM_MS)


def asked_by(user: str, work: Callable) -> list[tuple]:
	"""Return the statements that the work of a user sends, each with its values, once what does not change is cached."""
	request(user)
	work()
	request(user)
	database, sent = type(frappe.local.db), []
	ask = database.sql

	def sql(self, query, values=(), *args, **kwargs):
		sent.append((str(query), values))
		return ask(self, query, values, *args, **kwargs)

	with patch.object(database, "sql", sql):
		work()
	return sent


# dashboards


def dashboards(bench: Bench) -> Iterator[dict]:
	"""Each workspace of the app with cards or charts, as the central officer sees it, nothing being cached."""
	who = "central officer"
	for workspace in workspaces():
		blocks = blocks_of(workspace)
		if not blocks:
			continue

		def work(_number: int, blocks=blocks):
			for _title, block in blocks:
				request(bench.officers[who])
				block()

		for title, before in (
			("figures not cached", forget_figures),
			("all caches empty", frappe.clear_cache),
		):
			timing = bench.in_turn(
				{"cold": Variant(bench.officers[who], work, before)}, max(1, bench.size.rounds // 6)
			)["cold"]
			line = entry(
				"dashboard", f"{workspace} ({len(blocks)} cards and charts), {title}", who, timing, None
			)
			yield within(line, DASHBOARD_AIM_MS) if before is forget_figures else line
		timings = bench.in_turn(
			{
				title: Variant(bench.officers[who], lambda _n, block=block: block(), forget_figures)
				for title, block in blocks
			},
			max(1, bench.size.rounds // 6),
		)
		for title, timing in timings.items():
			yield entry("card", title, who, timing, None)


def forget_figures() -> None:
	"""Take away what was kept of charts; cards and functions of the app keep nothing."""
	# the older Frappe calls its cache
	cache = frappe.cache() if callable(frappe.cache) else frappe.cache
	cache.delete_keys("chart-data")


def workspaces() -> list[str]:
	modules = frappe.get_all("Module Def", filters={"app_name": "con_center"}, pluck="name")
	return frappe.get_all(
		"Workspace", filters={"module": ("in", modules), "public": 1}, pluck="name", order_by="name"
	)


def blocks_of(workspace: str) -> list[tuple[str, Callable]]:
	doc = frappe.get_doc("Workspace", workspace)
	cards = [(f"card {row.number_card_name}", card(row.number_card_name)) for row in doc.number_cards]
	return cards + [(f"chart {row.chart_name}", chart(row.chart_name)) for row in doc.charts]


def card(name: str) -> Callable:
	from frappe.desk.doctype.number_card import number_card

	doc = frappe.get_doc("Number Card", name)
	if doc.type == "Custom":
		return lambda: frappe.call(doc.method, filters=doc.filters_json)
	if doc.type == "Report":
		return lambda: run_report(doc.report_name, doc.filters_json)
	return lambda: number_card.get_result(doc.as_dict(), doc.filters_json)


def chart(name: str) -> Callable:
	from frappe.desk.doctype.dashboard_chart import dashboard_chart
	from frappe.desk.doctype.dashboard_chart_source.dashboard_chart_source import get_config

	doc = frappe.get_doc("Dashboard Chart", name)
	if doc.chart_type == "Report":
		return lambda: run_report(doc.report_name, doc.filters_json)
	if doc.chart_type == "Custom":
		method = re.search(r'method:\s*"([^"]+)"', get_config(doc.source))[1]
		return lambda: frappe.call(method, chart_name=name, filters=doc.filters_json, refresh=1)
	return lambda: dashboard_chart.get(chart_name=name, filters=doc.filters_json, refresh=1)


def run_report(name: str, filters: str | None):
	from frappe.desk import query_report

	return query_report.run(name, filters=filters or "{}", ignore_prepared_report=True)


# requests


def requests(bench: Bench) -> Iterator[dict]:
	"""What the app costs each request that has nothing to do with it."""
	own, other = (Bystander(site).pages() for site in (frappe.local.site, os.environ["BARE_SITE"]))
	for what in own:
		timings = bench.in_turn({"with": own[what], "without": other[what]}, bench.size.rounds * 5)
		yield entry("request", what, "-", timings["with"], timings["without"], REQUEST_AIM)
