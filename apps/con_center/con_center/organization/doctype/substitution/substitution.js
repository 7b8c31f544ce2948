frappe.ui.form.on("Substitution", {
	setup(frm) {
		// one's own posts, and those of the offices that one is above: the server says which
		frm.set_query("post", () => ({ filters: { capacity: "In Own Right", status: ["!=", "Ended"] } }));
		// nobody acts for himself, from another post of his either
		frm.set_query("substitute_post", () => ({
			filters: { user: ["!=", frm.con_away || ""], substitution: ["is", "not set"], status: ["!=", "Ended"] },
		}));
		const said = {
			post: __("Posts that somebody holds in his own right and that have not ended."),
			substitute_post: __("Posts of others that have not ended."),
		};
		Object.entries(said).forEach(([field, text]) => frm.set_df_property(field, "filter_description", text));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.post) propose_own_post(frm);
		note_who_is_away(frm);
	},

	post: note_who_is_away,

	refresh(frm) {
		con_center.matters.show(frm);
		if (!frm.is_new() && frm.doc.status !== "Ended" && frm.perm[0]?.write) {
			frm.add_custom_button(__("End It Now"), () => end(frm));
		}
	},
});

function note_who_is_away(frm) {
	const { post } = frm.doc;
	frm.con_away = null;
	if (!post || !frm.is_new()) return;
	frappe.db.get_value("Officer Assignment", post, "user").then(({ message }) => {
		if (frm.doc.post === post) frm.con_away = message?.user;
	});
}

// who holds one post alone is away from that; what an administrator may is not handed on
function propose_own_post(frm) {
	if (frappe.user_roles.includes("CON Administrator")) return;
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
