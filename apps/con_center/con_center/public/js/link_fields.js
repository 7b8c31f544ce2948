// Fields that name another document: what is called exactly as was typed stands first, and a text that names nothing
// stays where it was typed, is told, and holds up saving. Frappe empties the field without a word.
const { ControlLink, Form } = frappe.ui.form;
frappe.provide("con_center");

// an answer that takes longer (ms) is not waited for: without a connection there is none, and Frappe's field takes
// nothing more until there is
const LONGEST = 20000;

const UNANSWERED = Symbol("unanswered");

if (ControlLink) extend(ControlLink.prototype);
if (Form) wait_before_saving(Form.prototype);

function extend(prototype) {
	const { make_input, validate, set_formatted_input, get_filter_description } = prototype;

	// what is offered of several kinds: Frappe looks up the list of them as one text
	prototype.get_filter_description = function (filters) {
		return get_filter_description.call(this, in_words(filters));
	};

	prototype.make_input = function () {
		make_input.call(this);
		if (!this.awesomplete) return;
		// where nothing is typed, what is no document (what the list is of) would be called the same
		const exact = ({ label, value }) => Boolean(value) && [label, value].some((text) => is_same(text, this.$input.val()));
		this.awesomplete.sort = (one, other) => exact(other) - exact(one);
		// to who has it read out, what is offered goes by an English name
		this.awesomplete.ul.setAttribute("aria-label", __("List"));
		// what was found for an earlier text would be taken by Tab for this one
		this.$input.on("input", () => (this.awesomplete.list = []));
		// Frappe empties what is seen, and not the document
		this.$link_clear?.on("click", () => this.$input.trigger("change"));
	};

	prototype.validate = function (value) {
		const found = validate.call(this, value);
		if (!value || !found?.then) {
			keep(this, null);
			return found;
		}
		const typed = this.get_label_value();
		const unanswered = new Promise((resolve) => setTimeout(resolve, navigator.onLine ? LONGEST : 0, UNANSWERED));
		const looked_up = Promise.race([found, unanswered]).then((name) => {
			const is_found = name && name !== UNANSWERED;
			keep(this, is_found ? null : typed || value, name === UNANSWERED);
			return is_found ? name : "";
		});
		wait_for(this.frm, looked_up);
		return looked_up;
	};

	// a field that is drawn anew shows what was typed into it
	prototype.set_formatted_input = function (value) {
		const drawn = set_formatted_input.call(this, value);
		const text = value ? null : kept_of(this)[key_of(this)]?.text;
		if (text) this.set_input_value(text);
		this.$input?.toggleClass("con-unmatched", Boolean(text));
		return drawn;
	};
}

const said = (condition) =>
	Array.isArray(condition)
		? condition.map((part) => (Array.isArray(part) ? part.map((word) => __(word)).join(", ") : __(part, null, "Filter")))
		: condition;

function in_words(filters) {
	if (Array.isArray(filters)) return filters.map(said);
	return Object.fromEntries(Object.entries(filters).map(([field, condition]) => [field, said(condition)]));
}

const is_same = (one, other) => bare(one) === bare(other);
const bare = (text) => String(text || "").replace(/\s/g, "").toLowerCase();
const key_of = ({ docname, df }) => `${docname || ""} ${df.fieldname}`;

// of a form, all of its fields together; of a dialog or a filter, each by itself
function kept_of({ frm, df }) {
	const keeper = frm || df;
	return (keeper.con_unmatched = keeper.con_unmatched || {});
}

function keep(field, text, is_unanswered) {
	const kept = kept_of(field);
	const key = key_of(field);
	if (!text) {
		delete kept[key];
		return;
	}
	const label = __(field.df.label, null, field.df.parent);
	if (kept[key]?.text !== text) {
		const told = [con_center.bold(label), frappe.utils.escape_html(text)];
		const message = is_unanswered
			? __("{0}: {1} could not be looked up without a connection. Choose it again.", told)
			: __("{0}: {1} is not in the list. Choose from the list, or clear the field.", told);
		frappe.show_alert({ message, indicator: "orange" }, 10);
	}
	kept[key] = { text, label, doctype: field.doctype, docname: field.docname };
}

// what a form looks up: Ctrl+S may come before the answer
function wait_for(frm, looked_up) {
	if (!frm) return;
	frm.con_looked_up = frm.con_looked_up || new Set();
	frm.con_looked_up.add(looked_up);
	const over = () => frm.con_looked_up.delete(looked_up);
	looked_up.then(over, over);
}

con_center.looked_up = (frm) => Promise.allSettled([...(frm.con_looked_up || [])]);

function wait_before_saving(prototype) {
	const { save } = prototype;
	prototype.save = function (...args) {
		return con_center.looked_up(this).then(() => {
			const lost = unmatched(this);
			if (!lost.length) return save.apply(this, args);
			const lines = lost.map(({ label, text, idx }) => [idx ? __("Row {0}", [idx]) : "", label, `“${text}”`]);
			frappe.msgprint({
				title: __("Not in the List"),
				message: con_center.render("unmatched", { lines: lines.map((parts) => parts.filter(Boolean).join(" · ")) }),
				indicator: "orange",
			});
			// nothing goes on that would have come after saving
			return new Promise(() => {});
		});
	};
}

// names that are words (roles, states, kinds of documents) are translated for who may not open them, too
$(document).on("toolbar_setup", () => {
	const { link_formatters } = frappe.form;
	(frappe.boot.translated_doctypes || []).forEach((doctype) => (link_formatters[doctype] ||= (name) => __(name)));
});

// in the document that the form shows, and in the rows that it still has
function unmatched(frm) {
	return Object.values(frm.con_unmatched || {}).flatMap((entry) => {
		if (entry.docname === frm.docname) return [entry];
		const row = locals[entry.doctype]?.[entry.docname];
		return row?.parent === frm.docname ? [{ ...entry, idx: row.idx }] : [];
	});
}
