frappe.ui.form.on("Substitution", {
	setup(frm) {
		// one's own posts, and those of the offices that one is above: the server says which
		frm.set_query("post", () => ({ filters: { capacity: "In Own Right", status: ["!=", "Ended"] } }));
		frm.set_query("substitute_post", () => ({
			filters: { name: ["!=", frm.doc.post], substitution: ["is", "not set"], status: ["!=", "Ended"] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.post) propose_own_post(frm);
	},

	refresh(frm) {
		con_center.matters.show(frm);
		if (!frm.is_new() && frm.doc.status !== "Ended" && frm.perm[0]?.write) {
			frm.add_custom_button(__("End It Now"), () => end(frm));
		}
	},
});

// who holds one post alone is away from that
function propose_own_post(frm) {
	frappe.db
		.get_list("Officer Assignment", {
			filters: { user: frappe.session.user, capacity: "In Own Right", status: "In Force" },
			limit: 2,
		})
		.then((found) => {
			if (found.length === 1 && !frm.doc.post) frm.set_value("post", found[0].name);
		});
}

function end(frm) {
	const question = __("End it now? {0} signs nothing for {1} from now on.", [
		con_center.bold(frm.doc.substitute_name),
		con_center.bold(frm.doc.absent_name),
	]);
	frappe.confirm(question, () => frm.set_value("withdrawn", 1).then(() => frm.save()));
}
