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
	setTimeout(() => {
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

// the button says which step it is
$(document).on("form-refresh", (_event, frm) => {
	if (!frm?.page?.actions_btn_group) return;
	const [action] = frm.doc.workflow_state ? con_center.meanings.forward(frm.doc) : [];
	const { label, $button } = frm.con_next || {};
	const step = action ? __(action) : label;
	const $leads = action ? frm.page.actions_btn_group.find("button").first() : $button;
	$leads?.attr("title", step ? __("Next step: {0} ({1})", [step, TOLD]) : "");
});
