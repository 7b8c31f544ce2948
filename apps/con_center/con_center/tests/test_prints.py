"""Every print format of the app, with a sample of its DocType, in Thai: nothing is left in English, empty or unfilled.

What each says in particular is asked beside its module; this is the net below them, which a new format falls into by itself.
"""

import re
from html import unescape

import frappe

from con_center.committees.factories import make_current_committee
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.overview.outline import CREDIT
from con_center.tests.case import CONTestCase, clear
from con_center.tests.samples import SAMPLES
from con_center.thai import arabic_digits

LEFT_OUT = re.compile(r"<(style|script|svg|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# not what has digits in it: names of samples are made up of both
WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,}(?:[ -][A-Za-z]{2,})*(?![A-Za-z0-9])")
UNFILLED = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bundefined\b|\bnan\b|Traceback")
# names that are the same in Thai, what the form of seed 001 has in brackets, and whose the map is
SAME = {"LINE", "PDF", "TPMAP", "SWOT", "CON Center", "Knowledge Assets", "Core Competencies", "CC BY"}
WRITTEN_IN = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Link")


def text_of(html: str) -> str:
	text = unescape(TAG.sub(" ", LEFT_OUT.sub(" ", html)))
	return arabic_digits(" ".join(text.split()))


def values_of(doc) -> list[str]:
	"""Return what is written in a document and its rows, as a print may show it: texts that hold Thai letters."""
	found = []
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.get("fields", {"fieldtype": ("in", WRITTEN_IN)}):
			value = str(each.get(field.fieldname) or "")
			found += [arabic_digits(" ".join(line.split())) for line in value.splitlines()]
	found += frappe.get_cached_value("Area", doc.area, ["area_name", "full_name"])
	return [value for value in found if re.search("[ก-ฮ]", value) and len(value) > 3]


class TestPrints(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.speak_thai()

	def formats(self) -> list:
		modules = [frappe.unscrub(module) for module in frappe.local.app_modules["con_center"]]
		return frappe.get_all(
			"Print Format",
			filters={"standard": "Yes", "disabled": 0, "module": ("in", modules)},
			fields=["name", "doc_type"],
			order_by="doc_type, name",
		)

	def sample(self, doctype: str):
		frappe.local.lang = "en"
		try:
			doc = (
				frappe.get_doc("CON Center", OWN["sub_district"])
				if doctype == "CON Center"
				else SAMPLES[doctype](OWN)
			)
		finally:
			frappe.local.lang = "th"
		return frappe.get_doc(doctype, doc.name)

	def test_each_is_thai_whole_and_of_its_document(self):
		found = self.formats()
		self.assertGreater(len(found), 30)
		docs = {doctype: self.sample(doctype) for doctype in sorted({row.doc_type for row in found})}
		for row in found:
			doc = docs[row.doc_type]
			with self.subTest(row.name):
				with signed_in(self.printer(doc)):
					html = frappe.get_print(doc.doctype, doc.name, row.name, no_letterhead=1)
				text = text_of(html)
				self.assertEqual(UNFILLED.findall(text), [], text)
				self.assertEqual(self.english(text, doc), [], text)
				self.assertTrue([value for value in values_of(doc) if value in text], text)

	def test_the_board_has_the_chart_and_the_organizations(self):
		committee = make_current_committee(OWN["sub_district"])
		organization = self.sample("Community Organization")
		with signed_in(make_officer("officer")):
			html = frappe.get_print("CON Center", OWN["sub_district"], "Group Data Board", no_letterhead=1)
		text = text_of(html)
		for said in (committee.members[0].last_name, organization.organization_name):
			self.assertIn(arabic_digits(said), text)
		self.assertEqual((UNFILLED.findall(text), self.english(text, committee)), ([], []))

	def printer(self, doc) -> str:
		"""Return who made a document, whatever is confidential in it; of what the system makes, who may print all."""
		return (
			doc.owner if frappe.has_permission(doc.doctype, "print", doc, user=doc.owner) else "Administrator"
		)

	def english(self, text: str, doc) -> list[str]:
		"""Return the English words of a print that are not what somebody has written in its document."""
		written = " ".join(
			str(value) for each in (doc, *doc.get_all_children()) for value in each.as_dict().values()
		)
		return [word for word in WORD.findall(text) if word not in SAME and word not in f"{written} {CREDIT}"]
