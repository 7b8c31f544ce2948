"""How the chart of a committee is laid out so that it fills one A4 page and never runs over. No Frappe here."""

from dataclasses import dataclass
from math import ceil

PAGE_WIDTH_MM = 184
ROWS_HEIGHT_MM = 222
GAP_MM = 5
LARGEST_PT, SMALLEST_PT, STEP_PT = 26.0, 9.0, 0.5
# sizes of role and organisation as parts of the name's
ROLE, ORGANIZATION = 0.86, 0.78
LINE_HEIGHT = 1.16
MM_PER_PT = 25.4 / 72
SIZE_ADJUST = 0.78
BOX_PADDING_MM = (2.6, 3.0)
TOP_ROW_ACROSS = 3
MOST_ORGANIZATION_LINES = 2

# how far each letter of Sarabun Bold moves on, in thousandths of the size, rounded up to 50
_ADVANCES = {
	0: "ัิีึืฺุู็่้๊๋์ํ๎",
	250: " '",
	300: "!,.:;ij|",
	350: "เๅ-I[]l{}",
	400: "()\\_`fr",
	450: 'โใไ"*st',
	500: "งร/?Jcz",
	550: "วะาำ$aekvxy",
	600: "กจฉฐถธยฤลสฮฯ0123456789EFLPRSTZ^bdghnopqu",
	650: "ขคฅชฎฏดตนผฝภมฦศหอ฿แ๏+<=>ABCDVY~",
	700: "ฃฆซทบปๆ๐๑๔๕๖๘๙&GHKNOQUX",
	750: "พฟษฬ๒๓#w",
	800: "ฑ๗",
	850: "ฌญ๚@Mm",
	900: "ฒณW",
	1000: "%",
	1100: "๛",
}
_ADVANCE = {letter: advance for advance, letters in _ADVANCES.items() for letter in letters}
_UNKNOWN_ADVANCE = 800


@dataclass(frozen=True)
class Layout:
	"""lines: of people, top first; widths of a box by line in mm; name_pt: size of names in points."""

	lines: list
	widths: list
	name_pt: float
	with_organization: bool


def lay_out(rows: list[list]) -> Layout:
	"""Return the layout with the largest names that fits one page; `rows` as from `chart_rows`.

	Organisations are left out where names would otherwise get small. People are mappings with full_name, role
	and organization_name.
	"""
	best = None
	for with_organization, least in ((True, 15.0), (False, SMALLEST_PT)):
		for across in (2, 3, 4, 5):
			lines, widths = _lines(rows, across)
			size = _largest_size(lines, widths, with_organization)
			if size and (not best or size > best.name_pt):
				best = Layout(lines, widths, size, with_organization)
		if best and best.name_pt >= least:
			return best
	if best:
		return best
	lines, widths = _lines(rows, 5)
	return Layout(lines, widths, SMALLEST_PT, False)


def _lines(rows: list[list], across: int) -> tuple[list, list]:
	lines, widths = [], []
	for number, row in enumerate(rows):
		ordinary = number == len(rows) - 1
		most = across if ordinary else TOP_ROW_ACROSS
		if not row:
			continue
		even = ceil(len(row) / ceil(len(row) / most))
		width = (PAGE_WIDTH_MM - (even - 1) * GAP_MM) / even
		for start in range(0, len(row), even):
			lines.append(row[start : start + even])
			widths.append(min(width, 62 if ordinary else 70))
	return lines, widths


def _largest_size(lines: list, widths: list, with_organization: bool) -> float | None:
	size = LARGEST_PT
	while size >= SMALLEST_PT:
		if _fits(lines, widths, size, with_organization):
			return size
		size -= STEP_PT
	return None


def _fits(lines: list, widths: list, size: float, with_organization: bool) -> bool:
	total = 0.0
	for people, width in zip(lines, widths, strict=True):
		inner = width - BOX_PADDING_MM[1]
		heights = [_height(person, inner, size, with_organization) for person in people]
		if None in heights:
			return False
		total += max(heights) + GAP_MM
	return total <= ROWS_HEIGHT_MM


def _height(person, width: float, size: float, with_organization: bool) -> float | None:
	"""Return the height of a person's box in mm, or None if a part of the name is wider than the box."""
	name = (person.get("full_name") or "").split()
	if any(text_width_mm(part, size) > width for part in name):
		return None
	name_lines = 1 if text_width_mm(" ".join(name), size) <= width else len(name)
	role_lines = _wrapped(person.get("role") or "", size * ROLE, width)
	organization = (person.get("organization_name") or "") if with_organization else ""
	organization_lines = min(_wrapped(organization, size * ORGANIZATION, width), MOST_ORGANIZATION_LINES)
	points = name_lines * size + role_lines * size * ROLE + organization_lines * size * ORGANIZATION
	return points * LINE_HEIGHT * MM_PER_PT + BOX_PADDING_MM[0]


def text_width_mm(text: str, size: float) -> float:
	"""Return how wide a bold text is at most, at a nominal size in points (Sarabun scaled as in `fonts`)."""
	advances = sum(_ADVANCE.get(letter, _UNKNOWN_ADVANCE) for letter in text)
	return advances / 1000 * size * SIZE_ADJUST * MM_PER_PT


def _wrapped(text: str, size: float, width: float) -> int:
	"""Return the number of lines a text takes; words do not fill a line to its end."""
	return ceil(text_width_mm(text, size) / (width * 0.85)) if text else 0
