// A phone hides all buttons of a form but one in a menu: until something is typed, what one comes for is that one.
frappe.provide("con_center");

con_center.first_action = (frm, label, act) => {
	frm.page.set_primary_action(label, act);
	$(frm.wrapper)
		.off("dirty.con_first")
		.one("dirty.con_first", () => {
			frm.page.set_primary_action(__("Save"), () => frm.save());
			if (!frm.custom_buttons[label]) frm.add_custom_button(label, act);
		});
};
