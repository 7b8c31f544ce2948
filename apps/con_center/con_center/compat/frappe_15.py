"""For Frappe 15; goes with it. `NOT_IN_2023` goes into `seams/table.py` when the registry copy goes."""

from functools import cache

from con_center.entry.documents import names_of_code

REPLACED = (
	(
		"frappe.model.base_document.BaseDocument._reserved_keywords",
		"con_center.compat.frappe_15.RESERVED",
		"what is sent under the name of a method stands in its place",
	),
	(
		"frappe.get_hooks",
		"con_center.compat.kept_15.get_hooks",
		"each request reads the hooks of all apps anew",
	),
	(
		"frappe.setup_module_map",
		"con_center.compat.kept_15.setup_module_map",
		"each request fetches the map of modules anew",
	),
	(
		"frappe.get_newargs",
		"con_center.compat.kept_15.get_newargs",
		"what each hook takes is looked up at each call",
	),
)
NOT_IN_2023 = (
	(
		"frappe.utils.pdf.get_print_format_styles",
		"con_center.printing.engine.get_print_format_styles",
		"threads that print disturb each other in Frappe's parser of CSS, which takes thirty times as long",
	),
)


class Reserved:
	"""The names that Frappe lets no field of a document have, and for our documents those of their code."""

	def __get__(self, _document, owner: type) -> frozenset[str]:
		return _reserved(owner)


RESERVED = Reserved()


@cache
def _reserved(owner: type) -> frozenset[str]:
	return RESERVED.of_frappe | names_of_code(owner)
