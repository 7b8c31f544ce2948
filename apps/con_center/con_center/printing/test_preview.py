"""A print on the screen asks no other server for anything."""

from frappe.tests.utils import FrappeTestCase
from frappe.utils import get_url

from con_center.committees.factories import make_committee
from con_center.organization.factories import make_officer
from con_center.printing.preview import without_sources_elsewhere
from con_center.tests.case import CONTestCase
from con_center.tests.test_attacks import acting
from con_center.tests.test_scope_matrix import call


class TestSources(FrappeTestCase):
	def test_what_a_browser_would_fetch_elsewhere_is_taken_out(self):
		for html in (
			"<p><img src=http://x.example/a.png></p>",
			'<p><img SRC="//x.example/a.png"></p>',
			"<p><img src='https://x.example/a.png' alt='ก'></p>",
			'<p><img srcset="/a.png 1x, https://x.example/b.png 2x"></p>',
			'<link rel="stylesheet" href="https://x.example/a.css">',
			"<p style=\"background:url('http://x.example/a.png')\">ก</p>",
			'<iframe src="https://x.example/"></iframe>',
		):
			with self.subTest(html=html):
				self.assertNotIn("x.example", without_sources_elsewhere(html))

	def test_what_is_of_this_site_stays_as_it_is(self):
		for html in (
			'<img src="/files/a.png">',
			f'<img src="{get_url("/files/a.png")}">',
			'<img src="data:image/png;base64,AAAA">',
			'<a href="https://x.example/">ก</a>',
			"<p>src=http และ &lt;b&gt;</p>",
		):
			with self.subTest(html=html):
				# the parser closes what HTML leaves open
				self.assertEqual(without_sources_elsewhere(html).replace("/>", ">"), html)


class TestPreview(CONTestCase):
	def test_a_picture_in_a_text_is_not_fetched(self):
		picture = "<img src=http://x.example/a.png>"
		committee = make_committee(kind="Promoting Working Group", forum_place=picture, notes=picture)
		with acting(make_officer("officer")):
			for print_format in ("Standard", "Committee Register"):
				shown = call(
					"frappe.www.printview.get_html_and_style",
					doc="Committee",
					name=committee.name,
					print_format=print_format,
				)
				self.assertNotRegex(shown["html"], r"<img[^>]*x\.example")
