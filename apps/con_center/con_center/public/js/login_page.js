// Frappe's login page does not know these answers: its button would say for ever that it is verifying. The message
// itself is shown as a dialog, as every message of the server.
$(document).on("login_rendered", () => {
	const buttons = $(".page-card .btn-primary").map((_, button) => ({ button, text: $(button).text() }));
	const ready_again = () => buttons.each((_, { button, text }) => $(button).text(text));
	Object.assign(login.login_handlers, { 405: ready_again, 429: ready_again });
});
