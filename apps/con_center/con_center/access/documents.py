"""The check on documents, and what a document of an area holds to however it is written."""

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.utils.user import get_users_with_role

from con_center import registry
from con_center.access import named, secrecy, statements
from con_center.access.areas import areas_above, covers, place_of, reads_names
from con_center.access.posts import area_codes, codes_above, holders, holders_in
from con_center.access.saving import SavesWhatChanged

READING_RIGHTS = ("read", "select", "report", "print", "email", "export")
# fields that name a file
ATTACHING = ("Attach", "Attach Image")
# read-only fields that Frappe's workflow and its amending look after
GUARDED_ELSEWHERE = ("workflow_state", "amended_from")


class AreaMissingError(frappe.ValidationError):
	pass


class ForeignLinkError(frappe.PermissionError):
	pass


class ForeignRowError(frappe.PermissionError):
	pass


class RenamingError(frappe.PermissionError):
	pass


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Tell whether the document lies in an area where the user has the right `ptype`.

	Both the area that the document would have and the one it is stored with must fit: nobody pulls a
	document of another area over by sending it with his own. What is secret is besides for those who are named.
	"""
	right, user = ptype or "read", user or frappe.session.user
	codes = area_codes(doc.doctype, right, user)
	needed = secrecy.fields_of(doc.doctype)
	if codes is None and not needed:
		return True
	stored = None if _is_new(doc) else _stored(doc, needed)
	# what a client sends in the place of what is stored hides nothing
	if named.is_about_names(doc.doctype, doc, stored) and not named.looks_after(doc.doctype, user):
		codes = [code for code in codes or () if reads_names(code)]
	if needed and not _is_open(doc, stored, right, user):
		return False
	if codes is None or _lies_in(doc, stored, codes, right):
		return True
	is_named = right in READING_RIGHTS and doc.doctype in registry.named()
	return is_named and named.is_referred(doc, codes_above(doc.doctype, user))


def _is_open(doc, stored, right: str, user: str) -> bool:
	"""Tell whether the document as it is stored is open to the user: nobody calls it new to get past that."""
	if stored is None and doc.get("name") and frappe.db.exists(doc.doctype, doc.name):
		stored = _stored(doc, secrecy.fields_of(doc.doctype))
	asks = secrecy.may_read if right in READING_RIGHTS else secrecy.may_change
	return not stored or asks(doc.doctype, stored, user)


def _lies_in(doc, stored, codes: list[str], ptype: str) -> bool:
	areas = _areas_of(doc, stored)
	if not areas:
		# a new document that has no place yet, as when a form is opened: saving it asks for the place
		return bool(codes) and _is_new(doc)
	reads = ptype in READING_RIGHTS
	if reads and codes and is_open_to_all(doc.doctype, doc.name):
		return True
	above = areas_above(codes) if reads and doc.doctype in registry.READ_BELOW else set()
	return all(area in above or any(covers(code, area) for code in codes) for area in areas)


def require_right(doctype: str, right: str) -> None:
	"""Raise PermissionError where the session user's roles do not give a right; Frappe of 2023 calls that a ValidationError."""
	if not frappe.has_permission(doctype, right):
		frappe.throw(_("No permission for {0}").format(_(doctype)), frappe.PermissionError)


def is_open_to_all(doctype: str, name: str | None) -> bool:
	"""Tell whether a document, as it is stored, is read by whoever reads such documents, wherever it lies."""
	if not name or doctype not in registry.opened():
		return False
	return bool(statements.stored_value(doctype, name, registry.OPEN_TO_ALL))


def reads_files(doctype: str, name: str, user: str | None = None) -> bool:
	"""Tell whether who reads a document, or a row of one, has what is attached to it, too (`registry.keeps_files`)."""
	return not registry.keeps_files(doctype) or _lies_in_his_areas(doctype, name, user)


def reads_history(doctype: str, name: str, user: str | None = None) -> bool:
	"""Tell whether who reads a document, or a row of one, has its earlier versions and what was written on it, too.

	Not who reads it for being open to all, or from an area below (`registry.keeps_history`): what was taken out stands there.
	"""
	return not registry.keeps_history(doctype) or _lies_in_his_areas(doctype, name, user)


def _lies_in_his_areas(doctype: str, name: str, user: str | None) -> bool:
	if parent := registry.parent_of_row().get(doctype):
		doctype, name = parent, statements.stored_value(doctype, name, "parent")
	codes = area_codes(doctype, "read", user)
	if codes is None:
		return True
	area = statements.stored_value(doctype, name, "area")
	return bool(area) and any(covers(code, area) for code in codes)


def _stored(doc, needed: set[str]) -> dict:
	"""Return what is stored of a document: where it lies, and what else is needed."""
	before = getattr(doc, "_doc_before_save", None)
	fields = {"area", getattr(doc, "area_field", "area"), *needed}
	return before or statements.stored(doc.doctype, doc.name, fields) or frappe._dict()


def _areas_of(doc, stored) -> set[str]:
	if stored is None:
		areas = {_area_of(doc, {})}
	else:
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


def twins_of(doc) -> dict:
	"""Return the filters by which other documents are found that stand for the same (`stands_once`)."""
	same = {field: doc.get(field) for field in doc.stands_once}
	return {**same, "docstatus": ("!=", 2), "name": ("!=", doc.name or "")}


class ScopedDocument(SavesWhatChanged, Document):
	"""A document that belongs to an area and carries it, with its district and province, in columns."""

	# the field that brings the area, and that users fill in
	area_field = "area"
	# of these fields together, one document stands; another is told of in the form, and refused where a rule says so
	stands_once: tuple[str, ...] = ()
	# what is raised for a field that is wrong
	refusal: type[Exception] = frappe.ValidationError

	def refuse(self, field: str, said: str):
		"""Say what is wrong with a field, by its name."""
		label = frappe.bold(_(self.meta.get_label(field), context=self.doctype))
		frappe.throw(_("{0}: {1}").format(label, said), self.refusal)

	def find_twin(self) -> frappe._dict | None:
		"""Return name and title of another document that stands for the same as this one, whoever may read it."""
		return frappe.db.get_value(
			self.doctype, twins_of(self), ["name", self.meta.get_title_field()], as_dict=True
		)

	def get_area(self) -> str | None:
		"""Return the code of the area that the document belongs to, worked out from what it hangs on."""
		return self.get(self.area_field)

	def is_settled(self) -> bool:
		"""Tell whether what the document says, and what it shows for that, is nobody's to change now."""
		return False

	def keeps_file(self, file) -> bool:
		"""Tell whether a File is nobody's to change, or to take away: one that a field of what is settled names."""
		return file.file_url in files_named(self).values() and self.is_settled()

	def before_naming(self):
		self.require_area()

	def before_validate(self):
		self.refuse_foreign_rows()
		self.keep_system_fields()
		self.set_area()
		self.validate_scoped_links()
		self.validate_amended()

	def before_save(self):
		self.keep_files_named()

	def keep_files_named(self):
		"""Once it is settled, no field that names a file lets it go for another one, or for none: it shows what was said.

		An empty field can still be filled; what is submitted changes in the fields alone that are meant to (Frappe).
		"""
		before = None if self.is_new() or self.flags.by_system else self.get_doc_before_save()
		if not before:
			return
		named = files_named(self)
		gone = [field for field, address in files_named(before).items() if named.get(field) != address]
		if gone and before.is_settled():
			doctype, _name, field = gone[0]
			frappe.throw(
				_(
					"{0}: the file stays, since what it shows is settled. If it is the wrong one, have this withdrawn or returned first."
				).format(frappe.bold(_(frappe.get_meta(doctype).get_label(field), context=doctype))),
				self.refusal,
			)

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

		What writes such a field for the system sets `flags.by_system`; what `validate` works out comes later. Who made the
		document is never written again: nobody signs what he has prepared (`approval.own_work`).
		"""
		before = None if self.is_new() else self.get_doc_before_save()
		if before:
			self.owner, self.creation = before.owner, before.creation
		if self.flags.by_system:
			return
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

		Of areas around it, and of what may be secret, it names what its writer may read: whoever reads the document is told
		the title of what it names; and of any area what is open to all.
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
				within = covers(self.area, area)
				is_open = within and doctype not in registry.closed()
				is_near = within or covers(area, self.area)
				may_be_named = is_open or (is_near and self.may_name(doctype, name))
				if not (may_be_named or is_open_to_all(doctype, name)):
					frappe.throw(
						_("{0} {1} belongs to another area and cannot be named here.").format(
							_(doctype), name
						),
						ForeignLinkError,
					)

	def may_name(self, doctype: str, name: str) -> bool:
		return bool(self.flags.by_system or frappe.has_permission(doctype, "read", name))

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


def _scoped_links(document) -> dict[str, set[str]]:
	"""Return the scoped documents that a document and its rows name, by DocType."""
	linked: dict[str, set[str]] = {}
	for doc in (document, *document.get_all_children()):
		for field in doc.meta.get_link_fields():
			if field.options in registry.scoped() and doc.get(field.fieldname):
				linked.setdefault(field.options, set()).add(doc.get(field.fieldname))
	return linked


def _put_back(doc, stored, fields: dict) -> None:
	source = stored or frappe.new_doc(doc.doctype)
	# what a new document amends is given with it, and stays
	elsewhere = ("workflow_state",) if stored else GUARDED_ELSEWHERE
	for field in doc.meta.get("fields", fields):
		if field.fieldtype not in table_fields and field.fieldname not in elsewhere:
			doc.set(field.fieldname, source.get(field.fieldname))


def files_named(document) -> dict[tuple[str, str, str], str]:
	"""Return the addresses of the files that fields of a document, or of its rows, name: by DocType, name and field."""
	tables = [(table.options, document.get(table.fieldname)) for table in document.meta.get_table_fields()]
	named = {}
	for doctype, rows in ((document.doctype, [document]), *tables):
		for field in frappe.get_meta(doctype).get("fields", {"fieldtype": ("in", ATTACHING)}):
			found = {(doctype, row.name, field.fieldname): row.get(field.fieldname) for row in rows or ()}
			named |= {place: address for place, address in found.items() if address}
	return named


def readers(doc) -> set[str]:
	"""Return the users who may read a scoped document, or a row of one: by their posts, and those who see everything."""
	document = doc.parent_doc if doc.doctype in registry.parent_of_row() else doc
	roles = {p.role for p in frappe.get_meta(document.doctype).permissions if p.read and not p.permlevel}
	users = {
		row.user
		for role in roles
		for row in holders(role, document.area)
		if named.reaches(document, row.area)
	}
	if document.doctype in registry.READ_BELOW:
		below = [area for area in _areas_with_posts() if covers(document.area, area)]
		users |= {row.user for role in roles for row in holders_in(role, below)}
	if is_open_to_all(document.doctype, document.name):
		users |= {row.user for role in roles for row in holders_in(role, _areas_with_posts())}
	users |= {"Administrator"}
	if document.doctype not in registry.of_people():
		users |= {*get_users_with_role("System Manager")}
	return {user for user in users if secrecy.may_read(document.doctype, document, user)}


def _areas_with_posts() -> list[str]:
	return frappe.get_all("Officer Assignment", distinct=True, pluck="area")
