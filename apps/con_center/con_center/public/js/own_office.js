// The office for which the user writes and receives letters: that of the widest area that he works in.
frappe.provide("con_center");

con_center.own_office = () =>
	frappe.db
		.get_list("Office", {
			filters: { kind: "Community Development", is_default: 1, disabled: 0 },
			fields: ["name", "area"],
			// what lies in no district comes first, and what lies in no province before it
			order_by: "district asc, province asc",
			limit: 1,
		})
		.then(([office]) => office);
