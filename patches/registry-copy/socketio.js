// Realtime for the desk: passes on what Frappe publishes in Redis to the browsers that may see it.
//
// The registry copy of Frappe comes without its socket.io server; this is one of our own, written to what its
// frappe/realtime.py publishes and its socketio_client.js expects. The site itself decides who a browser is
// and what it may follow. Rooms: see the end of frappe/realtime.py.
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const redis = require("@redis/client");
const { Server } = require("socket.io");

const SITES = path.resolve(__dirname, "..", "..", "sites");
const EVERYONE = "website";
const DESK_USERS = "all";
const SESSION = /(^|;)\s*sid=[^;]/;
const LOCAL_HOSTS = ["localhost", "127.0.0.1"];

const conf = read_conf();
const server = http.createServer();
const io = new Server(server, {
	cors: { origin: true, credentials: true }, // the origin is checked in identify()
	cleanupEmptyChildNamespaces: true,
});

function read_conf() {
	const shared = JSON.parse(fs.readFileSync(path.join(SITES, "common_site_config.json"), "utf8"));
	return {
		port: Number(process.env.FRAPPE_SOCKETIO_PORT || shared.socketio_port || 9000),
		redis: process.env.FRAPPE_REDIS_QUEUE || shared.redis_queue,
		default_site: process.env.FRAPPE_SITE || shared.default_site,
	};
}

function host_of(address) {
	if (!address) return "";
	return new URL(address.includes("://") ? address : `http://${address}`).hostname;
}

function site_of(headers) {
	if (headers["x-frappe-site-name"]) return host_of(headers["x-frappe-site-name"]);
	const host = host_of(headers.host);
	return conf.default_site && LOCAL_HOSTS.includes(host) ? conf.default_site : host_of(headers.origin) || host;
}

/** Asks the site, as the user of this browser. Answers the message of the response; throws if it is refused. */
async function ask_site(socket, method, values = {}) {
	const address = new URL(`/api/method/${method}`, socket.handshake.headers.origin);
	address.search = new URLSearchParams(values).toString();
	const { cookie = "", authorization = "" } = socket.handshake.headers;
	const headers = { Accept: "application/json", ...(cookie && { cookie }), ...(authorization && { authorization }) };
	const answer = await fetch(address, { headers });
	if (!answer.ok) throw new Error(`${method}: ${answer.status}`);
	return (await answer.json()).message;
}

/** Lets a browser in that comes from the site's own pages and has a session there. */
async function identify(socket, next) {
	const headers = socket.handshake.headers;
	try {
		if (socket.nsp.name !== `/${site_of(headers)}`) throw new Error("Invalid namespace");
		if (host_of(headers.host) !== host_of(headers.origin)) throw new Error("Invalid origin");
		if (!headers.authorization && !SESSION.test(headers.cookie || "")) throw new Error("No session");
		const info = await ask_site(socket, "frappe.realtime.get_user_info");
		socket.data.user = info.user;
		socket.data.user_type = info.user_type;
	} catch (error) {
		return next(new Error(`Unauthorized: ${error.message}`));
	}
	next();
}

const room = {
	user: (user) => `user:${user}`,
	doctype: (doctype) => `doctype:${doctype}`,
	document: (doctype, name) => `doc:${doctype}/${name}`,
	viewers: (doctype, name) => `open_doc:${doctype}/${name}`,
	task: (id) => `task_progress:${id}`,
};

function serve(socket) {
	socket.join([EVERYONE, room.user(socket.data.user)]);
	if (socket.data.user_type === "System User") socket.join(DESK_USERS);
	serve_tasks(socket);
	serve_lists(socket);
	serve_documents(socket);
	socket.on("ping", () => socket.emit("pong"));
}

function serve_tasks(socket) {
	for (const event of ["task_subscribe", "progress_subscribe"]) {
		socket.on(event, (id) => socket.join(room.task(id)));
	}
	socket.on("task_unsubscribe", (id) => socket.leave(room.task(id)));
}

function serve_lists(socket) {
	socket.on("doctype_subscribe", async (doctype) => {
		if (doctype && (await may_follow(socket, "can_subscribe_doctype", { doctype }))) {
			socket.join(room.doctype(doctype));
		}
	});
	socket.on("doctype_unsubscribe", (doctype) => socket.leave(room.doctype(doctype)));
}

function serve_documents(socket) {
	const opened = new Map();
	const may_see = (doctype, docname) =>
		doctype && docname && may_follow(socket, "can_subscribe_doc", { doctype, docname });
	const close = (key) => {
		const [doctype, name] = opened.get(key);
		opened.delete(key);
		socket.leave(key);
		tell_viewers(socket.nsp, doctype, name);
	};

	socket.on("doc_subscribe", async (doctype, name) => {
		if (await may_see(doctype, name)) socket.join(room.document(doctype, name));
	});
	socket.on("doc_unsubscribe", (doctype, name) => socket.leave(room.document(doctype, name)));
	socket.on("doc_open", async (doctype, name) => {
		if (!(await may_see(doctype, name))) return;
		const key = room.viewers(doctype, name);
		opened.set(key, [doctype, name]);
		await socket.join(key);
		tell_viewers(socket.nsp, doctype, name);
	});
	socket.on("doc_close", (doctype, name) => {
		const key = room.viewers(doctype, name);
		if (opened.has(key)) close(key);
	});
	socket.on("disconnect", () => [...opened.keys()].forEach(close));
}

async function may_follow(socket, method, values) {
	try {
		return Boolean(await ask_site(socket, `frappe.realtime.${method}`, values));
	} catch {
		return false;
	}
}

/** Tells all who have a document open who they are. */
async function tell_viewers(namespace, doctype, name) {
	const members = await namespace.in(room.viewers(doctype, name)).fetchSockets();
	const users = [...new Set(members.map((member) => member.data.user))];
	namespace.to(room.viewers(doctype, name)).emit("doc_viewers", { doctype, docname: name, users });
}

async function pass_on_events(sites) {
	const subscriber = redis.createClient({ url: conf.redis });
	subscriber.on("error", (error) => console.error(`Redis: ${error.message}`));
	await subscriber.connect();
	await subscriber.subscribe("events", (text) => {
		const { namespace, room: target, event, message } = JSON.parse(text);
		if (target) io.of(`/${namespace}`).to(target).emit(event, message);
		else sites.emit(event, message);
	});
}

const sites = io.of(/^\/.+$/);
sites.use(identify);
sites.on("connection", serve);
pass_on_events(sites).then(() => server.listen(conf.port, () => console.log(`Realtime listens on port ${conf.port}`)));
