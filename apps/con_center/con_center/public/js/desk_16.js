// For Frappe 16 and later, whose desk is at /desk and begins with the icons of its apps.
import "./user_menu.js";

// ours begins with the page of today: the icons are an entry of the menu
if (frappe.boot?.desktop_icons && frappe.boot.home_page === "con-today") {
	con_center.add_to_user_menu(
		"con-center-apps",
		() => __("Apps"),
		() => frappe.set_route("desktop")
	);
}

// what leads to /app, as stored texts do, would load the desk anew
if (frappe.router && !frappe.router.is_app_route("/app/con-today")) {
	const lead_on = ({ target }) => {
		const link = target.closest?.('a[href="/app"], a[href^="/app/"]');
		if (link) link.setAttribute("href", link.getAttribute("href").replace("/app", "/desk"));
	};
	document.addEventListener("click", lead_on, { capture: true });
}
