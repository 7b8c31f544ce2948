frappe.provide("con_center.dates");

// Dates as they are typed in Thai offices: the same rules as thai/typed_dates.py, which says them in words. Both are
// held to thai/typed_dates.json.
const OFFSET = 543;
const BETWEEN_ERAS = 2400;
const [EARLIEST, LATEST] = [1900, 2200];
const CENTURY = 2500;
const DAYS = {
	วันนี้: 0,
	today: 0,
	พรุ่งนี้: 1,
	tomorrow: 1,
	มะรืน: 2,
	มะรืนนี้: 2,
	เมื่อวาน: -1,
	เมื่อวานนี้: -1,
	yesterday: -1,
};
const MONTHS = [
	["มกราคม", "ม.ค.", "january"],
	["กุมภาพันธ์", "ก.พ.", "february"],
	["มีนาคม", "มี.ค.", "march"],
	["เมษายน", "เม.ย.", "april"],
	["พฤษภาคม", "พ.ค.", "may"],
	["มิถุนายน", "มิ.ย.", "june"],
	["กรกฎาคม", "ก.ค.", "july"],
	["สิงหาคม", "ส.ค.", "august"],
	["กันยายน", "ก.ย.", "september"],
	["ตุลาคม", "ต.ค.", "october"],
	["พฤศจิกายน", "พ.ย.", "november"],
	["ธันวาคม", "ธ.ค.", "december"],
];
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const IN_NUMBERS = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?$/;
const WITHOUT_SIGNS = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const IN_WORDS = /^(\d{1,2})\s*([^\d]+?)\s*(\d{4}|\d{2})?$/;
const TIME = /^(.*?\S)[\sT,]+(?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,6})?)?(?:\s*น\.?)?$/;

Object.assign(con_center.dates, {
	OFFSET,
	MONTHS,

	arabic: (text) => text.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - "๐".charCodeAt(0)),

	// "26/11/2569", "26 พ.ย. 69", "วันนี้" … as "2026-11-26", which is null for what is no date; today: "YYYY-MM-DD"
	read(text, today) {
		const words = con_center.dates
			.arabic(text)
			.trim()
			.toLowerCase()
			.replace(/^(วัน[ก-๙]*ที่|ที่)\s*/, "");
		if (words in DAYS) return moment(today).add(DAYS[words], "days").format("YYYY-MM-DD");
		const [day, month, year] = parts(words);
		return iso(day, month, year ? in_common_era(year) : Number(today.slice(0, 4)));
	},

	// the same of a moment, as "YYYY-MM-DD HH:mm:ss"
	read_moment(text, today) {
		const [, date, hour, minute, second = "00"] = con_center.dates.arabic(text).trim().match(TIME) || [];
		const day = con_center.dates.read(date || text, today);
		const time = date ? `${hour.padStart(2, "0")}:${minute}:${second}` : "00:00:00";
		return day && moment(time, "HH:mm:ss", true).isValid() ? `${day} ${time}` : null;
	},

	as_fiscal_year: (year) => (year >= EARLIEST && year <= LATEST ? year + OFFSET : year),

	has_time: (text) => TIME.test(con_center.dates.arabic(text).trim()),
});

function parts(words) {
	const year_first = words.match(YEAR_FIRST);
	if (year_first) return [year_first[4], year_first[3], year_first[1]];
	const numbers = words.match(IN_NUMBERS) || words.match(WITHOUT_SIGNS);
	if (numbers) return numbers.slice(1);
	const [, day, month, year] = words.match(IN_WORDS) || [];
	return [day, month && number_of_month(month), year];
}

function number_of_month(word) {
	const name = word.replace(/[พค]\.?\s*ศ\.?\s*$/, "").replace(/[\s.,/-]/g, "");
	return (
		1 +
		MONTHS.findIndex(
			([full, short, english]) =>
				[full, short.replaceAll(".", "")].includes(name) || (name.length >= 3 && english.startsWith(name))
		)
	);
}

function in_common_era(digits) {
	const year = Number(digits) + (digits.length === 2 ? CENTURY : 0);
	return year > BETWEEN_ERAS ? year - OFFSET : year;
}

function iso(day, month, year) {
	if (!day || year < EARLIEST || year > LATEST) return null;
	const date = moment([year, Number(month) - 1, Number(day)]);
	return date.isValid() ? date.format("YYYY-MM-DD") : null;
}
