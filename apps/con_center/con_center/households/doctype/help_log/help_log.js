frappe.ui.form.on("Help Log", {
	setup(frm) {
		frm.set_query("household", () => ({ filters: { status: "Open" } }));
		frm.set_query("partner", () => ({ filters: { disabled: 0 } }));
		frm.set_query("plan", () => ({ filters: { household: frm.doc.household } }));
	},

	refresh(frm) {
		frm.toggle_display(["status", "state_section"], !frm.is_new());
		// Frappe takes no file into a row that is not saved
		frm.set_df_property("photos", "cannot_add_rows", true);
		if (!frm.is_new() && frm.perm[0].write && frm.doc.status === "Recorded") con_center.photos.offer(frm);
		show_household(frm);
		offer_check(frm);
	},

	before_save(frm) {
		frm.con_made_now = frm.is_new();
	},

	household: show_household,
	kind: (frm) => offer_agreed(frm),

	partner(frm) {
		if (!frm.doc.partner) return;
		return frappe.db
			.get_value("Partner", frm.doc.partner, "partner_name")
			.then(({ message }) => frm.set_value("by_whom", message.partner_name));
	},

	plan_item(frm) {
		const item = agreed_of(frm).find(({ name }) => name === frm.doc.plan_item);
		if (!item) return;
		const { parent: plan, dimension, by_kind, by_whom, what } = item;
		frm.set_value({ plan, dimension });
		// who gave it may be somebody else than who was to
		if (!frm.doc.by_whom) frm.set_value({ by_kind, by_whom });
		if (!frm.doc.what) frm.set_value("what", what);
	},
});

// whoever was there has seen whether it is as the list says
function offer_check(frm) {
	const is_unchecked = !frm.is_new() && frm.doc.__onload?.household?.is_unchecked;
	if (!is_unchecked || !frm.perm[0].write || frm.doc.status !== "Recorded") return;
	const ask = () => con_center.note_check(frm, frm.doc.household, frm.doc.happened_on);
	frm.add_custom_button(__("Note the Check"), ask).addClass("btn-primary");
	// once by itself: a new form gets its own address when it is saved, and Frappe closes a dialog then
	if (!frm.con_made_now || frm.doc.creation !== frm.doc.modified) return;
	frm.con_made_now = false;
	setTimeout(() => frm === window.cur_frm && !window.cur_dialog?.display && ask(), 1000);
}

const agreed_of = (frm) => frm.con_agreed || [];

// what was agreed for the household: chosen from here, as the row of a plan has no name that says anything
function offer_agreed(frm) {
	const options = agreed_of(frm).map(({ name, dimension, what, times }) => ({
		value: name,
		label: `${__(dimension)}: ${what}${times ? ` (${__("given")})` : ""}`,
	}));
	frm.set_df_property("plan_item", "options", [{ value: "", label: "" }, ...options]);
	frm.refresh_field("plan_item");
	const may_choose = options.length && frm.perm[0].write && frm.doc.status !== "Withdrawn";
	frm.toggle_display("plan_item", Boolean(may_choose && frm.doc.kind === "Help"));
}

// from the form of a plan, it is what is still open in it
function choose_open(frm) {
	if (!frm.is_new() || !frm.doc.plan || frm.doc.plan_item || frm.doc.kind !== "Help") return;
	const open = agreed_of(frm).filter(({ parent, times }) => parent === frm.doc.plan && !times);
	if (open.length === 1) frm.set_value("plan_item", open[0].name);
}

// the title of a household names nobody: whose it is stands above the form of who may know
function show_household(frm) {
	frm.con_agreed = [];
	offer_agreed(frm);
	if (!frm.doc.household) return frm.set_intro("");
	const known = !frm.is_new() && frm.doc.__onload?.household;
	const asked = known
		? Promise.resolve(known)
		: frappe.xcall("con_center.households.doctype.help_log.help_log.whose", { household: frm.doc.household });
	return asked.then((found) => {
		if (!found) return;
		frm.con_agreed = found.agreed || [];
		offer_agreed(frm);
		choose_open(frm);
		const said = [found.head_name, found.place].filter(Boolean).join(" ");
		frm.set_intro("");
		frm.set_intro(frappe.utils.escape_html(said), "blue");
	});
}
