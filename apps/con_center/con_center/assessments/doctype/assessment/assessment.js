// the three columns of scores, and by what the state means, which of them is written
const STAGES = [
	["self", "Self-assessed"],
	["district", "Scored by the District"],
	["province", "Confirmed by the Province"],
];
const STAGE_AT_WORK = {
	"Own Work": "self",
	Returned: "self",
	"Under Review": "district",
	"Past the First Review": "province",
};
// what may be noted beside a score, by stage
const NOTES = { self: "evidence", district: "district_note", province: "province_note" };

const STYLE_OF_CHOICE = { 1: "btn-success", 0: "btn-danger" };

frappe.ui.form.on("Assessment", {
	setup(frm) {
		frm.set_query("center", () => ({ filters: { level: "Sub-district", status: "Active" } }));
		frm.set_query("template", () => ({ filters: { status: "In Use" } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
	},

	refresh(frm) {
		con_center.mark_sample(frm);
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		frm.toggle_display("workflow_state", false);
		frm.toggle_display(["sheet_section", "remarks_section"], !frm.is_new());
		if (frm.is_new()) return;
		keep_columns(frm);
		draw_sheet(frm);
		draw_result(frm);
		frm.add_custom_button(__("Grid of the District"), () => {
			frappe.route_options = {
				district: frm.doc.district,
				fiscal_year: frm.doc.fiscal_year,
				round: frm.doc.round,
			};
			frappe.set_route("assessment-grid");
		});
	},

	validate(frm) {
		// Tab in the last row of the table adds an empty one, even where rows cannot be added
		const empty = (frm.doc.scores || []).filter((row) => !row.code);
		empty.forEach((row) => frappe.model.clear_doc(row.doctype, row.name));
		if (empty.length) frm.refresh_field("scores");
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

function writable_stage(frm) {
	const may_write = frm.perm[0]?.write && !frappe.workflow.is_read_only(frm.doctype, frm.docname);
	return may_write ? STAGE_AT_WORK[con_center.meanings.of(frm.doc)] : null;
}

// the table of all rows, and the remarks: what another stage wrote is shown and not offered
function keep_columns(frm) {
	const stage = writable_stage(frm);
	const fields = { self: ["self_score", "evidence", "evidence_file"] };
	STAGES.forEach(([key]) => {
		const columns = fields[key] || [`${key}_score`, `${key}_note`];
		columns.forEach((column) =>
			frm.fields_dict.scores.grid.update_docfield_property(column, "read_only", key === stage ? 0 : 1)
		);
		frm.set_df_property(`${key}_remarks`, "read_only", key === stage ? 0 : 1);
	});
	["assessed_on", "assessor"].forEach((field) =>
		frm.set_df_property(field, "read_only", stage === "self" ? 0 : 1)
	);
	frm.set_df_property("scores", "cannot_add_rows", true);
	frm.set_df_property("scores", "cannot_delete_rows", true);
}

function draw_sheet(frm) {
	const stage = writable_stage(frm);
	const $sheet = frm.fields_dict.sheet.$wrapper;
	$sheet.html(con_center.render("assessment_sheet", in_words(frm, stage)));
	draw_head(frm, stage);
	const on = (event, selector, act) =>
		$sheet.off(`${event}.con`, selector).on(`${event}.con`, selector, (happened) => {
			happened.preventDefault();
			const target = happened.currentTarget;
			act(target, row_of(frm, target));
		});
	on("click", ".con-take-over", () => take_over(frm));
	on("click", ".con-ask", (_link, row) => ask_note(frm, row, stage));
	on("click", ".con-score button", (button, row) => choose(frm, row, stage, button));
	on("change", ".con-score input", (input, row) => set_score(frm, row, stage, input.value.trim()));
}

function row_of(frm, element) {
	const name = $(element).closest("[data-row]").attr("data-row");
	return frm.doc.scores.find((row) => row.name === name);
}

function draw_head(frm, stage) {
	const rows = frm.doc.scores || [];
	const scored = rows.filter((row) => row[`${stage || "self"}_score`]).length;
	const head = con_center.render("assessment_sheet_head", {
		complete: scored === rows.length,
		said: stage
			? __("{0} of {1} indicators scored", [scored, rows.length])
			: __("Nothing to enter in this status"),
		may_take_over: stage === "district",
	});
	frm.fields_dict.sheet.$wrapper.find(".con-sheet-head").html(head);
}

function take_over(frm) {
	const open = frm.doc.scores.filter((row) => !row.district_score && row.self_score);
	open.forEach((row) => frappe.model.set_value(row.doctype, row.name, "district_score", row.self_score));
	draw_sheet(frm);
}

function set_score(frm, row, stage, value) {
	frappe.model.set_value(row.doctype, row.name, `${stage}_score`, value);
	draw_head(frm, stage);
}

// yes or no; a second click takes the score back
function choose(frm, row, stage, button) {
	const taken_back = button.getAttribute("aria-pressed") === "true";
	set_score(frm, row, stage, taken_back ? "" : button.dataset.value);
	$(button)
		.siblings()
		.addBack()
		.each((_index, other) => {
			const chosen = other === button && !taken_back;
			$(other)
				.attr("aria-pressed", String(chosen))
				.toggleClass(STYLE_OF_CHOICE[other.dataset.value], chosen)
				.toggleClass("btn-default", !chosen);
		});
}

function in_words(frm, stage) {
	const rows = frm.doc.scores || [];
	return {
		stages: STAGES.map(([key, label]) => ({ label: __(label), mine: key === stage })),
		rows: rows.map((row, number) => ({
			name: row.name,
			code: row.code,
			indicator: row.indicator,
			heading: row.category === rows[number - 1]?.category ? "" : row.category,
			wanted: row.evidence_wanted,
			found: found(row),
			...remarks(row, stage),
			scores: STAGES.map(([key]) => score(row, row[`${key}_score`], key === stage)),
		})),
	};
}

// a score as it is entered, or read: a word that does not rest on the colour alone
function score(row, value, mine) {
	const choice = (of, word) => ({
		value: of,
		word,
		label: `${row.code}: ${word}`,
		chosen: value === of,
		style: STYLE_OF_CHOICE[of],
	});
	return {
		mine,
		value: value || "",
		label: `${row.code} ${row.indicator}`,
		scale: row.kind === "Scale" ? { least: row.min_score, most: row.max_score } : null,
		choices: [choice("1", __("Yes")), choice("0", __("No"))],
	};
}

function found(row) {
	return {
		label: row.computed_by ? __(row.computed_by) : "",
		value: row.computed_value || "",
		proof: proof_link(row),
	};
}

function proof_link(row) {
	const report = row.proof_doctype === "Report";
	if (row.proof_name && !report) return frappe.utils.get_form_link(row.proof_doctype, row.proof_name);
	if (!row.proof_filters) return "";
	const filters = Object.entries(JSON.parse(row.proof_filters)).map(
		([field, value]) => `${field}=${encodeURIComponent(typeof value === "object" ? JSON.stringify(value) : value)}`
	);
	const list = report ? `query-report/${encodeURIComponent(row.proof_name)}` : frappe.router.slug(row.proof_doctype);
	return `/app/${list}?${filters.join("&")}`;
}

function remarks(row, stage) {
	const written = [
		["evidence", __("Evidence")],
		["district_note", __("Note of the District")],
		["province_note", __("Note of the Province")],
	];
	const ask = stage === "self" ? __("Enter the Evidence") : __("Write a Note");
	return {
		remarks: written.filter(([field]) => row[field]).map(([field, label]) => ({ label, text: row[field] })),
		file: evidence_file(row.evidence_file || ""),
		ask: stage ? ask : "",
	};
}

// an address of a file, and no script
function evidence_file(address) {
	if (!/^(\/|https?:)/i.test(address)) return null;
	return { address: encodeURI(address), name: address.split("/").pop() };
}

function ask_note(frm, row, stage) {
	const field = NOTES[stage];
	const fields = [
		{
			fieldname: field,
			fieldtype: "Small Text",
			label: stage === "self" ? __("Evidence") : __("Note"),
			default: row[field],
		},
	];
	if (stage === "self") {
		fields.push({
			fieldname: "evidence_file",
			fieldtype: "Attach",
			label: __("Evidence (File)"),
			default: row.evidence_file,
		});
	}
	const dialog = new frappe.ui.Dialog({
		title: `${row.code} ${row.indicator}`,
		fields,
		primary_action_label: __("Take Over"),
		primary_action(values) {
			fields.forEach(({ fieldname }) =>
				frappe.model.set_value(row.doctype, row.name, fieldname, values[fieldname] || "")
			);
			dialog.hide();
			draw_sheet(frm);
		},
	});
	// what is uploaded here belongs to this document, and is private with it
	dialog.doc = { doctype: frm.doctype, name: frm.docname };
	if (dialog.fields_dict.evidence_file) {
		dialog.fields_dict.evidence_file.df.options = { doctype: frm.doctype, docname: frm.docname, make_attachments_public: false };
	}
	dialog.show();
}

function draw_result(frm) {
	const result = frm.doc.__onload?.result;
	const $charts = frm.fields_dict.charts.$wrapper.empty();
	if (!result) return;
	$charts.html(con_center.render("assessment_result", result_in_words(result)));
	// pictures of the server; own bars: those of frappe.Chart cut the names of the categories off
	$charts.find("[data-picture]").each((_index, place) => $(place).html(result[place.dataset.picture]));
}

function result_in_words({ categories, series, previous, change }) {
	const percent = (value) => (value == null ? "–" : format_number(value, null, 2));
	return {
		lines: series.map(({ colour, label }) => ({ colour, label })),
		rows: categories.map((category, number) => ({
			category,
			values: series.map((line) => percent(line.values[number])),
		})),
		last: previous && {
			address: frappe.utils.get_form_link("Assessment", previous.name),
			label: __("Fiscal year {0}, round {1}", [previous.fiscal_year, previous.round]),
			percent: percent(previous.percent),
			band: previous.band || "–",
			change: `${change > 0 ? "+" : ""}${format_number(change, null, 2)}`,
		},
	};
}
