// Only for the Frappe of August 2023, and goes with it. A list may write titles in its own words, and there these words
// replaced the whole cell: without its box and its link, no document could be chosen or opened. Here the cell is made
// as Frappe 15 as released makes it.
const { ListView } = frappe.views;

if (ListView && !ListView.prototype.get_subject_text) {
	const { get_column_html } = ListView.prototype;
	ListView.prototype.get_column_html = function (column, doc) {
		const field = column.type === "Subject" && column.df?.fieldname;
		const list = this.settings.formatters?.[field] ? with_whole_cell(this, field, doc) : this;
		return get_column_html.call(list, column, doc);
	};
}

// the same list, whose words for the title are the whole cell
function with_whole_cell(list, field, doc) {
	const cell = list.get_subject_html(doc);
	const formatters = { ...list.settings.formatters, [field]: () => cell };
	return Object.create(list, { settings: { value: { ...list.settings, formatters } } });
}
