// A list may write titles in its own words. In the Frappe of August 2023 these words replaced the whole cell: without
// its box and its link, no document could be chosen or opened. Here the cell is made as Frappe 15 as released makes it.
const { ListView } = frappe.views;

if (ListView && !ListView.prototype.get_subject_text) {
	const { get_column_html } = ListView.prototype;
	ListView.prototype.get_column_html = function (column, doc) {
		const { formatters } = this.settings;
		const field = column.df && column.df.fieldname;
		if (column.type !== "Subject" || !formatters?.[field]) return get_column_html.call(this, column, doc);
		const cell = this.get_subject_html(doc);
		this.settings.formatters = { ...formatters, [field]: () => cell };
		try {
			return get_column_html.call(this, column, doc);
		} finally {
			this.settings.formatters = formatters;
		}
	};
}
