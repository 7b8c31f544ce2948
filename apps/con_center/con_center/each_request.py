"""What every request runs: one function for each of Frappe's hooks.

Frappe looks up and calls anew whatever a hook names, which costs more than most of what is done here.
"""

from con_center import seams
from con_center.entry import answers as refusals
from con_center.entry import sent
from con_center.seams import doors
from con_center.sign_in import answers, language


def begin() -> None:
	"""Hook before_request."""
	seams.install()
	language.set_for_guests()


def check() -> None:
	"""Hook auth_hooks: who asks is known by now."""
	sent.check_request()
	doors.check_request()


def end(response, request) -> None:
	"""Hook after_request."""
	refusals.correct_unreadable(response, request)
	answers.look_over(response, request)
