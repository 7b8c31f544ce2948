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
				con_center.on_stored(frm, () => frm.call("recompute"))
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
	const when =
		late > 0
			? __("The deadline was {0} days ago.", [late])
			: __("To be sent by {0}.", [frappe.datetime.str_to_user(frm.doc.deadline)]);
	const text = [when, frm.doc.__onload?.why_deadline].filter(Boolean).join(" ");
	// a form may be refreshed twice in a row, and Frappe adds each message to the last one
	if (!frm.layout.message.text().includes(text)) frm.set_intro(text, late > 0 ? "red" : "blue");
}

// the form as it is printed; each number leads to the list of what it counts
function draw(frm, today) {
	const $sheet = frm.fields_dict.sheet.$wrapper;
	$sheet.html(con_center.render("progress_report_sheet", in_words(frm, today)));
	const on = (selector, act) =>
		$sheet.find(selector).on("click", (event) => {
			event.preventDefault();
			const code = $(event.currentTarget).closest("[data-code]").attr("data-code");
			act(frm.doc.figures.find((row) => row.code === code));
		});
	on(".con-number", open_list);
	on(".con-correct", (row) => correct(frm, row));
}

function in_words(frm, today) {
	const words = frm.doc.__onload?.words;
	if (frm.is_new() || !words?.items) return { items: [] };
	const rows = frm.doc.figures || [];
	const part = ([kind, text]) =>
		kind === "number" ? { figure: figure(frm, rows.find((row) => row.code === text), today) } : { text };
	return {
		items: words.items.map(({ item, heading, lines }) => ({
			number: item,
			heading,
			lines: lines.map((line) => ({ parts: line.map(part) })),
		})),
		said: said(frm, today),
		reasons: rows
			.filter((row) => row.corrected)
			.map((row) => ({ label: __(row.label), text: row.reason || "" })),
	};
}

// numbers are texts here: a template takes 0 for nothing
function figure(frm, row, today) {
	if (!row) return { blank: "…" };
	const reported = row.corrected ? row.corrected_value || 0 : row.computed_value;
	if (frm.doc.level === "District" && row.level === "Province" && !reported) return { blank: "–" };
	const differs = today && today[row.code] !== row.computed_value;
	return {
		blank: "",
		code: row.code,
		computed: String(row.computed_value),
		corrected: row.corrected ? String(reported) : "",
		reason: row.reason || "",
		may_correct: may_correct(frm),
		today: differs ? String(today[row.code]) : "",
	};
}

function said(frm, today) {
	const computed = __("Computed on {0}.", [frappe.datetime.str_to_user(frm.doc.computed_on)]);
	if (!today) return computed;
	const changed = frm.doc.figures.filter((row) => today[row.code] !== row.computed_value).length;
	const compared = changed
		? __("{0} numbers are different today. The report stays as it was sent.", [changed])
		: __("All numbers are the same today.");
	return `${computed} ${compared}`;
}

function open_list(row) {
	frappe.set_route("List", row.list_doctype, JSON.parse(row.list_filters));
}

function correct(frm, row) {
	const dialog = new frappe.ui.Dialog({
		title: __(row.label),
		fields: [
			{
				fieldname: "computed",
				fieldtype: "HTML",
				options: con_center.render("progress_report_computed", { value: row.computed_value }),
			},
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
	const loaded = frappe.model.with_doc(frm.doctype, frm.docname);
	loaded.then(() => frm.call("as_of_today")).then(({ message }) => draw(frm, message));
}
