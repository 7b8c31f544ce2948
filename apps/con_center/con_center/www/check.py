"""The page on which anybody checks a copy of an issued document, by the code at its foot (issuing/checking.py)."""

import frappe
from frappe import _

from con_center.issuing import checking

base_template_path = "con_center/www/check.html"
no_cache = 1
# the words that the page's script shows
WORDS = (
	"This file is the one that was issued, to the last letter.",
	"This file is not the one that was issued: it was changed, or it is a scan, a photo or another document.",
	"The file cannot be compared here: open this page by https.",
	"Comparing …",
)


def get_context(context):
	context.no_cache = 1
	context.lang = frappe.local.lang
	context.words = {word: _(word) for word in WORDS}
	context.typed = str(frappe.form_dict.get("code") or "")[:64]
	context.found = None
	context.too_often = False
	if not context.typed:
		return
	try:
		context.found = checking.look_up(context.typed)
	except checking.TooOftenError:
		context.too_often = True
		context.http_status_code = 429
