"""A picture, such as the photo of a letter on paper, as a page of A4."""

import io

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter, Transformation

# A4 in 600 points an inch, and what a file of some kilobytes may not grow to
MOST_PIXELS = 40_000_000
SHORT, LONG = 210 / 25.4 * 72, 297 / 25.4 * 72


def page_of(content: bytes, above: float = 0) -> bytes | None:
	"""Return a PDF of one page that the picture fills, upright as its camera meant it; None of one that is too large.

	above: how much of the page is left free above it, in points. Raises one of seams.files.UNREADABLE for what is none.
	"""
	picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
	if picture.width * picture.height > MOST_PIXELS:
		return None
	picture = ImageOps.exif_transpose(picture)
	width, height = (SHORT, LONG) if picture.height >= picture.width else (LONG, SHORT)
	# so many points an inch that it is as large as its room
	resolution = 72 * max(picture.width / width, picture.height / (height - above))
	drawn, output = io.BytesIO(), io.BytesIO()
	picture.convert("RGB").save(drawn, "PDF", resolution=resolution)
	page = PdfReader(drawn).pages[0]
	sheet = PageObject.create_blank_page(width=width, height=height)
	sheet.merge_transformed_page(page, Transformation().translate(*_corner(page, width, height - above)))
	writer = PdfWriter()
	writer.add_page(sheet)
	writer.write(output)
	return output.getvalue()


def _corner(page: PageObject, width: float, height: float) -> tuple[float, float]:
	"""Return where the lower left corner of a page is that stands in the middle of some room."""
	return (width - float(page.mediabox.width)) / 2, (height - float(page.mediabox.height)) / 2
