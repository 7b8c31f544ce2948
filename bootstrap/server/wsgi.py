"""Frappe for one site, with its static files. Runs in the bench's environment, in the folder `sites`.

`bench serve` is a development server that listens on every interface; this is what gunicorn serves instead.
"""

import os

import frappe.app
from con_center.sign_in.answers import add_headers
from frappe.middlewares import StaticDataMiddleware
from werkzeug.datastructures import Headers
from werkzeug.middleware.shared_data import SharedDataMiddleware

sites = os.getcwd()
frappe.app._site = os.environ["BENCH_SITE"]
frappe.app._sites_path = sites

application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(sites, "assets")})
application = StaticDataMiddleware(application, {"/files": sites})


def with_headers(served):
	"""What Frappe gives to no hook (files, refusals of the web server) carries the headers of every answer, too."""

	def application(environ, start_response):
		def start(status, headers, *rest):
			carried = Headers(headers)
			add_headers(carried, environ.get("HTTP_HOST", ""))
			return start_response(status, list(carried), *rest)

		return served(environ, start)

	return application


application = with_headers(application)
