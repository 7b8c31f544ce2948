import frappe
from frappe import _
from frappe.utils import cstr, formatdate, getdate, today

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.roles import ADMINISTRATOR_ROLES
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import NAMED
from con_center.organization import authority, substitutes
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	positions_of,
	roles_of,
	status_on,
)
from con_center.organization.substitutes import ADMINISTRATOR, SUPERIOR

ASSIGNMENT = "Officer Assignment"
# by what the substitute signs, from his first day on
BEGUN_FIELDS = ("from_date", "capacity", "matters", "order_number", "order_date", "order_file")


class SubstitutionError(frappe.ValidationError):
	pass


class NamingError(frappe.PermissionError):
	pass


class ChainError(SubstitutionError):
	pass


class Substitution(ScopedDocument):
	"""Somebody is away, and another officer acts for him from one day to another.

	It gives the substitute a post (an Officer Assignment) with the roles of the one who is away and none besides, which
	begins and ends by the calendar.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		absent_name: DF.Data | None
		area: DF.Link | None
		capacity: DF.Literal["In Charge of the Office", "On Behalf Of", "Acting in the Position"]
		district: DF.Link | None
		from_date: DF.Date
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		matters: DF.SmallText | None
		named_by: DF.Link | None
		order_date: DF.Date | None
		order_file: DF.Attach | None
		order_number: DF.Data | None
		position: DF.Link | None
		post: DF.Link
		province: DF.Link | None
		reason: DF.Data | None
		status: DF.Literal["Upcoming", "In Force", "Ended"]
		substitute: DF.Link | None
		substitute_name: DF.Data | None
		substitute_post: DF.Link
		title: DF.Data | None
		to_date: DF.Date
		user: DF.Link | None
		withdrawn: DF.Check
	# end: auto-generated types

	area_field = "post"
	refusal = SubstitutionError

	def get_area(self):
		return frappe.db.get_value(ASSIGNMENT, self.post, "area") if self.post else None

	def validate(self):
		self.read_posts()
		self.validate_not_over()
		self.validate_naming()
		if not self.withdrawn:
			self.validate_dates()
			self.validate_posts()
			self.validate_no_chain()
		self.matters = authority.checked_matters(self.matters)
		self.validate_begun()
		self.set_status()
		self.title = f"{self.absent_name}: {self.substitute_name}"[:140]

	def on_update(self):
		self.give_post()
		self.tell_overlaps()
		self.tell_both()

	def read_posts(self):
		self._post = frappe.get_doc(ASSIGNMENT, self.post)
		self._substitute_post = frappe.get_doc(ASSIGNMENT, self.substitute_post)
		if self.is_new():
			self.user, self.absent_name = self._post.user, self._post.officer_name
			self.position = self._post.position
			self.substitute = self._substitute_post.user
			self.substitute_name = self._substitute_post.officer_name

	def is_settled(self) -> bool:
		"""Who named the substitute corrects the order until the substitute has begun."""
		return bool(self.withdrawn) or getdate(self.from_date) <= getdate()

	def validate_not_over(self):
		before = self.get_doc_before_save()
		if before and before.withdrawn:
			frappe.throw(
				_("{0} has been ended and stays as it was. Enter a new substitution.").format(self.name),
				SubstitutionError,
			)

	def validate_begun(self):
		"""What the substitute has signed he has signed by the order as it stood: it ends, and another one is entered."""
		before = self.get_doc_before_save()
		if not (before and before.is_settled()):
			return
		for field in BEGUN_FIELDS:
			if cstr(self.get(field)) != cstr(before.get(field)):
				self.refuse(
					field,
					_(
						"this stays, since {0} acts by it already. End this substitution early, and enter a new one."
					).format(frappe.bold(self.substitute_name)),
				)

	def validate_naming(self):
		"""Who may name whom: he who is away, who is above him, or an administrator by an order in writing."""
		if self.flags.by_system:
			return
		user = frappe.session.user
		as_what = substitutes.named_as(user, self._post, self.roles())
		if not as_what:
			frappe.throw(
				_(
					"Who acts for {0} is named by himself, by who is above him in the line, or by an administrator."
				).format(frappe.bold(self.absent_name)),
				NamingError,
			)
		self.named_by = user
		if not self.withdrawn:
			self.validate_order(user, as_what)

	def validate_order(self, user: str, as_what: str):
		"""An administrator enters what others have ordered, and nothing for himself; who is above nothing for himself without an order."""
		for_himself = self.substitute == user
		if as_what == SUPERIOR and for_himself and not self.order_number:
			frappe.throw(
				_(
					"Order Number or Law: you name yourself. Give the number of the order by which you act for {0}, and its date."
				).format(frappe.bold(self.absent_name)),
				frappe.MandatoryError,
			)
		if as_what != ADMINISTRATOR:
			return
		if for_himself:
			frappe.throw(
				_(
					"Who Acts for Him: you are not above {0}, and cannot name yourself for his post. He, or who is above him, names you."
				).format(frappe.bold(self.absent_name)),
				NamingError,
			)
		if not self.order_number:
			frappe.throw(
				_(
					"Order Number or Law: an administrator enters what has been ordered. Give the number of the order, and its date."
				),
				frappe.MandatoryError,
			)

	def validate_dates(self):
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(
				_("Until: {0} lies before From, {1}. Give the last day of the substitution.").format(
					formatdate(self.to_date), formatdate(self.from_date)
				),
				SubstitutionError,
			)
		if self.is_new() and getdate(self.to_date) < getdate(today()):
			frappe.throw(
				_(
					"Until: {0} is over. A substitution begins today or later, and nothing is signed afterwards."
				).format(formatdate(self.to_date)),
				SubstitutionError,
			)

	def validate_posts(self):
		if self.user == self.substitute:
			frappe.throw(
				_("Who Acts for Him: nobody acts for himself. Choose another officer."), SubstitutionError
			)
		if self.roles() & set(ADMINISTRATOR_ROLES):
			frappe.throw(
				_(
					"Who Is Away: the rights of an administrator are not handed on. Give somebody else the post."
				),
				SubstitutionError,
			)
		for field, post in (("post", self._post), ("substitute_post", self._substitute_post)):
			if not substitutes.covers_days(post, self):
				frappe.throw(
					_(
						"{0}: {1} does not hold it on all days from {2} until {3}. Shorten the time, or choose another."
					).format(
						frappe.bold(_(self.meta.get_label(field))),
						post.officer_name,
						formatdate(self.from_date),
						formatdate(self.to_date),
					),
					SubstitutionError,
				)

	def validate_no_chain(self):
		"""A substitute does not hand on what was handed to him, and who is away himself stands for nobody."""
		if self._post.capacity != "In Own Right" or self._post.substitution:
			frappe.throw(
				_(
					"Who Is Away: {0} acts for another there, and cannot hand that on. Who holds the post, or is above it, names another substitute."
				).format(frappe.bold(self.absent_name)),
				ChainError,
			)
		if self._substitute_post.substitution:
			frappe.throw(
				_("Who Acts for Him: choose a post that {0} has of his own, not one as a substitute.").format(
					frappe.bold(self.substitute_name)
				),
				ChainError,
			)
		if away := substitutes.overlapping(self, user=self.substitute):
			frappe.throw(
				_("Who Acts for Him: {0} is away himself in that time ({1}). Choose another officer.").format(
					frappe.bold(self.substitute_name), away[0]
				),
				ChainError,
			)

	def roles(self) -> set[str]:
		return roles_of(positions_of(self._post))

	def set_status(self):
		self.status = status_on(self, getdate(today()))

	def make_post(self):
		"""Return the post that the substitute gets, as it is by this document, not saved."""
		name = frappe.db.get_value(ASSIGNMENT, {"substitution": self.name}) if self.name else None
		post = frappe.get_doc(ASSIGNMENT, name) if name else frappe.new_doc(ASSIGNMENT)
		return post.update(
			{
				"user": self.substitute,
				"officer_name": self.substitute_name,
				"position": self._substitute_post.position,
				"area": self.area,
				"from_date": self.from_date,
				"to_date": self.to_date,
				"withdrawn": self.withdrawn,
				"capacity": self.capacity,
				"acting_for_position": self.position,
				"acting_for": self.absent_name,
				"authority_number": self.order_number or self.name,
				"authority_date": self.order_date if self.order_number else getdate(self.creation),
				"authority_file": self.order_file,
				"matters": self.matters,
				"substitution": self.name,
			}
		)

	def give_post(self):
		post = self.make_post()
		post.flags.by_system = True
		# the right to name a substitute is not the right to give posts: it has been looked at
		post.save(ignore_permissions=True)

	def end(self):
		"""End it early, since one of its posts is no longer what it stood on."""
		self.withdrawn = 1
		self.flags.by_system = True
		self.save(ignore_permissions=True)

	def tell_overlaps(self):
		if self.withdrawn:
			return
		others = substitutes.overlapping(self, post=self.post)
		if others:
			frappe.msgprint(
				_("In that time another one acts for the same post, too: {0}").format(", ".join(others)),
				indicator="orange",
				alert=True,
			)
		if acts := substitutes.overlapping(self, substitute=self.user):
			frappe.msgprint(
				_("{0} acts for another in that time, which is not handed on by this: {1}").format(
					self.absent_name, ", ".join(acts)
				),
				indicator="orange",
				alert=True,
			)

	def tell_both(self):
		"""Tell who is named, and who is away where somebody else has named him, once this is committed."""
		before = self.get_doc_before_save()
		if before and not any(
			self.has_value_changed(field) for field in ("from_date", "to_date", "withdrawn")
		):
			return
		users = sorted({self.substitute, self.user} - {frappe.session.user})
		tell_later(NAMED, users, self.doctype, self.name, with_thai(self.told))

	def told(self) -> str:
		said = (
			_("{0} does not act for {1}, {2}, any more (from {3} until {4})")
			if self.withdrawn
			else _("{0} acts for {1}, {2}, from {3} until {4}")
		)
		days = (formatdate(self.from_date), formatdate(self.to_date))
		return said.format(self.substitute_name, self.position, self.absent_name, *days)


def on_doctype_update():
	add_indexes("Substitution")
	for field in ("post", "substitute_post", "user", "substitute"):
		frappe.db.add_index("Substitution", [field])
