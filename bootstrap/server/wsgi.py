"""Frappe for one site, with its static files. Runs in the bench's environment, in the folder `sites`.

`bench serve` is a development server that listens on every interface; this is what gunicorn serves instead.
"""

import os

import frappe.app
from con_center import outage
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware

sites = os.getcwd()
frappe.app._site = os.environ["BENCH_SITE"]
frappe.app._sites_path = sites

application = SharedDataMiddleware(outage.application, {"/assets": os.path.join(sites, "assets")})
application = StaticDataMiddleware(application, {"/files": sites})
