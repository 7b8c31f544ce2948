"""What stands on the home of Frappe 16, and in its sidebars, leads to what this app has."""

import json
from pathlib import Path

import frappe

from con_center.compat import MAJOR, desk_16
from con_center.organization.factories import make_officer, signed_in
from con_center.seams.refusals import has_desk
from con_center.tests.case import CONTestCase

APP = Path(frappe.get_app_path("con_center"))


def shipped(folder: str) -> list[dict]:
	return [json.loads(file.read_text()) for file in sorted((APP / folder).glob("*.json"))]


class TestHome(CONTestCase):
	def test_sidebars_lead_where_the_workspaces_lead(self):
		for sidebar in shipped("workspace_sidebar"):
			links = [item for item in sidebar["items"] if item["type"] == "Link"]
			of_workspace = frappe.get_doc("Workspace", sidebar["name"]).links
			with self.subTest(sidebar=sidebar["name"]):
				self.assertEqual(
					{(item["link_type"], item["link_to"]) for item in links},
					{
						("Workspace", sidebar["name"]),
						*((link.link_type, link.link_to) for link in of_workspace if link.type == "Link"),
					},
				)
				self.assertTrue(all(frappe.db.exists(item["link_type"], item["link_to"]) for item in links))

	def test_each_workspace_has_a_sidebar_and_an_icon(self):
		workspaces = set(
			frappe.get_all(
				"Workspace", {"module": ("in", frappe.get_module_list("con_center"))}, pluck="name"
			)
		)
		icons = {icon["name"]: icon for icon in shipped("desktop_icon")}
		self.assertEqual({sidebar["name"] for sidebar in shipped("workspace_sidebar")}, workspaces)
		self.assertEqual(icons.keys(), {"CON Center", *workspaces})
		self.assertTrue(all(icons[name]["link_to"] == name for name in workspaces))
		logo = icons["CON Center"]["logo_url"].removeprefix("/assets/con_center/")
		self.assertTrue((APP / "public" / logo).exists())

	def test_who_uses_the_desk_sees_the_app(self):
		with signed_in(make_officer("officer")):
			self.assertTrue(has_desk())
			self.assertEqual(bool(desk_16.apps_screen()), MAJOR >= 16)
			if MAJOR >= 16:
				self.assert_on_home()
		with signed_in("Guest"):
			self.assertFalse(has_desk())

	def assert_on_home(self):
		shown = {icon["name"] for icon in frappe.get_attr("frappe.boot.get_bootinfo")()["desktop_icons"]}
		self.assertIn("CON Center", shown)
		self.assertIn("con_center", [app["name"] for app in frappe.get_attr("frappe.apps.get_apps")()])

	def test_an_icon_for_everybody_is_an_administrators(self):
		icon = {"doctype": "Desktop Icon", "label": "อื่น", "standard": 1, "module_name": "Meetings"}
		with signed_in(make_officer("officer")):
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc(icon).insert(ignore_permissions=True)
