const CASES = "con_center.households.cases";
const DIMENSIONS = ["Health", "Living Conditions", "Education", "Income", "Access to Public Services"];
const STATES = ["In Need", "Being Helped", "Improved", "Need Met"];
const OUTCOMES = ["No Longer in Need", "Moved Away", "Nobody Left", "Declined", "Entered by Mistake"];

frappe.ui.form.on("Target Household", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: "Sub-district" } }));
		for (const [field, table] of [
			["item", "needs"],
			["need", "members"],
			["another_need", "members"],
		]) {
			frm.set_query(field, table, () => ({ filters: { disabled: 0 } }));
		}
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.page.set_indicator(__(frm.doc.status, null, frm.doctype), frm.doc.status === "Open" ? "blue" : "gray");
		show_standing(frm);
		con_center.show_openings(frm);
		con_center.offer_removal(frm, "con_center.households.retention.remove");
		if (frm.perm[0].write && !frm.doc.anonymised_on) add_buttons(frm);
	},
});

function show_standing(frm) {
	const { anonymised_on, referred_to, referred_until, dropped_on } = frm.doc;
	const said = [];
	const day = frappe.datetime.str_to_user;
	if (anonymised_on) said.push(__("The names were removed on {0}.", [day(anonymised_on)]));
	if (referred_to) said.push(__("Referred up to: {0}, until {1}.", [__(referred_to), day(referred_until)]));
	if (frm.doc.check_result === "Not Checked Yet" && frm.doc.status === "Open") {
		said.push(__("Nobody has checked yet whether it is as the list says."));
	}
	if (dropped_on) said.push(__("The last list does not name it any more, since {0}.", [day(dropped_on)]));
	frm.set_intro(said.length ? frappe.utils.escape_html(said.join(" ")) : "", "orange");
}

function add_buttons(frm) {
	const more = __("More");
	if (frm.doc.status === "Closed") {
		frm.add_custom_button(__("Open the Case Again"), () => reopen(frm));
		return;
	}
	const open_new = (doctype) => frappe.new_doc(doctype, { household: frm.docname });
	frm.add_custom_button(__("Note Visit or Help"), () => open_new("Help Log")).addClass("btn-primary");
	frm.add_custom_button(__("Note the State"), () => note_state(frm));
	const is_unchecked = frm.doc.check_result === "Not Checked Yet";
	frm.add_custom_button(__("Note the Check"), () => con_center.note_check(frm, frm.docname), is_unchecked ? null : more);
	if (frappe.model.can_create("Help Plan")) frm.add_custom_button(__("Plan Help"), () => open_new("Help Plan"), more);
	frm.add_custom_button(__("Note House Code"), () => note_house_code(frm), more);
	if (frm.doc.referred_to) frm.add_custom_button(__("End the Referral"), () => end_referral(frm), more);
	else frm.add_custom_button(__("Refer Up"), () => refer(frm), more);
	frm.add_custom_button(__("Close the Case"), () => close(frm), more);
}

function take(frm, method, values) {
	return con_center.on_stored(frm, () => frappe.xcall(method, { name: frm.docname, ...values }));
}

const chosen = (values) => values.map((value) => ({ value, label: __(value) }));

function note_state(frm) {
	frappe.prompt(
		[
			{ fieldname: "dimension", fieldtype: "Select", label: __("Dimension"), options: chosen(DIMENSIONS), reqd: 1 },
			{ fieldname: "state", fieldtype: "Select", label: __("State"), options: chosen(STATES), reqd: 1 },
			{ fieldname: "happened_on", fieldtype: "Date", label: __("Date"), default: frappe.datetime.get_today() },
			{ fieldname: "note", fieldtype: "Small Text", label: __("Note") },
		],
		(values) => take(frm, `${CASES}.note_state`, values),
		__("Note the State")
	);
}

function close(frm) {
	frappe.prompt(
		[
			{ fieldname: "outcome", fieldtype: "Select", label: __("Outcome"), options: chosen(OUTCOMES), reqd: 1 },
			{ fieldname: "note", fieldtype: "Small Text", label: __("Note on the Outcome") },
		],
		(values) => take(frm, `${CASES}.close`, values),
		__("Close the Case")
	);
}

function reopen(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		(values) => take(frm, `${CASES}.reopen`, values),
		__("Open the Case Again")
	);
}

function refer(frm) {
	frappe.prompt(
		[
			{
				fieldname: "to_level",
				fieldtype: "Select",
				label: __("Referred Up To"),
				options: chosen(["Province", "Country"]),
				default: "Province",
				reqd: 1,
				description: __("Until that day, officers there read this case by name. Without it, they read numbers alone."),
			},
			{ fieldname: "until", fieldtype: "Date", label: __("Referred Until"), reqd: 1 },
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		],
		(values) => take(frm, `${CASES}.refer`, values),
		__("Refer Up")
	);
}

function end_referral(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason") },
		(values) => take(frm, `${CASES}.end_referral`, values),
		__("End the Referral")
	);
}

function note_house_code(frm) {
	frappe.prompt(
		{
			fieldname: "secret",
			fieldtype: "Data",
			label: __("House Code"),
			reqd: 1,
			description: __("The 11 digits of the house registration book. Only a hash of them is kept, to find the same house again."),
		},
		(values) => take(frm, "con_center.households.house_code.note", values),
		__("Note House Code")
	);
}
