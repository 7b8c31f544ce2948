// Dates in the era of their reader, wherever Frappe shows or reads them: its own formatters, its fields of dates with
// their calendar, its calendar view. A reader of the common era has what Frappe has, but may type as he likes.
import "./typed_dates.js";
import "./user_menu.js";

const { dates } = con_center;
const BUDDHIST = "Buddhist Era";
const COMMON = "Common Era";
// how air-datepicker is asked for "26 พ.ย. 2569"
const DATE_FORMAT = "d M yyyy";

dates.is_buddhist = () => frappe.boot?.con_center_era === BUDDHIST;

function month_name(date) {
	const [, short, english] = dates.MONTHS[date.getMonth()];
	return frappe.boot.lang === "th" ? short : english[0].toUpperCase() + english.slice(1, 3);
}

function date_text(date) {
	return `${date.getDate()} ${month_name(date)} ${date.getFullYear() + dates.OFFSET}`;
}

// what Frappe shows and reads

const of_frappe = { ...frappe.datetime };

Object.assign(frappe.datetime, {
	str_to_user(value, only_time = false, only_date = false) {
		if (!value || only_time || !dates.is_buddhist()) return of_frappe.str_to_user(...arguments);
		const has_no_time = only_date || (typeof value === "string" && !/[ T]/.test(value));
		const shown = has_no_time ? moment(value, frappe.defaultDateFormat) : in_zone_of_user(value);
		if (!shown.isValid()) return "Invalid date";
		// the parts of it as they read there, whatever the browser's zone
		const day = date_text(new Date(shown.year(), shown.month(), shown.date()));
		return has_no_time ? day : `${day} ${shown.format(frappe.datetime.get_user_time_fmt())}`;
	},

	obj_to_user(value) {
		return dates.is_buddhist() ? date_text(moment(value).toDate()) : of_frappe.obj_to_user(value);
	},

	global_date_format(value) {
		if (!dates.is_buddhist()) return of_frappe.global_date_format(value);
		return frappe.datetime.str_to_user(moment(value).format("YYYY-MM-DD"));
	},

	user_to_str(value, only_time = false) {
		if (!value || only_time) return of_frappe.user_to_str(...arguments);
		if (!dates.is_buddhist() && !is_surely_ours(value)) return of_frappe.user_to_str(...arguments);
		const [text, today] = [without_sum(value), frappe.datetime.get_today()];
		const read = dates.has_time(text) ? dates.read_moment(text, today) : dates.read(text, today);
		return read || "Invalid date";
	},
});

function in_zone_of_user(value) {
	const { system, user } = frappe.boot.time_zone || {};
	if (!system || !user) return moment(value);
	return moment.tz(value, frappe.defaultDatetimeFormat, system).clone().tz(user);
}

// Thai words or digits, or a year of the Buddhist era: nothing that Frappe reads for a reader of the common era
function is_surely_ours(text) {
	return /[ก-๙]/.test(text) || /(^|\D)2[45]\d\d(\D|$)/.test(text);
}

// Frappe 16 reckons with what stands behind a date ("26/11/2569 + 3d")
function without_sum(text) {
	const reckons = frappe.ui.form.ControlDate?.prototype.eval_expression;
	return reckons ? text.replace(/(\s*[+-]\s*\d*\.?\d+\s*[a-zA-Z])+\s*$/, "") : text;
}

const { Datetime } = frappe.form.formatters;
frappe.form.formatters.Datetime = function (value) {
	return value && dates.is_buddhist() ? frappe.datetime.str_to_user(value) : Datetime(...arguments);
};

// fields

const { ControlDate, ControlDatetime, ControlDateRange } = frappe.ui.form;

function extend(control, methods) {
	if (!control) return;
	Object.entries(methods).forEach(([name, method]) => {
		const before = control.prototype[name];
		control.prototype[name] = function (...args) {
			return method.call(this, before.bind(this), ...args);
		};
	});
}

function choose_format(of_control) {
	of_control();
	if (!dates.is_buddhist()) return;
	const { lang } = frappe.boot;
	this.datepicker_options.dateFormat = DATE_FORMAT;
	if ($.fn.datepicker.language[lang]) this.datepicker_options.language = lang;
}

extend(ControlDateRange, { set_date_options: choose_format });
extend(ControlDate, {
	set_date_options: choose_format,

	// to Frappe the key T means today, wherever it stands: in "26 Oct", and as ะ in "มะรืน"
	set_t_for_today(of_control) {
		this.$input.on("keydown", (event) => {
			if (event.which === 84 && (this.$input.val() || event.key.toLowerCase() !== "t")) {
				event.stopImmediatePropagation();
			}
		});
		of_control();
	},

	// the calendar is put in its place once it has opened, and writes what it holds over what has been typed meanwhile
	update_datepicker_position(of_control) {
		const [input] = this.$input;
		const typed = input.value;
		of_control();
		if (document.activeElement === input) input.value = typed;
	},

	validate(of_control, value) {
		if (!dates.is_buddhist() || this.df.fieldtype === "Time") return of_control(value);
		if (value && !frappe.datetime.validate(value)) {
			frappe.msgprint(__("This is no date. Type it like 26/11/2569, {0} or {1}.", ["26 พ.ย. 69", "วันนี้"]));
			return "";
		}
		// what was typed in another way is shown as it was understood
		if (value && this.$input && document.activeElement !== this.$input[0]) {
			this.$input.val(this.format_for_input(value));
		}
		return value;
	},
});

// Frappe 16 does not tell the calendar of a moment what it begins with: drawn anew, it would leave the field empty
extend(ControlDatetime, {
	set_formatted_input(of_control, value) {
		of_control(value);
		if (value && this.datepicker && !this.datepicker.selectedDates.length) {
			this.datepicker.selectDate(frappe.datetime.user_to_obj(this.$input.val()));
		}
	},
});

// the calendar of a field

const { Constructor: Picker, Body } = $.fn.datepicker || {};

if (Picker) {
	const { formatDate } = Picker.prototype;
	Picker.prototype.formatDate = function (format, date = this.date) {
		if (!dates.is_buddhist()) return formatDate.call(this, format, date);
		const year = date.getFullYear() + dates.OFFSET;
		const decade = Math.floor(date.getFullYear() / 10) * 10 + dates.OFFSET;
		const written = format
			.replace("yyyy1", decade)
			.replace("yyyy2", decade + 9)
			.replace("yyyy", year)
			.replace(/\bM\b/, month_name(date));
		return formatDate.call(this, written, date);
	};

	const { _getCellContents } = Body.prototype;
	Body.prototype._getCellContents = function (date, type) {
		const content = _getCellContents.call(this, date, type);
		const is_year = type === "year" && dates.is_buddhist();
		return is_year ? { ...content, html: date.getFullYear() + dates.OFFSET } : content;
	};
}

// the calendar view: its heading, whichever FullCalendar there is

function head_in_era(root) {
	root.querySelectorAll(".fc-toolbar h2, .fc-list-day-text, .fc-list-heading-main").forEach((heading) => {
		const told = heading.textContent.replace(/\b(19|20)\d\d\b/g, (year) => Number(year) + dates.OFFSET);
		if (told !== heading.textContent) heading.textContent = told;
	});
}

// drawn anew with each month, by FullCalendar itself
$(document).on("page-change", () => {
	const page = frappe.container?.page;
	if (!page || page.con_center_era || !dates.is_buddhist() || frappe.get_route()[2] !== "Calendar") return;
	page.con_center_era = new MutationObserver(() => head_in_era(page));
	page.con_center_era.observe(page, { childList: true, subtree: true, characterData: true });
	head_in_era(page);
});

// one click in the user's menu: from one era to the other. The choice stays with the user

const other_era = () => (dates.is_buddhist() ? COMMON : BUDDHIST);

con_center.add_to_user_menu(
	"con-center-era",
	() =>
		other_era() === BUDDHIST ? __("Show years in the Buddhist Era") : __("Show years in the Common Era"),
	() =>
		frappe
			.xcall("con_center.era.choice.choose", { era: other_era() })
			.then(() => frappe.ui.toolbar.clear_cache())
);
