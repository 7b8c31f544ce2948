// The desk and the login page can be installed on a phone: they say which icon and name it gets.
(() => {
	const add = (rel, href) => {
		if (document.querySelector(`link[rel="${rel}"]`)) return;
		document.head.append(Object.assign(document.createElement("link"), { rel, href }));
	};
	add("manifest", "/assets/con_center/manifest.json");
	add("apple-touch-icon", "/assets/con_center/images/icon-192.png");
	let colour = document.querySelector('meta[name="theme-color"]');
	if (!colour) {
		colour = Object.assign(document.createElement("meta"), { name: "theme-color" });
		document.head.append(colour);
	}
	colour.content = "#0b5d3b";
})();
