"""Where lists and reports are read from a replica, which takes nothing, each of them answers as without it."""

import frappe

from con_center import registry
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.seams import is_ours
from con_center.tests.case import CONTestCase
from con_center.tests.client import Answer, read_from_replica, send, taken_back

LISTS = ("get", "get_list", "get_count", "get_sidebar_stats")
VIEW, REPORT = "frappe.desk.reportview", "frappe.desk.query_report"
# what reads a whole area for the page of figures
OURS = (
	"con_center.overview.area_map.read",
	"con_center.overview.charts.meetings_by_month",
	"con_center.overview.charts.assessments_by_band",
)


def said(answer: Answer):
	"""What was asked for, or the refusal; around it Frappe 16 numbers each refusal."""
	return answer.body.get("message", answer.messages)


class TestReplica(CONTestCase):
	def asked_twice(self, path: str, **values) -> tuple[Answer, Answer, int]:
		"""Return the answers without and with a replica, and how often that was connected to."""
		path = f"/api/method/{path}"
		plain = send("POST", path, **values)
		with read_from_replica() as switched:
			return plain, send("POST", path, **values), len(switched)

	def reading(self, kind: str = "district"):
		return signed_in(make_officer(kind))

	def test_lists(self):
		with self.reading(), taken_back():
			for doctype in registry.scoped():
				fields = '["name", "modified"]'
				for path in LISTS:
					stats = {"stats": '["_user_tags"]'} if path.endswith("stats") else {"fields": fields}
					with self.subTest(doctype, path=path):
						plain, read, switched = self.asked_twice(f"{VIEW}.{path}", doctype=doctype, **stats)
						self.assertEqual((read.status, said(read)), (plain.status, said(plain)))
						self.assertEqual(switched, 1)

	def test_exports(self):
		asked = {"doctype": "Committee", "fields": '["name", "title"]', "file_format_type": "CSV"}
		with self.reading(), taken_back():
			plain, read, switched = self.asked_twice(f"{VIEW}.export_query", **asked)
		self.assertEqual((plain.status, read.status, switched), (200, 200, 1))

	def test_maps_and_charts(self):
		with self.reading("province"), taken_back():
			for path in OURS:
				with self.subTest(path):
					plain, read, switched = self.asked_twice(path)
					self.assertEqual((read.status, said(read), switched), (200, said(plain), 1))

	def test_reports(self):
		reports = frappe.get_all("Report", {"is_standard": "Yes"}, ["name", "ref_doctype"])
		answered = 0
		with self.reading("province"), taken_back():
			for report in (each for each in reports if is_ours(each.ref_doctype)):
				filters = frappe.as_json({"area": OWN["district"]})
				with self.subTest(report.name):
					plain, read, switched = self.asked_twice(
						f"{REPORT}.run", report_name=report.name, filters=filters
					)
					self.assertEqual((read.status, read.messages), (plain.status, plain.messages))
					self.assertEqual(switched, 1)
					answered += plain.status == 200
		self.assertGreater(answered, 15)
