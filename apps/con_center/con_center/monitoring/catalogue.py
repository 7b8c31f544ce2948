"""Every number that is told: its name, kind, labels, and what it is. Boards and alerts name nothing else (tests see to it).

What is counted by the processes of one host comes from that host alone. What is asked of MariaDB, Redis and the notes of
printers comes from each host that is asked, the same: there, queries take the largest.
"""

from dataclasses import dataclass

COUNTER, GAUGE, HISTOGRAM = "counter", "gauge", "histogram"


@dataclass(frozen=True)
class Measure:
	"""name as it is told, but for the parts of a histogram; labels each with a bounded set of values."""

	name: str
	kind: str
	about: str
	labels: tuple[str, ...] = ()

	@property
	def series(self) -> tuple[str, ...]:
		"""Return the names under which it is asked for."""
		return (
			tuple(f"{self.name}_{part}" for part in ("bucket", "sum", "count"))
			if self.kind == HISTOGRAM
			else (self.name,)
		)


REQUESTS = Measure("con_center_requests_total", COUNTER, "Requests", ("door", "status"))
SECONDS = Measure("con_center_request_seconds", HISTOGRAM, "Seconds to an answer", ("kind",))

ASKED = (
	Measure("con_center_up", GAUGE, "Whether what stands behind the site answers in time", ("part",)),
	Measure("con_center_answer_seconds", GAUGE, "How long it took to answer", ("part",)),
	Measure("con_center_ready", GAUGE, "Whether this host may get requests"),
	Measure("con_center_database_connections", GAUGE, "Open connections to MariaDB"),
	Measure("con_center_database_connections_highest", GAUGE, "Most at once since MariaDB began"),
	Measure("con_center_database_connections_most", GAUGE, "How many MariaDB lets in"),
	Measure("con_center_database_refused_connections_total", COUNTER, "Connections that MariaDB refused"),
	Measure("con_center_database_lock_waits_total", COUNTER, "How often a row's lock was waited for"),
	Measure(
		"con_center_database_lock_wait_seconds_total", COUNTER, "Seconds that rows' locks were waited for"
	),
	Measure("con_center_database_lock_waiting", GAUGE, "How many wait for a row's lock now"),
	Measure("con_center_database_deadlocks_total", COUNTER, "Transactions that waited for each other"),
	Measure("con_center_database_slow_queries_total", COUNTER, "Queries that MariaDB calls slow"),
	Measure("con_center_queue_jobs", GAUGE, "Jobs by what they do", ("queue", "state")),
	Measure("con_center_queue_oldest_seconds", GAUGE, "How long the next job has waited", ("queue",)),
	Measure("con_center_queue_workers", GAUGE, "Workers that take jobs of a queue", ("queue",)),
	Measure("con_center_scheduler_beat_seconds", GAUGE, "Seconds since a job of the scheduler began"),
	Measure(
		"con_center_scheduler_rests", GAUGE, "Whether Frappe lets it rest, as nobody has signed in for days"
	),
	Measure(
		"con_center_notices", GAUGE, "Notices that wait or have failed, of 90 days", ("medium", "status")
	),
	Measure("con_center_mails", GAUGE, "E-mails that wait or have failed", ("status",)),
	Measure(
		"con_center_pdfs_total", COUNTER, "Documents that a machine has printed, or not", ("host", "outcome")
	),
	Measure("con_center_pdf_seconds_total", COUNTER, "Seconds that it took to print them", ("host",)),
	Measure(
		"con_center_pdf_last_timestamp_seconds", GAUGE, "When the last one was printed", ("host", "outcome")
	),
	Measure("con_center_disk_free_bytes", GAUGE, "Room on the disk", ("place",)),
	Measure("con_center_disk_bytes", GAUGE, "Size of the disk", ("place",)),
	Measure(
		"con_center_last_backup_timestamp_seconds", GAUGE, "When there was the last good backup; 0: never"
	),
	Measure(
		"con_center_last_restore_check_timestamp_seconds", GAUGE, "When one was tried out last; 0: never"
	),
)
ALL = (REQUESTS, SECONDS, *ASKED)
