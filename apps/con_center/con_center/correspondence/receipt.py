"""A letter that came in, with the stamp of the office that received it on its first page."""

import io
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import get_datetime
from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from con_center.correspondence import picture_page
from con_center.correspondence.enclosures import PICTURE
from con_center.printing.engine import html_to_pdf
from con_center.seams.files import UNREADABLE, bytes_of
from con_center.thai import thai_date

# form ๑๒ of the rules on correspondence, in centimetres; how far from the upper edge, and from the right one
WIDTH, HEIGHT, MARGIN = 5.0, 2.5, 0.5
POINTS = 72 / 2.54
# above a picture, in points: nobody knows where its words stand
ROOM = (2 * MARGIN + HEIGHT) * POINTS
# size of the letters in points, and how many of them fill a line; of a longer name they are smaller
LETTERS, ON_A_LINE = 14, 22
TEMPLATE = "con_center/correspondence/receipt_stamp.html"


class NoFileError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["GET"])
def download(name: str) -> None:
	"""Answer with the letter, stamped, as a PDF."""
	letter = frappe.get_doc("Incoming Letter", name)
	letter.check_permission("print")
	frappe.response.update({"type": "pdf", "filename": f"{letter.name}.pdf", "filecontent": stamped(letter)})


def stamped(letter) -> bytes:
	"""Return a letter that came in as a PDF, with the stamp on its first page. Raises NoFileError for what cannot be printed."""
	if not letter.number:
		frappe.throw(_("The letter has not been received yet: it has no receiving number."), NoFileError)
	content = _file(letter)
	try:
		if PICTURE.search(letter.file):
			content = picture_page.page_of(content, above=ROOM) or b""
		writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
		page = writer.pages[0]
		page.transfer_rotation_to_content()
		(left, bottom, width, height), place = _box(page), _place(page)
	except UNREADABLE:
		frappe.throw(
			_(
				"Letter as a File: it cannot be printed. Attach it as a PDF, or as a photo (JPEG or PNG) of at most {0} million pixels."
			).format(picture_page.MOST_PIXELS // 1_000_000),
			NoFileError,
		)
	sheet = _sheet(letter, width, height, place)
	page.merge_transformed_page(sheet, Transformation().translate(left, bottom))
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue()


def _file(letter) -> bytes:
	own = {
		"attached_to_doctype": letter.doctype,
		"attached_to_name": letter.name,
		"file_url": letter.file or "",
	}
	name = frappe.db.exists("File", own)
	if not name:
		frappe.throw(_("Letter as a File: attach the letter first."), NoFileError)
	return bytes_of(frappe.get_doc("File", name))


def _box(page: PageObject) -> tuple[float, float, float, float]:
	box = page.mediabox
	return float(box.left), float(box.bottom), float(box.width), float(box.height)


def _place(page: PageObject) -> float:
	"""Return how far from the left edge the stamp stands, in centimetres: at the right, unless words stand there."""
	left, bottom, width, height = _box(page)
	words = [(x - left, height - (y - bottom)) for x, y in _words(page)]
	right = width / POINTS - WIDTH - MARGIN
	places = [right, (width / POINTS - WIDTH) / 2, MARGIN]
	return next((place for place in places if _is_free(place, words)), right)


def _is_free(place: float, words: Iterable[tuple[float, float]]) -> bool:
	# words begin somewhere to the left of what they cover
	return not any(
		(place - 3) * POINTS < x < (place + WIDTH) * POINTS and y < (MARGIN + HEIGHT + 0.3) * POINTS
		for x, y in words
	)


def _words(page: PageObject) -> list[tuple[float, float]]:
	"""Return where the words of a page begin: from its lower left corner, in points."""
	found = []

	def see(text, matrix, text_matrix, _font, _size):
		if text.strip():
			x, y = text_matrix[4], text_matrix[5]
			found.append(
				(x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])
			)

	page.extract_text(visitor_text=see)
	return found


def _sheet(letter, width: float, height: float, place: float) -> PageObject:
	"""Return a page of the same size with nothing on it but the stamp."""
	received = get_datetime(letter.received_on)
	office = frappe.db.get_value("Office", letter.office, "office_name") if letter.office else ""
	values = {
		"office": office,
		"office_size": round(min(LETTERS, LETTERS * ON_A_LINE / max(len(office), 1)), 1),
		"number": letter.number,
		"date": thai_date(received.date(), thai=False) if letter.received_on else "",
		"time": f"{received:%H.%M} น." if letter.received_on else "",
		"place": {"left": place, "top": MARGIN, "width": WIDTH, "height": HEIGHT},
		"page": {"width": width / POINTS, "height": height / POINTS},
	}
	html = frappe.get_jenv().get_template(TEMPLATE).render(values)
	return PdfReader(io.BytesIO(html_to_pdf(html))).pages[0]
