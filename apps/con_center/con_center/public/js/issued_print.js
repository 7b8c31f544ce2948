// The page to print a document: of one that is issued, "Print" opens the file that was made of it once, as "PDF" does
// (con_center/issuing). What a browser prints by itself would have no code to check it with.
const printed_by_frappe = frappe.ui.form.PrintView.prototype.printit;

frappe.ui.form.PrintView.prototype.printit = function (...args) {
	const issued_as = (this.frm.doc.__onload || {}).issued_as;
	if (issued_as && issued_as === this.selected_format()) return this.render_pdf();
	return printed_by_frappe.apply(this, args);
};

const { setup_sidebar, setup_toolbar } = frappe.ui.form.PrintView.prototype;

// Frappe offers its Print Designer to all, which is not installed and would be bought elsewhere
frappe.ui.form.PrintView.prototype.setup_toolbar = function () {
	setup_toolbar.call(this);
	if (!("print_designer" in frappe.boot.versions)) this.page.add_inner_message = () => $();
};

// what is chosen is shown in the user's language, and asked for by its name
frappe.ui.form.PrintView.prototype.setup_sidebar = function () {
	setup_sidebar.call(this);
	const formats = () => frappe.meta.get_print_formats(this.frm.doctype);
	const languages = () => Object.values(frappe.boot.lang_dict || {});
	show_in_words(this.print_format_selector, formats, (name) => __(name));
	show_in_words(this.language_selector, languages, language_called);
};

const language_called = (code) =>
	Object.keys(frappe.boot.lang_dict || {}).find((name) => frappe.boot.lang_dict[name] === code) || code;

// Frappe reads the box itself, into which its list writes what was clicked on
function show_in_words($input, names, words) {
	if (!$input) return;
	const { val } = $input;
	const field = $input.closest(".frappe-control").get(0)?.fieldobj;
	if (field?.is_translatable && field.df.options === "Print Format") field.is_translatable = () => true;
	$input.val = function (...given) {
		if (given.length) return val.call(this, given[0] ? words(given[0]) : given[0]);
		const text = val.call(this);
		return names().find((name) => words(name) === text) || text;
	};
}
