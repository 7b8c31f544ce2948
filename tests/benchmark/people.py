"""What is timed of people and their cases: households, disputes, trainings, lessons, the centers' own affairs, measures."""

import base64
import io
from collections.abc import Callable, Iterator
from functools import cache
from unittest.mock import patch

import frappe
from con_center.access import named
from con_center.access.areas import COUNTRY
from con_center.community import importing as figure_files
from con_center.community.doctype.cooperation.cooperation import confirmed_states
from con_center.community.seeds import INDICATORS
from con_center.learning import certificates, importing
from con_center.learning.report.find_lessons import find_lessons
from con_center.learning.search import criterion
from con_center.learning.seeds import REGULATION
from con_center.printing import chromium
from con_center.thai import fiscal_year_dates
from frappe.utils import set_request
from openpyxl import Workbook

from . import queries, web
from .clock import Variant
from .learning import CONFERENCE, GROUP, provinces
from .measures import (
	ADMINISTRATOR,
	Bench,
	asked_by,
	entry,
	in_one_go,
	list_pages,
	readable,
	readers,
	within,
)

CASES = ("Target Household", "Help Log", "Help Plan", "Household List", "Dispute Case", "Case Opening")
LEARNING = (
	"Training",
	"Training Participant",
	"Training Evaluation",
	"Training Certificates",
	"Lesson",
	"Lesson Use",
	"Publicity",
)
COMMUNITY = (
	"By-law",
	"Membership Application",
	"Center Fund",
	"Fund Entry",
	"Fund Account",
	"Benefit Agreement",
	"Support Visit",
	"Partner",
	"Cooperation",
	"Joint Activity",
	"Community Data Import",
	"Village Figure",
)
OPENED = ("Target Household", "Help Log", "Help Plan", "Dispute Case")
IMPORT_AIM_MS, SUCCESS_AIM, SUCCESS_AIM_MS = 30_000, 1.2, 1000
THE_FIVE = "the five measures"
WORDS = "ไกล่เกลี่ยข้อพิพาท แนวเขตที่ดิน"
# of so many rows of a list of participants one is wrong
WRONG_EVERY = 20
GETDOC = "frappe.desk.form.load.getdoc"


# cases


def cases(bench: Bench) -> Iterator[dict]:
	for doctype in CASES:
		yield from list_pages(bench, "cases", doctype)
	yield from openings(bench)
	yield from reports(bench, HOUSEHOLD_REPORTS)


def openings(bench: Bench) -> Iterator[dict]:
	"""The form of a case, with and without the entry of who has opened it."""
	for doctype in OPENED:
		for who in ("sub-district officer", "district officer"):
			names = readable(doctype, bench.officers[who])
			if not names:
				continue
			form = opened(bench, bench.officers[who], doctype, names)
			variants = {
				"noted": form,
				"unnoted": Variant(form.user, unnoted(form.work), ends_transaction=form.ends_transaction),
			}
			timings = bench.in_turn(variants)
			yield entry("opening", doctype, who, timings["noted"], timings["unnoted"])


def opened(bench: Bench, user: str, doctype: str, names: list[str]) -> Variant:
	"""The desk's request for a form, of one document after the other."""
	if bench.committing:
		asked = [{"doctype": doctype, "name": name} for name in names]
		works = [web.page(frappe.local.site, user, GETDOC, each, part="docs") for each in asked]
		return Variant(user, lambda number: works[number % len(works)](number), ends_transaction=True)

	def work(number: int):
		set_request(path=f"/api/method/{GETDOC}")
		frappe.call(GETDOC, doctype=doctype, name=names[number % len(names)])

	return Variant(user, work)


def unnoted(work: Callable) -> Callable:
	def without_entry(number: int):
		with patch.object(named, "note", lambda *args, **more: None):
			return work(number)

	return without_entry


# reports: title, the module, its filters, the SQL, and which officers ask it of which areas

HOUSEHOLD_REPORTS = (
	("Households and Help", "households", {"by": "Area"}, queries.HOUSEHOLDS),
	("Disputes in Numbers", "mediation", {"by": "Area"}, queries.DISPUTES),
)
LEARNING_REPORTS = (("Never Trained", "learning", {"subject": REGULATION}, queries.NEVER_TRAINED),)
COMMUNITY_REPORTS = (
	("Cooperation by Center", "community", {}, queries.COOPERATIONS),
	("Community Figures", "community", {}, queries.FIGURES),
)


def reports(bench: Bench, asked: tuple) -> Iterator[dict]:
	for area, who, said in places(bench):
		for title, module, more, sql in asked:
			work, ask = report(bench, title, module, more, sql, area)
			timings = bench.in_turn(
				{"report": Variant(bench.officers[who], work), "sql": Variant(ADMINISTRATOR, ask)},
				max(1, bench.size.rounds // 3),
			)
			yield entry("report", f"{title}, {said}", who, timings["report"], timings["sql"])


def places(bench: Bench) -> tuple:
	return (
		(COUNTRY, "central officer", "of the country"),
		(bench.size.province, "province officer", "of a province"),
		(bench.size.district, "district officer", "of a district"),
	)


def report(
	bench: Bench, title: str, module: str, more: dict, sql: str, area: str
) -> tuple[Callable, Callable]:
	"""Return the work of a report, and of the one SQL query that brings its numbers."""
	name, year = frappe.scrub(title), bench.country.year
	execute = frappe.get_attr(f"con_center.{module}.report.{name}.{name}.execute")
	filters = {"area": area, "fiscal_year": year, "year": year, **more}
	statement, values = bare_sql(bench, sql, area, **more)
	return lambda _number: execute(dict(filters)), lambda _number: frappe.db.sql(statement, values)


def bare_sql(bench: Bench, sql: str, area: str, **more) -> tuple[str, dict]:
	column, part = (
		{2: ("province", "district"), 4: ("district", "area")}[len(area)]
		if area != COUNTRY
		else ("", "province")
	)
	year = bench.country.year
	first, last = fiscal_year_dates(year)
	values = {
		"area": area,
		"year": year,
		"first": first,
		"last": last,
		"confirmed": confirmed_states(),
		**more,
	}
	place = f"t.{column} = %(area)s and " if column else ""
	return sql.format(part=part, place=place), values


# learning


def learning(bench: Bench) -> Iterator[dict]:
	for doctype in LEARNING:
		yield from list_pages(bench, "learning", doctype)
	yield from reports(bench, LEARNING_REPORTS)
	yield from search(bench)
	yield from participants(bench)
	yield from printed_certificates(bench)


def search(bench: Bench) -> Iterator[dict]:
	"""Lessons found by words, of all that each officer may read: against the bare SQL, of all of them."""
	statement = queries.LESSONS.format(words=criterion("Lesson", WORDS).name)
	sql = Variant(ADMINISTRATOR, lambda _number: frappe.db.sql(statement))
	for who, user in readers(bench, "Lesson").items():
		report = Variant(user, lambda _number: find_lessons.execute({"words": WORDS}))
		# each takes long
		timings = bench.in_turn({"report": report, "sql": sql}, max(1, bench.size.rounds // 6))
		yield entry("search", f"Lessons with “{WORDS}”", who, timings["report"], timings["sql"])


def conference(open_now: bool) -> str:
	state = "Registration Open" if open_now else "Training Closed"
	return frappe.db.get_value(
		"Training", {"area": COUNTRY, "training_title": CONFERENCE, "workflow_state": state}
	)


def participants(bench: Bench) -> Iterator[dict]:
	"""A spreadsheet of everybody who comes to a conference, from all provinces: looked at, and registered in one go."""
	training, number = conference(open_now=True), bench.size.conference
	right, wrong = spreadsheet(number), spreadsheet(number, wrong=True)

	def register(_number: int):
		told = importing.look(training, content=right)
		importing.add(training, told["good"], content=right)

	variants = {
		f"{number} participants from {len(provinces())} provinces: looked at and registered": register,
		f"{number} participants: looked at": lambda _number: importing.look(training, content=right),
		f"{number} participants, {number // WRONG_EVERY} rows wrong: looked at": lambda _number: (
			importing.look(training, content=wrong)
		),
	}
	user = bench.officers["central officer"]
	timings = bench.in_turn(
		{what: Variant(user, work) for what, work in variants.items()}, max(1, bench.size.rounds // 10)
	)
	for what, timing in timings.items():
		yield within(entry("import", what, "central officer", timing, None), IMPORT_AIM_MS)


@cache
def spreadsheet(number: int, wrong: bool = False) -> str:
	"""Return a file of so many participants in base64, as an office sends it; of some the province is none."""
	book = Workbook()
	sheet = book.active
	sheet.append(["ลำดับ", "คำนำหน้า", "ชื่อ", "นามสกุล", "จังหวัด", "กลุ่ม", "ตำแหน่ง", "โทรศัพท์"])
	names = dict(frappe.get_all("Area", {"level": "Province"}, ["name", "area_name"], as_list=True))
	codes = provinces()
	for nth in range(number):
		province = names[codes[nth % len(codes)]]
		if wrong and nth % WRONG_EVERY == WRONG_EVERY - 1:
			province = "ไม่มีจังหวัดนี้"
		sheet.append([nth + 1, "นาย", f"ทดสอบ{nth}", "ลงทะเบียน", province, GROUP, "กรรมการ", "0800000000"])
	content = io.BytesIO()
	book.save(content)
	return base64.b64encode(content.getvalue()).decode()


def printed_certificates(bench: Bench) -> Iterator[dict]:
	"""The certificates of the conference, as the job prints and joins them; nothing is kept of it."""
	training = frappe.get_doc("Training", conference(open_now=False))
	receivers = certificates.receivers_of(training)

	def work(_number: int):
		return list(certificates.in_files(certificates.parts(training, receivers, training)))

	variant = Variant(ADMINISTRATOR, work, in_one_go, ends_transaction=bench.committing)
	timing = bench.in_turn({"work": variant}, 1)["work"]
	chromium.close()
	yield entry("certificates", f"{len(receivers)} certificates to PDF, in one job", "-", timing, None)


# the centers' own affairs


def community(bench: Bench) -> Iterator[dict]:
	for doctype in COMMUNITY:
		yield from list_pages(bench, "community", doctype)
	yield from reports(bench, COMMUNITY_REPORTS)
	yield from village_figures(bench)


def village_figures(bench: Bench) -> Iterator[dict]:
	"""A file of a year's figures of all villages of a province, and of the country: read, and written."""
	for area, said in ((bench.size.province, "of a province"), (COUNTRY, "of the country")):
		villages = villages_in(area)
		year = bench.country.year - 3
		doc = frappe._dict()

		def before(area=area, villages=villages, year=year, doc=doc):
			doc.made = data_import(area, year, villages)

		variants = {
			"read": Variant(ADMINISTRATOR, lambda _number, doc=doc: figure_files.look(doc.made), before),
			"written": Variant(
				ADMINISTRATOR, lambda _number, doc=doc: figure_files.bring_in(doc.made), before
			),
		}
		timings = bench.in_turn(variants, 1)
		for what, timing in timings.items():
			what = f"{len(villages)} villages {said}, {len(INDICATORS)} figures each: {what}"
			yield entry("figures", what, "-", timing, None)


def villages_in(area: str) -> list[str]:
	place = {} if area == COUNTRY else {"province": area}
	found = frappe.get_all("Village Figure", {"indicator": INDICATORS[0]["code"], **place}, pluck="village")
	return sorted(set(found))


def data_import(area: str, year: int, villages: list[str]):
	"""Return an import with its file, which was looked at; the next rollback takes back both."""
	heads = ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", *(row["headings"].split("\n")[0] for row in INDICATORS)]
	lines = [
		heads,
		*([code, "บ้านทดสอบ", *(str(n) for n in range(1, len(INDICATORS) + 1))] for code in villages),
	]
	file = frappe.new_doc("File")
	file.update({"file_name": f"{area}.csv", "is_private": 1, "content": "\n".join(map(",".join, lines))})
	file.insert()
	doc = frappe.new_doc("Community Data Import")
	doc.update({"area": area, "year": year, "source": "จปฐ.", "file": file.file_url})
	doc.insert()
	figure_files.look(doc)
	doc.keep()
	return doc


# measures of success


def success(bench: Bench) -> Iterator[dict]:
	"""The five measures, the map and the yearly report that show them: against their own statements, alone; and cold."""
	from con_center.overview import area_map, yearly
	from con_center.overview import measures as success_measures

	year = bench.country.year
	for area, who, said in places(bench):
		asked = {
			THE_FIVE: lambda area=area: success_measures.of(area, year),
			"the five measures over five years": lambda area=area: success_measures.trend(area, year),
			"the map, by measures": lambda area=area: area_map.read(area, year, area_map.MEASURES),
			"the map, by the state of documents": lambda area=area: area_map.read(
				area, year, area_map.STATES
			),
		}
		if area == bench.size.province:
			asked["figures of the yearly report"] = lambda area=area: yearly.collect(area, year)
		for what, work in asked.items():
			user = bench.officers[who]
			statements = asked_by(user, work)
			timings = bench.in_turn(
				{
					"measures": Variant(user, lambda _number, work=work: work()),
					"cold": Variant(user, lambda _number, work=work: work(), frappe.clear_cache),
					"sql": Variant(
						ADMINISTRATOR,
						lambda _number, sent=statements: [frappe.db.sql(*each) for each in sent],
					),
				},
				max(1, bench.size.rounds // 3),
			)
			of_country = area == COUNTRY
			title = f"{what}, {said}"
			yield entry(
				"success",
				title,
				who,
				timings["measures"],
				timings["sql"],
				SUCCESS_AIM if of_country else None,
			)
			cold = entry("success", f"{title}, all caches empty", who, timings["cold"], timings["sql"])
			yield within(cold, SUCCESS_AIM_MS) if of_country and what == THE_FIVE else cold
