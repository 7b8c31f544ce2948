// A table that the browser has, saved as a file that spreadsheets open; nothing of it lies on the server.
frappe.provide("con_center");

con_center.save_table = (name, rows) => {
	// without the mark at its beginning, Excel takes it for no Unicode
	const text = `\ufeff${rows.map((row) => row.map(cell_of).join(",")).join("\r\n")}\r\n`;
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
	link.download = `${name}.csv`;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// a spreadsheet takes a text that begins so for a formula
function cell_of(cell) {
	const text = String(cell ?? "");
	const harmless = /^[=+\-@]/.test(text) ? `'${text}` : text;
	return `"${harmless.replaceAll('"', '""')}"`;
}
