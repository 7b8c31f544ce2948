// One click in the user's menu: from Thai to English and back. The choice stays with the user.
const NAMES = { th: "ไทย", en: "English" };

$(document).on("toolbar_setup", () => {
	const other = frappe.boot.lang === "en" ? "th" : "en";
	const button = { class: "btn-reset dropdown-item con-center-language", type: "button" };
	$(document.createElement("button"))
		.attr(button)
		.text(NAMES[other])
		.on("click", () => choose(other))
		.prependTo("#toolbar-user");
});

function choose(language) {
	return frappe.db
		.set_value("User", frappe.session.user, "language", language)
		.then(() => frappe.ui.toolbar.clear_cache());
}
