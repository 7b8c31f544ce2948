// For Frappe 16 and later, whose desk is at /desk and begins with the icons of its apps.
import "./user_menu.js";

// the module of workspace_sidebar/con_case_work.json
const OF_WORK = "Approval";

if (frappe.router && !frappe.router.is_app_route("/app/con-today")) {
	offer_apps();
	document.addEventListener("click", stay_in_desk, { capture: true });
	name_singles(frappe.breadcrumbs);
	name_pages(frappe.breadcrumbs, frappe.ui.Page.prototype);
	show_fields_of_calendars(frappe.views.CalendarView.prototype);
	keep_one_sidebar(frappe.ui.Sidebar.prototype);
}

// ours begins with the page of today: the icons are an entry of the user's menu
function offer_apps() {
	if (frappe.boot.home_page !== "con-today") return;
	con_center.add_to_user_menu(
		"con-center-apps",
		() => __("Apps"),
		() => frappe.set_route("desktop")
	);
}

// what leads to /app, as stored texts do, would load the desk anew
function stay_in_desk({ target }) {
	const link = target.closest?.('a[href="/app"], a[href^="/app/"]');
	if (link) link.setAttribute("href", link.getAttribute("href").replace("/app", "/desk"));
}

// a form that there is one of is called by its name, which is English
function name_singles(breadcrumbs) {
	const { set_form_breadcrumb } = breadcrumbs;
	breadcrumbs.set_form_breadcrumb = function (shown, view) {
		set_form_breadcrumb.call(this, shown, view);
		if (frappe.get_meta(shown.doctype)?.issingle) this.$breadcrumbs.find(".title-text-form").text(__(shown.doctype));
	};
	$(document).on("form-refresh", (_event, { doctype, meta, page }) => {
		if (meta.issingle) page.sidebar.find(".form-name-container span").text(__(doctype));
	});
}

// a page says what it is called in the last of the steps that lead to it, and nowhere else
function name_pages(breadcrumbs, prototype) {
	const { set_title } = prototype;
	prototype.set_title = function (...args) {
		set_title.apply(this, args);
		const [name] = frappe.get_route();
		if (!locals.Page?.[name] || frappe.pages[name]?.page !== this) return;
		const route = breadcrumbs.current_page();
		breadcrumbs.add({ type: "Custom", label: frappe.utils.escape_html(this.title), route });
	};
}

// a calendar has no fields to look by, and fails on a phone, where they are hidden: there it gets those of its list
function show_fields_of_calendars(prototype) {
	const { setup_filter_area } = prototype;
	prototype.setup_filter_area = function () {
		if (frappe.is_mobile()) {
			this.hide_page_form = false;
			this.page.page_form.show();
		}
		return setup_filter_area.call(this);
	};
}

// one for the work of all our modules: Frappe makes one for each that has none
function keep_one_sidebar(prototype) {
	const { workspace_sidebar_item, module_app } = frappe.boot;
	for (const [name, { app, label, module }] of Object.entries(workspace_sidebar_item)) {
		if (app === "con_center" && label === module) delete workspace_sidebar_item[name];
	}
	const { show_sidebar_for_module } = prototype;
	prototype.show_sidebar_for_module = function (module) {
		const is_ours = module_app[frappe.scrub(module)] === "con_center";
		return show_sidebar_for_module.call(this, is_ours ? OF_WORK : module);
	};
}
