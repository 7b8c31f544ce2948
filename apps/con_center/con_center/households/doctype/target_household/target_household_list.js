const LISTS = "con_center.households.importing";

frappe.listview_settings["Target Household"] = {
	hide_name_column: true,
	add_fields: ["status", "dropped_on", "referred_to", "village_name"],
	// in a municipality there are no numbers of villages
	formatters: { village_no: (value, df, doc) => frappe.utils.escape_html(String(value || doc.village_name || "")) },
	get_indicator(doc) {
		if (doc.status === "Closed") return [__("Closed", null, "Target Household"), "gray", "status,=,Closed"];
		if (doc.dropped_on) return [__("Dropped from the List"), "orange", "dropped_on,is,set"];
		return [__("Open", null, "Target Household"), "blue", "status,=,Open"];
	},
	onload(listview) {
		if (!frappe.model.can_create("Target Household")) return;
		listview.page.add_inner_button(__("Take Over a List"), () => ask_list(listview));
		listview.page.add_inner_button(__("Find by House Code"), find_by_code);
		listview.page.add_inner_button(__("Export the Logbook"), ask_logbook);
	},
};

const of_area = {
	fieldname: "area",
	fieldtype: "Link",
	options: "Area",
	label: __("Area"),
	reqd: 1,
	get_query: () => ({ filters: { level: ["in", ["District", "Sub-district"]] } }),
};

function find_by_code() {
	frappe.prompt(
		{ fieldname: "secret", fieldtype: "Data", label: __("House Code"), reqd: 1 },
		(values) =>
			frappe.xcall("con_center.households.house_code.find", values).then((found) => {
				if (found) frappe.set_route("Form", "Target Household", found.name);
				else frappe.msgprint(__("No household of this house is entered in your areas."));
			}),
		__("Find by House Code")
	);
}

function ask_logbook() {
	const today = frappe.datetime.get_today();
	frappe.prompt(
		[
			of_area,
			{ fieldname: "from_date", fieldtype: "Date", label: __("From"), reqd: 1, default: frappe.datetime.add_months(today, -1) },
			{ fieldname: "to_date", fieldtype: "Date", label: __("To"), reqd: 1, default: today },
			{ fieldname: "layout", fieldtype: "Link", options: "Logbook Layout", label: __("Logbook Layout"), get_query: () => ({ filters: { disabled: 0 } }) },
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("The file holds names. Say for what they are needed, and who gets them: it is kept."),
			},
		],
		(values) => open_url_post("/api/method/con_center.households.logbook.download", values, true),
		__("Export the Logbook")
	);
}

// taking over a list: chosen, shown as it was understood, taken over on a second word. The file is kept nowhere

function ask_list(listview) {
	const dialog = new frappe.ui.Dialog({
		title: __("Take Over a List"),
		fields: [
			of_area,
			{ fieldname: "source", fieldtype: "Data", label: __("Source"), reqd: 1, default: "TPMAP" },
			{ fieldname: "list_date", fieldtype: "Date", label: __("Date of the List"), reqd: 1, default: frappe.datetime.get_today() },
			{
				fieldname: "found_by",
				fieldtype: "Select",
				label: __("How It Was Found"),
				options: ["TPMAP", "Missed by TPMAP", "Vulnerable"].map((value) => ({ value, label: __(value) })),
				default: "TPMAP",
				reqd: 1,
			},
			{ fieldname: "file", fieldtype: "HTML" },
		],
		primary_action_label: __("Show What Is in It"),
		primary_action(values) {
			const [file] = $file[0].files;
			if (!file) return frappe.msgprint(__("Choose the file (Excel or CSV)."));
			read(file).then((secret) => {
				dialog.hide();
				preview(listview, { ...values, secret });
			});
		},
	});
	const $file = $(document.createElement("input")).attr({
		type: "file",
		accept: ".xlsx,.csv,.txt",
		"aria-label": __("File"),
	});
	dialog.fields_dict.file.$wrapper.append($file);
	dialog.show();
}

const read = (file) =>
	new Promise((resolve) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result);
		reader.readAsDataURL(file);
	});

function preview(listview, given, understood) {
	const { area, source, secret } = given;
	return frappe
		.call({ method: `${LISTS}.preview`, args: { area, source, secret, ...understood }, type: "POST", freeze: true })
		.then(({ message }) => message && show_list(listview, given, message));
}

function show_list(listview, given, found) {
	const dialog = new frappe.ui.Dialog({
		title: __("What Is in the List"),
		size: "extra-large",
		fields: [{ fieldname: "page", fieldtype: "HTML" }],
		primary_action_label: __("Take Over {0} Households", [found.new + found.found_again]),
		primary_action() {
			dialog.hide();
			take_over(listview, { ...given, ...understood_in(dialog) });
		},
		secondary_action_label: __("Read Once More with These Columns"),
		secondary_action() {
			dialog.hide();
			preview(listview, given, understood_in(dialog));
		},
	});
	dialog.fields_dict.page.$wrapper.html(con_center.render("household_list_preview", in_words(found)));
	offer_file(dialog.fields_dict.page.$wrapper, found);
	dialog.get_primary_btn().prop("disabled", !(found.new + found.found_again));
	dialog.show();
}

function in_words(found) {
	const nothing = { value: "", label: __("Not Taken Over") };
	return {
		...found,
		sums: sums_of(found),
		...first_rows(found),
		ticked: found.by_person ? "checked" : "",
		columns: found.columns.map(({ heading, field }) => ({
			heading,
			options: [nothing, ...found.fields].map((each) => ({ ...each, selected: each.value === field ? "selected" : "" })),
		})),
		shown: found.shown.map((row) => ({
			...row,
			code: row.has_code ? "✓" : "",
			state: row.is_known ? __("Found Again") : __("Not Known Yet"),
		})),
	};
}

const sums_of = ({ new: fresh, found_again, closed_again, dropped, joined, wrong_rows }) =>
	__(
		"New: {0}. Found again: {1}, of which closed: {2}. Dropped since the last list: {3}. Rows joined to a household of the list: {4}. Rows left out: {5}.",
		[fresh, found_again, closed_again, dropped, joined, wrong_rows]
	);

function understood_in(dialog) {
	const $page = dialog.fields_dict.page.$wrapper;
	const columns = $page.find("select").get();
	return {
		mapping: Object.fromEntries(columns.map((select) => [select.dataset.heading, select.value])),
		by_person: Number($page.find("[data-by-person]").prop("checked")),
	};
}

// few enough to be read; all are counted, and stand in the file
const MOST_TOLD = 50;
const first_of = (rows) => ({ rows: rows.slice(0, MOST_TOLD), more: Math.max(0, rows.length - MOST_TOLD) });
const first_rows = ({ wrong, kept_apart }) => ({ wrong: first_of(wrong), apart: first_of(kept_apart) });

// numbers of rows and reasons alone: who they are stands in the officer's own list
function offer_file($page, { wrong, kept_apart }) {
	$page.find("[data-save-rows]").on("click", () => {
		const lines = (rows, what) => rows.map(({ row, text }) => [row, what, text]);
		con_center.save_table(__("Rows to Look At"), [
			[__("Row"), __("Status"), __("Reason")],
			...[...lines(wrong, __("Left Out")), ...lines(kept_apart, __("Kept Apart at the Same House"))].sort(
				([one], [other]) => one - other
			),
		]);
	});
}

function take_over(listview, args) {
	frappe.call({ method: `${LISTS}.take_over`, args, type: "POST", freeze: true }).then(({ message: done }) => {
		if (!done) return;
		const said = frappe.msgprint({
			title: done.title,
			indicator: "green",
			message: con_center.render("household_list_taken", { ...done, sums: sums_of(done), ...first_rows(done) }),
		});
		offer_file(said.$wrapper, done);
		listview.refresh();
	});
}
