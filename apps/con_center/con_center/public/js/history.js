// The history below a form, in words: Frappe tells of values as they are stored (Draft, null, 1), of columns of tables
// by their English labels, and counts rows from 0. What makes it is not within reach; what it reads is: it is given
// versions, a form and fields of our own, and Frappe's stay as they are.
const { Footer } = frappe.ui.form;
const NOTHING = "–";
const STATES = ["workflow_state", "status"];
// our own copies of fields stand in frappe.meta under this name, as those of a document do under the document's
const OWN = "con_center.history";
// Frappe 16 counts rows from 1 itself, and tells their columns in the user's language; this goes with Frappe 15
const FIRST_ROW = parseInt(frappe.boot.versions?.frappe) >= 16 ? 0 : 1;

if (Footer) {
	const { make_timeline, refresh } = Footer.prototype;
	Footer.prototype.make_timeline = function () {
		make_timeline.call(this);
		speak(this.frm.timeline);
	};
	// who is not told what was written on a document writes nothing on it
	Footer.prototype.refresh = function () {
		refresh.call(this);
		this.wrapper.find(".comment-box").toggle(!this.frm.doc.__onload?.history_closed);
	};
}

function speak(timeline) {
	const contents = timeline.get_version_timeline_contents;
	timeline.get_version_timeline_contents = function () {
		return contents.call(in_words(this));
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

// the same timeline, whose versions, form and fields speak the user's language
function in_words(timeline) {
	const { doc_info, frm } = timeline;
	copy_fields(frm);
	const versions = (doc_info.versions || []).map((version) => version_in_words(version, frm));
	return Object.create(timeline, {
		doc_info: { value: { ...doc_info, versions } },
		frm: { value: Object.create(frm, { docname: { value: OWN } }) },
	});
}

function copy_fields(frm) {
	const fields = copies(frm.doctype, frm.docname);
	// a form that shows its state in the head hides the field, and its history would leave the state out
	STATES.filter((name) => fields[name]).forEach((name) => (fields[name].hidden = 0));
	keep(frm.doctype, fields);
	// columns are known by what they are called: Frappe tells a name that it does not know as it is
	tables_of(frm).forEach(({ options }) => {
		const columns = copies(options, frm.docname);
		keep(options, Object.fromEntries(Object.values(columns).map((df) => [name_of_column(df, columns), df])));
	});
}

const copies = (doctype, docname) =>
	Object.fromEntries(
		Object.entries(frappe.meta.get_docfield_copy(doctype, docname)).map(([name, df]) => [name, { ...df }])
	);

const tables_of = (frm) => frm.meta.fields.filter((df) => frappe.model.table_fields.includes(df.fieldtype));

function keep(doctype, fields) {
	frappe.meta.docfield_copy[doctype][OWN] = fields;
}

// the label, unless another column has the same
function name_of_column(df, columns) {
	const same = Object.values(columns).filter(
		({ label, fieldtype }) => label === df.label && !frappe.model.no_value_type.includes(fieldtype)
	);
	return df.label && same.length === 1 ? __(df.label, null, df.parent) : df.fieldname;
}

function version_in_words(version, frm) {
	if (!version.data) return version;
	const data = JSON.parse(version.data);
	data.changed = (data.changed || []).map((change) => change_in_words(change, frm.doctype));
	data.row_changed = (data.row_changed || []).map((row) => row_in_words(row, frm));
	return { ...version, data: JSON.stringify(data) };
}

function change_in_words([field, before, after], doctype) {
	// submitting and cancelling are told by the number
	if (field === "docstatus") return [field, before, after];
	const df = frappe.meta.get_docfield(doctype, field) || {};
	return [field, word(before, df), word(after, df)];
}

function row_in_words([table, index, name, changes], frm) {
	const { options } = frappe.meta.get_docfield(frm.doctype, table) || {};
	if (!options) return [table, index + FIRST_ROW, name, changes];
	const columns = frappe.meta.get_docfield_copy(options);
	const told = changes.map((change) => {
		const [field, before, after] = change_in_words(change, options);
		return [columns[field] ? name_of_column(columns[field], columns) : field, before, after];
	});
	return [table, index + FIRST_ROW, name, told];
}

function word(value, df) {
	if (df.fieldtype === "Check") return Number(value) ? __("Yes") : __("No");
	if (value === null || value === undefined || value === "") return NOTHING;
	if (["Date", "Datetime"].includes(df.fieldtype)) return date_word(String(value), df.fieldtype);
	return df.fieldtype === "Select" || df.options === "Workflow State" ? __(String(value), null, df.parent) : value;
}

// a version keeps a date as it was written for whoever made the change
function date_word(value, fieldtype) {
	const read = fieldtype === "Date" ? "read" : "read_moment";
	return frappe.datetime.str_to_user(con_center.dates[read](value, frappe.datetime.get_today())) || value;
}
