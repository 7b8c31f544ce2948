"""Rules that the app's files keep, checked without a site: DocTypes, hooks, patches, and the code itself.

The rules on code are those of Frappe's own semgrep rules, as far as they concern this app, and of docs/architecture.
"""

import ast
import importlib
import json
import re
import unittest
from functools import cached_property
from pathlib import Path

from con_center import hooks, registry
from con_center.organization import seeds

APP = Path(hooks.__file__).parent
THAI = re.compile(r"[\u0e00-\u0e7f]")
LATIN = re.compile("[A-Za-z]{2}")
LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Heading", "Button")
PARTS = ("Section Break", "Tab Break")
TABLES = ("Table", "Table MultiSelect")
ADMINS = {"System Manager", "CON Administrator"}
# entries stay for ever: nobody may delete them
KEPT = {
	"Approval Log",
	"CON Center",
	"Case Opening",
	"Community Standard Entry",
	"Dispute Case",
	"Document Number",
	"Help Log",
	"Help Plan",
	"Household List",
	"Incoming Letter",
	"Issued File",
	"Joint Activity",
	"Number Counter",
	"Office",
	"Officer Assignment",
	"Opinion",
	"Substitution",
	"Target Household",
}
# kept by the system alone, so that nothing in it is ever copied
REGISTERS = {"Approval Log", "Case Opening", "Document Number", "Issued File"}
# grows and never changes, so that it has no versions
UNVERSIONED = {"Approval Log", "Case Opening", "Issued File"}
PHONES_OF_OFFICES = {("CON Center", "phone"), ("Office", "telephone"), ("Office Unit", "telephone")}
# what a copy of a document takes along although nobody types it
COPIED = {
	("Committee", "previous_committee"),
	("Official Letter", "reminds_of"),
	("Official Letter", "reporting_round"),
	("Reporting Round", "copied_from"),
}


# described by an example, which is Thai
EXAMPLES = {("Committee Member", "title")}


class DocTypeFile:
	def __init__(self, path: Path):
		self.path = path
		self.data = json.loads(path.read_text())
		self.name = self.data["name"]

	def __str__(self):
		return self.name

	def __getattr__(self, key: str):
		return self.data.get(key)

	@cached_property
	def values(self) -> list[dict]:
		return [field for field in self.data["fields"] if field["fieldtype"] not in LAYOUT]

	@property
	def is_document(self) -> bool:
		return not self.istable and not self.issingle


DOCTYPES = [
	DocTypeFile(path) for path in sorted(APP.glob("*/doctype/*/*.json")) if path.stem == path.parent.name
]
DOCUMENTS = [doctype for doctype in DOCTYPES if doctype.is_document]


def types_in(path: Path) -> set[str]:
	"""Return the names of the fields whose types a controller's class carries."""
	return {
		node.target.id
		for part in ast.walk(ast.parse(path.read_text()))
		if isinstance(part, ast.If) and ast.unparse(part.test) == "TYPE_CHECKING"
		for node in part.body
		if isinstance(node, ast.AnnAssign)
	}


class TestDocTypes(unittest.TestCase):
	def test_classes_carry_the_types_of_their_fields(self):
		"""Frappe writes them when a DocType is saved in developer mode."""
		of_rows = {"parent", "parentfield", "parenttype"}
		for doctype in DOCTYPES:
			typed = types_in(doctype.path.with_suffix(".py"))
			wanted = {field["fieldname"] for field in doctype.values} | (
				of_rows if doctype.istable else set()
			)
			with self.subTest(doctype=doctype.name):
				self.assertEqual(typed, wanted)

	def test_what_is_decided_on_has_its_tests_beside_it(self):
		"""There `bench run-tests --doctype` finds them."""
		for doctype in DOCTYPES:
			if doctype.name in registry.governed():
				with self.subTest(doctype):
					path = doctype.path
					self.assertTrue(path.with_name(f"test_{path.stem}.py").exists())

	def test_links_show_what_a_reader_knows(self):
		"""A document that others link to shows by its title, or is named by it."""
		linked = {
			field.get("options") for d in DOCTYPES for field in d.values if field["fieldtype"] == "Link"
		}
		for doctype in (d for d in DOCUMENTS if d.name in linked):
			with self.subTest(doctype=doctype.name):
				if not (doctype.autoname or "").startswith("field:") or doctype.title_field:
					self.assertTrue(doctype.title_field and doctype.show_title_field_in_link)

	def test_lists_are_readable(self):
		for doctype in DOCUMENTS:
			with self.subTest(doctype=doctype.name):
				columns = {field["fieldname"] for field in doctype.values if field.get("in_list_view")}
				columns.add(doctype.title_field or "name")
				self.assertTrue(2 <= len(columns) <= 7, columns)

	def test_scoped_lists_are_filtered(self):
		for doctype in (d for d in DOCUMENTS if d.name in registry.scoped()):
			with self.subTest(doctype=doctype.name):
				self.assertTrue(any(field.get("in_standard_filter") for field in doctype.values))

	def test_what_is_linked_to_is_found_by_more_than_its_name(self):
		numbered = [d for d in DOCUMENTS if (d.autoname or "").endswith("#") and not d.in_create]
		for doctype in numbered:
			with self.subTest(doctype=doctype.name):
				self.assertIn(doctype.title_field, (doctype.search_fields or "").split(","))

	def test_changes_are_tracked(self):
		for doctype in (d for d in DOCTYPES if not d.istable and d.name not in UNVERSIONED):
			with self.subTest(doctype=doctype.name):
				self.assertTrue(doctype.track_changes)

	def test_rights_are_for_the_roles_of_this_app(self):
		known = {role["role_name"] for role in seeds.ROLES} | ADMINS
		for doctype in DOCTYPES:
			with self.subTest(doctype=doctype.name):
				rights = doctype.permissions or []
				self.assertEqual({p["role"] for p in rights} - known, set())
				self.assertFalse([p["role"] for p in rights if p.get("share")])
				self.assertFalse([p["role"] for p in rights if p.get("import") and p["role"] not in ADMINS])
				self.assertFalse([p["role"] for p in rights if p.get("delete") and doctype.name in KEPT])
				self.assertFalse([p["role"] for p in rights if p.get("if_owner")])
				self.assertEqual(bool(rights), not doctype.istable)

	def test_rows_of_scoped_documents_are_scoped(self):
		tables = {
			(field["options"], d.name)
			for d in DOCTYPES
			if d.name in registry.scoped()
			for field in d.values
			if field["fieldtype"] in TABLES
		}
		self.assertEqual(tables, set(registry.parent_of_row().items()))

	def test_what_has_an_area_is_scoped(self):
		with_area = {d.name for d in DOCUMENTS for field in d.values if field["fieldname"] == "area"}
		self.assertEqual(with_area, set(registry.scoped()))

	def test_scoped_documents_carry_their_place(self):
		for doctype in (d for d in DOCTYPES if d.name in registry.scoped()):
			with self.subTest(doctype=doctype.name):
				place = {f["fieldname"]: f for f in doctype.values}
				for name in ("level", "district", "province"):
					self.assertTrue(place[name].get("read_only"), name)

	def test_what_the_system_writes_is_not_copied(self):
		for doctype in (d for d in DOCUMENTS if d.name not in REGISTERS):
			with self.subTest(doctype=doctype.name):
				for field in doctype.values:
					key = (doctype.name, field["fieldname"])
					worked_out = field.get("fetch_from") or field["fieldname"] in (
						"area",
						"level",
						"district",
						"province",
					)
					if (
						field.get("read_only")
						and not worked_out
						and key not in COPIED
						and doctype.name in registry.scoped()
					):
						self.assertTrue(field.get("no_copy"), key)

	def test_the_fields_of_the_system_come_last(self):
		for doctype in (d for d in DOCUMENTS if d.name in registry.scoped() and d.name not in REGISTERS):
			with self.subTest(doctype=doctype.name):
				names = [field["fieldname"] for field in doctype.data["fields"]]
				place = names.index("province")
				section = next(f for f in reversed(doctype.data["fields"][:place]) if f["fieldtype"] in PARTS)
				folded = section["fieldtype"] == "Tab Break" or section.get("collapsible")
				self.assertTrue(folded, section["fieldname"])
				for field in doctype.data["fields"][place:]:
					self.assertTrue(
						field["fieldtype"] in LAYOUT or field.get("read_only") or field.get("hidden"),
						field["fieldname"],
					)

	def test_many_fields_are_on_tabs(self):
		for doctype in DOCUMENTS:
			with self.subTest(doctype=doctype.name):
				if len(doctype.values) > 35:
					self.assertTrue(
						any(field["fieldtype"] == "Tab Break" for field in doctype.data["fields"])
					)

	def test_texts_are_english_and_translated(self):
		for doctype in DOCTYPES:
			with self.subTest(doctype=doctype.name):
				for field in doctype.data["fields"]:
					self.assertFalse(THAI.search(field.get("label") or ""), field["fieldname"])
					if (doctype.name, field["fieldname"]) not in EXAMPLES:
						self.assertTrue(LATIN.search(field.get("description") or "none"), field["fieldname"])

	def test_phones_are_at_a_level_of_their_own(self):
		for doctype in DOCTYPES:
			with self.subTest(doctype=doctype.name):
				for field in doctype.values:
					named = "phone" in field["fieldname"] and field["fieldtype"] != "Check"
					phone = field.get("options") == "Phone" or named
					if phone and (doctype.name, field["fieldname"]) not in PHONES_OF_OFFICES:
						self.assertEqual(field.get("permlevel"), 1, field["fieldname"])

	def test_nothing_is_searched_or_shown_by_all(self):
		"""Frappe's global search asks for the DocType only, and previews and web search for less."""
		for doctype in DOCTYPES:
			with self.subTest(doctype=doctype.name):
				for key in (
					"has_web_view",
					"allow_guest_to_view",
					"show_preview_popup",
					"index_web_pages_for_search",
				):
					self.assertFalse(doctype.data.get(key) and doctype.name in registry.scoped(), key)
				for field in doctype.values:
					self.assertFalse(field.get("in_global_search") and doctype.name in registry.scoped())


class TestPaths(unittest.TestCase):
	def test_hooks_name_what_there_is(self):
		for path in sorted(
			set(paths_in([value for name, value in vars(hooks).items() if not name.startswith("_")]))
		):
			with self.subTest(path=path):
				self.assertTrue(found(path))

	def test_patches_name_what_there_is(self):
		for line in (APP / "patches.txt").read_text().splitlines():
			line = line.partition("#")[0].strip()
			if line and not line.startswith(("[", "execute:")):
				with self.subTest(patch=line):
					self.assertTrue(callable(importlib.import_module(line.split()[0]).execute))

	def test_modules_have_a_folder(self):
		for module in (APP / "modules.txt").read_text().split("\n"):
			if module.strip():
				self.assertTrue(
					(APP / module.strip().lower().replace(" ", "_") / "__init__.py").exists(), module
				)


def paths_in(value):
	if isinstance(value, str):
		if re.fullmatch(r"con_center(\.\w+)+", value) and not value.endswith((".js", ".css")):
			yield value
	elif isinstance(value, dict):
		for item in value.values():
			yield from paths_in(item)
	elif isinstance(value, list | tuple | set):
		for item in value:
			yield from paths_in(item)


def found(path: str) -> bool:
	module, _dot, name = path.rpartition(".")
	return hasattr(importlib.import_module(module), name)


# where what is otherwise not done is right: (file, what): why
ALLOWED = {
	("sign_in/second_factor.py", "commit"): "a command of the console",
	("sign_in/providers/door.py", "commit"): "a provider leads back by GET, which Frappe takes back",
	("setup/demo.py", "commit"): "a command of the console keeps each part that is whole",
	("setup/demo.py", "print"): "it speaks to the console",
	("issuing/making.py", "commit"): "a job keeps each file that is made",
	(
		"correspondence/delivery.py",
		"commit",
	): "a job keeps what it has printed before it waits for others",
	("setup/uninstall.py", "commit"): "the command of the console does not, after this hook",
	("access/locking.py", "sql"): "Frappe's builder knows no `on duplicate key`",
	("access/statements.py", "sql"): "made by the query builder, once a process",
	("organization/retention.py", "commit"): "a job removes names slice by slice",
	("approval/seals.py", "sql"): "session settings, and a column that is no field",
	("approval/seals.py", "sql_list"): "it has no schema of the database that is in use",
	("approval/seals.py", "sql_ddl"): "nor foreign keys",
	("learning/search.py", "sql_ddl"): "Frappe knows no index of words",
	("patches/kinds_of_joint_activities.py", "sql_ddl"): "Frappe lets no index go",
	("patches/present_members.py", "sql_ddl"): "Frappe lets no index go",
	("patches/seals_for_triggers.py", "sql_list"): "it has no schema of the database that is in use",
	("patches/seals_for_triggers.py", "sql_ddl"): "nor copies of tables",
}
# where a row is locked that does not change
LOCKING = {
	"access/locking.py": "with its turn",
	"issuing/making.py": "an entry of the log has one file at the most: the column is unique",
	"organization/photos.py": "the file, so that it is not taken away meanwhile",
}
# functions that write for the user what he may not write himself, and have checked that he may cause it
IGNORING_PERMISSIONS = {
	"approval/log.py": "the log is written for those who may decide",
	"assessments/confirming.py": "a district's confirmation follows from the assessments below it",
	"approval/ladder.py": "installation",
	"community/doctype/membership_settings/membership_settings.py": "who writes the settings opens the form",
	"learning/in_plan.py": "who opens a training again takes its record out of the plan",
	"notices/delivery.py": "what is sent is written for whom it concerns",
	"notices/linking.py": "LINE has told who somebody is, and nobody enters it",
	"notices/preferences.py": "everybody has his own, and nobody else makes them",
	"assessments/sample.py": "installation",
	"committees/doctype/committee/committee.py": "an order that may be issued changes the committee",
	"correspondence/enclosures.py": "what is printed for a letter is kept with it, and nobody's to change",
	"issuing/making.py": "the file of a document is kept for those who may read it",
	"numbering/__init__.py": "the register of numbers is written for those who may issue",
	"organization/seeds.py": "installation",
	"organization/doctype/officer_assignment/officer_assignment.py": "roles follow from posts",
	"organization/doctype/substitution/substitution.py": "who may name a substitute gives him his post",
	"setup/seeding.py": "installation",
	"reporting/seeds.py": "installation",
	"sign_in/second_factor.py": "installation, and commands of the console",
	"sign_in/settings.py": "installation",
}
FOR_GUESTS = {
	("community/public_form.py", "accept"),
	("community/public_form.py", "begin"),
	("community/public_form.py", "places"),
	("notices/webhook.py", "receive"),
	("printing/fonts.py", "font"),
	("sign_in/passwords.py", "reset_password"),
	("sign_in/providers/door.py", "come_back"),
}


class Code:
	def __init__(self, path: Path):
		self.name = path.relative_to(APP).as_posix()
		self.tree = ast.parse(path.read_text())

	@property
	def is_test(self) -> bool:
		name = Path(self.name).name
		return self.name.startswith("tests/") or name.startswith("test_") or name == "factories.py"

	def calls(self):
		return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

	def whitelisted(self):
		for node in ast.walk(self.tree):
			if isinstance(node, ast.FunctionDef):
				for decorator in node.decorator_list:
					if ast.unparse(decorator).startswith("frappe.whitelist"):
						yield node, decorator


CODE = [Code(path) for path in sorted(APP.rglob("*.py")) if "node_modules" not in path.parts]
OWN_CODE = [code for code in CODE if not code.is_test]


class TestCode(unittest.TestCase):
	def none(self, wrong):
		self.assertEqual(sorted(wrong), [])

	def test_annotations_are_no_strings(self):
		"""Frappe checks what a client sends by the annotations, and cannot where they are strings."""
		self.none(
			code.name
			for code in CODE
			for node in ast.walk(code.tree)
			if isinstance(node, ast.ImportFrom) and node.module == "__future__"
		)

	def test_what_a_client_may_call_is_annotated(self):
		wrong = []
		for code in OWN_CODE:
			for function, _decorator in code.whitelisted():
				arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
				wrong += [
					f"{code.name}: {function.name}({a.arg})"
					for a in arguments
					if a.arg != "self" and (not a.annotation or isinstance(a.annotation, ast.Constant))
				]
		self.none(wrong)

	def test_guests_may_call_nothing_else(self):
		open_to_guests = {
			(code.name, function.name)
			for code in OWN_CODE
			for function, decorator in code.whitelisted()
			if "allow_guest" in ast.unparse(decorator)
		}
		self.assertEqual(open_to_guests, FOR_GUESTS)

	def test_nothing_is_committed_printed_or_written_as_sql(self):
		wrong = []
		for code in OWN_CODE:
			for call in code.calls():
				name = ast.unparse(call.func)
				if name == "print" or re.fullmatch(
					r"frappe\.db\.(commit|sql|sql_list|sql_ddl|multisql)", name
				):
					wrong.append((code.name, name.rpartition(".")[2]))
		self.assertEqual(sorted(set(wrong) - set(ALLOWED)), [])
		self.assertEqual(sorted(set(ALLOWED) - set(wrong)), [], "no longer done: remove the reason")

	def test_lists_are_ordered_as_every_frappe_takes_it(self):
		"""Frappe 16 refuses a column in backticks without the name of its table, in what is ordered or grouped by."""
		self.none(
			f"{code.name}: {node.value.value}"
			for code in CODE
			for node in ast.walk(code.tree)
			if isinstance(node, ast.keyword)
			and node.arg in ("order_by", "group_by")
			and isinstance(node.value, ast.Constant)
			and re.search(r"(?<!\.)`(?!tab)[^`]*`", str(node.value.value).replace("`.`", "."))
		)

	def test_a_lock_alone_keeps_nobody_apart(self):
		"""Nodes of MariaDB share no locks: who locks a row that he does not change takes his turn (access/locking.py)."""
		found = {
			code.name
			for code in OWN_CODE
			for call in ast.walk(code.tree)
			if isinstance(call, ast.Call)
			and re.search(r"get_value\(.*, 'name', for_update=True\)$", ast.unparse(call))
		}
		self.assertEqual(found, set(LOCKING))

	def test_permissions_are_ignored_where_it_says_why(self):
		found = {
			code.name
			for code in OWN_CODE
			for node in ast.walk(code.tree)
			if (isinstance(node, ast.keyword) and node.arg == "ignore_permissions")
			or (
				isinstance(node, ast.Attribute)
				and node.attr == "ignore_permissions"
				and isinstance(node.ctx, ast.Store)
			)
		}
		self.assertEqual(found, set(IGNORING_PERMISSIONS))

	def test_nothing_is_evaluated(self):
		"""Texts that admins or officers write are no code: no template is rendered from them, nothing evaluated."""
		self.none(
			f"{code.name}: {ast.unparse(call.func)}"
			for code in OWN_CODE
			for call in code.calls()
			if ast.unparse(call.func).rpartition(".")[2]
			in ("eval", "safe_eval", "exec", "render_template", "safe_exec")
		)

	def test_users_are_not_changed(self):
		self.none(
			code.name
			for code in OWN_CODE
			for call in code.calls()
			if ast.unparse(call.func) == "frappe.set_user" and code.name != "setup/demo.py"
		)

	def test_rights_are_asked_in_silence(self):
		"""A document's own `has_permission` tells the reader of each refusal, where it only decides what is shown."""
		self.none(
			f"{code.name}:{call.lineno}"
			for code in OWN_CODE
			for call in code.calls()
			if isinstance(call.func, ast.Attribute)
			and call.func.attr == "has_permission"
			and ast.unparse(call.func.value) != "frappe"
		)

	def test_errors_are_not_swallowed(self):
		self.none(
			f"{code.name}:{node.lineno}"
			for code in OWN_CODE
			for node in ast.walk(code.tree)
			if isinstance(node, ast.ExceptHandler)
			and (node.type is None or ast.unparse(node.type) == "BaseException")
			and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
		)

	def test_texts_can_be_translated(self):
		"""Inside of _(): no text put together, no spaces around, no place to fill in twice."""
		wrong = []
		for code in OWN_CODE:
			for call in code.calls():
				if not (isinstance(call.func, ast.Name) and call.func.id == "_" and call.args):
					continue
				text = call.args[0]
				if isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call) and not is_read(text):
					wrong.append(f"{code.name}:{call.lineno} is put together")
				elif isinstance(text, ast.Constant):
					places = re.findall(r"\{\d+\}", text.value)
					if (
						text.value != text.value.strip()
						or len(places) != len(set(places))
						or "{}" in text.value
					):
						wrong.append(f"{code.name}:{call.lineno} {text.value}")
		self.none(wrong)

	def test_what_users_are_told_is_translated(self):
		wrong = []
		for code in OWN_CODE:
			for call in code.calls():
				if ast.unparse(call.func) in ("frappe.throw", "frappe.msgprint") and call.args:
					text = call.args[0]
					if isinstance(text, ast.Constant | ast.JoinedStr):
						wrong.append(f"{code.name}:{call.lineno}")
		self.none(wrong)


def is_read(node) -> bool:
	"""Tell whether the expression only reads a text: a field's label, an attribute, an item."""
	return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
		(".get", ".get_label", ".get_value")
	)


HTML = re.compile(r"</?[A-Za-z]")
# where Frappe looks for templates of the desk; other .html files are printed
OF_THE_DESK = ("*/doctype/*/*.html", "*/page/*/*.html", "public/js/templates/*.html")


def read(paths) -> dict[str, str]:
	"""Return the text of each file by its path in the app: what we write, not what is built of it."""
	made = {"dist", "node_modules"}
	return {
		path.relative_to(APP).as_posix(): path.read_text()
		for path in sorted(paths)
		if not made & set(path.parts)
	}


def code_of(script: str) -> str:
	"""Return a script without the lines that are comments."""
	return "\n".join(line for line in script.split("\n") if not line.lstrip().startswith("//"))


ESCAPED = re.compile(r"\{%-?\s*autoescape true\s*-?%\}.*?\{%-?\s*endautoescape\s*-?%\}", re.DOTALL)
# a macro that escapes what it is given, a filter that does, words of ours
SAFE = re.compile(r"""\{\{-?\s*(\w+\(doc\b[^{}]*\)|[\w.]+ \| (e|tojson)|_\("[^"]*"\))\s*-?\}\}""")


class TestPrints(unittest.TestCase):
	def test_what_users_typed_is_escaped(self):
		"""What is printed is shown on the page of today, too: a script in it would act for whoever reads it there."""
		of_the_desk = {path for pattern in OF_THE_DESK for path in APP.glob(pattern)}
		printed = read(path for path in APP.rglob("*.html") if path not in of_the_desk)
		self.assertGreater(len(printed), 10)
		odd = [
			f"{name}: {found}"
			for name, text in printed.items()
			for found in re.findall(r"\{\{.*?\}\}", ESCAPED.sub("", text), re.DOTALL)
			if not SAFE.fullmatch(found)
		]
		self.assertEqual(odd, [])


# a page that leaves the desk as a PDF brings its looks along
PRINTED = ("public/js/templates/register_page.html",)


class TestScripts(unittest.TestCase):
	def setUp(self):
		self.scripts = read(APP.rglob("*.js"))
		self.templates = read(path for pattern in OF_THE_DESK for path in APP.glob(pattern))

	def none(self, wrong):
		self.assertEqual(sorted(wrong), [])

	def test_they_say_texts_that_can_be_translated(self):
		put_together = re.compile(r"\b__\((?:`[^`]*`|\s*\"[^\"]*\"\s*\+)")
		everything = {**self.scripts, **self.templates}
		self.none(
			f"{name}: {found}" for name, text in everything.items() for found in put_together.findall(text)
		)

	def test_they_make_html_by_templates(self):
		found = {name for name, script in self.scripts.items() if HTML.search(code_of(script))}
		self.none(found)

	def test_names_of_reports_and_pages_are_their_own(self):
		"""Frappe runs the scripts of reports and pages in one scope, and each once: a name given twice is lost."""
		names = [
			name
			for path, script in self.scripts.items()
			if Path(path).parts[1] in ("report", "page", "dashboard_chart_source")
			for name in re.findall(r"^(?:function|const|let|class) (\w+)", script, re.MULTILINE)
		]
		self.none({name for name in names if names.count(name) > 1})

	def test_what_a_template_is_given_is_escaped(self):
		"""Frappe's templates escape nothing: con_center.render does, once; inside of it, one template calls another."""
		self.none(
			name
			for name, script in self.scripts.items()
			if re.search(r"\bfrappe\.render(_template)?\(", script) and name != "public/js/render.js"
		)
		self.none(name for name, text in self.templates.items() if "con_center.render" in text)

	def test_templates_are_there_once_and_used(self):
		names = [Path(name).stem for name in self.templates]
		self.assertEqual(len(names), len(set(names)))
		everything = [*self.scripts.values(), *self.templates.values()]
		called = {
			name for text in everything for name in re.findall(r"\brender(?:_template)?\(\s*\"(\w+)\"", text)
		}
		self.assertEqual(called, set(names))

	def test_templates_of_all_pages_are_in_the_bundle(self):
		bundle = self.scripts["public/js/con_center.bundle.js"]
		in_bundle = {name for name in self.templates if name.startswith("public/")}
		self.assertEqual(
			{f"public/js/{name}" for name in re.findall(r"import \"\./(templates/.*)\"", bundle)}, in_bundle
		)

	def test_looks_are_in_the_stylesheet(self):
		"""But for widths that are computed; and nothing that runs stands in a template."""
		self.none(name for name, script in self.scripts.items() if re.search(r"\.css\(|\.style\b", script))
		self.none(
			f"{name}: {found}"
			for name, text in self.templates.items()
			if name not in PRINTED
			for found in re.findall(r"<style|<script|\son\w+=|\sstyle=\"(?!width: \{\{)[^\"]*", text)
		)

	def test_templates_mean_the_same_to_frappe(self):
		"""A page's templates are put between single quotes, a bundle's between backticks; and what is written
		`{% if nothing %}` is read as `if not hing`."""
		self.none(
			f"{name}: {found}"
			for name, text in self.templates.items()
			for found in re.findall(r"['`\\]|\$\{|\{% ?if ?not\w*", text)
		)
