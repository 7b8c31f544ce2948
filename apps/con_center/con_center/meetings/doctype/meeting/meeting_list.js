// the form shows them, too
frappe.provide("con_center.colours");
con_center.colours["Meeting"] = {
	Draft: "gray",
	Convened: "blue",
	Held: "orange",
	"Minutes Draft": "yellow",
	"Minutes Corrected": "yellow",
	Adopted: "green",
	Cancelled: "red",
};

frappe.listview_settings["Meeting"] = {
	hide_name_column: true,
	add_fields: ["status", "has_quorum", "meeting_date"],

	formatters: {
		// a meeting begins at a minute
		starts_on: (value) => (value ? frappe.datetime.str_to_user(value).replace(/:00$/, "") : ""),
	},

	get_indicator(doc) {
		// its day has gone by, and nobody has said whether it was held
		if (["Draft", "Convened"].includes(doc.status) && doc.meeting_date < frappe.datetime.get_today()) {
			return [__("Past Its Day"), "red", "status,in,Draft,Convened|meeting_date,<,Today"];
		}
		return [__(doc.status), con_center.colours["Meeting"][doc.status], `status,=,${doc.status}`];
	},
};
