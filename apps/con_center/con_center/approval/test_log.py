"""Every way in Frappe to change or remove an entry of the approval log, each refused."""

from unittest.mock import patch

import frappe
from frappe.client import bulk_update, delete, save, set_value
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.reportview import delete_items

from con_center.approval import log
from con_center.approval.doctype.approval_log.approval_log import AppendOnlyError
from con_center.tests.factories import CONTestCase, make_officer, make_order_in, signed_in


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
