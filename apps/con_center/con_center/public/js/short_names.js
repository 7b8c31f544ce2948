// Names of areas as one says them at home: titles of what a document names leave out the district and the province that
// everybody there knows (frappe.boot.con_center_at_home, con_center.organization.short_names).
frappe.provide("con_center");

con_center.short_name = (text) => {
	const ending = (frappe.boot?.con_center_at_home || []).find((ending) => text?.includes?.(ending));
	return ending ? text.replaceAll(ending, "").replace(/\s+/g, " ").trim() : text;
};

const { get_link_title, fetch_link_title } = frappe.utils;
Object.assign(frappe.utils, {
	get_link_title: (doctype, name) => con_center.short_name(get_link_title(doctype, name)),

	fetch_link_title: (doctype, name) => fetch_link_title(doctype, name)?.then(con_center.short_name),
});

// Lists bring the titles along with their rows.
const { prepare_data } = frappe.views.BaseList.prototype;
frappe.views.BaseList.prototype.prepare_data = function (answer) {
	prepare_data.call(this, answer);
	// what is edited in other views stays as it is stored
	if (this.view_name === "List") shorten_titles(this.data, this.meta);
};

function shorten_titles(rows, meta) {
	const of_links = meta.fields
		.filter(({ fieldtype, options }) => fieldtype === "Link" && frappe.boot.link_title_doctypes?.includes(options))
		.map(({ fieldname }) => `${fieldname}_`);
	const is_title = (key) => key === meta.title_field || of_links.some((start) => key.startsWith(start));
	rows.forEach((row) =>
		Object.keys(row)
			.filter(is_title)
			.forEach((key) => (row[key] = con_center.short_name(row[key])))
	);
}

// A field that has just been chosen in may still show the whole title: it stands for the document as well.
const { ControlLink } = frappe.ui.form;
const { translate_and_set_input_value } = ControlLink.prototype;
ControlLink.prototype.translate_and_set_input_value = function (title, value) {
	const whole = frappe._link_titles?.[`${this.get_options()}::${value}`];
	if (whole) this.title_value_map[whole] = value;
	translate_and_set_input_value.call(this, title, value);
};
