"""What requests are counted under, by how many names at most, and by several processes at once."""

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import frappe
from frappe.tests.utils import FrappeTestCase

from con_center.monitoring import requests, slots
from con_center.seams.doors.table import OPEN

STEP = "frappe.model.workflow.apply_workflow"


def forget() -> None:
	"""Begin as a new process does."""
	slots._held = None
	requests._ours.clear()
	for remembered in (requests._measures, requests._counter, requests._histogram):
		remembered.cache_clear()


@contextmanager
def files():
	with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {slots.VARIABLE: folder}):
		forget()
		try:
			yield Path(folder)
		finally:
			forget()


def environ(path: str = "/", method: str = "GET") -> dict:
	return {"PATH_INFO": path, "REQUEST_METHOD": method}


def samples() -> dict[tuple, float]:
	return {
		(sample.name, *sorted(sample.labels.items())): sample.value
		for family in slots.counted()
		for sample in family.samples
	}


def counts() -> dict[tuple[str, str], float]:
	"""Return how many requests were counted, by door and status."""
	return {
		(dict(key[1:])["door"], dict(key[1:])["status"]): value
		for key, value in samples().items()
		if key[0] == "con_center_requests_total"
	}


class TestRequests(FrappeTestCase):
	def setUp(self):
		self.addCleanup(self.at, None)
		self.at(None)

	def at(self, door: str | None) -> None:
		frappe.local.con_center_door = door

	def ask(self, *asked: tuple[str, str], status: str = "200 OK", door: str | None = None) -> None:
		def app(_environ, start):
			self.at(door)
			start(status, [])
			return [b""]

		for path, method in asked:
			list(requests.counted(app)(environ(path, method), mock.Mock()))

	def test_by_door_kind_and_status(self):
		with files():
			self.ask(("/api/method/x", "POST"), door=STEP)
			self.ask(("/api/method/x", "POST"), door=STEP, status="403 FORBIDDEN")
			self.ask(("/app/meeting/M-001", "GET"), ("/login", "GET"), ("/private/files/x.pdf", "GET"))
			self.ask(("/api/resource/Meeting/M-001", "GET"), ("/api/resource/Meeting/M-001", "PUT"))
			found = counts()
			taken = {key[1][1] for key in samples() if key[0] == "con_center_request_seconds_count"}
		self.assertEqual(
			found,
			{
				(STEP, "200"): 1,
				(STEP, "403"): 1,
				("desk", "200"): 1,
				("/login", "200"): 1,
				("file", "200"): 1,
				("read", "200"): 1,
				("write", "200"): 1,
			},
		)
		self.assertEqual(taken, {"step", "desk", "page", "file", "read", "write"})

	def test_what_can_be_made_up_is_no_name(self):
		with files():
			for number in range(200):
				self.ask((f"/{number}/x", "GET"), (f"/no-page-{number}", "GET"), status="404 NOT FOUND")
				self.ask((f"/api/resource/D{number}/x", "GET"), (f"/app/d-{number}", "GET"))
				for door in (f"frappe.a.b{number}", f"con_center.a.b{number}", f"Meeting/m{number}"):
					self.ask(("/api/method/x", "POST"), door=door, status="403 FORBIDDEN")
				self.ask(("/api/method/x", "POST"), door=f"Meeting/m{number}")
			found = counts()
		self.assertEqual({door for door, _status in found}, {"page", "read", "desk", "method"})

	def test_all_doors_with_all_answers_fit_into_the_room_taken(self):
		with files() as folder:
			ours = [f"con_center.some.module.with_a_name.function_{number}" for number in range(200)]
			for door in (*OPEN, *ours):
				for status in ("200 OK", "403 FORBIDDEN", "404 NOT FOUND", "417 X", "500 X", "503 X"):
					self.ask(("/api/method/x", "POST"), door=door, status=status)
			sizes = {path.name: path.stat().st_size for path in folder.glob("*.db")}
			self.assertGreater(len(counts()), 1500)
		self.assertEqual(sizes, {"counter_0.db": slots.BYTES, "histogram_0.db": slots.BYTES})

	def test_what_fails_is_counted_and_fails_as_before(self):
		def app(_environ, _start):
			raise ValueError("x")

		with files():
			with self.assertRaisesRegex(ValueError, "x"):
				requests.counted(app)(environ("/app"), mock.Mock())
			self.assertEqual(counts(), {("desk", "500"): 1})

	def test_a_request_does_not_fail_for_want_of_room(self):
		with files(), mock.patch.object(os, "posix_fallocate", side_effect=OSError(28, "No space left")):
			self.ask(("/app", "GET"))

	def test_a_file_that_a_crash_has_left_is_begun_anew(self):
		with files() as folder:
			self.ask(("/app", "GET"))
			whole = folder / "counter_0.db"
			# says that more of it is used than there is
			whole.write_bytes((4000).to_bytes(4, "little") + b"\xff" * 500)
			self.assertEqual(list(slots.counted()), [])
			os.close(slots._held[2])
			forget()
			self.ask(("/app", "GET"))
			self.assertEqual(counts(), {("desk", "200"): 1})

	def test_processes_share_and_leave_their_places(self):
		"""Twelve processes, three at a time, count four requests each: three places, no request lost."""
		with files() as folder:
			for _round in range(4):
				children = [self.child() for _each in range(3)]
				[os.waitpid(child, 0) for child in children]
			found = counts()
			places = sorted(path.name for path in folder.glob("counter_*.db"))
		self.assertEqual(found, {("desk", "200"): 48})
		self.assertLessEqual(len(places), 3, places)

	def child(self) -> int:
		child = os.fork()
		if not child:
			forget()
			for _each in range(4):
				self.ask(("/app", "GET"))
			time.sleep(0.5)
			os._exit(0)
		return child

	def test_it_costs_next_to_nothing(self):
		"""20 millionths of a second were allowed; here with room for a machine that is busy."""
		with files():
			note = lambda: requests._note(environ("/api/method/x", "POST"), "200", 0.03)  # noqa: E731
			self.at(STEP)
			note()
			took = []
			for _round in range(20):
				began = time.perf_counter()
				for _each in range(100):
					note()
				took.append((time.perf_counter() - began) / 100)
		self.assertLess(min(took), 40e-6)
