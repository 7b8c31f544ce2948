frappe.ui.form.on("Publicity", {
	setup(frm) {
		frm.set_query("channel", () => ({ filters: { disabled: 0 } }));
		frm.set_query("area", () => ({ filters: { level: ["!=", "Village"] } }));
	},

	refresh(frm) {
		if (frm.perm[0].write) con_center.photos.offer(frm);
	},
});
