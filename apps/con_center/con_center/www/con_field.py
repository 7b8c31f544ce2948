"""The page for work without a connection: the same for everybody, since browsers keep it. What is in it comes later."""

import frappe
from frappe import _

base_template_path = "con_center/www/con-field.html"
no_cache = 1
# the words that the page's scripts show
WORDS = (
	"Absent",
	"Activity",
	"Attendance",
	"Excused",
	"Nothing is kept on this device yet. Open this page once with a connection.",
	"No connection: what you note is kept on this device, and sent when there is one.",
	"Not in the list any more",
	"Not noted",
	"Photo",
	"Present",
	"Proxy",
	"Refused: {0}",
	"Sent",
	"Sent at {0}",
	"Take Away",
	"The meeting has been changed meanwhile by {0}. Nothing was overwritten.",
	"Waits for a connection",
	"With a connection: what you note is sent at once.",
	"You are not signed in. Sign in to send what you noted.",
	"{0} of {1} noted",
	"{0} wait",
)


def get_context(context):
	context.no_cache = 1
	context.words = {word: _(word) for word in WORDS}
	context.lang = frappe.local.lang
