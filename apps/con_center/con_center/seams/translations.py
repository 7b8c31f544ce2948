"""The translations of a language, kept by the process: Frappe reads all of them from Redis in each request."""

import frappe
from frappe.translate import MERGED_TRANSLATION_KEY

from con_center import seams

# {(site, language): (mark, translations)}; the mark stands beside Frappe's own copy in Redis, and is forgotten with it
_kept: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}


def get_all_translations(lang: str) -> dict[str, str]:
	"""Return {text: translation} as Frappe does; of a language that Redis still marks as it was read, without reading it."""
	read = get_all_translations.of_frappe
	if not lang or not getattr(frappe.local, "site", None):
		return read(lang)
	mark = frappe.cache.hget(MERGED_TRANSLATION_KEY, _mark(lang), generator=_new_mark)
	of_language = (frappe.local.site, lang)
	kept, translations = _kept.get(of_language, (None, None))
	if kept != mark:
		translations = read(lang)
		# Frappe answers with none where it could not read them this time
		if translations:
			_kept[of_language] = (mark, translations)
	return translations


def _new_mark() -> str:
	return frappe.generate_hash(length=16)


def _mark(lang: str) -> str:
	return f"mark of {lang}"


def forget(translation, _method: str | None = None) -> None:
	"""Hook of Translations: Frappe forgets its own copy alone, and before others can read what is new."""
	_forget()
	seams.when_it_ends(_forget)


def _forget() -> None:
	frappe.cache.delete_value(MERGED_TRANSLATION_KEY)
