// A demo says that it is one, on every page of the desk.
$(document).on("toolbar_setup", () => {
	if (frappe.boot.con_center_demo && !document.querySelector(".con-center-demo")) {
		$('<div class="con-center-demo" role="note"></div>').text(frappe.boot.con_center_demo).appendTo("body");
	}
});
