"""Gunicorn's settings (`--config`) for a host whose clock is HOURS_OFF wrong: what its workers ask Python for is.

Not the kernel's clock, which all hosts of a machine share; nor that of a program below them (libfaketime 0.9.10 moves the
monotonic clock as well, by which Python waits for locks: each wait with a limit took an hour more).
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine


def post_fork(server, worker) -> None:
	"""Gunicorn calls it in each worker, before the application is loaded."""
	time_machine.travel(datetime.now(UTC) + timedelta(hours=float(os.environ["HOURS_OFF"]))).start()
