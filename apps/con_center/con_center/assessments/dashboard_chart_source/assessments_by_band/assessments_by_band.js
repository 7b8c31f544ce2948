frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Assessments by Band"] = {
	method: "con_center.overview.charts.assessments_by_band",
	filters: [],
};
