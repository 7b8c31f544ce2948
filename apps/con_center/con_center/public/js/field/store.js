// What is kept on the phone: "kept" holds what was taken along, "waiting" what was noted and is to be sent.
const NAME = "con_center_field";

function base() {
	return new Promise((resolve, reject) => {
		const asked = indexedDB.open(NAME, 1);
		asked.onupgradeneeded = () => {
			asked.result.createObjectStore("kept");
			asked.result.createObjectStore("waiting", { keyPath: "id", autoIncrement: true });
		};
		asked.onerror = () => reject(asked.error);
		asked.onsuccess = () => resolve(asked.result);
	});
}

// one request in a transaction of its own; the base is closed after it, so that signing out can delete it
async function ask(store, mode, work) {
	const opened = await base();
	try {
		return await new Promise((resolve, reject) => {
			const transaction = opened.transaction(store, mode);
			const asked = work(transaction.objectStore(store));
			transaction.oncomplete = () => resolve(asked.result);
			transaction.onerror = transaction.onabort = () => reject(transaction.error);
		});
	} finally {
		opened.close();
	}
}

export const day = () => ask("kept", "readonly", (store) => store.get("day"));
export const keep_day = (value) => ask("kept", "readwrite", (store) => store.put(value, "day"));
export const forget_day = () => ask("kept", "readwrite", (store) => store.clear());
export const entries_of = async (user) =>
	(await ask("waiting", "readonly", (store) => store.getAll())).filter((entry) => entry.user === user);
export const put = (entry) => ask("waiting", "readwrite", (store) => store.put(entry));
export const drop = (id) => ask("waiting", "readwrite", (store) => store.delete(id));
