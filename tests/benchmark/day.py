"""A working day over HTTP: sessions of officers at the day's mean rate, each step alone, and pages against bare Frappe.

What writes (sending, signing) and what prints is measured as the groups `steps`, `prints` and `reports` do, and taken
back: the log of approvals is sealed, and the site is used again.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from urllib.parse import quote

import frappe

from . import crowd, measures, scale, web
from .bystander import USER, Bystander
from .measures import Bench

# seconds of each run, by size: of the mixed day, of one step alone, of one turn against bare Frappe
SECONDS = {"national": (300, 20, 20), "small": (30, 6, 6), "district": (5, 3, 3)}
# turns of each page against bare Frappe: both sites in each, the first one in turn
TURNS = {"national": 6, "small": 4, "district": 2}
# sessions that ask as fast as they can
AT_ONCE = 4
# of a step, at the day's mean rate
P95_AIM_MS = 1000
# the requests a second of bare Frappe that are reached, as seconds a request
THROUGHPUT_AIM = round(1 / 0.95, 2)
# whose desks are opened
WHO = ("sub-district officer", "district officer", "district signatory", "province officer")
DOCTYPES = ("Assessment", "Meeting", "Official Letter")


def day(bench: Bench) -> Iterator[dict]:
	mixed, alone, turn = SECONDS[bench.size.name]
	steps = desk_steps(bench)
	with crowd.served("con_center.wsgi:application") as server:
		# what a worker reads once is no part of a day
		crowd.ask(server, steps, AT_ONCE, alone)
		yield at_mean_rate(server, steps, mixed)
		for name in scale.READ_STEPS:
			if chosen := [step for step in steps if step.name == name]:
				found = crowd.ask(server, chosen, 1, alone)
				yield line("day step", name, found, processor_ms=found.processor * 1000 / found.requests)
	yield from against_bare(bench, turn)
	yield from written(bench)


def desk_steps(bench: Bench) -> list[crowd.Step]:
	"""The steps that read, of each kind of officer, with the calls of the desk and the weights of the day."""
	site, found = frappe.local.site, []
	for kind in WHO:
		user = bench.officers[kind]
		sid = web.session_of(user)
		for name, calls in calls_of(user).items():
			weight = scale.DAY[name] / max(1, len(calls))
			found += [crowd.Step(name, site, sid, (call,), weight) for call in calls]
	return found


def calls_of(user: str) -> dict[str, list[tuple]]:
	"""Each step, and the calls of which one is made for it."""
	calls = {
		"desk": [("/app/con-today", {})],
		"today": [("/api/method/con_center.overview.today.read", {})],
		"list": [],
		"form": [],
	}
	for doctype in DOCTYPES:
		names = measures.readable(doctype, user)
		if names:
			asked = measures.arguments_of_list(doctype)
			calls["list"].append(("/api/method/frappe.desk.reportview.get", asked))
		calls["form"] += [
			("/api/method/frappe.desk.form.load.getdoc", {"doctype": doctype, "name": name}) for name in names
		]
	return calls


def at_mean_rate(server: crowd.Server, steps: list[crowd.Step], seconds: int) -> dict:
	"""As many requests a second as the whole country's officers make on the mean of a day, whatever the size."""
	sessions = 30
	found = crowd.ask(server, steps, sessions, seconds, scale.mean_rate() / sessions)
	what = f"{found.rate:.1f} steps a second, {found.requests} in all, none failed"
	return line("day", what, found, aim_ms=P95_AIM_MS, reached=found.p95_ms <= P95_AIM_MS)


def line(group: str, what: str, found: crowd.Outcome, **more) -> dict:
	return {
		"group": group,
		"what": what,
		"who": "-",
		"median_ms": found.median_ms,
		"p95_ms": found.p95_ms,
		# another process asks the database
		"queries": "-",
		**more,
	}


def against_bare(bench: Bench, seconds: int) -> Iterator[dict]:
	"""Requests a second for pages of the same shape: with the app, and of bare Frappe's own application."""
	sites = {
		"con_center.wsgi:application": frappe.local.site,
		"frappe.app:application": os.environ["BARE_SITE"],
	}
	with ExitStack() as servers:
		sides = []
		for application, site in sites.items():
			server = servers.enter_context(crowd.served(application))
			sides.append((server, pages_of_bystander(site)))
		for what in sides[0][1]:
			asked = [(server, pages[what]) for server, pages in sides]
			yield compared(what, asked, seconds, TURNS[bench.size.name])


def pages_of_bystander(site: str) -> dict[str, crowd.Step]:
	"""The pages of a user who has nothing to do with the app (bystander.py)."""
	someone = Bystander(site)
	paths = {
		"a small document": f"/api/resource/Note/{quote(someone.note)}",
		"a list": "/api/resource/Note",
		"a form of the desk": f"/api/method/frappe.desk.form.load.getdoc?doctype=User&name={quote(USER)}",
	}
	return {what: crowd.Step(what, site, someone.sid, ((path, {}),)) for what, path in paths.items()}


def compared(what: str, asked: list[tuple], seconds: int, turns: int) -> dict:
	found: list[list[crowd.Outcome]] = [[], []]
	for number in range(-1, turns):
		for side in (0, 1) if number % 2 else (1, 0):
			server, step = asked[side]
			outcome = crowd.ask(server, [step], AT_ONCE, seconds)
			# the first turn warms the workers
			if number >= 0:
				found[side].append(outcome)
	own, bare = found
	ratio = round(median(b.rate / o.rate for o, b in zip(own, bare, strict=True)), 3)
	rates = [median(each.rate for each in side) for side in found]
	return {
		"group": "throughput",
		"what": f"{what}: {rates[0]:.0f} a second, bare {rates[1]:.0f}",
		"who": "-",
		"median_ms": median(each.median_ms for each in own),
		"p95_ms": median(each.p95_ms for each in own),
		"queries": "-",
		"against_median_ms": median(each.median_ms for each in bare),
		"against_queries": "-",
		"ratio": ratio,
		"aim": THROUGHPUT_AIM,
		"reached": ratio <= THROUGHPUT_AIM,
	}


def written(bench: Bench) -> Iterator[dict]:
	"""What writes, prints and sums: the groups that measure it, as far as the last day asks for it."""
	for group in (measures.steps, measures.prints, measures.reports):
		yield from group(bench)
