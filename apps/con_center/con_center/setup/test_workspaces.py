import frappe

from con_center.organization.factories import POSITION, make_assignment, make_officer, make_user, signed_in
from con_center.setup.workspaces import leave_to_administrators
from con_center.tests.case import CONTestCase

try:
	from frappe.desk.desktop import get_workspaces
except ImportError:  # before Frappe 16.21
	from frappe.desk.desktop import get_workspace_sidebar_items as get_workspaces

OURS = {
	"CON Case Work",
	"CON Community",
	"CON Disputes",
	"CON Households",
	"CON Learning",
	"CON Letters",
	"CON Year",
}


class TestWorkspaces(CONTestCase):
	def seen_by(self, user: str) -> set[str]:
		with signed_in(user):
			return {page["name"] for page in get_workspaces()["pages"]}

	def test_the_sidebar_has_what_a_role_can_use(self):
		for kind in POSITION:
			self.assertEqual(self.seen_by(make_officer(kind)), OURS, kind)
		admin = make_user("of.workspaces")
		make_assignment(admin, "ผู้ดูแลระบบ", "00")
		# Frappe 16 has none of these tools
		tools = frappe.get_all("Workspace", filters={"name": "Tools"}, pluck="name")
		self.assertLess(OURS | {"Users", "Build", *tools}, self.seen_by(admin))

	def test_roles_that_an_admin_has_given_stay(self):
		users = frappe.get_doc("Workspace", "Users")
		users.set("roles", [{"role": "CON District Officer"}])
		users.save()
		# what is rolled back stays in the cache
		self.addCleanup(frappe.clear_document_cache, "Workspace", "Users")
		self.addCleanup(frappe.db.rollback)
		leave_to_administrators()
		self.assertIn("Users", self.seen_by(make_officer("district")))
		self.assertNotIn("Users", self.seen_by(make_officer("officer")))

	def test_an_update_of_frappe_does_not_bring_them_back(self):
		frappe.db.delete("Has Role", {"parenttype": "Workspace", "parent": "Build"})
		frappe.clear_document_cache("Workspace", "Build")
		leave_to_administrators()
		self.assertEqual(self.seen_by(make_officer("officer")), OURS)
