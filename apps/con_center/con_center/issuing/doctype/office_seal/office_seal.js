frappe.ui.form.on("Office Seal", {
	refresh(frm) {
		const standing = frm.doc.__onload && frm.doc.__onload.standing;
		if (standing && standing.text)
			frm.dashboard.set_headline(frappe.utils.escape_html(standing.text), standing.indicator);
		frm.add_custom_button(__("Choose the Certificate"), () => choose(frm));
	},
});

// the file goes straight into the encrypted field: as an attachment it would lie among the site's files
function choose(frm) {
	const input = Object.assign(document.createElement("input"), { type: "file", accept: ".p12,.pfx" });
	input.addEventListener("change", async () => {
		const bytes = new Uint8Array(await input.files[0].arrayBuffer());
		if (bytes.length > 30000) {
			frappe.msgprint(__("{0}: this file is too large to be a certificate.", [__("Certificate and Key (PKCS#12)")]));
			return;
		}
		await frm.set_value("pkcs12", btoa(String.fromCharCode(...bytes)));
		frm.scroll_to_field("passphrase");
	});
	input.click();
}
