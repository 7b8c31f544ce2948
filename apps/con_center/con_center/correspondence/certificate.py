"""A certificate that somebody sits in a committee, begun from the committee."""

import frappe
from frappe import _

from con_center.appointments.text import appointed_by
from con_center.correspondence import letter_text
from con_center.organization.offices import office_for
from con_center.thai import thai_date

PURPOSE = "Certificate of Membership"


class NotAMemberError(frappe.ValidationError):
	pass


@frappe.whitelist()
def of_member(committee: str, member: str) -> dict:
	"""Return what a letter begins with that certifies a sitting member (name of the row): kind, office, subject and text."""
	doc = frappe.get_doc("Committee", committee)
	doc.check_permission("read")
	if not frappe.has_permission("Official Letter", "create"):
		frappe.throw(_("You may not write letters."), frappe.PermissionError)
	row = next((row for row in doc.sitting() if row.name == member), None)
	if not row:
		frappe.throw(_("Member: this person does not sit in the committee."), NotAMemberError)
	office = office_for(doc.district or doc.area)
	return {"kind": "Certificate", "office": office, **letter_text.begun(PURPOSE, _values(doc, row))}


def _values(committee, row) -> dict[str, str]:
	return {
		"member_name": row.full_name,
		"member_role": row.role,
		"committee_name": committee.long_name(),
		"appointed_by": appointed_by(committee),
		"term_start": thai_date(committee.term_start, thai=False),
		"term_end": thai_date(committee.term_end, thai=False),
	}
