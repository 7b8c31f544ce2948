frappe.provide("con_center");

// The Thai fiscal year of today, named by its later year of the Buddhist era: it begins on 1 October.
con_center.fiscal_year = () => {
	const [year, month] = frappe.datetime.get_today().split("-").map(Number);
	return year + 543 + (month >= 10 ? 1 : 0);
};
