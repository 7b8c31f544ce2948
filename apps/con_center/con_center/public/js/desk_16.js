// For Frappe 16 and later, whose desk is at /desk and begins with the icons of its apps.
import "./user_menu.js";

// the module of workspace_sidebar/con_case_work.json
const OF_WORK = "Approval";

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

// a form that there is one of is called by its name, which is English
const { breadcrumbs } = frappe;
if (breadcrumbs?.set_form_breadcrumb) {
	const { set_form_breadcrumb } = breadcrumbs;
	breadcrumbs.set_form_breadcrumb = function ({ doctype }, view) {
		set_form_breadcrumb.call(this, { doctype }, view);
		if (frappe.get_meta(doctype)?.issingle) this.$breadcrumbs.find(".title-text-form").text(__(doctype));
	};
}

// one sidebar for the work of all our modules: Frappe makes one for each that has none
const { Sidebar } = frappe.ui;
if (Sidebar?.prototype.show_sidebar_for_module) {
	const { workspace_sidebar_item, module_app } = frappe.boot;
	for (const [name, { app, label, module }] of Object.entries(workspace_sidebar_item)) {
		if (app === "con_center" && label === module) delete workspace_sidebar_item[name];
	}
	const { show_sidebar_for_module } = Sidebar.prototype;
	Sidebar.prototype.show_sidebar_for_module = function (module) {
		const is_ours = module_app[frappe.scrub(module)] === "con_center";
		return show_sidebar_for_module.call(this, is_ours ? OF_WORK : module);
	};
}
