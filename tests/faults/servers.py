"""The processes behind the served test site, found by what they listen on or run."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from tests.served import base_url

SITES = Path(os.environ["BENCH_ROOT"]) / "sites"
CONFIG = json.loads((SITES / "common_site_config.json").read_text())
PORTS = {
	"mariadb": CONFIG["db_port"],
	"redis_cache": urlsplit(CONFIG["redis_cache"]).port,
	"redis_queue": urlsplit(CONFIG["redis_queue"]).port,
	"web": urlsplit(base_url()).port,
	"socketio": urlsplit(os.environ["SOCKETIO_URL"]).port,
}
WORDS = {"worker": "con_center.worker", "scheduler": "frappe schedule"}


def pid_of(server: str) -> int | None:
	"""Return the id of the process that leads a server; None while there is none."""
	found = _listening(PORTS[server]) if server in PORTS else _running(WORDS[server])
	try:
		# children listen, too: the leader is the one whose group they belong to
		return os.getpgid(found[0]) if found else None
	except ProcessLookupError:
		return None


def _listening(port: int) -> list[int]:
	connections = psutil.net_connections(kind="tcp4")
	return [c.pid for c in connections if c.status == psutil.CONN_LISTEN and c.laddr.port == port and c.pid]


def _running(words: str) -> list[int]:
	return [process.pid for process in psutil.process_iter() if _runs(process, words)]


def _runs(process: psutil.Process, words: str) -> bool:
	try:
		return " ".join(process.cmdline()).endswith(words) and process.cwd() == str(SITES)
	except (psutil.Error, FileNotFoundError):
		# it ended while it was looked at
		return False
