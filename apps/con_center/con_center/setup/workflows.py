"""The ladders of approval, as Frappe Workflows: seeded once, then the admin's."""

import frappe

SUB, DISTRICT, PROVINCE = "CON Sub-district Officer", "CON District Officer", "CON Province Officer"
SIGN_DISTRICT, SIGN_PROVINCE = "CON District Signatory", "CON Province Signatory"
CENTRAL = "CON Central Officer"

STATE_STYLES = {
	"Draft": "",
	"District Review": "Primary",
	"Province Review": "Primary",
	"Awaiting Signature": "Warning",
	"Returned": "Danger",
	"Issued": "Success",
	"Acknowledged by Province": "Success",
	"Acknowledged by the Department": "Success",
	"Cancelled": "Inverse",
}

# state, docstatus, role that may edit in it
ORDER_STATES = (
	("Draft", 0, SUB),
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("District Review", 0, DISTRICT),
	("Province Review", 0, PROVINCE),
	("Awaiting Signature", 0, SIGN_DISTRICT),
	("Awaiting Signature", 0, SIGN_PROVINCE),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Issued", 1, PROVINCE),
	("Acknowledged by Province", 1, PROVINCE),
	("Acknowledged by the Department", 1, CENTRAL),
	("Cancelled", 2, PROVINCE),
)
OF_SUB_DISTRICT = 'doc.level == "Sub-district"'
OF_DISTRICT = 'doc.level == "District"'
OF_PROVINCE = 'doc.level == "Province"'
BY_DISTRICT = 'doc.issuer_level == "District"'
BY_PROVINCE = 'doc.issuer_level == "Province"'
# state, action, next state, role, condition, may the owner do it himself
ORDER_TRANSITIONS = (
	*tuple(
		(state, "Send Up", *rest)
		for state in ("Draft", "Returned")
		for rest in (
			("District Review", SUB, OF_SUB_DISTRICT, 1),
			("District Review", DISTRICT, OF_SUB_DISTRICT, 1),
			("Province Review", DISTRICT, OF_DISTRICT, 1),
			("Province Review", PROVINCE, OF_PROVINCE, 1),
		)
	),
	("District Review", "Check and Forward", "Awaiting Signature", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Province Review", "Check and Forward", "Awaiting Signature", PROVINCE, None, 0),
	("Province Review", "Return", "Returned", PROVINCE, None, 1),
	("Awaiting Signature", "Sign and Issue", "Issued", SIGN_DISTRICT, BY_DISTRICT, 0),
	("Awaiting Signature", "Sign and Issue", "Issued", SIGN_PROVINCE, BY_PROVINCE, 0),
	("Awaiting Signature", "Return", "Returned", SIGN_DISTRICT, BY_DISTRICT, 1),
	("Awaiting Signature", "Return", "Returned", SIGN_PROVINCE, BY_PROVINCE, 1),
	("Issued", "Acknowledge", "Acknowledged by Province", PROVINCE, 'doc.level != "Province"', 1),
	("Issued", "Acknowledge", "Acknowledged by the Department", CENTRAL, OF_PROVINCE, 1),
	("Issued", "Cancel Document", "Cancelled", SIGN_DISTRICT, BY_DISTRICT, 1),
	("Issued", "Cancel Document", "Cancelled", SIGN_PROVINCE, BY_PROVINCE, 1),
	("Acknowledged by Province", "Cancel Document", "Cancelled", SIGN_DISTRICT, BY_DISTRICT, 1),
	("Acknowledged by Province", "Cancel Document", "Cancelled", SIGN_PROVINCE, BY_PROVINCE, 1),
	("Acknowledged by the Department", "Cancel Document", "Cancelled", SIGN_PROVINCE, BY_PROVINCE, 1),
)


def seed_appointment_order() -> None:
	seed("Appointment Order Approval", "Appointment Order", ORDER_STATES, ORDER_TRANSITIONS)


def seed(name: str, doctype: str, states, transitions) -> None:
	"""Insert the workflow, and the states and actions it uses, where they are missing."""
	for state in {row[0] for row in states}:
		_insert_missing("Workflow State", state, workflow_state_name=state, style=STATE_STYLES[state])
	for action in {row[1] for row in transitions}:
		_insert_missing("Workflow Action Master", action, workflow_action_name=action)
	if frappe.db.exists("Workflow", name):
		return
	frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": name,
			"document_type": doctype,
			"is_active": 1,
			# who can decide is told by the list of what waits for him, and by area: not every holder of the role
			"send_email_alert": 0,
			"workflow_state_field": "workflow_state",
			"states": [
				{"state": state, "doc_status": str(docstatus), "allow_edit": role}
				for state, docstatus, role in states
			],
			"transitions": [
				{
					"state": state,
					"action": action,
					"next_state": next_state,
					"allowed": role,
					"condition": condition,
					"allow_self_approval": self_approval,
				}
				for state, action, next_state, role, condition, self_approval in transitions
			],
		}
	).insert(ignore_permissions=True)


def _insert_missing(doctype: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
