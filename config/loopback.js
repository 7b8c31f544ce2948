// Preloaded into Node (node --require): a server that names a port but no host listens on loopback only.
const net = require("node:net");

const host = process.env.LISTEN_HOST || "127.0.0.1";
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...args) {
	const port = args[0];
	const is_port = typeof port === "number" || (typeof port === "string" && /^\d+$/.test(port));
	if (is_port && typeof args[1] !== "string") {
		args.splice(1, 0, host);
	}
	return listen.apply(this, args);
};
