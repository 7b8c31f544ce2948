// A demo says that it is one, on every page of the desk.
$(document).on("toolbar_setup", () => {
	if (frappe.boot.con_center_demo && !document.querySelector(".con-center-demo")) {
		const note = { class: "con-center-demo", role: "note" };
		$(document.createElement("div")).attr(note).text(frappe.boot.con_center_demo).appendTo("body");
	}
});
