"""Photos of a document: reduced by the browser, private, bounded by CON Settings, printed on pages of their own.

A controller names the table of its photos in `photo_table`; rows have `file` and `caption`.
"""

import base64
import binascii
import io
import re

import frappe
from frappe import _
from frappe.utils import cint
from frappe.utils.image import strip_exif_data
from PIL import Image, UnidentifiedImageError

from con_center.seams.arguments import require_doctype
from con_center.seams.files import bytes_of

DEFAULTS = {"photos_most": 12, "photo_longest_side": 1600, "photo_largest_kb": 1000}
PICTURE = re.compile(r"\.(png|jpe?g|gif|webp)$", re.IGNORECASE)
KEY = re.compile(r"[a-z0-9-]{8,40}")


class PhotoError(frappe.ValidationError):
	pass


def bounds() -> dict[str, int]:
	"""Return the most photos of a document, the longest side in pixels and the largest file in kB."""
	settings = frappe.get_cached_doc("CON Settings")
	return {field: cint(settings.get(field)) or default for field, default in DEFAULTS.items()}


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: the browser reduces photos before it sends them."""
	bootinfo.con_center_photos = bounds()


@frappe.whitelist(methods=["POST"])
def add(doctype: str, name: str, key: str, content: str, caption: str = "") -> None:
	"""Attach a photo to a document and save it as its form does.

	content: a JPEG file in base64. key: made by the browser for each photo, so that one which is sent again, because
	the answer was lost, is not attached twice.
	"""
	require_doctype(doctype)
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("write")
	table = getattr(doc, "photo_table", None)
	if not table or not KEY.fullmatch(key):
		frappe.throw(_("{0}: photos are not attached to it.").format(_(doctype)), PhotoError)
	# locking reads what another request has committed meanwhile
	known = {**_attached(doc), "file_name": ("like", f"{key}.photo%")}
	if not frappe.db.get_value("File", known, "name", for_update=True):
		row = doc.append(table, {"file": _attach(doc, key, read(content)), "caption": caption})
		# Frappe of 2023 gives rows that are added to a stored document no defaults
		row.update_if_missing(frappe.new_doc(row.doctype, as_dict=True))
		doc.save()


def read(content: str) -> bytes:
	"""Return the JPEG file that was sent, without what the camera has noted of place and time.

	Raises PhotoError for what is none, or is too large.
	"""
	limits = bounds()
	if len(content) > limits["photo_largest_kb"] * 1024 * 4 / 3 + 4:
		frappe.throw(_("The photo is larger than {0} kB.").format(limits["photo_largest_kb"]), PhotoError)
	try:
		data = base64.b64decode(content, validate=True)
		picture = Image.open(io.BytesIO(data), formats=["JPEG"])
		longest = max(picture.size)
		stripped = strip_exif_data(data, "image/jpeg")
	except (binascii.Error, UnidentifiedImageError, OSError, ValueError):
		frappe.throw(_("What was sent is not a photo (JPEG)."), PhotoError)
	if longest > limits["photo_longest_side"]:
		frappe.throw(
			_("The photo has {0} pixels on its longest side, {1} at most are kept.").format(
				longest, limits["photo_longest_side"]
			),
			PhotoError,
		)
	return stripped


def check(doc) -> None:
	"""For `validate` of a document with photos: not more than CON Settings allow."""
	rows = [row for row in doc.get(doc.photo_table) if PICTURE.search(row.file or "")]
	before = doc.get_doc_before_save()
	most = bounds()["photos_most"]
	if len(rows) > max(most, len(before.get(doc.photo_table)) if before else 0):
		frappe.throw(
			_("{0}: {1} at most. Remove one before you add another.").format(
				frappe.bold(_(doc.meta.get_label(doc.photo_table))), most
			),
			PhotoError,
		)


def photos_of(doc) -> list[dict]:
	"""Return the photos of a document for its print: `source` (a data: address) and `caption` of each.

	Who may print the document sees them; a file that is attached to another one is left out.
	"""
	found = []
	for row in doc.get(doc.photo_table) or []:
		if PICTURE.search(row.file or "") and (source := _source(doc, row.file)):
			found.append({"source": source, "caption": row.caption or ""})
	return found


def _source(doc, address: str) -> str | None:
	name = frappe.db.exists("File", {"file_url": address, **_attached(doc)})
	if not name:
		return None
	try:
		content = bytes_of(frappe.get_doc("File", name))
	except OSError:
		# the file has been taken from the disk
		return None
	kind = "png" if address.lower().endswith("png") else "jpeg"
	return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def _attached(doc) -> dict:
	return {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}


def _attach(doc, key: str, content: bytes) -> str:
	# where a file of this name lies on the disk already, Frappe puts more letters before the last dot
	named = {"file_name": f"{key}.photo.jpg", **_attached(doc)}
	file = frappe.get_doc({"doctype": "File", "is_private": 1, "content": content, **named})
	return file.insert().file_url
