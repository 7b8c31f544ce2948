"""Another machine's MariaDB: with a binary log, as for replicas, and without trust in whoever makes functions."""

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bootstrap.bench import frappe_user
from bootstrap.packages import find_program
from bootstrap.processes import die_with_parent
from bootstrap.services import account_statements

OPTIONS = [
	"--skip-name-resolve",
	"--character-set-server=utf8mb4",
	"--collation-server=utf8mb4_unicode_ci",
	"--log-bin",
	"--log-bin-trust-function-creators=OFF",
	"--innodb-flush-log-at-trx-commit=2",
]


@dataclass(frozen=True)
class Server:
	port: int
	password: str

	def ask(self, statement: str) -> str:
		"""What root is answered to SQL; statements stand on lines of their own."""
		client = [
			find_program("mariadb"),
			"--no-defaults",
			"--host=127.0.0.1",
			f"--port={self.port}",
			"-uroot",
		]
		return output_of([*client, f"-p{self.password}", "--skip-column-names"], text=statement)


@contextmanager
def running(folder: Path, config: Path | None = None, *more: str) -> Iterator[Server]:
	"""A new server that keeps its data in `folder`, and ends with the block; with a configuration in place of ours,
	and with `more` options.
	"""
	server, user = Server(free_port(), secrets.token_urlsafe(12)), user_option()
	# temporary files of its own: a MariaDB that starts removes those that others have in the same folder
	(folder / "tmp").mkdir(parents=True, exist_ok=True)
	places = [f"--datadir={folder / 'data'}", f"--tmpdir={folder / 'tmp'}"]
	install = ["--no-defaults", *places, "--skip-test-db", *user]
	output_of([find_program("mariadb-install-db"), *install, "--auth-root-authentication-method=normal"])
	daemon = [find_program("mariadbd"), "--no-defaults", *places, *user]
	output_of([*daemon, "--bootstrap"], text=account_statements(server.password))
	options = [
		"--bind-address=127.0.0.1",
		f"--port={server.port}",
		f"--socket={folder / 'socket'}",
		f"--pid-file={folder / 'pid'}",
		*more,
	]
	if config:
		daemon[1] = f"--defaults-file={config}"
	else:
		options += OPTIONS
	with (folder / "log").open("wb") as log:
		process = subprocess.Popen([*daemon, *options], stdout=log, stderr=log, preexec_fn=die_with_parent)
		try:
			wait_for(process, server.port, folder / "log")
			yield server
		finally:
			process.terminate()
			process.wait(60)


def wait_for(process: subprocess.Popen, port: int, log: Path) -> None:
	deadline = time.monotonic() + 60
	while not greets(port):
		assert process.poll() is None and time.monotonic() < deadline, log.read_text()[-2000:]
		time.sleep(0.1)


def greets(port: int) -> bool:
	"""Whether MariaDB begins to talk. One that listens, and is ended before it takes connections, may not hear of it."""
	try:
		with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
			return bool(connection.recv(1))
	except OSError:
		return False


def user_option() -> list[str]:
	return [f"--user={frappe_user()}"] if frappe_user() else []


def free_port() -> int:
	with socket.socket() as listener:
		listener.bind(("127.0.0.1", 0))
		return listener.getsockname()[1]


def output_of(argv: list, text: str | None = None, cwd: Path | None = None) -> str:
	"""What a program prints; a failed one fails the test with its last words."""
	done = subprocess.run(
		[str(word) for word in argv],
		input=text,
		cwd=cwd,
		stdin=None if text else subprocess.DEVNULL,
		capture_output=True,
		text=True,
		timeout=900,
		check=False,
	)
	assert done.returncode == 0, f"{argv}\n{(done.stdout + done.stderr)[-4000:]}"
	return done.stdout + done.stderr
