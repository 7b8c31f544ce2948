"""Whatever is sent, to whatever document, field and function of this app: an answer, or a refusal in Thai that says why.

Hypothesis makes up the requests, always the same ones. CASES of them run in `make test`; more are made with
`CON_FUZZ_CASES=50000 make test ARGS="app con_center.tests.test_fuzz"`.
"""

import inspect
import json
import os
import re
from urllib.parse import quote

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from con_center.entry import ENTERED_DOCTYPES
from con_center.tests.client import send, taken_back
from con_center.tests.factories import OWN, CONTestCase, clear, make_officer, signed_in
from con_center.tests.test_arguments import TestArguments
from con_center.tests.test_scope_matrix import SAMPLES, all_functions

CASES = int(os.environ.get("CON_FUZZ_CASES", 5000))
# of them, those that write documents; the others call functions
DOCUMENTS = 0.7
FUZZ = settings(
	derandomize=True, database=None, deadline=None, print_blob=False, suppress_health_check=list(HealthCheck)
)
THAI = re.compile("[ก-๙]{4}")
# more than anybody types, less than a request may bring
WIDE = 70_000

SIGNS = (
	"",
	" ",
	"<",
	"<b>หนา",
	"<" * 140,
	"<b>" + "ก" * 137,
	"<b>&" * 35,
	"ก" * 140,
	"ก" * 141,
	"<p>" + "<" * WIDE,
	"ก" * WIDE,
	"\ud800",
	"ก\udfffข",
	"\0",
	"a\0b",
	"\U0001f600",
	"\u202eย้อน",
	"'; drop table x; --",
	"{{ 7 * 7 }}",
	"../../etc/passwd",
	"[]",
	"{}",
	'{"a": NaN}',
	"null",
	"nan",
	"inf",
	"-1",
	"1e400",
	"9" * 40,
	"๑๒๓",
	"0000-00-00",
	"2569-01-15",
	"2026-02-30",
	"2026-01-15T09:00:00Z",
	"9999-12-31 23:59:59",
	"25:00",
	"09.30 น.",
	"Administrator",
	"999999",
	OWN["sub_district"],
	OWN["province"],
	"Draft",
	"ไม่มี",
)
NUMBERS = (0, 1, 2, -1, 7, 2569, 2**31 - 1, 2**31, 2**63, 10**40, 0.5, 1e11, 1e12, 1e308, float("nan"), float("inf"))
NESTED = (None, True, False, [], {}, [[]], [None], ["x"], [1], {"x": 1}, [{}], [{"x": {"y": []}}], [{"name": {}}], [{"doctype": 1}])
VALUES = st.one_of(
	st.sampled_from(SIGNS),
	st.sampled_from(NUMBERS),
	st.sampled_from(NESTED),
	st.text(st.characters(), max_size=200),
	st.integers(),
	st.floats(),
	st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=5), held, max_size=3), max_leaves=6),
)
# what stands in a document besides its fields, and what Frappe's own code is called by
BESIDE = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "doctype", "parent", "parenttype", "parentfield", "flags", "save", "run_method", "_precision", "__islocal", "__unsaved", "__newname", "amended_from", "workflow_state", "no_field", "meta")
DOORS = ("insert", "rest_post", "rest_put", "rest2_post", "rest2_put", "client_insert", "insert_many", "client_save", "set_value", "savedocs", "run_doc_method", "form_post")


class Wrong(Exception):
	pass


class TestFuzz(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		clear()
		cls.officer = make_officer("officer")
		cls.samples = {doctype: make(OWN) for doctype, make in SAMPLES.items()}
		cls.documents = {doctype: cls.sample(doctype) for doctype in ENTERED_DOCTYPES}
		cls.functions = all_functions()
		TestArguments.samples = cls.samples

	@classmethod
	def sample(cls, doctype: str) -> dict:
		"""Return a document as its form sends it."""
		found = cls.samples.get(doctype)
		if not found:
			meta = frappe.get_meta(doctype)
			name = doctype if meta.issingle else frappe.get_all(doctype, order_by="name", limit=1, pluck="name")[0]
			found = frappe.get_doc(doctype, name)
		return json.loads(found.as_json())

	def setUp(self):
		super().setUp()
		frappe.local.lang = "th"
		self.tables = frappe.get_all("DocType", filters={"issingle": 0, "is_virtual": 0}, pluck="name")

	def test_documents(self):
		before = self.sums()
		with taken_back():
			self.fuzz_documents()
			self.assertEqual(self.differing(before), [])

	def fuzz_documents(self):
		names = sorted(self.documents)

		@settings(FUZZ, max_examples=int(CASES * DOCUMENTS))
		@given(st.data())
		def case(data):
			doctype = data.draw(st.sampled_from(names))
			door = data.draw(st.sampled_from(DOORS))
			user = data.draw(st.sampled_from(("Administrator", self.officer)))
			changes = {}
			for _n in range(data.draw(st.integers(1, 2))):
				place = data.draw(st.sampled_from(places(doctype)))
				changes[place] = data.draw(VALUES)
			self.try_document(user, doctype, door, changes)

		case()

	def try_document(self, user: str, doctype: str, door: str, changes: dict):
		document = json.loads(json.dumps(self.documents[doctype]))
		for (field, inner), value in changes.items():
			if not inner:
				document[field] = value
			elif isinstance(document.get(field), list):
				row = document[field][0] if document[field] else {}
				document[field] = [{**row, inner: value}, *document[field][1:]] if isinstance(row, dict) else document[field]
		with signed_in(user):
			answer = through(door, self.documents[doctype], document, changes)
		self.judge(answer, f"{user} {door} {doctype} {str(changes)[:300]}")
		if answer.status < 400:
			# back to how it was
			frappe.db.rollback(save_point="before_requests")
			frappe.db.savepoint("committed_by_requests")

	def judge(self, answer, asked: str):
		said = f"\n{asked}\n{answer.status} {answer.error} {answer.messages}"
		if answer.status >= 500:
			raise Wrong(said)
		if answer.status >= 400 and not any(THAI.search(message) for message in answer.messages):
			raise Wrong(said)

	def sums(self) -> dict[str, int]:
		"""Return what each table holds, as a sum over all of its rows."""
		tables = ", ".join(f"`tab{table}`" for table in (*self.tables, "Singles"))
		return dict(frappe.db.sql(f"checksum table {tables}"))

	def differing(self, before: dict[str, int]) -> list[str]:
		return [table for table, total in self.sums().items() if total != before[table]]


def places(doctype: str) -> list[tuple[str, str | None]]:
	"""Return the fields of a document, and of its rows with their table."""
	meta = frappe.get_meta(doctype)
	fields = [(f.fieldname, None) for f in meta.fields if f.fieldtype not in no_value_fields or f.fieldtype in table_fields]
	rows = [
		(table.fieldname, inner)
		for table in meta.get_table_fields()
		for inner in (*(f.fieldname for f in frappe.get_meta(table.options).fields if f.fieldtype not in no_value_fields), *BESIDE)
	]
	return [*fields, *((name, None) for name in BESIDE), *rows]


def through(door: str, stored: dict, document: dict, changes: dict):
	doctype, name = stored["doctype"], stored["name"]
	new = {key: value for key, value in document.items() if key not in ("name", "creation", "modified") or (key, None) in changes}
	rest, rest2 = f"/api/resource/{quote(doctype)}", f"/api/v2/document/{quote(doctype)}"
	changed = {field: document.get(field) for field, _inner in changes}
	match door:
		case "rest_post":
			return send("POST", rest, new)
		case "form_post":
			return send("POST", rest, data=json.dumps(new))
		case "rest_put":
			return send("PUT", f"{rest}/{quote(name)}", changed)
		case "rest2_post":
			return send("POST", rest2, new)
		case "rest2_put":
			return send("PUT", f"{rest2}/{quote(name)}/", changed)
		case "client_insert" | "insert":
			return send("POST", "/api/method/frappe.client.insert", {"doc": new})
		case "insert_many":
			return send("POST", "/api/method/frappe.client.insert_many", {"docs": [new]})
		case "client_save":
			return send("POST", "/api/method/frappe.client.save", doc=json.dumps(document))
		case "set_value":
			return send("POST", "/api/method/frappe.client.set_value", {"doctype": doctype, "name": name, "fieldname": changed})
		case "savedocs":
			return send("POST", "/api/method/frappe.desk.form.save.savedocs", doc=json.dumps(document), action="Save")
		case "run_doc_method":
			return send("POST", "/api/method/run_doc_method", docs=json.dumps(document), method="get_title")
