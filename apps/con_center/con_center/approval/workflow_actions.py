"""Frappe's Workflow Actions are not kept for governed documents.

With each change of state Frappe files a to-do for every role that could go on, whatever the area, and looks for all
holders of these roles. Nobody sees them here (`waiting.hide_workflow_actions`): who can decide is asked of the
documents (`waiting.documents`). They took a quarter of the time of a decision, and more with every user.
Where an admin lets a workflow send its e-mails, which come with them, they are kept.
"""

import frappe
from frappe.model.workflow import get_workflow_name

from con_center import registry


def process(doc, state: str) -> None:
	"""Frappe's process_workflow_actions, the hook of every document, for those that are not governed."""
	if doc.doctype not in registry.governed() or _sends_mail(doc.doctype):
		process.of_frappe(doc, state)


def _sends_mail(doctype: str) -> bool:
	workflow = get_workflow_name(doctype)
	return bool(workflow and frappe.get_cached_value("Workflow", workflow, "send_email_alert"))
