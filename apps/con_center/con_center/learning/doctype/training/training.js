const SIGNING_IN = "con_center.learning.signing_in";
const IMPORTING = "con_center.learning.importing";
const IN_PLAN = "con_center.learning.in_plan";

frappe.ui.form.on("Training", {
	setup(frm) {
		const in_use = () => ({ filters: { disabled: 0 } });
		frm.set_query("participant_group", "targets", in_use);
		["budget_source", "evaluation_form"].forEach((field) => frm.set_query(field, in_use));
		["subjects", "partners"].forEach((field) => frm.set_query(field, in_use));
		frm.set_query("plan", () => ({ filters: { docstatus: ["<", 2] } }));
		frm.set_query("area", () => ({ filters: { level: ["!=", "Village"] } }));
	},

	refresh(frm) {
		con_center.decisions.show_log(frm);
		if (frm.is_new()) return;
		frm.toggle_display("workflow_state", false);
		const meaning = con_center.meanings.of(frm.doc);
		if (meaning === "Registration Open") offer_people(frm);
		if (meaning === "In Force" && frm.perm[0].write) {
			frm.add_custom_button(__("Print All Certificates"), () => print_certificates(frm));
			if (frm.doc.plan) offer_plan(frm);
		}
		if (meaning !== "Own Work" && frappe.model.can_read("Training Participant")) {
			show_figures(frm);
			frm.add_custom_button(
				__("Participants by Group"),
				() => frappe.set_route("query-report", "Training by Group", { training: frm.docname }),
				__("Participants")
			);
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},

	starts_on(frm) {
		if (!frm.doc.ends_on) frm.set_value("ends_on", frm.doc.starts_on);
	},
});

frappe.ui.form.on("Training Session", {
	sessions_add(frm, doctype, name) {
		const before = frm.doc.sessions[frm.doc.sessions.length - 2];
		frappe.model.set_value(doctype, name, "session_date", before?.session_date || frm.doc.starts_on);
	},
});

// what can be done with people while it is open: districts register theirs, who holds it notes who came
function offer_people(frm) {
	if (frappe.model.can_create("Training Participant")) {
		const group = __("Participants");
		frm.add_custom_button(
			__("Register One"),
			() => frappe.new_doc("Training Participant", { training: frm.docname }),
			group
		);
		frm.add_custom_button(__("Register from a List"), () => ask_list(frm), group);
	}
	if (!frm.perm[0].write) return;
	const group = __("On the Day");
	frm.add_custom_button(__("Note Who Came"), () => show_people(frm), group);
	frm.add_custom_button(__("Show the Picture to Sign In"), () => show_code(frm, "sign in"), group);
	if (frm.doc.evaluation_form) {
		frm.add_custom_button(__("Show the Picture to Evaluate"), () => show_code(frm, "evaluate"), group);
	}
}

// the progress of the plan comes from a training that is closed: here it is, or what is in its way
function offer_plan(frm) {
	const { docname } = frm;
	frappe.xcall(`${IN_PLAN}.look`, { training: docname }).then(({ record, obstacle, typed }) => {
		if (frm.docname !== docname) return;
		if (record) {
			frm.add_custom_button(__("Progress in the Plan"), () => frappe.set_route("Form", "Activity Progress", record));
			return;
		}
		tell_once(frm, obstacle || __("This training is not recorded in the plan yet."));
		if (!obstacle) frm.add_custom_button(__("Record in the Plan"), () => record_in_plan(frm, typed)).addClass("btn-primary");
	});
}

// a form may be refreshed twice in a row, and Frappe adds each message to the last one
function tell_once(frm, text) {
	const plain = con_center.plain(text);
	if (!frm.layout.message.text().includes($(plain).text())) frm.set_intro(plain, "orange");
}

function record_in_plan(frm, typed) {
	const write = (given) =>
		con_center.on_stored(frm, () => frappe.xcall(`${IN_PLAN}.record`, { training: frm.docname, ...given }));
	if (!typed.length) return write({});
	frappe.prompt(
		[
			{
				fieldname: "progress",
				fieldtype: "Select",
				label: __("Progress That Was Typed by Hand for This Month"),
				reqd: 1,
				options: [
					...typed.map(({ name, title }) => ({ value: name, label: `${__("It is this training")}: ${title} (${name})` })),
					{ value: "besides", label: __("It is something else: record the training besides") },
				],
				description: __("A record that is this training takes people and money over from it; what else is written in it stays."),
			},
		],
		({ progress }) => write(progress === "besides" ? { besides: true } : { progress }),
		__("Record in the Plan"),
		__("Record")
	);
}

function show_figures(frm) {
	frappe.xcall("con_center.learning.figures.of_training", { training: frm.docname }).then((found) => {
		frm.dashboard.add_indicator(__("Registered: {0}", [found.registered]), "blue");
		frm.dashboard.add_indicator(__("Came: {0}", [found.came]), found.came ? "green" : "gray");
		found.groups.forEach((row) =>
			frm.dashboard.add_indicator(`${frappe.utils.escape_html(row.participant_group)}: ${row.came}/${row.registered}`, "gray")
		);
	});
}

// the session that goes on now is chosen; one alone is not asked for
function session_fields(frm) {
	const sessions = frm.doc.sessions || [];
	if (sessions.length < 2) return [];
	return [
		{
			fieldname: "session",
			fieldtype: "Select",
			label: __("Session"),
			default: String(session_now(sessions).number),
			options: sessions.map((row) => ({
				value: String(row.number),
				label: `${row.number} · ${frappe.datetime.str_to_user(row.session_date)} · ${row.topic}`,
			})),
		},
	];
}

const session_of = (frm, dialog) => Number(dialog.get_value("session")) || frm.doc.sessions?.[0]?.number || 0;

function session_now(sessions) {
	const [today, time] = frappe.datetime.now_datetime().split(" ");
	const of_today = sessions.filter((row) => row.session_date === today);
	return of_today.find(({ ends }) => !ends || ends.padStart(8, "0") >= time) || of_today.pop() || sessions[0];
}

// the list on a phone: a touch notes somebody, another one takes it back
function show_people(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Who Came"),
		fields: [
			...session_fields(frm),
			{ fieldname: "words", fieldtype: "Data", label: __("Find by Name") },
			{ fieldname: "list", fieldtype: "HTML" },
		],
		secondary_action_label: __("Somebody Who Is Not on the List"),
		secondary_action: () => ask_walk_in(frm, note, load),
	});
	const { $wrapper } = dialog.fields_dict.list;
	const args = () => ({ training: frm.docname, session: session_of(frm, dialog) });

	function load() {
		return frappe
			.xcall(`${SIGNING_IN}.people`, { ...args(), words: dialog.get_value("words") || "" })
			.then((found) => $wrapper.html(con_center.render("training_people", found)));
	}

	function note(name, present) {
		return frappe
			.xcall(`${SIGNING_IN}.note`, { ...args(), participants: [name], present })
			.then((here) => $wrapper.find("[data-here]").text(here));
	}

	dialog.fields_dict.session?.$input.on("change", load);
	dialog.fields_dict.words.$input.on("input", frappe.utils.debounce(load, 300));
	$wrapper.on("change", "input", ({ target }) => note(target.dataset.name, target.checked).catch(load));
	dialog.onhide = () => frm.refresh();
	dialog.show();
	load();
}

// who comes without having been registered is registered and noted in one go
function ask_walk_in(frm, note, load) {
	const link = (fieldname, options, label, filters, value) => ({
		fieldname,
		fieldtype: "Link",
		options,
		label,
		reqd: 1,
		default: value,
		get_query: () => ({ filters }),
	});
	frappe.prompt(
		[
			{ fieldname: "title", fieldtype: "Data", label: __("Name Prefix") },
			{ fieldname: "first_name", fieldtype: "Data", label: __("First Name"), reqd: 1 },
			{ fieldname: "last_name", fieldtype: "Data", label: __("Last Name"), reqd: 1 },
			link("participant_group", "Participant Group", __("Group"), { disabled: 0 }),
			link("area", "Area", __("From Area"), { level: ["!=", "Village"] }, frm.doc.area),
		],
		(values) =>
			frappe.db
				.insert({ doctype: "Training Participant", training: frm.docname, ...values })
				.then(({ name, full_name }) =>
					note(name, true).then(() => {
						const message = __("{0} is registered and noted.", [frappe.utils.escape_html(full_name)]);
						frappe.show_alert({ message, indicator: "green" });
						return load();
					})
				),
		__("Somebody Who Is Not on the List"),
		__("Register and Note")
	);
}

// what is shown on site: drawn anew before it runs out, as long as the dialog is open
function show_code(frm, purpose) {
	const evaluates = purpose === "evaluate";
	const dialog = new frappe.ui.Dialog({
		title: evaluates ? __("Evaluation") : __("Sign In to a Training"),
		size: "large",
		fields: [...(evaluates ? [] : session_fields(frm)), { fieldname: "code", fieldtype: "HTML" }],
	});
	let timer = null;

	function draw() {
		clearTimeout(timer);
		const session = evaluates ? 0 : session_of(frm, dialog);
		return frappe.xcall(`${SIGNING_IN}.show`, { training: frm.docname, session, purpose }).then((shown) => {
			clearTimeout(timer);
			dialog.fields_dict.code.$wrapper.html(con_center.render("training_code", shown));
			timer = setTimeout(draw, shown.seconds * 1000);
		});
	}

	dialog.fields_dict.session?.$input.on("change", draw);
	dialog.onhide = () => clearTimeout(timer);
	dialog.show();
	draw();
}

function print_certificates(frm) {
	frappe.db.insert({ doctype: "Training Certificates", training: frm.docname }).then(({ name }) => {
		frappe.show_alert({ message: __("The certificates are being printed. You are told when they are ready."), indicator: "blue" });
		frappe.set_route("Form", "Training Certificates", name);
	});
}

// a list of participants: shown first as it was understood, with every wrong row, then registered whole
function ask_list(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Register from a List"),
		fields: [
			{ fieldname: "file", fieldtype: "HTML" },
			{
				fieldname: "template",
				fieldtype: "Button",
				label: __("Download an Empty File with the Headings"),
				click: () => window.open(`/api/method/${IMPORTING}.template`),
			},
			{ fieldname: "text", fieldtype: "Small Text", label: __("Or Rows of a Spreadsheet, with Their Headings") },
		],
		primary_action_label: __("Look at the List"),
		primary_action({ text }) {
			dialog.hide();
			look_at_list(frm, { text: text || "" });
		},
	});
	const $file = $(document.createElement("input")).attr({ type: "file", accept: ".xlsx,.csv,.txt", "aria-label": __("File") });
	dialog.fields_dict.file.$wrapper.append($file);
	$file.on("change", () => {
		const reader = new FileReader();
		reader.onload = () => {
			dialog.hide();
			look_at_list(frm, { content: reader.result });
		};
		reader.readAsDataURL($file[0].files[0]);
	});
	dialog.show();
}

function look_at_list(frm, list) {
	const args = { training: frm.docname, ...list };
	frappe.call({ method: `${IMPORTING}.look`, args, freeze: true }).then(({ message }) => {
		if (message) show_list(frm, args, message);
	});
}

function show_list(frm, args, found) {
	const dialog = new frappe.ui.Dialog({
		title: __("Register from a List"),
		size: "extra-large",
		fields: [{ fieldname: "rows", fieldtype: "HTML" }],
		primary_action_label: found.wrong
			? __("Register {0}, Leave Out {1}", [found.good, found.wrong])
			: __("Register {0}", [found.good]),
		primary_action() {
			dialog.hide();
			const asked = { ...args, good: found.good, leave_out: found.wrong > 0 };
			frappe.call({ method: `${IMPORTING}.add`, args: asked, freeze: true }).then(({ message }) => {
				if (message === undefined) return;
				frappe.show_alert({ message: __("{0} participants are registered.", [message]), indicator: "green" });
				frm.refresh();
			});
		},
	});
	const groups = Object.entries(found.groups).map(([group, number]) => ({ group, number }));
	dialog.fields_dict.rows.$wrapper.html(con_center.render("training_list", { ...found, groups }));
	dialog.get_primary_btn().prop("disabled", !found.good);
	if (found.wrong) {
		// read once more from the list that is sent again: nothing of it is kept
		dialog.set_secondary_action_label(__("Download the Wrong Rows"));
		dialog.set_secondary_action(() => open_url_post(`/api/method/${IMPORTING}.wrong_rows`, args, true));
	}
	dialog.show();
}
