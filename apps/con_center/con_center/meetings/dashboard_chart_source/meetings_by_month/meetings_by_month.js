frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Meetings by Month"] = {
	method: "con_center.overview.charts.meetings_by_month",
	filters: [],
};
