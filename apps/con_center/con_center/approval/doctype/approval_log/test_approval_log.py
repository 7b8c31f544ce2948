"""Every way in Frappe to change or remove an entry of the approval log, each refused."""

from unittest.mock import patch

import frappe
from frappe.client import bulk_update, delete, save, set_value
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.reportview import delete_items
from frappe.utils import add_to_date, now_datetime

from con_center.appointments.factories import WAY, make_order_in
from con_center.approval import log, seals
from con_center.approval.append_only import AppendOnlyError
from con_center.approval.factories import take
from con_center.compat.drivers import errors
from con_center.organization.factories import make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Approval Log")

INTEGRITY = errors("IntegrityError")


class TestTheLogWithstands(CONTestCase):
	def setUp(self):
		super().setUp()
		self.order = make_order_in("District Review")
		self.entry = log.entries(self.order.doctype, self.order.name)[0].name
		self.before = self.stored()

	def tearDown(self):
		super().tearDown()
		self.assertEqual(self.stored(), self.before)

	def stored(self) -> dict:
		return frappe.db.get_value("Approval Log", self.entry, "*", as_dict=True)

	def test_saving_it(self):
		entry = frappe.get_doc("Approval Log", self.entry)
		entry.comment = "แก้"
		with self.assertRaises(AppendOnlyError):
			entry.save()
		entry = frappe.get_doc("Approval Log", self.entry)
		entry.comment = "แก้"
		with self.assertRaises(AppendOnlyError):
			entry.save(ignore_permissions=True)
		entry = frappe.get_doc("Approval Log", self.entry)
		entry.flags.ignore_validate = True
		with self.assertRaises(AppendOnlyError):
			entry.save(ignore_permissions=True)

	def test_setting_a_value_of_the_document(self):
		with self.assertRaises(AppendOnlyError):
			frappe.get_doc("Approval Log", self.entry).db_set("comment", "แก้")

	def test_setting_a_value_in_the_database(self):
		for values in ({"comment": "แก้"}, {"user": "somebody"}):
			with self.assertRaises(Exception) as refused:
				frappe.db.set_value("Approval Log", self.entry, values)
			self.assertIn("only grows", str(refused.exception))

	def test_the_client_api(self):
		with self.assertRaises(AppendOnlyError):
			set_value("Approval Log", self.entry, "comment", "แก้")
		with self.assertRaises(AppendOnlyError):
			save(frappe.as_json({**frappe.get_doc("Approval Log", self.entry).as_dict(), "comment": "แก้"}))
		with self.assertRaises(AppendOnlyError):
			delete("Approval Log", self.entry)
		failed = bulk_update(
			frappe.as_json([{"doctype": "Approval Log", "docname": self.entry, "comment": "แก้"}])
		)
		self.assertEqual(len(failed["failed_docs"]), 1)

	def test_deleting_it(self):
		with self.assertRaises(AppendOnlyError):
			frappe.delete_doc("Approval Log", self.entry, force=True, ignore_permissions=True)
		with self.assertRaises(Exception) as refused:
			frappe.db.delete("Approval Log", {"name": self.entry})
		self.assertIn("only grows", str(refused.exception))
		with self.assertRaises(Exception) as refused:
			frappe.delete_doc("Approval Log", self.entry, force=True, ignore_on_trash=True)
		self.assertIn("only grows", str(refused.exception))

	def test_every_column(self):
		for column in seals.columns():
			value = "20010101" if column in ("creation", "modified", "decided_on") else "7"
			with self.subTest(column=column), self.assertRaises(INTEGRITY) as refused:
				frappe.db.sql(
					f"update `{seals.LOG}` set `{column}` = %s where name = %s", (value, self.entry)
				)
			self.assertIn("only grows", str(refused.exception))

	def test_taking_its_seal_away(self):
		seal = self.stored()[seals.SEAL]
		for statement in (
			f"delete from `{seals.SEALS}` where seal = %(seal)s",
			f"update `{seals.SEALS}` set seal = sha2(seal, 256) where seal = %(seal)s",
			f"delete entry, seal from `{seals.LOG}` entry join `{seals.SEALS}` seal where seal.seal = %(seal)s",
		):
			with self.subTest(statement), self.assertRaises(INTEGRITY) as refused:
				frappe.db.sql(statement, {"seal": seal})
			self.assertIn("only grows", str(refused.exception))

	def test_writing_one_past_the_decisions(self):
		values = {"name": "forged", "comment": "ปลอม"}
		with self.assertRaises(INTEGRITY):
			frappe.db.bulk_insert("Approval Log", list(values), [tuple(values.values())])
		self.assertEqual(frappe.db.sql("select @@foreign_key_checks")[0][0], 1)

	def test_deleting_from_the_list(self):
		frappe.form_dict.doctype = "Approval Log"
		frappe.form_dict.items = frappe.as_json([self.entry])
		with patch.object(frappe.db, "rollback"), patch.object(frappe.db, "commit"):
			delete_items()

	def test_renaming_it(self):
		with self.assertRaises((AppendOnlyError, frappe.ValidationError)):
			frappe.rename_doc("Approval Log", self.entry, "other-name", force=True)

	def test_importing_over_it(self):
		data_import = frappe.new_doc("Data Import")
		data_import.update({"reference_doctype": "Approval Log", "import_type": "Update Existing Records"})
		with self.assertRaises((AppendOnlyError, frappe.ValidationError)):
			data_import.insert()
			Importer("Approval Log", data_import=data_import).import_data()

	def test_entering_one_by_hand(self):
		for user in ("Administrator", make_officer("chief")):
			with signed_in(user), self.assertRaises(frappe.PermissionError):
				frappe.get_doc(
					{
						"doctype": "Approval Log",
						"reference_doctype": self.order.doctype,
						"reference_name": self.order.name,
						"action": "Sign and Issue",
						"area": self.order.area,
					}
				).insert()

	def test_customising_the_form_opens_nothing(self):
		form = frappe.get_doc({"doctype": "Customize Form", "doc_type": "Approval Log"})
		form.fetch_to_customize()
		for field in form.fields:
			field.read_only = 0
			field.allow_on_submit = 1
		form.save_customization()
		self.test_saving_it()
		self.test_deleting_it()
		form.reset_to_defaults()

	def test_permissions_given_to_it_open_nothing(self):
		from frappe.permissions import add_permission, reset_perms, update_permission_property

		add_permission("Approval Log", "CON District Officer")
		for right in ("write", "create", "delete"):
			update_permission_property("Approval Log", "CON District Officer", 0, right, 1)
		with signed_in(make_officer("district")):
			entry = frappe.get_doc("Approval Log", self.entry)
			entry.comment = "แก้"
			with self.assertRaises(AppendOnlyError):
				entry.save()
			with self.assertRaises(AppendOnlyError):
				entry.delete()
		reset_perms("Approval Log")

	def test_the_chain_shows_an_entry_that_was_forged_in_the_database(self):
		order = make_order_in("Awaiting Signature")
		forged = log.entries(order.doctype, order.name)[0]
		forged.comment = "ปลอม"
		self.assertNotEqual(log.entry_hash(forged), forged.entry_hash)


class TestTheWholeLog(CONTestCase):
	def test_it_is_whole(self):
		before = log.verify_all()
		order = make_order_in("Awaiting Signature")
		after = log.verify_all()
		self.assertEqual(after["entries"], before["entries"] + 2)
		self.assertEqual((after["broken"], after["lost"]), (before["broken"], before["lost"]))
		self.assertNotEqual(after["digest"], before["digest"])
		moment = log.entries(order.doctype, order.name)[0].decided_on
		self.assertEqual(
			log.verify_all(until=str(add_to_date(moment, seconds=-1)))["digest"], before["digest"]
		)

	def test_a_clock_that_is_behind(self):
		"""Of two web hosts, the one that takes the second step is an hour behind."""
		# others look at what there was a second ago
		self.addCleanup(frappe.db.rollback)
		before = log.verify_all()
		order = make_order_in("District Review")
		behind = add_to_date(now_datetime(), hours=-1)
		with patch.object(log, "now_datetime", return_value=behind):
			order = take(order, WAY[1])
		taken = log.entries(order.doctype, order.name)
		self.assertEqual([entry.action for entry in taken], ["Send Up", "Check and Forward"])
		self.assertTrue(log.verify(order.doctype, order.name)["chain_whole"])
		self.assertEqual(log.verify_all()["broken"], before["broken"])

	def test_pages(self):
		make_order_in("Issued")
		whole = log.verify_all()
		with patch.object(log, "PAGE", 2):
			self.assertEqual(log.verify_all(), whole)

	def test_what_was_forged_by_whoever_has_the_database(self):
		"""With the foreign keys off, which nothing in Frappe does, an entry can be changed: that is seen."""
		order = make_order_in("Issued")
		before = log.verify_all()
		first, second, last = (entry.name for entry in log.entries(order.doctype, order.name))
		with seals.open_to_entries():
			frappe.db.set_value("Approval Log", first, "comment", "ปลอม", update_modified=False)
		forged = log.verify_all()
		self.assertEqual(set(forged["broken"]) - set(before["broken"]), {first})
		self.assertEqual(forged["lost"], before["lost"] + 1)
		with seals.open_to_entries():
			frappe.db.delete("Approval Log", {"name": second})
		self.assertIn(last, log.verify_all()["broken"])
		with seals.open_to_entries():
			frappe.db.delete("Approval Log", {"name": last})
		self.assertEqual(log.verify_all()["lost"], before["lost"] + 3)


class TestTheSeals(CONTestCase):
	def test_every_entry_has_one(self):
		make_order_in("Issued")
		self.assertTrue(seals.is_sealed())
		unsealed = frappe.db.sql(
			f"select count(*) from `{seals.LOG}` where `{seals.SEAL}` not in (select seal from `{seals.SEALS}`)"
		)
		self.assertEqual(unsealed[0][0], 0)

	def test_installing_them_again_changes_nothing(self):
		before = log.verify_all()
		with patch.object(frappe.db, "sql_ddl", side_effect=AssertionError):
			seals.install()
		self.assertEqual(log.verify_all(), before)

	def test_a_new_column_is_sealed_with_the_next_update(self):
		frappe.db.sql_ddl(f"alter table `{seals.LOG}` add column later varchar(140)")
		try:
			self.assertFalse(seals.is_sealed())
			with patch.object(seals, "lost", return_value=3), patch.object(frappe, "log_error") as noted:
				seals.install()
			self.assertIn("3", noted.call_args.args[0])
			self.assertTrue(seals.is_sealed())
		finally:
			seals.unseal()
			frappe.db.sql_ddl(f"alter table `{seals.LOG}` drop column later")
			seals.install()
		self.assertTrue(seals.is_sealed())
