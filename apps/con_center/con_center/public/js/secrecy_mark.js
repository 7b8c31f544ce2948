// A letter that is not for everybody says so in red beside its state, on every tab: whoever looks up from it knows.
for (const doctype of ["Official Letter", "Incoming Letter"]) {
	frappe.ui.form.on(doctype, { refresh: mark_secrecy, secrecy: mark_secrecy });
}

function mark_secrecy({ page, doc }) {
	page.$title_area.find(".con-secrecy").remove();
	if (!doc.secrecy) return;
	$(document.createElement("span"))
		.attr({ class: "indicator-pill red con-secrecy", title: __("Secrecy") })
		.text(__(doc.secrecy))
		.insertAfter(page.indicator);
}
