// What every governed form does around a decision: ask for the reason, send it along, show the log.
frappe.provide("con_center.decisions");

Object.assign(con_center.decisions, {
	// the fields of what steps ask for besides a reason, by what the Workflow calls it; forms put theirs in
	questions: {},

	// before_workflow_action of a governed form
	prepare(frm) {
		delete frm.doc.decision_comment;
		delete frm.doc.decision_values;
		delete frm.doc.decision_passing;
		const step = con_center.meanings.step(frm);
		const ask = this.questions[step?.con_asks_for]
			? ask_values
			: step?.con_asks_reason
			? ask_reason
			: step?.con_asks_again
			? ask_again
			: null;
		return look(frm).then((found) => {
			// what is only told does not stop anybody: it stands where the desk asks once more, and in the log
			const weighs = weigh(found);
			frm.con_notes = found.filter((finding) => finding.level === "Note");
			if (!ask && !weighs) return hold_form();
			// Frappe freezes the page before it asks
			frappe.dom.unfreeze();
			// whoever closes the dialog has decided nothing: the promise is left open, and Frappe goes no further
			return new Promise((resolve) => {
				const go_on = () => {
					frappe.dom.freeze();
					hold_form().then(resolve);
				};
				const then_ask = ask ? () => ask(frm, go_on) : go_on;
				weighs ? show_findings(frm, found, then_ask) : then_ask();
			});
		});
	},

	// where the document is now, and the decisions so far, below the form's head
	show_log(frm) {
		if (frm.is_new()) return;
		show_standing(frm);
		con_center.opinions.show(frm);
		frappe.db
			.get_list("Approval Log", {
				filters: { reference_doctype: frm.doctype, reference_name: frm.docname },
				fields: ["action", "to_state", "officer_name", "position", "on_behalf_of", "authority", "decided_on", "comment", "passed", "to_meaning"],
				order_by: "decided_on asc",
				limit: 50,
			})
			.then((log) => {
				if (log.length) frm.dashboard.add_section(render(log), __("Decisions"));
				if (log.some((entry) => entry.to_meaning === "Returned")) show_changes(frm);
			});
	},

	show_return_reason(frm) {
		if (con_center.meanings.of(frm.doc) === "Returned" && frm.doc.return_reason) {
			const said = { label: __(frm.doc.workflow_state), reason: frm.doc.return_reason };
			frm.set_intro(con_center.render("labelled_reason", said), "orange");
		}
	},
});

// to who can do nothing with it: who has the document, and what comes next (con_center.approval.standing)
function show_standing(frm) {
	const { standing } = frm.doc.__onload || {};
	// a form may be refreshed twice in a row, and Frappe adds each message to the last one
	if (!standing || frm.layout.message.find(".con-standing").length) return;
	const html = con_center.element("div", { class: "con-standing" }, standing.lines.join(" "));
	frm.set_intro(html, standing.done ? "green" : "blue");
}

// what a careful reviewer would find before this step (con_center.approval.findings); the decision looks again
function look(frm) {
	const { doctype, docname: name, selected_workflow_action: action } = frm;
	const { modified } = frm.doc;
	return frappe
		.xcall("con_center.approval.decision.found_before", { doctype, name, action, modified })
		.then((found) => found || [])
		.catch(() => []);
}

// for pages that decide without a form
Object.assign(con_center.decisions, { look, weigh, show_findings, ask_reason });

// what is only told stops nobody
function weigh(found) {
	return found.some((finding) => finding.level !== "Note");
}

const COLOUR_OF_FINDING = { Stop: "red", Odd: "orange", Note: "blue" };

function show_findings(frm, found, go_on) {
	const has = (level) => found.some((finding) => finding.level === level);
	const stops = has("Stop");
	const fields = [{ fieldname: "found", fieldtype: "HTML" }];
	if (has("Odd") && !stops) {
		fields.push({
			fieldname: "passing",
			fieldtype: "Small Text",
			label: __("Why It Is Right All the Same"),
			reqd: 1,
			description: __("Who decides next reads it with what was found."),
		});
	}
	const dialog = new frappe.ui.Dialog({
		title: stops ? __("Not Ready Yet") : __("Look Once More"),
		fields,
		primary_action_label: stops ? __("Close") : __("Go On"),
		primary_action({ passing }) {
			dialog.hide();
			if (stops) return;
			frm.doc.decision_passing = passing;
			go_on();
		},
	});
	const { $wrapper } = dialog.fields_dict.found;
	$wrapper.html(con_center.render("findings", { entries: entries_of(found, true) }));
	$wrapper.find("a").on("click", function () {
		dialog.hide();
		go_to(frm, found[Number(this.dataset.index)]);
		return false;
	});
	dialog.show();
}

function entries_of(found, with_links = false) {
	return found.map((finding) => ({
		colour: COLOUR_OF_FINDING[finding.level],
		text: finding.text,
		can_go: with_links && Boolean(finding.field || finding.document),
	}));
}

// to the field in which something is to be mended, in this form or in another document
function go_to(frm, { field, document }) {
	if (!document) return frm.scroll_to_field(field);
	const [doctype, name] = document;
	frappe.set_route("Form", doctype, name).then(() => field && window.cur_frm?.scroll_to_field(field));
}

// Told of the change by the server before the answer comes, Frappe would load the form once more a second later, and
// with it take away what is typed by then.
function hold_form() {
	frappe.ui.form.is_saving = true;
	return Promise.resolve();
}

function is_decision({ url, data }) {
	return `${url} ${data}`.includes("frappe.model.workflow.apply_workflow");
}

$(document).on("ajaxComplete", (_event, _xhr, settings) => {
	if (is_decision(settings)) frappe.ui.form.is_saving = false;
});

// A decision that got no answer (the line was cut, a server went down) may have been taken all the same: the form waits
// until the site answers, and shows the document as it is.
$(document).on("ajaxError", (_event, xhr, settings) => {
	const is_lost = xhr.status === 0 || xhr.status >= 502;
	if (is_lost && is_decision(settings) && window.cur_frm) look_again(cur_frm, cur_frm.docname);
});

function look_again(frm, name) {
	frappe.show_alert(
		{ message: __("No answer came: looking whether the decision was taken"), indicator: "orange" },
		10
	);
	const look = () =>
		fetch("/api/method/ping")
			.then((answer) => {
				if (!answer.ok) throw new Error(answer.status);
				// whoever has gone to another document reads this one anew when he comes back
				if (frm.docname !== name) return frappe.model.remove_from_locals(frm.doctype, name);
				return frm.reload_doc().then(() => tell_state(frm));
			})
			.catch(() => setTimeout(look, 3000));
	look();
}

function tell_state(frm) {
	const state = con_center.bold(__(frm.doc.workflow_state));
	const lines = [__("{0} is in the status {1} now.", [frm.docname, state])];
	if (frm.doc.number) {
		lines.push(__("Issued as no. {0}.", [frappe.utils.escape_html(frm.doc.number)]));
	}
	frappe.msgprint({ title: __("The Answer Was Lost"), message: lines.join(" "), indicator: "blue" });
}

function ask_reason(frm, go_on) {
	const dialog = new frappe.ui.Dialog({
		title: __(frm.selected_workflow_action),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: gives_back(frm)
					? __("Say what is to be corrected. The officer reads it at the top of the form.")
					: __("It is kept with the decision."),
			},
		],
		primary_action_label: __("Confirm"),
		primary_action({ reason }) {
			dialog.hide();
			frm.doc.decision_comment = reason;
			go_on();
		},
	});
	dialog.show();
}

// of a page without a form it is known alone that it gives back
const gives_back = (frm) => !frm.doctype || con_center.meanings.of_step(frm) === "Returned";

function ask_values(frm, go_on) {
	const step = con_center.meanings.step(frm);
	const dialog = new frappe.ui.Dialog({
		title: __(frm.selected_workflow_action),
		fields: con_center.decisions.questions[step.con_asks_for](frm, () => dialog),
		primary_action_label: __("Confirm"),
		primary_action(values) {
			dialog.hide();
			frm.doc.decision_values = values;
			go_on();
		},
	});
	dialog.show();
}

function ask_again(frm, go_on) {
	const question = __("Sign and issue {0} in your name? It takes effect on its day, and can then only be cancelled.", [
		con_center.bold(frm.doc.subject || frm.doc.name),
	]);
	frappe.confirm(question + con_center.render("findings", { entries: entries_of(frm.con_notes || []) }), go_on);
}

// to whoever checks again: what has changed since the document was returned
function show_changes(frm) {
	if (frm.doc.docstatus !== 0) return;
	const { doctype, docname: name } = frm;
	frappe.xcall("con_center.approval.changes.since_returned", { doctype, name }).then((changes) => {
		if (frm.docname !== name) return;
		const none = changes.length ? "" : __("Nothing has been changed yet.");
		const html = con_center.render("changes", { changes, none });
		frm.dashboard.add_section(html, __("What Has Changed since It Was Returned"));
	});
}

function render(log) {
	const entries = log.map((entry) => ({
		on: minute(entry.decided_on),
		step: `${__(entry.action)} → ${__(entry.to_state)}`,
		officer_name: entry.officer_name,
		posts: [entry.position, entry.on_behalf_of].filter(Boolean).join(" · "),
		authority: entry.authority || "",
		comment: entry.comment || "",
		passed: (entry.passed || "").split("\n").filter(Boolean),
	}));
	return con_center.render("decisions", { entries });
}

// a moment as the user reads dates, without its seconds
function minute(value) {
	return frappe.datetime.str_to_user(value).replace(/(\d\d:\d\d):\d\d/, "$1");
}
