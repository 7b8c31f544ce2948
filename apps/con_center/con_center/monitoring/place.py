"""Whose site a request is for, and its configuration: without Frappe, whose own set-up asks Redis for it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import frappe
import frappe.app

from con_center.seams.redis_client import bench_id

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
QUEUES = ("short", "default", "long")


@dataclass(frozen=True)
class Place:
	"""A site: its name, its folder, and what its configuration and that of all sites say together."""

	site: str
	folder: Path
	conf: Mapping

	@property
	def queues(self) -> dict[str, str]:
		"""Return the queues of the bench, each with its name in Redis."""
		bench = bench_id(self.conf)
		return {name: f"{bench}:{name}" for name in (*QUEUES, *(self.conf.get("workers") or {}))}


def asked_of(environ: Mapping) -> Place | None:
	"""Return the site that Frappe would take for a request; of one by address, as balancers send, the default site."""
	sites = Path(frappe.app._sites_path)
	host = (environ.get("HTTP_HOST") or "").partition(":")[0]
	names = (frappe.app._site, environ.get("HTTP_X_FRAPPE_SITE_NAME"), host)
	return next(filter(None, (named(name, sites) for name in (*names, _default(sites)))), None)


def named(site: str | None, sites: Path) -> Place | None:
	"""Return the site of this name in the folder of sites; None if there is none."""
	if not site or not NAME.fullmatch(site) or not (sites / site / "site_config.json").is_file():
		return None
	return Place(site, sites / site, frappe.get_site_config(str(sites), str(sites / site)))


def _default(sites: Path) -> str | None:
	try:
		return json.loads((sites / "common_site_config.json").read_text()).get("default_site")
	except (OSError, ValueError):
		return None
