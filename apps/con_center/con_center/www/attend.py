"""The page on which somebody signs in to a training, or says what he thinks of it, on his own phone and without an account.

What it is about says the token in its address, which is shown on site for some minutes (learning/signing_in.py).
"""

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from frappe.utils import now_datetime

from con_center.issuing.checking import TooOftenError
from con_center.learning import evaluating, signing_in
from con_center.learning.errors import TrainingStateError
from con_center.learning.signing_in import EVALUATE
from con_center.thai import thai_date

base_template_path = "con_center/www/attend.html"
no_cache = 1
GOOD, BAD = "good", "bad"


def get_context(context):
	form = frappe.form_dict
	context.no_cache = 1
	context.lang = frappe.local.lang
	context.token = str(form.get("t") or "")[:40]
	context.csrf_token = get_csrf_token() if frappe.session.user != "Guest" else ""
	context.marks = range(1, 6)
	context.marks_kind = evaluating.MARKS
	context.said = context.training = None
	context.questions = ()
	try:
		signing_in.count()
	except TooOftenError:
		context.http_status_code = 429
		context.said = (BAD, _("Too many have signed in from here within a minute. Wait, then try again."))
		return
	shown = signing_in.read(context.token)
	if not shown:
		context.said = (BAD, _("This picture has run out. Scan the one that is shown now."))
		return
	context.training = frappe.db.get_value("Training", shown.training, "training_title")
	context.session = shown.session
	context.evaluates = shown.purpose == EVALUATE
	if context.evaluates:
		context.questions = evaluating.questions(shown.training)
	if frappe.request.method == "POST":
		context.said = take(shown, form)
		context.done = context.said[0] == GOOD


def take(shown, form) -> tuple[str, str]:
	"""Do what was sent; return whether it is well, and what is said: no name, nothing of anybody else."""
	if shown.purpose == EVALUATE:
		given = {number: str(form.get(f"q{number}") or "") for number in range(1, 50)}
		return {
			"kept": (GOOD, _("Thank you. Your answers are kept without your name.")),
			"twice": (BAD, _("With this code, answers were sent already.")),
			"no code": (BAD, _("Nobody in this training has this code. Compare it letter by letter.")),
		}[evaluating.answer(shown, form.get("code"), given)]
	try:
		found = signing_in.sign_in(shown, form.get("code"))
	except TrainingStateError as error:
		frappe.clear_last_message()
		return BAD, frappe.utils.strip_html(str(error))
	if not found:
		return BAD, _("Nobody in this training has this code. Compare it letter by letter.")
	now = now_datetime()
	day = thai_date(now.date(), thai=False)
	return GOOD, _("You are signed in: {0} at {1}").format(day, f"{now:%H:%M}")
