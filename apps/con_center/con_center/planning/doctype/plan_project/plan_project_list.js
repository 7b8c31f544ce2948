frappe.listview_settings["Plan Project"] = {
	hide_name_column: true,
	add_fields: ["strong_sub_district"],

	onload(listview) {
		listview.page.add_inner_button(__("Plan Book"), () => print_book(listview));
		listview.page.add_action_item(__("Merge"), () => merge(listview));
	},
};

// the book of an area's center for a year, as PDF
function print_book(listview) {
	const chosen = Object.fromEntries(listview.get_filters_for_args().map((f) => [f[1], f[3]]));
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
				default: chosen.fiscal_year || con_center.fiscal_year(),
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
	const projects = listview.get_checked_items().map(({ name, modified }) => ({ name, seen: modified }));
	if (projects.length < 2) frappe.throw(__("Tick at least two projects."));
	frappe.prompt(
		{ fieldname: "project_name", fieldtype: "Data", label: __("Name of the Merged Project"), reqd: 1 },
		({ project_name }) =>
			frappe
				.xcall("con_center.planning.doctype.plan_project.plan_project.merge", { projects, project_name })
				.then((name) => frappe.set_route("Form", "Plan Project", name)),
		__("Merge"),
		__("Confirm")
	);
}
