frappe.ui.form.on("Activity Progress", {
	setup(frm) {
		frm.set_query("plan", () => ({ filters: { docstatus: 1 } }));
		frm.set_query("source", "spending", () => ({ filters: { disabled: 0 } }));
		frm.set_query("participant_group", "participants", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		const colour = frm.doc.status === "Withdrawn" ? "gray" : "green";
		if (!frm.is_new()) frm.page.set_indicator(__(frm.doc.status), colour);
		frm.toggle_enable("activity_number", frm.is_new());
		frm.toggle_display("status", !frm.is_new());
		// Frappe takes no file into a row that is not saved, and a row without its file is not saved
		frm.set_df_property("evidence", "cannot_add_rows", true);
		if (frm.perm[0].write && frm.doc.status === "Recorded") {
			frm.add_custom_button(__("Attach Evidence"), () => {
				attach_evidence(frm);
			});
			con_center.photos.offer(frm);
		}
		load_activities(frm);
		if (frm.is_new() && !frm.doc.month) frm.set_value("month", this_month());
	},

	plan: load_activities,

	activity_number: show_activity,
});

// pictures and documents, several at once: each becomes a row, whose caption can be written then
function attach_evidence(frm) {
	const save = frappe.utils.debounce(() => frm.save(), 700);
	const saved = frm.is_new() || frm.is_dirty() ? frm.save() : Promise.resolve();
	saved.then(
		() =>
			new frappe.ui.FileUploader({
				doctype: frm.doctype,
				docname: frm.docname,
				folder: "Home/Attachments",
				make_attachments_public: false,
				on_success(file) {
					const picture = /\.(png|jpe?g|gif|webp|heic)$/i.test(file.file_url);
					frm.add_child("evidence", {
						evidence_kind: picture ? "Picture" : "Document",
						file: file.file_url,
						caption: file.file_name.replace(/\.[^.]*$/, ""),
					});
					frm.attachments.update_attachment(file);
					frm.refresh_field("evidence");
					frm.dirty();
					save();
				},
			}),
		() => {} // what is missing has been said
	);
}

function this_month() {
	return new Date(frappe.datetime.get_today()).toLocaleString("en", { month: "long" });
}

function load_activities(frm) {
	if (!frm.doc.plan) return;
	frappe
		.xcall("con_center.planning.doctype.action_plan.action_plan.get_figures", { name: frm.doc.plan })
		.then((figures) => {
			frm.plan_activities = figures.by_activity;
			frm.set_df_property("activity_number", "options", [
				{ value: "", label: "" },
				...figures.by_activity.map((a) => ({ value: String(a.number), label: `${a.number} ${a.activity_name}` })),
			]);
			const numbers = figures.by_activity.map((a) => String(a.number));
			if (frm.is_new() && !numbers.includes(String(frm.doc.activity_number))) {
				frm.set_value("activity_number", frm.chosen_activity || "");
			}
			frm.refresh_field("activity_number");
			show_activity(frm);
		});
}

// what the plan says of the activity, where it is needed: beside what is typed
function show_activity(frm) {
	const found = (frm.plan_activities || []).find((a) => String(a.number) === String(frm.doc.activity_number));
	const target = found?.target
		? __("Target {0} {1}, done so far {2}", [found.target, found.unit || "", found.done])
		: "";
	frm.get_field("done_quantity").set_description(target);
	frm.toggle_display(["done_quantity", "target_unit"], !found || found.target > 0);
	frm.toggle_display("percent_done", !found || !found.target);
	frm.get_field("spent_total").set_description(
		found
			? __("Planned for this activity {0} baht, spent so far {1} baht", [
					format_number(found.planned, null, 2),
					format_number(found.spent, null, 2),
			  ])
			: ""
	);
}
