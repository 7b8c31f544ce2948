frappe.ui.form.on("Training Evaluation", {
	// what is typed from paper: the questions of the training's form, one after another
	async training(frm) {
		if (!frm.is_new() || !frm.doc.training) return;
		const { message } = await frappe.db.get_value("Training", frm.doc.training, "evaluation_form");
		if (!message?.evaluation_form) return;
		const form = await frappe.db.get_doc("Evaluation Form", message.evaluation_form);
		frm.clear_table("answers");
		form.questions.forEach(({ question }) => (frm.add_child("answers").question = question));
		frm.refresh_field("answers");
	},
});
