"""Frappe's texts of dates replaced in every module that has taken them over by name."""

import sys
from types import FunctionType

import frappe.core.doctype.data_export.exporter as for_importing_again
from frappe.utils import safe_exec

from con_center.era import exporting, formatting

TAKEN_OVER = (
	formatting.format_date,
	formatting.format_datetime,
	formatting.get_period,
	formatting.global_date_format,
	exporting.make_xlsx,
)


def install() -> None:
	"""Put ours wherever Frappe's stands (seams/table.py has put them into its own modules)."""
	ours = {function.of_frappe: function for function in TAKEN_OVER}
	for holder in _holders():
		for name, value in list(holder.items()):
			if isinstance(value, FunctionType) and value in ours:
				holder[name] = ours[value]


def _holders() -> list[dict]:
	modules = [
		module
		for module in list(sys.modules.values())
		if module is not None and module is not for_importing_again
	]
	# templates and scripts of users have theirs from a list of its own, from Frappe 16 on
	return [*(vars(module) for module in modules), getattr(safe_exec, "SAFE_DATA_UTILS", {})]
