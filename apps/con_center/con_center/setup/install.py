"""What an installation gets, each part once: what an admin has changed or removed since is his."""

import frappe

from con_center.approval import seals
from con_center.assessments import sample
from con_center.setup import areas, plan_lists, report_lists, seeds, workflows
from con_center.sign_in import second_factor, settings

SEEDED = "con_center_seeded"


def after_install():
	seed_missing()
	# of a new site only: where people sign in already, an admin says when they are ready for it
	second_factor.demand()
	seals.install()


def after_migrate():
	seed_missing()
	seals.install()


def seed_missing():
	"""Seed every part that this site has not been given yet."""
	done = set(frappe.parse_json(frappe.db.get_global(SEEDED) or "[]"))
	for key, seed in all_seeds():
		if key not in done:
			seed()
			done.add(key)
			frappe.db.set_global(SEEDED, frappe.as_json(sorted(done), indent=None))


def all_seeds() -> list[tuple]:
	"""Return (key, function) of every part, in the order in which they need each other."""
	return [
		("areas", areas.load),
		("roles", lambda: insert_missing("Role", seeds.ROLES)),
		("positions", lambda: insert_missing("Position", seeds.POSITIONS)),
		("organization types", lambda: insert_missing("Organization Type", seeds.ORGANIZATION_TYPES)),
		("committee roles", lambda: insert_missing("Committee Role", seeds.COMMITTEE_ROLES)),
		("leaving reasons", lambda: insert_missing("Leaving Reason", seeds.LEAVING_REASONS)),
		("order templates", lambda: insert_missing("Order Template", seeds.ORDER_TEMPLATES)),
		("activity kinds", lambda: insert_missing("Activity Kind", plan_lists.ACTIVITY_KINDS)),
		("budget sources", lambda: insert_missing("Budget Source", plan_lists.BUDGET_SOURCES)),
		("plan sides", lambda: insert_missing("Plan Side", plan_lists.PLAN_SIDES)),
		("participant groups", lambda: insert_missing("Participant Group", plan_lists.PARTICIPANT_GROUPS)),
		("settings", fill_settings),
		("appointment order workflow", workflows.seed_appointment_order),
		("agenda templates", lambda: insert_missing("Agenda Template", seeds.AGENDA_TEMPLATES)),
		("meeting settings", fill_meeting_settings),
		("action plan workflow", workflows.seed_action_plan),
		("assessment sample", sample.seed),
		("assessment workflows", workflows.seed_assessments),
		("progress report workflow", workflows.seed_progress_report),
		("progress forms", lambda: insert_missing("Progress Form", report_lists.FORMS)),
		("reporting rounds", seed_rounds),
		("sign-in", settings.seed),
		("sign-in of signatories", fill_sign_in_settings),
	]


def insert_missing(doctype: str, records: list[dict]) -> None:
	"""Insert the records whose name is not there yet."""
	for record in records:
		doc = frappe.get_doc({"doctype": doctype, **record})
		doc.set_new_name()
		if not frappe.db.exists(doctype, doc.name):
			doc.insert(ignore_permissions=True)


def seed_rounds() -> None:
	"""Seed the rounds whose dates are known: they have no name to be found by, but a site starts with none."""
	if not frappe.db.count("Reporting Round"):
		for record in report_lists.ROUNDS:
			frappe.get_doc({"doctype": "Reporting Round", **record}).insert(ignore_permissions=True)


def fill_settings() -> None:
	"""Fill the settings that are still empty."""
	con_settings = frappe.get_doc("CON Settings")
	if not con_settings.level_rules:
		con_settings.extend("level_rules", seeds.LEVEL_RULES)
		con_settings.flags.ignore_mandatory = True
		con_settings.save(ignore_permissions=True)
	_fill(seeds.PROVENANCE)


def fill_meeting_settings() -> None:
	"""Fill the settings of meetings: a site that is older than they are has none of their defaults."""
	_fill({**seeds.MEETING_DEFAULTS, **seeds.MEETING_PROVENANCE})


def fill_sign_in_settings() -> None:
	_fill(seeds.SIGN_IN_SETTINGS)


def _fill(values: dict) -> None:
	con_settings = frappe.get_doc("CON Settings")
	for field, value in values.items():
		con_settings.set(field, con_settings.get(field) or value)
	con_settings.flags.ignore_mandatory = True
	con_settings.save(ignore_permissions=True)
