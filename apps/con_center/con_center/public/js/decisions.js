// What every governed form does around a decision: ask for the reason, send it along, show the log.
frappe.provide("con_center.decisions");

Object.assign(con_center.decisions, {
	// the fields of what steps ask for besides a reason, by what the Workflow calls it; forms put theirs in
	questions: {},

	// before_workflow_action of a governed form
	prepare(frm) {
		delete frm.doc.decision_comment;
		delete frm.doc.decision_values;
		const step = con_center.meanings.step(frm);
		const ask = this.questions[step?.con_asks_for]
			? ask_values
			: step?.con_asks_reason
			? ask_reason
			: step?.con_asks_again
			? ask_again
			: null;
		if (!ask) return hold_form();
		// Frappe freezes the page before it asks
		frappe.dom.unfreeze();
		// whoever closes the dialog has decided nothing: the promise is left open, and Frappe goes no further
		return new Promise((resolve) =>
			ask(frm, () => {
				frappe.dom.freeze();
				hold_form().then(resolve);
			})
		);
	},

	// the decisions so far, below the form's head
	show_log(frm) {
		if (frm.is_new()) return;
		frappe.db
			.get_list("Approval Log", {
				filters: { reference_doctype: frm.doctype, reference_name: frm.docname },
				fields: ["action", "to_state", "officer_name", "position", "on_behalf_of", "decided_on", "comment"],
				order_by: "decided_on asc",
				limit: 50,
			})
			.then((log) => log.length && frm.dashboard.add_section(render(log), __("Decisions")));
	},

	show_return_reason(frm) {
		if (con_center.meanings.of(frm.doc) === "Returned" && frm.doc.return_reason) {
			frm.set_intro(
				`<b>${__(frm.doc.workflow_state)}:</b> ${frappe.utils.escape_html(frm.doc.return_reason)}`,
				"orange"
			);
		}
	},
});

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
	const state = `<b>${__(frm.doc.workflow_state)}</b>`;
	const lines = [__("{0} is in the status {1} now.", [frm.docname, state])];
	if (frm.doc.number) {
		lines.push(__("Issued as no. {0}.", [frappe.utils.escape_html(frm.doc.number)]));
	}
	frappe.msgprint({ title: __("The Answer Was Lost"), message: lines.join("<br>"), indicator: "blue" });
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
				description: __("Say what is to be corrected. The officer reads it at the top of the form."),
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
	const name = frappe.utils.escape_html(frm.doc.subject || frm.doc.name);
	frappe.confirm(
		__("Sign and issue {0} in your name? It takes effect at once, and can then only be cancelled.", [
			`<b>${name}</b>`,
		]),
		go_on
	);
}

function render(log) {
	const rows = log.map(
		(entry) => `<tr>
			<td>${minute(entry.decided_on)}</td>
			<td>${__(entry.action)} → ${__(entry.to_state)}</td>
			<td>${frappe.utils.escape_html(entry.officer_name)}<br>
				<small class="text-muted">${frappe.utils.escape_html(
					[entry.position, entry.on_behalf_of].filter(Boolean).join(" · ")
				)}</small></td>
			<td>${frappe.utils.escape_html(entry.comment || "")}</td>
		</tr>`
	);
	return `<table class="table table-sm con-center-decisions"><tbody>${rows.join("")}</tbody></table>`;
}

// a moment as the user reads dates, without its seconds
function minute(value) {
	return frappe.datetime.str_to_user(value).replace(/(\d\d:\d\d):\d\d/, "$1");
}
