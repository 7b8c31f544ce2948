frappe.ui.form.on("Progress Report", {
	setup(frm) {
		frm.set_query("reporting_round", () => ({ filters: { status: "Open" } }));
		frm.set_query("area", () => ({ filters: { level: ["in", ["District", "Province"]] } }));
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		frm.toggle_display("workflow_state", false);
		const grid = frm.fields_dict.figures.grid;
		grid.cannot_add_rows = true;
		frm.set_df_property("figures", "cannot_add_rows", 1);
		frm.set_df_property("figures", "cannot_delete_rows", 1);
		grid.update_docfield_property("label", "formatter", (value) => __(value));
		draw(frm);
		if (frm.is_new()) return;
		show_deadline(frm);
		if (may_correct(frm)) {
			frm.add_custom_button(__("Compute the Numbers Anew"), () =>
				frm.call("recompute").then(() => frm.reload_doc())
			);
		} else {
			frm.add_custom_button(__("Compare With Today"), () => compare(frm));
		}
	},

	figures_from(frm) {
		frm.save();
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

frappe.ui.form.on("Progress Report Figure", {
	corrected: draw,
	corrected_value: draw,
});

function may_correct(frm) {
	return (
		!frm.is_new() &&
		con_center.meanings.is_with_maker(frm.doc) &&
		frm.perm[0].write &&
		!frappe.workflow.is_read_only(frm.doctype, frm.docname)
	);
}

function show_deadline(frm) {
	if (!con_center.meanings.is_with_maker(frm.doc) || !frm.doc.deadline) return;
	const late = frappe.datetime.get_day_diff(frappe.datetime.get_today(), frm.doc.deadline);
	const text =
		late > 0
			? __("The deadline was {0} days ago.", [late])
			: __("To be sent by {0}.", [frappe.datetime.str_to_user(frm.doc.deadline)]);
	// a form may be refreshed twice in a row, and Frappe adds each message to the last one
	if (!frm.layout.message.text().includes(text)) frm.set_intro(text, late > 0 ? "red" : "blue");
}

// the form as it is printed; each number leads to the list of what it counts
function draw(frm, today) {
	const wrapper = frm.fields_dict.sheet.$wrapper;
	const words = frm.doc.__onload?.words;
	if (frm.is_new() || !words?.items) {
		wrapper.html(`<p class="text-muted">${__("Save first: the numbers are computed then.")}</p>`);
		return;
	}
	const rows = Object.fromEntries((frm.doc.figures || []).map((row) => [row.code, row]));
	const part = ([kind, text]) =>
		kind === "number" ? number(frm, rows[text], today) : frappe.utils.escape_html(text);
	const items = words.items.map(
		(item) => `<p style="margin: 0.6rem 0 0.1rem"><b>(${item.item})</b> ${frappe.utils.escape_html(item.heading)}</p>
			${item.lines.map((line) => `<div style="margin-left: 1.5rem">– ${line.map(part).join("")}</div>`).join("")}`
	);
	wrapper.html(`<div class="con-progress-sheet" style="max-width: 62rem">
		${items.join("")}
		<p class="text-muted small" style="margin-top: 0.8rem">${foot(frm, today)}</p></div>`);
	wrapper.find(".con-number").on("click", (event) => {
		event.preventDefault();
		open_list(rows[event.currentTarget.dataset.code]);
	});
	wrapper.find(".con-correct").on("click", (event) => {
		event.preventDefault();
		correct(frm, rows[event.currentTarget.dataset.code]);
	});
}

function number(frm, row, today) {
	if (!row) return "…";
	const reported = row.corrected ? row.corrected_value || 0 : row.computed_value;
	if (frm.doc.level === "District" && row.level === "Province" && !reported) return "<span>–</span>";
	const link = `<a href="#" class="con-number" data-code="${row.code}" style="text-decoration: underline dotted"
		title="${__("Open the list of what is counted")}"><b>${row.computed_value}</b></a>`;
	const shown = row.corrected
		? `<b class="text-warning">${reported}</b> <small class="text-muted" title="${frappe.utils.escape_html(
				row.reason || ""
		  )}">(${__("Computed")} ${link})</small>`
		: link;
	const pencil = may_correct(frm)
		? ` <a href="#" class="con-correct text-muted" data-code="${row.code}" title="${__("Correct the Number")}">✎</a>`
		: "";
	const differs = today && today[row.code] !== row.computed_value;
	const now = differs ? ` <span class="indicator-pill orange">${__("Today")} ${today[row.code]}</span>` : "";
	return `<span style="display: inline-block; padding: 0 0.35rem">${shown}${pencil}${now}</span>`;
}

function foot(frm, today) {
	const computed = __("Computed on {0}.", [frappe.datetime.str_to_user(frm.doc.computed_on)]);
	const reasons = (frm.doc.figures || [])
		.filter((row) => row.corrected)
		.map((row) => `<br>${__(row.label)}: ${frappe.utils.escape_html(row.reason || "")}`);
	if (!today) return computed + reasons.join("");
	const changed = frm.doc.figures.filter((row) => today[row.code] !== row.computed_value).length;
	return `${computed} ${
		changed
			? __("{0} numbers are different today. The report stays as it was sent.", [changed])
			: __("All numbers are the same today.")
	}${reasons.join("")}`;
}

function open_list(row) {
	frappe.set_route("List", row.list_doctype, JSON.parse(row.list_filters));
}

function correct(frm, row) {
	const dialog = new frappe.ui.Dialog({
		title: __(row.label),
		fields: [
			{ fieldname: "computed", fieldtype: "HTML", options: `<p>${__("Computed")}: <b>${row.computed_value}</b></p>` },
			{
				fieldname: "value",
				fieldtype: "Int",
				label: __("Corrected Number"),
				reqd: 1,
				default: row.corrected ? row.corrected_value : row.computed_value,
			},
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1, default: row.reason },
		],
		primary_action_label: __("Correct the Number"),
		primary_action({ value, reason }) {
			set(frm, row, { corrected: 1, corrected_value: value, reason });
			dialog.hide();
		},
	});
	if (row.corrected) {
		dialog.set_secondary_action_label(__("Take the Correction Back"));
		dialog.set_secondary_action(() => {
			set(frm, row, { corrected: 0, corrected_value: null, reason: null });
			dialog.hide();
		});
	}
	dialog.show();
}

function set(frm, row, values) {
	frappe.model.set_value(row.doctype, row.name, values).then(() => draw(frm));
}

function compare(frm) {
	frm.call("as_of_today").then(({ message }) => draw(frm, message));
}
