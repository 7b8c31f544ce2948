// Only for the Frappe of August 2023, and goes with it: of what a new document is to begin with, fields of numbers and
// of dates got nothing there.
const { get_new_doc } = frappe.model;

// it names the kinds of fields that get something
if (/Dynamic Link/.test(get_new_doc)) {
	frappe.model.get_new_doc = function (doctype, ...rest) {
		const asked = Object.entries(frappe.route_options || {});
		const doc = get_new_doc.call(this, doctype, ...rest);
		if (doc.parent) return doc;
		asked.forEach(([fieldname, value]) => {
			const df = frappe.meta.has_field(doctype, fieldname);
			if (df && !df.no_copy) doc[fieldname] = value;
		});
		return doc;
	};
}
