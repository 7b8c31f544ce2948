// On the form of a letter: its text in paragraphs, items and tables, its page beside it, and what leaves the house.
const STYLES = ["Paragraph", "Numbered Item", "Sub-item", "Table"];
const PLAIN = ["subject", "addressed_to", "copies_to", "unit"];
// what else the page of a letter that is not saved yet is made of, and of its rows
const BEGUN = [
	...["office", "kind", "circular", "template", "dated", "urgency", "urgent_until", "secrecy", "receiver_rank", "receiver_group"],
	...["reporting_round", "signed_by", "signatory", "contact_name", "contact_position", "contact_telephone"],
];
const ROWS = {
	receivers: ["Letter Receiver", ["receiver_area", "receiver_name"]],
	references: ["Letter Reference", ["reference", "letter", "incoming"]],
	enclosures: ["Letter Enclosure", ["enclosure_name", "quantity", "unit"]],
	items: ["Letter Item", ["item", "due", "done_when", "assessment_round"]],
};
const WAIT_MS = 700;
frappe.ui.form.on("Official Letter", {
	setup(frm) {
		frm.set_query("template", () => ({ filters: { kind: frm.doc.kind, disabled: 0 } }));
		frm.set_query("document_type", "enclosures", () => ({ filters: { name: ["in", frappe.boot.con_center_enclosed] } }));
	},

	refresh(frm) {
		// the editor stands in the place of the rows
		frm.toggle_display("body", false);
		// a new letter may take both from its template
		frm.toggle_reqd("subject", !frm.is_new());
		show_text(frm);
		show_page(frm);
		offer_prints(frm);
		offer_line_groups(frm);
	},

	kind: (frm) => frm.set_value("template", null),
	...Object.fromEntries(PLAIN.map((field) => [field, show_page_soon])),
});

frappe.ui.form.on("Official Letter", Object.fromEntries(BEGUN.map((field) => [field, show_new_page_soon])));
Object.entries(ROWS).forEach(([table, [doctype, fields]]) => {
	const events = [...fields, `${table}_remove`, `${table}_move`];
	frappe.ui.form.on(doctype, Object.fromEntries(events.map((event) => [event, show_new_page_soon])));
});

// to which groups of LINE letters of this office can go
frappe.ui.form.on("Official Letter", { office: offer_line_groups });

function offer_line_groups(frm) {
	if (!frappe.boot.con_center_line || !frm.doc.office || !may_write(frm)) return;
	frappe
		.call({
			method: "con_center.correspondence.by_line.groups_of",
			args: { office: frm.doc.office },
			type: "GET",
		})
		.then(({ message }) => frm.get_field("receivers").grid.update_docfield_property("line_group", "options", message || []));
}

const may_write = (frm) => frm.doc.docstatus === 0 && frm.perm[0]?.write && !frm.is_read_only?.();

// the text

function show_text(frm) {
	const $editor = frm.get_field("body_editor").$wrapper;
	const editable = may_write(frm);
	const blocks = (frm.doc.body || []).map(({ name, style, text }, n) => ({
		name,
		number: frm.con_numbers?.[n] || "",
		text: text || "",
		forms: STYLES.map((form) => ({ form, label: __(form), chosen: form === style ? 1 : 0 })),
		cells: style === "Table" ? cells_of(text) : null,
	}));
	$editor.html(con_center.render("letter_text", { blocks, editable: editable ? 1 : 0 }));
	$editor.find("textarea").each((_n, box) => fit(box));
	if (editable) bind(frm, $editor);
	else $editor.find("textarea, input, select").prop("disabled", true);
}

const cells_of = (text) => (text || "|").split("\n").map((line) => ({ cells: line.split("|").map((cell) => ({ cell: cell.trim() })) }));

// a box is as high as its text: rows are counted, as looks belong to the stylesheet
function fit(box) {
	box.rows = 1;
	while (box.scrollHeight > box.clientHeight && box.rows < 40) box.rows += 1;
}

function bind(frm, $editor) {
	const row_of = (element) => frm.doc.body.find((row) => row.name === $(element).closest("[data-row]").attr("data-row"));
	// drawn anew with each refresh
	$editor.off(".con_letter");
	const on = (event, selector, handle) => $editor.on(`${event}.con_letter`, selector, handle);
	on("input", "textarea", ({ currentTarget }) => {
		fit(currentTarget);
		write(frm, row_of(currentTarget), { text: currentTarget.value });
	});
	on("input", "td input", ({ currentTarget }) => write(frm, row_of(currentTarget), { text: table_text($(currentTarget)) }));
	on("change", "select", ({ currentTarget }) => {
		write(frm, row_of(currentTarget), { style: currentTarget.value });
		show_text(frm);
	});
	on("paste", "textarea", (event) => paste(frm, row_of(event.currentTarget), event));
	on("click", "[data-do]", ({ currentTarget }) => {
		const what = currentTarget.dataset.do;
		if (what === "add") add(frm, null, currentTarget.dataset.form);
		else change[what](frm, row_of(currentTarget));
		show_text(frm);
		show_page_soon(frm);
	});
}

const table_text = ($cell) =>
	$cell
		.closest("table")
		.find("tr")
		.get()
		.map((line) =>
			$(line)
				.find("input")
				.get()
				.map((box) => box.value.replace(/[|\n]/g, " ").trim())
				.join(" | ")
		)
		.join("\n");

function write(frm, row, values) {
	Object.assign(row, values);
	frm.dirty();
	show_page_soon(frm);
}

const form_of = ({ style }) => style;
const is_table = (row) => form_of(row) === "Table";
const change = {
	up: (frm, row) => move(frm, row, -1),
	down: (frm, row) => move(frm, row, 1),
	below: (frm, row) => add(frm, row, is_table(row) ? "Paragraph" : form_of(row)),
	remove(frm, row) {
		frappe.model.clear_doc(row.doctype, row.name);
		number(frm, frm.doc.body.filter((other) => other !== row));
	},
	line: (_frm, row) => (row.text = `${row.text}\n${row.text.split("\n")[0].replace(/[^|]/g, "")}`),
	column: (_frm, row) => (row.text = row.text.replace(/$/gm, " | ")),
	unline: (_frm, row) => (row.text = row.text.replace(/\n[^\n]*$/, "")),
	uncolumn: (_frm, row) => (row.text = row.text.replace(/\|[^|\n]*$/gm, "")),
};

function add(frm, after, style, text) {
	const row = frm.add_child("body", { style, text: text ?? (style === "Table" ? "|\n|" : "") });
	const others = frm.doc.body.filter((other) => other !== row);
	const place = after ? others.indexOf(after) + 1 : others.length;
	number(frm, [...others.slice(0, place), row, ...others.slice(place)]);
	return row;
}

function move(frm, row, by) {
	const rows = frm.doc.body.filter((other) => other !== row);
	const place = Math.max(0, Math.min(frm.doc.body.indexOf(row) + by, rows.length));
	number(frm, [...rows.slice(0, place), row, ...rows.slice(place)]);
}

function number(frm, rows) {
	rows.forEach((row, n) => (row.idx = n + 1));
	frm.doc.body = rows;
	frm.dirty();
}

// several lines, or cells of a spreadsheet, become paragraphs, items and tables
function paste(frm, row, event) {
	const pasted = event.originalEvent.clipboardData.getData("text/plain").replace(/\r/g, "").trim();
	if (!/[\n\t]/.test(pasted)) return;
	event.preventDefault();
	frappe.xcall("con_center.correspondence.preview.read", { pasted }).then((found) => {
		let after = row;
		found.forEach(({ style, text: words }, n) => {
			if (!n && !(row.text || "").trim()) Object.assign(row, { style, text: words });
			else after = add(frm, after, style, words);
		});
		frm.dirty();
		show_text(frm);
		show_page_soon(frm);
	});
}

// the page

function show_page_soon(frm) {
	clearTimeout(frm.con_page_timer);
	frm.con_page_timer = setTimeout(() => show_page(frm), WAIT_MS);
}

// of a letter that is stored, only its texts are taken from the form
function show_new_page_soon(frm) {
	if (frm.is_new()) show_page_soon(frm);
}

function show_page(frm) {
	const $place = frm.get_field("page_preview").$wrapper;
	if (frm.is_new() && !frm.doc.office) {
		$place.html(con_center.render("letter_page", { page: 0 }));
		return;
	}
	const name = frm.docname;
	frm.con_page_asked = (frm.con_page_asked || 0) + 1;
	const asked = frm.con_page_asked;
	const [step, values] = frm.is_new() ? ["show_new", {}] : ["show", { name }];
	frappe
		.xcall(`con_center.correspondence.preview.${step}`, { ...values, typed: what_is_typed(frm) })
		.then(({ page, numbers }) => {
			// the answer of a form that has been left, or of what was typed before
			if (frm.docname !== name || frm.con_page_asked !== asked) return;
			lay_out($place, page);
			say_numbers(frm, numbers);
		});
}

function what_is_typed({ doc }) {
	const taken = (row, fields) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
	const typed = { ...taken(doc, PLAIN), body: (doc.body || []).map((row) => taken(row, ["style", "text"])) };
	if (!doc.__islocal) return typed;
	Object.assign(typed, taken(doc, BEGUN));
	Object.entries(ROWS).forEach(([table, [, fields]]) => (typed[table] = (doc[table] || []).map((row) => taken(row, fields))));
	return typed;
}

// nothing in the page runs: the frame has no right to scripts
function lay_out($place, page) {
	if (!$place.find("iframe").length) $place.html(con_center.render("letter_page", { page: 1 }));
	const frame = $place.find("iframe").get(0);
	frame.onload = () => $(frame).attr("height", frame.contentDocument.documentElement.scrollHeight);
	frame.srcdoc = page;
	// in steps of a twentieth of the sheet's width, 794 pixels; the stylesheet has a class for each
	const steps = Math.max(4, Math.min(20, Math.floor(($place.width() / 820) * 20)));
	$(frame).attr("class", `con-sheet con-sheet-${steps}`);
}

function say_numbers(frm, numbers) {
	const $blocks = frm.get_field("body_editor").$wrapper.find("[data-row]");
	frm.con_numbers = numbers;
	$blocks.each((n, block) => void $(block).find(".con-block-number").text(numbers[n] || ""));
}

// what leaves the house

function offer_prints(frm) {
	if (frm.is_new()) return;
	const open = (apart) =>
		window.open(`/api/method/con_center.correspondence.packing.download?${$.param({ name: frm.docname, apart })}`);
	if ((frm.doc.enclosures || []).length) {
		frm.add_custom_button(__("Letter and Enclosures in One PDF"), () => open(0), __("Print"));
		frm.add_custom_button(__("Each as a File of Its Own"), () => open(1), __("Print"));
	}
	if (frm.doc.docstatus !== 1 || frm.doc.on_paper || !(frm.doc.receivers || []).length) return;
	frm.add_custom_button(
		__("A Copy for Each Receiver"),
		() =>
			frappe.xcall("con_center.correspondence.packing.make_copies", { name: frm.docname }).then(() =>
				frappe.show_alert({ message: __("The copies are being printed. They will be among the attachments."), indicator: "blue" })
			),
		__("Print")
	);
}
