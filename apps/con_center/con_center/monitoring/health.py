"""How the system is: whether a host may get requests (`ready`), and whether all is well (`whole`).

A host is ready where a request can be answered: MariaDB and both Redis answer, and take what is written, and its clock is
right (one that is ahead would end the sessions of all others). What is wrong
with the queue, the scheduler, the printer or a disk is no reason to send people elsewhere, where it would be the same.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from threading import Lock

from con_center.monitoring.place import Place
from con_center.monitoring.probes import Answer, ask

NEEDED = ("database", "redis_cache", "redis_queue", "clock")
PARTS = (*NEEDED, "queues", "scheduler", "printer", "disk")
# no source says how much is too much: these are ours, and `con_health_limits` in a site's configuration says otherwise.
# In seconds: the scheduler gives out work every 4 minutes; a job of the queue `long` may take 25. Of the disk a part
LIMITS = {"queue": 600, "queue_long": 3600, "scheduler": 900, "printer": 900, "disk": 0.05, "clock": 60}
# for how long an answer holds: whatever number of balancers, guests or attackers ask, this is how often somebody looks
READY_HOLDS, WHOLE_HOLDS = 1, 5


@dataclass(frozen=True)
class Verdict:
	"""fine: the one thing that everybody is told; parts: what each said, and what is wrong with it."""

	fine: bool
	parts: dict[str, dict]


def ready(place: Place) -> Verdict:
	return _remembered(place, "ready", READY_HOLDS, lambda: _judge(place, NEEDED))


def whole(place: Place) -> Verdict:
	return _remembered(place, "whole", WHOLE_HOLDS, lambda: _judge(place, PARTS))


def _judge(place: Place, names: tuple[str, ...]) -> Verdict:
	answers = ask(place, names)
	limits = {**LIMITS, **(place.conf.get("con_health_limits") or {})}
	parts = {name: _part(name, answer, limits) for name, answer in answers.items()}
	# Frappe answers nobody while it changes tables
	if place.conf.get("maintenance_mode") and not place.conf.get("allow_reads_during_maintenance"):
		parts["maintenance"] = {"wrong": "the site is being maintained"}
	return Verdict(not any(part["wrong"] for part in parts.values()), parts)


def _part(name: str, answer: Answer, limits: dict[str, float]) -> dict:
	wrong = answer.error or (WRONG[name](answer.facts, limits) if name in WRONG else "")
	told = {key: value for key, value in asdict(answer).items() if key != "error"}
	return {**told, "wrong": wrong}


# what is wrong with a part that answers; "" if nothing is


def _clock(facts: dict, limits: dict) -> str:
	wrong = abs(facts["ahead"]) > limits["clock"]
	return f"the clock of this machine differs by {facts['ahead']:.0f} seconds" if wrong else ""


def _queues(facts: dict, limits: dict) -> str:
	late = [
		name
		for name, queue in facts.items()
		if queue["oldest"] > limits["queue_long" if name == "long" else "queue"]
	]
	return f"jobs have waited for too long: {', '.join(late)}" if late else ""


def _scheduler(facts: dict, limits: dict) -> str:
	if facts["dormant"]:
		return ""
	late = facts["beat"] is None or facts["beat"] > limits["scheduler"]
	return "no job of the scheduler has begun for too long" if late else ""


def _printer(facts: dict, limits: dict) -> str:
	here = facts["hosts"].get(facts["here"], {})
	failed = here.get("last_failed", 0)
	lately = failed > here.get("last_made", 0) and time.time() - failed < limits["printer"]
	return "the last document could not be printed" if lately else ""


def _disk(facts: dict, limits: dict) -> str:
	full = [name for name, disk in facts.items() if disk["free"] < limits["disk"] * disk["total"]]
	return f"nearly full: {', '.join(full)}" if full else ""


WRONG = {"clock": _clock, "queues": _queues, "scheduler": _scheduler, "printer": _printer, "disk": _disk}


# once for all who ask

_last: dict[tuple[str, str], tuple[float, Verdict]] = {}
_locks: dict[tuple[str, str], Lock] = {}


def _remembered(place: Place, what: str, seconds: float, judge: Callable[[], Verdict]) -> Verdict:
	"""Return the last verdict if it holds. While one looks, the others get the last one, or wait for the first."""
	key = (place.site, what)
	lock = _locks.setdefault(key, Lock())
	if _holds(key, seconds):
		return _last[key][1]
	if not lock.acquire(blocking=key not in _last):
		return _last[key][1]
	try:
		if not _holds(key, seconds):
			verdict = judge()
			_last[key] = (time.monotonic(), verdict)
		return _last[key][1]
	finally:
		lock.release()


def _holds(key: tuple[str, str], seconds: float) -> bool:
	return key in _last and time.monotonic() - _last[key][0] < seconds
