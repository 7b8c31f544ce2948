from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils.background_jobs import get_redis_conn
from rq import Queue
from rq.job import JobStatus

from con_center import worker


class TestLostJobs(FrappeTestCase):
	def setUp(self):
		self.connection = get_redis_conn()
		self.connection.delete(worker.LOOKING)
		# nobody works on it
		self.queue = Queue(f"test-{frappe.generate_hash(length=8)}", connection=self.connection)
		self.addCleanup(self.queue.delete, delete_jobs=True)
		patch.object(worker, "BEGINS_WITHIN", 0.01).start()
		self.addCleanup(patch.stopall)

	def enqueue(self):
		job = self.queue.enqueue("frappe.ping", job_id=f"test-{frappe.generate_hash(length=8)}")
		self.addCleanup(job.delete)
		return job

	def taken_by_who_is_gone(self):
		job = self.enqueue()
		self.connection.lrem(self.queue.key, 1, job.id)
		self.assertEqual(job.get_status(), JobStatus.QUEUED)
		return job

	def test_what_was_handed_to_a_worker_that_is_gone_is_put_back_once(self):
		lost, waiting = self.taken_by_who_is_gone(), self.enqueue()
		for _each in range(2):
			worker.put_back_lost_jobs([self.queue])
			self.assertEqual(sorted(self.queue.job_ids), sorted([lost.id, waiting.id]))

	def test_one_worker_looks_at_a_time(self):
		self.taken_by_who_is_gone()
		self.connection.set(worker.LOOKING, 1, ex=60)
		worker.put_back_lost_jobs([self.queue])
		self.assertEqual(self.queue.job_ids, [])

	def test_what_has_begun_meanwhile_is_let_alone(self):
		job = self.taken_by_who_is_gone()
		with patch("time.sleep", lambda _seconds: job.set_status(JobStatus.STARTED)):
			worker.put_back_lost_jobs([self.queue])
		self.assertEqual(self.queue.job_ids, [])

	def test_jobs_of_other_queues_are_theirs(self):
		self.taken_by_who_is_gone()
		other = Queue(f"{self.queue.name}-other", connection=self.connection)
		worker.put_back_lost_jobs([other])
		self.assertEqual((self.queue.job_ids, other.job_ids), ([], []))

	def test_the_worker_looks_when_it_begins(self):
		lost = self.taken_by_who_is_gone()
		worker.CarefulWorker([self.queue], connection=self.connection).clean_registries()
		self.assertEqual(self.queue.job_ids, [lost.id])
