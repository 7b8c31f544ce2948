frappe.ui.form.on("Help Log", {
	setup(frm) {
		frm.set_query("household", () => ({ filters: { status: "Open" } }));
		frm.set_query("plan", () => ({ filters: { household: frm.doc.household } }));
	},

	refresh(frm) {
		frm.toggle_display(["status", "state_section"], !frm.is_new());
		// Frappe takes no file into a row that is not saved
		frm.set_df_property("photos", "cannot_add_rows", true);
		if (!frm.is_new() && frm.perm[0].write && frm.doc.status === "Recorded") con_center.photos.offer(frm);
		show_household(frm);
	},

	household: show_household,
});

// the title of a household names nobody: whose it is stands above the form of who may know
function show_household(frm) {
	if (!frm.doc.household) return frm.set_intro("");
	const known = !frm.is_new() && frm.doc.__onload?.household;
	const asked = known
		? Promise.resolve(known)
		: frappe.xcall("con_center.households.doctype.help_log.help_log.whose", { household: frm.doc.household });
	return asked.then((found) => {
		if (!found) return;
		const said = [found.head_name, found.place].filter(Boolean).join(" ");
		frm.set_intro("");
		frm.set_intro(frappe.utils.escape_html(said), "blue");
	});
}
