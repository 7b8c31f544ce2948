const MODULE = "con_center.community.doctype.community_data_import.community_data_import";
const UNDER_WAY = ["Being Read", "Being Imported"];

frappe.ui.form.on("Community Data Import", {
	setup(frm) {
		frm.set_query("indicator", "file_columns", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		frm.toggle_display(["columns_section", "found_section"], !frm.is_new() && frm.doc.status !== "New");
		show_found(frm);
		if (frm.is_new()) return;
		if (UNDER_WAY.includes(frm.doc.status)) return wait(frm);
		if (!frm.perm[0].write) return;
		frm.add_custom_button(__("Look at the File"), () => ask(frm, "look"));
		if (frm.doc.status === "Read" && frm.doc.figures) {
			frm.page.set_primary_action(__("Import"), () =>
				frappe.confirm(
					__("{0} figures of {1} villages are written. What stands for the same village, figure and year is replaced. Go on?", [
						frm.doc.figures,
						frm.doc.villages,
					]),
					() => ask(frm, "bring_in")
				)
			);
		}
	},

	// what was chosen anew is looked at again
	after_save(frm) {
		if (frm.doc.file && frm.doc.status === "New") ask(frm, "look");
	},
});

function ask(frm, method) {
	return frappe.xcall(`${MODULE}.${method}`, { name: frm.docname }).then(() => frm.reload_doc());
}

// a large file is read in the background
function wait(frm) {
	frm.set_intro(__("The file is being worked on. This page shows when it is done."), "blue");
	const { docname } = frm;
	setTimeout(() => frm.docname === docname && frm.page.wrapper.is(":visible") && frm.reload_doc(), 3000);
}

function show_found(frm) {
	const { $wrapper } = frm.fields_dict.found_html;
	const { preview, problems } = frm.doc;
	const villages = JSON.parse(preview || "[]");
	const codes = [...new Set(villages.flatMap(({ figures }) => Object.keys(figures)))];
	$wrapper.html(
		con_center.render("data_import_found", {
			problems: (problems || "").split("\n").filter(Boolean),
			codes,
			rows: villages.map(({ village, name, figures }) => ({
				village: `${village} ${name || ""}`,
				cells: codes.map((code) => figures[code] ?? "–"),
			})),
		})
	);
}
