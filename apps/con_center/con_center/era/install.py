"""Frappe's texts of dates replaced in every module that has taken them over by name."""

import sys
from types import FunctionType

import frappe.core.doctype.data_export.exporter as for_importing_again

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
	for module in list(sys.modules.values()):
		if module is None or module is for_importing_again:
			continue
		for name, value in list(vars(module).items()):
			if isinstance(value, FunctionType) and value in ours:
				setattr(module, name, ours[value])
