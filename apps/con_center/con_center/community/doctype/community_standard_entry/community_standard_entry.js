const COLOURS = { Developing: "blue", Passed: "green", "Not Passed Yet": "orange" };

frappe.ui.form.on("Community Standard Entry", {
	setup(frm) {
		frm.set_query("organization", () => ({ filters: { area: ["like", `${frm.doc.center || ""}%`] } }));
		frm.set_query("village", () => ({
			filters: { level: "Village", name: ["like", `${frm.doc.center || ""}%`] },
		}));
		frm.set_query("aspect", "findings", () => ({
			filters: { standard_type: frm.doc.standard_type, disabled: 0 },
		}));
		frm.set_query("partners", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
	},

	refresh(frm) {
		offer_leaders(frm);
		offer_outcomes(frm);
		if (frm.is_new()) return;
		frm.page.set_indicator(__(frm.doc.status), COLOURS[frm.doc.status] || "gray");
		if (frm.doc.ended_on) {
			frm.dashboard.add_comment(
				frappe.utils.escape_html(
					__("This entry has ended and stays as it is. If it is wrong, withdraw it and enter another one.")
				),
				"blue",
				true
			);
		} else if (frm.perm[0].write) {
			con_center.photos.offer(frm);
		}
		if (frm.doc.status === "Withdrawn") {
			frm.set_read_only();
			frm.refresh_fields();
			frm.disable_save();
		}
	},

	center: offer_leaders,
	standard_type: offer_leaders,

	organization(frm) {
		take_name(frm, "Community Organization", frm.doc.organization, "organization_name");
	},

	village(frm) {
		take_name(frm, "Area", frm.doc.village, "full_name");
	},
});

// who sits on the center's committee
function offer_leaders(frm) {
	const { center, standard_type } = frm.doc;
	// a leader need not be of the committee
	frm.set_df_property("subject_name", "ignore_validation", 1);
	frm.fields_dict.subject_name.set_data([]);
	if (standard_type !== "Leader" || !center || !frappe.model.can_read("Committee")) return;
	frappe.db.get_value("CON Center", center, "current_committee").then(({ message }) => {
		if (!message?.current_committee) return;
		frappe.db.get_doc("Committee", message.current_committee).then(({ members }) => {
			const sitting = members.filter(({ status, full_name }) => status === "Sitting" && full_name);
			frm.fields_dict.subject_name.set_data(sitting.map(({ full_name }) => full_name));
		});
	});
}

// what has ended can be withdrawn, and nothing else
function offer_outcomes(frm) {
	frm.toggle_display("status", !frm.is_new());
	const all = frappe.meta.get_docfield(frm.doctype, "status").options;
	const options = frm.doc.ended_on && !frm.is_dirty() ? [...new Set([frm.doc.status, "Withdrawn"])].join("\n") : all;
	frm.set_df_property("status", "options", options);
}

function take_name(frm, doctype, name, field) {
	if (!name) return;
	frappe.db.get_value(doctype, name, field).then(({ message }) => message && frm.set_value("subject_name", message[field]));
}
