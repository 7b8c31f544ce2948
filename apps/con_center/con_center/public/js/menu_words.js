// Only for the Frappe of August 2023, and goes with it: in 15 as released, the kind of a list and what a chart counts
// are read in the user's language in menus, too.
const { BaseList } = frappe.views;
const Chart = frappe.widget?.widget_factory?.chart;

if (BaseList && !/label_map/.test(BaseList.prototype.setup_view_menu)) {
	const { setup_view_menu } = BaseList.prototype;
	BaseList.prototype.setup_view_menu = function () {
		setup_view_menu.call(this);
		const kind = `${this.view_name} View`;
		this.views_menu?.closest(".custom-btn-group").find(".custom-btn-group-label").text(__(kind));
	};
}

if (Chart) {
	const { set_chart_actions } = Chart.prototype;
	Chart.prototype.set_chart_actions = function (actions) {
		const { document_type } = this.chart_doc;
		const list = document_type && actions.find(({ action }) => action === "action-list");
		if (list) list.label = __("{0} List", [__(document_type)]);
		return set_chart_actions.call(this, actions);
	};
}
