const MINUTES = ["Minutes Written", "Minutes Corrected"];
const LOCKED = ["In Force", "In Force and Acknowledged", "Cancelled or Withdrawn"];

frappe.ui.form.on("Meeting", {
	setup(frm) {
		frm.set_query("committee", "committees", () => ({ filters: { status: ["!=", "Draft"] } }));
		frm.set_query("minutes_of", "agenda", () => ({
			filters: {
				center: frm.doc.center,
				workflow_state: ["in", con_center.meanings.states("Meeting", ...MINUTES)],
				name: ["!=", frm.docname],
			},
		}));
		frm.set_query("agenda_template", () => ({
			filters: { disabled: 0, kind: ["in", [frm.doc.kind || "", ""]] },
		}));
	},

	refresh(frm) {
		// members and open tasks are listed by the system
		["attendance", "follow_ups"].forEach((table) => {
			frm.set_df_property(table, "cannot_add_rows", true);
			frm.set_df_property(table, "cannot_delete_rows", true);
		});
		show_quorum(frm);
		if (frm.is_new()) return name_committees(frm);
		frm.toggle_display("workflow_state", false);
		lock(frm);
		show_intro(frm);
		propose_hours(frm);
		con_center.decisions.show_log(frm);
		offer_people(frm);
		if (frm.perm[0].write) add_buttons(frm);
		add_printing(frm);
		if (frm.perm[0].write && !LOCKED.includes(con_center.meanings.of(frm.doc))) con_center.photos.offer(frm);
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},

	after_workflow_action(frm) {
		// who was there is noted next
		if (con_center.meanings.of(frm.doc) === "Held") frm.scroll_to_field("attendance", false);
	},

	validate(frm) {
		// Tab in the last row adds an empty one, even where rows cannot be added
		drop_rows_without(frm, "attendance", "person");
		drop_rows_without(frm, "follow_ups", "task");
	},
});

// an item opens at what was decided, once there is something to decide, and is left by a button that says so
frappe.ui.form.on("Meeting Agenda Item", {
	form_render(frm, doctype, name) {
		const row = frm.fields_dict.agenda.grid.grid_rows_by_docname[name];
		const held = con_center.meanings.of(frm.doc) === "Held";
		con_center.rows.finish(row);
		if (held) con_center.rows.begin_at(row, "outcome");
	},
});

frappe.ui.form.on("Meeting Attendance", {
	status: (frm) => show_quorum(frm),
});

// in a meeting that is being made, too, committees have names, not codes; Frappe sends them when it is saved
function name_committees(frm) {
	const unknown = (frm.doc.committees || [])
		.map((row) => row.committee)
		.filter((name) => name && !frappe.utils.get_link_title("Committee", name));
	if (!unknown.length) return;
	Promise.all(unknown.map((name) => frappe.utils.fetch_link_title("Committee", name))).then(() =>
		frm.refresh_field("committees")
	);
}

function drop_rows_without(frm, table, field) {
	const empty = (frm.doc[table] || []).filter((row) => !row[field]);
	empty.forEach((row) => frappe.model.clear_doc(row.doctype, row.name));
	if (empty.length) frm.refresh_field(table);
}

function is_open(frm) {
	return ![...MINUTES, ...LOCKED].includes(con_center.meanings.of(frm.doc));
}

// the hours that were planned stand beside the field, and are taken over by who knows that it was so
function propose_hours(frm) {
	const known = ["Held", ...MINUTES].includes(con_center.meanings.of(frm.doc)) && frm.perm[0].write;
	const planned = { opened_at: frm.doc.starts_on, closed_at: frm.doc.ends_on };
	Object.entries(planned).forEach(([field, moment]) => {
		const hour = moment && moment.split(" ")[1].slice(0, 5);
		const open = known && hour && !frm.doc[field];
		frm.set_df_property(field, "description", open ? __("Planned: {0}. Empty until it is known.", [hour]) : "");
	});
	if (known && !frm.doc.opened_at && !frm.doc.closed_at) {
		frm.add_custom_button(__("It Was Held as Planned"), () => {
			frm.set_value("opened_at", frm.doc.starts_on.split(" ")[1]);
			frm.set_value("closed_at", frm.doc.ends_on.split(" ")[1]);
			frm.remove_custom_button(__("It Was Held as Planned"));
		});
	}
}

// what may be done besides the steps, which stand under Actions
function add_buttons(frm) {
	const more = __("More");
	if (["Held", ...MINUTES, "In Force", "In Force and Acknowledged"].includes(con_center.meanings.of(frm.doc))) {
		frm.add_custom_button(__("Next Meeting"), () =>
			frappe.model.open_mapped_doc({ method: "con_center.meetings.doctype.meeting.meeting.make_next", frm })
		);
	}
	if (!is_open(frm)) return;
	const fill_agenda = () => frm.call({ doc: frm.doc, method: "fill_agenda", freeze: true });
	frm.add_custom_button(__("Add What Earlier Meetings Left"), () => con_center.on_stored(frm, fill_agenda), more);
	if (frm.doc.attendance.some((row) => !row.status)) {
		const waits = con_center.meanings.of(frm.doc) !== "Held";
		frm.add_custom_button(__("Mark the Rest as Present"), () => mark_present(frm), waits ? more : null);
	}
}

function mark_present(frm) {
	frm.doc.attendance.filter((row) => !row.status).forEach((row) => (row.status = "Present"));
	frm.refresh_field("attendance");
	frm.dirty();
	frm.remove_custom_button(__("Mark the Rest as Present"));
	show_quorum(frm);
}

function add_printing(frm) {
	const labels = [__("Meeting Invitation"), __("Meeting Invitation to Each"), __("Meeting Minutes")];
	["Meeting Invitation", "Meeting Invitation to Each", "Meeting Minutes"].forEach((format, n) =>
		frm.add_custom_button(
			labels[n],
			() => frappe.utils.print(frm.doctype, frm.docname, format, null, "th"),
			__("Print")
		)
	);
}

function lock(frm) {
	const meaning = con_center.meanings.of(frm.doc);
	if (LOCKED.includes(meaning)) frm.disable_form();
	const closed = !is_open(frm);
	frm.set_df_property("agenda", "cannot_add_rows", closed);
	frm.set_df_property("agenda", "cannot_delete_rows", closed);
	["center", "kind", "starts_on", "committees"].forEach((field) =>
		frm.set_df_property(field, "read_only", closed || meaning === "Held")
	);
}

function show_intro(frm) {
	const undecided = frm.doc.agenda.filter((row) => !row.outcome).map((row) => row.number);
	const meaning = con_center.meanings.of(frm.doc);
	if (meaning === "Held" && undecided.length) {
		frm.set_intro(__("Undecided: items {0}", [undecided.join(", ")]), "orange");
	} else if (meaning === "Cancelled or Withdrawn") {
		frm.set_intro(frappe.utils.escape_html(frm.doc.cancel_reason || ""), "red");
	}
}

// the same rule as con_center.meetings.rules.quorum; what is stored is computed on the server
function quorum_of(frm, committee) {
	const counted = frm.doc.proxies_count ? ["Present", "Proxy"] : ["Present"];
	const members = (frm.doc.attendance || []).filter((row) => (row.seats || "").split("\n").includes(committee));
	const present = members.filter((row) => counted.includes(row.status)).length;
	const share = flt((frm.doc.quorum_percent * members.length) / 100, 6);
	const needed = Math.max(1, Math.ceil(share));
	return { sitting: members.length, present, needed, reached: members.length > 0 && present >= needed };
}

function show_quorum(frm) {
	const field = frm.get_field("quorum_live");
	const rows = (frm.doc.committees || []).filter((row) => row.committee && row.committee_name);
	if (!rows.length || !frm.doc.attendance.length) {
		field.$wrapper.empty();
		return;
	}
	const lines = rows.map((row) => {
		const now = quorum_of(frm, row.committee);
		return {
			colour: now.reached ? "green" : "red",
			words: now.reached ? __("Quorum reached") : __("No quorum"),
			count: __("{0} of {1} sitting members, {2} needed", [now.present, now.sitting, now.needed]),
			committee: row.committee_name,
		};
	});
	const source = frm.doc.quorum_provenance || "";
	field.$wrapper.html(con_center.render("meeting_quorum", { lines, source }));
}

// whom an item can be given to: members on the list, and the officers of the area
function offer_people(frm) {
	if (!is_open(frm)) return;
	frappe
		.xcall("con_center.meetings.doctype.meeting.meeting.people", { meeting: frm.docname })
		.then((names) =>
			frm.fields_dict.agenda.grid.update_docfield_property("responsible", "options", names)
		);
}
