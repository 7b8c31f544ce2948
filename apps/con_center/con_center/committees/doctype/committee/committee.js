frappe.ui.form.on("Committee", {
	setup(frm) {
		frm.set_query("organization", "members", () => ({ filters: { area: frm.doc.area } }));
	},

	kind(frm) {
		show_columns(frm);
		propose_term(frm);
	},
	center: (frm) => propose_term(frm),
	term_start: (frm) => propose_term(frm),

	refresh(frm) {
		show_columns(frm);
		// what Ctrl+Shift+Enter does once it is saved
		frm.con_next = null;
		if (frm.is_new()) return propose_term(frm);
		const official = frm.doc.status !== "Draft";
		frm.page.set_indicator(__(frm.doc.status), { Draft: "gray", Elected: "blue", Current: "green", Ended: "red" }[frm.doc.status]);
		show_what_comes(frm);
		const purposes = frm.doc.status === "Elected" ? [] : official ? ["Amend", "Yearly Review", "Revoke"] : ["Certify Selection", "Appoint"];
		if (frm.doc.status !== "Ended" && frappe.model.can_create("Appointment Order")) {
			purposes.forEach((purpose) =>
				frm.add_custom_button(__(purpose), () => make_order(frm, purpose), __("Make Order"))
			);
			if (!official) {
				const [purpose] = purposes;
				const $button = frm.page.get_inner_group_button(__("Make Order")).find("button").first();
				con_center.comes_next(frm, __(purpose), $button, () => make_order(frm, purpose));
			}
		}
		if (official && frappe.model.can_create("Committee")) {
			frm.add_custom_button(__("Copy to a New Term"), () =>
				frappe.model.open_mapped_doc({
					method: "con_center.committees.doctype.committee.committee.copy_to_new_term",
					frm,
				})
			);
		}
		if (!official && frm.doc.kind === "Integrated Administration Committee") {
			frm.add_custom_button(__("Add the Center's Committee as Experts"), () =>
				con_center.on_stored(frm, () => frm.call("add_center_committee"))
			);
		}
	},
});

// number and days of the next term stand there before anything is saved; what somebody has typed stays
function propose_term(frm) {
	if (!frm.is_new() || !frm.doc.center) return;
	const { center, kind } = frm.doc;
	const name = frm.docname;
	const proposed = () => (frm.con_proposed?.to === name ? frm.con_proposed : { term_number: 1 });
	const typed = (field) => (String(frm.doc[field] || "") === String(proposed()[field] || "") ? null : frm.doc[field]);
	const committee = { center, kind, term_start: typed("term_start") };
	frappe.xcall("con_center.committees.terms.propose", { committee }).then(({ values, sources }) => {
		if (frm.docname !== name) return;
		const fields = ["term_number", "term_start", "term_end"];
		// also what was proposed for another center, and is not for this one
		const free = fields.filter((field) => !typed(field) && (values[field] || proposed()[field]));
		frm.con_proposed = { to: name, ...values };
		fields.forEach((field) => frm.set_df_property(field, "description", sources[field] || ""));
		free.forEach((field) => frm.set_value(field, values[field] || null));
	});
}

// a center's committee is of persons; the others are of posts, too
function show_columns(frm) {
	const by_post = Number(frm.doc.kind !== "Center Committee");
	const { grid } = frm.fields_dict.members;
	if (grid.con_by_post === by_post) return;
	grid.con_by_post = by_post;
	grid.update_docfield_property("post", "in_list_view", by_post);
	["title", "status"].forEach((column) => grid.update_docfield_property(column, "in_list_view", 1 - by_post));
	grid.reset_grid();
}

// who has the document on it, and what has been announced for a later day
function show_what_comes(frm) {
	const { being_decided } = frm.doc.__onload || {};
	if (being_decided) {
		frm.set_intro(con_center.element("div", {}, being_decided), "blue");
	} else if (frm.doc.status === "Elected") {
		const day = frappe.datetime.str_to_user(frm.doc.term_start);
		frm.set_intro(__("Its term begins on {0}. Until then the committee before it sits.", [day]), "blue");
	} else if (frm.doc.status === "Current" && frm.doc.ended_on) {
		const day = frappe.datetime.str_to_user(frm.doc.ended_on);
		frm.set_intro(__("It sits until the day before {0}: {1}.", [day, frm.doc.end_reason]), "blue");
	}
}

function make_order(frm, purpose) {
	const sub_district_selection = purpose === "Certify Selection";
	frappe.new_doc("Appointment Order", {
		committee: frm.docname,
		purpose,
		instrument: sub_district_selection ? "Announcement" : "Order",
	});
}
