// Frappe 16 up to 16.4.1 asks the server for a column of Workflow, which administrators alone may read, so no button of
// a workflow did anything for others (frappe#34991, mended by #36955). The form has the workflow already: it is asked.
// Goes when later ones are the oldest.
const { get_value } = frappe.db;

frappe.db.get_value = function (doctype, filters, fieldname, ...more) {
	const workflow = doctype === "Workflow" && frappe.workflow?.workflows?.[filters?.document_type];
	return workflow && fieldname === "enable_action_confirmation"
		? Promise.resolve({ message: { [fieldname]: workflow[fieldname] } })
		: get_value.call(this, doctype, filters, fieldname, ...more);
};
