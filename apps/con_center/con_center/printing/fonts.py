"""The letters' font. Sarabun comes with the package `fontpkg-sarabun`; any font installed on the server works too."""

import base64
from functools import cache
from importlib import resources

import frappe
from frappe import _

FACES = {"Sarabun-Regular": 400, "Sarabun-Bold": 700}
FONT_URL = "/api/method/con_center.printing.fonts.font"

# "16 pt" in the rules is TH SarabunPSK, whose letters are much smaller per em. Sarabun is scaled so that a page
# holds what an official page holds: calibrated on the letter of seed 003, whose first page ends before item ๖
# (docs/printing.md). So sizes everywhere are the ones the rules name
SIZE_ADJUST_PERCENT = 78


def font_css() -> str:
	"""Return the @font-face rules of Sarabun, for a letter's style."""
	return "".join(
		f'@font-face{{font-family:"Sarabun";font-weight:{weight};size-adjust:{SIZE_ADJUST_PERCENT}%;'
		f'src:url("{FONT_URL}?face={face}")}}'
		for face, weight in FACES.items()
	)


def thai_fallback_css() -> str:
	"""Return rules that print the Thai of ordinary documents in Sarabun: as a part of Arial, which Frappe's styles name.

	The fonts of the machine may have no Thai, or one whose text cannot be searched.
	"""
	return "".join(
		f'@font-face{{font-family:"Arial";font-weight:{weight};unicode-range:U+0E00-0E7F;'
		f'src:url("{FONT_URL}?face={face}")}}'
		for face, weight in FACES.items()
	)


def font_folder() -> str:
	"""Return the folder of the package's font files."""
	return str(resources.files("fontpkg_sarabun").joinpath("files"))


@cache
def font_bytes(face: str) -> bytes:
	"""Return a font file of the package. Raises KeyError for a face that is not in `FACES`."""
	FACES[face]
	return resources.files("fontpkg_sarabun").joinpath("files", f"{face}.ttf").read_bytes()


@cache
def font_data_url(face: str) -> str:
	return "data:font/ttf;base64," + base64.b64encode(font_bytes(face)).decode()


@frappe.whitelist(allow_guest=True, methods=["GET"])
def font(face: str):
	"""Send one of the font files, so that the print preview in the desk looks as the PDF does."""
	if not isinstance(face, str) or face not in FACES:
		frappe.throw(_("There is no such font."), frappe.DoesNotExistError)
	from werkzeug.wrappers import Response

	response = Response(font_bytes(face), mimetype="font/ttf")
	response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
	return response
