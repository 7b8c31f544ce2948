"""What stands at the foot of each page of an issued document: a code to check it with, as a picture and in letters.

It lies in the bottom margin, left, where nothing else is printed: page numbers stand at the top, the cue to the next
page stands at the right (docs/printing.md).
"""

import html
import io
from functools import cache

import segno
from pypdf import PdfReader, PdfWriter

from con_center.printing import engine, letters
from con_center.printing.fonts import font_css

# how far from the paper's edge it begins, and the side of the picture, and the height of the lines: `settings.FOOT_ROOM_CM` is kept free for it
LEFT_MM, BOTTOM_MM, SIDE_MM, LINES_MM = 20, 4, 14, 7
MILLIMETRES_PER_POINT = 25.4 / 72


def stamp(data: bytes, address: str, lines: list[str]) -> bytes:
	"""Return the PDF with the address as a QR code, and the lines beside it, at the foot of each page."""
	sheet = cache(lambda width, height: PdfReader(io.BytesIO(_sheet(width, height, address, lines))).pages[0])
	writer = PdfWriter()
	for page in PdfReader(io.BytesIO(data)).pages:
		size = [
			round(float(side) * MILLIMETRES_PER_POINT, 1)
			for side in (page.mediabox.width, page.mediabox.height)
		]
		letters.lay_over(page, sheet(*size), "Foot")
		writer.add_page(page)
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue()


def _sheet(width: float, height: float, address: str, lines: list[str]) -> bytes:
	"""Return a PDF of one page of this size (mm) with nothing on it but the foot."""
	picture = segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)
	text = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
	return engine.html_to_pdf(
		f'<!doctype html><html lang="th"><head><meta charset="utf-8"><style>{font_css()}'
		f"@page{{size:{width}mm {height}mm;margin:0}}html,body{{margin:0;padding:0}}"
		f".foot{{position:relative;height:{height - 1}mm;overflow:hidden;"
		'font:9pt "Sarabun",sans-serif;line-height:1.15;color:#333}'
		f".picture{{position:absolute;left:{LEFT_MM}mm;bottom:{BOTTOM_MM - 1}mm;width:{SIDE_MM}mm;height:{SIDE_MM}mm}}"
		".picture svg{width:100%;height:100%;display:block}"
		f".text{{position:absolute;left:{LEFT_MM + SIDE_MM + 2}mm;bottom:{BOTTOM_MM - 1}mm;white-space:nowrap}}"
		f'</style></head><body><div class="foot"><div class="picture">{picture}</div>'
		f'<div class="text">{text}</div></div></body></html>',
		{f"margin-{side}": "0mm" for side in ("top", "bottom", "left", "right")}
		| {"page-width": f"{width}mm", "page-height": f"{height}mm"},
	)
