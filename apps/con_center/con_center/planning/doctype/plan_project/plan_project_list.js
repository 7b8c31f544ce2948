// the form shows them, too
frappe.provide("con_center.colours");
con_center.colours["Plan Project"] = {
	Draft: "gray",
	"Agreed in Forum": "blue",
	"Passed On": "orange",
	Funded: "green",
	"Not Funded": "red",
	Done: "green",
	Merged: "gray",
	Split: "gray",
	Withdrawn: "gray",
};

frappe.listview_settings["Plan Project"] = {
	hide_name_column: true,
	add_fields: ["status", "strong_sub_district"],

	get_indicator(doc) {
		return [__(doc.status), con_center.colours["Plan Project"][doc.status], `status,=,${doc.status}`];
	},

	onload(listview) {
		listview.page.add_inner_button(__("Plan Book"), () => print_book(listview));
		listview.page.add_action_item(__("Merge"), () => merge(listview));
	},
};

// the book of an area's center for a year, as PDF
function print_book(listview) {
	const chosen = Object.fromEntries(listview.get_filters_for_args().map((f) => [f[1], f[3]]));
	const [year, month] = frappe.datetime.get_today().split("-").map(Number);
	frappe.prompt(
		[
			{
				fieldname: "area",
				fieldtype: "Link",
				options: "Area",
				label: __("Area"),
				reqd: 1,
				default: chosen.area,
				get_query: () => ({ filters: { level: ["!=", "Village"] } }),
			},
			{
				fieldname: "fiscal_year",
				fieldtype: "Int",
				label: __("Fiscal Year (B.E.)"),
				reqd: 1,
				default: chosen.fiscal_year || year + 543 + (month >= 10 ? 1 : 0),
			},
		],
		({ area, fiscal_year }) =>
			window.open(
				frappe.urllib.get_full_url(
					`/api/method/frappe.utils.print_format.download_pdf?${new URLSearchParams({
						doctype: "CON Center",
						name: area,
						format: "Plan Book",
						no_letterhead: 1,
						fiscal_year,
					})}`
				)
			),
		__("Plan Book"),
		__("Print")
	);
}

function merge(listview) {
	const names = listview.get_checked_items(true);
	if (names.length < 2) frappe.throw(__("Tick at least two projects."));
	frappe.prompt(
		{ fieldname: "project_name", fieldtype: "Data", label: __("Name of the Merged Project"), reqd: 1 },
		({ project_name }) =>
			frappe
				.xcall("con_center.planning.doctype.plan_project.plan_project.merge", { names, project_name })
				.then((name) => frappe.set_route("Form", "Plan Project", name)),
		__("Merge"),
		__("Confirm")
	);
}
