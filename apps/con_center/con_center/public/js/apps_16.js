// Frappe 16 begins with the icons of its apps. Ours begins with the page of today, and the icons are an entry of the menu.
import "./user_menu.js";

if (frappe.boot?.desktop_icons && frappe.boot.home_page === "con-today") {
	con_center.add_to_user_menu(
		"con-center-apps",
		() => __("Apps"),
		() => frappe.set_route("desktop")
	);
}
