"""What the tests ask of a site, or do in it, with Frappe's own Python: by tests/inside_site.py."""

from hashlib import sha256
from time import time_ns

import frappe
from con_center.access.posts import forget_posts
from con_center.appointments.factories import make_order_in
from con_center.approval import log, seals
from con_center.approval.factories import take
from con_center.committees.factories import make_committee
from con_center.community.factories import make_fund_entry, make_fund_without_meeting, make_visit
from con_center.correspondence.factories import make_incoming, make_letter_in
from con_center.field.test_field import jpeg
from con_center.households import cases, house_code, retention
from con_center.households.factories import make_help, make_household
from con_center.issuing import making, verifying
from con_center.issuing.doctype.issued_file.issued_file import SEALED
from con_center.mediation.factories import make_dispute
from con_center.organization import photos
from con_center.organization.factories import (
	OTHER,
	OWN,
	make_deputy,
	make_officer,
	make_substitution,
	signed_in,
)
from con_center.patches import seals_for_triggers
from con_center.tests.case import CONTestCase
from frappe.utils import add_years, today
from frappe.utils.password import check_password, get_decrypted_password, set_encrypted_password

SECRET = "ลับมาก"
LABEL = "วันจัดเวทีของเรา"
FORMAT = "แบบของเรา"
NOTE = "ส่งทะเบียนด้วย"
SOURCE, TRANSLATED = "Committee", "คณะของเรา"
FIELD = "restored_note"
HEAD = "นางทดสอบ กู้คืน"
# Frappe 16's: of what was once permitted, gone or not
HISTORY = {"Permission Log"}
# the machine's own: what runs when, who is logged in, what went wrong
OF_THE_MACHINE = {
	"tabActivity Log",
	"tabDefaultValue",
	"tabError Log",
	"tabInstalled Application",
	"tabScheduled Job Log",
	"tabScheduled Job Type",
	"tabSessions",
	"tabSingles",
	"tabUser",
}


# of users, what each request changes
LAST_SEEN = {"last_active", "last_login", "last_ip"}


def fill() -> dict:
	"""Make an order that has gone all the way, with files, a secret, and what an admin changes; tell how often was decided."""
	CONTestCase.setUpClass()
	before = frappe.db.count("Approval Log")
	custom = {"doctype": "Custom Field", "dt": "Appointment Order", "fieldname": FIELD, "fieldtype": "Data"}
	if not frappe.db.exists("Custom Field", {"dt": custom["dt"], "fieldname": FIELD}):
		frappe.get_doc({**custom, "label": "หมายเหตุ", "allow_on_submit": 1}).insert()
	made = make_order_in("Acknowledged by Province", **{FIELD: "ของเรา"})
	making.file_of(made)
	make_letter_in("Issued")
	make_incoming()
	make_substitution(make_officer("chief"), make_deputy())
	waiting = make_order_in("Awaiting Signature", committee=make_committee(OTHER["sub_district"]))
	for is_private in (0, 1):
		reference = {"attached_to_doctype": made.doctype, "attached_to_name": made.name}
		content = f"แนบ {made.name} {is_private}"
		name = f"attached-{made.name}-{is_private}.txt"
		file = {"doctype": "File", "file_name": name, "is_private": is_private, "content": content}
		frappe.get_doc({**file, **reference}).insert()
	made.add_comment(text="ถามแล้ว")
	set_encrypted_password("User", "Administrator", SECRET, "api_secret")
	decided = frappe.db.count("Approval Log") - before
	return {"order": made.name, "waiting": waiting.name, "decided": decided}


def fill_people() -> dict[str, str]:
	"""Make documents of people and money; return their names by DocType, and the code of the house. Its case was closed
	long ago.
	"""
	CONTestCase.setUpClass()
	household = make_household(head_name=HEAD)
	helped = make_help(household)
	with signed_in(make_officer("officer")):
		# another one each time: the site is kept
		code = f"{time_ns() % 10**11:011}"
		house_code.note(household.name, code)
		photos.add(helped.doctype, helped.name, "restored-1", jpeg(), "บ้าน")
		cases.close(household.name, "Moved Away", "")
	frappe.db.set_value(household.doctype, household.name, "closed_on", add_years(today(), -5))
	fund = make_fund_without_meeting(OWN["sub_district"])
	entry = make_fund_entry(fund, amount=1234.5)
	made = (household, helped, make_dispute(), fund, entry, make_visit(OWN["sub_district"]))
	return {"house": code, **{doc.doctype: doc.name for doc in made}}


def people(made: str) -> dict:
	"""Return what those who may have of these documents (what `fill_people` returned, as JSON) are shown."""
	made = frappe.parse_json(made)
	helped = frappe.get_doc("Help Log", made["Help Log"])
	photo = frappe.get_doc("File", {"file_url": helped.photos[0].file}) if helped.photos else None
	with signed_in(make_officer("officer")):
		found = house_code.find(made["house"])
	return {
		"head": frappe.db.get_value("Target Household", made["Target Household"], "head_name"),
		"found": (found or {}).get("name"),
		"photo": photo and sha256(photo.get_content()).hexdigest(),
		"parties": [row.party_name for row in frappe.get_doc("Dispute Case", made["Dispute Case"]).parties],
		"money": frappe.db.get_value("Fund Entry", made["Fund Entry"], "amount"),
		"visit": frappe.db.get_value("Support Visit", made["Support Visit"], "advice"),
	}


def let_names_go() -> None:
	"""What the job of each day does where the office lets names go after three years."""
	settings = frappe.get_single("CON Settings")
	settings.update({"households_retention_years": 3, "households_retention_action": "Remove Names"})
	settings.save()
	retention.run()


def unfill() -> None:
	"""Take the custom field away again: the site is used by other tests."""
	frappe.delete_doc("Custom Field", frappe.db.get_value("Custom Field", {"fieldname": FIELD}))


def customise() -> None:
	"""Change what an administrator changes: a label, a format of the office, a word, a ladder."""
	setter = {"doctype_or_field": "DocField", "doc_type": "Committee", "field_name": "forum_date"}
	frappe.get_doc(
		doctype="Property Setter", **setter, property="label", property_type="Data", value=LABEL
	).insert()
	frappe.get_doc(
		doctype="Print Format",
		name=FORMAT,
		doc_type="Appointment Order",
		standard="No",
		custom_format=1,
		print_format_type="Jinja",
		html="<p>{{ doc.name }}</p>",
	).insert()
	frappe.get_doc(
		doctype="Translation", language="th", source_text=SOURCE, translated_text=TRANSLATED
	).insert()
	ladder = _ladder()
	ladder.states[0].message = NOTE
	ladder.save()


def customised(order: str) -> dict:
	"""Return what `customise` and `fill` have changed, as whoever uses the site has it now."""
	frappe.local.lang = "th"
	return {
		"field": frappe.get_doc("Appointment Order", order).get(FIELD),
		"label": frappe.get_meta("Committee").get_field("forum_date").label,
		"printed": f"<p>{order}</p>" in frappe.get_print("Appointment Order", order, FORMAT),
		"word": frappe._(SOURCE),
		"ladder": _ladder().states[0].message,
	}


def _ladder():
	return frappe.get_doc("Workflow", {"document_type": "Appointment Order", "is_active": 1})


def numbers() -> dict[str, int]:
	"""Return the last number of each counter, of numbers that are given and of names of documents."""
	given = frappe.get_all("Number Counter", fields=["name", "last_number"], as_list=True)
	return dict([*given, *frappe.db.sql("select name, current from tabSeries")])


def contents() -> dict:
	"""Return the checksum of every table but the machine's own."""
	of_the_site = sorted(set(tables()) - OF_THE_MACHINE)
	sums = frappe.db.sql("checksum table " + ", ".join(f"`{table}`" for table in of_the_site))
	return {table.partition(".")[2]: checksum for table, checksum in sums}


def settings() -> list:
	"""Return what is set in all documents that there are one of: [DocType, field, value].

	Not when each was saved: Frappe saves its own while an app is set up.
	"""
	return frappe.db.sql(
		"select doctype, field, value from tabSingles where field != 'modified' order by 1, 2, 3",
		as_list=True,
	)


def users() -> list[dict]:
	"""Return all users, without when they were last seen."""
	found = frappe.db.sql("select * from tabUser order by name", as_dict=True)
	return [{key: value for key, value in user.items() if key not in LAST_SEEN} for user in found]


def texts_of_files(order: str) -> list[str]:
	attached = {"attached_to_name": order, "file_name": ("like", "attached-%")}
	files = frappe.get_all("File", filters=attached, pluck="name")
	return sorted(frappe.get_doc("File", name).get_content() for name in files)


def verified() -> dict:
	"""Return what the log says of itself, and the documents whose own log is not whole."""
	documents = frappe.get_all("Approval Log", fields=["reference_doctype", "reference_name"], distinct=True)
	wrong = [
		d.reference_name
		for d in documents
		if frappe.db.exists(d.reference_doctype, d.reference_name)
		and not log.verify(d.reference_doctype, d.reference_name)["chain_whole"]
	]
	return {**log.verify_all(), "wrong": wrong, "sealed": seals.is_sealed()}


def issued(order: str) -> dict:
	"""Return what the files that were issued say of themselves, and the size of the one of this order as it is printed."""
	data = frappe.get_print("Appointment Order", order, "Official Appointment", as_pdf=True)
	return {**verifying.verify_all(), "size": len(data), "sealed": seals.is_sealed(SEALED)}


def verified_files() -> dict:
	"""Return what the files that were issued say of themselves."""
	return verifying.verify_all()


def content_unchanged(order: str) -> bool:
	return log.verify("Appointment Order", order)["content_unchanged"]


def attack_issued() -> list[str]:
	"""Try to change the records of issued files past their documents."""
	name = frappe.get_all("Issued File", limit=1, pluck="name")[0]
	tries = (
		lambda: frappe.db.set_value("Issued File", name, "sha256", "0"),
		lambda: frappe.db.delete("Issued File", {"name": name}),
		lambda: frappe.db.sql(f"delete from `{SEALED.seals}`"),
	)
	return [answer_to(each) for each in tries]


def attack() -> list[str]:
	"""Try to change the log past its documents; return what each try was answered, "done" where it was let through."""
	name = frappe.get_all("Approval Log", limit=1, pluck="name")[0]
	tries = (
		lambda: frappe.db.set_value("Approval Log", name, "comment", "ปลอม"),
		lambda: frappe.db.delete("Approval Log", {"name": name}),
		lambda: frappe.db.truncate("Approval Log"),
		lambda: frappe.db.sql(f"delete from `{seals.SEALS}`"),
		lambda: frappe.db.sql(f"update `{seals.SEALS}` set seal = sha2(seal, 256)"),
		lambda: frappe.db.sql(f"delete entry, seal from `{seals.LOG}` entry join `{seals.SEALS}` seal"),
		lambda: frappe.db.sql(f"insert into `{seals.LOG}` (name, comment) values ('forged', 'ปลอม')"),
		lambda: frappe.db.sql_ddl(f"drop table `{seals.LOG}`"),
		lambda: frappe.db.sql_ddl(f"alter table `{seals.LOG}` drop column `{seals.SEAL}`"),
	)
	return [answer_to(each) for each in tries]


def answer_to(call) -> str:
	try:
		call()
	except Exception as error:
		return str(error)
	finally:
		frappe.db.rollback()
	return "done"


def decide(order: str) -> int:
	"""Sign the order that waits, as on any day; return how many entries its log has."""
	forget_posts()
	doc = take(frappe.get_doc("Appointment Order", order), ("chief", "Sign and Issue"))
	return log.verify(doc.doctype, doc.name)["entries"]


def next_number() -> list[dict[str, int]]:
	"""Issue a letter; return the last numbers of letters before and after."""
	before = numbers()
	make_letter_in("Issued")
	return [{name: n for name, n in each.items() if "-Letter-" in name} for each in (before, numbers())]


def can_log_in(password: str) -> str:
	return check_password("Administrator", password)


def secret() -> str:
	return get_decrypted_password("User", "Administrator", "api_secret")


def use_triggers() -> None:
	"""Take the log back to how it was kept before there were seals."""
	seals.unseal()


def triggers() -> list[str]:
	return seals_for_triggers.triggers()


def rows() -> dict:
	"""Return how many rows each table has."""
	return {table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in tables()}


def tables() -> list[str]:
	return frappe.db.sql_list(
		"select table_name from information_schema.tables where table_schema = database()"
	)


def dangling() -> list:
	"""Return every link, of a document or a row, to what is not there: [table, field, what]."""
	found = []
	doctypes = set(frappe.get_all("DocType", filters={"is_virtual": 0, "issingle": 0}, pluck="name"))
	for doctype in doctypes - HISTORY:
		meta = frappe.get_meta(doctype)
		for field in meta.get("fields", {"fieldtype": "Link"}):
			found += missing(doctype, field.fieldname, field.options)
		for field in meta.get("fields", {"fieldtype": "Dynamic Link"}):
			for kind in frappe.get_all(
				doctype, pluck=field.options, distinct=True, filters={field.fieldname: ("is", "set")}
			):
				found += missing(doctype, field.fieldname, kind, f"and `{field.options}` = %(kind)s")
		if meta.istable:
			found += missing(doctype, "parenttype", "DocType")
	return sorted(found)


def missing(doctype: str, field: str, kind: str, condition: str = "") -> list:
	"""Return the values of a link that are no names of documents of this kind."""
	if not kind or kind == "URL":
		return []
	if not frappe.db.exists("DocType", kind):
		return [[doctype, field, kind]]
	meta = frappe.get_meta(kind)
	if meta.issingle or meta.is_virtual:
		return []
	values = frappe.db.sql_list(
		f"select distinct `{field}` from `tab{doctype}` where ifnull(`{field}`, '') != '' {condition}"
		f" and `{field}` not in (select name from `tab{kind}`)",
		{"kind": kind},
	)
	return [[doctype, field, f"{kind} {value}"] for value in values]


def called() -> str | None:
	"""Return what the page of signing in calls the system."""
	return frappe.db.get_single_value("Website Settings", "app_name")


def traces() -> list:
	"""Return the columns in which the app is named: [table, column]."""
	columns = frappe.db.sql(
		"select table_name, column_name from information_schema.columns where table_schema = database()"
		" and data_type in ('varchar', 'text', 'longtext')"
	)
	return [
		[table, column]
		for table, column in columns
		if frappe.db.sql(f"select 1 from `{table}` where `{column}` like '%%con\\_center%%' limit 1")
	]
