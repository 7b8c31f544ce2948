"""How a list is asked for a number, sum, mean or extreme: Frappe 15 takes a text, 16 a dict alone. Goes with Frappe 15."""

from con_center.compat import MAJOR


def aggregate(function: str, field: str, name: str) -> str | dict[str, str]:
	"""Return one of `fields` of `frappe.get_list`: aggregate("count", "*", "total") is `count(*) as total`."""
	if MAJOR >= 16:
		return {function.upper(): field, "as": name}
	return f"{function}({field}) as {name}"
