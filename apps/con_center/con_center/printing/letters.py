"""What official letters need beyond one pass of the browser: the cue at the foot of a page to the next, and how secret it is.

A format opts in with `data-con-cue` on its root, and marks the text that runs on with `data-con-flow`; with
`data-con-secrecy` it says what stands on every page (the macros of `letter.html` do all of it).
"""

import html as html_escape
import io
import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, NavigableString
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from con_center.printing.pdf_text import compressed, drawing_of
from con_center.printing.words import MARKS

# a cue names whole words and has at least so many letters, marks above and below not counted (seed 003: /๖. ส่งเสริม...)
CUE_LETTERS = 5
_PAGE_NUMBER = re.compile(r"[-–]?\s*[0-9๐-๙]+\s*[-–]?")
_BLOCKS = ("div", "p", "li", "tr", "td", "th", "table", "ol", "ul", "section", "h1", "h2", "h3", "h4", "br")


def wants_cue(soup: BeautifulSoup) -> bool:
	return bool(soup.select_one("[data-con-cue]"))


def secrecy_of(soup: BeautifulSoup) -> str:
	root = soup.select_one("[data-con-secrecy]")
	return root["data-con-secrecy"] if root else ""


def flow_text(soup: BeautifulSoup) -> str:
	"""Return the text that runs on over pages, its spaces collapsed, one line a block."""
	parts = []
	for root in soup.select("[data-con-flow]"):
		for node in root.descendants:
			if isinstance(node, NavigableString):
				if node.parent.name not in ("style", "script"):
					parts.append(re.sub(r"\s+", " ", str(node)))
			elif node.name in _BLOCKS:
				parts.append("\n")
		parts.append("\n")
	text = "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n"))
	return re.sub(r"\n+", "\n", text).strip()


def page_starts(pages: Iterable[str], flow: str) -> list[str]:
	"""Return where each page after the first goes on with the flow: its text from there to the end of the block.

	`pages` is the text extracted from each page after the first. The list ends at the first page that does not go
	on with the flow (an attachment).
	"""
	letters = [(i, c) for i, c in enumerate(flow) if not c.isspace()]
	dense = "".join(c for _i, c in letters)
	starts, position = [], 0
	for text in pages:
		line = _first_line(text)
		found = dense.find(line, position) if line else -1
		if found < 0:
			break
		position = found + 1
		starts.append(flow[letters[found][0] :].partition("\n")[0])
	return starts


def _first_line(text: str) -> str:
	for line in text.splitlines():
		if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip()):
			return "".join(line.split())
	return ""


def cue(start: str, words) -> str:
	"""Return the cue to a page that begins with `start`: "/๖. ส่งเสริม...". `words` splits Thai text into words."""
	head, rest = re.match(
		r"((?:\(?[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]?|[ก-ฮ][.)]|-)\s+)?(.*)", start, re.DOTALL
	).groups()
	taken = ""
	for word in words(rest[:80]):
		if sum(c not in MARKS and not c.isspace() for c in taken) >= CUE_LETTERS and word not in (
			".",
			"ๆ",
			"ฯ",
		):
			break
		taken += word
	taken = taken.strip()
	return f"/{head or ''}{taken}..." if taken else ""


def sheets(cues: list[str], soup: BeautifulSoup, pages: int) -> str:
	"""Return a document of so many pages, with nothing on each but its cue and the word of secrecy."""
	root = soup.select_one("[data-con-cue], [data-con-secrecy]")
	styles = "".join(map(str, root.find_all("style")))
	classes = html_escape.escape(" ".join(root.get("class", [])))
	own = html_escape.escape(root.get("style", ""))
	marks = _marks(secrecy_of(soup))
	drawn = "".join(
		f'<div class="con-cue-sheet">{marks}<div class="con-cue">{html_escape.escape(text)}</div></div>'
		for text in [*cues, *[""] * (pages - len(cues))]
	)
	return (
		f'<!doctype html><html lang="th"><head><meta charset="utf-8">{styles}<style>@page{{size:A4;margin:0!important}}'
		"@page{@top-center{content:none!important}}html,body{margin:0;padding:0}"
		".con-cue-sheet{position:relative;height:296mm;break-after:page;overflow:hidden}"
		f'</style></head><body><div class="{classes}" style="{own}">{drawn}</div></body></html>'
	)


def _marks(secrecy: str) -> str:
	word = html_escape.escape(secrecy)
	places = ("top", "bottom") if secrecy else ()
	return "".join(f'<div class="con-red con-secrecy con-secrecy-{place}">{word}</div>' for place in places)


def overlay(letter: bytes, laid_over: bytes) -> bytes:
	"""Return the letter's PDF with the pages of another laid over its own.

	pypdf's own merge reads every drawing command, and keeps them uncompressed: far slower, and three times the size.
	"""
	writer = PdfWriter()
	sheets = PdfReader(io.BytesIO(laid_over)).pages
	for number, page in enumerate(PdfReader(io.BytesIO(letter)).pages):
		if number < len(sheets) and drawing_of(sheets[number]):
			lay_over(page, sheets[number], "Cue")
		writer.add_page(page)
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue()


def lay_over(page, sheet, prefix: str) -> None:
	"""Draw a sheet over a page; prefix: before the names of what the sheet draws with, which the page must not have."""
	drawing = drawing_of(sheet)
	resources = page["/Resources"].get_object()
	for kind, entries in sheet["/Resources"].get_object().items():
		entries = entries.get_object()
		if not isinstance(entries, DictionaryObject):
			continue
		own = DictionaryObject(resources.get(kind, DictionaryObject()).get_object())
		for name, entry in entries.items():
			own[NameObject(f"/{prefix}{name[1:]}")] = entry
			drawing = re.sub(
				rb"/%s(?=[\s/])" % re.escape(name[1:].encode()), f"/{prefix}{name[1:]}".encode(), drawing
			)
		resources[NameObject(kind)] = own
	page[NameObject("/Contents")] = compressed(b"q\n" + drawing_of(page) + b"\nQ\nq\n" + drawing + b"\nQ\n")


def later_pages(data: bytes) -> Iterator[str]:
	"""Yield the text of each page after the first, one by one: extracting it is slow."""
	for page in PdfReader(io.BytesIO(data)).pages[1:]:
		yield page.extract_text()


def count_pages(data: bytes) -> int:
	return len(PdfReader(io.BytesIO(data)).pages)
