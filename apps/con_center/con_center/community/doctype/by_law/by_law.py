import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.conditions import add_indexes
from con_center.access.locking import lock
from con_center.approval.decision import GovernedDocument, LaterChange, follow, is_deciding
from con_center.approval.findings import NOTE, ODD, STOP, Finding
from con_center.approval.meaning import (
	ACKNOWLEDGED,
	CANCELLED,
	IN_FORCE,
	RETURNED,
	UNDER_REVIEW,
	WITH_MAKER,
	enters,
	states,
)
from con_center.community import comparing, resolutions
from con_center.community.doctype.by_law_template.by_law_template import find_template
from con_center.community.workflow import REPLACED
from con_center.organization.doctype.area.area import long_name
from con_center.thai import be_year

CENTER_WORD = "ศูนย์ประสานงานองค์การชุมชน"
TAKEN_OVER = ("subject", "legal_basis", "preamble")


class BylawError(frappe.ValidationError):
	pass


class Bylaw(GovernedDocument):
	"""The by-laws of a center (seed 001: ระเบียบ ศอช.ต. under the regulation of 2551): adopted by a meeting, one in force.

	A change of them is a document of its own, which brings the whole text; the earlier one stays on record.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.community.doctype.by_law_clause.by_law_clause import BylawClause

		adopted_on: DF.Date | None
		agenda_row: DF.Data | None
		amended_from: DF.Link | None
		area: DF.Link | None
		cancel_reason: DF.SmallText | None
		center: DF.Link
		clauses: DF.Table[BylawClause]
		district: DF.Link | None
		effective_on: DF.Date | None
		legal_basis: DF.SmallText | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		preamble: DF.Text | None
		province: DF.Link | None
		replaced_by: DF.Link | None
		replaced_on: DF.Date | None
		replaces: DF.Link | None
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		return_reason: DF.SmallText | None
		signatory_name: DF.Data | None
		signatory_position: DF.Data | None
		subject: DF.Data | None
		template: DF.Link | None
		title: DF.Data | None
		version: DF.Int
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	leaves_the_house = True
	stands_as = (IN_FORCE, ACKNOWLEDGED, REPLACED)

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def onload(self):
		super().onload()
		if self.get_meaning() == REPLACED:
			self.set_onload("issued_as", self.official_format)

	def validate(self):
		self.set_chain()
		self.fill_in()
		self.number_clauses()
		self.set_title()

	def set_chain(self):
		"""Name what a draft changes: what is in force when it is adopted."""
		if self.docstatus == 0 and not is_deciding(self):
			self.replaces = in_force(self.center)
			last = frappe.db.get_value(
				self.doctype,
				{"center": self.center, "docstatus": ("!=", 0), "name": ("!=", self.name or "")},
				"version",
				order_by="version desc",
			)
			self.version = (last or 0) + 1

	def fill_in(self):
		"""Begin with the text in force; the first by-laws of a center begin with the template."""
		if not self.is_new() or self.clauses:
			return
		if self.replaces:
			source = frappe.get_doc(self.doctype, self.replaces)
		else:
			self.template = self.template or find_template(self.level)
			source = frappe.get_doc("By-law Template", self.template) if self.template else None
		if source:
			for field in TAKEN_OVER:
				self.set(field, self.get(field) or source.get(field))
			self.extend("clauses", [{"heading": row.heading, "text": row.text} for row in source.clauses])

	def number_clauses(self):
		for number, row in enumerate(self.clauses, 1):
			row.number = number
			if not (row.text or "").strip():
				frappe.throw(
					_("Clauses, row {0}: write the text of the clause, or delete the row.").format(number),
					frappe.MandatoryError,
				)

	def set_title(self):
		if not self.subject:
			frappe.throw(
				_("{0}: say on what these by-laws are.").format(
					frappe.bold(_(self.meta.get_label("subject"), context=self.doctype))
				),
				frappe.MandatoryError,
			)
		center = frappe.get_cached_value("CON Center", self.center, "center_name")
		self.title = f"ระเบียบ {center} ฉบับที่ {self.version}"[:140]

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} has been sent on and stays on record.").format(self.title), BylawError)

	def find(self, transition, post):
		yield from super().find(transition, post)
		if not self.clauses:
			yield Finding(STOP, _("By-laws have at least one clause."), "clauses")
		if enters(transition, IN_FORCE):
			yield from resolutions.waits_for_its_day(self)
		if other := self.under_way():
			yield Finding(
				STOP,
				_(
					"Another draft of the center's by-laws is under way already: {0}. Go on with that one."
				).format(other.title),
				None,
				(self.doctype, other.name),
			)
		if self.replaces:
			changed = [row for row in self.compared_with(self.replaces) if row["state"] != comparing.SAME]
			if changed:
				yield Finding(NOTE, _("Against what is in force, {0} clauses differ.").format(len(changed)))
			else:
				yield Finding(ODD, _("The clauses are the same as of the by-laws in force."), "clauses", None)

	def under_way(self):
		"""Return name and title of another draft of the same center that has been sent on."""
		return frappe.db.get_value(
			self.doctype,
			{
				"center": self.center,
				"docstatus": 0,
				"workflow_state": ("in", states(self.doctype, *UNDER_REVIEW)),
				"name": ("!=", self.name),
			},
			["name", "title"],
			as_dict=True,
		)

	def before_decision(self, transition, post, comment):
		if enters(transition, IN_FORCE):
			self.adopt()
		elif transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif transition.next_meaning == REPLACED:
			later = self.flags.source
			self.replaced_by, self.replaced_on = later.name, later.effective_on
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = (comment or "").strip()

	def adopt(self):
		"""Put it in force by a meeting's resolution; what was in force until then is replaced."""
		# the center's row is the lock for what is in force
		lock("CON Center", self.center)
		self.return_reason = None
		meeting = resolutions.record(self, resolutions.APPROVED)
		self.adopted_on = meeting.meeting_date
		resolutions.set_effective(self, self.adopted_on, BylawError)
		self.signatory_name, self.signatory_position = meeting.chair_name, meeting.chair_position
		self.replaces = in_force(self.center)
		if self.replaces:
			follow(self.doctype, self.replaces, REPLACED, source=self)

	def before_cancel(self):
		super().before_cancel()
		# what it had replaced names it, and does not come back
		self.ignore_linked_doctypes = (self.doctype,)

	def compared_with(self, other: str) -> list[dict]:
		"""Return this version against another one, as `comparing.compare` does."""
		before = frappe.get_doc(self.doctype, other)
		return comparing.compare(texts_of(before), texts_of(self))

	def public_issuer(self) -> str:
		return f"{CENTER_WORD}{long_name(self.area)}"

	def public_facts(self):
		return {
			"kind": "ระเบียบ",
			"number": None,
			"dated": self.adopted_on,
			"issuer": self.public_issuer(),
			"subject": f"ว่าด้วย{self.subject} พ.ศ. {be_year(getdate(self.adopted_on))}",
			"signatory_position": self.signatory_position,
		}

	def later_changes(self):
		if self.replaced_by:
			yield LaterChange("Revoked", None, self.replaced_on)


def texts_of(bylaw) -> list[tuple[str, str]]:
	return [(row.heading or "", row.text) for row in bylaw.clauses]


def in_force(center: str | None) -> str | None:
	"""Return the name of the center's by-laws in force."""
	return center and frappe.db.get_value(
		"By-law", {"center": center, "workflow_state": ("in", states("By-law", IN_FORCE, ACKNOWLEDGED))}
	)


@frappe.whitelist()
def versions(name: str) -> list[dict]:
	"""Return the other versions of the same center that the session user may read: name and title, the latest first."""
	doc = frappe.get_doc("By-law", name)
	doc.check_permission("read")
	return frappe.get_list(
		"By-law",
		filters={"center": doc.center, "name": ("!=", name)},
		fields=["name", "title", "version", "workflow_state"],
		order_by="version desc, creation desc",
		limit_page_length=50,
	)


@frappe.whitelist()
def compare(name: str, other: str) -> list[dict]:
	"""Return a version of by-laws against another one, clause by clause (`comparing.compare`)."""
	doc, before = frappe.get_doc("By-law", name), frappe.get_doc("By-law", other)
	doc.check_permission("read")
	before.check_permission("read")
	if doc.center != before.center:
		frappe.throw(_("Choose a version of the same center."), BylawError)
	return doc.compared_with(other)


def on_doctype_update():
	add_indexes("By-law")
	frappe.db.add_index("By-law", ["center", "workflow_state"])
