import frappe
from frappe import _
from frappe.utils import getdate, today

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.posts import forget_posts, posts
from con_center.organization import self_appointment
from con_center.organization.doctype.area.area import long_name

CAPACITY_IN_THAI = {
	"In Charge of the Office": "รักษาราชการแทน",
	"On Behalf Of": "ปฏิบัติราชการแทน",
	"Acting in the Position": "รักษาการในตำแหน่ง",
}


class AssignmentError(frappe.ValidationError):
	pass


class OfficerAssignment(ScopedDocument):
	"""A post: a user holds a position in an area from one day to another, perhaps acting for somebody.

	While it is in force it gives the roles of the position (and of the one acted for) and the area as scope.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acting_for: DF.Data | None
		acting_for_position: DF.Link | None
		appointed_by: DF.Link | None
		area: DF.Link
		capacity: DF.Literal[
			"In Own Right", "In Charge of the Office", "On Behalf Of", "Acting in the Position"
		]
		district: DF.Link | None
		from_date: DF.Date
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		officer_name: DF.Data
		position: DF.Link
		province: DF.Link | None
		reference: DF.Data | None
		status: DF.Literal["Upcoming", "In Force", "Ended"]
		to_date: DF.Date | None
		user: DF.Link
	# end: auto-generated types

	def validate(self):
		self.validate_dates()
		self.validate_area_level()
		self.validate_acting()
		self.set_status()
		self_appointment.note(self)

	def on_update(self):
		self_appointment.report(self)
		before = self.get_doc_before_save()
		for user in {self.user, before.user if before else self.user}:
			sync_roles(user, self.possible_roles(before))

	def after_delete(self):
		sync_roles(self.user, self.possible_roles())

	def validate_dates(self):
		if self.to_date and getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(
				_("Until: {0} lies before From, {1}. Give the last day of the post.").format(
					frappe.format(self.to_date, "Date"), frappe.format(self.from_date, "Date")
				),
				AssignmentError,
			)

	def validate_area_level(self):
		level = frappe.get_cached_value("Position", self.position, "level")
		if level != self.level:
			frappe.throw(
				_("Area: {0} is a position of the level {1}; {2} is of the level {3}.").format(
					frappe.bold(self.position),
					_(level),
					frappe.get_cached_value("Area", self.area, "full_name"),
					_(self.level),
				),
				AssignmentError,
			)

	def validate_acting(self):
		if self.capacity == "In Own Right":
			self.acting_for = self.acting_for_position = None
		elif not self.acting_for_position:
			frappe.throw(
				_(
					"Acting For the Position: say whose position is acted for, or choose the capacity {0}."
				).format(_("In Own Right")),
				AssignmentError,
			)

	def set_status(self):
		self.status = status_on(self, getdate(today()))

	def possible_roles(self, *versions) -> set[str]:
		"""Return the roles that this assignment gives, or gave in the versions of it."""
		positions = {
			p for doc in (self, *versions) if doc for p in (doc.position, doc.acting_for_position) if p
		}
		return roles_of(positions)


def status_on(assignment, day) -> str:
	"""Return Upcoming, In Force or Ended, for the assignment on that day."""
	if getdate(assignment.from_date) > day:
		return "Upcoming"
	if assignment.to_date and getdate(assignment.to_date) < day:
		return "Ended"
	return "In Force"


def roles_of(positions) -> set[str]:
	if not positions:
		return set()
	return set(
		frappe.get_all(
			"Position Role",
			filters={"parent": ("in", list(positions)), "parenttype": "Position"},
			pluck="role",
		)
	)


def sync_roles(user: str, managed: set[str]) -> None:
	"""Give the user the roles of his posts; take back those of `managed` that no post gives any more.

	Roles that no assignment of his ever gave are left alone: an admin may have given them by hand.
	"""
	forget_posts()
	due = {role for post in posts(user) for role in post.roles}
	has = set(frappe.get_all("Has Role", filters={"parent": user, "parenttype": "User"}, pluck="role"))
	if due <= has and not (managed - due) & has:
		return
	account = frappe.get_doc("User", user)
	account.set("roles", [row for row in account.roles if row.role not in managed - due])
	account.append_roles(*sorted(due))
	# the right to change users is not the right to give posts: who may write the assignment has decided
	account.flags.ignore_permissions = True
	account.save()


def sync_users_of(position: str, lost_roles: set[str]) -> None:
	"""Bring the roles of all who hold or act for the position up to date: its roles have changed."""
	assignments = frappe.get_all(
		"Officer Assignment",
		or_filters={"position": position, "acting_for_position": position},
		pluck="user",
		distinct=True,
	)
	managed = roles_of([position]) | lost_roles
	for user in assignments:
		sync_roles(user, managed)


def update_expired() -> None:
	"""Daily: posts begin and end by the calendar; move their status, and the roles with it."""
	day = getdate(today())
	for row in frappe.get_all(
		"Officer Assignment",
		filters={"status": ("!=", "Ended")},
		fields=["name", "user", "from_date", "to_date", "status", "position", "acting_for_position"],
	):
		status = status_on(row, day)
		if status != row.status:
			frappe.db.set_value("Officer Assignment", row.name, "status", status)
			sync_roles(row.user, roles_of({p for p in (row.position, row.acting_for_position) if p}))


def signature_lines(assignment) -> tuple[str, list[str]]:
	"""Return what stands below a signature: the position, and the lines of the one acted for.

	("รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", ["ผู้ว่าราชการจังหวัดอุบลราชธานี"]), as in seed 003.
	"""
	own = position_title(assignment.position, assignment.area)
	if assignment.capacity == "In Own Right":
		return own, []
	bare = position_title(assignment.position, None)
	return f"{bare} {CAPACITY_IN_THAI[assignment.capacity]}", [
		position_title(assignment.acting_for_position, assignment.area)
	]


def position_title(position: str, area: str | None) -> str:
	with_area = frappe.get_cached_value("Position", position, "print_with_area")
	return position + (long_name(area, level_word=False) if with_area and area else "")


def on_doctype_update():
	add_indexes("Officer Assignment")
	frappe.db.add_index("Officer Assignment", ["user", "from_date"])
