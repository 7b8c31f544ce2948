// Only for the Frappe of August 2023, and goes with it: in 15 as released, headings of workspaces are read in the
// user's language.
const { blocks } = frappe.workspace_block || {};
const Header = blocks?.header;

if (Header && !/__\(/.test(Object.getOwnPropertyDescriptor(Header.prototype, "data").set.toString())) {
	blocks.header = class extends Header {
		normalizeData(data) {
			const normal = super.normalizeData(data);
			// who edits a workspace edits its own words
			if (this.readOnly) {
				const words = frappe.utils.html2text(normal.text);
				normal.text = normal.text.replace(frappe.utils.escape_html(words), __(words));
			}
			return normal;
		}
	};
}
