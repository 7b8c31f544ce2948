// What states and steps mean, as the rows of the Workflow say (con_center.approval.meaning): their names mean nothing.
frappe.provide("con_center.meanings");

// the same as BACK of con_center.approval.meaning
const BACK = ["Returned", "Opened Again", "Cancelled or Withdrawn"];

function workflow_of(doctype) {
	frappe.workflow.setup(doctype);
	return frappe.workflow.workflows[doctype] || { states: [], transitions: [] };
}

Object.assign(con_center.meanings, {
	in_force: ["In Force", "In Force and Acknowledged"],

	of_state(doctype, state) {
		const rows = workflow_of(doctype).states;
		const row = state ? rows.find((row) => row.state === state) : rows[0];
		return row?.con_meaning;
	},

	of(doc) {
		return this.of_state(doc.doctype, doc.workflow_state);
	},

	is_with_maker(doc) {
		return ["Own Work", "Returned"].includes(this.of(doc));
	},

	// the names of the states that mean one of these, for filters: of any DocType (con_center.approval.meaning.tell_the_desk)
	states(doctype, ...meanings) {
		const known = Object.entries(frappe.boot.con_center_meanings?.[doctype] || {});
		return known.filter(([, meaning]) => meanings.includes(meaning)).map(([state]) => state);
	},

	// the actions that lead on from a document's state, and not back
	forward(doc) {
		const { transitions } = workflow_of(doc.doctype);
		return transitions
			.filter((row) => row.state === doc.workflow_state && !BACK.includes(this.of_state(doc.doctype, row.next_state)))
			.map((row) => row.action);
	},

	// the row of the step that the user has chosen in a form; of several, those of his own roles come first
	step(frm) {
		const fitting = workflow_of(frm.doctype).transitions.filter(
			(row) => row.state === frm.doc.workflow_state && row.action === frm.selected_workflow_action
		);
		return fitting.find((row) => frappe.user_roles.includes(row.allowed)) || fitting[0];
	},

	// what the state means that this step leads to
	of_step(frm) {
		return this.of_state(frm.doctype, this.step(frm)?.next_state);
	},
});
