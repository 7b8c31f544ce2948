"""Whatever a client sends, of whatever kind: an answer, or a refusal that says why. Never an error of the server.

Generated from all functions and methods of this app that clients may call, and from all its reports.
"""

import inspect
import json

import frappe

from con_center import seams
from con_center.households.factories import as_file
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear
from con_center.tests.samples import SAMPLES
from con_center.tests.sampling import is_tried
from con_center.tests.test_scope_matrix import all_functions, as_in_a_request, call, payload

WRONG = (
	None,
	"",
	" ",
	"ไม่รู้",
	"a\x00b",
	"9" * 30,
	"{",
	"[[1]]",
	'{"name": ["x"]}',
	0,
	-1,
	7,
	2.5,
	1e40,
	float("nan"),
	True,
	[],
	["x"],
	[1, None],
	[["x"]],
	[{"x": 1}],
	[{"name": 1, "scores": 1}],
	[{"project_name": ["x"], "share": {}}, {"share": "x"}],
	{},
	{"name": "x"},
	{"x": {"x": []}},
)
REPORTS = (
	"Assessment Results",
	"Centers by Success Measure",
	"Community Figures",
	"Cooperation by Center",
	"Disputes and Who Keeps Them",
	"Disputes in Numbers",
	"Households and Help",
	"Meetings by Area",
	"People with Public Spirit",
	"Plan and Budget",
	"Progress Roll-up",
	"Success Measures",
	"Waiting for Me",
	"Who Has Not Reported",
)
REFUSALS = (frappe.ValidationError, frappe.PermissionError)
# what a parameter is about, and documents by whose name the others are called
ABOUT = {
	"overview.year": "CON Center",
	"committee": "Committee",
	"appointment_order": "Appointment Order",
	"plan_project": "Plan Project",
	"action_plan": "Action Plan",
	"meeting": "Meeting",
	"progress_report": "Progress Report",
	"yearly_report": "Yearly Report",
	"meetings.year": "Committee",
	"households.cases": "Target Household",
	"house_code": "Target Household",
	"mediation": "Dispute Case",
}


def received(sent):
	"""As it arrives from JSON; Frappe 16 reads no NaN, which `entry/sent.py` refuses before."""
	return json.loads(json.dumps(sent), object_hook=frappe._dict)


class TestArguments(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		seams.install()  # as the first thing of a request
		clear()
		cls.samples = {doctype: make(OWN) for doctype, make in SAMPLES.items()}
		cls.users = ("Administrator", make_officer("officer"))

	def refuses_or_answers(self, user: str, function: str, way):
		"""Return what went wrong, None if nothing did. What was done is taken back."""
		frappe.db.savepoint("argument")
		try:
			with signed_in(user), as_in_a_request():
				way()
		except REFUSALS:
			pass
		except Exception as error:
			return f"{function}: {type(error).__name__}: {str(error)[:150]}"
		finally:
			frappe.db.rollback(save_point="argument")
			frappe.clear_messages()

	def test_functions(self):
		wrong = []
		for name, function in all_functions().items():
			for user in self.users:
				for parameter in inspect.signature(function).parameters:
					if parameter == "self":
						continue
					for value in WRONG:
						if not is_tried(user, name, parameter, repr(value)):
							continue
						sent = {**self.right(name, function), parameter: value}
						found = self.refuses_or_answers(user, name, lambda n=name, s=sent: self.send(n, s))
						if found:
							wrong.append(f"{found} <- {parameter}={value!r}")
		self.assertEqual(wrong, [], "\n".join(wrong))

	def test_nothing_and_too_much(self):
		wrong = []
		for name in all_functions():
			for sent in ({}, {"nobody_asks_for_this": 1}):
				found = self.refuses_or_answers("Administrator", name, lambda n=name, s=sent: self.send(n, s))
				wrong += [found] if found else []
		self.assertEqual(wrong, [], "\n".join(wrong))

	def test_reports(self):
		wrong = []
		for report in REPORTS:
			module = frappe.get_module(
				f"con_center.{frappe.scrub(frappe.db.get_value('Report', report, 'module'))}"
				f".report.{frappe.scrub(report)}.{frappe.scrub(report)}"
			)
			for user in self.users:
				for value in WRONG:
					for sent in (value, *({word: value} for word in FILTERS)):
						if not is_tried(user, report, repr(sent)):
							continue
						found = self.refuses_or_answers(
							user, report, lambda m=module, s=sent: m.execute(received(s))
						)
						if found:
							wrong.append(f"{found} <- {sent!r}")
		self.assertEqual(wrong, [], "\n".join(wrong))

	def send(self, name: str, sent: dict):
		owner, _dot, method = name.rpartition(".")
		if not owner.rpartition(".")[2][0].isupper():
			return call(name, **sent)
		document = self.about(owner)
		return call("run_doc_method", method=method, dt=document.doctype, dn=document.name, args=sent)

	def about(self, name: str):
		return next(
			(self.samples[doctype] for part, doctype in ABOUT.items() if f".{part}." in f"{name}."),
			self.samples["Committee"],
		)

	def right(self, name: str, function) -> dict:
		"""Return arguments that are right, so that one wrong one is met as deep as it can be."""
		document = self.about(name)
		assessment = self.samples["Assessment"]
		row = {"name": assessment.name, "modified": str(assessment.modified)}
		known = {
			"action": "Send Up",
			"area": OWN["sub_district"],
			"dimension": "Income",
			"found_by": "TPMAP",
			"from_date": "2020-01-01",
			"household": self.samples["Target Household"].name,
			"list_date": "2026-01-01",
			"outcome": "Declined",
			"secret": as_file("หมู่ที่,บ้านเลขที่,ชื่อ-สกุล\n1,2/3,นายลอง เข้ามา\n"),
			"source": "TPMAP",
			"to_date": "2099-01-01",
			"to_level": "Province",
			"until": "2099-01-01",
			"center": OWN["sub_district"],
			"changes": [row],
			"chart": {"chart_type": "Group By", "document_type": "Committee", "group_by_based_on": "area", "group_by_type": "Count", "filters_json": "[]"},
			"committee": self.samples["Committee"].name,
			"current_filters": [],
			"district": OWN["district"],
			"dn": document.name,
			"doc": payload(self.samples["Appointment Order"]),
			"docname": document.name,
			"docs": [document.name],
			"doctype": document.doctype,
			"done_on": frappe.utils.today(),
			"dt": document.doctype,
			"end": "2100-01-01",
			"face": "x",
			"field": "area",
			"fiscal_year": assessment.fiscal_year,
			"forum_date": frappe.utils.today(),
			"forum_place": "ศาลา",
			"meeting": self.samples["Meeting"].name,
			"name": document.name,
			"names": [document.name, document.name],
			"page_len": 10,
			"parts": [{"project_name": "x", "share": 50}, {"project_name": "y", "share": 50}],
			"passed_to": "Local Plan",
			"project_name": "x",
			"reason": "x",
			"result": "x",
			"round": assessment.round,
			"row": "x",
			"rows": [row],
			"searchfield": "name",
			"source_name": document.name,
			"start": "2000-01-01" if "calendar" in name else 0,
			"state": "Funded",
			"states": [],
			"tag": "x",
			"tags": ["x"],
			"text": "x",
			"txt": "",
			"type": "coordinates",
			"workflow_state_field": "area",
		}  # fmt: skip
		return {
			p.name: known[p.name]
			for p in inspect.signature(function).parameters.values()
			if p.default is p.empty and p.name in known
		}


FILTERS = (
	"alone",
	"area",
	"by",
	"fiscal_year",
	"kind",
	"lacking",
	"measure",
	"only_met",
	"live",
	"reporting_round",
	"round",
	"source",
	"with_drafts",
)
