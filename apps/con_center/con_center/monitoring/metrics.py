"""All numbers in Prometheus' text form: what the processes of this host have counted, and what is asked now."""

from collections import defaultdict
from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from con_center.monitoring import catalogue, health, slots
from con_center.monitoring.place import Place
from con_center.monitoring.probes import OPEN_MAILS, PROBES, Answer, ask

CONTENT_TYPE = CONTENT_TYPE_LATEST
FAMILIES = {catalogue.COUNTER: CounterMetricFamily, catalogue.GAUGE: GaugeMetricFamily}
# from what MariaDB calls them
OF_DATABASE = {
	"Threads_connected": "connections",
	"Max_used_connections": "connections_highest",
	"max_connections": "connections_most",
	"Aborted_connects": "refused_connections_total",
	"Innodb_row_lock_waits": "lock_waits_total",
	"Innodb_row_lock_current_waits": "lock_waiting",
	"Innodb_deadlocks": "deadlocks_total",
	"Slow_queries": "slow_queries_total",
}


def text(place: Place) -> bytes:
	"""Return the numbers of this host and of what stands behind the site; what does not answer has none."""
	registry = CollectorRegistry()
	registry.register(_Counted())
	registry.register(_Asked(place))
	return generate_latest(registry)


class _Counted:
	def describe(self) -> list:
		return []

	def collect(self) -> Iterator:
		return slots.counted()


class _Asked:
	def __init__(self, place: Place):
		self.place = place

	def describe(self) -> list:
		# else the library asks for everything in order to know the names
		return []

	def collect(self) -> Iterator:
		samples = defaultdict(list)
		for name, value, *labels in _samples(self.place):
			samples[f"con_center_{name}"].append((labels, value))
		for measure in catalogue.ASKED:
			if found := samples.get(measure.name):
				family = FAMILIES[measure.kind](measure.name, measure.about, labels=measure.labels)
				for labels, value in found:
					family.add_metric(labels, value)
				yield family


def _samples(place: Place) -> Iterator[tuple]:
	"""Yield names without what all begin with, values, and values of labels."""
	answers = ask(place, PROBES)
	yield "ready", float(health.ready(place).fine)
	for name, answer in answers.items():
		yield "up", float(answer.answers), name
		yield "answer_seconds", answer.seconds, name
		if answer.answers and name in _FACTS:
			yield from _FACTS[name](answer)


def _load(answer: Answer) -> Iterator[tuple]:
	for name, ours in OF_DATABASE.items():
		# some are of newer servers only
		if name in answer.facts:
			yield f"database_{ours}", answer.facts[name]
	# in milliseconds
	yield "database_lock_wait_seconds_total", answer.facts["Innodb_row_lock_time"] / 1000


def _queues(answer: Answer) -> Iterator[tuple]:
	for queue, found in answer.facts.items():
		for state in ("waiting", "started", "failed"):
			yield "queue_jobs", found[state], queue, state
		yield "queue_oldest_seconds", found["oldest"], queue
		yield "queue_workers", found["workers"], queue


def _scheduler(answer: Answer) -> Iterator[tuple]:
	if answer.facts["beat"] is not None:
		yield "scheduler_beat_seconds", answer.facts["beat"]
	yield "scheduler_rests", float(answer.facts["dormant"])


def _undelivered(answer: Answer) -> Iterator[tuple]:
	# what there is none of is told, too, or an alert would not see it come
	for medium in ("E-mail", "LINE"):
		for status in ("Waiting", "Failed"):
			yield "notices", answer.facts["notices"].get((medium, status), 0), medium, status
	for status in OPEN_MAILS:
		yield "mails", answer.facts["mails"].get(status, 0), status


def _printer(answer: Answer) -> Iterator[tuple]:
	for host, found in answer.facts["hosts"].items():
		for outcome in ("made", "failed"):
			yield "pdfs_total", found.get(outcome, 0), host, outcome
			if last := found.get(f"last_{outcome}"):
				yield "pdf_last_timestamp_seconds", last, host, outcome
		yield "pdf_seconds_total", found.get("seconds", 0), host


def _disk(answer: Answer) -> Iterator[tuple]:
	for place, found in answer.facts.items():
		yield "disk_free_bytes", found["free"], place
		yield "disk_bytes", found["total"], place


def _backups(answer: Answer) -> Iterator[tuple]:
	for what, moment in answer.facts.items():
		yield f"last_{what}_timestamp_seconds", moment


_FACTS = {
	"load": _load,
	"queues": _queues,
	"scheduler": _scheduler,
	"undelivered": _undelivered,
	"printer": _printer,
	"disk": _disk,
	"backups": _backups,
}
