"""Makes the Thai text of Chromium's PDFs searchable and copyable in every reader. No Frappe here.

Chromium draws the right glyphs, but tells readers what they mean only in part (docs/printing.md, measured):

1. Glyphs that a font holds beside its letters (a tone mark moved for ฝ, or lowered over a plain consonant) get the
   code 0. Only readers that honour /ActualText (Poppler, PDFium, Acrobat) see the text; others lose the mark.
2. ำ is drawn as ํ and า, so that readers without /ActualText see two letters, with the tone in the wrong place.
3. Where a mark is drawn left of where its letter ends (ฝั่ง, ปี๊), the cluster seems to end there, and Poppler puts
   a space before the next letter.

The cure needs no knowledge of the font: each cluster's /ActualText says what its glyphs mean. (1) and (2) are
written into the font's ToUnicode map, with a code of its own for the า of ำ; for (3) the pen is moved to the end
of the letter by character spacing, and goes on in small steps. Nothing that is drawn changes.
"""

import io
import re

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NumberObject, StreamObject

_NUMBER = rb"-?\d*\.?\d+"
_TOKEN = re.compile(
	rb"/(?P<font>\w+) (?P<size>" + _NUMBER + rb") Tf"
	rb"|/Span<</ActualText <(?P<text>[0-9A-Fa-f]*)>\s*>>\s*BDC(?P<body>.*?)EMC(?P<move>\s+(?P<dx>"
	+ _NUMBER
	+ rb") (?P<dy>"
	+ _NUMBER
	+ rb") Td)?",
	re.DOTALL,
)
_TF = re.compile(rb"/(\w+) (" + _NUMBER + rb") Tf")
_SHOWN = re.compile(rb"<([0-9A-Fa-f]+)>")
_LAST_SHOWN = re.compile(rb"<([0-9A-Fa-f]+)> Tj\s*\Z")
_NOTHING = re.compile(rb"<([0-9A-Fa-f]{4})> <0000>")
_MAPPED = re.compile(rb"^(?:<[0-9A-Fa-f]{4}> )?<([0-9A-Fa-f]{4})> <[0-9A-Fa-f]+>$", re.MULTILINE)
# a gap of less is no gap, of more is not made by a mark; in parts of the font size
_GAP = (0.02, 0.45)
_STEP = 0.05
_SARA_AM = "ำ"
SPACE_WIDTH = 250


class _Font:
	"""One embedded font: the meaning and the width of its codes, and what is to be added."""

	def __init__(self, font):
		self.font = font
		self.descendant = font["/DescendantFonts"][0].get_object()
		self.map = font["/ToUnicode"].get_object().get_data()
		self.nameless = {int(code, 16) for code in _NOTHING.findall(self.map)}
		self.widths = _widths(self.descendant.get("/W", []))
		mapped = self.map.partition(b"endcodespacerange")[2]
		self.highest = max([0, *self.widths, *(int(code, 16) for code in _MAPPED.findall(mapped))])
		self.meaning: dict[int, str] = {}
		self.aliases: dict[tuple[int, str], int] = {}

	def width(self, code: int) -> float:
		return self.widths.get(code, self.descendant.get("/DW", 1000) if not self.widths else 0) / 1000

	def learn(self, code: int, text: str):
		if code in self.nameless:
			self.meaning.setdefault(code, text)

	def alias(self, code: int, text: str) -> int:
		"""Return a code that draws the glyph of `code` and means `text`."""
		return self.aliases.setdefault((code, text), self.highest + 1 + len(self.aliases))

	def write(self):
		if self.descendant.get("/CIDToGIDMap", "/Identity") != "/Identity":
			self.aliases = {}
		self._write_map()
		self._write_glyphs_and_widths()

	def _write_map(self):
		lines = [f"<{code:04X}> <{_hex(text)}>" for code, text in self.meaning.items()]
		lines += [f"<{alias:04X}> <{_hex(text)}>" for (_code, text), alias in self.aliases.items()]
		if not lines:
			return
		data = _NOTHING.sub(lambda m: b"" if int(m[1], 16) in self.meaning else m[0], self.map)
		data = re.sub(rb"\d+ beginbfchar\n(.*?)endbfchar\n?", _counted, data, flags=re.DOTALL)
		blocks = "".join(_block(lines[start : start + 100]) for start in range(0, len(lines), 100))
		self.font[NameObject("/ToUnicode")] = compressed(
			data.replace(b"endcmap", blocks.encode() + b"endcmap", 1)
		)

	def _write_glyphs_and_widths(self):
		widths = ArrayObject(self.descendant.get("/W", []))
		if b" <0020>" not in self.map and 32 not in self.widths:
			# pypdf takes the width of code 32 for that of a space; without one, every letter is a word to it
			widths += [NumberObject(32), ArrayObject([NumberObject(SPACE_WIDTH)])]
		if self.aliases:
			glyphs = bytearray(
				b"".join(code.to_bytes(2, "big") for code in range(max(self.aliases.values()) + 1))
			)
			for (code, _text), alias in self.aliases.items():
				glyphs[2 * alias : 2 * alias + 2] = code.to_bytes(2, "big")
				widths += [NumberObject(alias), ArrayObject([NumberObject(round(self.width(code) * 1000))])]
			self.descendant[NameObject("/CIDToGIDMap")] = compressed(bytes(glyphs))
		self.descendant[NameObject("/W")] = widths


def repair_text(data: bytes) -> bytes:
	"""Return the PDF with its text repaired. Pages, drawing and everything else stay as they are."""
	reader = PdfReader(io.BytesIO(data))
	fonts: dict[int, _Font] = {}
	seen: set[int] = set()
	for page in reader.pages:
		data = drawing_of(page)
		if data:
			page[NameObject("/Contents")] = compressed(
				_rewrite(data, _fonts_of(page.get("/Resources"), fonts))
			)
			_rewrite_forms(page.get("/Resources"), fonts, seen)
	for font in fonts.values():
		font.write()
	writer = PdfWriter()
	for page in reader.pages:
		writer.add_page(page)
	if reader.metadata:
		writer.add_metadata({key: value for key, value in reader.metadata.items() if isinstance(value, str)})
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue()


def drawing_of(page) -> bytes:
	"""Return a page's content stream as it stands in the file (`get_contents()` of old versions of pypdf rewrites it)."""
	contents = page.get("/Contents")
	contents = contents.get_object() if contents is not None else ArrayObject()
	streams = contents if isinstance(contents, ArrayObject) else [contents]
	return b"\n".join(stream.get_object().get_data() for stream in streams)


def compressed(data: bytes) -> StreamObject:
	stream = DecodedStreamObject()
	stream.set_data(data)
	return stream.flate_encode()


def _fonts_of(resources, fonts: dict) -> dict[bytes, "_Font"]:
	found = {}
	resources = resources.get_object() if resources is not None else {}
	for name, reference in (resources.get("/Font") or {}).items():
		font = reference.get_object()
		if (
			font.get("/Subtype") == "/Type0"
			and "/ToUnicode" in font
			and font.get("/Encoding") == "/Identity-H"
		):
			found[name[1:].encode()] = (
				fonts.setdefault(id(font), None)
				or fonts.__setitem__(id(font), _Font(font))
				or fonts[id(font)]
			)
	return found


def _rewrite_forms(resources, fonts: dict, seen: set):
	"""Rewrite the groups (form XObjects) that a page draws, and those that they draw."""
	resources = resources.get_object() if resources is not None else {}
	forms = resources.get("/XObject") or {}
	for name, reference in forms.get_object().items() if forms else ():
		form = reference.get_object()
		if form.get("/Subtype") != "/Form" or id(form) in seen:
			continue
		seen.add(id(form))
		data = form.get_data()
		rewritten = _rewrite(data, _fonts_of(form.get("/Resources"), fonts))
		if rewritten != data:
			stream = compressed(rewritten)
			for key, value in form.items():
				if key not in ("/Length", "/Filter", "/DecodeParms"):
					stream[NameObject(key)] = value
			forms.get_object()[NameObject(name)] = stream
			form = stream
			seen.add(id(form))
		_rewrite_forms(form.get("/Resources"), fonts, seen)


def _rewrite(data: bytes, fonts: dict) -> bytes:
	"""Return a content stream with its clusters rewritten, noting in `fonts` what their glyphs mean."""
	state = {"font": None, "size": 0.0}

	def replace(match: re.Match) -> bytes:
		if match["font"] is not None:
			state["font"], state["size"] = fonts.get(match["font"]), float(match["size"])
			return match[0]
		body, move = match["body"], match["move"] or b""
		for name, size in _TF.findall(body):
			state["font"], state["size"] = fonts.get(name), float(size)
		font = state["font"]
		if not font:
			return match[0]
		new_body = _rewrite_cluster(body, _decoded(match["text"]), font)
		dx = float(match["dx"] or 0)
		if gap := _gap_after(new_body, dx, state["size"], font):
			new_body, move = _close_gap(new_body, gap), _in_steps(dx, match["dy"], state["size"])
		head = match[0][: match.start("body") - match.start()]
		return b"".join((head, new_body, b"EMC", move))

	return _TOKEN.sub(replace, data)


def _rewrite_cluster(body: bytes, text: str, font: _Font) -> bytes:
	"""Learn from a cluster what its glyphs mean; give the glyphs of ำ codes of their own."""
	shown = list(_SHOWN.finditer(body))
	codes = [code for match in shown for code in _codes(match[1])]
	if not codes:
		return body
	new = list(codes)
	if text.endswith(_SARA_AM) and len(codes) >= 2 and len(codes) - len(text) in (0, 1):
		new[-1] = font.alias(codes[-1], _SARA_AM)
		# the ํ before it says nothing by itself; drawn in one with the tone, it says the tone
		middle = len(codes) - len(text)
		if middle:
			mark = next((i for i, code in enumerate(codes[1:-1], 1) if not _is_tone(code, font)), 1)
			new[mark] = font.alias(codes[mark], "")
			rest = [code for i, code in enumerate(codes[:-1]) if i != mark]
		else:
			rest = codes[:-1]
		for code, letter in zip(rest, text[:-1], strict=True):
			font.learn(code, letter)
	elif len(codes) == len(text):
		for code, letter in zip(codes, text, strict=True):
			font.learn(code, letter)
	elif len(codes) == 1:
		font.learn(codes[0], text)
	if new == codes:
		return body
	replacements = iter(new)

	def rewritten(match: re.Match) -> bytes:
		return b"<" + b"".join(b"%04X" % next(replacements) for _code in _codes(match[1])) + b">"

	return _SHOWN.sub(rewritten, body)


def _is_tone(code: int, font: _Font) -> bool:
	found = re.search(rb"<%04X> <0E4[89AB]>" % code, font.map, re.IGNORECASE)
	return bool(found) or font.meaning.get(code, "") in ("่", "้", "๊", "๋")


def _gap_after(body: bytes, dx: float, size: float, font: _Font) -> float:
	"""Return how far the next letter begins after the last glyph of a cluster, if a mark makes that; else 0."""
	last = _LAST_SHOWN.search(body)
	codes = _codes(last[1]) if last else []
	gap = dx - sum(map(font.width, codes)) * size
	made_by_mark = codes and not font.width(codes[-1]) and _GAP[0] * size < gap < _GAP[1] * size
	return gap if made_by_mark else 0


def _close_gap(body: bytes, gap: float) -> bytes:
	"""Let the last glyph of a cluster end where the next letter begins."""
	last = _LAST_SHOWN.search(body)
	*before, mark = _codes(last[1])
	head = b"<" + b"".join(b"%04X" % code for code in before) + b"> Tj " if before else b""
	return body[: last.start()] + head + b"%.4f Tc <%04X> Tj 0 Tc\n" % (gap, mark)


def _in_steps(dx: float, dy: bytes, size: float) -> bytes:
	"""Return a move in parts of which none is as wide as a space: pypdf sees moves, and no character spacing."""
	step = round(_STEP * size, 4)
	steps = int(dx / step)
	return b"\n" + b"%.4f 0 Td\n" % step * steps + b"%.4f %b Td" % (dx - steps * step, dy)


def _codes(hexadecimal: bytes) -> list[int]:
	return [int(hexadecimal[i : i + 4], 16) for i in range(0, len(hexadecimal), 4)]


def _decoded(hexadecimal: bytes) -> str:
	text = bytes.fromhex(hexadecimal.decode()).decode("utf-16-be", "replace")
	return text.removeprefix("\ufeff")


def _hex(text: str) -> str:
	return text.encode("utf-16-be").hex().upper()


def _counted(match: re.Match) -> bytes:
	lines = [line.decode() for line in match[1].split(b"\n") if line.strip()]
	return _block(lines).encode()


def _block(lines: list[str]) -> str:
	return f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n" if lines else ""


def _widths(array) -> dict[int, float]:
	"""Read a /W array: first [width …] or first last width."""
	widths, items = {}, [item.get_object() if hasattr(item, "get_object") else item for item in array]
	position = 0
	while position + 1 < len(items):
		first, second = int(items[position]), items[position + 1]
		if isinstance(second, list):
			widths.update({first + i: float(width) for i, width in enumerate(second)})
			position += 2
		else:
			widths.update(dict.fromkeys(range(first, int(second) + 1), float(items[position + 2])))
			position += 3
	return widths
