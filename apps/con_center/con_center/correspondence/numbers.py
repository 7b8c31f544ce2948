"""In which run a letter gets its number, and how the number is written on it."""

import frappe

from con_center.organization.offices import COMMUNITY_DEVELOPMENT

# Number Kinds
LETTER, CIRCULAR, CERTIFICATE, INCOMING = "Letter", "Circular", "Certificate", "Incoming Letter"
# before the number of a circular
CIRCULAR_MARK = "ว"


def run_of(kind: str, circular) -> str:
	"""Return the Number Kind in whose run a letter of this kind gets its number."""
	if kind == "Certificate":
		return CERTIFICATE
	return CIRCULAR if circular else LETTER


def prefix(code_letters: str | None, fixed_number: str | None) -> str:
	"""Return what stands before the stroke: "อบ 0019"."""
	return " ".join(part for part in (code_letters, fixed_number) if part)


def written(run: str, number: int, year: int, before: str = "", digits: int = 0) -> str:
	"""Return the number as a letter bears it: "อบ 0019/05514", "อบ 0019/ว 123", of a certificate "12/2567".

	before: `prefix`; digits: shorter numbers get zeros in front.
	"""
	figures = str(number).zfill(digits)
	if run == CERTIFICATE:
		return f"{figures}/{year}"
	return f"{before}/{CIRCULAR_MARK} {figures}" if run == CIRCULAR else f"{before}/{figures}"


def own_run(office: str | None) -> str:
	"""Return the office itself where it has runs of numbers of its own, besides those of its area's own office."""
	if not office:
		return ""
	kind, is_default = frappe.get_cached_value("Office", office, ["kind", "is_default"])
	return "" if is_default and kind == COMMUNITY_DEVELOPMENT else office
