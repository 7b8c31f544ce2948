// Who signs out leaves nothing of his work in the browser: unsaved forms, and what he took along to the field.
const { Application } = frappe;

if (Application) {
	const { logout } = Application.prototype;
	Application.prototype.logout = async function () {
		con_center.unsaved.keep();
		const waiting = await waiting_in_field();
		const unsaved = con_center.unsaved.of_user().length;
		const leave = () => {
			con_center.unsaved.clear();
			indexedDB.deleteDatabase("con_center_field");
			return logout.call(this);
		};
		if (!waiting && !unsaved) return leave();
		frappe.confirm(
			__("Not saved: forms {0}, field notes {1}. Signing out takes them away from this device. Sign out all the same?", [
				unsaved,
				waiting,
			]),
			leave
		);
	};
}

// how much of what was noted in the field is not sent yet (public/js/field/store.js)
function waiting_in_field() {
	return new Promise((resolve) => {
		const asked = indexedDB.open("con_center_field");
		// there is none: nothing is made by asking
		asked.onupgradeneeded = () => asked.transaction.abort();
		asked.onerror = () => resolve(0);
		asked.onsuccess = () => {
			const base = asked.result;
			const done = (number) => (base.close(), resolve(number));
			if (!base.objectStoreNames.contains("waiting")) return done(0);
			const all = base.transaction("waiting").objectStore("waiting").getAll();
			all.onsuccess = () => done(all.result.filter(({ state }) => state !== "sent").length);
			all.onerror = () => done(0);
		};
	});
}
