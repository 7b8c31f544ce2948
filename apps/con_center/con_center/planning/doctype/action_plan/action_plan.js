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
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", fiscal_year());
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

function fiscal_year() {
	const [year, month] = frappe.datetime.get_today().split("-").map(Number);
	return year + 543 + (month >= 10 ? 1 : 0);
}

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
	const lines = frm.doc.return_reason.split("\n").map((line) => frappe.utils.escape_html(line));
	frm.set_intro(`<b>${__(frm.doc.workflow_state)}:</b> ${lines.join("<br>")}`, "orange");
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
				const notes = {};
				dialog.$wrapper.find("input[data-number]").each((_index, input) => {
					if (input.value.trim()) notes[input.dataset.number] = input.value.trim();
				});
				const named = frm.doc.activities
					.filter((row) => notes[row.number])
					.map((row) => __("Activity {0} ({1}): {2}", [row.number, row.activity_name, notes[row.number]]));
				const comment = [(reason || "").trim(), ...named].filter(Boolean).join("\n");
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

// a field to write in beside each activity
function line_inputs(frm) {
	const rows = frm.doc.activities.map(
		(row) => `<tr><td>${row.number}</td><td>${text(row.activity_name)}</td>
			<td style="width: 50%"><input type="text" class="form-control input-xs" data-number="${row.number}"
				aria-label="${__("What Is to Be Corrected")} ${row.number}"></td></tr>`
	);
	return `<label class="control-label">${__("Which Line and Why")}</label>
		<table class="table table-sm"><thead><tr><th>${__("No.")}</th><th>${__("Activity")}</th>
			<th>${__("What Is to Be Corrected")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
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
				by_activity(frm, figures) + by_source(figures),
				frm.doc.docstatus ? __("Plan and Progress") : __("Plan")
			);
			frm.dashboard.show();
		});
}

const money = (value) => format_currency(value, "THB", 2).replace(/[^0-9.,-]/g, "");
const text = (value) => frappe.utils.escape_html(String(value ?? ""));

// a strip of twelve months for each activity: planned, reported, and planned but over without a report
function by_activity(frm, figures) {
	const now = month_index(frm.doc.fiscal_year);
	const heads = MONTHS.map((month) => `<th class="text-center">${__(month, null, "short month")}</th>`).join("");
	const rows = figures.by_activity.map((activity) => {
		const cells = MONTHS.map((month, index) => {
			const planned = activity.months.includes(month);
			const reported = activity.reported_months.includes(month);
			const late = planned && !reported && index < now && frm.doc.docstatus === 1;
			const [sign, colour, words] = reported
				? ["●", "green", __("Reported")]
				: late
				? ["○", "red", __("Planned, not reported")]
				: planned
				? ["○", "blue", __("Planned")]
				: ["", "", ""];
			return `<td class="text-center" title="${words}" style="color: var(--${colour}-500, inherit)">${sign}</td>`;
		}).join("");
		return `<tr>
			<td>${activity.number}</td><td>${text(activity.activity_name)}</td>${cells}
			<td class="text-right">${money(activity.planned)}</td>
			<td class="text-right">${money(activity.spent)}</td>
			<td class="text-right">${activity.percent}%</td>
		</tr>`;
	});
	return `<div class="table-responsive"><table class="table table-sm con-center-plan" style="font-size: var(--text-sm)">
		<thead><tr><th>${__("No.")}</th><th>${__("Activity")}</th>${heads}
			<th class="text-right">${__("Planned (Baht)")}</th>
			<th class="text-right">${__("Spent (Baht)")}</th>
			<th class="text-right">${__("Progress")}</th></tr></thead>
		<tbody>${rows.join("")}
			<tr><th></th><th>${__("Total")}</th><th colspan="12"></th>
			<th class="text-right">${money(figures.planned)}</th>
			<th class="text-right">${money(figures.spent)}</th>
			<th class="text-right">${figures.progress_percent}%</th></tr>
		</tbody></table></div>`;
}

function by_source(figures) {
	const rows = figures.by_source.map(
		(source) => `<tr><td>${text(source.source)}</td>
			<td class="text-right">${money(source.planned)}</td>
			<td class="text-right">${money(source.spent)}</td>
			<td class="text-right">${money(source.planned - source.spent)}</td></tr>`
	);
	return `<table class="table table-sm" style="font-size: var(--text-sm); max-width: 640px">
		<thead><tr><th>${__("Source of Money")}</th><th class="text-right">${__("Planned (Baht)")}</th>
			<th class="text-right">${__("Spent (Baht)")}</th><th class="text-right">${__("Left (Baht)")}</th></tr></thead>
		<tbody>${rows.join("")}</tbody></table>`;
}

// how many months of the fiscal year are over today, 0 to 12
function month_index(year) {
	const [y, m] = frappe.datetime.get_today().split("-").map(Number);
	return Math.max(0, Math.min(12, (y + 543 - year) * 12 + m + 2));
}
