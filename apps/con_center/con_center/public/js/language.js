// One click in the user's menu: from Thai to English and back. The choice stays with the user.
import "./user_menu.js";

const NAMES = { th: "ไทย", en: "English" };

const other = () => (frappe.boot.lang === "en" ? "th" : "en");

con_center.add_to_user_menu(
	"con-center-language",
	() => NAMES[other()],
	() =>
		frappe.db
			.set_value("User", frappe.session.user, "language", other())
			.then(() => frappe.ui.toolbar.clear_cache())
);
