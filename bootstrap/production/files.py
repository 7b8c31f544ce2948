"""The files of an installation that are not the bench's: made from config/production, by the settings."""

import os
import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.production import nginx
from bootstrap.production.settings import QUEUES, Settings
from bootstrap.project import filled

UNITS = Path("/etc/systemd/system")
# Seconds that a job of each queue may take, and a minute: of Frappe's own, and of the app's long ones an hour
STOP_SECONDS = {"short": 360, "default": 360, "long": 3660}
# Workers for longer jobs take shorter ones as well.
TAKEN = {"short": "short", "default": "default,short", "long": "long,default,short"}


@dataclass(frozen=True)
class File:
	"""A file to be there. `group` may read it where others may not."""

	path: Path
	text: str
	mode: int = 0o644
	group: str = "root"

	def is_there(self) -> bool:
		try:
			return self.path.read_text() == self.text
		except OSError:
			return False

	def write(self, root: Path = Path("/")) -> None:
		"""Replaces the file in one move. root: what stands for / (another folder in a dry run, which changes no owner)."""
		target = root / self.path.relative_to("/")
		target.parent.mkdir(parents=True, exist_ok=True)
		new = target.with_name(target.name + ".new")
		new.touch(mode=0o600)
		new.write_text(self.text)
		if root == Path("/"):
			shutil.chown(new, "root", self.group)
		new.chmod(self.mode)
		new.replace(target)


class Files:
	"""All of them. repository: the one that `make production` is called in."""

	def __init__(self, repository: Path, settings: Settings, system_python: str) -> None:
		self.repository = repository
		self.settings = settings
		self.system_python = system_python
		self.templates = repository / "config" / "production"

	def all(self) -> list[File]:
		return [
			*self.web(),
			*self.nginx_limits(),
			*self.data(),
			*self.units(),
			self.logrotate(),
			self.command(),
		]

	def filled(self, template: str, values: dict[str, object]) -> str:
		return filled(self.templates / template, values)

	def web(self) -> Iterator[File]:
		text = self.filled("nginx.conf", nginx.values(self.repository, self.settings))
		yield File(Path("/etc/nginx/conf.d/con-center.conf"), text)
		for name, page in nginx.pages(self.repository, self.settings):
			yield File(self.settings.etc / "pages" / name, page)

	def nginx_limits(self) -> Iterator[File]:
		text = self.filled("nginx-limits.conf", {"files": 2 * nginx.CONNECTIONS})
		yield File(Path("/etc/nginx/modules-enabled/90-con-center.conf"), text)
		# in a dry run nginx need not be there
		if nginx.MAIN.exists():
			yield File(nginx.MAIN, nginx.roomy(nginx.MAIN.read_text()))

	# MariaDB and Redis

	def data(self) -> Iterator[File]:
		given = self.settings.values
		database = {
			"buffer_pool": given["memory"]["mariadb_buffer_pool"],
			"binary_log_days": given["backup"]["binary_log_days"],
		}
		yield File(Path("/etc/mysql/mariadb.conf.d/70-con-center.cnf"), self.filled("mariadb.cnf", database))
		cache = {
			"save": '""',
			"append": "no",
			"memory": given["memory"]["redis_cache"],
			"policy": "allkeys-lru",
		}
		# queued jobs outlive a restart, and the last of them a crash
		queue = {"save": "60 1", "append": "yes", "memory": 0, "policy": "noeviction"}
		for name, values in (("cache", cache), ("queue", queue)):
			text = self.filled("redis.conf", {"name": name, **values})
			yield File(Path(f"/etc/redis/redis-con-center-{name}.conf"), text, 0o640, "redis")

	# systemd

	def units(self) -> Iterator[File]:
		for template in sorted((self.templates / "systemd").iterdir()):
			name = f"systemd/{template.name}"
			if "-queue@" not in template.name:
				yield File(UNITS / template.name, self.filled(name, self.unit_values()))
				continue
			for queue in QUEUES:
				text = self.filled(name, {**self.unit_values(), **queue_values(queue)})
				yield File(UNITS / template.name.replace("-queue@", f"-{queue}@"), text)

	def unit_values(self) -> dict[str, object]:
		settings, given, bench = self.settings, self.settings.values, self.settings.bench
		folders = [
			bench / ".local/bin",
			bench / "env/bin",
			bench / ".local/tools/bin",
			bench / ".local/node/bin",
		]
		return {
			"domain": settings.domain,
			"site": settings.site,
			"user": settings.user,
			"home": settings.home,
			"bench": bench,
			"sites": bench / "sites",
			"backups": settings.backups,
			"repository": self.repository,
			"settings_folder": settings.etc,
			"python": bench / "env/bin/python",
			"system_python": self.system_python,
			"path": os.pathsep.join([*map(str, folders), "/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin"]),
			"web_socket": settings.web_socket,
			"gunicorn": shlex.join(map(str, gunicorn(settings))),
			"socketio_port": given["ports"]["socketio"],
			"worker_units": " ".join(worker_units(settings)),
			"backup_at": given["backup"]["at"],
			"check_at": given["backup"]["check_at"],
			**{
				f"{name}_memory": given["memory"][name] for name in ("web", "worker", "socketio", "scheduler")
			},
		}

	def command(self) -> File:
		text = self.filled("con-center-bench", self.unit_values())
		return File(Path("/usr/local/sbin/con-center-bench"), text, 0o755)

	def logrotate(self) -> File:
		settings = self.settings
		values = {
			"bench": settings.bench,
			"sites": settings.bench / "sites",
			"site": settings.site,
			"user": settings.user,
			"weeks": settings.values["logs"]["weeks"],
		}
		return File(Path("/etc/logrotate.d/con-center"), self.filled("logrotate", values))


def queue_values(queue: str) -> dict[str, object]:
	return {"queue": queue, "queues": TAKEN[queue], "stop_seconds": STOP_SECONDS[queue]}


def worker_units(settings: Settings) -> list[str]:
	workers = settings.values["workers"]
	return [
		f"con-center-worker-{queue}@{n}.service" for queue in QUEUES for n in range(1, workers[queue] + 1)
	]


def gunicorn(settings: Settings) -> Sequence[str | Path]:
	"""As bench calls it; systemd gives it its socket."""
	web = settings.values["web"]
	threads = ["--worker-class=gthread", f"--threads={web['threads']}"] if web["threads"] > 1 else []
	return [
		settings.bench / "env/bin/gunicorn",
		f"--bind=unix:{settings.web_socket}",
		f"--workers={settings.web_workers}",
		*threads,
		f"--timeout={web['timeout']}",
		"--graceful-timeout=30",
		f"--max-requests={web['max_requests']}",
		f"--max-requests-jitter={web['max_requests'] // 10}",
		"--worker-tmp-dir=/dev/shm",
		"--preload",
		"con_center.wsgi:application",
	]
