// Headings of workspaces are read in the user's language in Frappe 15 as released, not in the one of August 2023.
const { blocks } = frappe.workspace_block || {};
const Header = blocks?.header;

if (Header && !/__\(/.test(Object.getOwnPropertyDescriptor(Header.prototype, "data").set.toString())) {
	blocks.header = class extends Header {
		normalizeData(data) {
			const normal = super.normalizeData(data);
			// who edits a workspace edits its own words
			if (this.readOnly) {
				const words = $("<div>").html(normal.text).text();
				normal.text = normal.text.replace(frappe.utils.escape_html(words), __(words));
			}
			return normal;
		}
	};
}
