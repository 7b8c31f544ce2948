import frappe

from con_center.appointments import seeds
from con_center.appointments.factories import make_order
from con_center.approval import log, seals
from con_center.committees.factories import make_committee
from con_center.patches import area_once_in_order_template as area_once
from con_center.patches import seals_for_triggers
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
