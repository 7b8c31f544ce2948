// A photo as it is sent: at most so many pixels on its longest side, a JPEG file in base64. What the camera noted beside
// the picture (place, time, owner) is not in it: it is drawn anew.
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

export async function reduced_photo(file, { photo_longest_side, photo_largest_kb }) {
	const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
	const share = Math.min(1, photo_longest_side / Math.max(picture.width, picture.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(picture.width * share));
	canvas.height = Math.max(1, Math.round(picture.height * share));
	const pen = canvas.getContext("2d");
	// what is transparent becomes paper
	pen.fillStyle = "white";
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	const sizes = QUALITIES.map((quality) => () => canvas.toDataURL("image/jpeg", quality).split(",")[1]);
	let content;
	for (const size of sizes) {
		content = size();
		if (content.length * 0.75 <= photo_largest_kb * 1000) break;
	}
	return content;
}

// how the server knows a photo again that is sent twice; randomUUID is there by https only
export function new_key() {
	const bytes = crypto.getRandomValues(new Uint8Array(12));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
