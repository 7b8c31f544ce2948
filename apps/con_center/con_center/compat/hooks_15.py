"""The hooks of all apps in requests to Frappe 15, which fetches and reads all of them anew in each: with this app twice as
much, and a small request takes longer for it than for anything else here. Frappe 16 keeps them. Goes with 15.

They change with the code, for which a web server begins anew, and with the apps that a site has.
"""

import pickle
from functools import lru_cache

import frappe

# Frappe's word for a default that was not given
EMPTY_LIST = "_KEEP_DEFAULT_LIST"


def get_hooks(hook: str | None = None, default=EMPTY_LIST, app_name: str | None = None):
	"""Frappe's hooks of one name. Each request has its own copy, as from Frappe: what it does to it stays there."""
	if not hook or app_name or frappe.conf.developer_mode or not getattr(frappe.local, "request", None):
		return get_hooks.of_frappe(hook, default, app_name)
	asked = frappe.local.cache.setdefault("con_center_hooks", {})
	if hook not in asked:
		kept = _kept(tuple(frappe.get_installed_apps())).get(hook)
		asked[hook] = pickle.loads(kept) if kept else None
	if asked[hook] is None:
		return [] if default == EMPTY_LIST else default
	return asked[hook]


@lru_cache(maxsize=16)
def _kept(_apps: tuple[str, ...]) -> dict[str, bytes]:
	"""Return the hooks of a site that has these apps, each by itself."""
	return {hook: pickle.dumps(value) for hook, value in frappe._load_app_hooks().items()}
