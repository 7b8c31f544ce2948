"""`make production`: root's part, from the packages to the reloaded servers. Run again, it updates."""

import argparse
import http.client
import json
import os
import shutil
import socket
import ssl
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from bootstrap import packages, ports
from bootstrap.administrator import read_password
from bootstrap.console import say, warn
from bootstrap.git import git
from bootstrap.packages import find_program
from bootstrap.processes import CommandFailed, run, wait_for
from bootstrap.production.binary_log import LIVE
from bootstrap.production.files import STOP_SECONDS, UNITS, File, Files, worker_units
from bootstrap.production.machine import LOCK, database_account, run_as
from bootstrap.production.restoration import Restoration
from bootstrap.production.settings import DOMAIN, FOLDER, TEMPLATES, Settings, read_settings
from bootstrap.project import Project, SetupError, filled, locked
from bootstrap.site import database_name
from bootstrap.steps import Step, always, run_steps

HELP = """\
make production                                 set up or update what /etc/con-center/production.toml says
make production ARGS="--domain con.example.go.th"   the first time: writes that file, and goes on
make production ARGS="--dry-run DIR"            write every file that it would install below DIR, and nothing else
make production ARGS="--restore DIR"            put this backup, of the folder of backups, in the place of all that the site holds
… --until "2026-11-28 14:03:20"                   and what came after it, up to this second, by MariaDB's binary log
… --logs DIR                                       which was fetched to DIR, as this machine's own does not have it"""
SYSTEMD = Path("/run/systemd/system")
REDIS = ("redis-server@con-center-cache.service", "redis-server@con-center-queue.service")
TIMERS = ("con-center-backup.timer", "con-center-restore-check.timer")
SERVERS = ("con-center-web.service", "con-center-socketio.service", "con-center-scheduler.service")
ACCOUNT = "con_center_setup"
WORKING = ("con-center-scheduler.service", "con-center-worker-*.service")
WRITTEN = "production-files"
SETUP_SECONDS = 2 * 3600
# Longer than systemd waits for the longest job
PATIENCE = max(STOP_SECONDS.values()) + 240
READY_SECONDS = 120
# A server that ends at once is tried again and again: it runs if it still does so many seconds later.
STEADY_SECONDS = 8
LISTEN_SECONDS = 5


def production(project: Project, words: Sequence[str]) -> int:
	"""Installs, updates or restores. Raises SetupError, which says what to do."""
	# what is made is for others to read, but where another mode is said
	os.umask(0o022)
	given = arguments(words)
	if given.dry_run:
		return dry_run(project, given)
	check_machine()
	with locked(
		LOCK, busy="Another `make production`, or the trial of a backup, is at work on this machine."
	):
		settings = settle_settings(given.domain)
		work = Production(project, settings)
		if not given.restore:
			work.refuse_half_restored()
		with work.no_timers():
			if given.restore:
				Restoration(work, given.restore, given.until, given.logs).do(is_sure=given.yes)
			else:
				work.set_up()
	return 0


def arguments(words: Sequence[str]) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="make production", usage=HELP, add_help=False)
	parser.add_argument("--domain", default="")
	parser.add_argument("--dry-run", type=lambda text: Path(text).resolve())
	parser.add_argument("--settings", type=Path, default=FOLDER)
	parser.add_argument("--restore", type=Path)
	parser.add_argument("--yes", action="store_true")
	parser.add_argument("--until", default="")
	parser.add_argument("--logs", type=Path, default=LIVE)
	given, unknown = parser.parse_known_args(words)
	if unknown:
		raise SetupError(f"{' '.join(unknown)} is not known.\n{HELP}")
	return given


def dry_run(project: Project, given: argparse.Namespace) -> int:
	"""Writes the files below another folder; needs neither root nor systemd."""
	if (given.settings / "production.toml").exists() and not given.domain:
		settings = read_settings(given.settings)
	else:
		given.dry_run.mkdir(parents=True, exist_ok=True)
		sample = given.dry_run / "production.toml"
		sample.write_text(
			filled(
				TEMPLATES / "production.toml", {"domain": checked_domain(given.domain or "con.example.go.th")}
			)
		)
		settings = read_settings(given.dry_run)
	for file in Files(project.root, settings, sys.executable).all():
		file.write(given.dry_run)
		say(f"{file.path}  {oct(file.mode)[2:]}")
	return 0


def check_machine() -> None:
	if os.geteuid() != 0:
		raise SetupError("`make production` installs for the whole machine: run it as root.")
	if not find_program("apt-get"):
		raise SetupError("`make production` is for Debian 12.")
	if Path(sys.executable).resolve().is_relative_to("/root") or "VIRTUAL_ENV" in os.environ:
		raise SetupError(
			"The services run by this Python, too: give Debian's, `make production PYTHON=/usr/bin/python3.11`."
		)
	if not SYSTEMD.is_dir():
		raise SetupError(
			'This machine is not run by systemd, which keeps the servers. `make production ARGS="--dry-run DIR"` '
			"writes the files; docs/operations.md tells of containers."
		)


def checked_domain(domain: str) -> str:
	if not DOMAIN.fullmatch(domain):
		raise SetupError(f"{domain!r} is not a name as in con.example.go.th.")
	return domain


def settle_settings(domain: str) -> Settings:
	"""The settings of this machine; the files are written the first time, by the domain that is given."""
	file = FOLDER / "production.toml"
	if not file.exists():
		if not domain:
			raise SetupError(f"The first time, say the name of the site:\n{HELP}")
		text = filled(TEMPLATES / "production.toml", {"domain": checked_domain(domain)})
		File(file, text).write()
		say(f"{file} was written. Look it through; `make production` again brings about what you change.")
	mail = FOLDER / "mail.toml"
	if not mail.exists():
		File(mail, (TEMPLATES / "mail.toml").read_text(), 0o600).write()
	settings = read_settings(FOLDER)
	if domain and domain != settings.domain:
		raise SetupError(f"{file} says {settings.domain}. The name of a site does not change by this.")
	return settings


class Production:
	"""One run. project: the repository that it is called in, which is root's and stays so."""

	def __init__(self, project: Project, settings: Settings) -> None:
		self.project = project
		self.settings = settings
		self.log = project.log
		self.files = Files(project.root, settings, sys.executable)
		self.unfinished = settings.etc / "updating"
		self.half_restored = settings.etc / "restoring"
		# what was written and is not yet in use, also by a run that was stopped
		self.changed = set(project.read_state(WRITTEN).get("files", []))

	def set_up(self) -> None:
		started = time.monotonic()
		password = read_password() if self.is_new() else ""
		say(f"Setting up {self.settings.url}; details in {self.log.path}")
		run_steps(self.project, self.machine_steps())
		say(f"\nAs {self.settings.user}, in {self.settings.bench}:")
		self.set_up_inside(password)
		say("\nServers:")
		run_steps(self.project, self.server_steps())
		self.project.drop_state(WRITTEN)
		self.set_up_mail()
		self.print_welcome(time.monotonic() - started)

	def refuse_half_restored(self) -> None:
		if self.half_restored.exists():
			raise SetupError(
				"A restore has not come to its end: what the site holds may be half of a backup, and nobody is let in. Run "
				'`make production ARGS="--restore DIR"` again, with this backup or another one. Only if you know that the '
				f"site is whole: `rm {self.half_restored}`, then `make production`."
			)

	@contextmanager
	def no_timers(self) -> Iterator[None]:
		"""While this is open, neither a backup nor its trial begins. Raises SetupError while a backup is being made."""
		stopped = [timer for timer in TIMERS if self.succeeds("systemctl", "is-active", "--quiet", timer)]
		if stopped:
			self.systemctl("stop", *stopped)
		try:
			if self.states("con-center-backup.service") not in (["inactive"], ["failed"]):
				raise SetupError(
					"A backup is being made: `systemctl status con-center-backup`. Try again when it has ended."
				)
			yield
		finally:
			if stopped:
				self.systemctl("start", *stopped)

	def is_new(self) -> bool:
		"""Whether the site has no Administrator with a password of his own yet."""
		return f"administrator {self.settings.site}" not in Project(self.settings.bench).read_state("steps")

	def machine_steps(self) -> list[Step]:
		wanted = packages.missing(self.project, "production", "build")
		title = f"Debian packages: {', '.join(wanted) or 'all there'}"
		return [
			always("packages", title, lambda: self.install(wanted)),
			always("user", f"User {self.settings.user}", self.make_user),
			always("certificate", self.certificate_title(), self.make_certificate),
			always("files", "Files in /etc", self.write_files),
			always("data", "MariaDB and Redis", self.start_data),
			always("workers", "Scheduler and workers end the jobs at hand", self.stop_working),
			always("code", f"Code of {self.head()[:12]}", self.bring_code),
		]

	def server_steps(self) -> list[Step]:
		return [
			always("units", "systemd starts what is new, requests wait meanwhile", self.start_units),
			always("nginx", "nginx", self.start_nginx),
			always("answer", f"{self.settings.url} answers", self.see_answer),
			always("parts", "Each part runs", self.see_parts),
		]

	# the machine

	def install(self, wanted: list[str]) -> None:
		if wanted:
			packages.install(wanted, self.log)
		if "redis-server" in wanted:
			# Debian's own instance, which nobody asks
			self.systemctl("disable", "--now", "redis-server.service", may_fail=True)

	def make_user(self) -> None:
		user, home = self.settings.user, self.settings.home
		if not self.succeeds("getent", "passwd", user):
			shell = ["--shell", "/usr/sbin/nologin"]
			self.run(
				"useradd", "--system", "--user-group", "--home-dir", home, "--no-create-home", *shell, user
			)
		# nginx reads what it serves; the bench opens the sockets of Redis
		self.run("usermod", "--append", "--groups", user, "www-data")
		self.run("usermod", "--append", "--groups", "redis", user)
		for folder, mode in ((home, 0o750), (self.settings.backups, 0o700)):
			folder.mkdir(parents=True, exist_ok=True)
			shutil.chown(folder, user, user)
			folder.chmod(mode)
		shutil.chown(FOLDER / "mail.toml", "root", user)
		(FOLDER / "mail.toml").chmod(0o640)

	def certificate_title(self) -> str:
		return "Self-made certificate, for trying" if self.settings.is_self_made else "Certificate"

	def make_certificate(self) -> None:
		certificate, key, domain = self.settings.certificate, self.settings.key, self.settings.domain
		if self.settings.is_self_made and not (certificate.exists() and key.exists()):
			self_made_certificate(certificate, key, domain, self.log)
		for file in (certificate, key):
			if not file.is_file():
				raise SetupError(f"{file} is not there (tls in {FOLDER / 'production.toml'}).")

	def write_files(self) -> None:
		Path("/var/www/acme").mkdir(parents=True, exist_ok=True)
		for file in self.files.all():
			if not file.is_there():
				self.changed.add(str(file.path))
				self.project.write_state(WRITTEN, {"files": sorted(self.changed)})
				file.write()
		self.remove_units_of_before()
		self.log.write(f"written: {sorted(self.changed)}")
		# Debian's page for who comes by another name would be the default in place of ours
		Path("/etc/nginx/sites-enabled/default").unlink(missing_ok=True)

	def remove_units_of_before(self) -> None:
		"""Units that an earlier version wrote and this one does not."""
		ours = {file.path for file in self.files.all()}
		for path in UNITS.glob("con-center*"):
			if path.is_file() and not path.is_symlink() and path not in ours:
				self.systemctl("disable", "--now", path.name, may_fail=True)
				path.unlink()

	def has_changed(self, part: str) -> bool:
		return any(part in path for path in self.changed)

	def start_data(self) -> None:
		"""Starts them; again only when their settings have changed."""
		self.systemctl("daemon-reload")
		self.systemctl("enable", "mariadb.service", *REDIS)
		for place, units in (("/etc/mysql/", ["mariadb.service"]), ("/etc/redis/", REDIS)):
			self.systemctl("restart" if self.has_changed(place) else "start", *units)

	def stop_web(self) -> None:
		"""Nobody is let in until `half_restored` is taken away, after a reboot neither: the units look for it."""
		self.half_restored.touch()
		self.systemctl("stop", "con-center-web.socket", *SERVERS)

	def stop_working(self) -> None:
		"""No job runs while code and tables change; what runs is waited for. None begins after a reboot, either."""
		self.unfinished.touch()
		self.systemctl("stop", *WORKING, seconds=PATIENCE, may_fail=True)

	# the bench

	def head(self) -> str:
		needs = "`make production` needs a git clone of the repository, with its history"
		try:
			if git("rev-parse", "--is-shallow-repository", cwd=self.project.root) == "true":
				raise SetupError(f"{needs}: `git fetch --unshallow` brings it.")
			return git("rev-parse", "HEAD", cwd=self.project.root)
		except CommandFailed:
			raise SetupError(f"{needs}.") from None

	def bring_code(self) -> None:
		"""Brings the commit that is checked out here into the bench, which belongs to its user.

		Root runs nothing that the bench's user could have changed; so the bench is another clone, and gets a bundle.
		"""
		bench = self.settings.bench
		# not in the user's own folder, where he could have laid a link for root to follow
		with tempfile.TemporaryDirectory(dir="/run", prefix="con-center-") as folder:
			bundle = Path(folder) / "code.bundle"
			git("bundle", "create", str(bundle), "HEAD", cwd=self.project.root, log=self.log)
			for path, mode in ((Path(folder), 0o750), (bundle, 0o640)):
				shutil.chown(path, "root", self.settings.user)
				path.chmod(mode)
			before = os.umask(0o027)
			try:
				if not (bench / ".git").exists():
					self.run_as("git", "init", "-q", "-b", "production", bench)
				self.run_as("git", "-C", bench, "fetch", "-q", "--no-tags", bundle, "HEAD")
				self.run_as("git", "-C", bench, "checkout", "-q", "--force", "--detach", "FETCH_HEAD")
			finally:
				os.umask(before)

	def run_as(self, *argv: str | Path) -> str:
		return run_as(self.settings, argv, log=self.log)

	def set_up_inside(self, password: str) -> None:
		with self.site_account() as account:
			try:
				self.inside({"do": "set up", "database": account, "password": password})
			except CommandFailed as error:
				raise SetupError(
					f"{error}\nScheduler and workers stay stopped until `make production` has run to its end; the web "
					f"processes go on with what they have read. Details: {self.log.path}"
				) from error

	def site_account(self) -> AbstractContextManager[dict]:
		return database_account(ACCOUNT, database_name(self.settings.bench, self.settings.site), self.log)

	def inside(self, given: dict, seconds: float = SETUP_SECONDS) -> None:
		text = json.dumps({**given, "settings_folder": str(FOLDER)})
		argv = [sys.executable, "-m", "bootstrap.production.inside"]
		run_as(self.settings, argv, log=self.log, text=text, seconds=seconds, show=say)

	def set_up_mail(self) -> None:
		"""Last of all, as the office's mail server may refuse."""
		if not self.settings.mail.get("administrators"):
			warn(f"\nNobody is told when a backup fails: name administrators in {FOLDER / 'mail.toml'}.")
		if not self.settings.mail.get("server"):
			warn(f"\nNo mail goes out: fill {FOLDER / 'mail.toml'} in, and run this again.")
			return
		try:
			self.inside({"do": "mail"})
		except CommandFailed as error:
			warn(
				f"\nThe mail server of {FOLDER / 'mail.toml'} was not taken; mend it and run this again.\n{error}"
			)

	# the servers

	def start_units(self) -> None:
		self.systemctl("enable", "con-center.target", "con-center-web.socket", *TIMERS)
		if self.has_changed("con-center-web.socket"):
			self.systemctl("stop", "con-center-web.service", "con-center-web.socket")
		self.systemctl("start", "con-center-web.socket")
		# the kernel keeps what is asked meanwhile; what was begun is ended first
		self.systemctl("restart", "con-center-web.service", "con-center-socketio.service", seconds=300)
		self.unfinished.unlink(missing_ok=True)
		self.systemctl("start", "con-center.target")
		self.systemctl("restart", *TIMERS)

	def start_nginx(self) -> None:
		self.run("nginx", "-t")
		self.systemctl("enable", "nginx.service")
		self.systemctl("reload-or-restart", "nginx.service")
		if not wait_for(self.listens, LISTEN_SECONDS):
			# asked to reload, it does not take 127.0.0.1:80 while it holds 0.0.0.0:80 itself, and goes on as before
			self.systemctl("restart", "nginx.service")

	def listens(self) -> bool:
		return all(ports.answers(*each) for each in self.settings.listening)

	def see_answer(self) -> None:
		if not wait_for(lambda: answers(self.settings), READY_SECONDS):
			raise SetupError(
				"It does not answer: journalctl -u con-center-web; /var/log/nginx/con-center.error.log"
			)

	def see_parts(self) -> None:
		wait_for(lambda: not self.ended_parts(), READY_SECONDS)
		time.sleep(STEADY_SECONDS)
		if ended := self.ended_parts():
			raise SetupError(f"These do not run: journalctl {' '.join(f'-u {unit}' for unit in ended)}")

	def ended_parts(self) -> list[str]:
		units = ["mariadb.service", *REDIS, *SERVERS, *worker_units(self.settings)]
		return [unit for unit, state in zip(units, self.states(*units), strict=True) if state != "active"]

	def print_welcome(self, seconds: float) -> None:
		say(f"\n{self.settings.url} is ready after {seconds:.0f} s. Log in as Administrator.")
		say("systemctl status 'con-center*' shows its parts; docs/operations.md says what comes next.")
		if self.settings.is_self_made:
			warn(
				"Its certificate is self-made, for trying: give a real one (tls) before anybody works with it."
			)

	# words

	def run(self, *argv: str | Path, seconds: float = 120) -> str:
		return run(argv, log=self.log, seconds=seconds, env={**os.environ, "PATH": packages.SEARCH_PATH})

	def succeeds(self, *argv: str | Path) -> bool:
		try:
			self.run(*argv)
		except CommandFailed:
			return False
		return True

	def states(self, *units: str) -> list[str]:
		"""active, inactive, failed, activating …"""
		return self.run("systemctl", "show", "--property=ActiveState", "--value", *units).split()

	def systemctl(self, *words: str, seconds: float = 180, may_fail: bool = False) -> None:
		try:
			self.run("systemctl", *words, seconds=seconds)
		except CommandFailed:
			if not may_fail:
				raise


def self_made_certificate(certificate: Path, key: Path, domain: str, log) -> None:
	certificate.parent.mkdir(parents=True, exist_ok=True)
	subject = ["-subj", f"/CN={domain}", "-addext", f"subjectAltName=DNS:{domain}"]
	made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "365"]
	run(
		["openssl", "req", "-x509", *made, *subject, "-keyout", key, "-out", certificate], log=log, seconds=60
	)
	key.chmod(0o600)


def answers(settings: Settings) -> bool:
	"""Whether the site answers by its name and TLS, asked on this machine. Whether others trust the certificate is not looked at."""
	context = ssl.create_default_context()
	context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
	try:
		with (
			socket.create_connection(settings.listening[0], timeout=30) as plain,
			context.wrap_socket(plain, server_hostname=settings.domain) as secure,
		):
			secure.sendall(
				f"GET /con-health/ready HTTP/1.1\r\nHost: {settings.url[8:]}\r\nConnection: close\r\n\r\n".encode()
			)
			answer = http.client.HTTPResponse(secure)
			answer.begin()
			return answer.status == 200
	except (OSError, http.client.HTTPException):
		return False
