from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

from frappe.model.db_query import DatabaseQuery
from frappe.tests.utils import FrappeTestCase

from con_center import seams


class TestInstall(FrappeTestCase):
	def test_the_first_requests_of_a_process_put_it_in_place_once(self):
		"""Twice in place, ours would call itself instead of Frappe's."""
		together = Barrier(4)

		def put_in_place(_n):
			together.wait()
			seams.install()

		seams.install()
		ours = DatabaseQuery.build_and_run
		before = ours.of_frappe
		with patch.object(seams, "_installed", False), ThreadPoolExecutor(4) as threads:
			list(threads.map(put_in_place, range(4)))
		self.assertIs(DatabaseQuery.build_and_run, ours)
		self.assertIs(ours.of_frappe, before)
		self.assertIsNot(before, ours)
