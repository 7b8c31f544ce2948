import frappe
from frappe import _
from frappe.utils import formatdate, getdate, today

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.posts import forget_posts, posts
from con_center.organization import authority, self_appointment, substitutes
from con_center.organization.doctype.area.area import long_name
from con_center.seams.arguments import Filters

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
		authority_date: DF.Date | None
		authority_file: DF.Attach | None
		authority_from: DF.Date | None
		authority_number: DF.Data | None
		authority_until: DF.Date | None
		capacity: DF.Literal[
			"In Own Right", "In Charge of the Office", "On Behalf Of", "Acting in the Position"
		]
		district: DF.Link | None
		from_date: DF.Date
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		matters: DF.SmallText | None
		officer_name: DF.Data
		position: DF.Link
		province: DF.Link | None
		reference: DF.Data | None
		status: DF.Literal["Upcoming", "In Force", "Ended"]
		substitution: DF.Link | None
		to_date: DF.Date | None
		user: DF.Link
		withdrawn: DF.Check
	# end: auto-generated types

	def validate(self):
		self.refuse_by_hand()
		self.validate_dates()
		self.validate_area_level()
		self.validate_acting()
		self.validate_authority()
		self.set_status()
		self_appointment.note(self)

	def on_update(self):
		self_appointment.report(self)
		before = self.get_doc_before_save()
		for user in {self.user, before.user if before else self.user}:
			sync_roles(user, self.possible_roles(before))
		substitutes.follow(self)

	def after_delete(self):
		sync_roles(self.user, self.possible_roles())

	def refuse_by_hand(self):
		"""What a substitution gives is changed by that alone."""
		if self.substitution and not self.flags.by_system:
			frappe.throw(
				_("This post is given by the substitution {0}. Change that, or end it.").format(
					frappe.bold(self.substitution)
				),
				AssignmentError,
			)

	def validate_dates(self):
		if self.to_date and getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(
				_("Until: {0} lies before From, {1}. Give the last day of the post.").format(
					frappe.format(self.to_date, "Date"), frappe.format(self.from_date, "Date")
				),
				AssignmentError,
			)

	def validate_area_level(self):
		# a substitute may have his own position elsewhere in the line
		held = self.acting_for_position if self.substitution else self.position
		level = frappe.get_cached_value("Position", held, "level")
		if level != self.level:
			frappe.throw(
				_("Area: {0} is a position of the level {1}; {2} is of the level {3}.").format(
					frappe.bold(held),
					_(level),
					frappe.get_cached_value("Area", self.area, "full_name"),
					_(self.level),
				),
				AssignmentError,
			)

	def validate_acting(self):
		if self.capacity == "In Own Right":
			self.acting_for = self.acting_for_position = None
			self.update(dict.fromkeys(authority.FIELDS))
		elif not self.acting_for_position:
			frappe.throw(
				_(
					"Acting For the Position: say whose position is acted for, or choose the capacity {0}."
				).format(_("In Own Right")),
				AssignmentError,
			)

	def validate_authority(self):
		if self.authority_until and self.authority_from:
			if getdate(self.authority_until) < getdate(self.authority_from):
				frappe.throw(
					_(
						"The Order Holds Until: {0} lies before {1}, from which it holds. Correct one of them."
					).format(
						frappe.format(self.authority_until, "Date"),
						frappe.format(self.authority_from, "Date"),
					),
					AssignmentError,
				)
		self.matters = authority.checked_matters(self.matters)

	def set_status(self):
		self.status = status_on(self, getdate(today()))

	def possible_roles(self, *versions) -> set[str]:
		"""Return the roles that this assignment gives, or gave in the versions of it."""
		return roles_of({p for doc in (self, *versions) if doc for p in positions_of(doc)})


def positions_of(assignment) -> set[str]:
	"""Return the positions whose roles the assignment gives (`access.posts`): a substitute's, those of whom he stands for."""
	own = None if assignment.substitution else assignment.position
	return {position for position in (own, assignment.acting_for_position) if position}


def status_on(assignment, day) -> str:
	"""Return Upcoming, In Force or Ended, for the assignment on that day."""
	if assignment.withdrawn:
		return "Ended"
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
		fields=[
			"name",
			"user",
			"from_date",
			"to_date",
			"status",
			"position",
			"acting_for_position",
			"substitution",
			"withdrawn",
		],
	):
		status = status_on(row, day)
		if status != row.status:
			frappe.db.set_value("Officer Assignment", row.name, "status", status)
			if row.substitution:
				frappe.db.set_value("Substitution", row.substitution, "status", status)
			sync_roles(row.user, roles_of(positions_of(row)))


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


def write_signature(doc, assignment) -> None:
	"""Write who signs into a document: his name, his position and for whom he acts; nobody without an assignment."""
	position, acted_for = signature_lines(assignment) if assignment else (None, [])
	doc.signatory_name = assignment.officer_name if assignment else None
	doc.signatory_position = position
	doc.signatory_acting_lines = "\n".join(acted_for)


def written_position(doc) -> str:
	"""Return the position of who signs as it stands below his name, with the lines of whom he acts for."""
	return "\n".join(filter(None, (doc.signatory_position, doc.signatory_acting_lines)))


def by_authority(assignment) -> str | None:
	"""Return in which capacity, and by what, one signs for another, as the log keeps it; None in one's own right."""
	if assignment.capacity == "In Own Right":
		return None
	written = assignment.authority_number or _("no written authority is noted")
	if written == assignment.substitution:
		written = _("the substitution {0} in this system").format(written)
	dated = assignment.authority_date
	order = _("{0}, dated {1}").format(written, formatdate(dated)) if dated else written
	return f"{CAPACITY_IN_THAI[assignment.capacity]}: {order}"


def position_title(position: str, area: str | None) -> str:
	with_area = frappe.get_cached_value("Position", position, "print_with_area")
	return position + (long_name(area, level_word=False) if with_area and area else "")


def on_doctype_update():
	add_indexes("Officer Assignment")
	frappe.db.add_index("Officer Assignment", ["user", "from_date"])


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search(doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: Filters = None):
	"""Find posts by the officer's name or account, by position, or by their own name.

	Standard query of the Link fields to Officer Assignment: an officer holds several, told apart by position and area.
	"""
	found = frappe.get_list(
		"Officer Assignment",
		filters=filters,
		or_filters={field: ("like", f"%{txt}%") for field in ("officer_name", "position", "user", "name")},
		fields=["name", "officer_name", "position", "area"],
		order_by="officer_name, area, name",
		limit_start=start,
		limit_page_length=page_len,
	)
	areas = {post.area for post in found}
	names = dict(
		frappe.get_all("Area", {"name": ("in", areas)}, ["name", "full_name"], as_list=True) if areas else ()
	)
	return [(post.name, post.officer_name, _(post.position), names.get(post.area, "")) for post in found]
