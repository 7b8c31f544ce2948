// Frappe's own fork of air-datepicker knows seconds; the released one, which a bench may have instead (patches/),
// leaves "ss" in the field, or fails where the site shows no seconds. Here it learns as much as Frappe asks of it.
const { Constructor, Timepicker } = $.fn.datepicker || {};

if (Constructor && !/\bss\b/.test(Constructor.prototype.formatDate.toString())) {
	const format_date = Constructor.prototype.formatDate;
	Constructor.prototype.formatDate = function (string, date) {
		const seconds = String((date || this.date).getSeconds()).padStart(2, "0");
		return format_date.call(this, string.replace(/\bss\b/, seconds), date);
	};
	// the sliders that Frappe hides
	Timepicker.prototype.$seconds = $();
	Timepicker.prototype.$secondsText = $();
}
