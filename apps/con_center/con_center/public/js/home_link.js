// The mark in the corner leads to the page with which the desk begins. Without a new page, Frappe goes to a workspace.
$(document).on("toolbar_setup", () => {
	const { home_page } = frappe.boot;
	if (home_page === "con-today") $(".navbar-home").attr("href", `/app/${home_page}`);
});
