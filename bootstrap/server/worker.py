"""A worker that has read the code before its first job: each job is a process of its own, forked from this one.

Frappe's command forks from a process that has read next to nothing, so every job begins with a second of reading.
"""

from importlib import import_module

from con_center import seams
from frappe.utils.background_jobs import start_worker

for module in ("frappe.app", "con_center.notices.delivery"):
	import_module(module)
seams.read()
start_worker()
