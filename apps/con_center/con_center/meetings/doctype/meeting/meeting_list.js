frappe.listview_settings["Meeting"] = {
	hide_name_column: true,
	add_fields: ["workflow_state", "has_quorum", "meeting_date"],

	formatters: {
		// a meeting begins at a minute; its day may have gone by, and nobody has said whether it was held
		starts_on: (value, _field, doc) => {
			const minute = value ? frappe.datetime.str_to_user(value).replace(/:00$/, "") : "";
			const is_prepared = ["Own Work", "Convened"].includes(
				con_center.meanings.of_state("Meeting", doc.workflow_state)
			);
			if (!is_prepared || doc.meeting_date >= frappe.datetime.get_today()) return con_center.plain(minute);
			return con_center.element("span", { class: "text-danger" }, `${minute} (${__("Past Its Day")})`);
		},
	},
};
