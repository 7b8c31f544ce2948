"""The servers of one command, kept by supervisord: what ends by itself is started again."""

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bootstrap import tools
from bootstrap.console import warn
from bootstrap.processes import die_with_parent, end_session, run, tail
from bootstrap.project import Project, SetupError

# Nearly a minute of trying.
RETRIES = 10
STOP_SECONDS = 90
EXITED = re.compile(r"exited: (\S+) \((.*);")
GIVEN_UP = re.compile(r"gave up: (\S+) ")


@dataclass
class Service:
	"""A server: how to start it, and how to see that it is ready; `env` is beside the environment of all."""

	name: str
	argv: Sequence[str | Path]
	env: Mapping[str, str] = field(default_factory=dict)
	ready: Callable[[], bool] = lambda: True
	start_seconds: float = 60


class Supervisor:
	"""Owns a supervisord. Whatever way the process of the command ends, all servers end, too."""

	def __init__(self, project: Project, name: str, retries: int = RETRIES) -> None:
		self.project = project
		self.folder = project.runtime / name
		self.config = self.folder / "supervisord.conf"
		self.log = project.logs / f"{name}-servers.log"
		self.retries = retries
		self.process: subprocess.Popen | None = None
		self.groups = 0

	def start(self, *services: Service) -> None:
		"""Starts a group of servers together and returns when they are ready. Raises SetupError when one ends or takes too long."""
		if not self.process:
			self.write_configuration()
		self.write_group(services)
		if self.process:
			run([self.project.tools / "bin" / "supervisorctl", "-c", self.config, "update"], seconds=60)
		else:
			self.launch()
		for service in services:
			self.wait_for(service)

	def wait_for(self, service: Service) -> None:
		deadline = time.monotonic() + service.start_seconds
		while not service.ready():
			if self.process.poll() is not None:
				raise self.is_gone()
			ended = EXITED.findall(self.news())
			if ended or time.monotonic() > deadline:
				name = ended[0][0] if ended else service.name
				raise SetupError(f"{name} did not start:\n{self.last_lines(name)}")
			time.sleep(0.1)

	# supervisord

	def write_configuration(self) -> None:
		self.folder.mkdir(exist_ok=True)
		for old in self.folder.glob("*.program"):
			old.unlink()
		user = "user = root" if os.geteuid() == 0 else ""
		self.render("supervisord.conf", self.config, folder=self.folder, user=user)

	def write_group(self, services: Sequence[Service]) -> None:
		"""Those of a group are stopped together; supervisord stops the group of the highest priority first."""
		for service in services:
			self.write_program(service)
		self.groups += 1
		names = ",".join(service.name for service in services)
		group = f"[group:{self.groups}]\nprograms = {names}\npriority = {self.groups}\n"
		(self.folder / f"{self.groups}.program").write_text(group)

	def write_program(self, service: Service) -> None:
		self.render(
			"supervised.conf",
			self.folder / f"{service.name}.program",
			name=service.name,
			command=shlex.join(map(str, service.argv)),
			directory=self.project.sites,
			environment=",".join(f'{name}="{value}"' for name, value in service.env.items()),
			retries=self.retries,
			log=self.log_of(service.name),
		)

	def render(self, template: str, path: Path, **values: object) -> None:
		"""Fills a file of supervisord in; there, % begins a name."""
		self.project.render(
			template, path, {key: str(value).replace("%", "%%") for key, value in values.items()}
		)

	def launch(self) -> None:
		output = self.log.open("ab")
		self.reader = self.log.open(errors="replace")
		self.reader.seek(0, os.SEEK_END)
		self.process = subprocess.Popen(
			[self.project.tools / "bin" / "supervisord", "-c", self.config],
			env=tools.quiet(tools.environment(self.project)),
			stdin=subprocess.DEVNULL,
			stdout=output,
			stderr=subprocess.STDOUT,
			start_new_session=True,
			preexec_fn=die_with_parent,
		)

	def news(self) -> str:
		"""What supervisord has logged since this was last asked."""
		return self.reader.read()

	def log_of(self, name: str) -> Path:
		return self.project.logs / f"{name}.log"

	def last_lines(self, name: str) -> str:
		path = self.log_of(name)
		text = path.read_text(errors="replace") if path.exists() else ""
		return f"{tail(text)}\n(all of it: {path})"

	# while they run

	def watch(self) -> str:
		"""Says what ends by itself and is started again. Returns the name of a server that does not stay up."""
		process = self.process
		while process.poll() is None:
			news = self.news()
			for name, how in EXITED.findall(news):
				warn(f"{name} ended by itself ({how}) and is started again.")
			if lost := GIVEN_UP.search(news):
				return lost.group(1)
			time.sleep(0.5)
		raise self.is_gone()

	def is_gone(self) -> SetupError:
		return SetupError(f"supervisord ended by itself:\n{tail(self.log.read_text(errors='replace'))}")

	def stop(self) -> None:
		"""Stops all servers, the last started first, and what they have left."""
		if self.process:
			end_session(self.process, STOP_SECONDS)
			self.process = None

	def __enter__(self) -> "Supervisor":
		return self

	def __exit__(self, *_: object) -> None:
		numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
		handlers = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
		try:
			self.stop()
		finally:
			for number, handler in handlers.items():
				signal.signal(number, handler)
