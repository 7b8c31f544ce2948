import "./typed_dates.js";

// The Thai fiscal year of today, named by its later year of the Buddhist era: it begins on 1 October.
con_center.fiscal_year = () => {
	const [year, month] = frappe.datetime.get_today().split("-").map(Number);
	return year + con_center.dates.OFFSET + (month >= 10 ? 1 : 0);
};

// Wherever a fiscal year is typed, years are offered to choose from; it is stored as the number that it is.
const { ControlInt } = frappe.ui.form;
const [BACK, AHEAD] = [6, 2];

const is_fiscal_year = ({ fieldtype, fieldname }) => fieldtype === "Int" && /(^|_)fiscal_year$/.test(fieldname);

function offered_years() {
	const this_year = con_center.fiscal_year();
	return Array.from({ length: BACK + 1 + AHEAD }, (_empty, back) => String(this_year + AHEAD - back));
}

if (ControlInt) {
	const { make_input, parse } = ControlInt.prototype;

	ControlInt.prototype.make_input = function () {
		make_input.call(this);
		if (is_fiscal_year(this.df)) offer_years(this);
	};

	// Thai digits, and years of the common era, are understood
	ControlInt.prototype.parse = function (value) {
		if (!is_fiscal_year(this.df) || !value) return parse.call(this, value);
		return con_center.dates.as_fiscal_year(parse.call(this, con_center.dates.arabic(String(value))));
	};
}

function offer_years({ input, $input }) {
	const list = new Awesomplete(input, {
		listLabel: __("List"),
		minChars: 0,
		maxItems: BACK + 1 + AHEAD,
		list: offered_years(),
		// all of them, whatever stands in the field
		filter: () => true,
		sort: false,
	});
	$input.on("focus", () => list.evaluate());
	$input.on("awesomplete-selectcomplete", () => $input.trigger("change"));
}
