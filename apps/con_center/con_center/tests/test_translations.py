"""Everything that a user reads is there in Thai, and a translation keeps the places that messages fill in."""

import csv
import re

import frappe
from frappe import _
from frappe.tests.utils import FrappeTestCase
from frappe.translate import get_all_translations, get_messages_for_app

from con_center.appointments.text import PLACEHOLDERS
from con_center.approval.ladder import STATE_STYLES
from con_center.correspondence import letter_text
from con_center.organization import seeds
from con_center.setup.modules import parts

APP = "con_center"
THAI = re.compile(r"[\u0e00-\u0e7f]")
LATIN = re.compile(r"[A-Za-z]{2,}")
# a key of a row that the code hands to _(), not a text
KEY = re.compile(r"[a-z]+(_[a-z]+)*")
# names that are the same in Thai
SAME = {"LINE", "PDF"}


class TestTranslations(FrappeTestCase):
	def test_every_text_has_a_thai_one(self):
		known = get_all_translations("th")
		missing = sorted(
			f"{text}  ({where})"
			for text, where in texts().items()
			if needs_thai(text) and not THAI.search(known.get(text) or "")
		)
		self.assertFalse(missing, "Without a Thai text in translations/th.csv:\n" + "\n".join(missing))

	def test_places_to_fill_in_agree(self):
		for source, thai, _context in rows():
			self.assertEqual(places(source), places(thai), f"{source}\n{thai}")

	def test_rows_are_whole_and_there_once(self):
		seen = set()
		for row in rows():
			self.assertEqual(len(row), 3, row)
			source, thai, context = row
			self.assertTrue(source and thai, row)
			self.assertEqual((source, thai), (source.strip(), thai.strip()))
			self.assertNotIn((source, context), seen)
			seen.add((source, context))

	def test_options_stay_english_in_the_database(self):
		options = frappe.get_meta("Committee").get_field("status").options.split("\n")
		self.assertFalse([option for option in options if THAI.search(option)])

	def test_whoever_chooses_english_reads_english(self):
		before = frappe.local.lang
		try:
			frappe.local.lang = "en"
			self.assertEqual(_("Awaiting Signature"), "Awaiting Signature")
			frappe.local.lang = "th"
			self.assertEqual(_("Awaiting Signature"), "รอลงนาม")
		finally:
			frappe.local.lang = before


def rows() -> list[list[str]]:
	path = frappe.get_app_path(APP, "translations", "th.csv")
	with open(path, encoding="utf-8", newline="") as file:
		return list(csv.reader(file))


def places(text: str) -> set[str]:
	return set(re.findall(r"\{\w*\}", text))


def needs_thai(text: str) -> bool:
	if text in SAME or KEY.fullmatch(text) or THAI.search(text):
		return False
	return bool(LATIN.search(re.sub(r"<[^>]*>|\{\w*\}", "", text)))


def texts() -> dict[str, str]:
	"""Return what users can read of this app: each text and where it stands."""
	found = {message[1].strip(): message[0] or "" for message in get_messages_for_app(APP)}
	for where, named in (("seeds", seeded()), ("module", of_modules()), ("template", placeholders())):
		found.update({text: where for text in named if text})
	return found


def placeholders() -> set[str]:
	return {*PLACEHOLDERS.values(), *letter_text.PLACEHOLDERS.values()}


def seeded() -> set[str]:
	"""Return the roles, states and actions that an installation seeds, with what they mean, and its fields."""
	ladders = [ladder for part in parts("workflow") for ladder in part.LADDERS]
	steps = [step for ladder in ladders for step in ladder.transitions]
	fields = frappe.get_all(
		"Custom Field", {"module": ("in", ("Approval", "Organization"))}, ["label", "description", "options"]
	)
	return (
		{text for field in fields for text in (field.label, field.description) if text}
		| {option for field in fields for option in (field.options or "").split("\n")}
		| {role["role_name"] for role in seeds.ROLES}
		| set(STATE_STYLES)
		| {name for state, action, next_state, *_rest in steps for name in (state, action, next_state)}
	)


def of_modules() -> set[str]:
	"""Return the names that the desk shows of the app's workspaces, cards, charts, reports and formats."""
	modules = ("in", [frappe.unscrub(module) for module in frappe.local.app_modules[APP]])
	found = set()
	for doctype in ("Report", "Print Format", "Dashboard", "Number Card", "Dashboard Chart", "Notification"):
		found.update(frappe.get_all(doctype, filters={"module": modules}, pluck="name"))
	for name in frappe.get_all("Workspace", filters={"module": modules}, pluck="name"):
		found |= of_workspace(frappe.get_doc("Workspace", name))
	return found


def of_workspace(workspace) -> set[str]:
	blocks = [block["data"] for block in frappe.parse_json(workspace.content)]
	parts = (*workspace.links, *workspace.shortcuts, *workspace.number_cards, *workspace.charts)
	return (
		{workspace.title}
		| {re.sub(r"<[^>]*>", "", block["text"]) for block in blocks if block.get("text")}
		| {part.label for part in parts}
	)
