"""What the web server serves: Frappe, with what answers while Frappe cannot, and with its requests counted.

gunicorn takes `con_center.wsgi:application` in the place of `frappe.app:application` (docs/operations.md).
"""

import gc

from con_center import seams
from con_center.monitoring import paths, requests
from con_center.seams import outage

# before workers are forked: they share it, and none reads it in the first request that it answers
seams.read()
# as Frappe does with what itself has read: the workers need not look for garbage in it
gc.collect()
gc.freeze()

application = paths.before(requests.counted(outage.application))
