"""What System Managers see in a browser, without a token: the same as its bearer."""

from pathlib import Path

import frappe
from werkzeug.wrappers import Response

from con_center.monitoring import health, metrics, place


@frappe.whitelist(methods=["GET"])
def get_health() -> dict:
	"""Return whether all is well, and what each part says (health.Verdict). For System Managers."""
	frappe.only_for("System Manager")
	verdict = health.whole(_here())
	return {"fine": verdict.fine, "parts": verdict.parts}


@frappe.whitelist(methods=["GET"])
def get_metrics() -> Response:
	"""Return all numbers in Prometheus' text form. For System Managers."""
	frappe.only_for("System Manager")
	return Response(metrics.text(_here()), content_type=metrics.CONTENT_TYPE)


def _here() -> place.Place:
	return place.named(frappe.local.site, Path(frappe.local.sites_path))
