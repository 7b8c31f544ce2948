// Who signs out leaves nothing of his work in the browser: unsaved forms, and what he took along to the field.
const { Application } = frappe;
const FIELD = "con_center_field";

if (Application) {
	const { logout } = Application.prototype;
	Application.prototype.logout = async function () {
		con_center.unsaved.keep();
		const waiting = (await noted_in_field()).filter(({ state }) => state !== "sent").length;
		const unsaved = con_center.unsaved.of_user().length;
		const leave = async () => {
			con_center.unsaved.clear();
			await clear_field();
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

// whose session ran out did not sign out: what he took along goes when somebody else begins here
$(document).on("toolbar_setup", async () => {
	const day = await in_field("kept", "readonly", (store) => store.get("day"));
	if (day && day.user !== frappe.session.user) await in_field("kept", "readwrite", (store) => store.clear());
});

// what the user noted in the field, sent or not (public/js/field/store.js)
async function noted_in_field() {
	const all = (await in_field("waiting", "readonly", (store) => store.getAll())) || [];
	return all.filter(({ user }) => user === frappe.session.user);
}

// what others noted here and have not sent is theirs: it waits for them
async function clear_field() {
	await in_field("kept", "readwrite", (store) => store.clear());
	for (const { id } of await noted_in_field()) await in_field("waiting", "readwrite", (store) => store.delete(id));
}

// asks a store of the field's database; nothing is made by asking
function in_field(name, mode, work) {
	return new Promise((resolve) => {
		const asked = indexedDB.open(FIELD);
		asked.onupgradeneeded = () => asked.transaction.abort();
		asked.onerror = () => resolve();
		asked.onsuccess = () => {
			const base = asked.result;
			const done = (value) => (base.close(), resolve(value));
			if (!base.objectStoreNames.contains(name)) return done();
			const transaction = base.transaction(name, mode);
			const answer = work(transaction.objectStore(name));
			transaction.oncomplete = () => done(answer.result);
			transaction.onerror = transaction.onabort = () => done();
		};
	});
}
