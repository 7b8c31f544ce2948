"""Hosts as network namespaces on one switch. `make test ARGS="cluster"` runs this in namespaces of its own, for
processes, mounts and network alike: nothing of them is left when it ends, however it ends.
"""

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

from bootstrap.project import Project
from bootstrap.supervisor import Service, Supervisor

SWITCH = "con-switch"
# no other network is reached from in here
NETWORK, LENGTH = "10.88.0", 24
# as systemd does: for ever
RETRIES = 100_000


def ip(*words: str | int) -> str:
	done = subprocess.run(
		["ip", *map(str, words)], capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
	)
	assert done.returncode == 0, f"ip {words}: {done.stderr}"
	return done.stdout


def make_switch() -> None:
	"""The switch, and the line of whoever runs the tests to it: he is one of the office."""
	assert "lo:" in ip("-o", "link") and len(ip("-o", "link").splitlines()) == 1, (
		"not in a network of its own"
	)
	os.makedirs("/run/netns", exist_ok=True)
	subprocess.run(["mount", "-t", "tmpfs", "cluster", "/run/netns"], check=True, timeout=30)
	ip("netns", "add", SWITCH)
	ip("-n", SWITCH, "link", "add", "br0", "type", "bridge")
	ip("-n", SWITCH, "link", "set", "br0", "up")
	ip("link", "add", "office", "type", "veth", "peer", "name", "office", "netns", SWITCH)
	ip("addr", "add", f"{NETWORK}.100/{LENGTH}", "dev", "office")
	ip("link", "set", "office", "up")
	ip("-n", SWITCH, "link", "set", "office", "master", "br0", "up")


@dataclass
class Host:
	"""One machine: an address, a line to the switch, and servers that its supervisord starts again."""

	project: Project
	name: str
	number: int
	services: list[Service] = field(default_factory=list)
	supervisor: Supervisor | None = None

	def __post_init__(self) -> None:
		ip("netns", "add", self.name)
		ip("-n", self.name, "link", "add", "eth0", "type", "veth", "peer", "name", self.name, "netns", SWITCH)
		ip("-n", SWITCH, "link", "set", self.name, "master", "br0", "up")
		for device in ("eth0", "lo"):
			ip("-n", self.name, "link", "set", device, "up")

	@property
	def address(self) -> str:
		return f"{NETWORK}.{self.number}"

	def serves(self, name: str, argv: Sequence, **env: str) -> None:
		"""Adds a server to the host."""
		inside = ["ip", "netns", "exec", self.name, *argv]
		self.services.append(Service(f"{self.name}-{name}", inside, env))

	def start(self) -> None:
		"""Switches the host on: its line, its own address, and all of its servers."""
		self.plug()
		self.take_address()
		self.supervisor = Supervisor(self.project, self.name, RETRIES)
		self.supervisor.start(*self.services)

	def kill(self) -> None:
		"""Takes the power away: nothing says good-bye to anybody."""
		self.unplug()
		self.supervisor.process.kill()
		self.supervisor.process.wait()
		for pid in self.pids():
			kill(pid)
		ip("-n", self.name, "addr", "flush", "dev", "eth0")

	def take_address(self) -> None:
		ip("-n", self.name, "addr", "add", f"{self.address}/{LENGTH}", "dev", "eth0")

	def has(self, address: str) -> bool:
		return f" {address}/" in ip("-n", self.name, "addr", "show", "dev", "eth0")

	def plug(self) -> None:
		ip("-n", SWITCH, "link", "set", self.name, "up")

	def unplug(self) -> None:
		"""Pulls the line out; what runs goes on running."""
		ip("-n", SWITCH, "link", "set", self.name, "down")

	def run(self, *argv: str) -> None:
		"""A command on the host."""
		ip("netns", "exec", self.name, *argv)

	def pids(self, words: str = "") -> list[int]:
		"""The processes of the host, or those whose command has the words in it."""
		found = [int(pid) for pid in ip("netns", "pids", self.name).split()]
		return [pid for pid in found if words in command_of(pid)]


def command_of(pid: int) -> str:
	try:
		with open(f"/proc/{pid}/cmdline", "rb") as file:
			return file.read().replace(b"\0", b" ").decode(errors="replace")
	except OSError:
		return ""


def browsers(host: Host) -> list[int]:
	"""The browsers that print on a host: processes of their own end with them."""
	return [pid for pid in host.pids("chromium") if "--type=" not in command_of(pid)]


def kill(pid: int) -> None:
	try:
		os.kill(pid, signal.SIGKILL)
	except ProcessLookupError:
		pass
