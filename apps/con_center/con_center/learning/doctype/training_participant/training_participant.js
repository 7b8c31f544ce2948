// what a state has to mean for participants to be registered
const OPEN = "Registration Open";

frappe.ui.form.on("Training Participant", {
	setup(frm) {
		frm.set_query("participant_group", () => ({ filters: { disabled: 0 } }));
		frm.set_query("area", () => ({ filters: { level: ["!=", "Village"] } }));
		frm.set_query("training", () => ({
			filters: { workflow_state: ["in", con_center.meanings.states("Training", OPEN)] },
		}));
	},
});
