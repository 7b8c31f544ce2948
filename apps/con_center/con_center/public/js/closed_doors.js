// What the desk offers and the doors refuse (seams/doors/table.py) is not offered: tags, boards, rules of assignment, and so
// on. Whoever runs the system goes through all doors, and keeps them. Which function each of these would call, and
// what else of Frappe's desk calls closed ones, is told in tests/test_closed_doors.py.
const { CommunicationComposer, FileView, ListSidebar } = frappe.views;
const { Page } = frappe.ui;
const { Sidebar } = frappe.ui.form;

if (frappe.boot?.user && !frappe.boot.user.roles.includes("System Manager")) {
	document.documentElement.classList.add("con-doors-closed");
	leave_out_of_menus(Page.prototype);
	leave_out(Sidebar?.prototype, ".form-tags");
	leave_out(ListSidebar?.prototype, ".list-tags");
	if (FileView) keep_files_in_place(FileView.prototype);
	if (CommunicationComposer) write_without_contacts(CommunicationComposer.prototype);
	const { navbar_settings } = frappe.boot;
	navbar_settings.help_dropdown = navbar_settings.help_dropdown.filter(({ action }) => !/show_about/.test(action));
}

const in_list = (text) => __(text, null, "Button in list view actions menu");

// as they are called in menus
const closed = () => [
	in_list("Apply Assignment Rule"),
	in_list("Add Tags"),
	__("Kanban View"),
	__("Kanban"),
	__("Customize Dashboard"),
	__("Reset Dashboard Customizations"),
	__("New Folder"),
	__("Import Zip"),
	__("Export as zip"),
	...(frappe.model.can_read("Auto Email Report") ? [] : [__("Setup Auto Email")]),
];

function leave_out_of_menus(prototype) {
	const { add_dropdown_item } = prototype;
	prototype.add_dropdown_item = function (item) {
		const $item = add_dropdown_item.call(this, item);
		if (closed().includes(item.label)) $item?.closest("li").remove();
		return $item;
	};
}

function leave_out(prototype, part) {
	if (!prototype) return;
	const { make } = prototype;
	prototype.make = function () {
		make.call(this);
		this.sidebar.find(part).remove();
	};
}

// files lie where they are attached
function keep_files_in_place(prototype) {
	const { add_file_action_buttons } = prototype;
	prototype.add_file_action_buttons = function () {
		add_file_action_buttons.call(this);
		for (const $button of [this.$cut_button, this.$paste_btn]) $button?.addClass("hidden");
	};
}

// who gets an e-mail is typed: contacts, texts kept for all and accounts of the server are not asked for
function write_without_contacts(prototype) {
	const { get_fields, get_signature } = prototype;
	prototype.setup_multiselect_queries = () => {};
	prototype.get_signature = function (...args) {
		return frappe.boot.user.email_signature ? get_signature.apply(this, args) : Promise.resolve("");
	};
	prototype.get_fields = function () {
		return get_fields.call(this).map((df) => (df.fieldname === "email_template" ? { ...df, hidden: 1 } : df));
	};
}
