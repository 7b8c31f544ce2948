// Serves the page /con-field where there is no connection. Its scope is that page: the desk, its API and everything
// with somebody's data go past it.
const KEPT = "con-field-1";
const FILES = [
	"/con-field",
	"/assets/con_center/css/field.css",
	"/assets/con_center/css/thai_face.css",
	"/assets/con_center/js/field/page.js",
	"/assets/con_center/js/field/sending.js",
	"/assets/con_center/js/field/store.js",
	"/assets/con_center/js/reduced_photo.js",
	"/assets/con_center/images/icon-192.png",
	"/assets/con_center/manifest.json",
];

self.addEventListener("install", (event) => {
	self.skipWaiting();
	event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
	const old = caches.keys().then((names) => names.filter((name) => name.startsWith("con-field-") && name !== KEPT));
	event.waitUntil(
		old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim())
	);
});

self.addEventListener("fetch", (event) => {
	const { pathname, origin } = new URL(event.request.url);
	if (event.request.method !== "GET" || origin !== location.origin || !FILES.includes(pathname)) return;
	event.respondWith(fresh(event.request, pathname));
});

// as it is on the server, where that is reached
async function fresh(request, pathname) {
	const cache = await caches.open(KEPT);
	try {
		const answer = await fetch(request);
		if (answer.ok && !answer.redirected) await cache.put(pathname, answer.clone());
		return answer;
	} catch (error) {
		const kept = await cache.match(pathname);
		if (kept) return kept;
		throw error;
	}
}
