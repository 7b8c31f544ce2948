// One shortcut for the step that comes next: it saves what is not saved, and once that is so, takes the document on. What
// the step asks for, and what is found before it, is shown as by its button.
const SHORTCUT = "shift+ctrl+enter";
const TOLD = "Ctrl+Shift+Enter";

const frm_in_sight = () => (window.cur_frm?.page.wrapper.is(":visible") && !window.cur_dialog?.display ? cur_frm : null);

frappe.ui.keys.add_shortcut({
	shortcut: SHORTCUT,
	action: () => go_on(frm_in_sight()),
	description: __("Save, or take the step that comes next"),
	condition: () => Boolean(frm_in_sight()),
	ignore_inputs: true,
});

function go_on(frm) {
	// what is being typed is taken up first
	document.activeElement?.blur();
	setTimeout(async () => {
		await con_center.looked_up(frm);
		if (frm.is_new() || frm.is_dirty()) return frm.save();
		const item = next_item(frm);
		if (item) return item.click();
		if (frm.con_next) return frm.con_next.go();
		frappe.show_alert({ message: __("No step of yours comes next here."), indicator: "blue" });
	}, 150);
}

// in the menu of decisions
function next_item(frm) {
	const wanted = con_center.meanings.forward(frm.doc).map((action) => __(action));
	return frm.page.actions_btn_group
		.find(".dropdown-menu a")
		.get()
		.find((item) => wanted.includes(item.innerText.trim() || item.textContent.trim()));
}

// the button that leads on says by which keys
function tell($button, step) {
	$button.attr("title", step ? __("Next step: {0} ({1})", [step, TOLD]) : "");
}

// of documents that are decided on, the menu of decisions; other forms name what comes next themselves
$(document).on("render_complete", () => {
	const frm = window.cur_frm;
	if (!frm?.doc.workflow_state) return;
	const [action] = con_center.meanings.forward(frm.doc);
	tell(frm.page.actions_btn_group.find("button").first(), action && __(action));
});

con_center.comes_next = (frm, step, $button, go) => {
	frm.con_next = { go };
	tell($button, step);
};
