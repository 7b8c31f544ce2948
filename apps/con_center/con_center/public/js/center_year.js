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
		const html = con_center.render("center_year", in_words(found));
		bind(frm, frm.dashboard.add_section(html, __("The Year at a Glance")).find(".con-year"));
	});
}

function bind(frm, $year) {
	$year.on("click", "[data-year]", (event) => show_year(frm, event.currentTarget.dataset.year));
	$year.on("click", "a[data-to]", (event) => {
		event.preventDefault();
		con_center.lead_to(JSON.parse(event.currentTarget.dataset.to));
	});
}

// a text that leads to a document, a list or a report; with a colour, it is a pill
const link = (to, text, colour = "") => ({ to: to ? JSON.stringify(to) : "", text, colour });

function in_words(found) {
	const { year, this_year } = found;
	return { year, this_year, late: found.late.map(late), cards: found.cards.map(card), below: below(found) };
}

function late({ colour, state, to, text }) {
	const word = { red: __("Late"), orange: __("Soon"), blue: __("Waiting"), gray: __("In Work"), green: __("Done") };
	return { colour, state: state || word[colour], link: link(to, text) };
}

function card({ title, to, colour, state, figure, percent, lines, note, source }) {
	return {
		title: link(to, title),
		colour,
		state,
		figure,
		percent,
		lines: lines.map((line) => ({ link: link(line.to, line.text), state: line.state, colour: line.colour })),
		remark: note,
		source,
	};
}

// what lies below, a row for each part: its name leads to the center of the part, a number to the list behind it
function below(found) {
	if (!found.below?.rows.length) return null;
	const columns = columns_of(found);
	const rows = found.below.rows.map((row) => ({
		...row_below(row, found, columns),
		name: link({ doctype: "CON Center", name: row.area }, row.title),
	}));
	const total = row_below({ ...found.below.total, area: found.area }, found, columns);
	return {
		heads: columns.map((column) => column.label),
		rows: [...rows, { ...total, name: link(null, __("Total")), is_total: true }],
	};
}

// what is counted of each part: the whole it is a share of, and where the number leads
function columns_of({ year, below: { rounds, reporting } }) {
	const counted = (field, label, whole, to) => ({ field, label, whole, to, part: (row) => row[field] });
	return [
		counted("in_office", __("Committee in Office"), "centers", (row) => listed("Committee", row, { status: "Current" })),
		counted("met", __("Met Often Enough"), "centers", (row) => report("Meetings by Area", row, year)),
		counted("plans", __("Approved Plan"), "centers", (row) => listed("Action Plan", row, { fiscal_year: year })),
		...rounds.map((round) => ({
			field: `assessed_${round}`,
			label: __("Assessed, Round {0}", [round]),
			whole: "assessed_centers",
			to: (row) => listed("Assessment", row, { fiscal_year: year, round }),
			part: (row) => row.assessed[round],
		})),
		...(reporting
			? [counted("reports", __("Progress Report Sent"), "reporters", (row) => reported(row, year))]
			: []),
	];
}

function row_below(row, { year }, columns) {
	const spent = `${format_number(row.spent, null, 0)} / ${format_number(row.planned, null, 0)}`;
	const overdue = { status: "Open", due_date: ["<", frappe.datetime.get_today()] };
	return {
		shares: columns.map(({ field, whole, to, part }) =>
			row[whole]
				? link(to(row), share(field, part(row), row[whole]), row.colours[field])
				: link(null, "–")
		),
		progress: row.progress === null ? "–" : `${format_number(row.progress, null, 1)} %`,
		money: link(report("Plan and Budget", row, year), spent),
		tasks: row.overdue_tasks
			? link(listed("Meeting Task", row, overdue), row.overdue_tasks, "red")
			: link(null, "–"),
	};
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
const reported = (row, fiscal_year) =>
	listed("Progress Report", row, { fiscal_year, hop: "District to Province" });
const report = (name, row, year) => ({
	report: name,
	filters: { fiscal_year: year, ...(row.area === "00" ? {} : { area: row.area }) },
});
