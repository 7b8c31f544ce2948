// Rows of a table that are opened as a form: where they begin, and how they are left.
frappe.provide("con_center.rows");

Object.assign(con_center.rows, {
	// the field that is to be filled has the cursor, and is in sight. Frappe gives it to the first after half a second
	begin_at(row, fieldname) {
		setTimeout(() => {
			const field = row.grid_form?.fields_dict[fieldname];
			if (!field?.$input?.is(":visible")) return;
			field.$wrapper[0].scrollIntoView({ block: "nearest" });
			field.$input.trigger("focus");
		}, 550);
	},

	// buttons below the row: done, and the next row
	finish(row) {
		const $form = row.grid_form.wrapper;
		if ($form.find(".con-row-done").length) return;
		const button = (label, classes, leave) =>
			$(document.createElement("button"))
				.attr({ class: `btn btn-sm ${classes}`, type: "button" })
				.text(label)
				.on("click", () => leave());
		const next = () => row.grid.grid_rows[row.doc.idx];
		$(document.createElement("div"))
			.addClass("con-row-done")
			.append(
				button(__("Next Row"), "btn-default con-row-next", () => (next() ? next().toggle_view(true) : row.toggle_view(false))),
				button(__("Done"), "btn-primary", () => row.toggle_view(false))
			)
			.appendTo($form);
	},
});

// A row that is added can be typed into at once, in the first field that is to be filled. Frappe looks for that field
// before the row has any.
document.addEventListener(
	"click",
	(event) => {
		const button = event.target.closest?.(".grid-add-row");
		if (!button) return;
		const { fieldname } = button.closest(".frappe-control")?.dataset || {};
		const form = window.cur_frm;
		setTimeout(() => begin_row(form?.fields_dict[fieldname]?.grid), 200);
	},
	true
);

function begin_row(grid) {
	const row = grid?.grid_rows?.at(-1);
	if (!row?.doc.__unedited || !grid.allow_on_grid_editing()) return;
	// whoever was quicker is typing already
	if (row.row[0].contains(document.activeElement)) return;
	row.toggle_editable_row(true);
	const boxes = row.row.find("input[type=text], textarea, select").filter(":visible").get();
	(boxes.find((box) => !box.value) || boxes[0])?.focus();
}
