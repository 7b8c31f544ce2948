"""What a print shows on the screen asks nobody else: a picture from elsewhere would tell there who reads what, and when."""

import re
from urllib.parse import urlparse

from bs4 import BeautifulSoup
from frappe.utils import get_url

from con_center import seams

SOURCES = ("src", "srcset", "href", "xlink:href", "data", "poster", "background")
ELSEWHERE = re.compile(
	r"""srcset\s*=|(?:src|href|data|poster|background)\s*=\s*["']?\s*(?:https?:)?//""", re.IGNORECASE
)
IN_STYLE = re.compile(r"""url\(\s*["']?\s*(?:https?:)?//[^)]*\)""", re.IGNORECASE)
# leads elsewhere when somebody clicks on it, and not before
CLICKED = "a"


def get_rendered_template(*args, **kwargs) -> str:
	"""Frappe's HTML of a document in a print format, for the screen and for PDF."""
	html = get_rendered_template.of_frappe(*args, **kwargs)
	return without_sources_elsewhere(html) if seams.is_here() else html


def without_sources_elsewhere(html: str) -> str:
	"""Return HTML without pictures, frames and styles that a browser would fetch from another server."""
	if not (ELSEWHERE.search(html) or IN_STYLE.search(html)):
		return html
	soup = BeautifulSoup(IN_STYLE.sub("none", html), "html.parser")
	for tag in soup.find_all(True):
		for name in [name for name in tag.attrs if name.lower() in SOURCES and tag.name != CLICKED]:
			if any(map(_is_elsewhere, str(tag[name]).split(","))):
				del tag[name]
	return str(soup)


def _is_elsewhere(address: str) -> bool:
	host = urlparse(address.strip()).netloc
	return bool(host) and host != urlparse(get_url()).netloc
