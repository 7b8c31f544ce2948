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
	show_in_words(this.print_format_selector, (name) => __(name));
	show_in_words(this.language_selector, language_called);
};

const language_called = (code) =>
	Object.keys(frappe.boot.lang_dict || {}).find((name) => frappe.boot.lang_dict[name] === code) || code;

function show_in_words($input, words) {
	if (!$input) return;
	const { val } = $input;
	const field = $input.closest(".frappe-control").get(0)?.fieldobj;
	if (field?.is_translatable) field.is_translatable = () => true;
	let name = null;
	$input.val = function (...given) {
		if (!given.length) {
			const text = val.call(this);
			return name && text === words(name) ? name : text;
		}
		[name] = given;
		return val.call(this, name ? words(name) : name);
	};
}
