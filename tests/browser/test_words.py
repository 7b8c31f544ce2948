"""No English where anybody works: every list, form, report and page of the app that a role can open.

A page is read once, by the first of the roles that can open it; what is each one's own is read for each. A run that
tries a sample reads those of its day.
"""

import json
import re
from pathlib import Path

from con_center.tests.sampling import is_tried

from tests.browser.desk import Desk

APP = Path(__file__).resolve().parents[2] / "apps/con_center/con_center"
ROLES = ("officer", "district", "chief", "province", "governor", "central", "admin")
# what holds English names on purpose: areas, and what the code knows by a key of its own
ENGLISH_DATA = ("Area", "Community Indicator", "Number Kind")
# read for each role, whoever has read them before
EACH_OWNS = (
	("con-today",),
	("Workspaces", "CON Case Work"),
	("Workspaces", "CON Community"),
	("Workspaces", "CON Learning"),
	("Workspaces", "CON Letters"),
	("Workspaces", "CON Year"),
)
WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
# names of documents and fields, addresses, files, keys, what the server of somebody else has answered (JSON); the hint of a
# filter in Frappe's tables goes through no translation, and those of 2023 show the end of a line as <br>
NO_WORDS = re.compile(
	r'\{".*"\}|<br>|'
	r"\S+@\S+|https?:\S+|/\S*|[\w.-]*\.[a-z]{2,4}\b|\b(?=[\w-]*\d)[\w-]+(?: Committee-[\d-]+)?|\b(?:Ctrl|Alt|Shift)\b\S*"
	r"|^[a-z]\w*$|\{\w+\}|^Filter based on|^DF$"
)
# names and abbreviations that are the same in Thai, and the way to English
SAME = frozenset(
	"PDF JPEG PNG LINE CSV XLSX Excel CON Center Frappe HTML CSS JSON URL API SMS ISO ID IP QR TH Sarabun TPMAP English"
	" SWOT NGO Logbook Guest Google Sheets Enter Administrator Channel access secret token Developers Console Messaging".split()
)

# Texts in sight or a click away (menus, other tabs), hints in fields, labels of buttons; without what somebody has typed, or
# what is marked as English (the names of those whom a licence wants named).
READ = """() => {
	const skipped = "script, style, svg, code, pre, .ace_editor, .ql-editor, .avatar, .con-center-demo, .visually-hidden, .tooltip-content, [lang=en]";
	const hidden = ".hide, .hidden, .hide-control, .empty-section, [hidden], .d-none";
	const seen = (element) =>
		!element.closest(hidden) && (element.closest(".dropdown-menu, .form-layout") || element.checkVisibility());
	const found = new Set();
	const read = (root) => {
		for (const element of [root, ...root.querySelectorAll("*")]) {
			if (element.closest(skipped) || !seen(element)) continue;
			for (const name of ["placeholder", "aria-label"]) {
				if (element.getAttribute(name)) found.add(element.getAttribute(name));
			}
			// the letter of a shortcut is an element of its own
			if (element.querySelector(":scope > .alt-underline")) found.add(element.textContent.trim());
			else if (element.matches(".alt-underline")) continue;
			else for (const node of element.childNodes) {
				if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.add(node.data.trim());
			}
		}
	};
	const page = [...document.querySelectorAll(".page-container")].find((each) => each.checkVisibility());
	const bars = document.querySelectorAll("header.navbar, .body-sidebar");
	[page, ...bars, ...document.querySelectorAll(".modal.show")].filter(Boolean).forEach(read);
	return [...found];
}"""

ABLE = """() => ({
	read: frappe.boot.user.can_read,
	create: frappe.boot.user.can_create,
	reports: Object.keys(frappe.boot.user.all_reports),
	pages: Object.keys(frappe.boot.page_info),
	singles: frappe.boot.single_types,
})"""


def english(texts: list[str]) -> set[str]:
	"""Return the texts in which a word is English."""
	return {text for text in texts if set(WORD.findall(NO_WORDS.sub(" ", text))) - SAME}


def of_app(kind: str) -> set[str]:
	"""Return the names of the app's DocTypes that are forms of their own, of its reports or of its pages."""
	files = [json.loads(file.read_text()) for file in APP.glob(f"*/{kind}/*/*.json")]
	return {
		each["name"]
		for each in files
		if each["doctype"] in ("DocType", "Report", "Page")
		and not each.get("istable")
		and is_tried(each["name"])
	}


class Reader:
	def __init__(self, desk: Desk, read_before: set[tuple]):
		self.desk, self.read_before = desk, read_before
		self.found: dict[str, set[str]] = {}

	def go(self, *route: str) -> None:
		if route in self.read_before and route not in EACH_OWNS:
			return
		self.read_before.add(route)
		self.desk.page.evaluate("route => frappe.set_route(route)", list(route))
		self.look("/".join(route))

	def look(self, where: str) -> None:
		# a form shows what a link holds before it has asked for its title
		for _look in range(5):
			self.desk.page.wait_for_timeout(250)
			self.desk.settle()
			texts = english(self.desk.page.evaluate(READ))
			if not texts:
				return
			self.desk.page.wait_for_timeout(750)
		self.found[where] = texts

	def doctype(self, name: str, able: dict) -> None:
		if name in able["singles"]:
			return self.go("Form", name)
		self.go("List", name)
		if name in able["create"] and ("new", name) not in self.read_before:
			self.read_before.add(("new", name))
			self.desk.page.evaluate("name => { frappe.new_doc(name) }", name)
			self.look(f"new {name}")
			self.desk.page.evaluate("() => $('.modal.show').modal('hide')")
		stored = self.desk.page.evaluate(
			"name => frappe.db.get_list(name, { limit: 1, order_by: 'modified desc' }).then((rows) => rows[0]?.name)",
			name,
		)
		if stored:
			if ("stored", name) not in self.read_before:
				self.go("Form", name, stored)
			self.read_before.add(("stored", name))


def test_nobody_reads_english(open_desk, pictures):
	read_before: set[tuple] = set()
	found = {}
	for login in ROLES:
		desk = open_desk(login)
		desk.open("/app/con-today")
		able = desk.page.evaluate(ABLE)
		reader = Reader(desk, read_before)
		for route in EACH_OWNS:
			reader.go(*route)
		for name in sorted((of_app("doctype") - {*ENGLISH_DATA}) & {*able["read"], *able["singles"]}):
			reader.doctype(name, able)
		for name in sorted(of_app("report") & {*able["reports"]}):
			reader.go("query-report", name)
		for name in sorted(of_app("page") & {*able["pages"]}):
			reader.go(name)
		found |= {f"{login} {where}": sorted(texts) for where, texts in reader.found.items()}
		pictures.path("words.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
	assert not found
