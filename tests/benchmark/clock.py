"""Timing: variants in turn, so that whatever else the machine does hits all of them; medians, percentiles, queries."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from statistics import median

import frappe
from con_center.tests.counting import counting


@dataclass
class Variant:
	"""Something that is timed: as which user, and the work. `work` gets the number of the round."""

	user: str
	work: Callable[[int], object]
	# what is done before, untimed, in the same request
	before: Callable[[], None] = lambda: None
	# whether the work itself ends the transaction, as printing does before it waits for the browser, and pages do
	ends_transaction: bool = False


@dataclass
class Timing:
	"""What one variant took: seconds and queries of each round."""

	seconds: list[float] = field(default_factory=list)
	queries: list[int] = field(default_factory=list)

	@property
	def median(self) -> float:
		return median(self.seconds)

	@property
	def p95(self) -> float:
		return percentile(self.seconds, 95)

	def ratio(self, other: "Timing") -> float:
		"""How many times as long as the other took: the median of the rounds' own ratios.

		In a round both run within a moment of each other, so that whatever slows the machine slows both.
		"""
		pairs = zip(self.seconds, other.seconds, strict=True)
		return median(own / others for own, others in pairs)

	def as_dict(self) -> dict:
		return {
			"median_ms": round(self.median * 1000, 2),
			"p95_ms": round(self.p95 * 1000, 2),
			"queries": round(median(self.queries)),
			"rounds": len(self.seconds),
		}


def percentile(values: list[float], share: float) -> float:
	"""The smallest value that at least `share` percent of the values do not exceed (nearest rank)."""
	return sorted(values)[max(0, ceil(len(values) * share / 100) - 1)]


def in_turn(variants: dict[str, Variant], rounds: int, warm_up: int = 2) -> dict[str, Timing]:
	"""Time the variants one after the other, `rounds` times, after some rounds that do not count.

	The order turns with each round, so that none always comes after the same one.
	"""
	timings = {name: Timing() for name in variants}
	names = list(variants)
	for number in range(-min(warm_up, rounds), rounds):
		for name in names if number % 2 else reversed(names):
			seconds, queries = once(variants[name], max(number, 0))
			if number >= 0:
				timings[name].seconds.append(seconds)
				timings[name].queries.append(queries)
	return timings


def once(variant: Variant, number: int = 0) -> tuple[float, int]:
	"""Do it once as a request of its own, and take it back; return seconds and number of queries."""
	request(variant.user)
	variant.before()
	if not variant.ends_transaction:
		frappe.db.savepoint("benchmark")
	gc.collect(0)
	try:
		with counting() as queries:
			started = time.perf_counter()
			variant.work(number)
			seconds = time.perf_counter() - started
	finally:
		restore_connection()
		frappe.db.rollback(save_point=None if variant.ends_transaction else "benchmark")
		forget_callbacks()
	return seconds, len(queries)


def forget_callbacks() -> None:
	"""What was to be done after the commit that never comes: notices, jobs. Files that were written are removed."""
	if hasattr(frappe.db, "after_rollback"):
		frappe.db.after_rollback.run()
	for name in ("after_commit", "before_commit", "after_rollback", "before_rollback"):
		callbacks = getattr(frappe.db, name, None)
		if hasattr(callbacks, "reset"):
			callbacks.reset()


class _Kept:
	"""The connection of this process, which outlasts the requests that are made up."""

	site = folder = database = None


def restore_connection() -> None:
	"""Go on with our own connection: a page through the web application ends with the one that it had."""
	if not getattr(frappe.local, "site", None):
		frappe.init(site=_Kept.site, sites_path=_Kept.folder)
		frappe.set_user("Administrator")
	frappe.local.db = _Kept.database


def request(user: str) -> None:
	"""Begin as a web worker does: with nothing remembered in the process, and what Redis keeps."""
	if not _Kept.database:
		_Kept.site, _Kept.folder = frappe.local.site, frappe.local.sites_path
		_Kept.database = frappe.local.db
	frappe.release_local(frappe.local)
	frappe.init(site=_Kept.site, sites_path=_Kept.folder)
	frappe.local.db = _Kept.database
	frappe.local.db.value_cache.clear()
	frappe.local.form_dict = frappe._dict()
	frappe.set_user(user)
	# a hook of Frappe 16 looks for it
	frappe.local.request = None
	for hook in frappe.get_hooks("before_request"):
		frappe.get_attr(hook)()
	del frappe.local.request
	frappe.local.lang = "th"
