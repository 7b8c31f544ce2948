"""What every document of the plans checks in the same way: fiscal years and lines of money."""

import frappe
from frappe import _
from frappe.utils import cint

from con_center.planning.money import LARGEST_LINE, finer_than_satang
from con_center.thai import as_satang


class PlanError(frappe.ValidationError):
	pass


class MoneyError(PlanError):
	pass


def check_money(rows, table_label: str, field: str = "amount") -> None:
	"""Refuse lines of money that are nothing, negative, finer than a satang or out of all measure; even out the rest."""
	for row in rows:
		where = _("{0}, row {1}, {2}").format(table_label, row.idx, _(row.meta.get_label(field)))
		amount = row.get(field)
		if amount in (None, ""):
			continue  # asked for as mandatory
		if as_satang(amount) <= 0:
			frappe.throw(_("{0}: type an amount above 0.").format(frappe.bold(where)), MoneyError)
		if as_satang(amount) >= LARGEST_LINE:
			frappe.throw(
				_("{0}: {1} baht is too much for one line. Correct the amount.").format(
					frappe.bold(where), f"{as_satang(amount):,}"
				),
				MoneyError,
			)
		if finer_than_satang(amount):
			frappe.throw(
				_("{0}: {1} has more than two decimals. Round it to the satang.").format(
					frappe.bold(where), amount
				),
				MoneyError,
			)
		row.set(field, float(as_satang(amount)))


def refuse_twice(rows, key, table_label: str, what: str) -> None:
	"""Refuse rows that say the same thing twice: sums would be hard to read. `what` names what may occur once."""
	seen: dict = {}
	for row in rows:
		if key(row) in seen:
			frappe.throw(
				_("{0}, row {1}: row {2} has the same {3}. Put both into one row.").format(
					frappe.bold(table_label), row.idx, seen[key(row)], what
				),
				PlanError,
			)
		seen[key(row)] = row.idx


def check_people(rows, table_label: str) -> None:
	"""Refuse rows of participants without people."""
	for row in rows:
		if cint(row.people) <= 0:
			frappe.throw(
				_("{0}, row {1}, {2}: type a number above 0.").format(
					frappe.bold(table_label), row.idx, _(row.meta.get_label("people"))
				),
				PlanError,
			)
