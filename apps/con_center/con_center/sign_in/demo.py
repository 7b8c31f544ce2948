"""A demo says that it is one, on the login page and on the desk: its passwords are known to everybody."""

import frappe
from frappe import _

MARK = "con_center_demo"


def mark() -> None:
	frappe.db.set_global(MARK, "1")


def is_demo() -> bool:
	return frappe.db.get_global(MARK) == "1"


def banner() -> str:
	return _("Demo: invented people, passwords that everybody knows. Enter nothing real here.")


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo."""
	if is_demo():
		bootinfo.con_center_demo = banner()


def tell_the_login_page(context) -> None:
	"""Hook update_website_context."""
	if is_demo():
		context["banner_html"] = (
			f'<div class="con-center-demo">{frappe.utils.escape_html(banner())}</div>'
			+ (context.get("banner_html") or "")
		)
