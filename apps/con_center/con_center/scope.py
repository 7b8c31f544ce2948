"""The one rule of who may see which area.

Areas are named by their DOPA code, so a code is the path to its area: 34 holds 3407, which holds 340701.
An officer's posts (Officer Assignments in force today) say which roles he holds where. From them come both
the condition on lists (`conditions`) and the check on documents (`has_permission`): they cannot disagree.
Scope only narrows what the role permissions of a DocType grant.
"""

import pickle
import weakref
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.utils import getdate, today
from frappe.utils.user import get_users_with_role

from con_center import statements
from con_center.statements import parameter

COUNTRY = "00"
LEVEL_BY_LENGTH = {2: "Province", 4: "District", 6: "Sub-district", 8: "Village"}
# the column of a scoped document that holds the code of the area at each level
COLUMN_BY_LENGTH = {2: "province", 4: "district", 6: "area"}

SCOPED_DOCTYPES = (
	"CON Center",
	"Community Organization",
	"Officer Assignment",
	"Committee",
	"Appointment Order",
	"Action Plan",
	"Activity Progress",
	"Plan Project",
	"Approval Log",
	"Number Counter",
	"Document Number",
	"Meeting",
	"Meeting Task",
	"Assessment",
	"District Assessment Confirmation",
	"Progress Report",
	"Reporting Round",
)
# what one level sets for those below: read in every area that it holds, too, and written in its own area alone
READ_BELOW = ("Reporting Round",)
READING_RIGHTS = ("read", "select", "report", "print", "email", "export")
# columns that go along with the document: for all its rows at once, or with what else changes in a row
WRITTEN_TOGETHER = ("docstatus", "modified", "modified_by")
# read-only fields that Frappe's workflow and its amending look after
GUARDED_ELSEWHERE = ("workflow_state", "amended_from")
# the tables whose rows belong to a scoped document, which can be asked for by themselves
PARENT_OF_ROW = {
	"Committee Member": "Committee",
	"Appointment Order Member": "Appointment Order",
	"Appointment Order Change": "Appointment Order",
	"Meeting Committee": "Meeting",
	"Meeting Agenda Item": "Meeting",
	"Meeting Follow-up": "Meeting",
	"Meeting Attendance": "Meeting",
	"Meeting Guest": "Meeting",
	"Plan Activity": "Action Plan",
	"Plan Activity Budget": "Action Plan",
	"Plan Activity Participant": "Action Plan",
	"Activity Spending": "Activity Progress",
	"Activity Participant": "Activity Progress",
	"Activity Evidence": "Activity Progress",
	"Plan Project Budget": "Plan Project",
	"Plan Project Referral": "Plan Project",
	"Assessment Category Result": "Assessment",
	"Assessment Score": "Assessment",
	"Assessment Band": "Assessment",
	"Progress Report Figure": "Progress Report",
	"Reporting Round Item": "Reporting Round",
}


class AreaMissingError(frappe.ValidationError):
	pass


class ForeignLinkError(frappe.PermissionError):
	pass


class ForeignRowError(frappe.PermissionError):
	pass


class RenamingError(frappe.PermissionError):
	pass


class Post(NamedTuple):
	"""A position held in an area today, with the roles it gives there."""

	assignment: str
	position: str
	area: str
	roles: frozenset[str]
	own_right: bool


def level_of(code: str) -> str:
	"""Return the level of the area with this DOPA code; "00" is the country."""
	return "Country" if code == COUNTRY else LEVEL_BY_LENGTH[len(code)]


def covers(code: str, area: str | None) -> bool:
	"""Tell whether the area `code` is, or holds, `area`."""
	return code == COUNTRY or (bool(area) and area.startswith(code))


def ancestor(area: str, level: str) -> str | None:
	"""Return the code of the area of `level` that is or holds `area`; None where there is none."""
	if level == "Country":
		return COUNTRY
	length = next(length for length, name in LEVEL_BY_LENGTH.items() if name == level)
	return area[:length] if area != COUNTRY and len(area) >= length else None


def place_of(area: str) -> dict[str, str | None]:
	"""Return what a scoped document carries of its place: area, level, district and province."""
	return {
		"area": area,
		"level": level_of(area),
		"district": ancestor(area, "District"),
		"province": ancestor(area, "Province"),
	}


def posts(user: str | None = None) -> list[Post]:
	"""Return the posts that the user holds today, read once a request."""
	user = user or frappe.session.user
	if not hasattr(frappe.local, "con_center_posts"):
		frappe.local.con_center_posts = {}
	cache = frappe.local.con_center_posts
	if user not in cache:
		cache[user] = _read_posts(user)
	return cache[user]


def forget_posts() -> None:
	"""Let the posts be read anew: assignments or positions have changed."""
	frappe.local.con_center_posts = {}


def _read_posts(user: str) -> list[Post]:
	rows = statements.ask(_posts_query(), {"user": user, "day": today()}, as_dict=True)
	held: dict[str, dict] = {}
	for row in sorted(rows, key=lambda row: (row.from_date, row.name)):
		entry = held.setdefault(row.name, {"row": row, "roles": set()})
		if row.role:
			entry["roles"].add(row.role)
	return [
		Post(
			name, e["row"].position, e["row"].area, frozenset(e["roles"]), e["row"].capacity == "In Own Right"
		)
		for name, e in held.items()
	]


@cache
def _posts_query() -> str:
	"""Return the query of a user's posts on a day. Every request asks it, and building it takes longer than asking."""
	assignment = frappe.qb.DocType("Officer Assignment")
	granted = frappe.qb.DocType("Position Role")
	position = frappe.qb.DocType("Position")
	query = (
		frappe.qb.from_(assignment)
		.join(position)
		.on(position.name.isin([assignment.position, assignment.acting_for_position]))
		.left_join(granted)
		.on((granted.parent == position.name) & (granted.parenttype == "Position"))
		.select(assignment.name, assignment.position, assignment.area, assignment.capacity)
		.select(assignment.from_date, granted.role)
		.where((assignment.user == parameter("user")) & in_force(assignment, parameter("day")))
		.where(position.disabled == 0)
	)
	return query.get_sql()


def in_force(assignment, day):
	"""Return the query criterion: the assignment is in force on `day` (both ends included)."""
	return (assignment.from_date <= day) & (assignment.to_date.isnull() | (assignment.to_date >= day))


def post_with_role(role: str, area: str | None, user: str | None = None) -> Post | None:
	"""Return the user's post that gives `role` over `area`: the nearest one, held in own right if there is."""
	fitting = [p for p in posts(user) if role in p.roles and covers(p.area, area)]
	return max(fitting, key=lambda p: (p.area != COUNTRY, len(p.area), p.own_right), default=None)


def is_scoped(doctype: str | None) -> bool:
	"""Tell whether documents of this DocType, or the documents that its rows belong to, are of an area."""
	return doctype in SCOPED_DOCTYPES or doctype in PARENT_OF_ROW


def sees_everything(user: str) -> bool:
	return user == "Administrator" or "System Manager" in frappe.get_roles(user)


def area_codes(doctype: str, ptype: str = "read", user: str | None = None) -> list[str] | None:
	"""Return the codes of the areas in which the user has the right `ptype` on `doctype`.

	None means everywhere. A code that another one holds is left out.
	"""
	user = user or frappe.session.user
	if sees_everything(user):
		return None
	roles = {p.role for p in frappe.get_meta(doctype).permissions if not p.permlevel and p.get(ptype)}
	codes = {post.area for post in posts(user) if roles & post.roles}
	if COUNTRY in codes:
		return None
	return sorted(c for c in codes if not any(c != other and c.startswith(other) for other in codes))


def conditions(doctype: str, user: str | None = None) -> str:
	"""Return the SQL condition that keeps a list of `doctype` inside the user's areas; "" for everywhere."""
	codes = area_codes(doctype, "read", user)
	if codes is None:
		return ""
	parts = [f"`tab{doctype}`.`{COLUMN_BY_LENGTH[len(code)]}` = {frappe.db.escape(code)}" for code in codes]
	if parts and doctype in READ_BELOW:
		above = ", ".join(frappe.db.escape(code) for code in sorted(areas_above(codes)))
		parts.append(f"`tab{doctype}`.`area` in ({above})")
	return f"({' or '.join(parts)})" if parts else "1 = 0"


def areas_above(codes: list[str]) -> set[str]:
	"""Return the codes of all areas that hold one of these, the country among them."""
	above = {code[:length] for code in codes for length in COLUMN_BY_LENGTH if length < len(code)}
	return above | {COUNTRY} if codes else above


def row_conditions(row_doctype: str, user: str | None = None) -> str:
	"""Return the SQL condition that keeps a list of rows inside the user's areas: those of their documents."""
	parent = PARENT_OF_ROW[row_doctype]
	within = conditions(parent, user)
	return within and f"`tab{row_doctype}`.`parent` in (select `name` from `tab{parent}` where {within})"


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Tell whether the document lies in an area where the user has the right `ptype`.

	Both the area that the document would have and the one it is stored with must fit: nobody pulls a
	document of another area over by sending it with his own.
	"""
	codes = area_codes(doc.doctype, ptype or "read", user)
	if codes is None:
		return True
	areas = _areas_of(doc)
	if not areas:
		# a new document that has no place yet, as when a form is opened: saving it asks for the place
		return bool(codes) and _is_new(doc)
	reads_above = doc.doctype in READ_BELOW and (ptype or "read") in READING_RIGHTS
	above = areas_above(codes) if reads_above else set()
	return all(area in above or any(covers(code, area) for code in codes) for area in areas)


def _areas_of(doc) -> set[str]:
	if _is_new(doc):
		areas = {_area_of(doc, {})}
	else:
		field = getattr(doc, "area_field", "area")
		before = getattr(doc, "_doc_before_save", None)
		stored = before or frappe.db.get_value(doc.doctype, doc.name, ["area", field], as_dict=True) or {}
		areas = {stored.get("area"), _area_of(doc, stored)}
	return areas - {None, ""}


def _area_of(doc, stored) -> str | None:
	"""Return the area of a document: what still hangs on the same has the place that it was stamped with."""
	field = getattr(doc, "area_field", "area")
	if field != "area" and stored and stored.get(field) == doc.get(field):
		return stored.get("area")
	return doc.get_area() if isinstance(doc, ScopedDocument) else doc.get("area")


def _is_new(doc) -> bool:
	return not doc.get("name") or bool(doc.get("__islocal"))


class ScopedDocument(Document):
	"""A document that belongs to an area and carries it, with its district and province, in columns."""

	# the field that brings the area, and that users fill in
	area_field = "area"

	def get_area(self) -> str | None:
		"""Return the code of the area that the document belongs to, worked out from what it hangs on."""
		return self.get(self.area_field)

	def before_naming(self):
		self.require_area()

	def before_validate(self):
		self.refuse_foreign_rows()
		self.keep_system_fields()
		self.set_area()
		self.validate_scoped_links()
		self.validate_amended()

	def validate_amended(self):
		"""What is amended is of the same place: of an area around it, nothing is taken over."""
		amended = self.is_new() and self.get("amended_from")
		if amended and frappe.db.get_value(self.doctype, amended, "area") != self.area:
			frappe.throw(
				_("{0} {1} belongs to another area and cannot be named here.").format(
					_(self.doctype), amended
				),
				ForeignLinkError,
			)

	def refuse_foreign_rows(self):
		"""A row that is sent with the name of another document's row would be taken out of that one by Frappe."""
		before = None if self.is_new() else self.get_doc_before_save()
		for table in self.meta.get_table_fields():
			known = {row.name for row in before.get(table.fieldname)} if before else set()
			strange = {row.name for row in self.get(table.fieldname) if row.name} - known
			if strange and frappe.db.exists(table.options, {"name": ("in", sorted(strange))}):
				frappe.throw(
					_("{0}: a row belongs to another document and cannot be taken over from there.").format(
						_(table.label)
					),
					ForeignRowError,
				)

	def keep_system_fields(self):
		"""Put back the fields that forms show read-only: Frappe holds to that in the browser alone.

		What writes such a field for the system sets `flags.by_system`; what `validate` works out comes later.
		"""
		if self.flags.by_system:
			return
		before = None if self.is_new() else self.get_doc_before_save()
		# a new document may bring what a copy takes along
		_put_back(self, before, {"read_only": 1} if before else {"read_only": 1, "no_copy": 1})
		for table in self.meta.get_table_fields():
			rows = before.get(table.fieldname) if before else []
			if table.read_only:
				self.set(table.fieldname, [row.as_dict() for row in rows])
			stored = {row.name: row for row in rows}
			for row in self.get(table.fieldname):
				_put_back(row, stored.get(row.name), {"read_only": 1, "no_copy": 1})

	def validate_scoped_links(self):
		"""A document names others of its own area and of areas in it: names of others do not leak in.

		Of areas around it, it names what its writer may read: lists show the fields of what a document names, too.
		"""
		before = self.get_doc_before_save()
		# what it named when it was last saved, in the same place, has been looked at
		known = _scoped_links(before) if before and before.area == self.area else {}
		for doctype, linked in _scoped_links(self).items():
			names = linked - known.get(doctype, set())
			if not names:
				continue
			for name, area in frappe.get_all(
				doctype, filters={"name": ("in", sorted(names))}, fields=["name", "area"], as_list=True
			):
				around = covers(area, self.area) and (
					self.flags.by_system or frappe.has_permission(doctype, "read", name)
				)
				if not (covers(self.area, area) or around):
					frappe.throw(
						_("{0} {1} belongs to another area and cannot be named here.").format(
							_(doctype), name
						),
						ForeignLinkError,
					)

	def load_doc_before_save(self, **kwargs):
		# what was read to be saved has been kept, under the same lock, a moment ago
		self._doc_before_save = self.flags.pop("as_read", None)
		if not self._doc_before_save:
			super().load_doc_before_save(**kwargs)

	def update_children(self):
		self.flags.writing_rows = True
		try:
			super().update_children()
		finally:
			self.flags.writing_rows = False
		before = self.get_doc_before_save()
		if before and before.docstatus != self.docstatus:
			self.write_docstatus_of_rows()

	def write_docstatus_of_rows(self):
		"""Let the rows go along with a submit or a cancellation, all at once: most change in nothing else."""
		for doctype in {table.options for table in self.meta.get_table_fields() if self.get(table.fieldname)}:
			row = frappe.qb.DocType(doctype)
			(
				frappe.qb.update(row)
				.set(row.docstatus, int(self.docstatus))
				.set(row.modified, self.modified)
				.set(row.modified_by, self.modified_by)
				.where((row.parenttype == self.doctype) & (row.parent == self.name))
			).run()

	def before_rename(self, old: str, new: str, merge: bool = False):
		"""A client may say himself that a document is renamed whatever its DocType allows: its log and its number would not follow."""
		frappe.throw(
			_("{0} {1} keeps its name.").format(_(self.doctype), old),
			RenamingError,
		)

	def require_area(self) -> str:
		area = _area_of(self, self.get_doc_before_save())
		if not area or not frappe.get_cached_value("Area", area, "name"):
			frappe.throw(
				_("{0}: fill it in, and choose from the list. It says to which area this belongs.").format(
					frappe.bold(_(self.meta.get_label(self.area_field)))
				),
				AreaMissingError,
			)
		return area

	def set_area(self):
		area = self.require_area()
		if len(area) > 6:
			frappe.throw(
				_("Area {0} is a village. Choose its sub-district.").format(frappe.bold(area)),
				AreaMissingError,
			)
		if self.is_new():
			self.refuse_abolished(area)
		self.update(place_of(area))

	def refuse_abolished(self, area: str):
		status, full_name, successor = frappe.get_cached_value(
			"Area", area, ["status", "full_name", "successor"]
		)
		if status == "Abolished":
			frappe.throw(
				_("Area: {0} ({1}) was abolished. Choose its successor {2}.").format(
					frappe.bold(full_name), area, successor or ""
				),
				AreaMissingError,
			)


def read_to_save(doctype: str, name: str) -> ScopedDocument:
	"""Read a document that is about to be saved: locked, and kept as it is stored, to be compared with."""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.flags.as_read = doc._doc_before_save = pickle.loads(pickle.dumps(doc))
	return doc


def _scoped_links(document) -> dict[str, set[str]]:
	"""Return the scoped documents that a document and its rows name, by DocType."""
	linked: dict[str, set[str]] = {}
	for doc in (document, *document.get_all_children()):
		for field in doc.meta.get_link_fields():
			if field.options in SCOPED_DOCTYPES and doc.get(field.fieldname):
				linked.setdefault(field.options, set()).add(doc.get(field.fieldname))
	return linked


def _put_back(doc, stored, fields: dict) -> None:
	source = stored or frappe.new_doc(doc.doctype)
	# what a new document amends is given with it, and stays
	elsewhere = ("workflow_state",) if stored else GUARDED_ELSEWHERE
	for field in doc.meta.get("fields", fields):
		if field.fieldtype not in table_fields and field.fieldname not in elsewhere:
			doc.set(field.fieldname, source.get(field.fieldname))


def _empty_or(value):
	"""None and "" are both an empty field."""
	return None if value == "" else value


class Row(Document):
	"""A row of a scoped document: read by who may read the document, and written with it alone."""

	@property
	def parent_doc(self):
		# a row that is asked for by itself: for one without a parent Frappe (15.55) only asks for the DocType
		return self._held_parent() or self._stored_parent()

	@parent_doc.setter
	def parent_doc(self, value):
		self._parent_doc = value

	def _held_parent(self):
		held = self.__dict__.get("_parent_doc")
		return held() if isinstance(held, weakref.ReferenceType) else held

	def _stored_parent(self):
		stored = frappe.db.get_value(self.doctype, self.name, ["parenttype", "parent"]) if self.name else None
		return frappe.get_doc(*stored) if stored else None

	def db_update(self):
		document = self._held_parent()
		# Frappe writes every row anew when it saves the document
		if not (document and document.flags.writing_rows and self._is_stored(document.get_doc_before_save())):
			super().db_update()

	def _is_stored(self, before: Document | None) -> bool:
		"""Tell whether nothing of its own differs from the document as it was read before saving."""
		stored = before and next((row for row in before.get(self.parentfield) if row.name == self.name), None)
		# a row that was put back from there is the same object, whatever was done to it since
		return (
			bool(stored)
			and stored is not self
			and all(
				_empty_or(self.get(column)) == _empty_or(stored.get(column))
				for column in self.meta.get_valid_columns()
				if column not in WRITTEN_TOGETHER
			)
		)

	# these are called when a row is saved or deleted by itself, not when its document is

	def before_validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("{0}: change the rows in the document that they belong to.").format(_(self.doctype)),
			frappe.PermissionError,
		)


def add_indexes(doctype: str) -> None:
	"""Index what the scope condition and the lists' order use together, one index a level and order.

	Lists begin in the DocType's own order, for those who see the whole country, too.
	"""
	orders = dict.fromkeys(("modified", frappe.get_meta(doctype).sort_field or "modified"))
	for order in orders:
		for column in COLUMN_BY_LENGTH.values():
			frappe.db.add_index(doctype, [column, order])
		if order not in ("modified", "creation"):
			frappe.db.add_index(doctype, [order])


def holders(role: str, area: str, day=None) -> list[dict]:
	"""Return the assignments that give `role` over `area` on `day` (today), as `holders_in`: the nearest first."""
	codes = {COUNTRY, area} | {area[:length] for length in COLUMN_BY_LENGTH if length <= len(area)}
	rows = holders_in(role, codes, day)
	return sorted(rows, key=lambda r: (r.area == COUNTRY, -len(r.area), r.capacity != "In Own Right", r.name))


def readers(doc) -> set[str]:
	"""Return the users who may read a scoped document, or a row of one: by their posts, and those who see everything."""
	document = doc.parent_doc if doc.doctype in PARENT_OF_ROW else doc
	roles = {p.role for p in frappe.get_meta(document.doctype).permissions if p.read and not p.permlevel}
	users = {row.user for role in roles for row in holders(role, document.area)}
	if document.doctype in READ_BELOW:
		below = [area for area in _areas_with_posts() if covers(document.area, area)]
		users |= {row.user for role in roles for row in holders_in(role, below)}
	return users | {"Administrator", *get_users_with_role("System Manager")}


def _areas_with_posts() -> list[str]:
	return frappe.get_all("Officer Assignment", distinct=True, pluck="area")


def holders_in(role: str, codes: Iterable[str], day=None) -> list[dict]:
	"""Return the assignments to the areas themselves (DOPA codes) that give `role` on `day` (today), in one query.

	Disabled positions give nothing, and disabled users decide nothing. Each is a dict of name, user, officer_name,
	position, area, capacity, acting_for_position.
	"""
	values = {"role": role, "codes": [*codes] or [""], "day": getdate(day or today())}
	return statements.ask(_holders_query(), values, as_dict=True)


@cache
def _holders_query() -> str:
	"""Return the query of `holders_in`, built once: each step of a workflow asks it."""
	assignment = frappe.qb.DocType("Officer Assignment")
	granted = frappe.qb.DocType("Position Role")
	position = frappe.qb.DocType("Position")
	account = frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(assignment)
		.join(granted)
		.on(
			granted.parent.isin([assignment.position, assignment.acting_for_position])
			& (granted.parenttype == "Position")
			& (granted.role == parameter("role"))
		)
		.join(position)
		.on(position.name == granted.parent)
		.join(account)
		.on(account.name == assignment.user)
		.select(
			assignment.name,
			assignment.user,
			assignment.officer_name,
			assignment.position,
			assignment.area,
			assignment.capacity,
			assignment.acting_for_position,
		)
		.distinct()
		.where(assignment.area.isin(parameter("codes")) & in_force(assignment, parameter("day")))
		.where((position.disabled == 0) & (account.enabled == 1))
	)
	return query.get_sql()
