"""Frappe's File: of whoever may read what it is attached to, and nothing that a browser or a computer runs."""

import hashlib
import io
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.utils import cint, cstr, escape_html
from PIL import Image, ImageOps
from pypdf.errors import PyPdfError

from con_center import registry
from con_center.access import named, removal
from con_center.access.documents import ATTACHING, files_named, reads_files
from con_center.access.posts import sees_everything
from con_center.compat import MAJOR
from con_center.seams import NO_ROOM, is_here
from con_center.seams.arguments import require_doctype

# where the files of a site lie, and what lies in another one
HERE, ELSEWHERE = re.compile(r"/(private/)?files/[^/]"), re.compile(r"https?://", re.IGNORECASE)
# what a browser shows as a page, and runs the scripts of
PAGE = re.compile(r"\.(x?html?|xht|svgz?|xml|xsl|shtml?|mhtml?)\W*$", re.IGNORECASE)
# what Windows runs once it is opened
PROGRAM = re.compile(
	r"\.(exe|com|bat|cmd|scr|pif|cpl|msi|msp|hta|jar|js|jse|vbs|vbe|wsf|wsh|ps1|lnk|url|reg|apk)\W*$",
	re.IGNORECASE,
)

# of a photo that is reduced when it is uploaded, in pixels: a page of A4 in 200 points an inch can be read
LONGEST_SIDE = 2339

# where a File lies and what it is attached to; what is the same of all Files of an address
PLACE = ("file_url", "attached_to_doctype", "attached_to_name")
SAME = ("file_name", "file_url", "file_size", "file_type", "content_hash", "is_private")

# whatever a file that somebody else has made may do to a library
UNREADABLE = (
	PyPdfError,
	OSError,
	ValueError,
	KeyError,
	IndexError,
	TypeError,
	AttributeError,
	RecursionError,
	Image.DecompressionBombError,
)


class ForeignFileError(frappe.PermissionError):
	pass


class PhotoFileError(frappe.ValidationError):
	pass


class PageFileError(frappe.ValidationError):
	pass


class ProgramFileError(frappe.ValidationError):
	pass


class NoFileError(frappe.ValidationError):
	pass


class EmptyFileError(frappe.ValidationError):
	pass


class IssuedFileError(frappe.PermissionError):
	"""The file of a document that was issued stays as it is."""


class DamagedFileError(frappe.ValidationError):
	"""The file of a document that was issued is lost, or was changed past the system."""


class GuardedFile(File):
	"""Frappe's File, which nobody gets by naming the address of another one, and private where it is attached."""

	def __init__(self, *args, **kwargs):
		sent = args[0] if args and isinstance(args[0], dict) else kwargs
		is_sent_empty = sent.get("content") == b""
		super().__init__(*args, **kwargs)
		# Frappe gives a File that was sent without any content an empty one
		self.flags.is_sent_empty = is_sent_empty

	def before_insert(self):
		self.refuse_empty()
		self.keep_what_is_worked_out(None)
		self.flags.by_address = bool(self.file_url) or self.is_named_alone()
		if self.flags.by_address:
			self.refuse_foreign_address()
			# Frappe of 2023 makes public what hung on a form before it was saved
			self.is_private = cint(self.is_private or (self.file_url or "").startswith("/private/"))
		elif registry.is_scoped(self.attached_to_doctype):
			self.is_private = 1
		self.refuse_what_runs()
		super().before_insert()
		# by its name it may have been given the address of a file that went
		self.keep_of_document()

	def validate(self):
		before = self.get_doc_before_save()
		if before and not self.flags.ignore_permissions:
			# what is sent as public is not asked for its right to be written (Frappe 15.0)
			before.check_permission("write")
		if before:
			self.keep_issued()
			self.refuse_leaving(before)
		is_pointed_elsewhere = bool(before and self.file_url != before.file_url)
		if before:
			self.refuse_moving(before, is_pointed_elsewhere)
		if is_pointed_elsewhere:
			# before Frappe 16 asks whether there is such a file
			self.refuse_foreign_address()
		if before:
			# after the address has been looked at: a hash is read from the file that is there
			self.keep_what_is_worked_out(before)
		super().validate()
		self.refuse_foreign_document(before)
		if self.flags.by_address or is_pointed_elsewhere:
			self.refuse_foreign_address()

	def write_file(self) -> str | None:
		"""Write the content to the disk and return its place there; of what a full disk does not take, nothing stays."""
		try:
			return super().write_file()
		except OSError as error:
			if error.errno in NO_ROOM:
				Path(self.get_full_path()).unlink(missing_ok=True)
			raise

	def issued_hash(self) -> str | None:
		"""Return the SHA-256 of what was issued as this file; None of any other."""
		# as it is stored: a name may have been sent with it
		stored = self.get_doc_before_save() or self
		if not (stored.file_name or "").lower().endswith(".pdf"):
			return None
		return frappe.db.get_value("Issued File", {"file": self.name}, "sha256")

	def keep_issued(self):
		if self.issued_hash():
			frappe.throw(
				_("{0} is the file of a document that was issued: it stays as it was made.").format(
					escape_html(self.file_name)
				),
				IssuedFileError,
			)
		self.keep_of_document()

	def keep_of_document(self):
		"""What shows what a document says, or went out with it, is its own: that says which files these are (`keeps_file`)."""
		for file in (self, self.get_doc_before_save()):
			if file and not self.flags.by_system and _is_kept(file):
				frappe.throw(
					_(
						"{0} belongs to a document that stays as it is: no file of it is changed, added or taken away. If something is wrong, note it in a comment, and correct it by a new document."
					).format(escape_html(file.file_name or file.file_url)),
					IssuedFileError,
				)

	def refuse_leaving(self, before):
		"""What a document names is attached to it for as long: once it is settled, the file would not be kept."""
		leaves = any(cstr(self.get(field)) != cstr(before.get(field)) for field in PLACE)
		if leaves and not self.flags.by_system and before.file_url in _named_by(_document_of(before)):
			frappe.throw(
				_("{0}: the document that it is attached to names it. Empty that field first.").format(
					escape_html(before.file_name or before.name)
				),
				ForeignFileError,
			)

	def on_trash(self):
		self.keep_issued()
		self.leave_no_name()
		super().on_trash()

	def leave_no_name(self):
		"""No field names a file that went: another one that is given the same address would stand in its place."""
		document = None if self.flags.by_system else _document_of(self)
		if not document:
			return
		others = {"file_url": self.file_url, **attached_to(document), "name": ("!=", self.name)}
		if frappe.db.exists("File", others):
			return
		for (doctype, name, field), address in files_named(document).items():
			if address != self.file_url:
				continue
			if doctype != document.doctype and frappe.get_meta(doctype).get_field(field).reqd:
				# a row that is nothing without its file
				frappe.db.delete(doctype, {"name": name})
			else:
				frappe.db.set_value(doctype, name, field, None, update_modified=False)
		frappe.clear_document_cache(document.doctype, document.name)

	def is_downloadable(self):
		allowed = self.is_of_its_document() and self.is_of_readers()
		if allowed and (sha256 := self.issued_hash()):
			require_whole(self, sha256)
		if allowed and registry.is_of_people(self.attached_to_doctype):
			named.note_file(self.attached_to_doctype, self.attached_to_name)
		return allowed

	def is_of_its_document(self) -> bool:
		"""Ask as Frappe does; of what hangs on a form that was never saved, Frappe of 2023 says that there is none."""
		try:
			return super().is_downloadable()
		except frappe.DoesNotExistError:
			frappe.clear_last_message()
			return False

	def add_comment_in_reference_doc(self, comment_type, text):
		"""Frappe tells of it in the history, by its name: not where areas below read that, and not the file."""
		if not registry.keeps_files(self.attached_to_doctype):
			super().add_comment_in_reference_doc(comment_type, text)

	def is_of_readers(self) -> bool:
		"""Tell whether what it is attached to lets the user have it: of a named person's case, whoever sent the file."""
		kind, name = self.attached_to_doctype, self.attached_to_name
		if not registry.is_of_people(kind):
			return self.owner == frappe.session.user or reads_files(kind, name)
		# a form that is not saved yet has a name for the time being: the file is of who sent it
		return not frappe.db.exists(kind, name) or bool(frappe.has_permission(kind, "read", name))

	def keep_what_is_worked_out(self, before):
		"""By these Frappe decides what it takes off the disk, and moves: they are nobody's to type."""
		self.thumbnail_url = before.thumbnail_url if before else None
		if before and self.content_hash == before.content_hash:
			return
		self.content_hash = None
		if before:
			# it may have just been written to the disk anew
			self.generate_content_hash()

	def refuse_moving(self, before, is_pointed_elsewhere: bool):
		"""Frappe moves the file on the disk, and with it what others attached, when it is made public or private."""
		if self.is_folder or cint(self.is_private) == cint(before.is_private):
			return
		name = escape_html(before.file_name or before.name)
		if is_pointed_elsewhere:
			said = _("{0}: change the address, or who sees it, one after the other.")
			frappe.throw(said.format(name), ForeignFileError)
		if self.flags.ignore_permissions:
			return
		others = [frappe.get_doc("File", other) for other in self.moved_with(before)]
		if before.is_private and any(
			registry.is_scoped(file.attached_to_doctype) for file in (self, *others)
		):
			said = _("{0}: what is attached to a document stays private.")
			frappe.throw(said.format(name), ForeignFileError)
		for other in others:
			other.check_permission("write")
			other.keep_issued()

	def moved_with(self, before) -> list[str]:
		"""Return the names of the Files that follow: those of the same address, and by Frappe those of the same content."""
		same = {"file_url": before.file_url}
		if before.content_hash:
			same["content_hash"] = before.content_hash
		return frappe.get_all("File", filters={"name": ("!=", self.name)}, or_filters=same, pluck="name")

	def others_at(self, address: str) -> list[str]:
		"""Return the names of the other Files of the same address."""
		filters = {"file_url": address, "name": ("!=", self.name or "")}
		return frappe.get_all("File", filters=filters, pluck="name")

	def _delete_file_on_disk(self):
		# Frappe goes by the content alone, which may have been changed on the disk since
		if not self.others_at(self.file_url):
			super()._delete_file_on_disk()

	def check_content(self):
		"""Of Frappe 16: refuse a PDF with scripts. One that cannot be read has none that are known, as in Frappe 15."""
		try:
			super().check_content()
		except UNREADABLE:
			return

	def get_content(self, *args, **kwargs):
		if MAJOR >= 16 and not args:
			# else short PDFs and pictures come as texts: in some of its encodings nearly everything is one
			kwargs.setdefault("encodings", ("utf-8",))
		content = super().get_content(*args, **kwargs)
		# what is being uploaded is kept as it is
		if self.attached_to_doctype != "Data Import" or self.get("content"):
			return content
		if not (self.file_name or "").lower().endswith(".csv"):
			return content
		return _as_text(Path(self.get_full_path()).read_bytes())

	def refuse_empty(self):
		"""Frappe takes what was uploaded without content for the name of a file that lies there already."""
		if self.flags.is_sent_empty and not self.file_url:
			frappe.throw(
				_("{0} is empty. Choose the file once more, or another one.").format(
					escape_html(self.file_name or "")
				),
				EmptyFileError,
			)

	def refuse_what_runs(self):
		"""What Frappe serves as a page of this site acts with the rights of whoever opens it, and so does a program."""
		if self.is_folder or sees_everything(frappe.session.user):
			return
		for name in filter(None, (self.file_name, self.file_url)):
			shown = escape_html(name[:140])
			if PAGE.search(name):
				frappe.throw(
					_(
						"{0}: a page with scripts cannot be attached. Attach a PDF, a picture or an office document."
					).format(shown),
					PageFileError,
				)
			if PROGRAM.search(name):
				frappe.throw(
					_(
						"{0}: a program cannot be attached. Attach a PDF, a picture or an office document."
					).format(shown),
					ProgramFileError,
				)

	def unzip(self):
		"""Frappe unpacks for whoever knows the name, and takes the packed file away."""
		self.check_permission("write")
		return super().unzip()

	def refuse_foreign_document(self, before):
		"""Frappe asks for the right to a document when a file is uploaded to it, not when a File names it."""
		document = (self.attached_to_doctype, self.attached_to_name)
		if self.flags.ignore_permissions or not registry.is_scoped(document[0]):
			return
		if not before or document != (before.attached_to_doctype, before.attached_to_name):
			# a form that is not saved yet has a name for the time being
			if frappe.db.exists(*document):
				_check("write", *document)
				removal.refuse_after(*document)

	def is_named_alone(self) -> bool:
		"""Tell whether nothing is brought along: Frappe takes what lies there under this name, whoever has put it there."""
		return not (self.is_folder or self.file_url or self.get("content"))

	def refuse_foreign_address(self):
		"""A private file can be attached anew by its address only by who may read it already.

		Frappe reads what an address leads to before it looks at it, keeps a copy, and takes ways up (..) out of the folder.
		"""
		folder = "/private/files" if cint(self.is_private) else "/files"
		named = unquote(self.file_url or f"{folder}/{self.file_name}")
		# of this site's own, too: Frappe takes its name away
		address = urlsplit(named).path if ELSEWHERE.match(named) else named
		if ELSEWHERE.match(named) and not HERE.match(address) and ".." not in address.split("/"):
			return
		if not HERE.match(address) or os.path.normpath(address) != address:
			frappe.throw(
				_("{0}: this is no address of a file. Attach the file itself.").format(
					escape_html(named[:140])
				),
				ForeignFileError,
			)
		if not address.startswith("/private/"):
			return
		_require_readable(self.others_at(address), address)


# in Frappe's place


def attach_files_to_document(doc, event: str | None = None) -> None:
	"""Frappe's hook of all documents: a private file that is attached nowhere yet is its owner's.

	What a field held before is attached already. To ask once more would fail where another has just attached it: a lock
	shows a document as it is now, and what is read without one shows Files as they were when the transaction began.
	"""
	if is_here() and doc.doctype in registry.scoped():
		return _attach_named(doc)
	before = doc.get_doc_before_save() if is_here() else None
	new = {
		field.fieldname: address
		for field in doc.meta.get("fields", {"fieldtype": ("in", ATTACHING)})
		if (address := doc.get(field.fieldname) or "")
		and (not before or before.get(field.fieldname) != address)
	}
	if not new:
		return
	for fieldname, address in new.items() if is_here() else ():
		if address.startswith("/private/"):
			loose = {"file_url": address, "attached_to_name": ("is", "not set")}
			_require_readable(frappe.get_all("File", filters=loose, pluck="name"), address)
			_take_along(doc, fieldname, address)
	attach_files_to_document.of_frappe(doc, event)


def _take_along(doc, fieldname: str, address: str) -> None:
	"""What the user has attached to a form before it was saved is the document's: Frappe of 2023 makes a copy at another address."""
	form = f"new-{doc.doctype.lower().replace(' ', '-')}-"
	file = frappe.qb.DocType("File")
	(
		frappe.qb.update(file)
		.set(file.attached_to_name, doc.name)
		.set(file.attached_to_field, fieldname)
		.where((file.file_url == address) & (file.owner == frappe.session.user))
		.where((file.attached_to_doctype == doc.doctype) & file.attached_to_name.like(f"{form}%"))
	).run()


def _attach_named(doc) -> None:
	"""What a document of an area names, in its rows, too, is attached to it: read by whom it is read, and kept with it."""
	before = doc.get_doc_before_save()
	known = _named_by(before)
	for (doctype, _name, field), address in files_named(doc).items():
		if address not in known and not ELSEWHERE.match(address):
			attach(doc, address, field if doctype == doc.doctype else None)


def _refuse_gone(doc, address: str) -> None:
	place = next(place for place, named in files_named(doc).items() if named == address)
	said = _("{0}: the file {1} is there no longer. Attach it once more, or empty the field.")
	file = escape_html(unquote(address.rpartition("/")[2])[:140])
	frappe.throw(said.format(frappe.bold(_in_words(doc, *place)), file), NoFileError)


def _in_words(doc, doctype: str, name: str, field: str) -> str:
	"""Return what a field of a document, or of one of its rows, is called in its form."""
	of_row = next((row for row in doc.get_all_children() if (row.doctype, row.name) == (doctype, name)), None)
	words = _(frappe.get_meta(doctype).get_label(field), context=doctype)
	if not of_row:
		return words
	table = _(doc.meta.get_label(of_row.parentfield), context=doc.doctype)
	return _("{0}, row {1}:").format(table, of_row.idx) + " " + words


def attach(doc, address: str, field: str | None = None) -> None:
	"""Attach what the user has sent for the document; of what he may read elsewhere, it gets a File of its own."""
	own = {**attached_to(doc), "attached_to_field": field}
	# the older Frappe notes no kind of file
	of_content = [key for key in SAME if frappe.get_meta("File").has_field(key)]
	files = frappe.get_all(
		"File", filters={"file_url": address}, fields=["name", "owner", *of_content, *PLACE]
	)
	if any((file.attached_to_doctype, file.attached_to_name) == (doc.doctype, doc.name) for file in files):
		return
	if not files:
		_refuse_gone(doc, address)
	if address.startswith("/private/"):
		_require_readable([file.name for file in files], address)
	if sent := [file.name for file in files if _is_sent_for(file, doc)]:
		frappe.db.set_value("File", {"name": ("in", sent)}, own, update_modified=False)
	else:
		# nothing is written to the disk: of a photo, Frappe would make another one
		same = {key: files[0][key] for key in of_content}
		frappe.get_doc({"doctype": "File", "folder": "Home/Attachments", **same, **own}).db_insert()


def _is_sent_for(file, doc) -> bool:
	"""Tell whether the user has sent a file for a document: nothing but its form, or a row of it, has it."""
	kind, name = file.attached_to_doctype, file.attached_to_name or ""
	is_of_form = kind in (doc.doctype, *registry.tables(doc.doctype)) and name.startswith("new-")
	is_of_row = any((kind, name) == (row.doctype, row.name) for row in doc.get_all_children())
	return file.owner == frappe.session.user and (not name or is_of_form or is_of_row)


def optimize_image(content: bytes, content_type: str, **bounds) -> bytes:
	"""Frappe's of a picture whose uploader leaves “Optimize” ticked, without bounds: no smaller than what is read."""
	if is_here() and not bounds:
		bounds = {"max_width": LONGEST_SIDE, "max_height": LONGEST_SIDE}
	if is_here() and content_type == "image/jpeg":
		# Frappe of 2023 forgets which way up it was held
		content = strip_exif_data(content, content_type)
	return optimize_image.of_frappe(content, content_type, **bounds)


def strip_exif_data(content: bytes, content_type: str) -> bytes:
	"""Frappe's of each JPEG that is kept: without what the camera noted of place and time, and upright as it was held.

	Frappe makes a list of all points, of some gigabytes for the photo of a telephone.
	"""
	if not is_here():
		return strip_exif_data.of_frappe(content, content_type)
	try:
		photo = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
	except UNREADABLE:
		frappe.throw(_("What was sent is not a photo (JPEG)."), PhotoFileError)
	output = io.BytesIO()
	# a comment would be written again
	photo.info.clear()
	photo.save(output, "JPEG")
	return output.getvalue()


def get_attachments(dt: str, dn: str) -> list[dict]:
	"""Frappe's names of the files of a document: for those who have the files, not for whoever reads the document."""
	return get_attachments.of_frappe(dt, dn) if not is_here() or reads_files(dt, dn) else []


def _require_readable(files: list[str], address: str) -> None:
	"""Refuse an address at which there are Files, and none that the user may read."""
	if files and not any(map(_is_readable, files)):
		frappe.throw(_("{0}: you may not read this file.").format(address), ForeignFileError)


def _is_readable(name: str) -> bool:
	"""Tell whether the user may read a File; what Frappe says where he may not tells what it is attached to."""
	said = [*frappe.local.message_log]
	readable = frappe.get_doc("File", name).is_downloadable()
	frappe.local.message_log = said
	return readable


def attached_to(doc) -> dict:
	"""Return the filters by which the Files of a document are found, and what makes a File one of them."""
	return {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}


def _document_of(file):
	"""Return the document of an area that a File is attached to; None where there is none."""
	document = (file.attached_to_doctype, file.attached_to_name)
	is_stored = document[0] in registry.scoped() and frappe.db.exists(*document)
	return frappe.get_doc(*document) if is_stored else None


def _named_by(document) -> set[str]:
	return {*files_named(document).values()} if document else set()


def _is_kept(file) -> bool:
	document = _document_of(file)
	return bool(document and document.keeps_file(file))


def bytes_of(file) -> bytes:
	"""Return the content of a File: Frappe makes a text of what is one by chance, too, such as a PDF in plain letters."""
	content = file.get_content()
	return content.encode() if isinstance(content, str) else content


def require_whole(file, sha256: str) -> bytes:
	"""Return the content of the file of an issued document, if it is still what was made. Raises DamagedFileError."""
	try:
		content = Path(file.get_full_path()).read_bytes()
	except OSError:
		content = b""
	if hashlib.sha256(content).hexdigest() == sha256:
		return content
	frappe.log_error(
		f"Issued file damaged: {file.name}", f"{file.file_url}: not the content with SHA-256 {sha256}"
	)
	frappe.throw(
		_(
			"{0}: the file that was issued is lost on the server, or was changed there. It is not handed out. Ask the administrator of the system to bring it back from a backup."
		).format(escape_html(file.file_name)),
		DamagedFileError,
	)


def _as_text(content: str | bytes) -> str | bytes:
	"""Return a CSV file as Thai Windows and its spreadsheets write it: in UTF-8 with a mark in front, or in cp874.

	Frappe takes the mark for a part of the first heading, and cp874 for Polish.
	"""
	if isinstance(content, str):
		return content.removeprefix("\ufeff")
	for encoding in ("utf-8-sig", "cp874"):
		try:
			return content.decode(encoding)
		except UnicodeDecodeError:
			continue
	return content


def _check(right: str, doctype: str, name: str | int) -> None:
	require_doctype(doctype)
	if registry.is_scoped(doctype):
		frappe.get_doc(doctype, name).check_permission(right)
