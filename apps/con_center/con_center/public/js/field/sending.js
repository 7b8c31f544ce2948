// What was noted is sent: one after another, in the order in which it was noted.
import { day, drop, entries_of, put } from "./store.js";

const FIELD = "con_center.field.";
// after which what was sent is taken from the list
const SHOWN_FOR = 24 * 3600 * 1000;
// a photo on a slow line takes its time; no answer at all holds up nothing
const LONGEST = 120 * 1000;
const TOO_OFTEN = 429;

export class NoAnswer extends Error {}
export class SignedOut extends Error {}
export class Refused extends Error {}

export async function ask(method, values) {
	const { csrf_token } = (values && (await day())) || {};
	let answer;
	try {
		answer = await fetch(`/api/method/${method}`, {
			method: values ? "POST" : "GET",
			headers: {
				Accept: "application/json",
				...(values && { "Content-Type": "application/json", "X-Frappe-CSRF-Token": csrf_token }),
			},
			body: values && JSON.stringify(values),
			signal: AbortSignal.timeout(LONGEST),
		});
	} catch {
		throw new NoAnswer();
	}
	if (answer.status >= 502 || answer.status === TOO_OFTEN) throw new NoAnswer();
	const told = await answer.json().catch(() => ({}));
	if (answer.ok) return told.message;
	throw await is_signed_in() ? new Refused(words_of(told)) : new SignedOut();
}

async function is_signed_in() {
	const asked = { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(LONGEST) };
	const answer = await fetch("/api/method/frappe.auth.get_logged_user", asked).catch(() => {
		throw new NoAnswer();
	});
	return answer.ok;
}

// what the server says, as plain text
function words_of({ _server_messages }) {
	const page = new DOMParser();
	return JSON.parse(_server_messages || "[]")
		.map((message) => page.parseFromString(JSON.parse(message).message || "", "text/html").body.textContent)
		.join(" ");
}

// sends all that waits; throws NoAnswer or SignedOut where that has to be waited for
export async function send_all() {
	const { user } = (await day()) || {};
	for (const entry of await entries_of(user)) {
		if (entry.state === "sent" && Date.now() - entry.sent_at > SHOWN_FOR) await drop(entry.id);
		if (entry.state !== "waiting") continue;
		try {
			await send(entry);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			await put({ ...entry, state: "refused", why: error.message });
		}
	}
}

async function send(entry) {
	if (entry.kind === "attendance") return send_attendance(entry);
	if (entry.kind === "photo") return send_photo(entry);
	return send_activity(entry);
}

async function sent(entry) {
	// photos are not kept longer than needed
	const { content, photos, ...rest } = entry;
	await put({ ...rest, state: "sent", sent_at: Date.now() });
}

async function send_attendance(entry) {
	const { name, rows } = entry;
	const found = await ask(`${FIELD}receive.attendance`, { name, rows });
	if (found.conflict) return put({ ...entry, state: "conflict", found });
	await sent(entry);
}

async function send_photo(entry) {
	const { doctype, name, key, content, caption } = entry;
	await ask("con_center.organization.photos.add", { doctype, name, key, content, caption });
	await sent(entry);
}

async function send_activity(entry) {
	const { name } = await ask(`${FIELD}receive.activity`, entry.values);
	for (const { key, content } of entry.photos) {
		const told = { doctype: "Activity Progress", name, key, content };
		await ask("con_center.organization.photos.add", told);
	}
	await sent(entry);
}
