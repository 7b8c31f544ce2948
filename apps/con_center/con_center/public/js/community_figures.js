// On the forms of plans and projects: what is known of their villages, as the reason for them (con_center.community.figures).
["Action Plan", "Plan Project"].forEach((doctype) =>
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			if (!frm.is_new()) show_community_figures(frm);
		},
	})
);

function show_community_figures(frm) {
	const { doctype, docname: name } = frm;
	frappe.xcall("con_center.community.figures.for_plan", { doctype, name }).then((figures) => {
		if (frm.docname !== name || !figures?.length) return;
		frm.dashboard.add_section(con_center.render("community_figures", { rows: figures.map(said) }), __("Community Information"));
		frm.dashboard.show();
	});
}

const SIGN = { better: "▲", worse: "▼" };
const figure_said = (value) => (value === null || value === undefined ? "–" : format_number(value, null, Number.isInteger(value) ? 0 : 2));

function said({ name, unit, source, mean, year, value, before_year, before, change, village, worst }) {
	return {
		name: mean ? `${name} (${__("mean of the villages")})` : name,
		source: __(source),
		value: `${figure_said(value)} ${unit}`,
		year,
		before: before_year ? `${figure_said(before)} (${before_year})` : "–",
		sign: SIGN[change] || "",
		style: change ? `con-figure-${change}` : "",
		change: change ? __(change === "better" ? "Better than before" : "Worse than before") : "",
		village: village === null ? "" : figure_said(village),
		worst: worst.map((row) => `${row.village} (${figure_said(row.value)})`).join(", "),
	};
}
