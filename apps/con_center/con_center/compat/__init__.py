"""What only one version of Frappe needs, a file a version: each says when it goes."""

import frappe

MAJOR = int(frappe.__version__.split(".")[0])
IS_OF_2023 = frappe.__version__ == "15.0.0-dev"


def replaced() -> tuple[tuple[str, str, str], ...]:
	"""Return the rows of `seams/table.py` that only this version of Frappe has a place for."""
	from con_center.compat import frappe_15, frappe_16

	rows = frappe_16.REPLACED if MAJOR >= 16 else frappe_15.REPLACED
	return rows if IS_OF_2023 else (*rows, *frappe_15.NOT_IN_2023)
