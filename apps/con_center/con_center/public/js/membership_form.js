// The public form for membership (con_center/community/public_form.py), on Frappe's page of a Web Form: the area is chosen in
// steps, the consent is that of the settings, and what is sent carries the token of the form.
frappe.ready(() => setTimeout(begin_membership_form));

const FORM_METHODS = "con_center.community.public_form";

function begin_membership_form() {
	const form = frappe.web_form;
	if (frappe.web_form_doc?.doc_type !== "Membership Application" || !form?.fields_dict?.center) return;
	frappe.call({ method: `${FORM_METHODS}.begin`, type: "POST" }).then(({ message }) => {
		Object.assign(form.doc, { token: message.token });
		form.set_df_property("consent", "description", frappe.utils.escape_html(message.consent || ""));
		set_trap(form, message.trap);
		offer(form, "province", message.places);
		follow(form, "province", "district");
		follow(form, "district", "center");
		choose_asked_center(form);
		make_readable(form);
	});
	tell_number(form);
}

// Frappe's page does not say whose the labels are, nor which row of a list is meant, and the consent is a faint hint in it
function make_readable(form) {
	for (const { df, $input } of form.fields_list) {
		$input?.attr("aria-label", __(df.label));
		$input?.on("awesomplete-highlight awesomplete-close", ({ type }) => name_rows($input, type));
	}
	form.fields_dict.consent.$wrapper.find(".help-box").removeClass("text-muted text-extra-muted");
}

function name_rows($input, event) {
	const list = $input.attr("aria-owns");
	if (event === "awesomplete-close") $input.removeAttr("aria-activedescendant");
	else $(`#${list} li`).each((index, row) => $(row).attr({ id: `${list}_item_${index}`, role: "option" }));
}

// who has applied is told the number of his application
function tell_number(form) {
	const { handle_success } = form;
	form.handle_success = (data) => {
		handle_success.call(form, data);
		$(".success-message").after($(document.createElement("p")).text(data.said));
	};
}

// programs fill in whatever there is; people do not see it
function set_trap(form, name) {
	const $trap = $(document.createElement("input"))
		.attr({ name, class: "hide", tabindex: -1, autocomplete: "off", "aria-hidden": "true" })
		.on("input change", (event) => Object.assign(form.doc, { [name]: event.target.value }));
	$(form.parent).append($trap);
}

function offer(form, field, places) {
	form.set_df_property(field, "options", [{ value: "", label: "" }, ...places]);
}

function follow(form, above, below) {
	form.on(above, () => next_places(form, above, below));
}

function next_places(form, above, below) {
	const parent = form.get_value(above);
	// what was chosen further down lies elsewhere
	["district", "center"].slice(below === "center" ? 1 : 0).forEach((field) => offer(form, field, []));
	if (!parent) return Promise.resolve();
	return frappe
		.call({ method: `${FORM_METHODS}.places`, type: "POST", args: { parent } })
		.then(({ message }) => offer(form, below, message));
}

// a link on the office's own page names its center: /join/new?of=340101
function choose_asked_center(form) {
	const of = new URLSearchParams(window.location.search).get("of") || "";
	if (!/^\d{6}$/.test(of)) return;
	const steps = [
		["province", of.slice(0, 2), "district"],
		["district", of.slice(0, 4), "center"],
	];
	steps
		.reduce(
			(done, [field, value, below]) =>
				done.then(() => form.set_value(field, value)).then(() => next_places(form, field, below)),
			Promise.resolve()
		)
		.then(() => form.set_value("center", of));
}
