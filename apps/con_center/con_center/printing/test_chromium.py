import os
import signal
import threading
import time
import unittest
from unittest import mock

from con_center.printing import chromium
from con_center.printing.test_pdf_text import binary, poppler_text


class TestBrowser(unittest.TestCase):
	def tearDown(self):
		chromium.close()

	def test_one_browser_prints_one_document_after_the_other(self):
		with chromium.printing("<p>one</p>", binary()) as page:
			self.assertTrue(page.pdf().startswith(b"%PDF-"))
		first = chromium._browser.process.pid
		with chromium.printing("<p>two</p>", binary()) as page:
			text = poppler_text(page.pdf())
		self.assertEqual(chromium._browser.process.pid, first)
		self.assertIn("two", text)
		self.assertNotIn("one", text)

	def test_nothing_of_it_is_left_behind(self):
		with chromium.printing("<p>x</p>", binary()) as page:
			page.pdf()
		browser = chromium._browser
		chromium.close()
		self.assertFalse(os.path.exists(browser.profile))
		self.assertIsNotNone(browser.process.poll())
		# who was killed may still be ending
		deadline = time.monotonic() + 10
		while (left := self.living(browser.process.pid)) and time.monotonic() < deadline:
			time.sleep(0.05)
		self.assertEqual(left, [])

	def living(self, group: int) -> list[str]:
		"""The processes of a group that are no zombies (which wait for whoever is process 1 here)."""
		found = []
		for name in filter(str.isdigit, os.listdir("/proc")):
			try:
				with open(f"/proc/{name}/stat") as stat:
					state, _parent, its_group = stat.read().rpartition(")")[2].split()[:3]
			except OSError:
				continue
			if int(its_group) == group and state not in "ZX":
				found.append(name)
		return found

	def test_an_idle_browser_ends(self):
		with chromium.printing("<p>x</p>", binary(), idle_seconds=0.2) as page:
			page.pdf()
		browser = chromium._browser
		deadline = time.monotonic() + 10
		while chromium._browser and time.monotonic() < deadline:
			time.sleep(0.05)
		self.assertIsNone(chromium._browser)
		self.assertIsNotNone(browser.process.poll())

	def test_a_browser_that_died_is_replaced(self):
		with chromium.printing("<p>x</p>", binary()) as page:
			page.pdf()
		chromium._browser.process.kill()
		chromium._browser.process.wait()
		with chromium.printing("<p>again</p>", binary()) as page:
			self.assertTrue(page.pdf().startswith(b"%PDF-"))

	def test_a_browser_that_is_killed_in_the_middle_is_told_from_one_that_is_slow(self):
		for struck in ("the browser", "the page"):
			with self.subTest(struck=struck), self.assertRaises(chromium.ChromiumGone):
				with chromium.printing("<p>x</p>", binary()) as page:
					group = chromium._browser.process.pid
					os.kill(group if struck == "the browser" else self.renderer(group), signal.SIGKILL)
					page.evaluate("new Promise(() => 0)")
			self.assertIsNone(chromium._browser)

	def test_a_page_that_is_killed_while_it_prints_is_one_that_has_gone(self):
		"""Chromium answers some of them with an error of printing, and tells of the crash later."""
		long = f"<p>{'x ' * 200_000}</p>"
		for part in range(1, 9):
			with self.subTest(part=part), self.assertRaises(chromium.ChromiumGone):
				with chromium.printing(long, binary()) as page:
					pid = self.renderer(chromium._browser.process.pid)
					killer = threading.Timer(0.05 * part, os.kill, (pid, signal.SIGKILL))
					killer.start()
					page.pdf()
					killer.join()
					page.evaluate("1")

	def test_a_browser_that_hangs_is_ended_before_its_time_is_over(self):
		with mock.patch.object(chromium, "HANG_SECONDS", 1), self.assertRaises(chromium.ChromiumGone):
			with chromium.printing("<p>x</p>", binary()) as page:
				browser = chromium._browser
				os.killpg(browser.process.pid, signal.SIGSTOP)
				page.pdf()
		self.assertIsNone(chromium._browser)
		# who was killed may still be ending
		deadline = time.monotonic() + 10
		while (left := self.living(browser.process.pid)) and time.monotonic() < deadline:
			time.sleep(0.05)
		self.assertEqual(left, [])

	def test_a_browser_that_works_long_does_not_hang(self):
		with mock.patch.object(chromium, "HANG_SECONDS", 1):
			with chromium.printing("<p>x</p>", binary()) as page:
				busy = "(() => { const end = Date.now() + 4000; while (Date.now() < end); return 'done'; })()"
				self.assertEqual(page.evaluate(busy), "done")

	def test_nobody_waits_for_ever(self):
		with mock.patch.object(chromium, "QUEUE_SECONDS", 0.2), chromium.printing("<p>x</p>", binary()):
			with self.assertRaises(chromium.ChromiumBusy), chromium.printing("<p>y</p>", binary()):
				self.fail("two documents at once")

	def test_a_site_that_wants_the_sandbox_gets_a_browser_of_its_own(self):
		"""Two sites may be served by one process."""
		with chromium.printing("<p>x</p>", binary(), no_sandbox=True):
			first = chromium._browser.process.pid
		with mock.patch.object(chromium.Browser, "__init__", side_effect=chromium.ChromiumError) as started:
			with self.assertRaises(chromium.ChromiumError), chromium.printing("<p>x</p>", binary()):
				self.fail(f"printed by {first}")
		self.assertFalse(started.call_args.args[1])

	def renderer(self, group: int) -> int:
		"""The process that lays out the page."""
		for name in self.living(group):
			with open(f"/proc/{name}/cmdline") as words:
				if "--type=renderer" in words.read():
					return int(name)
		raise AssertionError("no renderer")

	def test_time_is_bounded(self):
		with chromium.printing("<p>x</p>", binary()):
			pass
		browser, begun = chromium._browser, time.monotonic()
		with mock.patch.object(chromium, "DOCUMENT_SECONDS", 1), self.assertRaises(chromium.ChromiumTimeout):
			with chromium.printing("<p>x</p>", binary()) as page:
				browser._deadline = time.monotonic() + 1
				page.evaluate("(() => { while (true); })()")
		self.assertLess(time.monotonic() - begun, 15)
		self.assertIsNone(chromium._browser)
		self.assertIsNotNone(browser.process.poll())

	def test_memory_is_bounded(self):
		with chromium.printing("<p>x</p>", binary()):
			self.assertGreater(chromium._browser.usage()[0], 10 * 1024**2)
		chromium._browser.memory_bytes = 1
		with self.assertRaises(chromium.ChromiumTimeout):
			with chromium.printing("<p>x</p>", binary()) as page:
				page.evaluate("new Promise(() => 0)")

	def test_a_missing_browser_is_named(self):
		with self.assertRaises(chromium.ChromiumMissing):
			chromium.find_binary("/no/such/chromium")
		with mock.patch.dict(os.environ, {"PATH": "/nowhere"}), self.assertRaises(chromium.ChromiumMissing):
			chromium.find_binary()
		with self.assertRaises(chromium.ChromiumError):
			chromium.Browser("/bin/true")

	def test_a_child_process_leaves_the_browser_alone(self):
		with chromium.printing("<p>x</p>", binary()) as page:
			page.pdf()
		child = os.fork()
		if not child:
			os._exit(0 if chromium._browser is None else 1)
		self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)
		with chromium.printing("<p>still there</p>", binary()) as page:
			self.assertTrue(page.pdf().startswith(b"%PDF-"))


if __name__ == "__main__":
	unittest.main()
