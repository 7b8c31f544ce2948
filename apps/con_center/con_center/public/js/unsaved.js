// Work that is not saved survives a lost connection and a closed tab: what differs from the document is kept in this
// browser, for this user, and offered when the form is opened again. Nothing is put back unasked.
const PREFIX = "con_center.unsaved:";
const MOST_DAYS = 14;
const NEW = "new";
const UNKEPT = ["Password", "Signature", "Attach", "Attach Image", "HTML", "Button"];

frappe.provide("con_center.unsaved");

// what is kept

const prefix_of = (user) => `${PREFIX}${user}:`;
const key_of = (frm) =>
	`${prefix_of(frappe.session.user)}${frm.doctype}:${frm.is_new() ? NEW : frm.docname}`;
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function read(key) {
	try {
		return JSON.parse(localStorage.getItem(key));
	} catch {
		return null;
	}
}

function write(key, kept) {
	try {
		localStorage.setItem(key, JSON.stringify(kept));
	} catch {
		// full: the oldest go first
		const [oldest] = keys().sort((a, b) => (read(a)?.at || 0) - (read(b)?.at || 0));
		if (!oldest || oldest === key) return;
		localStorage.removeItem(oldest);
		write(key, kept);
	}
}

const forget = (key) => localStorage.removeItem(key);

// at sign-out: nothing is kept any more, not even while the page is left
let is_leaving = false;
con_center.unsaved.clear = () => {
	is_leaving = true;
	keys().forEach(forget);
};
// signed out, or another user signed in, in another tab
const is_gone = () => frappe.get_cookie("user_id") !== frappe.session.user;
con_center.unsaved.of_user = () =>
	keys()
		.filter((key) => key.startsWith(prefix_of(frappe.session.user)))
		.map(read)
		.filter(Boolean);

function clear_others() {
	const oldest = Date.now() - MOST_DAYS * 24 * 3600 * 1000;
	const mine = prefix_of(frappe.session.user);
	keys()
		.filter((key) => !key.startsWith(mine) || !(read(key)?.at > oldest))
		.forEach(forget);
}

// what differs

const is_ours = (frm) => frappe.boot.module_app?.[frappe.scrub(frm.meta.module)] === "con_center";
// who comes to this browser later reads what it keeps: of people's cases nothing
const is_kept = (frm) =>
	is_ours(frm) && !frm.meta.issingle && !frm.meta.istable && !con_center.is_of_people(frm.doctype);
const is_table = (df) => frappe.model.table_fields.includes(df.fieldtype);
const kept_fields = (doctype) =>
	frappe
		.get_meta(doctype)
		.fields.filter((df) => !UNKEPT.includes(df.fieldtype) && !frappe.model.layout_fields.includes(df.fieldtype));

// the values of a document as they are compared and kept: of rows those of their fields, and their names
function values_of(doc) {
	const found = {};
	kept_fields(doc.doctype).forEach((df) => {
		const value = doc[df.fieldname];
		found[df.fieldname] = is_table(df)
			? (value || []).map((row) => ({ name: row.name, ...values_of({ ...row, doctype: df.options }) }))
			: value ?? "";
	});
	return found;
}

const same = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");

function difference(before, after) {
	return Object.keys(after).filter((field) => !same(before[field], after[field]));
}

// each form's document as it was when nothing was typed yet; scripts fill in a new one after it is drawn
const untouched = new Map();
const touched = new Set();
const place_of = (frm) => `${frm.doctype}:${frm.docname}`;

function remember(frm) {
	const place = place_of(frm);
	if (!frm.is_dirty()) touched.delete(place);
	if (!touched.has(place)) untouched.set(place, values_of(frm.doc));
}

function touch() {
	const frm = window.cur_frm;
	if (!frm?.doc || touched.has(place_of(frm)) || !is_kept(frm)) return;
	if (frm.is_new()) untouched.set(place_of(frm), values_of(frm.doc));
	touched.add(place_of(frm));
}

// a field that has the cursor gives its text to the document only when it is left
function being_typed(frm) {
	const { fieldobj } = $(document.activeElement).closest(".frappe-control").get(0) || {};
	if (!fieldobj?.doc || !["Data", "Small Text", "Text", "Long Text"].includes(fieldobj.df.fieldtype)) return null;
	const belongs = fieldobj.doc === frm.doc || fieldobj.doc.parent === frm.docname;
	return belongs ? { doc: fieldobj.doc, field: fieldobj.df.fieldname, text: document.activeElement.value } : null;
}

function current_values(frm) {
	const values = values_of(frm.doc);
	const typed = being_typed(frm);
	if (typed && typed.doc === frm.doc) values[typed.field] = typed.text;
	else if (typed) {
		const row = values[typed.doc.parentfield]?.find(({ name }) => name === typed.doc.name);
		if (row) row[typed.field] = typed.text;
	}
	return values;
}

function keep(frm) {
	const place = frm?.doc && place_of(frm);
	const before = touched.has(place) && untouched.get(place);
	if (!before || is_leaving || is_gone() || frm.is_con_restoring || !(frm.is_dirty() || being_typed(frm))) return;
	const now = current_values(frm);
	const fields = difference(before, now);
	// what was offered and not answered yet is not written over
	if (!fields.length || waiting_offer(frm)) return;
	const pick = (values) => Object.fromEntries(fields.map((field) => [field, values[field]]));
	const at = Date.now();
	frm.con_answered = `${key_of(frm)}${at}`;
	write(key_of(frm), {
		doctype: frm.doctype,
		name: frm.is_new() ? null : frm.docname,
		title: frm.is_new() ? "" : frm.doc[frm.meta.title_field] || frm.docname,
		modified: frm.doc.modified,
		at,
		before: pick(before),
		now: pick(now),
		// what a new document was made of, as the plan and the activity of a progress
		made_of: frm.is_new() ? given(before) : null,
	});
}

// the values that are filled in
const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value?.length || value > 0));

con_center.unsaved.keep = () => window.cur_frm && keep(cur_frm);

// offering it

const waiting_offer = (frm) => frm.$wrapper.find(".con-unsaved").length > 0;

function offer(frm) {
	frm.$wrapper.find(".con-unsaved").remove();
	const key = key_of(frm);
	const kept = read(key);
	if (!kept || !frm.perm[0]?.write || frm.con_answered === `${key}${kept.at}`) return;
	// typed since in this very window
	if (frm.is_dirty() && !frm.is_new()) return;
	const changed = !frm.is_new() && kept.modified !== frm.doc.modified;
	const other = frm.is_new() ? made_otherwise(frm, kept) : {};
	const data = {
		title: kept.title || __("New {0}", [__(frm.doctype)]),
		at: frappe.datetime.str_to_user(frappe.datetime.get_datetime_as_string(new Date(kept.at))),
		changed,
		other: Boolean(Object.keys(other).length),
		fields: changed ? told_fields(frm, kept, kept.now) : told_fields(frm, kept, other).filter(({ hidden }) => !hidden),
	};
	const $offer = $(con_center.render("unsaved_offer", data)).prependTo(frm.layout.wrapper);
	const done = () => {
		frm.con_answered = `${key}${kept.at}`;
		$offer.remove();
	};
	$offer.on("click", "[data-restore]", () => {
		const chosen = $offer.find("input:checked").get().map((box) => box.value);
		done();
		const wanted = Object.entries({ ...other, ...kept.now }).filter(([field]) => !changed || chosen.includes(field));
		restore(frm, Object.fromEntries(wanted));
	});
	$offer.on("click", "[data-discard]", () => {
		done();
		forget(key);
	});
}

// what a new document was made of that this one is not: typed of one plan, it belongs to no other
function made_otherwise(frm, { made_of, now }) {
	const mine = values_of(frm.doc);
	// rows of new documents have other names each time
	const bare = (value) => (Array.isArray(value) ? value.map(({ name, ...row }) => row) : value);
	return Object.fromEntries(
		Object.entries(made_of || {}).filter(([field, value]) => !(field in now) && !same(bare(mine[field]), bare(value)))
	);
}

// where the document has changed since, what stands in it now and what was typed, side by side
function told_fields(frm, kept, values) {
	const stored = values_of(frm.doc);
	return Object.keys(values).map((field) => {
		const df = frappe.meta.get_docfield(frm.doctype, field) || { label: field };
		return {
			field,
			label: __(df.label, null, frm.doctype),
			stored: in_words(stored[field], df),
			typed: in_words(values[field], df),
			clear: same(stored[field], kept.before[field]),
			hidden: df.hidden || !df.label,
		};
	});
}

function in_words(value, df) {
	if (!Array.isArray(value)) return strip_html(frappe.format(value, df) || "").trim() || "–";
	const shown = frappe.get_meta(df.options).fields.filter((column) => column.in_list_view);
	return value.map((row) => shown.map((column) => __(row[column.fieldname]) || "").join(" · ")).join("\n") || "–";
}

function restore(frm, values) {
	touched.add(place_of(frm));
	frm.is_con_restoring = true;
	for (const [field, value] of Object.entries(values)) {
		const df = frappe.meta.get_docfield(frm.doctype, field);
		if (df && is_table(df)) restore_rows(frm, df, value);
		else frm.doc[field] = value;
	}
	frm.dirty();
	frm.refresh();
	frm.is_con_restoring = false;
	frappe.show_alert({ message: __("What was typed is back. It is not saved yet."), indicator: "orange" });
}

function restore_rows(frm, df, rows) {
	const known = Object.fromEntries((frm.doc[df.fieldname] || []).map((row) => [row.name, row]));
	frm.doc[df.fieldname] = [];
	rows.forEach(({ name, ...values }) => {
		const row = known[name] || frappe.model.get_new_doc(df.options, frm.doc, df.fieldname);
		if (known[name]) frm.doc[df.fieldname].push(row);
		else if (!frm.doc[df.fieldname].includes(row)) frm.doc[df.fieldname].push(row);
		Object.assign(row, values, { idx: frm.doc[df.fieldname].length });
	});
}

// when it happens

$(document).on("form-refresh", (_event, frm) => {
	if (!is_kept(frm)) return;
	remember(frm);
	offer(frm);
});

$(document).on("save", (_event, doc) => {
	// what was offered and not answered yet is of another document
	if (window.cur_frm?.doctype === doc.doctype && waiting_offer(cur_frm)) return;
	forget(`${prefix_of(frappe.session.user)}${doc.doctype}:${doc.__islocal || doc.localname ? NEW : doc.name}`);
});

["keydown", "pointerdown"].forEach((event) => document.addEventListener(event, touch, { capture: true }));
setInterval(con_center.unsaved.keep, 2000);
window.addEventListener("pagehide", con_center.unsaved.keep);
document.addEventListener("visibilitychange", con_center.unsaved.keep);

$(document).on("toolbar_setup", () => {
	clear_others();
	const kept = con_center.unsaved.of_user();
	if (!kept.length) return;
	const links = kept.slice(0, 5).map(({ doctype, name, title }) => ({
		address: frappe.utils.get_form_link(doctype, name || `new-${frappe.scrub(doctype, "-")}`),
		title: title || __("New {0}", [__(doctype)]),
	}));
	frappe.show_alert({ message: con_center.render("unsaved_list", { links }), indicator: "orange" }, 20);
});

// without a connection

const { save } = frappe.ui.form;
frappe.ui.form.save = function (frm, action, callback, btn) {
	const answered = (r) => {
		// Frappe takes an answer that never came for one without errors
		if (r?.status === 0 && r.readyState !== undefined) {
			say_unsaved(frm);
			r.exc = "offline";
		}
		// of what nobody may do, Frappe hands on no answer at all, and then asks it for its errors
		return callback?.(r || { exc: "refused" });
	};
	if (navigator.onLine) return save.call(this, frm, action, answered, btn);
	// Frappe would say it for three seconds, and answer nobody
	say_unsaved(frm);
	$(btn).prop("disabled", false);
	return callback?.({ exc: "offline" });
};

function say_unsaved(frm) {
	keep(frm);
	frappe.msgprint({
		title: __("No Connection"),
		indicator: "orange",
		message: __("It is not saved on the server yet. What you typed is kept in this device: save again when there is a connection."),
	});
}
