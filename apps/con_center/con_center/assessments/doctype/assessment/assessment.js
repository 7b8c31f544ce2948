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

frappe.ui.form.on("Assessment", {
	setup(frm) {
		frm.set_query("center", () => ({ filters: { level: "Sub-district", status: "Active" } }));
		frm.set_query("template", () => ({ filters: { status: "In Use" } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", fiscal_year());
	},

	refresh(frm) {
		if (frm.doc.notice) frm.set_intro(`<b>${frappe.utils.escape_html(frm.doc.notice)}</b>`, "red");
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

// the fiscal year of today in the Buddhist era: it begins on 1 October
function fiscal_year() {
	const today = frappe.datetime.str_to_obj(frappe.datetime.get_today());
	return today.getFullYear() + 543 + (today.getMonth() >= 9 ? 1 : 0);
}

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
	const $sheet = frm.fields_dict.sheet.$wrapper.empty();
	const $head = $('<div class="con-sheet-head"></div>').appendTo($sheet);
	const $table = $(`<div class="con-sheet-box"><table class="table con-sheet">
		<thead><tr>
			<th>${__("Code")}</th><th>${__("Indicator")}</th><th>${__("Found by the System")}</th>
			${STAGES.map(([key, label]) => `<th class="${key === stage ? "con-mine" : ""}">${__(label)}</th>`).join("")}
		</tr></thead><tbody></tbody></table></div>`).appendTo($sheet);
	$sheet.append(STYLE);
	const $body = $table.find("tbody");
	let category = null;
	(frm.doc.scores || []).forEach((row) => {
		if (row.category !== category) {
			category = row.category;
			$(`<tr class="con-category"><td colspan="6">${frappe.utils.escape_html(category)}</td></tr>`).appendTo(
				$body
			);
		}
		draw_row(frm, row, stage).appendTo($body);
	});
	draw_head(frm, $head, stage);
}

function draw_head(frm, $head, stage) {
	const rows = frm.doc.scores || [];
	const column = `${stage || "self"}_score`;
	const scored = rows.filter((row) => row[column]).length;
	$head.empty().append(
		`<span class="${scored === rows.length ? "text-success" : "text-muted"}">${
			stage
				? __("{0} of {1} indicators scored", [scored, rows.length])
				: __("Nothing to enter in this status")
		}</span>`
	);
	const before = { district: ["self", "Take Over the Self-assessment"] }[stage];
	if (!before) return;
	$(`<button class="btn btn-xs btn-default">${__(before[1])}</button>`)
		.attr("title", __("Where you have not scored yet"))
		.on("click", () => {
			rows.filter((row) => !row[column] && row[`${before[0]}_score`]).forEach((row) => {
				frappe.model.set_value(row.doctype, row.name, column, row[`${before[0]}_score`]);
			});
			draw_sheet(frm);
		})
		.appendTo($head);
}

function draw_row(frm, row, stage) {
	const $row = $(`<tr>
		<td>${frappe.utils.escape_html(row.code)}</td>
		<td class="con-what"><div>${frappe.utils.escape_html(row.indicator)}</div>
			<div class="small text-muted">${
				row.evidence_wanted ? `${__("Evidence Wanted")}: ${frappe.utils.escape_html(row.evidence_wanted)}` : ""
			}</div><div class="small con-notes"></div></td>
		<td>${found(row)}</td></tr>`);
	$row.find(".con-notes").append(notes(frm, row, stage));
	STAGES.forEach(([key]) => {
		const $cell = $(`<td class="con-score ${key === stage ? "con-mine" : ""}"></td>`).appendTo($row);
		if (key === stage) $cell.append(entry(frm, row, `${key}_score`));
		else $cell.html(shown(row, row[`${key}_score`]));
	});
	return $row;
}

// a score as it is read: a word that does not rest on the colour alone
function shown(row, score) {
	if (!score) return '<span class="text-muted">–</span>';
	if (row.kind === "Scale") return `<b>${frappe.utils.escape_html(score)}</b> / ${row.max_score}`;
	return score === "1"
		? `<span class="text-success">✓ ${__("Yes")}</span>`
		: `<span class="text-danger">✗ ${__("No")}</span>`;
}

function entry(frm, row, column) {
	const set = (value) => {
		frappe.model.set_value(row.doctype, row.name, column, value);
		draw_head(frm, frm.fields_dict.sheet.$wrapper.find(".con-sheet-head"), writable_stage(frm));
	};
	if (row.kind === "Scale") {
		return $(`<input type="text" inputmode="decimal" class="form-control input-xs">`)
			.attr("aria-label", `${row.code} ${row.indicator}`)
			.attr("placeholder", `${row.min_score}–${row.max_score}`)
			.val(row[column] || "")
			.on("change", (event) => set(event.target.value.trim()));
	}
	const $group = $('<div class="btn-group btn-group-sm" role="group"></div>');
	[
		["1", __("Yes"), "btn-success"],
		["0", __("No"), "btn-danger"],
	].forEach(([value, label, style]) => {
		const chosen = row[column] === value;
		$(`<button type="button" class="btn ${chosen ? style : "btn-default"}">${label}</button>`)
			.attr("aria-pressed", chosen)
			.attr("aria-label", `${row.code}: ${label}`)
			.on("click", () => {
				// a second click takes the score back
				set(chosen ? "" : value);
				$group.replaceWith(entry(frm, row, column));
			})
			.appendTo($group);
	});
	return $group;
}

function found(row) {
	if (!row.computed_by) return "";
	if (!row.computed_value) return `<span class="small text-muted">${__("Nothing is known yet")}</span>`;
	const value = `${__(row.computed_by)}: <b>${frappe.utils.escape_html(row.computed_value)}</b>`;
	const link = proof_link(row);
	return `<div class="small">${value}${link ? ` <a href="${link}">${__("Proof")}</a>` : ""}</div>`;
}

function proof_link(row) {
	if (row.proof_name) return frappe.utils.get_form_link(row.proof_doctype, row.proof_name);
	if (!row.proof_filters) return "";
	const filters = Object.entries(JSON.parse(row.proof_filters)).map(
		([field, value]) => `${field}=${encodeURIComponent(typeof value === "object" ? JSON.stringify(value) : value)}`
	);
	return `/app/${frappe.router.slug(row.proof_doctype)}?${filters.join("&")}`;
}

function notes(frm, row, stage) {
	const lines = [];
	if (row.evidence) lines.push(`${__("Evidence")}: ${frappe.utils.escape_html(row.evidence)}`);
	// an address of a file, and no script
	if (/^(\/|https?:)/i.test(row.evidence_file || "")) {
		const name = row.evidence_file.split("/").pop();
		lines.push(
			`<a href="${encodeURI(row.evidence_file)}" target="_blank">${frappe.utils.escape_html(name)}</a>`
		);
	}
	[
		["district_note", "Note of the District"],
		["province_note", "Note of the Province"],
	].forEach(([field, label]) => {
		if (row[field]) lines.push(`${__(label)}: ${frappe.utils.escape_html(row[field])}`);
	});
	const $notes = $(`<div>${lines.map((line) => `<div>${line}</div>`).join("")}</div>`);
	if (stage) {
		$(`<a href="#" role="button">${stage === "self" ? __("Enter the Evidence") : __("Write a Note")}</a>`)
			.on("click", (event) => {
				event.preventDefault();
				ask_note(frm, row, stage);
			})
			.appendTo($notes);
	}
	return $notes;
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
	const legend = result.series.map(
		(line) => `<span><i style="background: ${line.colour}"></i>${frappe.utils.escape_html(line.label)}</span>`
	);
	// own bars: those of frappe.Chart cut the names of the categories off
	$charts.append(`<div class="con-result">
		<div class="con-last">${last_round(result)}</div>
		<div class="row">
			<div class="col-md-6 con-picture">${result.radar}</div>
			<div class="col-md-6 con-picture"><div class="con-legend">${legend.join("")}</div>${result.bars}</div>
		</div>${by_category(result)}</div>`);
}

function by_category(result) {
	const heads = result.series.map((line) => `<th class="text-right">${frappe.utils.escape_html(line.label)} (%)</th>`);
	const lines = result.categories.map((category, number) => {
		const cells = result.series.map((line) => {
			const value = line.values[number];
			return `<td class="text-right">${value == null ? "–" : format_number(value, null, 2)}</td>`;
		});
		return `<tr><td>${frappe.utils.escape_html(category)}</td>${cells.join("")}</tr>`;
	});
	return `<div class="con-sheet-box"><table class="table table-sm">
		<thead><tr><th>${__("Indicator Category")}</th>${heads.join("")}</tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>`;
}

function last_round(result) {
	const last = result.previous;
	if (!last) return `<span class="text-muted">${__("No earlier round to compare with")}</span>`;
	const link = `<a href="${frappe.utils.get_form_link("Assessment", last.name)}">${__(
		"Fiscal year {0}, round {1}",
		[last.fiscal_year, last.round]
	)}</a>`;
	const sign = result.change > 0 ? "+" : "";
	return `${__("Last Round")}: ${link} ${format_number(last.percent, null, 2)} % (${frappe.utils.escape_html(
		last.band || "–"
	)}), ${__("Change")} <b>${sign}${format_number(result.change, null, 2)}</b>`;
}

const STYLE = `<style>
	.con-sheet-head { display: flex; gap: 1rem; align-items: center; margin-bottom: .5rem; }
	.con-sheet a { text-decoration: underline; }
	.con-sheet-box { overflow-x: auto; }
	.con-sheet { min-width: 760px; }
	.con-sheet th { white-space: nowrap; }
	.con-sheet td { vertical-align: top; }
	.con-sheet .con-category td { background: var(--subtle-fg, #f4f5f6); font-weight: 600; }
	.con-sheet .con-what { width: 44%; }
	.con-sheet .con-score { white-space: nowrap; }
	.con-sheet .con-mine { background: var(--control-bg, #f4f5f6); }
	.con-sheet .con-score input { width: 6rem; }
	.con-picture svg { width: 100%; height: auto; }
	.con-picture text { fill: var(--text-color, #333); }
	.con-legend span { margin-right: 1rem; }
	.con-legend i { display: inline-block; width: .9em; height: .7em; margin-right: .3em; }
	.con-last { margin-bottom: .75rem; }
</style>`;
