const MONTHS = [
	"October",
	"November",
	"December",
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
];

frappe.ui.form.on("Action Plan", {
	setup(frm) {
		const in_use = () => ({ filters: { disabled: 0 } });
		frm.set_query("kind", "activities", in_use);
		frm.set_query("source", "budgets", in_use);
		frm.set_query("participant_group", "participants", in_use);
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
	},

	refresh(frm) {
		show_return_reason(frm);
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		frm.toggle_display(["progress_percent", "spent_total"], frm.doc.docstatus > 0);
		show_return_notes(frm);
		offer_activities(frm);
		if (frm.is_new()) return;
		show_figures(frm);
		if (frm.doc.docstatus === 1 && frappe.model.can_create("Activity Progress")) {
			frm.add_custom_button(__("Record Progress"), () => record_progress(frm));
		}
		if (frappe.model.can_create("Action Plan")) {
			frm.add_custom_button(__("Copy to the Next Year"), () =>
				frappe.model.open_mapped_doc({
					method: "con_center.planning.doctype.action_plan.action_plan.copy_to_next_year",
					frm,
				})
			);
		}
	},

	before_workflow_action(frm) {
		if (con_center.meanings.of_step(frm) === "Returned") return ask_which_lines(frm);
		return con_center.decisions.prepare(frm);
	},

	activities_remove: offer_activities,
});

frappe.ui.form.on("Plan Activity", {
	activities_add(frm, doctype, name) {
		// budget and participants name the activity by this number, so it has one from the start
		const last = Math.max(0, ...frm.doc.activities.map((row) => row.number || 0));
		frappe.model.set_value(doctype, name, "number", last + 1);
	},

	kind(frm, doctype, name) {
		const row = locals[doctype][name];
		if (row.kind && !row.activity_name) frappe.model.set_value(doctype, name, "activity_name", row.kind);
	},

	activity_name: offer_activities,
	number: offer_activities,
});

["Plan Activity Budget", "Plan Activity Participant"].forEach((child) =>
	frappe.ui.form.on(child, {
		activity_number(frm, doctype, name) {
			const row = locals[doctype][name];
			const found = (frm.doc.activities || []).find((a) => String(a.number) === String(row.activity_number));
			frappe.model.set_value(doctype, name, "activity_name", found ? found.activity_name : "");
		},
	})
);

// the activities of this plan, to choose from in the tables below
function offer_activities(frm) {
	const options = (frm.doc.activities || [])
		.filter((row) => row.number)
		.map((row) => ({ value: String(row.number), label: `${row.number} ${row.activity_name || ""}` }));
	["budgets", "participants"].forEach((table) =>
		frm.fields_dict[table].grid.update_docfield_property("activity_number", "options", [
			{ value: "", label: "" },
			...options,
		])
	);
}

// one line for each activity that is to be corrected
function show_return_reason(frm) {
	if (con_center.meanings.of(frm.doc) !== "Returned" || !frm.doc.return_reason) return;
	const said = { label: __(frm.doc.workflow_state), reason: frm.doc.return_reason };
	frm.set_intro(con_center.render("labelled_reason", said), "orange");
}

// corrections stand in the rows when there are some, or when they are to be written
function show_return_notes(frm) {
	const reviewing = ["Under Review", "Past the First Review"].includes(con_center.meanings.of(frm.doc));
	const noted = (frm.doc.activities || []).some((row) => row.return_note);
	const grid = frm.fields_dict.activities.grid;
	grid.update_docfield_property("return_note", "hidden", reviewing || noted ? 0 : 1);
	grid.update_docfield_property("return_note", "read_only", reviewing ? 0 : 1);
	frm.refresh_field("activities");
}

// a return says which lines are to be corrected and why: the notes are written into the lines, and into the reason
function ask_which_lines(frm) {
	frappe.dom.unfreeze();
	return new Promise((resolve, reject) => {
		let confirmed = false;
		const dialog = new frappe.ui.Dialog({
			title: __(frm.selected_workflow_action),
			size: "large",
			fields: [
				{ fieldname: "lines", fieldtype: "HTML", options: line_inputs(frm) },
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Reason"),
					description: __("What concerns the whole plan. The officer reads it at the top of the form."),
				},
			],
			primary_action_label: __("Confirm"),
			primary_action({ reason }) {
				const notes = notes_in(dialog);
				const comment = comment_of(frm, reason, notes);
				if (!comment) {
					frappe.show_alert({ message: __("Say which line is to be corrected, or why."), indicator: "red" });
					return;
				}
				confirmed = true;
				dialog.hide();
				write_notes(frm, notes)
					.then(() => {
						frm.doc.decision_comment = comment;
						frappe.dom.freeze();
						resolve();
					})
					.catch(reject);
			},
		});
		dialog.onhide = () => !confirmed && reject();
		dialog.show();
	});
}

// what was written beside each activity, by its number
function notes_in(dialog) {
	const inputs = dialog.$wrapper.find("input[data-number]").get();
	const written = inputs.map((input) => [input.dataset.number, input.value.trim()]);
	return Object.fromEntries(written.filter(([, note]) => note));
}

function comment_of(frm, reason, notes) {
	const named = frm.doc.activities
		.filter((row) => notes[row.number])
		.map((row) => __("Activity {0} ({1}): {2}", [row.number, row.activity_name, notes[row.number]]));
	return [(reason || "").trim(), ...named].filter(Boolean).join("\n");
}

// a field to write in beside each activity
function line_inputs(frm) {
	const rows = frm.doc.activities.map(({ number, activity_name }) => ({ number, activity: activity_name }));
	return con_center.render("action_plan_return", { rows });
}

function write_notes(frm, notes) {
	const changed = frm.doc.activities.filter((row) => (row.return_note || "") !== (notes[row.number] || ""));
	if (!changed.length) return Promise.resolve();
	changed.forEach((row) =>
		frappe.model.set_value(row.doctype, row.name, "return_note", notes[row.number] || "")
	);
	frm.dirty();
	return frm.save();
}

function record_progress(frm) {
	const activities = frm.doc.activities.map((row) => ({
		value: String(row.number),
		label: `${row.number} ${row.activity_name}`,
	}));
	frappe.prompt(
		{ fieldname: "number", fieldtype: "Select", label: __("Activity"), options: activities, reqd: 1 },
		({ number }) =>
			frappe.new_doc("Activity Progress", { plan: frm.docname, activity_number: number }),
		__("Record Progress"),
		__("Continue")
	);
}

function show_figures(frm) {
	if (!frm.doc.activities.length) return;
	frappe
		.xcall("con_center.planning.doctype.action_plan.action_plan.get_figures", { name: frm.docname })
		.then((figures) => {
			frm.dashboard.add_section(
				con_center.render("action_plan_figures", in_words(frm, figures)),
				frm.doc.docstatus ? __("Plan and Progress") : __("Plan")
			);
			frm.dashboard.show();
		});
}

const money = (value) => format_currency(value, "THB", 2).replace(/[^0-9.,-]/g, "");

function in_words(frm, { by_activity, by_source, planned, spent, progress_percent }) {
	return {
		months: MONTHS.map((month) => __(month, null, "short month")),
		activities: by_activity.map((activity) => ({
			number: activity.number,
			activity: activity.activity_name,
			months: MONTHS.map((month, index) => month_of(frm, activity, month, index)),
			planned: money(activity.planned),
			spent: money(activity.spent),
			percent: activity.percent,
		})),
		total: { planned: money(planned), spent: money(spent), percent: progress_percent },
		sources: by_source.map((row) => ({
			source: row.source,
			planned: money(row.planned),
			spent: money(row.spent),
			left: money(row.planned - row.spent),
		})),
	};
}

// a month of an activity: reported, planned but over without a report, or planned
function month_of(frm, activity, month, index) {
	if (activity.reported_months.includes(month)) {
		return { sign: "●", style: "con-reported", said: __("Reported") };
	}
	if (!activity.months.includes(month)) return { sign: "", style: "", said: "" };
	const over = index < month_index(frm.doc.fiscal_year) && frm.doc.docstatus === 1;
	return over
		? { sign: "○", style: "con-late", said: __("Planned, not reported") }
		: { sign: "○", style: "con-planned", said: __("Planned") };
}

// how many months of the fiscal year are over today, 0 to 12
function month_index(year) {
	const [y, m] = frappe.datetime.get_today().split("-").map(Number);
	return Math.max(0, Math.min(12, (y + con_center.dates.OFFSET - year) * 12 + m + 2));
}
