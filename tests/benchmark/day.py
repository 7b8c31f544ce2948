"""A working day and the last day of a round over HTTP: sessions of officers with what the desk asks, and pages against bare Frappe.

What is written stays written, as the log of approvals is sealed. Assessments and progress reports are put back before each run
into the state in which they were; an order that is signed is used up, and `--refill` makes new ones.
"""

import os
import random
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

import frappe
import pyotp
from con_center.access.areas import COUNTRY
from con_center.reporting.rounds import DISTRICT_HOP
from con_center.sign_in import second_factor
from frappe.utils import add_days, today
from frappe.utils.password import passlibctx

from . import crowd, letters, measures, officers, scale
from .bystander import USER, Bystander
from .clock import percentile, request
from .country import SEED
from .entries import is_logged
from .measures import Bench


class Length(NamedTuple):
	"""How long it is measured, by size: seconds of each day at its mean rate, of each try at more, of a turn against bare Frappe; turns of each side; seconds between two steps."""

	mixed: int
	more: int
	turn: int
	turns: int
	between: float
	# how many times the last day's mean is tried, until it is too much
	times: tuple[float, ...] = (1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8, 12)


LENGTHS = {
	"national": Length(300, 60, 2, 30, 3),
	"small": Length(40, 20, 2, 6, 2),
	"district": Length(15, 5, 1, 3, 0.5, (1.5,)),
}
# the most steps of a session: for so long sessions begin before it counts
MOST_STEPS = 10
# sessions that ask as fast as they can
AT_ONCE = 4
# seconds in which both sides warm their workers before it counts
WARM = 12
# of a step, at the day's mean rate
P95_AIM_MS = 1000
# the requests a second of bare Frappe that are reached, as seconds a request
THROUGHPUT_AIM = round(1 / 0.95, 2)
# of a province's or district's officers, the number in their users' names (officers.POSITIONS)
OFFICER, CHIEF = 1, 2
DOCTYPES = ("Assessment", "Meeting", "Appointment Order", "Progress Report")
TO_SEND = ("Self-assessment", "District Scoring")
TO_SIGN = ("Draft", "District Review", "Returned", "Awaiting Signature")
FAULTS_TOLD = 5


def day(bench: Bench) -> Iterator[dict]:
	length = LENGTHS[bench.size.name]
	with crowd.workers() as working, crowd.served("con_center.wsgi:application") as server:

		def run(mix: str, seconds: float, times: float = 1) -> tuple[crowd.Outcome, str]:
			crowd.begin_with_no_jobs()
			warm = MOST_STEPS * length.between
			plan, short = Cast(bench).plan(mix, scale.rates(mix, times), seconds, warm)
			found = crowd.ask(server, {**plan, "between": length.between}, seconds, warm, working)
			crowd.until_jobs_are_done()
			return replace(found, faults=[*found.faults, *crowd.jobs_failed()]), short

		# what a process reads once is no part of a day
		run("last day", length.more)
		for mix in scale.SESSIONS:
			found, short = run(mix, length.mixed)
			yield total("day", mix, found, short)
			yield from each_step(mix, found)
		for times in length.times:
			found, short = run("last day", length.more, times)
			told = total("peak", f"last day × {times}", found, short)
			yield told
			if not told["reached"]:
				break
	yield from against_bare(bench)


# what came of a run


def line(group: str, what: str, who: str, times: list[float], **more) -> dict:
	return {
		"group": group,
		"what": what,
		"who": who,
		"median_ms": round(median(times), 1),
		"p95_ms": round(percentile(times, 95), 1),
		# another process asks the database
		"queries": "-",
		**more,
	}


def total(group: str, mix: str, found: crowd.Outcome, short: str) -> dict:
	asked = found.asked
	what = (
		f"{mix}: {found.rate:.2f} steps and {len(asked) / found.seconds:.1f} requests a second, "
		f"{len(found.faults)} of {len(asked)} failed{short}"
	)
	return line(
		group,
		what,
		"everybody",
		found.times,
		mix=mix,
		jobs_left=found.jobs_left,
		cores=found.cores,
		asking=found.asking / found.seconds,
		processor={name: seconds / found.seconds for name, seconds in found.processor.items()},
		requests={name: len(times) for name, times in found.requests.items()},
		faults=found.faults[:FAULTS_TOLD],
		aim_ms=P95_AIM_MS,
		reached=found.p95() <= P95_AIM_MS and not found.faults,
	)


def each_step(mix: str, found: crowd.Outcome) -> Iterator[dict]:
	for step, times in found.steps.items():
		reached = found.p95(step) <= P95_AIM_MS
		yield line(
			"day step", f"{mix}: {step}", f"{len(times)} times", times, aim_ms=P95_AIM_MS, reached=reached
		)


# who does what


class Cast:
	"""The officers of one run, and the documents that each has before him."""

	def __init__(self, bench: Bench):
		request("Administrator")
		if bench.committing:
			# what sessions have written since is seen
			frappe.db.rollback()
		self.bench, self.size = bench, bench.size
		self.chance = random.Random(SEED)
		self.users = set(frappe.get_all("User", {"name": ("like", f"%{officers.DOMAIN}")}, pluck="name"))
		self.password = secrets.token_urlsafe()
		set_password(self.password)
		self.codes: dict[str, str] = {}
		self.meetings = meetings_by_area()
		self.round = reporting_round(bench.country.year)
		self.assessments = self.put_back("Assessment", "Self-assessment", TO_SEND, {"round": 2})
		self.orders = self.put_back("Appointment Order", "Awaiting Signature", TO_SIGN, {"docstatus": 0})
		take_back_reports(self.round)
		self.parts = {name: self.shuffled(self.officers(length, number)) for name, length, number in PARTS}
		bench.commit()

	def shuffled(self, rows: list) -> list:
		self.chance.shuffle(rows)
		return rows

	def user(self, area: str, number: int = OFFICER) -> str:
		return f"officer{number}.{area}{officers.DOMAIN}"

	def officers(self, length: int, number: int) -> list[str]:
		"""The areas of a level whose officer of this number is there."""
		begin = f"officer{number}."
		found = [
			user.removeprefix(begin).partition("@")[0]
			for user in sorted(self.users)
			if user.startswith(begin)
		]
		return [area for area in found if len(area) == length and area != COUNTRY]

	def put_back(self, doctype: str, state: str, states: tuple, filters: dict) -> list[frappe._dict]:
		"""Put what waits in sub-districts into the state before the step of the run, as it was filled in; return it by chance.

		Those of the measured district stay as they are: other groups measure them.
		"""
		rows = frappe.get_all(
			doctype,
			{**filters, "level": "Sub-district", "workflow_state": ("in", states)},
			["name", "area", "district"],
			order_by="name",
		)
		kept = self.size.district if self.size.name != "district" else None
		rows = [row for row in rows if row.district != kept]
		frappe.db.sql(
			f"update `tab{doctype}` set workflow_state = %s where name in %s",
			(state, [row.name for row in rows] or [""]),
		)
		return self.shuffled(rows)

	# sessions, by what they come for: each yields user, steps, and whether he needs a code

	def write(self) -> Iterator[tuple]:
		for row in self.assessments:
			if self.user(row.area) in self.users:
				yield (
					self.user(row.area),
					[
						["list", "Meeting"],
						*form("Meeting", self.meetings.get(row.area)),
						["list", "Assessment"],
						["form", "Assessment", row.name],
						["save", "self_remarks"],
						["today"],
					],
				)

	def send(self) -> Iterator[tuple]:
		for row in self.assessments:
			if self.user(row.area) in self.users:
				yield (
					self.user(row.area),
					[
						["list", "Assessment"],
						["form", "Assessment", row.name],
						["save", "self_remarks"],
						["send", "Send to the District"],
					],
				)

	def report(self) -> Iterator[tuple]:
		for area in self.parts["districts"]:
			yield (
				self.user(area),
				[
					["list", "Progress Report"],
					["new report", self.round, area],
					["send", "Send the Report"],
				],
			)

	def sign(self) -> Iterator[tuple]:
		for row in self.orders:
			if self.user(row.district, CHIEF) in self.users:
				yield (
					self.user(row.district, CHIEF),
					[
						["list", "Appointment Order"],
						["form", "Appointment Order", row.name],
						["sign", "Sign and Issue"],
					],
				)

	def read_orders(self) -> Iterator[tuple]:
		orders = self.first("Appointment Order", "district")
		for area in cycle(self.parts["chiefs"]):
			yield (
				self.user(area, CHIEF),
				[
					["list", "Appointment Order"],
					*form("Appointment Order", orders.get(area)),
					["today"],
				],
			)

	def read_district(self) -> Iterator[tuple]:
		assessments, meetings = self.first("Assessment", "district"), self.first("Meeting", "district")
		for area in cycle(self.parts["districts"]):
			if area in assessments:
				yield (
					self.user(area),
					[
						["list", "Assessment"],
						["form", "Assessment", assessments[area]],
						["list", "Meeting"],
						*form("Meeting", meetings.get(area)),
						["today"],
					],
				)

	def read_province(self) -> Iterator[tuple]:
		for area in cycle(self.parts["provinces"]):
			yield (
				self.user(area),
				[["list", "Progress Report"], ["roll-up", area, self.bench.country.year], ["today"]],
			)

	def export(self) -> Iterator[tuple]:
		asked = self.bench.country.year
		for area in cycle(self.parts["provinces"]):
			yield self.user(area), [["roll-up", area, asked], ["export", area, asked]]

	def print(self) -> Iterator[tuple]:
		issued = dict(
			frappe.db.sql(
				"select area, min(name) from `tabOfficial Letter` where workflow_state in %s group by area",
				(letters.ISSUED,),
			)
		)
		for area in cycle(self.parts["districts"]):
			# elsewhere what is filled in is not what its log says, and no official file is made of it
			if area in issued and is_logged(self.bench.country, area):
				yield (
					self.user(area),
					[["form", "Official Letter", issued[area]], ["print", "Official Letter"]],
				)

	def first(self, doctype: str, field: str) -> dict[str, str]:
		"""The first document of a DocType in each area of a level."""
		return dict(
			frappe.db.sql(
				f"select `{field}`, min(name) from `tab{doctype}` where level = 'Sub-district' group by `{field}`"
			)
		)

	def code_of(self, user: str) -> str:
		"""The secret of the app of who signs, with which it makes its codes."""
		if user not in self.codes:
			self.codes[user] = pyotp.parse_uri(second_factor.enrol(user)).secret
		return self.codes[user]

	def plan(self, mix: str, rates: dict[str, float], seconds: float, warm: float) -> tuple[dict, str]:
		"""Return the plan of a run (sessions.py), and what it lacks in words."""
		sessions, lacking = [], defaultdict(int)
		for kind, rate in rates.items():
			found = COMES_FOR[kind](self)
			for at in scale.moments(rate, -warm, seconds):
				user, steps = next(found, (None, None))
				if not user:
					lacking[kind] += 1
					continue
				secret = self.code_of(user) if user.startswith(f"officer{CHIEF}.") else None
				sessions.append(
					{"at": at, "user": user, "secret": secret, "steps": [["sign in"], ["desk"], *steps]}
				)
		plan = {
			"site": frappe.local.site,
			"password": self.password,
			"lists": {doctype: measures.arguments_of_list(doctype) for doctype in DOCTYPES},
			"sessions": sorted(sessions, key=lambda session: session["at"]),
		}
		told = ", ".join(f"{number} sessions “{kind}”" for kind, number in lacking.items())
		return plan, f"; no document was left for {told} (`--refill`)" if told else ""


PARTS = (("districts", 4, OFFICER), ("chiefs", 4, CHIEF), ("provinces", 2, OFFICER))
COMES_FOR: dict[str, Callable[[Cast], Iterator[tuple]]] = {
	"write an assessment": Cast.write,
	"look after a district": Cast.read_district,
	"look after orders": Cast.read_orders,
	"look after a province": Cast.read_province,
	"send an assessment": Cast.send,
	"send a report": Cast.report,
	"sign an order": Cast.sign,
	"export a roll-up": Cast.export,
	"print": Cast.print,
}


def form(doctype: str, name: str | None) -> list[list]:
	"""The step of opening a document, where there is one."""
	return [["form", doctype, name]] if name else []


def set_password(password: str) -> None:
	"""One password for all officers, kept as Frappe keeps it."""
	frappe.db.sql(
		"""insert into `__Auth` (doctype, name, fieldname, `password`, encrypted)
		select 'User', name, 'password', %s, 0 from tabUser where name like %s
		on duplicate key update `password` = values(`password`)""",
		(passlibctx.hash(password), f"%{officers.DOMAIN}"),
	)


def meetings_by_area() -> dict[str, str]:
	return dict(frappe.db.sql("select area, min(name) from tabMeeting group by area"))


def reporting_round(year: int) -> str:
	"""The open round in which the districts report; made where it is missing."""
	place = {"fiscal_year": year, "hop": DISTRICT_HOP, "area": COUNTRY}
	found = frappe.db.get_value("Reporting Round", place)
	if found:
		return found
	asked = {"status": "Open", "deadline": add_days(today(), 10), "provenance": "หนังสือทดสอบ"}
	return frappe.get_doc({"doctype": "Reporting Round", **place, **asked}).insert().name


def take_back_reports(reporting_round: str) -> None:
	"""Forget the reports of an earlier run: each district has one in a round."""
	names = frappe.get_all("Progress Report", {"reporting_round": reporting_round}, pluck="name")
	frappe.db.delete(
		"Progress Report Figure", {"parent": ("in", names or [""]), "parenttype": "Progress Report"}
	)
	frappe.db.delete("Progress Report", {"name": ("in", names or [""])})


# against bare Frappe


def against_bare(bench: Bench) -> Iterator[dict]:
	"""Requests a second for pages of the same shape: with the app, and of bare Frappe's own application."""
	sites = {
		"con_center.wsgi:application": frappe.local.site,
		"frappe.app:application": os.environ["BARE_SITE"],
	}
	length = LENGTHS[bench.size.name]
	with ExitStack() as servers:
		sides = []
		for application, site in sites.items():
			server = servers.enter_context(crowd.served(application))
			sides.append((server, pages_of_bystander(site)))
		for what in sides[0][1]:
			asked = [(server, pages[what]) for server, pages in sides]
			yield compared(what, asked, length)


def pages_of_bystander(site: str) -> dict[str, dict]:
	"""The pages of a user who has nothing to do with the app (bystander.py), each as a session that asks for it on and on."""
	someone = Bystander(site)
	paths = {
		"a small document": f"/api/resource/Note/{quote(someone.note)}",
		"a list": "/api/resource/Note",
		"a form of the desk": f"/api/method/frappe.desk.form.load.getdoc?doctype=User&name={quote(USER)}",
	}
	return {
		what: {"site": site, "sid": someone.sid, "steps": [["page", path]], "again": True}
		for what, path in paths.items()
	}


def compared(what: str, asked: list[tuple], length: Length) -> dict:
	"""Ask both sides in turns of a few seconds: how fast a machine is changes with the minute, for reasons of its own."""
	sides = [
		{**session, "at": -WARM, "server": server.address, "as": name, "turn": [number, 2, length.turn]}
		for number, (name, (server, session)) in enumerate(zip(("own", "bare"), asked, strict=True))
	]
	plan = {"site": frappe.local.site, "between": 0, "sessions": sides * AT_ONCE}
	found = crowd.ask(asked[0][0], plan, 2 * length.turn * length.turns, WARM)
	if found.faults:
		raise crowd.LoadError(f"{what}: {found.faults[0]}")
	own, bare = (found.steps[name] for name in ("own", "bare"))
	ratio = round(len(bare) / len(own), 3)
	rates = [len(times) / (length.turn * length.turns) for times in (own, bare)]
	return line(
		"throughput",
		f"{what}: {rates[0]:.0f} a second, bare {rates[1]:.0f}",
		f"{AT_ONCE} at once",
		own,
		against_median_ms=median(bare),
		against_queries="-",
		ratio=ratio,
		aim=THROUGHPUT_AIM,
		reached=ratio <= THROUGHPUT_AIM,
	)
