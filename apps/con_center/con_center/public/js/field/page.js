// The page /con-field: who was there, photos, visits. Everything goes through what is kept on the phone, with a
// connection as without one.
import { new_key, reduced_photo } from "../reduced_photo.js";
import { NoAnswer, Refused, SignedOut, ask, send_all } from "./sending.js";
import * as store from "./store.js";

const words = JSON.parse(document.getElementById("words").textContent);
const say = (text, ...values) => (words[text] || text).replace(/\{(\d)\}/g, (_, n) => values[n]);
const part = (name, root = document) => root.querySelector(`[data-${name}]`);
const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const STATUSES = ["Present", "Excused", "Absent", "Proxy"];
const KINDS = { attendance: "Attendance", photo: "Photo", activity: "Activity" };
const NOTED = ["status", "proxy_name", "reason"];

let kept;
// in touch with the server; whoever notes something meanwhile asks for another round
let in_touch;
let again = false;

async function begin() {
	navigator.serviceWorker?.register("/con-field-worker.js", { scope: "/con-field" });
	kept = await store.day();
	if (kept && is_anothers()) await forget();
	listen();
	await draw();
	await meet();
}

function listen() {
	addEventListener("online", meet);
	addEventListener("offline", () => connection(false));
	part("send").addEventListener("click", send_again);
	const form = part("activity");
	form.addEventListener("submit", note_activity);
	form.addEventListener("input", () => form.classList.add("touched"));
	form.plan.addEventListener("change", offer_activities);
}

// the cookie is gone with the browser's window, and names nobody once the session is over; another name is another user
function is_anothers() {
	const found = document.cookie.match(/(?:^|; )user_id=([^;]*)/);
	const user = found && decodeURIComponent(found[1]);
	return user && user !== "Guest" && user !== kept.user;
}

// what was noted stays for who noted it, and waits until he signs in here again
async function forget() {
	await store.forget_day();
	kept = undefined;
}

// with the server: sends what waits, then takes along anew
async function meet() {
	again = Boolean(in_touch);
	in_touch ||= round();
	await in_touch;
}

async function round() {
	try {
		const found = await ask("con_center.field.day.session");
		if (kept && kept.user !== found.user) await forget();
		kept = { ...kept, ...found };
		await store.keep_day(kept);
		await send_all();
		kept = await ask("con_center.field.day.take_along");
		await store.keep_day(kept);
		connection(true);
	} catch (error) {
		if (error instanceof SignedOut) connection(true, true);
		else if (error instanceof NoAnswer) connection(false);
		else if (error instanceof Refused) part("connection").textContent = error.message;
		else throw error;
	} finally {
		in_touch = undefined;
		kept = await store.day();
		await draw();
		if (again) await meet();
	}
}

function connection(is_there, signed_out) {
	const line = part("connection");
	line.textContent = signed_out
		? say("You are not signed in. Sign in to send what you noted.")
		: is_there
		? say("With a connection: what you note is sent at once.")
		: say("No connection: what you note is kept on this device, and sent when there is one.");
	line.className = is_there && !signed_out ? "good" : "odd";
	if (!signed_out) return;
	const link = document.createElement("a");
	link.href = "/login?redirect-to=/con-field";
	link.textContent = " →";
	link.setAttribute("aria-label", line.textContent);
	line.append(link);
}

async function send_again() {
	const refused = (await own_entries()).filter(({ state }) => state === "refused");
	for (const { why, ...entry } of refused) await store.put({ ...entry, state: "waiting" });
	await meet();
}

const own_entries = () => (kept ? store.entries_of(kept.user) : []);

async function note(entry) {
	await store.put({ ...entry, user: kept.user, state: "waiting", at: Date.now() });
	await draw();
	await meet();
}

// drawing

async function draw() {
	part("user").textContent = kept?.full_name || "";
	const nothing = part("nothing");
	nothing.hidden = Boolean(kept?.meetings);
	nothing.textContent = say("Nothing is kept on this device yet. Open this page once with a connection.");
	const entries = await own_entries();
	draw_queue(entries);
	draw_meetings(entries);
	draw_plans();
}

function draw_queue(entries) {
	part("queue").hidden = !entries.length;
	const open = entries.filter(({ state }) => state !== "sent");
	part("count").textContent = open.length ? say("{0} wait", open.length) : "";
	part("send").hidden = !open.some(({ state }) => state !== "conflict");
	part("entries").replaceChildren(...entries.map(draw_entry));
}

function draw_entry(entry) {
	const item = copy("entry");
	item.dataset.state = entry.state;
	part("what", item).textContent = `${say(KINDS[entry.kind])} · ${entry.title}`;
	part("state", item).textContent = state_of(entry);
	const away = part("drop", item);
	away.addEventListener("click", () => store.drop(entry.id).then(draw));
	if (entry.state === "conflict") draw_conflict(item, entry);
	return item;
}

function state_of({ state, why, sent_at }) {
	if (state === "sent") return say("Sent at {0}", new Date(sent_at).toLocaleTimeString("th", { timeStyle: "short" }));
	if (state === "refused") return say("Refused: {0}", why);
	return state === "waiting" ? say("Waits for a connection") : "";
}

// both versions, for each of whom they differ
function draw_conflict(item, entry) {
	part("conflict", item).hidden = false;
	part("why", item).textContent = say("The meeting has been changed meanwhile by {0}. Nothing was overwritten.", entry.found.by);
	const stored = Object.fromEntries(entry.found.members.map((member) => [member.person, member]));
	const differing = entry.rows.filter(({ person, now }) => differs(stored[person], now));
	item.querySelector("tbody").replaceChildren(
		...differing.map(({ person, now }) => {
			const line = document.createElement("tr");
			const found = stored[person] ? told(stored[person]) : say("Not in the list any more");
			const name = stored[person]?.full_name || entry.names?.[person] || person;
			for (const text of [name, found, told(now)]) line.insertCell().textContent = text;
			return line;
		})
	);
	part("mine", item).addEventListener("click", async () => {
		const { found, rows, ...mine } = entry;
		// of who is not in the list any more, there is nothing to note
		const seen = rows
			.filter(({ person }) => stored[person])
			.map(({ person, now }) => ({ person, before: stored[person], now }));
		if (seen.length) await store.put({ ...mine, rows: seen, state: "waiting" });
		else await store.drop(entry.id);
		await draw();
		await meet();
	});
}

const differs = (stored, now) => NOTED.some((field) => (stored?.[field] || "") !== (now[field] || ""));

const told = (row) =>
	[row?.status ? say(row.status) : say("Not noted"), row?.proxy_name, row?.reason].filter(Boolean).join(" ");

function draw_meetings(entries) {
	const boxes = Object.fromEntries([...document.querySelectorAll("details")].map((box) => [box.dataset.name, box]));
	const drawn = (kept?.meetings || []).map((meeting) => {
		const before = boxes[meeting.name];
		// what is being noted is not drawn away
		if (before?.querySelector(".touched")) return before;
		const box = draw_meeting(meeting, entries);
		box.open = Boolean(before?.open);
		// a camera that is open gives its photo to the form that asked for it
		if (before) part("photo", box).replaceWith(part("photo", before));
		return box;
	});
	part("meetings").replaceChildren(...drawn);
}

function draw_meeting(meeting, entries) {
	const box = copy("meeting");
	box.dataset.name = meeting.name;
	part("title", box).textContent = meeting.title;
	part("when", box).textContent = [meeting.day, meeting.place].filter(Boolean).join(" · ");
	const [form, photo] = box.querySelectorAll("form");
	// what was noted here and is not sent yet stands before what the server said
	const mine = entries.find((entry) => is_to_send(entry, meeting.name));
	const noted = Object.fromEntries((mine?.rows || []).map(({ person, now }) => [person, now]));
	const members = meeting.members.map((member) => ({ ...member, ...noted[member.person] }));
	part("members", box).append(...members.map(draw_member));
	count(box, members);
	const shown = noted_in(form);
	form.addEventListener("input", () => {
		form.classList.add("touched");
		count(box, noted_in(form));
	});
	form.addEventListener("submit", (event) => note_attendance(event, meeting, shown));
	photo.addEventListener("submit", (event) => note_photo(event, meeting));
	return box;
}

function count(box, rows) {
	part("noted", box).textContent = say("{0} of {1} noted", rows.filter(({ status }) => status).length, rows.length);
}

function draw_member(member) {
	const box = copy("member");
	box.dataset.person = member.person;
	part("name", box).textContent = member.full_name;
	part("role", box).textContent = member.role || "";
	STATUSES.forEach((status) => part("choices", box).append(draw_choice(member, status)));
	box.querySelector('[name="proxy_name"]').value = member.proxy_name;
	box.querySelector('[name="reason"]').value = member.reason;
	box.addEventListener("change", () => show_more(box));
	show_more(box);
	return box;
}

function draw_choice(member, status) {
	const choice = copy("choice");
	const [button, text] = choice.children;
	Object.assign(button, { name: `status-${member.person}`, value: status, checked: member.status === status });
	text.textContent = say(status);
	return choice;
}

function show_more(box) {
	const status = box.querySelector("input:checked")?.value;
	part("proxy", box).hidden = status !== "Proxy";
	part("reason", box).hidden = !["Excused", "Absent"].includes(status);
	part("more", box).hidden = !status || status === "Present";
	box.querySelector('[name="proxy_name"]').required = status === "Proxy";
}

const is_to_send = ({ kind, name, state }, meeting) =>
	kind === "attendance" && name === meeting && ["waiting", "refused"].includes(state);

const noted_in = (form) =>
	[...form.querySelectorAll("fieldset")].map((box) => {
		const status = box.querySelector("input:checked")?.value || "";
		const text = (name, when) => (when ? box.querySelector(`[name="${name}"]`).value.trim() : "");
		return {
			person: box.dataset.person,
			status,
			proxy_name: text("proxy_name", status === "Proxy"),
			reason: text("reason", ["Excused", "Absent"].includes(status)),
		};
	});

// noting

// shown: what stood there when it was drawn. Of whom nothing was changed, nothing is sent
async function note_attendance(event, { name, title, members }, shown) {
	event.preventDefault();
	const by_person = (rows) => Object.fromEntries(rows.map((row) => [row.person, row]));
	const [stored, drawn] = [by_person(members), by_person(shown)];
	const changed = noted_in(event.target)
		.filter((now) => differs(drawn[now.person], now))
		.map((now) => ({ person: now.person, before: stored[now.person], mine: drawn[now.person], now }));
	event.target.classList.remove("touched");
	// what is noted anew stands for what was noted before and is not sent yet
	const earlier = (await own_entries()).filter((entry) => is_to_send(entry, name));
	await Promise.all(earlier.map(({ id }) => store.drop(id)));
	const rows = Object.values(by_person([...earlier.flatMap((entry) => entry.rows), ...changed]));
	const names = Object.fromEntries(members.map(({ person, full_name }) => [person, full_name]));
	if (rows.length) await note({ kind: "attendance", name, rows, names, title });
	else await draw();
}

async function note_photo(event, { name, title }) {
	event.preventDefault();
	const form = event.target;
	const content = await reduced_photo(form.photo.files[0], kept.photos);
	const entry = { kind: "photo", doctype: "Meeting", name, key: new_key(), content, caption: form.caption.value.trim() };
	form.reset();
	await note({ ...entry, title: [title, entry.caption].filter(Boolean).join(" · ") });
}

async function note_activity(event) {
	event.preventDefault();
	const form = event.target;
	const names = ["plan", "activity_number", "held_on", "what_was_done", "place"];
	const values = Object.fromEntries(names.map((name) => [name, form[name].value.trim()]));
	const photos = [];
	for (const file of form.photos.files) photos.push({ key: new_key(), content: await reduced_photo(file, kept.photos) });
	const title = form.activity_number.selectedOptions[0].textContent;
	form.reset();
	form.classList.remove("touched");
	draw_plans();
	await note({ kind: "activity", values, photos, title });
}

function draw_plans() {
	const plans = kept?.plans || [];
	part("activities").hidden = !plans.length;
	const form = part("activity");
	// what is being noted is not drawn away
	if (form.classList.contains("touched") || !plans.length) return;
	// the day as it is here
	form.held_on.value ||= new Date().toLocaleDateString("sv");
	const chosen = form.plan.value;
	form.plan.replaceChildren(...plans.map(({ name, title }) => new Option(title, name, false, name === chosen)));
	offer_activities();
}

function offer_activities() {
	const form = part("activity");
	const plan = (kept?.plans || []).find(({ name }) => name === form.plan.value);
	form.activity_number.replaceChildren(
		...(plan?.activities || []).map(({ number, name }) => new Option(`${number} ${name}`, number))
	);
}

begin();
