frappe.query_reports["Register of Letters Sent"] = {
	filters: con_center.registers.filters({
		fieldname: "run",
		label: __("Run of Numbers"),
		fieldtype: "Select",
		options: [
			{ value: "Letter", label: __("Letter") },
			{ value: "Circular", label: __("Circular") },
			{ value: "Certificate", label: __("Certificate") },
		],
		default: "Letter",
	}),
};
