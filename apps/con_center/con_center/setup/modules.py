"""What each module brings of a kind: its seeds, its ladders, its part of the demo."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import frappe

APP = "con_center"
# what is no module, and brings something all the same: its demo.py is another thing
ROOMS = {"seeds": ("sign_in",)}


def parts(name: str) -> Iterator[ModuleType]:
	"""Yield the file of this name (`seeds`, `workflow`, `demo`) of each module that has one, as modules.txt has them."""
	for module in (*map(frappe.scrub, frappe.get_module_list(APP)), *ROOMS.get(name, ())):
		if find_spec(f"{APP}.{module}.{name}"):
			yield import_module(f"{APP}.{module}.{name}")
