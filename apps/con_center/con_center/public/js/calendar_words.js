// Only for the Frappe of August 2023, and goes with it: in 15 as released, the calendar of date fields speaks Thai. The
// browser knows the words.

const { language } = $.fn.datepicker || {};

function words(count, day, form) {
	const { format } = new Intl.DateTimeFormat("th", form);
	return Array.from({ length: count }, (_empty, number) => format(day(number)));
}

// 1 January 2023 was a Sunday
const days = (weekday) => words(7, (number) => new Date(2023, 0, 1 + number), { weekday });
const months = (month) => words(12, (number) => new Date(2023, number, 1), { month });

if (language && !language.th) {
	language.th = {
		days: days("long"),
		daysShort: days("short"),
		daysMin: days("narrow"),
		months: months("long"),
		monthsShort: months("short"),
		today: "วันนี้",
		clear: "ล้าง",
		firstDay: 0,
	};
}
