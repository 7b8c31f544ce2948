import frappe

from con_center import registry
from con_center.appointments import seeds
from con_center.appointments.factories import make_order
from con_center.approval import log, seals
from con_center.committees.factories import make_committee
from con_center.households.factories import make_help
from con_center.organization.factories import make_officer, signed_in
from con_center.patches import area_once_in_order_template as area_once
from con_center.patches import (
	files_of_rows,
	flags_of_workflows,
	post_given_by,
	seals_for_triggers,
	state_for_status,
)
from con_center.planning.factories import agree, make_project, pass_on
from con_center.tests.case import CONTestCase

TEMPLATE = "คำสั่งแต่งตั้ง ก.บ.ต."


class TestAreaOnceInOrderTemplate(CONTestCase):
	def test_the_order_names_the_sub_district_once(self):
		order = make_order(
			make_committee(kind="Integrated Administration Committee"), instrument="Order", purpose="Appoint"
		)
		self.assertEqual(order.subject, "แต่งตั้งคณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.) ตำบลในเมือง")
		self.assertIn(f"จึง{order.subject} จำนวน 9 คน", order.body)

	def test_the_text_seeded_before_becomes_that_of_today(self):
		seeded = next(t for t in seeds.ORDER_TEMPLATES if t["template_name"] == TEMPLATE)
		for field in ("subject", "body"):
			before = seeded[field].replace(area_once.ONCE, area_once.TWICE)
			self.assertEqual(area_once.mended(before), seeded[field])

	def test_an_own_text_stays(self):
		for own in ("", None, "แต่งตั้ง {committee_name}", "ตั้ง{committee_name}ใน{area_name}"):
			self.assertEqual(area_once.mended(own), own or "")

	def test_it_runs_again_without_harm(self):
		area_once.execute()
		area_once.execute()


class TestSealsForTriggers(CONTestCase):
	"""On a host with a binary log, and with triggers of a user who is gone: tests/restore."""

	def test_triggers_give_way_to_seals(self):
		before = log.verify_all()
		seals.unseal()
		frappe.db.sql_ddl(
			f"create trigger approval_log_no_update before update on `{seals.LOG}` for each row"
			" signal sqlstate '45000' set message_text = 'only grows'"
		)
		self.assertEqual(seals_for_triggers.triggers(), ["approval_log_no_update"])
		seals_for_triggers.execute()
		self.assertEqual(seals_for_triggers.triggers(), [])
		self.assertTrue(seals.is_sealed())
		after = log.verify_all()
		self.assertEqual((after["entries"], after["digest"]), (before["entries"], before["digest"]))

	def test_it_runs_again_without_harm(self):
		before = log.verify_all()
		seals_for_triggers.execute()
		self.assertEqual(log.verify_all(), before)


class TestFlagsOfWorkflows(CONTestCase):
	def test_the_log_tells_what_was_reached_and_stays_whole(self):
		before = log.verify_all()
		flags_of_workflows.execute()
		seals.install()
		after = log.verify_all()
		self.assertEqual((after["entries"], after["digest"]), (before["entries"], before["digest"]))
		self.assertTrue(seals.is_sealed())
		untold = {"reference_doctype": ("in", registry.governed()), "to_meaning": ("is", "not set")}
		self.assertFalse(frappe.get_all("Approval Log", untold))


class TestPostGivenBy(CONTestCase):
	def test_who_entered_a_post_gave_it_unless_it_says_another(self):
		giver, other = make_officer("district"), make_officer("province")
		names = {
			said: frappe.db.get_value("Officer Assignment", {"user": make_officer(role)})
			for said, role in ((None, "officer"), (other, "chief"))
		}
		for said, name in names.items():
			frappe.db.set_value("Officer Assignment", name, {"owner": giver, "appointed_by": said})
		post_given_by.execute()
		given = {
			said: frappe.db.get_value("Officer Assignment", name, "appointed_by")
			for said, name in names.items()
		}
		self.assertEqual(given, {None: giver, other: other})


class TestFilesOfRows(CONTestCase):
	def test_what_a_form_left_behind_is_the_documents(self):
		doc = make_help()
		with signed_in(doc.owner):
			values = {"file_name": "left.txt", "content": frappe.generate_hash(), "is_private": 1}
			file = frappe.get_doc({"doctype": "File", **values}).insert()
			doc.append("photos", {"file": file.file_url})
			doc.save()
		for left in (
			(None, None),
			(doc.doctype, "new-help-log-abcdefgh"),
			("Help Photo", doc.photos[0].name),
		):
			place = dict(zip(("attached_to_doctype", "attached_to_name"), left, strict=True))
			frappe.db.set_value("File", file.name, place)
			for _again in range(2):
				files_of_rows.execute()
			with self.subTest(left):
				self.assertEqual(
					frappe.db.get_value("File", file.name, ["attached_to_doctype", "attached_to_name"]),
					(doc.doctype, doc.name),
				)
				self.assertEqual(frappe.db.count("File", {"file_url": file.file_url}), 1)


class TestStateForStatus(CONTestCase):
	"""Of a site that had them before meetings and projects had a ladder: the column is still there."""

	def setUp(self):
		super().setUp()
		for doctype in state_for_status.STATUS_WAS_IN:
			frappe.db.sql_ddl(f"alter table `tab{doctype}` add column if not exists `status` varchar(140)")
			frappe.cache.hdel("table_columns", f"tab{doctype}")

	def tearDown(self):
		super().tearDown()
		# what follows would keep what the test has made
		frappe.db.rollback()
		for doctype in state_for_status.STATUS_WAS_IN:
			frappe.db.sql_ddl(f"alter table `tab{doctype}` drop column if exists `status`")
			frappe.cache.hdel("table_columns", f"tab{doctype}")

	def test_they_have_the_state_of_this_name(self):
		with signed_in(make_officer("officer")):
			passed = pass_on(agree(make_project().name).name, "Local Plan")
		frappe.db.set_value("Plan Project", passed.name, "open_referrals", 0)
		made = {"Plan Project": passed.name}
		for doctype, name in made.items():
			row = {"name": name}
			table = frappe.qb.DocType(doctype)
			query = frappe.qb.update(table).set(table.workflow_state, None).set(table.status, "Passed On")
			query.where(table.name == name).run()
			state_for_status.execute()
			self.assertEqual(frappe.db.get_value(doctype, row, "workflow_state"), "Passed On")
		self.assertEqual(frappe.db.get_value("Plan Project", passed.name, "open_referrals"), 1)

	def test_it_runs_again_without_harm(self):
		state_for_status.execute()
		state_for_status.execute()
