import re

import frappe

from con_center.organization.factories import POSITION, make_assignment, make_officer, make_user, signed_in
from con_center.overview import guides, today
from con_center.tests.case import CONTestCase

OWN_GUIDE = {
	"officer": "officer",
	"district": "district",
	"chief": "signatory",
	"province": "province",
	"governor": "signatory",
}


class TestGuides(CONTestCase):
	def test_everybody_gets_his_own(self):
		self.assertEqual(OWN_GUIDE.keys(), POSITION.keys())
		for kind, guide in OWN_GUIDE.items():
			with signed_in(make_officer(kind)):
				found = guides.read()
				self.assertEqual(found["guide"], guide)
				self.assertIn("<h2", found["html"])
				self.assertEqual(len(found["others"]), len(guides.GUIDES))

	def test_chapters_are_there_and_are_about_what_there_is(self):
		kinds = ("DocType", "Report", "Page", "Workspace")
		for abouts, chapters in guides.CHAPTERS:
			with self.subTest(about=abouts):
				for about in abouts:
					self.assertTrue(any(frappe.db.exists(kind, about) for kind in kinds), about)
				for guide, heading in chapters.items():
					self.assertIn(f"\n## {heading}\n", guides.text_of(guide))

	def test_a_page_leads_to_its_chapter(self):
		with signed_in(make_officer("district")):
			found = guides.read(about="Assessment")
			self.assertEqual(found["guide"], "district")
			self.assertIn(found["heading"], found["html"])
			# of what his own guide does not tell, another one does; of what none tells, his own is opened
			self.assertEqual(guides.read(about="Meeting")["guide"], "officer")
			self.assertEqual(guides.read(about="Note")["heading"], None)
			self.assertEqual(guides.read(guide="admin")["guide"], "admin")
			for wrong in ("../guides/admin", "README", "x"):
				with self.assertRaises(frappe.DoesNotExistError):
					guides.read(guide=wrong)

	def test_pictures_and_links_lead_somewhere(self):
		for guide in guides.GUIDES:
			html = guides.as_page(guides.text_of(guide))
			for name in re.findall(r'src="([^"]+)"', html):
				self.assertRegex(name, r"^/assets/con_center/images/[\w-]+\.png$")
			for link in re.findall(r'href="/app/con-guide/(\w+)"', html):
				self.assertIn(link, guides.GUIDES)
			self.assertNotRegex(html, r'(href|src)="\.\.')


class TestFirstSteps(CONTestCase):
	def test_they_are_there_until_they_are_put_away(self):
		admin = make_user("new.admin")
		make_assignment(admin, "ผู้ดูแลระบบ", "00")
		for user in (admin, *(make_officer(kind, number=3) for kind in POSITION)):
			with signed_in(user):
				steps = today.read()["begin"]
				self.assertGreater(len(steps), 2)
				for step in steps:
					self.assert_opens(step["route"])
				guides.put_away()
				self.assertIsNone(today.read()["begin"])
		with signed_in(make_officer("officer")):
			self.assertTrue(today.read()["begin"])

	def assert_opens(self, route: list[str] | None):
		match route:
			case None:
				pass
			case ["List" | "Form", doctype, *_name]:
				self.assertTrue(frappe.has_permission(doctype, "read"), doctype)
			case ["query-report", report]:
				self.assertTrue(frappe.get_doc("Report", report).is_permitted())
			case [page]:
				self.assertTrue(
					frappe.db.exists("Page", page) or frappe.db.exists("Workspace", frappe.unscrub(page))
				)
