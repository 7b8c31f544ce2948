// Files of a form: a removed one is named by no field any more, and what was refused is said in words.

const { refresh, remove_fileid } = frappe.ui.form.Attachments.prototype;
const IS_STATUS = /^\d+ : /;

Object.assign(frappe.ui.form.Attachments.prototype, {
	// nothing is offered that would be refused
	refresh() {
		refresh.call(this);
		const may_add = this.frm.perm[0]?.write && !this.max_reached();
		this.parent.find(".add-attachment-btn").toggle(Boolean(may_add));
	},

	// the server empties what names the file (GuardedFile.leave_no_name); to save it once more would be refused
	remove_fileid(fileid) {
		const address = this.get_attachments().find((file) => file.name === fileid)?.file_url;
		remove_fileid.call(this, fileid);
		if (address && !this.get_attachments().some((file) => file.file_url === address)) leave_no_name(this.frm, address);
	},
});

function leave_no_name(frm, address) {
	empty(frm.doc, address).forEach(({ fieldname }) => frm.refresh_field(fieldname));
	for (const { fieldname } of frm.meta.fields.filter(({ fieldtype }) => frappe.model.table_fields.includes(fieldtype))) {
		const rows = frm.doc[fieldname] || [];
		const emptied = rows.map((row) => [row, empty(row, address)]).filter(([_row, fields]) => fields.length);
		// a row that is nothing without its file is gone
		for (const [row] of emptied.filter(([_row, fields]) => fields.some(({ reqd }) => reqd)))
			frappe.model.clear_doc(row.doctype, row.name);
		if (emptied.length) frm.refresh_field(fieldname);
	}
}

// Returns the fields that named the file.
function empty(doc, address) {
	const fields = frappe.get_meta(doc.doctype).fields.filter(
		({ fieldtype, fieldname }) => ["Attach", "Attach Image"].includes(fieldtype) && doc[fieldname] === address
	);
	for (const { fieldname } of fields) doc[fieldname] = null;
	return fields;
}

// Frappe loads it when the desk has begun
let Uploader = frappe.ui.FileUploader && in_words(frappe.ui.FileUploader);
Object.defineProperty(frappe.ui, "FileUploader", {
	get: () => Uploader,
	set: (found) => (Uploader = in_words(found)),
});

function in_words(FileUploader) {
	return class extends FileUploader {
		constructor(options) {
			super(options);
			const { uploader } = this;
			uploader.$watch(
				() => uploader.files.map((file) => file.error_message),
				() => uploader.files.filter((file) => file.error_message).forEach(say_in_words)
			);
		}
	};
}

// Frappe 15 shows the number of a refusal, or its message as HTML after English words
function say_in_words(file) {
	const said = file.error_message;
	const why = IS_STATUS.test(said) ? "" : frappe.utils.html2text(said.replace(/^Not permitted\.[\s.]*/, "")).trim();
	const told = why === "Size exceeds the maximum allowed file size." ? __(why) : why;
	file.error_message = told || __("The file was not attached.");
}
