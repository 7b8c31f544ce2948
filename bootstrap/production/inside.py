"""What is done as the bench's user, in the bench: Frappe, its environment, the site.

Reads one JSON object from its input: do ("set up", "mail", "restore" or "look through"), settings_folder; but for mail also database
(host, port, user and password of an account that may make the site's anew); to set up also password (of a new site's
Administrator); to restore also backup (folder).
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path

from bootstrap import tools
from bootstrap.administrator import settle_demo
from bootstrap.bench import Bench
from bootstrap.console import say
from bootstrap.production.backup import SiteCommands, run_as_program
from bootstrap.production.binary_log import LIVE
from bootstrap.production.settings import Settings, read_settings
from bootstrap.production.trial import forget, looked_through, restore
from bootstrap.project import Project, SetupError, hash_of, update_json
from bootstrap.services import Database
from bootstrap.site import Site
from bootstrap.sources import Source, Sources, settle
from bootstrap.steps import Step, always, run_steps

KEPT_DAYS = 30
SOCKETS = {name: f"unix:///run/redis-con-center-{name}/redis.sock" for name in ("cache", "queue")}


class GivenServices:
	"""MariaDB and Redis of the machine, which run already."""

	def __init__(self, database: dict | None) -> None:
		self.database = Database(**database, is_own=False) if database else None

	def start_data(self) -> None:
		pass


class Inside:
	def __init__(self, project: Project, settings: Settings, given: dict) -> None:
		self.project = project
		self.settings = settings
		self.given = given
		self.kept_source: Source | None = None
		self.bench = Bench(project, self.source)
		self.site = Site(
			self.bench,
			GivenServices(given.get("database")),
			settings.site,
			self.site_settings(),
			is_demo=False,
		)
		self.site.given_password = given.get("password", "")

	def source(self) -> Source:
		"""A git source: the registry copy is not for production."""
		if not self.kept_source:
			os.environ["SOURCE"] = "git"
			self.kept_source = settle(self.project, Sources(self.project))
		return self.kept_source

	def site_settings(self) -> dict:
		"""Keys of site_config.json."""
		megabytes = self.settings.values["web"]["upload_megabytes"]
		return {"host_name": self.settings.url, "max_file_size": megabytes * 2**20, "mute_emails": None}

	def steps(self) -> list[Step]:
		*first, assets = self.bench.steps()
		os.environ["DEMO"] = "0"
		settle_demo(self.project, self.site.name)
		return [
			always("kept", "Scripts and styles kept for open pages", self.keep_assets),
			*tools.steps(self.project),
			*first,
			always("common", "Settings of the bench", self.configure),
			assets,
			*self.site.steps(),
			self.site.last_step(),
			always("private", "Secrets for the bench's user alone", self.hide),
		]

	def configure(self) -> None:
		"""What bench and Frappe's processes read, and the file that the scheduler locks: it may make none itself."""
		(self.project.config_folder / "scheduler_process").touch()
		given = self.settings.values
		update_json(
			self.project.sites / "common_site_config.json",
			{
				"frappe_user": self.settings.user,
				"db_host": "127.0.0.1",
				"db_port": 3306,
				"redis_cache": SOCKETS["cache"],
				"redis_queue": SOCKETS["queue"],
				"redis_socketio": SOCKETS["queue"],
				"socketio_port": given["ports"]["socketio"],
				"con_health_disks": {"database": str(LIVE), "backups": str(self.settings.backups)},
				"default_site": self.settings.site,
				"serve_default_site": True,
				"gunicorn_workers": self.settings.web_workers,
				"http_timeout": given["web"]["timeout"],
				"live_reload": False,
				"developer_mode": 0,
				"restart_supervisor_on_update": False,
				"restart_systemd_on_update": False,
			},
		)

	def keep_assets(self) -> None:
		"""Before anything changes: pages that are open ask for the old ones, and so do those that are served meanwhile."""
		keep_assets(self.project.sites)

	def hide(self) -> None:
		for file in (self.site.config, self.project.sites / "common_site_config.json"):
			file.chmod(0o600)
		# uv leaves it open to all
		(self.project.env / ".lock").chmod(0o600)

	# outgoing mail

	def mail_step(self) -> Step:
		script = self.project.root / "bootstrap" / "server" / "outgoing_mail.py"
		values = {"site": self.settings.site, **self.settings.mail}
		key = hash_of(json.dumps(values, sort_keys=True), script)
		return Step("mail", "Outgoing mail", lambda: self.site.run_script(script, values), lambda: key)


def keep_assets(sites: Path) -> None:
	"""Copies what is served as /assets to where nginx looks after it; what has not been served for a month goes."""
	assets, kept = sites / "assets", sites / "assets-before" / "assets"
	if assets.is_dir():
		leave_out = shutil.ignore_patterns("node_modules", "*.map")
		# their time is that of the copy
		shutil.copytree(
			assets, kept, ignore=leave_out, copy_function=shutil.copy,
			ignore_dangling_symlinks=True, dirs_exist_ok=True,
		)  # fmt: skip
	oldest = time.time() - KEPT_DAYS * 86400
	for path in kept.rglob("*"):
		if path.is_file() and path.stat().st_mtime < oldest:
			path.unlink()


def main(_: list[str]) -> None:
	os.umask(0o027)
	given = json.load(sys.stdin)
	project = Project(Path.cwd(), "production")
	project.make_folders()
	settings = read_settings(Path(given["settings_folder"]))
	inside = Inside(project, settings, given)
	if given["do"] == "mail":
		run_steps(project, [inside.mail_step()])
	elif given["do"] == "restore":
		# jobs and sessions of a time that is thrown away
		forget(SOCKETS, 0)
		restore(SiteCommands(project, settings.site), Path(given["backup"]), given["database"])
	elif given["do"] == "look through":
		say(json.dumps(looked_through(SiteCommands(project, settings.site), Path(given["backup"]))))
	elif inside.site.needs_password() and not inside.site.given_password:
		raise SetupError("A new site needs a password for its Administrator.")
	else:
		run_steps(project, inside.steps())


if __name__ == "__main__":
	sys.exit(run_as_program(main))
