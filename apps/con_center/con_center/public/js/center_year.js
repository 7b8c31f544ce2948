// on the form of a center: its year at a glance, with what lies below it. Frappe clears the section on each refresh
frappe.ui.form.on("CON Center", {
	refresh(frm) {
		if (!frm.is_new()) show_year(frm, frm.con_center_year);
	},
});

function show_year(frm, year) {
	const center = frm.docname;
	return frappe.xcall("con_center.overview.year.of_center", { center, year }).then((found) => {
		// the answer of a form that has been left
		if (frm.docname !== center) return;
		frm.con_center_year = found.year;
		frm.layout.wrapper.find(".con-year").closest(".form-dashboard-section").remove();
		const body = frm.dashboard.add_section(`<div class="con-year"></div>`, __("The Year at a Glance"));
		body.find(".con-year").html(STYLE + head(found) + late(found) + cards(found) + below(found));
		bind(frm, body.find(".con-year"), found);
	});
}

function bind(frm, $year, found) {
	$year.on("click", "[data-year]", (event) => show_year(frm, event.currentTarget.dataset.year));
	$year.on("click", "a[data-to]", (event) => {
		event.preventDefault();
		const to = JSON.parse(event.currentTarget.dataset.to);
		if (to.report) frappe.set_route("query-report", to.report, to.filters);
		else if (to.name) frappe.set_route("Form", to.doctype, to.name);
		else frappe.set_route("List", to.doctype, "List", to.filters);
	});
}

const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
const pill = (colour, word) => `<span class="indicator-pill ${colour} no-margin">${escape(word)}</span>`;
const link = (to, html) => (to ? `<a href="#" data-to="${escape(JSON.stringify(to))}">${html}</a>` : html);

function head(found) {
	const year = (number, sign, label) =>
		`<button class="btn btn-default btn-xs" data-year="${number}" aria-label="${label}" title="${label}">${sign}</button>`;
	const now =
		found.year === found.this_year
			? ""
			: `<button class="btn btn-link btn-xs" data-year="${found.this_year}">${__("This Year")}</button>`;
	return `<div class="con-year-head">
		${year(found.year - 1, "‹", __("The Year Before"))}
		<b>${__("Fiscal Year")} ${found.year}</b>
		${year(found.year + 1, "›", __("The Year After"))} ${now}
	</div>`;
}

function late(found) {
	if (!found.late.length) {
		return `<p class="con-year-none">${pill("green", __("Nothing Is Late"))}</p>`;
	}
	const word = { red: __("Late"), orange: __("Soon"), blue: __("Waiting"), gray: __("In Work"), green: __("Done") };
	const rows = found.late.map(
		(entry) => `<li>${pill(entry.colour, entry.state || word[entry.colour])} ${link(entry.to, escape(entry.text))}</li>`
	);
	return `<h6>${__("What Is Late or Waits")}</h6><ul class="con-year-late">${rows.join("")}</ul>`;
}

function cards(found) {
	return `<div class="con-year-cards">${found.cards.map(card).join("")}</div>`;
}

function card(data) {
	const bar =
		data.percent === undefined
			? ""
			: `<div class="progress"><div class="progress-bar bg-success" style="width: ${data.percent}%"></div></div>`;
	const lines = data.lines.map(
		(line) => `<li>${link(line.to, escape(line.text))} ${line.state ? pill(line.colour, line.state) : ""}</li>`
	);
	return `<section class="con-year-card">
		<h6>${link(data.to, escape(data.title))}</h6>
		<div>${pill(data.colour, data.state)}</div>
		<div class="con-year-figure">${escape(data.figure) || "&nbsp;"}</div>
		${bar}
		<ul>${lines.join("")}</ul>
		${data.note ? `<p class="text-muted small">${escape(data.note)}</p>` : ""}
		${data.source ? `<details class="text-muted small"><summary>${__("Source of This Rule")}</summary>${escape(data.source)}</details>` : ""}
	</section>`;
}

// what lies below, a row for each part: its name leads to the center of the part, a number to the list behind it
function below(found) {
	if (!found.below || !found.below.rows.length) return "";
	const columns = [
		["in_office", __("Committee in Office"), "centers", (row) => listed("Committee", row, { status: "Current" })],
		["met", __("Met Often Enough"), "centers", (row) => report("Meetings by Area", row, found.year)],
		["plans", __("Approved Plan"), "centers", (row) => listed("Action Plan", row, { fiscal_year: found.year })],
		...found.below.rounds.map((number) => [
			`assessed_${number}`,
			__("Assessed, Round {0}", [number]),
			"assessed_centers",
			(row) => listed("Assessment", row, { fiscal_year: found.year, round: number }),
		]),
		...(found.below.reporting ? [["reports", __("Progress Report Sent"), "reporters", (row) => reported(row, found)]] : []),
	];
	const cells = (row) => {
		const shares = columns.map(([field, _label, whole, to]) => {
			const part = field.startsWith("assessed_") ? row.assessed[field.slice(9)] : row[field];
			return `<td>${row[whole] ? link(to(row), pill(row.colours[field], share(field, part, row[whole]))) : "–"}</td>`;
		});
		const money = link(
			report("Plan and Budget", row, found.year),
			`${format_number(row.spent, null, 0)} / ${format_number(row.planned, null, 0)}`
		);
		const progress = row.progress === null ? "–" : `${format_number(row.progress, null, 1)} %`;
		const tasks = row.overdue_tasks
			? link(
					listed("Meeting Task", row, { status: "Open", due_date: ["<", frappe.datetime.get_today()] }),
					pill("red", row.overdue_tasks)
			  )
			: "–";
		return `${shares.join("")}<td class="text-right">${progress}</td><td class="text-right">${money}</td><td>${tasks}</td>`;
	};
	const rows = found.below.rows.map(
		(row) =>
			`<tr><th>${link({ doctype: "CON Center", name: row.area }, escape(row.title))}</th>${cells(row)}</tr>`
	);
	const total = { ...found.below.total, area: found.area };
	return `<h6>${__("What Lies Below")}</h6>
		<div class="con-year-below"><table class="table table-sm table-bordered">
		<thead><tr><th>${__("Area")}</th>${columns.map((column) => `<th>${column[1]}</th>`).join("")}
			<th>${__("Progress of Plans")}</th><th>${__("Spent / Planned (Baht)")}</th><th>${__("Tasks Past Their Day")}</th></tr></thead>
		<tbody>${rows.join("")}</tbody>
		<tfoot><tr><th>${__("Total")}</th>${cells(total)}</tr></tfoot></table></div>`;
}

// of one center, in words
function share(field, part, whole) {
	if (whole !== 1) return `${part} / ${whole}`;
	if (field === "reports") return part ? __("Have Sent") : __("Not Sent Yet");
	if (["in_office", "plans"].includes(field)) return part ? __("There Is One") : __("There Is None");
	return __(part ? "Done" : "Due", null, "Meetings of a year");
}

function place(area) {
	if (area === "00") return {};
	return { [{ 2: "province", 4: "district", 6: "area" }[area.length]]: area };
}

const listed = (doctype, row, filters) => ({ doctype, filters: { ...place(row.area), ...filters } });
const reported = (row, found) =>
	listed("Progress Report", row, { fiscal_year: found.year, hop: "District to Province" });
const report = (name, row, year) => ({
	report: name,
	filters: { fiscal_year: year, ...(row.area === "00" ? {} : { area: row.area }) },
});

const STYLE = `<style>
	.con-year-head { display: flex; gap: 8px; align-items: center; margin-bottom: 12px; }
	.con-year h6 { font-weight: 600; margin: 0 0 6px; }
	.con-year ul { list-style: none; padding: 0; margin: 0; }
	.con-year .indicator-pill { white-space: normal; height: auto; }
	.con-year .indicator-pill::before { flex: none; margin-right: 5px; }
	.con-year a { text-decoration: underline; text-decoration-color: var(--gray-400); text-underline-offset: 3px; }
	.con-year summary { cursor: pointer; margin-top: 6px; }
	.con-year-late { margin-bottom: 16px !important; }
	.con-year-late li { padding: 4px 0; }
	.con-year-cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
	.con-year-card { border: 1px solid var(--border-color); border-radius: var(--border-radius); padding: 12px; }
	.con-year-card li { padding: 3px 0; overflow-wrap: anywhere; }
	.con-year-figure { font-size: 1.25em; font-weight: 600; margin: 4px 0; }
	.con-year-card .progress { height: 6px; margin-bottom: 8px; }
	.con-year-card p { margin: 8px 0 0; }
	.con-year-below { overflow-x: auto; margin-top: 6px; }
	.con-year-cards + h6 { margin-top: 16px; }
	.con-year-below table { margin: 0; }
	.con-year-below th, .con-year-below td, .con-year-below .indicator-pill { white-space: nowrap; vertical-align: middle; }
	.con-year-below thead th { white-space: normal; min-width: 90px; }
	.con-year-below tbody th { font-weight: 500; position: sticky; left: 0; background: var(--card-bg); }
</style>`;
