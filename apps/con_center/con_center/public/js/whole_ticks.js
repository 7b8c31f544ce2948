// The axes of charts that count: in whole numbers. frappe-charts halves and quarters those of small ones.
const { Chart } = frappe;

if (Chart) {
	frappe.Chart = class extends Chart {
		constructor(parent, options) {
			const yAxisRange = range_of_whole_ticks(options);
			const axisOptions = { ...with_zero(options.axisOptions), ...(yAxisRange && { yAxisRange }) };
			super(parent, { ...options, axisOptions });
		}
	};
}

// Frappe 16 writes nothing where the axis begins
function with_zero(options) {
	const written = options?.numberFormatter;
	return written ? { ...options, numberFormatter: (value) => (Number(value) === 0 ? "0" : written(value)) } : options;
}

// up to 2, an axis to 3 has ticks at 1, 2, 3; one to 10 would have them at 2.5, and one beyond it at 5, 10
function range_of_whole_ticks({ data, barOptions }) {
	const sets = (data?.datasets || []).map(({ values }) => values || []);
	const values = sets.flat().map(Number);
	if (!values.length || !values.every((value) => Number.isInteger(value) && value >= 0)) return null;
	const heights = barOptions?.stacked
		? sets[0].map((_value, n) => sets.reduce((sum, set) => sum + Number(set[n]), 0))
		: values;
	const most = Math.max(...heights);
	return most < 3 ? { max: 3 } : most === 10 ? { max: 11 } : null;
}
