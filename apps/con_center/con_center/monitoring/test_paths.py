"""Who is told what of how the system is, and that the answer comes while something is away."""

import json
import socket
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import frappe
import redis
from prometheus_client.parser import text_string_to_metric_families
from rq import Queue
from werkzeug.test import Client

from con_center.monitoring import catalogue, health, metrics, paths, place, probes
from con_center.monitoring.place import Place
from con_center.organization.factories import make_officer
from con_center.printing import record
from con_center.seams.redis_client import client
from con_center.tests.case import CONTestCase
from con_center.tests.client import send, taken_back

TOKEN = "a-token-of-the-tests-only"
ALL_WELL = {
	"clock": {"ahead": 0.2},
	"queues": {
		name: {"waiting": 0, "started": 0, "failed": 0, "workers": 1, "oldest": 0}
		for name in ("short", "default", "long")
	},
	"scheduler": {"beat": 5, "dormant": False},
	"printer": {"hosts": {}, "here": "h"},
	"disk": {"site": {"free": 50, "total": 100}},
}


def here(**conf) -> Place:
	"""The site of the tests, with something else in its configuration."""
	found = place.named(frappe.local.site, Path(frappe.local.sites_path))
	return Place(found.site, found.folder, {**found.conf, "con_monitoring_token": TOKEN, **conf})


@contextmanager
def deaf_server():
	"""A server that takes connections, and says nothing: as one on a machine that hangs. Yields its port."""
	with socket.create_server(("127.0.0.1", 0)) as server:
		yield server.getsockname()[1]


class PathsTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		health._last.clear()
		self.addCleanup(health._last.clear)
		self.site = here()
		self.frappe = mock.Mock(side_effect=AssertionError("Frappe was asked"))
		self.client = Client(paths.before(self.frappe))

	def get(self, path: str, token: str = "", **conf):
		headers = {"Authorization": f"Bearer {token}"} if token else {}
		with mock.patch.object(place, "asked_of", return_value=here(**conf)):
			return self.client.get(path, headers=headers)

	def fine(self, **facts):
		"""Have everything answer, each part with these facts."""
		said = {name: probes.Answer(True, 0.001, {}) for name in probes.PROBES}
		said |= {name: probes.Answer(True, 0.001, each) for name, each in {**ALL_WELL, **facts}.items()}
		self.enterContext(
			mock.patch.object(health, "ask", lambda _place, names: {name: said[name] for name in names})
		)
		return said

	def enterContext(self, context):
		# of unittest from Python 3.11 on
		value = context.__enter__()
		self.addCleanup(context.__exit__, None, None, None)
		return value


class TestWhoIsToldWhat(PathsTestCase):
	def test_a_guest_learns_one_word(self):
		self.fine()
		for path in (paths.LIVE, paths.READY, paths.WHOLE, f"{paths.READY}/"):
			answer = self.get(path)
			self.assertEqual((answer.status_code, answer.json), (200, {"status": "ok"}), path)
			self.assertEqual(answer.headers["Cache-Control"], "no-store")

	def test_and_no_more_when_something_is_wrong(self):
		said = self.fine()
		said["database"] = probes.Answer(False, 1, error="OperationalError: host db-3.example refused")
		for path in (paths.READY, paths.WHOLE):
			answer = self.get(path)
			self.assertEqual((answer.status_code, answer.json), (503, {"status": "not ready"}), path)
			self.assertNotIn("Server", answer.headers)
		self.assertEqual(self.get(paths.LIVE).status_code, 200)

	def test_the_token_opens_the_rest(self):
		self.fine()
		parts = self.get(paths.WHOLE, TOKEN).json["parts"]
		self.assertEqual(parts.keys(), set(health.PARTS))
		self.assertEqual(parts["scheduler"]["facts"]["beat"], 5)
		self.assertEqual(self.get(paths.READY, TOKEN).json["parts"].keys(), set(health.NEEDED))

	def test_no_other_token_does(self):
		self.fine()
		for brought in ("", TOKEN[:-1], TOKEN + "x", "ไม่ใช่"):
			self.assertEqual(self.get(paths.WHOLE, brought.encode().decode("latin-1")).json, {"status": "ok"})
			answer = self.get(paths.METRICS, brought.encode().decode("latin-1"))
			self.assertEqual((answer.status_code, answer.json), (401, {"status": "not allowed"}))
		for kept in (None, "", "short"):
			for brought in ("", "short"):
				self.assertEqual(
					self.get(paths.METRICS, brought, con_monitoring_token=kept).status_code, 401, kept
				)

	def test_nothing_is_taken(self):
		answer = self.client.post(paths.READY)
		self.assertEqual((answer.status_code, answer.headers["Allow"]), (405, "GET, HEAD"))

	def test_other_addresses_are_frappes(self):
		for path in ("/", "/con-field", "/con-health/other", "/api/method/ping"):
			with self.assertRaisesRegex(AssertionError, "Frappe was asked"):
				self.client.get(path)

	def test_in_the_desk_it_is_for_who_runs_the_system(self):
		officers = (make_officer("officer"), make_officer("governor"))
		for function in ("get_health", "get_metrics"):
			for user, status in (
				("Guest", 403),
				*((officer, 403) for officer in officers),
				("Administrator", 200),
			):
				# Frappe asks for no role in tests, but in here
				with self.subTest(function=function, user=user), taken_back():
					frappe.set_user(user)
					answer = send("GET", f"/api/method/con_center.monitoring.api.{function}")
					self.assertEqual(answer.status, status, answer)


class TestWhatIsWrong(PathsTestCase):
	def test_servers_make_a_host_unready_and_nothing_else_does(self):
		for name in health.PARTS:
			with self.subTest(name):
				health._last.clear()
				said = self.fine()
				said[name] = probes.Answer(False, 1, error="away")
				expected = 503 if name in health.NEEDED else 200
				self.assertEqual(self.get(paths.READY).status_code, expected)
				self.assertEqual(self.get(paths.WHOLE).status_code, 503)

	def test_limits(self):
		late = {**ALL_WELL["queues"], "short": {**ALL_WELL["queues"]["short"], "oldest": 601}}
		long = {**ALL_WELL["queues"], "long": {**ALL_WELL["queues"]["long"], "oldest": 601}}
		now = time.time()
		for facts, well in (
			({"queues": late}, False),
			({"queues": long}, True),
			({"scheduler": {"beat": 901, "dormant": False}}, False),
			({"scheduler": {"beat": None, "dormant": False}}, False),
			({"scheduler": {"beat": 901, "dormant": True}}, True),
			({"printer": {"hosts": {"h": {"last_failed": now}}, "here": "h"}}, False),
			({"printer": {"hosts": {"other": {"last_failed": now}}, "here": "h"}}, True),
			({"printer": {"hosts": {"h": {"last_failed": now - 5, "last_made": now}}, "here": "h"}}, True),
			({"printer": {"hosts": {"h": {"last_failed": now - 3600}}, "here": "h"}}, True),
			({"disk": {"site": {"free": 4, "total": 100}}}, False),
			({"clock": {"ahead": 61}}, False),
			({"clock": {"ahead": -61}}, False),
			({"clock": {"ahead": 59}}, True),
		):
			with self.subTest(facts):
				health._last.clear()
				self.fine(**facts)
				self.assertEqual(self.get(paths.WHOLE).status_code, 200 if well else 503)

	def test_a_clock_is_wrong_where_two_servers_say_so(self):
		two = {"read_from_replica": 1, "replica_host": "127.0.0.1"}
		for conf, said, ahead in (
			(two, [("a", -3600), ("b", -3599)], 3599),
			(two, [("a", -3600), ("b", 0)], 0),
			# it answers for both, as the other is away
			(two, [("a", -3600), ("a", -3600)], 0),
			({}, [], 0),
		):
			with self.subTest(said):
				cursor = mock.Mock(
					**{"fetchone.side_effect": [(name, time.time() + off) for name, off in said]}
				)
				asked = mock.Mock(
					return_value=mock.MagicMock(
						**{
							"__enter__": mock.Mock(return_value=cursor),
							"__exit__": mock.Mock(return_value=False),
						}
					)
				)
				with mock.patch.object(probes, "connected", asked):
					self.assertAlmostEqual(probes.clock(here(**conf))["ahead"], ahead, delta=1)

	def test_limits_are_the_sites(self):
		self.fine(scheduler={"beat": 901, "dormant": False})
		self.assertEqual(self.get(paths.WHOLE, con_health_limits={"scheduler": 1000}).status_code, 200)

	def test_a_site_that_is_maintained_gets_no_requests(self):
		self.fine()
		self.assertEqual(self.get(paths.READY, maintenance_mode=1).status_code, 503)
		health._last.clear()
		reads = {"maintenance_mode": 1, "allow_reads_during_maintenance": 1}
		self.assertEqual(self.get(paths.READY, **reads).status_code, 200)


class TestRealServers(PathsTestCase):
	"""What the tests' own MariaDB and Redis say, and what is said of servers that are not there."""

	def test_all_three_answer(self):
		answer = self.get(paths.READY, TOKEN)
		self.assertEqual(answer.status_code, 200, answer.text)

	def test_one_that_is_away_is_told_at_once(self):
		with socket.create_server(("127.0.0.1", 0)) as server:
			free = server.getsockname()[1]
		for conf in (
			{"db_port": free, "db_socket": None},
			{"redis_cache": f"redis://127.0.0.1:{free}"},
			{"redis_queue": f"redis://127.0.0.1:{free}"},
		):
			with self.subTest(conf):
				self.answers_503(conf, within=1)

	def test_a_redis_on_a_socket_of_this_machine_is_asked(self):
		with self.assertRaises(redis.ConnectionError):
			probes.redis_cache(here(redis_cache="unix:///nowhere/redis.sock"))

	def test_one_that_hangs_is_not_waited_for(self):
		with deaf_server() as port:
			for conf in (
				{"db_port": port, "db_socket": None},
				{"redis_cache": f"redis://127.0.0.1:{port}"},
				{"redis_queue": f"redis://127.0.0.1:{port}"},
			):
				with self.subTest(conf):
					self.answers_503(conf, within=probes.LONGEST + 1)

	def answers_503(self, conf: dict, within: float) -> None:
		health._last.clear()
		began = time.monotonic()
		answer = self.get(paths.READY, **conf)
		self.assertLess(time.monotonic() - began, within)
		self.assertEqual((answer.status_code, answer.json), (503, {"status": "not ready"}))

	def test_one_that_only_reads_is_not_enough(self):
		cursor = mock.MagicMock()
		cursor.fetchone.return_value = (1, 0)
		with mock.patch.object(probes, "connected") as connected:
			connected.return_value.__enter__.return_value = cursor
			self.assertRaises(probes.NotWritable, probes.database, self.site)
			cursor.fetchone.return_value = ("OFF", 0)
			self.assertEqual(probes.database(self.site), {})
		with mock.patch.object(probes, "client") as client:
			client.return_value.__enter__.return_value.info.return_value = {"role": "slave"}
			self.assertRaises(probes.NotWritable, probes.redis_queue, self.site)

	def test_many_who_ask_cost_one_question(self):
		asked, met = [], threading.Barrier(8)

		def slowly(_place, names):
			asked.append(names)
			time.sleep(0.1)
			return {name: probes.Answer(True, 0, ALL_WELL.get(name, {})) for name in names}

		def ask():
			met.wait()
			health.ready(self.site)

		with mock.patch.object(health, "ask", slowly):
			threads = [threading.Thread(target=ask) for _each in range(8)]
			[thread.start() for thread in threads]
			[thread.join() for thread in threads]
		self.assertEqual(len(asked), 1)

	def test_a_question_that_hangs_takes_one_thread(self):
		ends = threading.Event()
		self.addCleanup(ends.set)
		hanging = mock.Mock(side_effect=lambda _place: ends.wait(30) and {})
		with (
			mock.patch.dict(probes.PROBES, {"disk": hanging}),
			mock.patch.object(probes, "LONGEST", 0.05),
		):
			for _each in range(5):
				self.assertFalse(probes.ask(self.site, ["disk"])["disk"].answers)
		self.assertEqual(hanging.call_count, 1)

	def test_jobs_that_wait_are_seen_with_their_age(self):
		# a queue that nobody works on
		bench = f"monitoring-{frappe.generate_hash(length=8)}"
		site = here(bench_id=bench)
		with client(site.conf, "queue") as connection:
			queue = Queue(f"{bench}:short", connection=connection)
			self.addCleanup(queue.delete)
			queue.enqueue("frappe.ping")
			queue.enqueue("frappe.ping")
			time.sleep(0.2)
			found = probes.queues(site)
			queue.delete()
		self.assertEqual(found["short"]["waiting"], 2)
		self.assertTrue(0.1 < found["short"]["oldest"] < 60, found)
		self.assertEqual((found["long"]["waiting"], found["long"]["oldest"]), (0, 0))

	def test_the_scheduler_is_known_by_the_jobs_that_have_begun(self):
		job = frappe.get_all("Scheduled Job Type", pluck="name", limit=1)[0]
		frappe.db.set_value(
			"Scheduled Job Type", job, "last_execution", frappe.utils.now_datetime(), update_modified=False
		)
		frappe.db.commit()
		self.assertLess(probes.scheduler(self.site)["beat"], 30)


class TestMetrics(PathsTestCase):
	def test_all_of_the_catalogue_is_told_and_nothing_else(self):
		record._note({record.MADE: 1, record.SECONDS: 0.5}, record.LAST_MADE)
		answer = self.get(paths.METRICS, TOKEN)
		self.assertEqual(answer.status_code, 200)
		families = {family.name: family for family in text_string_to_metric_families(answer.text)}
		told = {sample.name: sample for family in families.values() for sample in family.samples}
		asked = {measure.name for measure in catalogue.ASKED}
		self.assertEqual(asked - told.keys(), set())
		known = {name for measure in catalogue.ALL for name in measure.series}
		self.assertEqual({name for name in told if name.startswith("con_center")} - known, set())
		for measure in catalogue.ASKED:
			self.assertEqual(tuple(sorted(told[measure.name].labels)), tuple(sorted(measure.labels)))

	def test_each_way_in_which_an_e_mail_has_not_gone_is_told(self):
		text = metrics.text(self.site).decode()
		for status in ("Not Sent", "Sending", "Partially Sent", "Error"):
			self.assertIn(f'con_center_mails{{status="{status}"}}', text)

	def test_while_the_database_is_away_the_rest_is_told(self):
		with socket.create_server(("127.0.0.1", 0)) as server:
			free = server.getsockname()[1]
		answer = self.get(paths.METRICS, TOKEN, db_port=free, db_socket=None)
		self.assertEqual(answer.status_code, 200)
		self.assertIn('con_center_up{part="database"} 0.0', answer.text)
		self.assertIn("con_center_ready 0.0", answer.text)
		self.assertIn('con_center_up{part="redis_queue"} 1.0', answer.text)
		self.assertNotIn("con_center_database_connections", answer.text)

	def test_the_last_good_backup_is_told_and_that_there_was_none(self):
		with tempfile.TemporaryDirectory() as folder:
			site = Place(self.site.site, Path(folder), self.site.conf)
			(site.folder / "private").mkdir()
			self.assertEqual(probes.backups(site), {"backup": 0, "restore_check": 0})
			(site.folder / "private" / "last-backup").touch()
			found = probes.backups(site)
		self.assertAlmostEqual(found["backup"], time.time(), delta=60)
		self.assertEqual(found["restore_check"], 0)

	def test_disks_that_the_configuration_names_are_looked_at(self):
		named = {"database": tempfile.gettempdir(), "gone": "/nonexistent"}
		found = probes.disk(here(con_health_disks=named))
		self.assertEqual(found.keys(), {"site", "logs", "temporary", "database"})

	def test_it_names_nobody(self):
		text = metrics.text(self.site).decode()
		self.assertNotIn("@", text)
		self.assertNotIn(frappe.conf.db_name, text)

	def test_what_was_printed_is_noted(self):
		before = probes.printer(self.site)["hosts"].get(socket.gethostname(), {})

		class Fails(Exception):
			pass

		prints = record.noted(fails=(Fails,))(mock.Mock(side_effect=[b"%PDF", Fails, ValueError]))
		prints()
		self.assertRaises(Fails, prints)
		self.assertRaises(ValueError, prints)
		after = probes.printer(self.site)["hosts"][socket.gethostname()]
		self.assertEqual(after["made"] - before.get("made", 0), 1)
		self.assertEqual(after["failed"] - before.get("failed", 0), 1)
		self.assertGreater(after["last_made"], time.time() - 60)


class TestWhoseSite(CONTestCase):
	def test_as_frappe_takes_it_or_the_default(self):
		site, sites = frappe.local.site, Path(frappe.local.sites_path)
		default = json.loads((sites / "common_site_config.json").read_text()).get("default_site")
		with (
			mock.patch.object(frappe.app, "_site", None),
			mock.patch.object(frappe.app, "_sites_path", str(sites)),
		):
			self.assertEqual(place.asked_of({"HTTP_X_FRAPPE_SITE_NAME": site}).site, site)
			self.assertEqual(place.asked_of({"HTTP_HOST": f"{site}:8000"}).site, site)
			by_address = place.asked_of({"HTTP_HOST": "10.0.0.7"})
			self.assertEqual(by_address and by_address.site, default if (sites / default).is_dir() else None)

	def test_nothing_outside_of_the_folder_is_read(self):
		sites = Path(frappe.local.sites_path)
		for name in ("", None, ".", "..", "../sites", f"./{frappe.local.site}", "assets", "a\0b"):
			self.assertIsNone(place.named(name, sites), name)
