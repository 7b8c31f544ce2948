"""Fills a site, once: a site that was filled to the size wanted is left as it is."""

import json
import time
from collections.abc import Callable

import frappe
from con_center.approval import seals
from frappe.utils import getdate

from . import workers
from .country import SERIES, Country, set_series
from .parts import PARTS
from .sizes import Size
from .tables import Loader, connect

STATE = "con_center_benchmark"
# grows in several parts; it is sealed once it is full
LOG = "Approval Log"


def filled(size: Size) -> Country | None:
	"""Return the country that the site was filled with; None if it was not, or not with all parts of this size."""
	state = json.loads(frappe.db.get_global(STATE) or "{}")
	if (state.get("size"), state.get("parts")) != (size.name, [*PARTS]):
		return None
	country = Country(size, getdate(state["day"]))
	country.first = state["first"]
	return country


def fill(size: Size, say: Callable[[str], None]) -> Country:
	"""Fill the site; what an interrupted run left is thrown away."""
	frappe.db.set_global(STATE, "{}")
	empty()
	country = Country(size)
	connection = connect()
	try:
		for name, (part, _doctypes) in PARTS.items():
			started, loader = time.monotonic(), Loader(connection.cursor(), connection.commit)
			part(country, loader)
			loader.finish()
			seconds = time.monotonic() - started
			say(f"{name}: {loader.count:,} rows in {seconds:.1f} s ({loader.count / seconds:,.0f} a second)")
			frappe.db.commit()
	finally:
		connection.close()
	seals.install()
	for doctype in filled_doctypes():
		frappe.db.sql(f"analyze table `tab{doctype}`")
	state = {"size": size.name, "parts": [*PARTS], "day": str(country.today), "first": country.first}
	frappe.db.set_global(STATE, json.dumps(state))
	frappe.db.commit()
	frappe.clear_cache()
	return country


def fill_inside(size: Size) -> Country:
	"""Fill within the transaction of Frappe's own connection: for tests, which take it all back."""
	country = Country(size)
	with seals.open_to_entries():
		for part, _doctypes in PARTS.values():
			loader = Loader(frappe.db._cursor, lambda: None)
			part(country, loader)
			loader.finish()
	seals.add_missing()
	return country


def filled_doctypes() -> set[str]:
	return {LOG, *(doctype for _part, doctypes in PARTS.values() for doctype in doctypes)}


def empty() -> None:
	workers.take_back()
	seals.unseal()
	filled = filled_doctypes()
	for doctype in filled:
		if frappe.get_meta(doctype).istable and frappe.db.exists(
			doctype, {"parenttype": ("not in", [*filled])}
		):
			# rows of what the app brings, such as the bands of its sample criteria, stay
			frappe.db.delete(doctype, {"parenttype": ("in", [*filled])})
			frappe.db.commit()
		else:
			frappe.db.sql_ddl(f"truncate table `tab{doctype}`")
	for prefix in SERIES:
		set_series(prefix, 0)
