"""Makes HTML of a print format fit to be printed by a browser that can reach nothing.

Style sheets, images and fonts of this site are put into the document; everything active is taken out; a content
security policy in front of all else forbids the rest. What cannot be inlined is left out of the print.
"""

import base64
import mimetypes
import os
import re
from urllib.parse import parse_qs, unquote, urlparse

import frappe
from bs4 import BeautifulSoup
from frappe.utils import get_url

from con_center.printing.fonts import FACES, FONT_URL, font_data_url, thai_fallback_css

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
ACTIVE_TAGS = (
	"script",
	"iframe",
	"frame",
	"frameset",
	"object",
	"embed",
	"applet",
	"base",
	"portal",
	"template",
	"noscript",
	"audio",
	"video",
	"source",
	"track",
)
URL_ATTRIBUTES = (
	"src",
	"srcset",
	"background",
	"poster",
	"data",
	"action",
	"formaction",
	"href",
	"xlink:href",
)
IMAGE_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "image/bmp")
FONT_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
LARGEST_FILE = 20 * 1024 * 1024
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)""", re.IGNORECASE)
_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)


def prepare(html: str, header: str = "", footer: str = "") -> BeautifulSoup:
	"""Return the document as a tree that is safe to print.

	`header` and `footer` are HTML to be repeated on every page (Frappe's letter head).
	"""
	soup = BeautifulSoup(html, "html5lib")
	if header or footer:
		_repeat_on_pages(soup, header, footer)
	if not soup.select_one(".con-letter"):
		_set_thai_font(soup)
		_end_with_last_page(soup)
	_inline_style_sheets(soup)
	_remove_active(soup)
	_inline_images(soup)
	_put_policy_first(soup)
	return soup


def _put_policy_first(soup):
	head = soup.head
	head.insert(0, soup.new_tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": POLICY}))
	head.insert(0, soup.new_tag("meta", attrs={"charset": "utf-8"}))
	# Thai has no spaces between words: the browser breaks lines by its dictionary where the language is Thai
	if not (soup.html.get("lang") or "").startswith("th"):
		soup.html["lang"] = "th"


def _set_thai_font(soup):
	if any("ก" <= c <= "๛" for c in soup.get_text()):
		style = soup.new_tag("style")
		style.string = thai_fallback_css()
		soup.head.append(style)


def _end_with_last_page(soup):
	"""Frappe's formats ask for a new page after each of theirs, the last one too."""
	sections = soup.select(".page-break")
	if sections:
		sections[-1]["style"] = f"{sections[-1].get('style', '')};break-after:auto!important"


def _number_pages(soup, footer):
	"""Frappe's page numbers are filled in by a script of wkhtmltopdf: let the browser's own stand for them."""
	found = footer.find(class_="page")
	if not found:
		return
	(found.find_parent(class_="page-number") or found.parent).decompose()
	style = soup.new_tag("style")
	style.string = (
		'@page{@bottom-center{content:counter(page) " / " counter(pages);font:9pt Arial,sans-serif}}'
	)
	soup.head.append(style)


def _repeat_on_pages(soup, header: str, footer: str):
	"""Put the body into a table whose head and foot the browser repeats on every page."""
	table = BeautifulSoup(
		'<table class="con-repeat" style="width:100%;border-collapse:collapse;border:0"><thead><tr><td style="padding-top:2mm"></td></tr></thead>'
		"<tbody><tr><td></td></tr></tbody><tfoot><tr><td></td></tr></tfoot></table>",
		"html.parser",
	).table
	for part, content in (("thead", header), ("tfoot", footer)):
		tree = BeautifulSoup(content, "html5lib").body
		_number_pages(soup, tree)
		for node in list(tree.contents):
			table.find(part).td.append(node)
	for node in list(soup.body.contents):
		table.tbody.td.append(node)
	soup.body.append(table)


def _inline_style_sheets(soup):
	for link in soup.find_all("link"):
		content = None
		if "stylesheet" in (link.get("rel") or []) and link.get("href"):
			content = site_file(link["href"])
		if content is None:
			link.decompose()
			continue
		style = soup.new_tag("style")
		if link.get("media"):
			style["media"] = link["media"]
		style.string = content[0].decode("utf-8", "replace").replace("</", "<\\/")
		link.replace_with(style)
	for style in soup.find_all("style"):
		style.string = _inline_css("".join(map(str, style.contents)))
	for tag in soup.find_all(style=True):
		tag["style"] = _inline_css(tag["style"])


def _inline_css(css: str) -> str:
	def inlined(match: re.Match) -> str:
		url = next((group for group in match.groups() if group is not None), "")
		if url.startswith("#"):
			return match[0]
		data = data_url(url)
		return f'url("{data}")' if data else "url()"

	# Frappe's scrub_urls writes "!important" behind each url(), which makes a font's source invalid
	css = _FONT_FACE.sub(lambda match: match[0].replace("!important", ""), _CSS_IMPORT.sub("", css))
	return _CSS_URL.sub(inlined, css)


def _remove_active(soup):
	for tag in soup.find_all(ACTIVE_TAGS):
		tag.decompose()
	for meta in soup.find_all("meta"):
		if meta.get("http-equiv") or meta.get("charset"):
			meta.decompose()
	for tag in soup.find_all(True):
		for name in list(tag.attrs):
			if name.lower().startswith("on") or (
				name.lower() in URL_ATTRIBUTES and tag.name not in ("img", "image", "a", "use", "textPath")
			):
				del tag[name]
		if tag.name in ("use", "textPath") and not _first(tag, "href", "xlink:href").startswith("#"):
			tag.decompose()
		elif tag.name == "a" and urlparse(tag.get("href") or "").scheme not in (
			"",
			"http",
			"https",
			"mailto",
		):
			del tag["href"]


def _inline_images(soup):
	for image in soup.find_all(["img", "image"]):
		name = "src" if image.name == "img" else "href" if image.get("href") else "xlink:href"
		data = data_url(image.get(name) or "")
		image.attrs.pop("srcset", None)
		if data:
			image[name] = data
		else:
			image.attrs.pop(name, None)


def _first(tag, *names) -> str:
	return next((tag[name] for name in names if tag.get(name)), "")


def data_url(url: str) -> str | None:
	"""Return a file of this site as a data: URL; a data: URL of an image or font as it is; anything else as None."""
	if url.startswith("data:"):
		kind = url[5:].partition(",")[0].partition(";")[0]
		return url if kind in IMAGE_TYPES or kind in FONT_TYPES.values() else None
	found = site_file(url)
	if not found:
		return None
	content, kind = found
	if kind not in IMAGE_TYPES and kind not in FONT_TYPES.values():
		return None
	return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def site_file(url: str) -> tuple[bytes, str] | None:
	"""Return content and type of a file of this site, or None if there is none or it may not be read.

	`url` is a path or begins with this site's own address: /assets/…, /files/… (public), /private/files/… (if
	the user in session may read one of its File documents), or one of our fonts.
	"""
	parsed = urlparse(url)
	if parsed.scheme or parsed.netloc:
		own = urlparse(get_url())
		if (parsed.scheme or own.scheme, parsed.netloc) != (own.scheme, own.netloc):
			return None
	path = unquote(parsed.path)
	if path == FONT_URL:
		face = parse_qs(parsed.query).get("face", [""])[0]
		return (
			(base64.b64decode(font_data_url(face).partition(",")[2]), "font/ttf") if face in FACES else None
		)
	kind = FONT_TYPES.get(os.path.splitext(path)[1].lower()) or mimetypes.guess_type(path)[0] or ""
	if path.startswith("/private/files/"):
		content = _private_file(path)
	elif path.startswith("/assets/"):
		content = _read_below(
			os.path.join(frappe.local.sites_path, "assets"), path[len("/assets/") :], links=True
		)
	elif path.startswith("/files/"):
		content = _read_below(frappe.get_site_path("public", "files"), path[len("/files/") :])
	else:
		return None
	return (content, kind) if content is not None else None


def _read_below(folder: str, relative: str, links: bool = False) -> bytes | None:
	"""Return a file in a folder, or None. `links`: the folder's own entries may be links (bench links assets so)."""
	if "\0" in relative:
		return None
	parts = [part for part in relative.split("/") if part]
	if not parts or any(part in ("..", ".") or "\\" in part for part in parts):
		return None
	base = (
		os.path.realpath(os.path.join(folder, parts[0]))
		if links and len(parts) > 1
		else os.path.realpath(folder)
	)
	path = os.path.realpath(os.path.join(base, *(parts[1:] if links and len(parts) > 1 else parts)))
	if (
		os.path.commonpath([base, path]) != base
		or not os.path.isfile(path)
		or os.path.getsize(path) > LARGEST_FILE
	):
		return None
	with open(path, "rb") as file:
		return file.read()


def _private_file(path: str) -> bytes | None:
	for name in frappe.get_all("File", filters={"file_url": path}, pluck="name"):
		file = frappe.get_doc("File", name)
		if file.is_downloadable():
			content = _read_below(frappe.get_site_path("private", "files"), path[len("/private/files/") :])
			return content
	return None
