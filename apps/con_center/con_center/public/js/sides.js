// What the side of a form offers and documents of areas cannot do: who reads them follows from posts and areas, so nothing is
// shared (seams/frappe_documents.py); a confidential one is handed over, or names its readers, and is assigned to nobody.
const PLACE = ["area", "district", "province"];

$(document).on("form-refresh", (_event, { doctype, sidebar }) => {
	const has = (field) => frappe.meta.has_field(doctype, field);
	const hide = (part, hidden) => sidebar?.sidebar?.find(part).toggleClass("hidden", hidden);
	hide(".form-shared", PLACE.every(has));
	hide(".form-assignments", has("kept_by"));
});
