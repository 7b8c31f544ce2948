"""The outline of the country's provinces: not ours, and not kept here.

It comes with the npm package @svg-maps/thailand (package.json), under CC BY 4.0, as Frappe's own scripts do. What is
taken of it is the shape of each province; where the package is not installed there is no outline, and tiles alone.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import frappe

PACKAGE = "@svg-maps/thailand"
# whom the licence wants named
CREDIT = "@svg-maps/thailand (Noppakun Wongsrinoppakun, Victor Cazanave), MapSVG"
SOURCE = "https://github.com/VictorCazanave/svg-maps"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
# how the package calls the provinces, by their DOPA code; a test compares the names
PROVINCES = {
	"bkk": "10", "spk": "11", "nbi": "12", "pte": "13", "aya": "14", "atg": "15", "lri": "16", "sbr": "17", "cnt": "18",
	"sri": "19", "cbi": "20", "ryg": "21", "cti": "22", "trt": "23", "cco": "24", "pri": "25", "nyk": "26", "skw": "27",
	"nma": "30", "brm": "31", "srn": "32", "ssk": "33", "ubn": "34", "yst": "35", "cpm": "36", "acr": "37", "bkn": "38",
	"nbp": "39", "kkn": "40", "udn": "41", "lei": "42", "nki": "43", "mkm": "44", "ret": "45", "ksn": "46", "snk": "47",
	"npm": "48", "mdh": "49", "cmi": "50", "lpn": "51", "lpg": "52", "utd": "53", "pre": "54", "nan": "55", "pyo": "56",
	"cri": "57", "msn": "58", "nsn": "60", "uti": "61", "kpt": "62", "tak": "63", "sti": "64", "plk": "65", "pct": "66",
	"pnb": "67", "rbr": "70", "kri": "71", "spb": "72", "npt": "73", "skn": "74", "skm": "75", "pbi": "76", "pkn": "77",
	"nrt": "80", "kbi": "81", "pna": "82", "pkt": "83", "sni": "84", "rng": "85", "cpn": "86", "ska": "90", "stn": "91",
	"trg": "92", "plg": "93", "ptn": "94", "yla": "95", "nwt": "96",
}  # fmt: skip


class Outline(NamedTuple):
	"""view_box: of the SVG; provinces: {DOPA code: path}; others: paths of what is no province, as a lake."""

	view_box: str
	provinces: dict[str, str]
	others: tuple[str, ...]


def file() -> Path:
	return Path(frappe.get_app_path("con_center")).parent / "node_modules" / PACKAGE / "thailand.svg"


def read() -> Outline | None:
	"""Return the outline, None where the package is not installed."""
	path = file()
	return _read(path) if path.exists() else None


@cache
def _read(path: Path) -> Outline:
	found = {each.get("id"): each.get("d") for each in paths(path)}
	return Outline(
		ElementTree.parse(path).getroot().get("viewBox"),
		{PROVINCES[key]: shape for key, shape in found.items() if key in PROVINCES},
		tuple(shape for key, shape in found.items() if key not in PROVINCES),
	)


def paths(path: Path) -> list[ElementTree.Element]:
	return list(ElementTree.parse(path).getroot().iter("{http://www.w3.org/2000/svg}path"))
