// on the form of a committee: members from what there is already. What was understood is shown before it is added.
const ADDING = "con_center.committees.adding";
const SOURCES = [
	[__("Paste from a Spreadsheet"), (frm) => ask_text(frm)],
	[__("A File (Excel or CSV)"), (frm) => ask_file(frm)],
	[__("The Last Term"), (frm) => ask(frm, `${ADDING}.from_last_term`)],
	[__("The Register of Organizations"), (frm) => ask(frm, `${ADDING}.from_register`)],
	[__("Who Came to the Forum"), (frm) => ask(frm, "con_center.meetings.forum.members")],
];
const SHOWN = ["role", "organization_name", "village", "phone"];

frappe.ui.form.on("Committee", {
	refresh(frm) {
		if (!takes_members(frm)) return;
		SOURCES.forEach(([label, choose]) => frm.add_custom_button(label, () => choose(frm), __("Add Members From …")));
		catch_pasted(frm);
	},
});

// of an official committee, members come by orders
const takes_members = (frm) => frm.doc.status === "Draft" && frm.perm[0].write;

// rows copied from a spreadsheet are taken up wherever they are pasted, but in a text that is being typed
function catch_pasted(frm) {
	if (frm.con_catches_pasted) return;
	frm.con_catches_pasted = true;
	document.addEventListener(
		"paste",
		(event) => {
			if (window.cur_frm !== frm || !takes_members(frm) || !frm.page.wrapper.is(":visible")) return;
			const text = event.clipboardData?.getData("text/plain") || "";
			const in_grid = frm.fields_dict.members.grid.wrapper[0].contains(event.target);
			const lines = text.trim().split("\n").length;
			// a field of one line cannot hold a table; where more can be written, it is text
			const is_text = $(event.target).is(lines > 1 ? "textarea, [contenteditable]" : "input, textarea, [contenteditable]");
			if (!is_table(text) || $(".modal.show").length || (is_text && !in_grid)) return;
			event.preventDefault();
			event.stopPropagation();
			read_text(frm, text);
		},
		true
	);
}

const is_table = (text) => /[\t\n]/.test(text.trim());

function ask_text(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Paste from a Spreadsheet"),
		fields: [
			{
				fieldname: "text",
				fieldtype: "Small Text",
				label: __("Rows of the Spreadsheet"),
				description: __("Copy the rows in Excel or Google Sheets, with or without the headings, and paste them here."),
			},
		],
		primary_action_label: __("Show Who Is in It"),
		primary_action({ text }) {
			dialog.hide();
			read_text(frm, text || "");
		},
	});
	const { $input } = dialog.fields_dict.text;
	$input.on("paste", () =>
		setTimeout(() => {
			dialog.hide();
			read_text(frm, $input.val());
		})
	);
	dialog.show();
}

const read_text = (frm, text) => ask(frm, `${ADDING}.read_text`, { text });

function ask_file(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("A File (Excel or CSV)"),
		fields: [
			{ fieldname: "file", fieldtype: "HTML" },
			{
				fieldname: "template",
				fieldtype: "Button",
				label: __("Download an Empty File with the Headings"),
				click: () => open_url_post(`/api/method/${ADDING}.template`, { kind: frm.doc.kind }, true),
			},
		],
	});
	const $file = $(document.createElement("input")).attr({
		type: "file",
		accept: ".xlsx,.csv,.txt",
		"aria-label": __("File"),
	});
	dialog.fields_dict.file.$wrapper.append($file);
	$file.on("change", () => {
		const reader = new FileReader();
		reader.onload = () => {
			dialog.hide();
			ask(frm, `${ADDING}.read_file`, { content: reader.result });
		};
		reader.readAsDataURL($file[0].files[0]);
	});
	dialog.show();
}

function ask(frm, method, args = {}) {
	const { center, kind, members = [] } = frm.doc;
	const here = members.map(({ first_name, last_name, post, status }) => ({ first_name, last_name, post, status }));
	const committee = { center, kind, members: here };
	return frappe.call({ method, args: { committee, ...args }, type: "POST", freeze: true }).then(({ message }) => {
		if (message) show(frm, message);
	});
}

// what was understood, row by row; what is left ticked is added
function show(frm, { entries, said, about }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Add Members"),
		size: "extra-large",
		fields: [{ fieldname: "rows", fieldtype: "HTML" }],
		primary_action() {
			const chosen = ticked().map((box) => entries[Number(box.dataset.row)].values);
			dialog.hide();
			add(frm, chosen, about);
		},
	});
	const { $wrapper } = dialog.fields_dict.rows;
	const label = (field) => __(frappe.meta.get_label("Committee Member", field), null, "Committee Member");
	$wrapper.html(
		con_center.render("added_rows", {
			said,
			heads: [__("Name"), ...SHOWN.map(label)],
			rows: entries.map(({ values, notes, add }) => ({ cells: cells(values), notes, add })),
		})
	);
	const ticked = () => $wrapper.find("tbody input:checked").get();
	const count = () => {
		const number = ticked().length;
		dialog.get_primary_btn().prop("disabled", !number).text(__("Add {0} Members", [number]));
	};
	$wrapper.on("change", ".con-added-all", (event) => {
		$wrapper.find("tbody input").prop("checked", event.target.checked);
		count();
	});
	$wrapper.on("change", "tbody input", count);
	count();
	dialog.show();
}

function cells(values) {
	const name = [values.title, values.first_name].filter(Boolean).join("");
	const who = [name, values.last_name].filter(Boolean).join(" ");
	return [[who, values.post].filter(Boolean).join(" · "), ...SHOWN.map((field) => values[field] || "")];
}

function add(frm, members, about) {
	// rows that were begun, and left empty
	const filled = (row) => row.first_name || row.last_name || row.post || row.organization_name;
	const empty = (frm.doc.members || []).filter((row) => !filled(row));
	empty.forEach((row) => frappe.model.clear_doc(row.doctype, row.name));
	members.forEach((values) => frm.add_child("members", values));
	frm.refresh_field("members");
	Object.entries(about || {}).forEach(([field, value]) => value && !frm.doc[field] && frm.set_value(field, value));
	frm.dirty();
	frappe.show_alert({ message: __("{0} members added. Look them over, and save.", [members.length]), indicator: "green" });
}
