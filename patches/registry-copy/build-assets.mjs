// Builds the bundles of every app of the bench: <app>/public/**/*.bundle.{js,ts,css,scss} to <app>/public/dist,
// and lists them in sites/assets/assets.json and assets-rtl.json, where Frappe looks them up.
//
// The registry copy of Frappe comes without its build; this is a small one of our own for it. `bench build`
// runs it as the package script `production`. Options: --production (minify), --apps a,b.
// Ends with an error when any bundle fails.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import autoprefixer from "autoprefixer";
import esbuild from "esbuild";
import vue from "esbuild-plugin-vue3";
import postcss from "postcss";
import rtlcss from "rtlcss";
import * as sass from "sass";

const frappe_folder = path.dirname(fileURLToPath(import.meta.url));
const node_modules = path.join(frappe_folder, "node_modules");
const apps_folder = path.dirname(frappe_folder);
const sites_folder = path.join(path.dirname(apps_folder), "sites");
const require = createRequire(import.meta.url);

const minify = process.argv.includes("--production");
const BUNDLE = /\.bundle\.(js|ts|css|scss)$/;
const STYLE = /\.(css|scss)$/;
const EMBEDDED = Object.fromEntries(
	[".svg", ".png", ".gif", ".woff", ".woff2", ".ttf", ".eot", ".otf"].map((suffix) => [suffix, "dataurl"]),
);

class App {
	constructor(name) {
		this.name = name;
		this.folder = path.join(apps_folder, name);
		this.public = path.join(this.folder, name, "public");
		this.dist = path.join(this.public, "dist");
	}

	/** The bundles of the app, sorted, so that every build gives the same. */
	bundles() {
		if (!fs.existsSync(this.public)) return [];
		return files_below(this.public)
			.filter((file) => BUNDLE.test(file))
			.sort();
	}
}

function files_below(folder) {
	return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const place = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			return ["dist", "node_modules"].includes(entry.name) ? [] : files_below(place);
		}
		return [place];
	});
}

function option(name) {
	const words = process.argv;
	const place = words.findIndex((word) => word === name || word.startsWith(name + "="));
	if (place < 0) return "";
	return words[place].includes("=") ? words[place].split("=")[1] : words[place + 1] || "";
}

function read_apps() {
	const names = fs.readFileSync(path.join(sites_folder, "apps.txt"), "utf8").split(/\s+/).filter(Boolean);
	return names.map((name) => new App(name)).filter((app) => fs.existsSync(app.folder));
}

const all_apps = read_apps();
const all_bundles = all_apps.flatMap((app) => app.bundles());

// Scripts

/** `import "x.html"` registers a template under the file's name; templates are written to stand between backticks. */
const html_templates = {
	name: "html-templates",
	setup(build) {
		build.onLoad({ filter: /\.html$/ }, (args) => {
			const name = path.basename(args.path, ".html");
			const text = fs.readFileSync(args.path, "utf8").replace(/<!--.*?-->/gs, "").replace(/\s+/g, " ");
			const literal = "`" + text.replaceAll("`", "\\`") + "`";
			return { loader: "js", contents: `frappe.templates[${JSON.stringify(name)}] = ${literal};` };
		});
	},
};

/** A bundle imported by its name; what the web server serves stays a URL. */
const bundles_and_urls = {
	name: "bundles-and-urls",
	setup(build) {
		build.onResolve({ filter: /^(\/assets\/|https?:|data:)/ }, (args) => ({ path: args.path, external: true }));
		build.onResolve({ filter: BUNDLE }, (args) => {
			if (args.kind === "entry-point") return;
			const found = all_bundles.find((file) => path.basename(file) === path.basename(args.path));
			if (found) return { path: found };
		});
	},
};

async function build_script(file, app) {
	const result = await esbuild.build({
		entryPoints: [file],
		bundle: true,
		write: false,
		outdir: app.dist,
		minify,
		keepNames: true,
		target: "es2018",
		nodePaths: node_paths(app),
		loader: EMBEDDED,
		define: {
			"process.env.NODE_ENV": minify ? '"production"' : '"development"',
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
			global: "window",
		},
		banner: { js: "window.frappe = window.frappe || {};" },
		plugins: [html_templates, bundles_and_urls, vue()],
		logLevel: "silent",
	});
	const text = (suffix) => result.outputFiles.find((output) => output.path.endsWith(suffix))?.text || "";
	const style = text(".css");
	return (style ? `frappe.dom.set_style(${JSON.stringify(style)});\n` : "") + text(".js");
}

function node_paths(app) {
	return [path.join(app.folder, "node_modules"), node_modules].filter((folder) => fs.existsSync(folder));
}

// Styles

const APP_FILE = new RegExp(`^~?(${all_apps.map((app) => app.name).join("|")})/`);

/** Style sheets name packages as `~package/file`, and an app's files as `app/public/file`. */
function style_importer(url) {
	return { file: url.replace(APP_FILE, "$1/$1/").replace(/^~/, "").replace(/\.css$/, "") };
}

function compile_style(file, app) {
	const result = sass.renderSync({
		file,
		includePaths: [...node_paths(app), apps_folder],
		importer: style_importer,
		quietDeps: true,
		logger: sass.Logger.silent,
	});
	return result.css.toString();
}

/** Takes in what a style sheet imports and shows; leaves what the web server serves. */
function style_files(app) {
	return {
		name: "style-files",
		setup(build) {
			build.onResolve({ filter: /^(\/assets\/|https?:|data:)/ }, (args) => ({ path: args.path, external: true }));
			build.onResolve({ filter: APP_FILE }, (args) => ({
				path: path.join(apps_folder, args.path.replace(APP_FILE, "$1/$1/")),
			}));
			build.onResolve({ filter: /^~/ }, (args) => ({ path: require.resolve(args.path.slice(1)) }));
			build.onResolve({ filter: /(^|\/)node_modules\// }, (args) => ({
				path: path.join(node_modules, args.path.replace(/^.*node_modules\//, "")),
			}));
		},
	};
}

async function build_style(file, app) {
	const plain = /\.css$/.test(file) ? fs.readFileSync(file, "utf8") : compile_style(file, app);
	const prefixed = await postcss([autoprefixer]).process(plain, { from: undefined });
	const result = await esbuild.build({
		stdin: { contents: prefixed.css, loader: "css", resolveDir: path.dirname(file) },
		bundle: true,
		write: false,
		outdir: app.dist,
		minify,
		nodePaths: node_paths(app),
		loader: EMBEDDED,
		plugins: [style_files(app)],
		logLevel: "silent",
	});
	return result.outputFiles.find((output) => output.path.endsWith(".css")).text;
}

// All bundles

function write(app, folder, name, content) {
	const suffix = path.extname(name);
	const mark = crypto.createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
	const file = `${path.basename(name, suffix)}.${mark}${suffix}`;
	fs.mkdirSync(path.join(app.dist, folder), { recursive: true });
	fs.writeFileSync(path.join(app.dist, folder, file), content);
	return `/assets/${app.name}/dist/${folder}/${file}`;
}

async function build_bundle(file, app, assets, assets_rtl) {
	if (STYLE.test(file)) {
		const name = path.basename(file).replace(STYLE, ".css");
		const style = await build_style(file, app);
		assets[name] = write(app, "css", name, style);
		assets_rtl[`rtl_${name}`] = write(app, "css-rtl", name, rtlcss.process(style));
	} else {
		const name = path.basename(file).replace(/\.ts$/, ".js");
		assets[name] = write(app, "js", name, await build_script(file, app));
	}
}

function reason(error) {
	const where = (each) => (each.location ? ` (${each.location.file}:${each.location.line})` : "");
	if (error.errors?.length) return error.errors.map((each) => each.text + where(each)).join("\n    ");
	return error.message;
}

function write_list(name, list) {
	const file = path.join(sites_folder, "assets", name);
	fs.mkdirSync(path.dirname(file), { recursive: true });
	const kept = option("--apps") && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
	fs.writeFileSync(file, JSON.stringify({ ...kept, ...list }, null, "\t") + "\n");
}

const chosen = option("--apps").split(",").filter(Boolean);
const assets = {};
const assets_rtl = {};
let failed = 0;
for (const app of all_apps.filter((app) => !chosen.length || chosen.includes(app.name))) {
	fs.rmSync(app.dist, { recursive: true, force: true });
	for (const file of app.bundles()) {
		try {
			await build_bundle(file, app, assets, assets_rtl);
		} catch (error) {
			failed += 1;
			console.error(`${path.relative(apps_folder, file)}:\n    ${reason(error)}`);
		}
	}
}
write_list("assets.json", assets);
write_list("assets-rtl.json", assets_rtl);
console.log(`${Object.keys(assets).length} bundles built, ${failed} failed`);
process.exit(failed ? 1 : 0);
