"""What stands in the place of something of Frappe: one table (`table.py`), put in once a process.

A process may serve sites without this app, too: what is put in place asks `is_here` first.
"""

import errno
from collections.abc import Callable
from importlib import import_module
from threading import RLock

import frappe

# what Python says of a file where the disk is full
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class SeamMissing(Exception):
	"""A version of Frappe does not have what ours would stand in the place of: what that guards would be open."""


_installed = False
_lock = RLock()


def install() -> None:
	"""Hook of requests and jobs: put in place what the table names; after the first call it costs nothing."""
	global _installed
	if _installed:
		return
	with _lock:
		# the first requests of a process come at once: what is put in twice would stand in its own place
		if not _installed:
			_put_all()
			_installed = True


def when_it_ends(do: Callable[[], None]) -> None:
	"""Do something once the transaction is committed, or taken back."""
	for ends in (frappe.db.after_commit, frappe.db.after_rollback):
		ends.add(do)


def read() -> None:
	"""Read the modules that installing needs, without a site: for a process that others are forked from."""
	from con_center.seams.table import INSTALLED, REPLACED

	for place, ours, _why in REPLACED:
		_find(place)
		_named(ours)
	for install_part in INSTALLED:
		_named(install_part)


def _put_all() -> None:
	from con_center.seams.table import INSTALLED, REPLACED

	for place, ours, _why in REPLACED:
		holder, name = _find(place)
		_put(holder, name, ours)
	for install_part in INSTALLED:
		_named(install_part)()


def _find(place: str) -> tuple:
	"""Return the module or class that holds what a dotted name names, and its name in there."""
	parts = place.split(".")
	for length in range(len(parts) - 1, 0, -1):
		try:
			holder = import_module(".".join(parts[:length]))
		except ModuleNotFoundError:
			continue
		for part in parts[length:-1]:
			holder = getattr(holder, part)
		return holder, parts[-1]
	raise ImportError(place)


def _put(holder, name: str, ours: str) -> None:
	if not hasattr(holder, name):
		raise SeamMissing(
			f"Frappe {frappe.__version__} has no {name} in {holder}: see con_center/seams/table.py."
		)
	replacement = _named(ours)
	if getattr(holder, name) is not replacement:
		replacement.of_frappe = getattr(holder, name)
		setattr(holder, name, replacement)


def _named(path: str):
	module, name = path.rsplit(".", 1)
	return getattr(import_module(module), name)


def is_here() -> bool:
	"""Tell whether the site of this request or job has the app; asked once a request."""
	if (here := getattr(frappe.local, "has_con_center", None)) is None:
		here = frappe.local.has_con_center = "con_center" in frappe.get_installed_apps()
	return here


def is_ours(doctype: str) -> bool:
	"""Tell whether a DocType is one of this app's."""
	return is_of(doctype, "con_center")


def is_of(doctype: str, app: str) -> bool:
	"""Tell whether a DocType comes with an app; one that an administrator has made comes with none."""
	meta = frappe.get_meta(doctype)
	return not meta.custom and frappe.local.module_app.get(frappe.scrub(meta.module)) == app
