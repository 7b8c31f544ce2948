// Where a rule comes from, and what no regulation confirms: a small mark, which says it when it is pointed at or tapped.
frappe.provide("con_center");

con_center.source_mark = (source, label = __("Source of This Rule")) =>
	source ? con_center.render("source_mark", { source, label }) : "";

// criteria that are a sample: a mark above the form; the template itself says it at length
con_center.mark_sample = (frm) => {
	if (frm.doc.notice) frm.set_intro(con_center.source_mark(frm.doc.notice, __("Sample Criteria")), "orange");
};

$(document).on("click", ".con-source", function () {
	frappe.msgprint({ title: this.textContent, message: frappe.utils.escape_html(this.title) });
});
