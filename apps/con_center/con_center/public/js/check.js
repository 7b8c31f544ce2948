// The page /check: compares a file with the one that was issued, by its SHA-256, worked out here. Nothing is sent.
const words = JSON.parse(document.getElementById("words").textContent);
const section = document.querySelector("[data-sha256]");

if (section) {
	const drop = section.querySelector(".drop");
	section.querySelector("input").addEventListener("change", (event) => compare(event.target.files[0]));
	for (const name of ["dragover", "dragleave", "drop"])
		drop.addEventListener(name, (event) => {
			event.preventDefault();
			drop.classList.toggle("over", name === "dragover");
			if (name === "drop") compare(event.dataTransfer.files[0]);
		});
}

async function compare(file) {
	if (!file) return;
	// browsers work it out on pages that came by https alone
	if (!window.crypto || !crypto.subtle) return tell("The file cannot be compared here: open this page by https.", "odd");
	tell("Comparing …", "");
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
	const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	if (found === section.dataset.sha256) tell("This file is the one that was issued, to the last letter.", "good");
	else
		tell(
			"This file is not the one that was issued: it was changed, or it is a scan, a photo or another document.",
			"bad"
		);
}

function tell(word, kind) {
	const result = section.querySelector("[data-result]");
	result.className = kind;
	result.textContent = words[word] || word;
}
