"""What Frappe remembers in Redis for each page. Frappe asks whether it is there, and then for it: of what is forgotten
between the two, as whenever a user is saved, it answers with None, and the page is an error of the server."""

from collections.abc import Callable


def get_published_web_forms() -> list:
	return _asked_again(get_published_web_forms.of_frappe)


def get_doctypes_with_web_view() -> list:
	return _asked_again(get_doctypes_with_web_view.of_frappe)


# as Frappe's have it
get_published_web_forms.clear_cache = lambda: get_published_web_forms.of_frappe.clear_cache()


def _asked_again(ask: Callable[[], list | None]) -> list:
	found = ask()
	return (ask() or []) if found is None else found
