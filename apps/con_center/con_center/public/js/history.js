// The history below a form, in words: Frappe tells of values as they are stored (Draft, null, 1), of columns by their
// English labels, and counts rows from 0. Neither it nor what it is made of is within reach, what it reads is.
const { Footer } = frappe.ui.form;
const NOTHING = "–";
const STATES = ["workflow_state", "status"];

if (Footer) {
	const { make_timeline } = Footer.prototype;
	Footer.prototype.make_timeline = function () {
		make_timeline.call(this);
		speak(this.frm.timeline);
	};
}

function speak(timeline) {
	const contents = timeline.get_version_timeline_contents;
	timeline.get_version_timeline_contents = function () {
		const { versions } = this.doc_info;
		const { get_label } = frappe.meta;
		// a form that shows its state in the head hides the field, and its history would leave the state out
		const hidden = STATES.map((name) => frappe.meta.get_docfield(this.frm.doctype, name, this.frm.docname)).filter(
			(df) => df?.hidden
		);
		hidden.forEach((df) => (df.hidden = 0));
		this.doc_info.versions = (versions || []).map((version) => in_words(version, this.frm));
		frappe.meta.get_label = (...names) => __(get_label.apply(frappe.meta, names));
		try {
			return contents.call(this);
		} finally {
			this.doc_info.versions = versions;
			frappe.meta.get_label = get_label;
			hidden.forEach((df) => (df.hidden = 1));
		}
	};
	const { refresh } = timeline;
	timeline.refresh = function () {
		refresh.call(this);
		ask_for_names(this, refresh);
	};
}

// who wrote is told by name: Frappe sends the names of those who commented, not of those who made changes
function ask_for_names(timeline, refresh) {
	const { frm } = timeline;
	const { docname } = frm;
	const { versions } = frappe.model.get_docinfo(frm.doctype, docname) || {};
	const users = [frm.doc.owner, frm.doc.modified_by, ...(versions || []).map((version) => version.owner)];
	const unknown = [...new Set(users)].filter((user) => user && !frappe.boot.user_info[user]);
	if (!unknown.length) return;
	frappe
		.xcall("frappe.desk.form.load.get_user_info_for_viewers", { users: JSON.stringify(unknown) })
		.then((found) => {
			frappe.update_user_info(found);
			if (frm.docname !== docname || $.isEmptyObject(found)) return;
			refresh.call(timeline);
			frm.sidebar?.refresh();
		});
}

function in_words(version, frm) {
	if (!version.data) return version;
	const data = JSON.parse(version.data);
	const change = (doctype) => ([field, before, after]) => {
		const df = frappe.meta.get_docfield(doctype, field) || {};
		// submitting and cancelling are told by the number
		return field === "docstatus" ? [field, before, after] : [field, word(before, df), word(after, df)];
	};
	data.changed = (data.changed || []).map(change(frm.doctype));
	data.row_changed = (data.row_changed || []).map(([table, index, name, changes]) => {
		const row = frappe.meta.get_docfield(frm.doctype, table);
		return [table, index + 1, name, row ? changes.map(change(row.options)) : changes];
	});
	return { ...version, data: JSON.stringify(data) };
}

function word(value, df) {
	if (df.fieldtype === "Check") return Number(value) ? __("Yes") : __("No");
	if (value === null || value === undefined || value === "") return NOTHING;
	return df.fieldtype === "Select" || df.options === "Workflow State" ? __(String(value), null, df.parent) : value;
}
