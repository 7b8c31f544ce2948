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
	"Self-assessment": "",
	"District Scoring": "Primary",
	"Scoring Complete": "Warning",
	"Confirmed": "Success",
	"Collecting": "",
	"Unlocked": "Danger",
	"Central Review": "Primary",
	"Plan Approved": "Success",
	"Report Sent": "Primary",
	"Report Checked": "Primary",
	"Report Accepted": "Success",
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
OF_COUNTRY = 'doc.level == "Country"'
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

# An action plan goes from the center's level to the district and the province (issue: sub-district, district,
# province). No source names anybody above the province who decides on a province's plan: a second officer of the
# same office reads it, so that nobody approves what he wrote. The same holds for the central office.
PLAN_STATES = (
	("Draft", 0, SUB),
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("Draft", 0, CENTRAL),
	("District Review", 0, DISTRICT),
	("Province Review", 0, PROVINCE),
	("Central Review", 0, CENTRAL),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Returned", 0, CENTRAL),
	("Plan Approved", 1, PROVINCE),
	("Cancelled", 2, PROVINCE),
)
PLAN_TRANSITIONS = (
	*tuple(
		(state, "Send Up", *rest)
		for state in ("Draft", "Returned")
		for rest in (
			("District Review", SUB, OF_SUB_DISTRICT, 1),
			("District Review", DISTRICT, OF_SUB_DISTRICT, 1),
			("Province Review", DISTRICT, OF_DISTRICT, 1),
			("Province Review", PROVINCE, OF_PROVINCE, 1),
			("Central Review", CENTRAL, OF_COUNTRY, 1),
		)
	),
	("District Review", "Forward to Province", "Province Review", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Province Review", "Approve", "Plan Approved", PROVINCE, None, 0),
	("Province Review", "Return", "Returned", PROVINCE, None, 1),
	("Central Review", "Approve", "Plan Approved", CENTRAL, None, 0),
	("Central Review", "Return", "Returned", CENTRAL, None, 1),
	("Plan Approved", "Cancel Document", "Cancelled", PROVINCE, 'doc.level != "Country"', 1),
	("Plan Approved", "Cancel Document", "Cancelled", CENTRAL, OF_COUNTRY, 1),
)


# assessments: the center's own score, the district's, and the province's for the whole district at once
ASSESSMENT_STATES = (
	("Self-assessment", 0, SUB),
	("Self-assessment", 0, DISTRICT),
	("District Scoring", 0, DISTRICT),
	("Scoring Complete", 0, PROVINCE),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Confirmed", 0, PROVINCE),
)
# these follow from the decision on the district: nobody takes them on one assessment
DISTRICT_IS = (
	'frappe.db.get_value("District Assessment Confirmation", doc.confirmation, "workflow_state") == "{0}"'
)
ASSESSMENT_TRANSITIONS = (
	*tuple(
		(state, "Send to the District", "District Scoring", role, None, 1)
		for state in ("Self-assessment", "Returned")
		for role in (SUB, DISTRICT)
	),
	("District Scoring", "Complete the Scoring", "Scoring Complete", DISTRICT, None, 1),
	("District Scoring", "Return", "Returned", DISTRICT, None, 1),
	("Scoring Complete", "Return", "Returned", PROVINCE, None, 1),
	(
		"Scoring Complete",
		"Confirm with the District",
		"Confirmed",
		PROVINCE,
		DISTRICT_IS.format("Confirmed"),
		1,
	),
	(
		"Confirmed",
		"Unlock with the District",
		"Scoring Complete",
		PROVINCE,
		DISTRICT_IS.format("Unlocked"),
		1,
	),
	("Confirmed", "Unlock with the District", "Scoring Complete", CENTRAL, DISTRICT_IS.format("Unlocked"), 1),
)
CONFIRMATION_STATES = (
	("Collecting", 0, PROVINCE),
	("Confirmed", 0, PROVINCE),
	("Unlocked", 0, PROVINCE),
)
ALL_COMPLETE = "doc.lacking == 0 and doc.expected > 0"
CONFIRMATION_TRANSITIONS = (
	("Collecting", "Confirm the District", "Confirmed", PROVINCE, ALL_COMPLETE, 1),
	("Unlocked", "Confirm the District", "Confirmed", PROVINCE, ALL_COMPLETE, 1),
	("Confirmed", "Unlock the District", "Unlocked", PROVINCE, None, 1),
	("Confirmed", "Unlock the District", "Unlocked", CENTRAL, None, 1),
)

# progress reports: written and sent at the office that reports, then checked and accepted at the one above. Whoever
# reports sends it himself: the form has one signature, that of the reporter (seed 003)
REPORT_STATES = (
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("Report Sent", 0, PROVINCE),
	("Report Sent", 0, CENTRAL),
	("Report Checked", 0, PROVINCE),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Report Accepted", 1, PROVINCE),
	("Report Accepted", 1, CENTRAL),
	("Cancelled", 2, PROVINCE),
)
REPORT_TRANSITIONS = (
	*tuple(
		(state, "Send the Report", "Report Sent", *rest)
		for state in ("Draft", "Returned")
		for rest in (
			(DISTRICT, OF_DISTRICT, 1),
			(SIGN_DISTRICT, OF_DISTRICT, 1),
			(PROVINCE, OF_PROVINCE, 1),
			(SIGN_PROVINCE, OF_PROVINCE, 1),
		)
	),
	("Report Sent", "Mark as Checked", "Report Checked", PROVINCE, OF_DISTRICT, 0),
	("Report Sent", "Return", "Returned", PROVINCE, OF_DISTRICT, 1),
	("Report Sent", "Accept the Report", "Report Accepted", CENTRAL, OF_PROVINCE, 0),
	("Report Sent", "Return", "Returned", CENTRAL, OF_PROVINCE, 1),
	("Report Checked", "Accept the Report", "Report Accepted", PROVINCE, OF_DISTRICT, 0),
	("Report Checked", "Return", "Returned", PROVINCE, OF_DISTRICT, 1),
	("Report Accepted", "Cancel Document", "Cancelled", PROVINCE, OF_DISTRICT, 1),
	("Report Accepted", "Cancel Document", "Cancelled", CENTRAL, OF_PROVINCE, 1),
)


def seed_progress_report() -> None:
	seed("Progress Report Approval", "Progress Report", REPORT_STATES, REPORT_TRANSITIONS)


def seed_assessments() -> None:
	seed("Assessment Approval", "Assessment", ASSESSMENT_STATES, ASSESSMENT_TRANSITIONS)
	seed(
		"District Assessment Approval",
		"District Assessment Confirmation",
		CONFIRMATION_STATES,
		CONFIRMATION_TRANSITIONS,
	)


def seed_appointment_order() -> None:
	seed("Appointment Order Approval", "Appointment Order", ORDER_STATES, ORDER_TRANSITIONS)


def seed_action_plan() -> None:
	seed("Action Plan Approval", "Action Plan", PLAN_STATES, PLAN_TRANSITIONS)


def actions() -> set[str]:
	"""Return the actions of all ladders."""
	ladders = (
		ORDER_TRANSITIONS,
		PLAN_TRANSITIONS,
		ASSESSMENT_TRANSITIONS,
		CONFIRMATION_TRANSITIONS,
		REPORT_TRANSITIONS,
	)
	return {row[1] for transitions in ladders for row in transitions}


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
