// "?" beside the title of every page leads to the chapter of the guide about it (con_center.overview.guides).
const { make_app_page } = frappe.ui;

frappe.ui.make_app_page = function (options) {
	const page = make_app_page(options);
	add_link(page);
	return page;
};

// in the place of Frappe's words on a workflow, which are English, and say of the next steps what the form says itself
frappe.ui.form.States.prototype.setup_help = function () {
	this.frm.page.add_action_item(__("Help"), () => frappe.set_route("con-guide", "about", this.frm.doctype), true);
};

function add_link(page) {
	const $link = $(con_center.render("guide_link", { title: __("Guide to This Page") }));
	$link.on("click", () => frappe.set_route("con-guide", "about", about()));
	page.wrapper.find(".page-head .title-area").first().append($link);
}

// a form or a list is about its DocType; of what else there is, the first word says what it is, or the second
function about() {
	const [first, second] = frappe.get_route();
	return ["Form", "List", "Tree", "query-report", "print", "Workspaces"].includes(first) ? second : first;
}
