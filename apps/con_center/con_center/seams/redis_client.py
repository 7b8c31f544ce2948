"""Connections to the site's Redis that answer in bounded time: those of Frappe wait for ever.

Nothing of Frappe is asked for them but the configuration, so that they are to be had where Frappe fails for want of Redis.
"""

from collections.abc import Mapping

import redis
from frappe.utils import get_bench_path

# how many seconds an answer is waited for
WAIT = 1


def client(conf: Mapping, which: str) -> redis.Redis:
	"""Return a connection to Redis; which: "cache" or "queue". Configured as for Frappe, by address or by sentinels."""
	if conf.get(f"redis_{which}_sentinel_enabled"):
		from frappe.utils.redis_wrapper import get_sentinel_connection

		part = f"redis_{which}"
		who = {
			f"{kind}_{name}": conf.get(f"{part}_{kind}_{name}")
			for kind in ("sentinel", "master")
			for name in ("username", "password")
		}
		nodes = [tuple(node.split(":")) for node in conf.get(f"{part}_sentinels", [])]
		sentinel = get_sentinel_connection(nodes, **who)
		return sentinel.master_for(
			conf.get(f"{part}_master_service"), socket_timeout=WAIT, socket_connect_timeout=WAIT
		)
	address = conf[f"redis_{which}"]
	who = {"socket_timeout": WAIT}
	if not address.startswith("unix:"):
		who["socket_connect_timeout"] = WAIT
	if which == "queue" and conf.get("use_rq_auth"):
		who |= {"username": conf.get("rq_username") or bench_id(conf), "password": conf.get("rq_password")}
	return redis.Redis.from_url(address, **who)


def bench_id(conf: Mapping) -> str:
	"""Return what the names of the bench's queues begin with, as frappe.utils.background_jobs makes it."""
	return conf.get("bench_id") or get_bench_path().strip("/").replace("/", "-")
