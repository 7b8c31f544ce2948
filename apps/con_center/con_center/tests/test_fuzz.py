"""Whatever is sent, to whatever document, field and function of this app: an answer, or a refusal in Thai that says why.

Hypothesis makes up the requests, always the same ones. CASES of them run in `make test`; more are made with
`CON_FUZZ_CASES=50000 make test ARGS="app con_center.tests.test_fuzz"`.
"""

import inspect
import json
import os
import re
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from con_center import registry, seams
from con_center.entry.stored import OF_ROWS
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests import test_arguments
from con_center.tests.case import CONTestCase, clear
from con_center.tests.client import send, start_anew, taken_back
from con_center.tests.samples import SAMPLES
from con_center.tests.sampling import PARTS
from con_center.tests.test_scope_matrix import all_functions

CASES = int(os.environ.get("CON_FUZZ_CASES", 5000 // PARTS))
# parts of them: documents written, functions of this app called, lists of Frappe asked
DOCUMENTS, FUNCTIONS, LISTS = 0.6, 0.25, 0.15
FUZZ = settings(
	derandomize=True,
	database=None,
	deadline=None,
	phases=(Phase.explicit, Phase.generate),
	suppress_health_check=list(HealthCheck),
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
NUMBERS = (
	0,
	1,
	2,
	-1,
	7,
	2569,
	2**31 - 1,
	2**31,
	2**63,
	10**40,
	0.5,
	1e11,
	1e12,
	1e308,
	float("nan"),
	float("inf"),
)
NESTED = (
	None,
	True,
	False,
	[],
	{},
	[[]],
	[None],
	["x"],
	[1],
	{"x": 1},
	[{}],
	[{"x": {"y": []}}],
	[{"name": {}}],
	[{"doctype": 1}],
)
VALUES = st.one_of(
	st.sampled_from(SIGNS),
	st.sampled_from(NUMBERS),
	st.sampled_from(NESTED),
	st.text(st.characters(), max_size=200),
	st.integers(),
	st.floats(),
	st.recursive(
		st.none() | st.integers() | st.text(max_size=5),
		lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=5), held, max_size=3),
		max_leaves=6,
	),
)
# what stands in a document besides its fields, and what Frappe's own code is called by
BESIDE = (
	"name",
	"owner",
	"creation",
	"modified",
	"modified_by",
	"docstatus",
	"idx",
	"doctype",
	"parent",
	"parenttype",
	"parentfield",
	"flags",
	"save",
	"run_method",
	"_precision",
	"__islocal",
	"__unsaved",
	"__newname",
	"amended_from",
	"workflow_state",
	"no_field",
	"meta",
)
METHODS = {"Appointment Order": "refill_text", "Committee": "add_center_committee", "Meeting": "fill_agenda"}
DOORS = (
	"rest_post",
	"rest_put",
	"rest2_post",
	"rest2_put",
	"client_insert",
	"insert_many",
	"client_save",
	"set_value",
	"savedocs",
	"run_doc_method",
	"form_post",
)


class Writing(NamedTuple):
	"""A document sent by `door`, with `changes`: {(field, None) or (table, field of its first row): value}."""

	officer: bool
	doctype: str
	door: str
	changes: dict

	@property
	def fields(self) -> set[str]:
		return {name for place in self.changes for name in place if name}


class Call(NamedTuple):
	officer: bool
	function: str
	arguments: dict


@st.composite
def writings(draw) -> Writing:
	doctype = draw(st.sampled_from(registry.entered()))
	where = st.sampled_from(places(doctype))
	changes = draw(st.dictionaries(where, VALUES, min_size=1, max_size=2))
	return Writing(draw(st.booleans()), doctype, draw(st.sampled_from(DOORS)), changes)


@st.composite
def calls(draw) -> Call:
	"""A function, method of a document or report of this app, with one or two arguments that may be anything."""
	functions = own_functions()
	name = draw(st.sampled_from(sorted(functions)))
	changes = draw(st.dictionaries(st.sampled_from(functions[name]), VALUES, min_size=1, max_size=2))
	return Call(draw(st.booleans()), name, changes)


@st.composite
def lists(draw) -> Call:
	"""A list, count or document of Frappe's own functions, of a DocType of this app."""
	name = draw(st.sampled_from(sorted(FRAPPE_LISTS)))
	doctype = draw(st.sampled_from(registry.entered()))
	field = draw(st.sampled_from([field for field, inner in places(doctype) if not inner]))
	value = draw(VALUES)
	compared = draw(st.sampled_from((value, ["=", value], ["in", value], ["like", value], [value, "x"])))
	filters = draw(
		st.sampled_from(({field: compared}, [[doctype, field, "=", value]], [[field, "in", value]], value))
	)
	asked = {"doctype": doctype, "filters": filters}
	if draw(st.booleans()):
		asked[draw(st.sampled_from(FRAPPE_LISTS[name]))] = draw(VALUES)
	return Call(draw(st.booleans()), name, asked)


FRAPPE_LISTS = {
	"GET": ("fields", "or_filters", "limit_start", "limit_page_length", "limit"),
	"frappe.client.get": ("name",),
	"frappe.client.get_count": ("filters",),
	"frappe.client.get_list": ("or_filters", "limit_start", "limit_page_length", "doctype"),
	"frappe.client.get_value": ("doctype",),
	"frappe.desk.reportview.get": ("or_filters", "start", "page_length"),
}


class TestFuzz(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		seams.install()
		clear()
		cls.officer = make_officer("officer")
		cls.samples = {doctype: make(OWN) for doctype, make in SAMPLES.items()}
		cls.documents = {doctype: cls.sample(doctype) for doctype in registry.entered()}
		cls.right = test_arguments.TestArguments()
		cls.right.samples = cls.samples

	@classmethod
	def sample(cls, doctype: str) -> dict:
		"""Return a document as its form sends it."""
		found = cls.samples.get(doctype)
		if not found:
			single = frappe.get_meta(doctype).issingle
			names = [doctype] if single else frappe.get_all(doctype, order_by="name", limit=1, pluck="name")
			found = (
				frappe.get_doc(doctype, names[0])
				if names
				else frappe.get_doc({"doctype": doctype, "name": "ไม่มี"})
			)
		return json.loads(found.as_json())

	def setUp(self):
		super().setUp()
		self.speak_thai()
		self.wrong = []

	def test_documents(self):
		@settings(FUZZ, max_examples=int(CASES * DOCUMENTS))
		@given(writings())
		def write(writing):
			self.write(writing)

		for writing in FOUND:
			write = example(writing)(write)
		self.run_all(write)

	def test_functions(self):
		@settings(FUZZ, max_examples=int(CASES * FUNCTIONS))
		@given(calls())
		def call(asked):
			self.judge(asked, self.call_own(asked))

		self.run_all(call)

	def test_lists(self):
		@settings(FUZZ, max_examples=int(CASES * LISTS))
		@given(lists())
		@example(Call(False, "GET", {"doctype": "Committee", "filters": {"area": {}}}))
		@example(
			Call(False, "frappe.client.get_list", {"doctype": "Committee", "filters": {"area": {"x": 1}}})
		)
		@example(
			Call(
				False,
				"frappe.client.get_list",
				{"doctype": "Committee", "filters": [["area", "=", float("nan")]]},
			)
		)
		@example(
			Call(False, "frappe.client.get_list", {"doctype": "Committee", "filters": {"area": "\ud800"}})
		)
		@example(Call(False, "GET", {"doctype": "Committee", "fields": "x"}))
		@example(Call(False, "GET", {"doctype": "Committee", "fields": [1]}))
		@example(Call(False, "frappe.client.get_list", {"doctype": "CON Settings", "filters": {}}))
		@example(Call(True, "GET", {"doctype": "CON Settings", "filters": {}}))
		@example(Call(False, "frappe.client.get_list", {"doctype": "Committee", "filters": ["x"]}))
		@example(
			Call(False, "frappe.client.get_list", {"doctype": "Committee", "filters": {"area": ["*", "x"]}})
		)
		@example(
			Call(
				False, "frappe.client.get_count", {"doctype": "Area", "filters": {"amended_from": ["=", -1]}}
			)
		)
		@example(
			Call(True, "frappe.desk.reportview.get", {"doctype": "Committee", "filters": {"term_end": 1.1}})
		)
		def ask(asked):
			self.judge(asked, self.ask_list(asked))

		self.run_all(ask)

	def run_all(self, requests):
		"""Make the requests. Those that were refused have left every table as it was."""
		before = sums()
		with taken_back():
			requests()
			after = sums()
			self.assertEqual([table for table in after if after[table] != before[table]], [])
		self.assertFalse(self.wrong, f"{len(self.wrong)} wrong:\n" + "\n".join(self.wrong))

	def user(self, asked) -> str:
		return self.officer if asked.officer else "Administrator"

	def write(self, writing: Writing):
		stored = self.documents[writing.doctype]
		sent = json.loads(json.dumps(stored))
		for (field, inner), value in writing.changes.items():
			rows = sent.get(field)
			if not inner:
				sent[field] = value
			elif isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
				sent[field] = [{**(rows[0] if rows else {}), inner: value}, *rows[1:]]
		with signed_in(self.user(writing)):
			answer = through(writing.door, stored, sent, writing.changes)
		self.judge(writing, answer)
		if answer.body.get("exc_type") == "EntryError":
			self.check_named(writing, answer)

	def call_own(self, call: Call):
		name = call.function
		with signed_in(self.user(call)):
			if name.startswith("report:"):
				filters = json.dumps(call.arguments)
				return send(
					"POST", "/api/method/frappe.desk.query_report.run", report_name=name[7:], filters=filters
				)
			arguments = {**self.right.right(name, all_functions()[name]), **call.arguments}
			owner, _dot, method = name.rpartition(".")
			if not owner.rpartition(".")[2][0].isupper():
				return send("POST", f"/api/method/{name}", arguments)
			about = self.right.about(owner)
			asked = {"method": method, "dt": about.doctype, "dn": about.name, "args": arguments}
			return send("POST", "/api/method/run_doc_method", asked)

	def ask_list(self, call: Call):
		with signed_in(self.user(call)):
			if call.function == "GET":
				asked = {
					k: v if isinstance(v, str) else json.dumps(v)
					for k, v in call.arguments.items()
					if k != "doctype"
				}
				return send("GET", f"/api/resource/{quote(call.arguments['doctype'])}", **clean(asked))
			return send("POST", f"/api/method/{call.function}", call.arguments)

	def judge(self, asked, answer):
		"""An error of the server, or a refusal without a word of Thai, is wrong. What was done is taken back."""
		silent = not any(THAI.search(message) for message in answer.messages)
		if answer.status >= 500 or (answer.status >= 400 and silent):
			self.note(asked, answer)
		if answer.status < 400:
			start_anew()

	def check_named(self, writing: Writing, answer):
		"""A refused entry is named as on the form: the field, or the table that it stands in."""
		meta = frappe.get_meta(writing.doctype)
		names = {*writing.fields, *(_(f.label) for f in OF_ROWS if f.fieldname in writing.fields)}
		if "__newname" in writing.fields:
			names.add(_("ID"))
		for m in (meta, *(frappe.get_meta(table.options) for table in meta.get_table_fields())):
			names |= {
				_(f.label, context=m.name) for f in m.fields if f.label and f.fieldname in writing.fields
			}
		if not any(name in message for name in names for message in answer.messages):
			self.note(writing, answer)

	def note(self, asked, answer):
		self.wrong.append(f"{str(asked)[:400]}\n\t{answer.status} {answer.error} {answer.messages}")


def sums() -> dict[str, int]:
	"""Return what each table holds, as a sum over all of its rows. What was refused may be noted in the Error Log."""
	tables = frappe.get_all(
		"DocType", filters={"issingle": 0, "is_virtual": 0, "name": ("!=", "Error Log")}, pluck="name"
	)
	named = ", ".join(f"`tab{table}`" for table in (*tables, "Singles", "Series"))
	return dict(frappe.db.sql(f"checksum table {named}"))


def clean(texts: dict) -> dict:
	"""Return texts as an address can carry them: without halves of letters."""
	return {key: text.encode("utf-8", "replace").decode() for key, text in texts.items()}


@cache
def own_functions() -> dict[str, list[str]]:
	"""Return the functions and methods of this app that clients may call, and its reports, with their parameters."""
	found = {
		name: [parameter for parameter in inspect.signature(function).parameters if parameter != "self"]
		for name, function in all_functions().items()
	}
	reports = {f"report:{name}": list(test_arguments.FILTERS) for name in test_arguments.REPORTS}
	return {**{name: parameters or ["x"] for name, parameters in found.items()}, **reports}


def places(doctype: str) -> list[tuple[str, str | None]]:
	"""Return the fields of a document, and of its rows with their table."""
	meta = frappe.get_meta(doctype)
	fields = [
		(f.fieldname, None)
		for f in meta.fields
		if f.fieldtype not in no_value_fields or f.fieldtype in table_fields
	]
	rows = [
		(table.fieldname, inner)
		for table in meta.get_table_fields()
		for inner in (
			*(
				f.fieldname
				for f in frappe.get_meta(table.options).fields
				if f.fieldtype not in no_value_fields
			),
			*BESIDE,
		)
	]
	return [*fields, *((name, None) for name in BESIDE), *rows]


def through(door: str, stored: dict, document: dict, changes: dict):
	doctype, name = stored["doctype"], stored["name"]
	new = {
		key: value
		for key, value in document.items()
		if key not in ("name", "creation", "modified") or (key, None) in changes
	}
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
		case "client_insert":
			return send("POST", "/api/method/frappe.client.insert", {"doc": new})
		case "insert_many":
			return send("POST", "/api/method/frappe.client.insert_many", {"docs": [new]})
		case "client_save":
			return send("POST", "/api/method/frappe.client.save", doc=json.dumps(document))
		case "set_value":
			return send(
				"POST",
				"/api/method/frappe.client.set_value",
				{"doctype": doctype, "name": name, "fieldname": changed},
			)
		case "savedocs":
			return send(
				"POST", "/api/method/frappe.desk.form.save.savedocs", doc=json.dumps(document), action="Save"
			)
		case "run_doc_method":
			return send(
				"POST",
				"/api/method/run_doc_method",
				docs=json.dumps(document),
				method=METHODS.get(doctype, "recompute"),
			)


def found(doctype: str, field: str, value, door: str = "client_insert", inner: str | None = None) -> Writing:
	return Writing(False, doctype, door, {(field, inner): value})


# what was an error of the server, or a refusal without a word
FOUND = [
	Writing(True, "Assessment", "rest_put", {("fiscal_year", None): ""}),
	Writing(False, "Reporting Round", "rest_post", {("fiscal_year", None): ""}),
	Writing(False, "Area", "rest_post", {("area_name", None): None}),
	Writing(True, "Committee", "rest_post", {("kind", None): ""}),
	Writing(True, "Appointment Order", "rest_post", {("instrument", None): ""}),
	Writing(True, "Meeting", "rest_post", {("kind", None): ""}),
	Writing(False, "Reporting Round", "rest_post", {("hop", None): ""}),
	Writing(False, "Assessment Template", "rest_post", {("template_name", None): None}),
	*(
		found("Community Organization", "organization_name", text, door)
		for text in ("<" * 140, "<b>" + "ก" * 137, "<b>&" * 35)
		for door in DOORS
	),
	*(found("Committee", "members", text, inner="last_name") for text in ("<b>" + "<" * 137, "ก" * 141)),
	*(
		found("Community Organization", field, value)
		for field in ("area", "organization_name")
		for value in ([], {}, ["x"], {"x": 1})
	),
	*(
		found("Community Organization", "organization_name", value)
		for value in ("\ud800", "a\0b", float("nan"), float("inf"), True)
	),
	*(
		found("Community Organization", "capital", value)
		for value in ("nan", "inf", "1e400", 10**40, float("nan"), {})
	),
	*(found("Community Organization", "members_count", value) for value in (2**31, 10**40, "9" * 40, [])),
	*(
		found("Community Organization", "established_on", value)
		for value in (0, False, [], {}, "0000-00-00", "2026-02-30")
	),
	*(
		found("Committee", "members", value, door)
		for value in ("x", 7, ["x"], [None], {"x": 1}, True)
		for door in ("client_insert", "rest_put", "savedocs")
	),
	*(
		found("Plan Project", "problem", "ก" * WIDE, door)
		for door in ("client_insert", "rest_put", "set_value")
	),
	*(
		found("Committee", name, value)
		for name in ("save", "insert", "run_method", "flags", "meta", "_precision", "__setup__")
		for value in (1, {})
	),
	*(
		found("Committee", name, value)
		for name in ("name", "owner", "creation", "docstatus", "idx", "doctype")
		for value in ({}, [], "x" * 200, 10**40, float("nan"))
	),
	found("Progress Form", "heading_problems", None, "rest_put"),
	found("Progress Form", "idx", None, "rest_put"),
	found("Activity Progress", "spending", True, "rest_put", inner="amount"),
	found("Community Organization", "doctype", "\udfff", "run_doc_method"),
	found("Committee", "owner", 1, "run_doc_method"),
	found("Progress Form", "amended_from", 99),
	found("Progress Form", "lines", 99, inner="amended_from"),
	found("Plan Side", "idx", "", "rest_post"),
	found("Area", "parenttype", -0.5, "rest2_put"),
	found("Committee", "as_dict", 1, "rest_post"),
	found("Committee", "parent_doc", {"x": 1}, "rest2_post"),
]
