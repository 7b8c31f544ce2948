const METHODS = "con_center.planning.doctype.plan_project.plan_project";
const MAY_FOLLOW = {
	Sent: ["Accepted", "Returned", "Funded", "Not Funded"],
	Accepted: ["Returned", "Funded", "Not Funded"],
};
const EDITABLE = ["Own Work", "Returned", "Agreed"];

frappe.ui.form.on("Plan Project", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: "Sub-district" } }));
		frm.set_query("village", () => ({ filters: { parent_area: frm.doc.area } }));
		frm.set_query("side", () => ({ filters: { disabled: 0 } }));
		frm.set_query("source", "budgets", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
	},

	refresh(frm) {
		frm.toggle_display("workflow_state", false);
		con_center.decisions.show_log(frm);
		if (frm.is_new()) return;
		show_return(frm);
		if (frm.perm[0].write) add_actions(frm);
		if (EDITABLE.includes(con_center.meanings.of(frm.doc))) {
			frm.enable_save();
		} else {
			// what was passed on stays as it was
			frm.set_read_only();
			frm.refresh_fields();
			frm.disable_save();
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

frappe.ui.form.on("Plan Project Budget", {
	budgets_add(frm, doctype, name) {
		frappe.model.set_value(doctype, name, "fiscal_year", frm.doc.fiscal_year);
	},
});

// the last answer was a return: what is to be corrected stands at the top
function show_return(frm) {
	const last = (frm.doc.referrals || []).slice(-1)[0];
	if (con_center.meanings.of(frm.doc) === "Agreed" && last?.state === "Returned") {
		const said = { label: `${__("Returned")} (${__(last.passed_to)})`, reason: last.note || "" };
		frm.set_intro(con_center.render("labelled_reason", said), "orange");
	}
}

// what becomes of other projects, too, is no step of this one alone
function add_actions(frm) {
	if (!EDITABLE.includes(con_center.meanings.of(frm.doc))) return;
	frm.add_custom_button(__("Merge with Others"), () => merge(frm), __("Merge, Split"));
	frm.add_custom_button(__("Split"), () => split(frm), __("Merge, Split"));
}

function open_referrals(frm) {
	return (frm.doc.referrals || []).filter((row) => MAY_FOLLOW[row.state]);
}

Object.assign(con_center.decisions.questions, {
	Forum: () => [
		{
			fieldname: "forum_date",
			fieldtype: "Date",
			label: __("Agreed On"),
			reqd: 1,
			default: frappe.datetime.get_today(),
		},
		{ fieldname: "forum_place", fieldtype: "Data", label: __("Where the Forum Met"), reqd: 1 },
		{ fieldname: "forum_attendance", fieldtype: "Int", label: __("Number Present") },
	],

	"Which Plan": () => [
		{
			fieldname: "passed_to",
			fieldtype: "Select",
			label: __("To Which Plan"),
			options: ["Local Plan", "District Plan", "Province Plan", "Province-group Plan"].map((value) => ({
				value,
				label: __(value),
			})),
			reqd: 1,
		},
		{
			fieldname: "passed_on",
			fieldtype: "Date",
			label: __("Passed On"),
			reqd: 1,
			default: frappe.datetime.get_today(),
		},
		{ fieldname: "note", fieldtype: "Small Text", label: __("Note") },
	],

	"Answer of a Plan"(frm, dialog_of) {
		const open = open_referrals(frm);
		const states = (name) =>
			MAY_FOLLOW[open.find((row) => row.name === name).state].map((value) => ({ value, label: __(value) }));
		return [
			{
				fieldname: "row",
				fieldtype: "Select",
				label: __("To Which Plan"),
				options: open.map((row) => ({ value: row.name, label: `${__(row.passed_to)} (${__(row.state)})` })),
				default: open[0].name,
				reqd: 1,
				onchange: () =>
					dialog_of()?.set_df_property("state", "options", states(dialog_of().get_value("row"))),
			},
			{ fieldname: "state", fieldtype: "Select", label: __("State"), options: states(open[0].name), reqd: 1 },
			{
				fieldname: "amount_granted",
				fieldtype: "Currency",
				label: __("Granted (Baht)"),
				depends_on: "eval:doc.state=='Funded'",
				default: frm.doc.planned_total,
			},
			{
				fieldname: "note",
				fieldtype: "Small Text",
				label: __("Note"),
				mandatory_depends_on: "eval:['Returned','Not Funded'].includes(doc.state)",
				description: __("A return or a refusal says why."),
			},
		];
	},

	"Outcome of the Work": () => [
		{
			fieldname: "done_on",
			fieldtype: "Date",
			label: __("Done On"),
			reqd: 1,
			default: frappe.datetime.get_today(),
		},
		{ fieldname: "result", fieldtype: "Small Text", label: __("Outcome of the Work"), reqd: 1 },
		{ fieldname: "spent_total", fieldtype: "Currency", label: __("Spent (Baht)") },
	],
});

// the other projects of the same plan, to tick
function merge(frm) {
	frappe.db
		.get_list("Plan Project", {
			filters: {
				area: frm.doc.area,
				fiscal_year: frm.doc.fiscal_year,
				workflow_state: ["in", con_center.meanings.states("Plan Project", ...EDITABLE)],
				name: ["!=", frm.docname],
			},
			fields: ["name", "project_name", "village_text", "modified"],
			limit: 100,
		})
		.then((others) => {
			if (!others.length) frappe.throw(__("There is no other project of this plan that could be merged with it."));
			const dialog = new frappe.ui.Dialog({
				title: __("Merge with Others"),
				fields: [
					{
						fieldname: "project_name",
						fieldtype: "Data",
						label: __("Name of the Merged Project"),
						reqd: 1,
						default: frm.doc.project_name,
					},
					{
						fieldname: "others",
						fieldtype: "MultiCheck",
						label: __("Projects"),
						columns: 1,
						options: others.map((p) => ({
							value: p.name,
							label: [p.project_name, p.village_text].filter(Boolean).join(" · "),
						})),
					},
				],
				primary_action_label: __("Confirm"),
				primary_action({ project_name, others: chosen }) {
					frappe
						.xcall(`${METHODS}.merge`, {
							projects: [frm.doc, ...others.filter((p) => (chosen || []).includes(p.name))].map(
								({ name, modified }) => ({ name, seen: modified })
							),
							project_name,
						})
						.then((name) => {
							dialog.hide();
							frappe.model.clear_doc("Plan Project", frm.docname);
							frappe.set_route("Form", "Plan Project", name);
						});
				},
			});
			dialog.show();
		});
}

function split(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Split"),
		size: "large",
		fields: [
			{
				fieldname: "parts",
				fieldtype: "HTML",
				options: con_center.render("plan_project_parts", { parts: [part(frm, 1), part(frm, 2)] }),
			},
		],
		primary_action_label: __("Confirm"),
		primary_action() {
			const parts = dialog.$wrapper
				.find("tbody tr")
				.toArray()
				.map((row) =>
					Object.fromEntries($(row).find("input").toArray().map((input) => [input.name, input.value]))
				)
				.filter((part) => part.project_name.trim() || part.share);
			call_split(frm, parts).then(() => dialog.hide());
		},
	});
	dialog.$wrapper.on("click", ".add-part", () => {
		const body = dialog.$wrapper.find("tbody");
		body.append(con_center.render("plan_project_part", part(frm, body.find("tr").length + 1, "")));
	});
	dialog.show();
}

function call_split(frm, parts) {
	if (frm.is_dirty()) frappe.throw(__("Save the project first."));
	return frappe
		.xcall(`${METHODS}.split`, { name: frm.docname, seen: frm.doc.modified, parts })
		.then(() => frm.reload_doc());
}

function part({ doc }, number, share = 50) {
	return { project_name: `${doc.project_name} (${number})`, village_text: doc.village_text || "", share };
}
