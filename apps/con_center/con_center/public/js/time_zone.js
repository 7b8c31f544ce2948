// Thailand has one time zone: its English name below every moment tells nobody anything. Elsewhere it is told.
const { ControlDatetime } = frappe.ui.form;

if (ControlDatetime) {
	const { set_description } = ControlDatetime.prototype;
	ControlDatetime.prototype.set_description = function () {
		if (this.get_user_time_zone() === "Asia/Bangkok") this.df.hide_timezone = 1;
		set_description.call(this);
	};
}
