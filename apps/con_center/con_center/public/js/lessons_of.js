// on the forms of what lessons are used in (learning/doctype/lesson_use): which ones, and another one
(frappe.boot?.con_center_lessons_used_in || []).forEach((doctype) =>
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			if (frm.is_new() || !frappe.model.can_read("Lesson Use")) return;
			show_lessons(frm);
			if (!frappe.model.can_create("Lesson Use")) return;
			frm.add_custom_button(__("Use a Lesson"), () => use_lesson(frm), __("Lessons"));
			frm.add_custom_button(__("Find Lessons"), () => frappe.set_route("query-report", "Find Lessons"), __("Lessons"));
		},
	})
);

const of_form = (frm) => ({ reference_doctype: frm.doctype, reference_name: frm.docname });

function show_lessons(frm) {
	frappe.db
		.get_list("Lesson Use", { filters: of_form(frm), fields: ["lesson", "lesson_title", "how"], limit: 20 })
		.then((rows) => {
			if (rows.length) frm.dashboard.add_section(con_center.render("lessons_of", { rows: rows.map(as_shown) }), __("Lessons"));
		});
}

const as_shown = (row) => ({ ...row, to: frappe.utils.get_form_link("Lesson", row.lesson) });

function use_lesson(frm) {
	frappe.prompt(
		[
			{ fieldname: "lesson", fieldtype: "Link", options: "Lesson", label: __("Lesson"), reqd: 1 },
			{ fieldname: "how", fieldtype: "Small Text", label: __("What It Is Used For") },
		],
		(values) =>
			con_center.on_stored(frm, async () => {
				await frappe.db.insert({ doctype: "Lesson Use", ...of_form(frm), ...values });
				frappe.show_alert({ message: __("The lesson is named here, and counted as used."), indicator: "green" });
			}),
		__("Use a Lesson")
	);
}
