const HANDLING = "con_center.correspondence.handling";

frappe.ui.form.on("Incoming Letter", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: ["in", ["Province", "District", "Sub-district"]] } }));
		frm.set_query("office", () => ({ filters: { area: frm.doc.area, disabled: 0 } }));
		frm.set_query("our_letter", () => ({ filters: { number: ["is", "set"] } }));
	},

	refresh(frm) {
		frm.toggle_display("file", frm.is_new() || Boolean(frm.doc.file) || !came_inside(frm.doc));
		["subject", "sender", "their_number", "their_date", "addressed_to", "urgency", "urgent_until", "secrecy"].forEach((field) =>
			frm.set_df_property(field, "read_only", came_inside(frm.doc) ? 1 : 0)
		);
		frm.toggle_display("our_letter", !came_inside(frm.doc));
		// of what comes from outside, when it came may be typed
		frm.set_df_property("received_on", "read_only", came_inside(frm.doc) || !frm.is_new() ? 1 : 0);
		if (frm.is_new()) return begin_with_own_area(frm);
		show_standings(frm);
		if (frm.perm[0].write && frm.doc.status !== "Closed") add_buttons(frm);
	},
});

function begin_with_own_area(frm) {
	if (frm.doc.area) return;
	con_center.own_office().then((office) => {
		if (office && frm.is_new() && !frm.doc.area) frm.set_value("area", office.area);
	});
}

function came_inside({ letter, passed_on_from }) {
	return Boolean(letter || passed_on_from);
}

const COLOUR_OF_ANSWER = { "Not Yet": "orange", Answered: "green", Late: "red" };

function show_standings(frm) {
	const standings = frm.doc.__onload?.standings || [];
	if (!standings.length) return;
	const entries = standings.map((each) => ({ ...each, colour: COLOUR_OF_ANSWER[each.state] }));
	frm.dashboard.add_section(con_center.render("answers_wanted", { entries }), __("Answers Wanted"));
}

function add_buttons(frm) {
	if (!frm.doc.number) {
		return offer_to_receive(frm);
	}
	frm.add_custom_button(__("Assign"), () => assign(frm));
	frm.add_custom_button(__("Remark or Order"), () => remark(frm));
	const free = frm.doc.items.filter((row) => row.done_when === "Free Answer" && !row.answered_on);
	if (free.length) frm.add_custom_button(__("Note the Answer"), () => answer(frm, free));
	const more = __("More");
	if (!came_inside(frm.doc)) frm.add_custom_button(__("Add Photographed Pages"), () => add_pages(frm), more);
	if (frappe.model.can_create("Official Letter")) {
		frm.add_custom_button(
			__("Answer by a Letter"),
			() => frappe.model.open_mapped_doc({ method: `${HANDLING}.make_reply`, frm }),
			more
		);
	}
	if (["District", "Province"].includes(frm.doc.level)) {
		frm.add_custom_button(__("Pass On"), () => pass_on(frm), more);
	}
	frm.add_custom_button(__("Close the Entry"), () => take(frm, "close"), more);
}

// a phone hides all buttons but one in a menu: until something is typed, this is the one
function offer_to_receive(frm) {
	frm.page.set_primary_action(__("Receive"), () => take(frm, "receive"));
	$(frm.wrapper)
		.off("dirty.con_receive")
		.one("dirty.con_receive", () => {
			frm.page.set_primary_action(__("Save"), () => frm.save());
			frm.add_custom_button(__("Receive"), () => take(frm, "receive"));
		});
}

function take(frm, step, values = {}) {
	return con_center.on_stored(frm, () => frappe.xcall(`${HANDLING}.${step}`, { name: frm.docname, ...values }));
}

function assign(frm) {
	frappe.xcall(`${HANDLING}.officers`, { name: frm.docname }).then((officers) =>
		frappe.prompt(
			[
				{ fieldname: "user", fieldtype: "Select", label: __("Officer"), options: officers, reqd: 1, default: frm.doc.assigned_to },
				{ fieldname: "due", fieldtype: "Date", label: __("Due"), default: frm.doc.due },
			],
			(values) => take(frm, "assign", values),
			__("Assign")
		)
	);
}

function remark(frm) {
	frappe.prompt(
		[
			{
				fieldname: "kind",
				fieldtype: "Select",
				label: __("Remark or Order"),
				options: [
					{ value: "Remark", label: __("Remark") },
					{ value: "Order", label: __("Order") },
				],
				default: "Remark",
				reqd: 1,
			},
			{ fieldname: "text", fieldtype: "Small Text", label: __("Text"), reqd: 1 },
		],
		(values) => take(frm, "remark", values),
		__("Remark or Order")
	);
}

function answer(frm, free) {
	frappe.prompt(
		[
			{
				fieldname: "item",
				fieldtype: "Select",
				label: __("What Is Wanted"),
				options: free.map((row) => ({ value: String(row.idx), label: `${row.idx}. ${row.item}` })),
				default: String(free[0].idx),
				reqd: 1,
			},
			{ fieldname: "note", fieldtype: "Data", label: __("Answer in Words") },
			{
				fieldname: "doctype",
				fieldtype: "Link",
				options: "DocType",
				label: __("Type of the Answer"),
				get_query: () => ({ filters: { module: ["in", ANSWERING_MODULES], istable: 0, issingle: 0 } }),
			},
			{ fieldname: "document", fieldtype: "Dynamic Link", options: "doctype", label: __("Answer") },
		],
		(values) => take(frm, "answer", values),
		__("Note the Answer")
	);
}

// one after the other, in the order in which they were chosen
function add_pages(frm) {
	const saved = frm.is_dirty() ? frm.save() : Promise.resolve();
	let added = Promise.resolve();
	saved.then(
		() =>
			new frappe.ui.FileUploader({
				doctype: frm.doctype,
				docname: frm.docname,
				folder: "Home/Attachments",
				make_attachments_public: false,
				restrictions: { allowed_file_types: [".jpg", ".jpeg", ".png", ".pdf"] },
				on_success({ name }) {
					added = added
						.then(() => frappe.xcall("con_center.correspondence.photographed.add_page", { name: frm.docname, file: name }))
						.then(() => frm.reload_doc());
				},
			})
	);
}

const ANSWERING_MODULES = ["Committees", "Appointments", "Meetings", "Planning", "Assessments", "Reporting", "Correspondence"];

function pass_on(frm) {
	const [level, column] = frm.doc.level === "Province" ? ["District", 2] : ["Sub-district", 4];
	const below = `${frm.doc.area.slice(0, column)}%`;
	frappe.prompt(
		{
			fieldname: "areas",
			fieldtype: "MultiSelectPills",
			label: __("Areas"),
			reqd: 1,
			get_data: (text) =>
				frappe.db.get_link_options("Area", text, { level, status: "Active", name: ["like", below] }),
		},
		({ areas }) => take(frm, "pass_on", { areas }),
		__("Pass On")
	);
}
