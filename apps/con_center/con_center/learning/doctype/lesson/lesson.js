const LESSON_TEXTS = [
	"occasion",
	"story",
	"knowledge_assets",
	"core_knowledge",
	"strategies",
	"results",
	"problems",
	"suggestions",
	"concepts",
	"strengths",
	"weaknesses",
	"opportunities",
	"threats",
];

frappe.ui.form.on("Lesson", {
	setup(frm) {
		["subject", "template"].forEach((field) => frm.set_query(field, () => ({ filters: { disabled: 0 } })));
		frm.set_query("area", () => ({ filters: { level: ["!=", "Village"] } }));
	},

	onload(frm) {
		if (!frm.is_new() || frm.doc.template) return;
		frappe.db
			.get_list("Lesson Template", { filters: { is_default: 1, disabled: 0 }, limit: 1 })
			.then(([found]) => found && frm.set_value("template", found.name));
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		frm.toggle_display("workflow_state", false);
	},

	// what is still empty begins as the template has it
	template(frm) {
		if (!frm.doc.template) return;
		frappe.db.get_doc("Lesson Template", frm.doc.template).then((template) => {
			LESSON_TEXTS.forEach((field) => {
				if (template[field] && !frm.doc[field]) frm.set_value(field, template[field]);
			});
		});
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});
