// The first page: what waits and can be decided here, what became of what was sent, what comes next, the area in tiles.
frappe.pages["con-today"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Today"), single_column: true });
	page.set_secondary_action(__("Refresh"), () => wrapper.today.load(), "refresh");
	wrapper.today = new Today(page);
};

frappe.pages["con-today"].on_page_show = (wrapper) => wrapper.today.load();

const COLOUR = { red: __("Late"), orange: __("Soon"), blue: __("Waiting"), gray: __("In Work"), green: __("Done") };
const day = (value) => frappe.datetime.str_to_user(value.slice(0, 10));
const form = (doctype, name) => JSON.stringify({ doctype, name });
// what can be done with several at once: nothing needs reading, and nothing is asked
const is_plain = (step) =>
	step.only_acknowledges && !step.asks_reason && !step.asks_again && !step.asks_for;

class Today {
	constructor(page) {
		this.$body = $(document.createElement("div")).appendTo(page.main);
		this.$body
			.on("click", "[data-menu]", () => frappe.set_route("con-case-work"))
			.on("click", "[data-route]", (event) => {
				event.preventDefault();
				frappe.set_route(JSON.parse(event.currentTarget.dataset.route));
			})
			.on("click", "[data-put-away]", () => this.put_away())
			.on("click", "[data-to]", (event) => this.go(event))
			.on("click", "[data-read]", (event) => this.read(this.row_of(event)))
			.on("click", "[data-read-asked]", (event) => this.read(this.asked_in(event).document))
			.on("click", "[data-give]", (event) =>
				con_center.opinions.give(this.asked_in(event), () => this.load())
			)
			.on("click", "[data-receive]", (event) => this.receive(event))
			.on("click", "[data-step]", (event) => this.choose(event))
			.on("click", "[data-bulk]", (event) => this.take_all(event.currentTarget.dataset.bulk))
			.on("change", ".con-today-check", () => this.show_bulk())
			.on("change", ".con-today-measure", (event) => this.measure(event.currentTarget.value))
			.on("click", "[data-area]", (event) => this.drill(event));
	}

	load() {
		return frappe.xcall("con_center.overview.today.read").then((found) => this.draw(found));
	}

	draw(found) {
		this.rows = Object.fromEntries(
			[...found.waiting, ...found.returned].map((row) => [`${row.doctype}\n${row.name}`, row])
		);
		this.asked = Object.fromEntries(found.opinions.map((row) => [row.name, row]));
		this.$body.html(con_center.render("con_today", in_words(found)));
		this.places = [];
		if (found.below?.rows.length) this.show_below(found.area, found.below);
	}

	// for good: it is kept with the user
	put_away() {
		return frappe
			.xcall("con_center.overview.guides.put_away")
			.then(() => this.$body.find(".con-today-begin").remove());
	}

	go(event) {
		event.preventDefault();
		const to = JSON.parse(event.currentTarget.dataset.to || "null");
		if (!to) return;
		if (to.report) frappe.set_route("query-report", to.report, to.filters);
		else if (to.name) frappe.set_route("Form", to.doctype, to.name);
		else frappe.set_route("List", to.doctype, "List", to.filters);
	}

	// deciding

	row_of(event) {
		return this.rows[event.currentTarget.closest("[data-row]").dataset.row];
	}

	asked_in(event) {
		return this.asked[event.currentTarget.closest("[data-opinion]").dataset.opinion];
	}

	// the button waits: a letter gets one number, however often it is pressed
	receive({ currentTarget: button }) {
		button.disabled = true;
		const { letter } = button.closest("[data-letter]").dataset;
		return frappe.xcall("con_center.correspondence.handling.receive", { name: letter }).finally(() => this.load());
	}

	choose(event) {
		const row = this.row_of(event);
		const step = row.steps.find(({ action }) => action === event.currentTarget.dataset.step);
		this.ask(row, step);
	}

	ask(row, step) {
		// what needs more than a reason is answered in the form
		if (step.asks_for) return frappe.set_route("Form", row.doctype, row.name);
		if (step.asks_reason) return ask_reason(step, (reason) => this.take(row, step, reason));
		if (step.asks_again) return this.read(row);
		return this.take(row, step);
	}

	// the page of the letter, with the steps beside it; after a decision comes the next one
	read(row) {
		const [forward] = row.steps.filter((step) => !step.takes_back && !step.asks_for);
		const back = row.steps.find((step) => step.takes_back);
		const dialog = new frappe.ui.Dialog({
			title: row.title,
			size: "extra-large",
			fields: [{ fieldname: "page", fieldtype: "HTML" }],
		});
		const take = (step, reason) => this.take(row, step, reason).then(() => this.read_next(dialog, row));
		if (forward) dialog.set_primary_action(forward.label, () => take(forward));
		if (back) {
			dialog.set_secondary_action_label(back.label);
			dialog.set_secondary_action(() =>
				back.asks_reason ? ask_reason(back, (reason) => take(back, reason)) : take(back)
			);
		}
		dialog.$wrapper.addClass("con-today-letter").one("shown.bs.modal", () => show_page(dialog, row));
		dialog.show();
	}

	read_next(dialog, done) {
		dialog.hide();
		const next = Object.values(this.rows).find(
			(row) => row.doctype === done.doctype && row.name !== done.name && row.state === done.state
		);
		if (next) this.read(next);
	}

	// once what a careful reviewer would find has been shown
	take(row, step, reason) {
		const open = () => frappe.set_route("Form", row.doctype, row.name);
		const asked = {
			doctype: row.doctype,
			docname: row.name,
			selected_workflow_action: step.action,
			doc: { modified: row.modified },
			scroll_to_field: open,
		};
		const { look, weigh, show_findings } = con_center.decisions;
		return look(asked).then(
			(found) =>
				new Promise((resolve, reject) => {
					const go_on = () => this.apply(row, step, reason, asked.doc.decision_passing).then(resolve, reject);
					weigh(found) ? show_findings(asked, found, go_on) : go_on();
				})
		);
	}

	apply(row, step, reason, passing) {
		return apply(row, step.action, reason, passing).then(
			() => this.load(),
			(error) => {
				this.load();
				throw error;
			}
		);
	}

	checked() {
		return this.$body
			.find("input.con-today-check:checked")
			.get()
			.map((box) => this.rows[box.closest("[data-row]").dataset.row]);
	}

	show_bulk() {
		const numbers = {};
		this.checked().forEach((row) => {
			const [step] = row.steps.filter(is_plain);
			numbers[step.action] = { ...step, number: (numbers[step.action]?.number || 0) + 1 };
		});
		const actions = Object.values(numbers);
		this.$body
			.find(".con-today-bulk")
			.prop("hidden", !actions.length)
			.html(con_center.render("con_today_bulk", { actions }));
	}

	async take_all(action) {
		const chosen = this.checked().filter((row) => row.steps.some((step) => step.action === action));
		for (const [number, row] of chosen.entries()) {
			frappe.show_progress(__(action), number, chosen.length, row.title);
			// what is refused says why, and stays in the list
			await apply(row, action).catch(() => null);
		}
		frappe.hide_progress();
		return this.load();
	}

	// the area in tiles

	show_below(area, below) {
		this.places.push({ area, below });
		this.draw_below();
	}

	measure(field) {
		this.field = field;
		this.draw_below();
	}

	draw_below() {
		const { area, below } = this.places.at(-1);
		const measures = measures_of(below);
		const chosen = measures.find(({ field }) => field === this.field) || measures[0];
		const above = this.places.at(-2);
		this.$body.find(".con-today-below").html(
			con_center.render("con_today_below", {
				title: area.name,
				up: above?.area.code,
				measures,
				chosen: chosen.field,
				tiles: below.rows.map((row) => tile(row, chosen)),
				legend: Object.entries(COLOUR).map(([colour, text]) => ({ colour, text })),
			})
		);
	}

	drill(event) {
		event.preventDefault();
		const code = event.currentTarget.dataset.area;
		if (code === this.places.at(-2)?.area.code) {
			this.places.pop();
			return this.draw_below();
		}
		if (code.length === 6) return frappe.set_route("Form", "CON Center", code);
		return frappe.xcall("con_center.overview.year.of_center", { center: code }).then(({ below }) => {
			const { title } = this.places.at(-1).below.rows.find(({ area }) => area === code);
			if (below?.rows.length) this.show_below({ code, name: title }, below);
			else frappe.set_route("Form", "CON Center", code);
		});
	}
}

// a sheet of A4 as wide as the dialog: on a phone it is read as a whole, and made larger with two fingers
const SHEET = 816;

function show_page(dialog, { doctype, name, print_format: format, title }) {
	const { $wrapper } = dialog.get_field("page");
	const scale = Math.min(1, $wrapper.width() / SHEET);
	const page = {
		src: `/printview?${$.param({ doctype, name, format, trigger_print: 0 })}`,
		title,
		scale,
		width: Math.max(SHEET, $wrapper.width()),
		height: (window.innerHeight * 0.66) / scale,
	};
	$wrapper.html(con_center.render("con_today_page", page));
}

function apply({ doctype, name, modified }, action, reason, passing) {
	const doc = { doctype, name, modified, decision_comment: reason, decision_passing: passing };
	return frappe.xcall("frappe.model.workflow.apply_workflow", { doc, action });
}

// the dialog for a reason, as forms have it
function ask_reason(step, go_on) {
	const asked = { selected_workflow_action: step.action, doc: {} };
	con_center.decisions.ask_reason(asked, () => go_on(asked.doc.decision_comment));
}

// the answer as the templates read it

function in_words(found) {
	const { user, area, waiting, returned } = found;
	const late = found.late.map((entry) => ({
		...entry,
		state: entry.state || COLOUR[entry.colour],
		to: entry.to ? JSON.stringify(entry.to) : "",
	}));
	return {
		user,
		area: area?.name,
		field: frappe.model.can_write("Meeting") || frappe.model.can_create("Activity Progress"),
		begin: found.begin?.map(({ text, route }) => ({ text, to: route ? JSON.stringify(route) : "" })),
		guide: JSON.stringify(["con-guide"]),
		waiting_total: found.waiting_total - returned.length,
		waiting: waiting.map(waiting_row),
		returned: returned.map(waiting_row),
		opinions: found.opinions.map(asked_row),
		letters: found.letters.map(letter_row),
		more: more(found.waiting_total - waiting.length - returned.length),
		late,
		next: late.find((entry) => entry.to && ["red", "orange"].includes(entry.colour)),
		meetings: found.meetings.map((meeting) => ({
			...meeting,
			on: frappe.datetime.str_to_user(meeting.starts_on).replace(/:\d\d$/, ""),
			to: form("Meeting", meeting.name),
		})),
		trainings: found.trainings.map((training) => ({
			...training,
			on: day(training.starts_on),
			said: [
				training.area,
				training.until && __("until {0}", [day(training.until)]),
				__("your people: {0}", [training.own]),
			]
				.filter(Boolean)
				.join(" · "),
			to: form("Training", training.name),
		})),
		sent: found.sent.map(sent_row),
	};
}

const more = (number) => (number > 0 ? __("{0} more", [number]) : "");

function waiting_row(row) {
	return {
		...row,
		key: `${row.doctype}\n${row.name}`,
		to: form(row.doctype, row.name),
		colour: row.meaning === "Returned" ? "orange" : "blue",
		since: row.days ? __("since {0} ({1} days)", [day(row.since), row.days]) : __("since today"),
		bulk: row.meaning !== "Returned" && row.steps.some(is_plain),
	};
}

function asked_row({ document: { doctype, name, title, print_format }, ...row }) {
	return {
		...row,
		title,
		print_format,
		to: form(doctype, name),
		colour: row.late ? "red" : "blue",
		by: __("wanted by {0}", [day(row.due_on)]),
	};
}

function letter_row(row) {
	const by = row.due_on && (row.late ? __("was due on {0}", [day(row.due_on)]) : __("due on {0}", [day(row.due_on)]));
	return { ...row, by, to: form("Incoming Letter", row.name), colour: row.late ? "red" : "blue" };
}

function sent_row(row) {
	const names = row.waits_for.map(({ position, officer_name }) => `${position} (${officer_name})`);
	return {
		...row,
		to: form(row.doctype, row.name),
		colour: row.is_back ? "orange" : names.length ? "blue" : "green",
		way: row.way.map((step) => ({ ...step, on: day(step.on) })),
		waits_for: names.length ? __("It waits for: {0}", [names.join(", ")]) : "",
	};
}

function measures_of({ rounds, reporting }) {
	return [
		{ field: "in_office", whole: "centers", label: __("Committee in Office") },
		{ field: "met", whole: "centers", label: __("Met Often Enough") },
		{ field: "plans", whole: "centers", label: __("Approved Plan") },
		...rounds.map((round) => ({
			field: `assessed_${round}`,
			whole: "assessed_centers",
			label: __("Assessed, Round {0}", [round]),
		})),
		...(reporting ? [{ field: "reports", whole: "reporters", label: __("Progress Report Sent") }] : []),
	];
}

function tile(row, { field, whole }) {
	const part = field.startsWith("assessed_") ? row.assessed[field.slice(9)] : row[field];
	return {
		area: row.area,
		title: row.title,
		colour: row[whole] ? row.colours[field] : "gray",
		figure: row[whole] ? `${part} / ${row[whole]}` : "–",
	};
}
