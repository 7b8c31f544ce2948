"""Frappe for one site, with its static files. Runs in the bench's environment, in the folder `sites`.

`bench serve` is a development server that listens on every interface; this is what gunicorn serves instead.
"""

import os

import frappe.app
from con_center import wsgi
from con_center.sign_in.answers import add_headers
from frappe.middlewares import StaticDataMiddleware
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.shared_data import SharedDataMiddleware

sites = os.getcwd()
frappe.app._site = os.environ["BENCH_SITE"]
frappe.app._sites_path = sites

application = SharedDataMiddleware(wsgi.application, {"/assets": os.path.join(sites, "assets")})
application = StaticDataMiddleware(application, {"/files": sites})


def with_headers(served):
	"""What Frappe gives to no hook (files, refusals of the web server) carries the headers of every answer, too."""

	def application(environ, start_response):
		def start(status, headers, *rest):
			carried = Headers(headers)
			add_headers(carried, environ.get("HTTP_HOST", ""))
			return start_response(status, list(carried), *rest)

		try:
			return served(environ, start)
		except HTTPException as error:
			# of a file that is not there: Frappe leaves it to a development server
			return error(environ, start)

	return application


application = with_headers(application)
