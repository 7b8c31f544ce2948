// All sub-districts of a district by all indicators: typed, pasted from a spreadsheet, saved together.

const STAGE_LABEL = {
	self: "Self-assessed",
	district: "Scored by the District",
	province: "Confirmed by the Province",
};
// what the other columns say about a row, where the user writes the later one
const STAGE_BEFORE = { district: "self", province: "district" };
const BULK = "con_center.assessments.bulk";
// a sign as the cells have it, and what it means
const LEGEND = [
	{ sign: "1", text: __("Yes") },
	{ sign: "0", text: __("No") },
	{ sign: "1", look: "con-legend-before", text: __("of the stage before, not entered yet") },
	{ sign: "1", look: "con-changed", text: __("typed, not saved") },
	{ sign: "1", look: "con-differs", text: __("differs from what the system found") },
	{ sign: "✎", text: __("which column you write") },
];
// what an indicator is about, in the room of a column's head
const ROOM = 44;
const short = (text) => (text.length > ROOM ? `${text.slice(0, ROOM - 1).trim()}…` : text);

frappe.pages["assessment-grid"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Assessment Grid"), single_column: true });
	wrapper.grid = new AssessmentGrid(page);
};

frappe.pages["assessment-grid"].on_page_show = (wrapper) => wrapper.grid.show();

// the district of the user's centers, if it is only one
function own_district() {
	return frappe.db
		.get_list("CON Center", {
			fields: ["district"],
			filters: { level: ["in", ["District", "Sub-district"]] },
			group_by: "district",
			limit: 2,
		})
		.then((rows) => (rows.length === 1 ? rows[0].district : ""));
}

class AssessmentGrid {
	constructor(page) {
		this.page = page;
		this.changes = {};
		this.$body = $(document.createElement("div")).addClass("con-grid").appendTo(page.main);
		this.make_fields();
		this.page.set_primary_action(__("Save"), () => this.save());
		window.addEventListener("beforeunload", (event) => this.is_dirty() && event.preventDefault());
	}

	make_fields() {
		const field = (df) => {
			const change = () => this.loaded_for !== this.key() && this.load();
			const made = this.page.add_field({ ...df, change });
			// Frappe shows the name of a filter as long as it is empty alone
			const id = `con-grid-${df.fieldname}`;
			made.$input.attr("id", id);
			$(document.createElement("label")).attr("for", id).addClass("con-filter-label").text(df.label).prependTo(made.wrapper);
			return made;
		};
		this.fields = {
			district: field({
				fieldname: "district",
				fieldtype: "Link",
				options: "Area",
				label: __("District"),
				get_query: () => ({ filters: { level: "District" } }),
			}),
			fiscal_year: field({ fieldname: "fiscal_year", fieldtype: "Int", label: __("Fiscal Year") }),
			round: field({ fieldname: "round", fieldtype: "Int", label: __("Round") }),
		};
	}

	key() {
		return JSON.stringify(this.asked());
	}

	asked() {
		return Object.fromEntries(Object.entries(this.fields).map(([name, field]) => [name, field.get_value()]));
	}

	show() {
		const options = frappe.route_options || {};
		frappe.route_options = {};
		const wanted = {
			fiscal_year: con_center.fiscal_year(),
			round: 1,
			...Object.fromEntries(Object.entries(this.asked()).filter(([, value]) => value)),
			...options,
		};
		["fiscal_year", "round"].forEach((name) => (wanted[name] = Number(wanted[name])));
		Promise.resolve(wanted.district || own_district())
			.then((district) => {
				wanted.district = district;
				const set = ([name, field]) => field.set_value(wanted[name] || "");
				return Promise.all(Object.entries(this.fields).map(set));
			})
			// a link has its value only a little later than it says
			.then(() => this.load(wanted));
	}

	load(asked = this.asked()) {
		if (!asked.district || !asked.fiscal_year || !asked.round) {
			this.$body.html(con_center.render("assessment_grid_empty"));
			return;
		}
		if (this.is_dirty() && this.loaded_for && this.loaded_for !== JSON.stringify(asked)) {
			return frappe.confirm(
				__("What you have typed is not saved. Leave it?"),
				() => this.fetch(asked),
				() => {
					const before = JSON.parse(this.loaded_for);
					Object.entries(before).forEach(([name, value]) => this.fields[name].set_value(value));
				}
			);
		}
		return this.fetch(asked);
	}

	fetch({ district, fiscal_year, round }) {
		const asked = { district, fiscal_year: Number(fiscal_year), round: Number(round) };
		this.loaded_for = JSON.stringify(asked);
		this.changes = {};
		return frappe.call({ method: `${BULK}.load`, args: asked, freeze: true }).then(({ message }) => {
			this.data = message;
			this.draw();
		});
	}

	is_dirty() {
		return Object.keys(this.changes).length > 0;
	}

	draw() {
		const { rows, indicators, notice } = this.data;
		const html = con_center.render("assessment_grid", {
			warning: notice,
			said: rows.some((row) => row.stage)
				? __(
						"Type 1 or 0, and the next cell has the cursor; the arrows and Enter move, too. A block copied from a spreadsheet can be pasted into the first of its cells."
				  )
				: "",
			legend: LEGEND,
			indicators: indicators.map((i) => ({
				code: i.code,
				short: short(i.indicator),
				label: `${i.code} ${i.category}: ${i.indicator}`,
			})),
			rows: rows.map((row, number) => this.row_in_words(row, number)),
		});
		this.$body.html(html);
		this.bind();
		this.make_buttons();
	}

	row_in_words(row, number) {
		return {
			place: row.area_name,
			address: row.name ? frappe.utils.get_form_link("Assessment", row.name) : "",
			cells: this.data.indicators.map(({ code }, column) => this.cell_in_words(row, code, number, column)),
			missing: row.missing ? __("{0} to score", [row.missing]) : "",
			result: row.name ? format_number(row.percent, null, 2) : "–",
			band: row.band || "",
			state: __(row.state || "Not Assessed"),
			stage: row.stage ? __(STAGE_LABEL[row.stage]) : "",
		};
	}

	// with limits, it is typed; without, it is read
	cell_in_words(row, code, number, column) {
		if (!row.name || !row.limits[code]) return { limits: "", value: "" };
		if (!row.stage) {
			const counted = ["province", "district", "self"].find((stage) => row.scores[stage][code]);
			return { limits: "", value: counted ? row.scores[counted][code] : "" };
		}
		const [kind, low, high] = row.limits[code];
		const before = STAGE_BEFORE[row.stage] && row.scores[STAGE_BEFORE[row.stage]][code];
		const found = row.found[code];
		const value = row.scores[row.stage][code];
		return {
			limits: kind === "Scale" ? `${low}–${high}` : "0, 1",
			row: number,
			column,
			code,
			value,
			before: before || "",
			label: `${row.area_name} ${code}`,
			differs: found && value && found !== value,
		};
	}

	bind() {
		this.$body
			.find("input")
			.on("focus", (event) => {
				event.target.select();
				this.explain(event.target);
			})
			.on("input", (event) => {
				this.change(event.target, event.target.value);
				if (event.target.dataset.limits === "0, 1" && /^[01]$/.test(event.target.value)) this.go_on(event.target);
			})
			.on("keydown", (event) => this.move(event))
			.on("paste", (event) => this.paste(event));
	}

	explain(input) {
		const indicator = this.data.indicators[input.dataset.column];
		const row = this.data.rows[input.dataset.row];
		const code = indicator.code;
		const before = STAGE_BEFORE[row.stage];
		const parts = [`${row.area_name}: ${input.dataset.limits}`];
		if (before) parts.push(`${__(STAGE_LABEL[before])}: ${row.scores[before][code] || "–"}`);
		if (row.found[code]) parts.push(`${__("Found by the System")}: ${row.found[code]}`);
		const title = `${code} ${indicator.indicator}`;
		this.$body.find(".con-said").html(con_center.render("assessment_grid_said", { title, parts }));
	}

	change(input, value) {
		const row = this.data.rows[input.dataset.row];
		const code = input.dataset.code;
		const scores = (this.changes[row.name] = this.changes[row.name] || {});
		scores[code] = value.trim();
		if (scores[code] === row.scores[row.stage][code]) delete scores[code];
		if (!Object.keys(scores).length) delete this.changes[row.name];
		$(input).toggleClass("con-changed", scores[code] !== undefined);
		this.page.set_indicator(this.is_dirty() ? __("Not Saved") : "", "orange");
	}

	move(event) {
		const { row, column } = event.target.dataset;
		const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] }[event.key];
		const at_edge =
			(event.key === "ArrowLeft" && event.target.selectionStart === 0) ||
			(event.key === "ArrowRight" && event.target.selectionEnd === event.target.value.length);
		const [down, right] = step || (at_edge ? [0, event.key === "ArrowLeft" ? -1 : 1] : [0, 0]);
		if (!down && !right) return;
		event.preventDefault();
		let [r, c] = [Number(row) + down, Number(column) + right];
		while (r >= 0 && r < this.data.rows.length && c >= 0 && c < this.data.indicators.length) {
			const $input = this.cell(r, c);
			if ($input.length) return $input.trigger("focus");
			[r, c] = [r + down, c + right];
		}
	}

	// to the next cell of the row, or the first of the next row; there is nothing more to type into a yes or no
	go_on(input) {
		const inputs = this.$body.find(".con-table-grid input").get();
		inputs[inputs.indexOf(input) + 1]?.focus();
	}

	cell(row, column) {
		return this.$body.find(`input[data-row="${row}"][data-column="${column}"]`);
	}

	paste(event) {
		const text = (event.originalEvent.clipboardData || window.clipboardData).getData("text");
		if (!/[\t\n]/.test(text.trim())) return;
		event.preventDefault();
		const { row, column } = event.target.dataset;
		let left_out = 0;
		text.replace(/\r/g, "")
			.replace(/\n$/, "")
			.split("\n")
			.forEach((line, down) =>
				line.split("\t").forEach((value, right) => {
					const $input = this.cell(Number(row) + down, Number(column) + right);
					if (!$input.length) left_out += value.trim() ? 1 : 0;
					else {
						$input.val(value.trim());
						this.change($input[0], value);
					}
				})
			);
		if (left_out) {
			frappe.show_alert({
				message: __("{0} values fell outside of what can be entered and were left out.", [left_out]),
				indicator: "orange",
			});
		}
	}

	make_buttons() {
		this.page.clear_inner_toolbar();
		this.page.clear_indicator();
		this.page.btn_primary.toggleClass("hide", !this.data.rows.some((row) => row.stage));
		const lacking = this.data.rows.filter((row) => !row.name).length;
		if (lacking && this.data.may_create) {
			this.page.add_inner_button(__("Begin {0} Sub-districts", [lacking]), () =>
				this.run("create_missing", this.asked())
			);
		}
		if (this.data.rows.some((row) => row.stage && STAGE_BEFORE[row.stage])) {
			this.page.add_inner_button(__("Fill Empty Cells From the Stage Before"), () => this.take_over());
		}
		const actions = new Set(this.data.rows.flatMap((row) => row.actions));
		actions.forEach((action) =>
			this.page.add_inner_button(__(action), () => this.choose(action), __("Next Step"))
		);
		this.page.add_inner_button(__("Reload"), () => {
			this.changes = {};
			this.fetch(this.asked());
		});
	}

	take_over() {
		this.$body.find("input").each((_index, input) => {
			const row = this.data.rows[input.dataset.row];
			const before = STAGE_BEFORE[row.stage] && row.scores[STAGE_BEFORE[row.stage]][input.dataset.code];
			if (!input.value && before) {
				input.value = before;
				this.change(input, before);
			}
		});
	}

	// the rows that the user has before his eyes, each in the version shown
	choose(action) {
		if (this.is_dirty()) return frappe.msgprint(__("Save what you have typed first."));
		const open = this.data.rows.filter((row) => row.actions.includes(action));
		const dialog = new frappe.ui.Dialog({
			title: __(action),
			fields: [
				{
					fieldname: "rows",
					fieldtype: "MultiCheck",
					label: __("Sub-districts"),
					columns: 2,
					options: open.map((row) => ({
						value: row.name,
						label: row.missing ? `${row.area_name} (${__("{0} to score", [row.missing])})` : row.area_name,
						checked: row.missing ? 0 : 1,
					})),
				},
			],
			primary_action_label: __(action),
			primary_action: ({ rows }) => {
				dialog.hide();
				const chosen = open.filter((row) => rows.includes(row.name));
				this.run("take_step", {
					action,
					rows: chosen.map(({ name, modified }) => ({ name, modified })),
				});
			},
		});
		dialog.show();
	}

	save() {
		if (!this.is_dirty()) return frappe.show_alert(__("Nothing has been changed."));
		const rows = Object.fromEntries(this.data.rows.map((row) => [row.name, row]));
		this.run("save", {
			changes: Object.entries(this.changes).map(([name, scores]) => ({
				name,
				modified: rows[name].modified,
				scores,
			})),
		});
	}

	run(method, args) {
		return frappe.call({ method: `${BULK}.${method}`, args, freeze: true }).then(({ message }) => {
			const typed = this.changes;
			const failed = new Set(message.failed.map((row) => row.name));
			if (message.done.length) {
				frappe.show_alert({ message: __("{0} saved", [message.done.length]), indicator: "green" });
			}
			return this.fetch(this.asked()).then(() => {
				this.retype(typed, failed);
				this.show_failed(message.failed);
			});
		});
	}

	// what could not be saved stays typed in, to be corrected
	retype(typed, failed) {
		this.$body.find("input").each((_index, input) => {
			const name = this.data.rows[input.dataset.row].name;
			const value = failed.has(name) ? typed[name]?.[input.dataset.code] : undefined;
			if (value === undefined) return;
			input.value = value;
			this.change(input, value);
		});
	}

	show_failed(failed) {
		const names = Object.fromEntries(this.data.rows.map((row) => [row.name, row.area_name]));
		const rows = failed.map(({ name, message }) => ({ place: names[name] || name, message }));
		const $failed = this.$body.find(".con-failed").html(con_center.render("assessment_grid_failed", { rows }));
		if (rows.length) $failed[0].scrollIntoView({ block: "nearest" });
	}
}
