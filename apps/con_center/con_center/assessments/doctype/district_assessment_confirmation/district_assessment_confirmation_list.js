frappe.listview_settings["District Assessment Confirmation"] = {
	hide_name_column: true,
	add_fields: ["notice", "fiscal_year", "round", "expected"],

	formatters: {
		title: (value, _field, doc) => {
			const place = String(value || "").split(" ปีงบประมาณ")[0].replace("ผลประเมิน ศอช.ต. ", "");
			return `${doc.notice ? "[ตัวอย่าง] " : ""}${doc.fiscal_year}/${doc.round} ${place}`;
		},
		completed: (value, _field, doc) => con_center.plain(`${value} / ${doc.expected}`),
	},
};
