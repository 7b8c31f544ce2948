// How the scripts of this app make HTML: by Frappe's templates (.html beside the script), which escape nothing.
frappe.provide("con_center");

Object.assign(con_center, {
	// The HTML of a template. All texts of the data are escaped here, once: inside, one template calls another by
	// frappe.render_template, and what is HTML already (a picture from the server) is put in afterwards.
	render: (template, data = {}) => frappe.render_template(template, escaped(data)).trim(),

	// The HTML of one element around HTML (a cell that Frappe has formatted); the attributes are texts.
	element: (tag, attributes, html) =>
		$(document.createElement(tag)).attr(attributes).html(html).prop("outerHTML"),

	// A text as a cell of a list: Frappe 16 hands cells to jQuery, which takes a bare text for a selector. Its words for a
	// title are asked for each other cell, too, with what stands there.
	plain: (text) => con_center.element("span", {}, frappe.utils.escape_html(text)),

	bold: (text) => con_center.element("b", {}, frappe.utils.escape_html(text)),
});

// Frappe calls the counters of loops by three random letters. Where they are a word of the language ("new"), a template
// does not compile: then they are drawn once more.
const { compile } = frappe.template;
frappe.template.compile = (...args) => compile(...args) || compile(...args);

function escaped(value) {
	if (typeof value === "string") return frappe.utils.escape_html(value);
	if (Array.isArray(value)) return value.map(escaped);
	if (!$.isPlainObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}
