// The map (con_center.overview.area_map): /app/con-map, /app/con-map/34. The country by its outline, and every area by tiles.
frappe.pages["con-map"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Map"), single_column: true });
	wrapper.area_map = new AreaMap(page);
};

frappe.pages["con-map"].on_page_show = (wrapper) => wrapper.area_map.load(frappe.get_route()[1]);

const MAP = "con_center.overview.area_map";
// years to choose from, the running one among them
const MAP_YEARS = 6;

class AreaMap {
	constructor(page) {
		this.page = page;
		this.asked = { group: "states" };
		this.$body = $(document.createElement("div")).appendTo(page.main);
		this.$body
			.on("click", "[data-area]", (event) => this.open(event))
			.on("click", "[data-to]", (event) => this.go(event))
			.on("change", "[name=layer]", (event) => this.colour(event.currentTarget.value))
			.on("change", "[name=group], [name=fiscal_year]", (event) => {
				const { name, value } = event.currentTarget;
				this.load(this.found.area, { [name]: value });
			})
			.on("change", "[name=own]", (event) => frappe.set_route("con-map", event.currentTarget.value));
	}

	load(area, changed = {}) {
		Object.assign(this.asked, changed);
		const asked = { ...this.asked, area };
		this.last = asked;
		return frappe.xcall(`${MAP}.read`, asked).then((found) => {
			// an answer that came late is not what is asked for any more
			if (this.last === asked) return this.draw(found);
		});
	}

	async draw(found) {
		this.found = found;
		if (found.level === "Country" && this.outline === undefined) {
			this.outline = await frappe.xcall(`${MAP}.outlines`);
		}
		this.page.set_title(__("Map"));
		this.$body.html(con_center.render("con_map", map_in_words(found)));
		this.colour(this.layer);
	}

	colour(key) {
		const { layers, rows, level } = this.found;
		const layer = layers.find((each) => each.key === key) || layers[0];
		this.$body.find(".con-map-picture").empty();
		this.$body.find(".con-map-list").empty();
		if (!layer) return;
		this.layer = layer.key;
		this.$body.find("[name=layer]").val(layer.key);
		const parts = rows.map((row) => map_part(row, layer));
		this.$body.find(".con-map-list").html(
			con_center.render("con_map_tiles", {
				parts,
				title: layer.title,
				legend: map_legend(layer, parts),
			})
		);
		this.$body.find(".con-map-source").html(con_center.source_mark(layer.source));
		if (level !== "Country" || !this.outline) return;
		const shapes = parts
			.filter(({ area }) => this.outline.provinces[area])
			.map((part) => ({ ...part, shape: this.outline.provinces[part.area] }));
		const lakes = this.outline.others.map((shape) => ({ shape }));
		this.$body.find(".con-map-picture").html(
			con_center.render("con_map_outline", { ...this.outline, shapes, lakes, title: layer.title })
		);
	}

	// one level down; a sub-district has its center
	open(event) {
		event.preventDefault();
		const { area } = event.currentTarget.dataset;
		if (area.length === 6) return frappe.set_route("Form", "CON Center", area);
		return frappe.set_route("con-map", area);
	}

	go(event) {
		event.preventDefault();
		const to = this.found.layers.find(({ key }) => key === this.layer).to[event.currentTarget.dataset.to];
		if (to.report) return frappe.set_route("query-report", to.report, to.filters);
		return frappe.set_route("List", to.doctype, "List", to.filters);
	}
}

// the answer as the templates read it

function map_in_words(found) {
	const years = Array.from({ length: MAP_YEARS }, (_none, back) => found.this_year - back);
	if (!years.includes(found.year)) years.unshift(found.year);
	return {
		...found,
		layers: found.layers.map(({ key, title }) => ({ key, title })),
		years: years.map((year) => ({ year, chosen: year === found.year })),
		groups: [
			{ key: "states", title: __("State of Documents"), chosen: found.group === "states" },
			{ key: "measures", title: __("Measures of Success"), chosen: found.group === "measures" },
		],
		own: found.own.map((each) => ({ ...each, chosen: each.area === found.area })),
	};
}

const map_step = (step) => (step === null ? "none" : String(step));

function map_part({ area, title }, layer) {
	const { value, said, step } = layer.cells[area];
	const share = layer.is_share && value !== null ? `${value} %` : "";
	return { area, title, said, share, step: map_step(step) };
}

function map_legend(layer, parts) {
	const steps = layer.legend.map(({ step, said, number }) => ({ step: map_step(step), said, number }));
	const nothing = parts.filter(({ step }) => step === "none").length;
	if (nothing) steps.push({ step: "none", said: __("No Figure"), number: nothing });
	return steps.map((each) => ({ ...each, number: __("{0} areas", [each.number]) }));
}
