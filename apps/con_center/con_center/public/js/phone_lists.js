// Only for Frappe 15, and goes with it. On a phone its lists show a title and a state alone: which of two visits was that,
// and how much money? Frappe 16 tells two columns more below the title; here it is the first two that say something, days and
// money before all others.
const { ListView } = frappe.views;
const MOST = 2;
const FIRST = ["Date", "Datetime", "Currency"];

if (ListView && !ListView.prototype.generate_dropdown_html) {
	const { get_left_html } = ListView.prototype;
	ListView.prototype.get_left_html = function (doc) {
		const html = get_left_html.call(this, doc);
		return frappe.is_mobile() ? html + second_line(this, doc) : html;
	};
}

function second_line(list, doc) {
	const said = list.columns
		.filter(({ type, df }) => type === "Field" && df.options !== "Workflow State")
		.sort((a, b) => FIRST.includes(b.df.fieldtype) - FIRST.includes(a.df.fieldtype))
		.map(({ df }) => in_words(list, df, doc))
		.filter(Boolean)
		.slice(0, MOST)
		.map(frappe.utils.escape_html);
	return said.length ? con_center.element("div", { class: "con-second-line text-muted" }, said.join(" · ")) : "";
}

// The text of a column, without what it is clothed in
function in_words(list, df, doc) {
	const title = list.link_field_title_fields?.[df.fieldname];
	const value = (title && doc[`${df.fieldname}_${title}`]) || doc[df.fieldname];
	if (!value) return "";
	if (title) return value;
	// read, not drawn: whatever somebody has typed into it runs nothing
	const read = new DOMParser().parseFromString(frappe.format(value, df, { inline: true }, doc), "text/html");
	return read.body.textContent.trim();
}
