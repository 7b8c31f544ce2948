"""What Frappe 15 works out anew in each request, and Frappe 16 keeps. Goes with 15.

The hooks of all apps are fetched and read in each request, with this app twice as much as without: a small one took longer
for it than for all else here. They change with the code, for which a web server begins anew, and with the apps that a
site has. So does the map of modules; it is made before the database is asked for the site's apps, so that it is kept for
a minute instead.
"""

import inspect
import pickle
from functools import lru_cache
from time import monotonic

import frappe

from con_center.compat.drivers import errors

# Frappe's word for a default that was not given
EMPTY_LIST = "_KEEP_DEFAULT_LIST"
MODULES_KEPT_SECONDS = 60


def get_hooks(hook: str | None = None, default=EMPTY_LIST, app_name: str | None = None):
	"""Frappe's hooks of one name. Each request has its own copy, as from Frappe: what it does to it stays there."""
	if not hook or app_name or frappe.conf.developer_mode or not getattr(frappe.local, "request", None):
		return get_hooks.of_frappe(hook, default, app_name)
	asked = frappe.local.cache.setdefault("con_center_hooks", {})
	if hook not in asked:
		if (apps := _installed()) is None:
			return get_hooks.of_frappe(hook, default)
		kept = _kept(apps).get(hook)
		asked[hook] = pickle.loads(kept) if kept else None
	if asked[hook] is None:
		return [] if default == EMPTY_LIST else default
	return asked[hook]


def _installed() -> tuple[str, ...] | None:
	"""Return the apps of the site; None while MariaDB is away, without which Frappe finds its hooks in Redis."""
	try:
		return tuple(frappe.get_installed_apps()) if frappe.local.db else None
	except errors("Error"):
		return None


def setup_module_map(*asked, **named) -> None:
	"""Say in `frappe.local` which modules there are, and of which app. What clears the cache asks Frappe again."""
	begins = getattr(frappe.local, "request", None) and frappe.local.module_app is None
	if not begins or frappe.conf.developer_mode:
		return setup_module_map.of_frappe(*asked, **named)
	minute = monotonic() // MODULES_KEPT_SECONDS
	kept = pickle.loads(_modules(frappe.local.site, minute, *asked, **named))
	frappe.local.app_modules, frappe.local.module_app = kept
	if not frappe.local.module_app:
		# the site is being made
		_modules.cache_clear()


@lru_cache(maxsize=64)
def _modules(_site: str, _minute: float, *asked, **named) -> bytes:
	"""Return the modules by app, and the app of each module."""
	setup_module_map.of_frappe(*asked, **named)
	return pickle.dumps((frappe.local.app_modules, frappe.local.module_app))


def get_newargs(fn, kwargs: dict) -> dict:
	"""Of these arguments, those that a function takes."""
	if not inspect.isfunction(fn):
		return get_newargs.of_frappe(fn, kwargs)
	named, takes_all = _taken(fn)
	# as Frappe leaves them out, whatever the function says
	return {
		name: value
		for name, value in kwargs.items()
		if (takes_all or name in named) and name not in ("ignore_permissions", "flags")
	}


@lru_cache(maxsize=1024)
def _taken(fn) -> tuple[frozenset[str], bool]:
	"""Return the names of a function's arguments, and whether it takes any others."""
	parameters = inspect.signature(fn).parameters.values()
	takes_all = any(one.kind is one.VAR_KEYWORD for one in parameters)
	return frozenset(one.name for one in parameters if one.kind is not one.VAR_KEYWORD), takes_all


@lru_cache(maxsize=16)
def _kept(_apps: tuple[str, ...]) -> dict[str, bytes]:
	"""Return the hooks of a site that has these apps, each by itself."""
	return {hook: pickle.dumps(value) for hook, value in frappe._load_app_hooks().items()}
