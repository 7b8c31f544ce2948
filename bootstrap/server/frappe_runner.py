"""A pytest plugin for tests that run inside of Frappe: does what Frappe's own runner does before and after them.

`make test` gives the sites in SITES, separated by spaces. Of several processes (pytest-xdist) each works on a site of
its own, and takes test modules whole: the largest first, so that the last ones are short.
"""

import os
from collections.abc import Callable
from pathlib import Path

import frappe
import pytest
from frappe.utils import background_jobs, scheduler

SITES = Path(os.environ["BENCH_ROOT"]) / "sites"
APP = "con_center"


def is_leader(config) -> bool:
	"""Whether this process only hands tests out to others."""
	return bool(config.getoption("numprocesses", None)) and not hasattr(config, "workerinput")


def site_of(config) -> str:
	worker = getattr(config, "workerinput", {}).get("workerid", "gw0")
	return os.environ["SITES"].split()[int(worker.removeprefix("gw"))]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session) -> None:
	if is_leader(session.config):
		return
	os.chdir(SITES)
	end = begin(site_of(session.config))

	@session.config.add_cleanup
	def end_here() -> None:
		# pytest has gone back to where it began
		os.chdir(SITES)
		end()
		if frappe.conf.get("bench_id"):
			forget_jobs()


def begin(site: str) -> Callable[[], None]:
	"""Prepare Frappe as its own runner does; return what ends it."""
	try:
		from frappe.testing import environment
	except ImportError:
		end = begin_15(site)
	else:
		environment._initialize_test_environment(site, None)
		end = environment._cleanup_after_tests
	for hook in frappe.get_hooks("before_tests", app_name=APP):
		frappe.get_attr(hook)()
	frappe.db.commit()
	return end


def begin_15(site: str) -> Callable[[], None]:
	"""Do as `frappe.test_runner.main` of version 15 and of the registry copy does."""
	import frappe.test_runner

	frappe.init(site=site)
	frappe.connect()
	frappe.flags.in_test = True
	frappe.clear_cache()
	was_scheduled = not scheduler.is_scheduler_disabled()
	scheduler.disable_scheduler()
	if configure_mail := getattr(frappe.test_runner, "set_test_email_config", None):
		configure_mail()

	def end() -> None:
		if was_scheduled:
			scheduler.enable_scheduler()
		frappe.db.commit()
		frappe.clear_cache()

	return end


def forget_jobs() -> None:
	"""Empty the queues of a site that has some of its own (bootstrap/testing.py): nobody works on them."""
	for name in background_jobs.get_queue_list():
		background_jobs.get_queue(name).empty()


def pytest_collection_modifyitems(items) -> None:
	"""The largest modules first; in a module the order stays."""
	sizes = {path: path.stat().st_size for path in {item.path for item in items}}
	items.sort(key=lambda item: (-sizes[item.path], str(item.path)))
