import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.utils import cstr, getdate, today

from con_center.access.areas import covers
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument, twins_of
from con_center.access.locking import lock
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization import photos
from con_center.thai import normalize_name

GROUP, NETWORK, COMMUNITY = "Group or Organization", "Network", "Community"
DEVELOPING, PASSED, WITHDRAWN = "Developing", "Passed", "Withdrawn"
CERTIFICATE = ("certificate_number", "certificate_date", "certified_by")
# what may still be written once an entry has ended; the day of it is the system's
OPEN_AT_END = ("status", "withdrawn_reason", "ended_on")


class StandardEntryError(frappe.ValidationError):
	pass


class CommunityStandardEntry(ScopedDocument):
	"""Who was developed by the standard of community development (มชช.) in a year, what was found, and how it ended.

	Seed 001: leaders, groups, networks and communities get to know, assess and develop themselves by it, together with
	partners. It is a scheme of its own: neither the assessment of centers nor their measures of success count it.

	How it ends is a status, not a ladder: no source says who decides on it, and what proves it is a certificate that
	comes from outside. An entry that has ended stays as it is; a wrong one is withdrawn with a reason, and entered anew.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.community.doctype.standard_entry_file.standard_entry_file import StandardEntryFile
		from con_center.community.doctype.standard_finding.standard_finding import StandardFinding
		from con_center.community.doctype.standard_partner.standard_partner import StandardPartner

		area: DF.Link | None
		center: DF.Link
		certificate_date: DF.Date | None
		certificate_number: DF.Data | None
		certified_by: DF.Data | None
		coordinator: DF.Data | None
		district: DF.Link | None
		ended_on: DF.Date | None
		evidence: DF.Table[StandardEntryFile]
		findings: DF.Table[StandardFinding]
		fiscal_year: DF.Int
		lesson: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		office_place: DF.Data | None
		organization: DF.Link | None
		partners: DF.TableMultiSelect[StandardPartner]
		phone: DF.Data | None
		province: DF.Link | None
		standard_type: DF.Literal["Leader", "Group or Organization", "Network", "Community"]
		status: DF.Literal["Developing", "Passed", "Not Passed Yet", "Left the Process", "Withdrawn"]
		subject_name: DF.Autocomplete | None
		village: DF.Link | None
		withdrawn_reason: DF.SmallText | None
	# end: auto-generated types

	area_field = "center"
	photo_table = "evidence"
	refusal = StandardEntryError
	stands_once = ("center", "standard_type", "subject_name", "fiscal_year")

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		self.refuse_after_end()
		if not (self.center and self.standard_type and self.fiscal_year):
			return  # asked for as mandatory
		self.fiscal_year = check_fiscal_year(
			self.fiscal_year, _(self.meta.get_label("fiscal_year"), context=self.doctype)
		)
		self.set_subject()
		self.fill_in()
		self.validate_aspects()
		self.validate_end()
		self.validate_only_one()
		photos.check(self)

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. If it is wrong, set its status to Withdrawn and say why.").format(
				self.subject_name
			),
			StandardEntryError,
		)

	def is_settled(self) -> bool:
		return self.status != DEVELOPING

	def refuse_after_end(self):
		"""What has ended stays as it is; it can be withdrawn, and that alone."""
		before = self.get_doc_before_save()
		if not before or before.status == DEVELOPING:
			return
		withdraws = before.status != WITHDRAWN and self.status == WITHDRAWN
		if not withdraws or _written(self) != _written(before):
			self.refuse(
				"status",
				_(
					"this entry has ended and stays as it is. If it is wrong, withdraw it and enter another one."
				),
			)

	def set_subject(self):
		"""Call who is developed as the registers do; a network is the center itself unless another one is named."""
		if self.standard_type != GROUP:
			self.organization = None
		if self.standard_type != COMMUNITY:
			self.village = None
		if self.organization:
			self.subject_name = self.name_of_organization()
		elif self.village:
			self.subject_name = self.name_of_village()
		elif self.standard_type == NETWORK and not (self.subject_name or "").strip():
			self.subject_name = frappe.db.get_value("CON Center", self.center, "center_name")
		self.subject_name = normalize_name(self.subject_name or "")
		if not self.subject_name:
			self.require(("subject_name",), _("say who it is."))

	def name_of_organization(self) -> str:
		name, area = frappe.db.get_value(
			"Community Organization", self.organization, ["organization_name", "area"]
		)
		if not covers(self.area, area):
			self.refuse("organization", _("choose one of the same center."))
		return name

	def name_of_village(self) -> str:
		if len(self.village) != 8 or not covers(self.area, self.village):
			self.refuse("village", _("choose a village of the same center."))
		return frappe.get_cached_value("Area", self.village, "full_name")

	def fill_in(self):
		if not self.is_new():
			return
		if self.standard_type == NETWORK and not self.office_place:
			self.office_place = frappe.db.get_value("CON Center", self.center, "office_place")
		if not self.findings:
			self.extend("findings", [{"aspect": name} for name in aspects_of(self.standard_type)])

	def validate_aspects(self):
		for row in self.findings:
			if row.aspect and frappe.db.get_value("Standard Aspect", row.aspect, "standard_type") != (
				self.standard_type
			):
				self.refuse("findings", _("row {0} has an aspect of another type.").format(row.idx))

	def validate_end(self):
		if self.status == PASSED:
			self.require(CERTIFICATE, _("fill it in: who has passed has a certificate."))
			if getdate(self.certificate_date) > getdate():
				self.refuse(
					"certificate_date",
					_("the date lies in the future. Give the day on which it happened."),
				)
		elif self.status != WITHDRAWN:
			self.update(dict.fromkeys(CERTIFICATE))
		if self.status == WITHDRAWN:
			self.require(("withdrawn_reason",), _("say why this record no longer counts."))
		else:
			self.withdrawn_reason = None
		self.ended_on = None if self.status == DEVELOPING else self.ended_on or today()

	def require(self, fields: tuple[str, ...], said: str):
		for field in fields:
			if not cstr(self.get(field)).strip():
				label = frappe.bold(_(self.meta.get_label(field), context=self.doctype))
				frappe.throw(_("{0}: {1}").format(label, said), frappe.MandatoryError)

	def validate_only_one(self):
		if self.status == WITHDRAWN:
			return
		# the center's row is the lock: two officers cannot begin the same entry at once
		lock("CON Center", self.center)
		if other := self.find_twin():
			self.refuse(
				"fiscal_year",
				_("there is an entry of {0} for this year already. Go on with that one.").format(
					frappe.bold(other.subject_name)
				),
			)

	def find_twin(self):
		same = {**twins_of(self), "status": ("!=", WITHDRAWN)}
		if self.organization:
			# the register may have two of one name
			same["organization"] = ("in", (self.organization, ""))
		return frappe.db.get_value(self.doctype, same, ["name", "subject_name"], as_dict=True)


def aspects_of(standard_type: str) -> list[str]:
	return frappe.get_all(
		"Standard Aspect",
		filters={"standard_type": standard_type, "disabled": 0},
		order_by="rank, creation",
		pluck="name",
	)


def _written(doc) -> list[tuple[str, str]]:
	"""Return what people have written in an entry and its rows, but for what stays open at its end."""
	return [
		(field.fieldname, cstr(each.get(field.fieldname)))
		for each in (doc, *doc.get_all_children())
		for field in each.meta.fields
		if field.fieldtype not in (*no_value_fields, *table_fields) and field.fieldname not in OPEN_AT_END
	]


def on_doctype_update():
	add_indexes("Community Standard Entry")
	frappe.db.add_index("Community Standard Entry", ["center", "fiscal_year"])
