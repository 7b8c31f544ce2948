frappe.provide("con_center.registers");

// What the registers of letters sent and received share: their filters, and the page of their official form.
const COLUMNS = 8;

Object.assign(con_center.registers, {
	filters: (...more) => [
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["!=", "Village"] } }),
		},
		{ fieldname: "office", label: __("Office"), fieldtype: "Link", options: "Office" },
		{
			fieldname: "year",
			label: __("Year (Buddhist Era)"),
			fieldtype: "Int",
			default: new Date().getFullYear() + 543,
		},
		...more,
	],

	// names: title of the register, and of its first column; fields: of its rows, in the order of the form's columns.
	// Rows of one day stand below its date
	page({ data, report }, { title, number, fields }) {
		let day = null;
		const rows = data
			.filter((row) => row.register_number)
			.map((row) => {
				const heading = row.entry_day === day ? null : in_thai(row.entry_day);
				day = row.entry_day;
				return { day: heading, cells: fields.map((field) => ({ text: as_text(row, field) })) };
			});
		const heading = in_thai(report.raw_data?.message);
		return con_center.render("register_page", { title, number, heading, rows, columns: COLUMNS });
	},
});

const DATES = ["dated", "their_date"];
const as_text = (row, field) => in_thai(DATES.includes(field) && row[field] ? frappe.datetime.str_to_user(row[field]) : row[field]);
const in_thai = (value) => String(value ?? "").replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
