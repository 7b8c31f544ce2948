"""What the web server serves: Frappe, with what answers while Frappe cannot, and with its requests counted.

gunicorn takes `con_center.wsgi:application` in the place of `frappe.app:application` (docs/operations.md).
"""

from con_center.monitoring import paths, requests
from con_center.seams import outage

application = paths.before(requests.counted(outage.application))
