// Photos of a form: taken or chosen, reduced here, attached and put into their table by the server.
import { new_key, reduced_photo } from "./reduced_photo.js";

frappe.provide("con_center.photos");

con_center.photos.offer = (frm) => {
	if (frm.is_new()) return;
	frm.add_custom_button(__("Add Photos"), () => choose(frm));
};

function choose(frm) {
	const box = document.createElement("input");
	Object.assign(box, { type: "file", accept: "image/*", multiple: true });
	box.addEventListener("change", () => send(frm, [...box.files]));
	box.click();
}

// what was typed is saved before: the server works on what is stored
async function send(frm, files) {
	if (frm.is_dirty()) await frm.save();
	// saving was refused, and has said why
	if (frm.is_dirty()) return;
	const told = { doctype: frm.doctype, name: frm.docname };
	try {
		for (const [n, file] of files.entries()) {
			frappe.show_progress(__("Photos"), n, files.length, file.name);
			const content = await readable(file);
			const caption = "";
			await frappe.xcall("con_center.organization.photos.add", { ...told, key: new_key(), content, caption });
		}
	} finally {
		frappe.hide_progress();
		await frm.reload_doc();
	}
	frappe.show_alert({ message: __("Photos added: {0}. Write what they show.", [files.length]), indicator: "green" });
}

function readable(file) {
	return reduced_photo(file, frappe.boot.con_center_photos).catch(() =>
		frappe.throw(__("{0} is not a picture that this browser can read.", [frappe.utils.escape_html(file.name)]))
	);
}
