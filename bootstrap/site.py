"""Sites: made with the app, set up for Thailand, brought up to date, with demo data."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from pathlib import Path

from bootstrap import tools
from bootstrap.bench import Bench
from bootstrap.console import say
from bootstrap.project import Project, hash_of, update_json
from bootstrap.services import Services
from bootstrap.steps import Step

# Of an app's files, those that `bench migrate` reads.
MIGRATED = {".json", ".txt", ".csv", ".html", ".jinja"}
# with what a module seeds: what is missing comes with a migration
MIGRATED_NAMES = {"hooks.py", "seeds.py", "workflow.py"}
DEMO = "con_center.setup.demo"


class Site:
	"""One site of the bench. State `sites` keeps for each the password of its Administrator."""

	def __init__(
		self,
		bench: Bench,
		services: Services,
		name: str,
		settings: dict | None = None,
		apps: Sequence[str] | None = None,
		*,
		is_demo: bool = True,
	) -> None:
		self.bench = bench
		self.project: Project = bench.project
		self.services = services
		self.name = name
		self.settings = settings or {}
		self.is_demo = is_demo
		# of the Administrator, until it is set; kept nowhere
		self.given_password = ""
		# all of the bench
		self.apps = apps if apps is not None else [app for app in self.project.app_names() if app != "frappe"]

	@property
	def folder(self) -> Path:
		return self.project.sites / self.name

	@property
	def config(self) -> Path:
		return self.folder / "site_config.json"

	@property
	def password(self) -> str:
		return self.project.read_state("sites").get(self.name, {}).get("password", "")

	def steps(self) -> list[Step]:
		return [
			Step(f"site {self.name}", f"Site {self.name}", self.make, self.made_key, self.is_made),
			Step(f"settings {self.name}", "Settings for Thailand", self.set_up, self.settings_key),
			Step(f"migrate {self.name}", "Database up to date with the apps", self.migrate, self.migrate_key),
		]

	def last_step(self) -> Step:
		"""What makes the site a demo, or one for real work."""
		if not self.is_demo:
			return Step(
				f"administrator {self.name}", "The Administrator's password", self.set_password, lambda: "set"
			)
		return Step(f"demo {self.name}", "Demo data", self.load_demo, self.demo_key)

	# making

	def made_key(self) -> str:
		return "made"

	def is_made(self) -> bool:
		return self.config.exists() and self.name in self.project.read_state("sites")

	def make(self) -> None:
		"""Makes the site with all apps. What an interrupted try left is thrown away."""
		self.create(secrets.token_urlsafe(9), [word for app in self.apps for word in ("--install-app", app)])
		self.stamp_migrated()

	def create(self, password: str, content: Sequence[str | Path]) -> None:
		"""Runs `bench new-site`; content: its options that say what is put into the site."""
		self.services.start_data()
		for step in self.steps():
			step.forget(self.project)
		sites = self.project.read_state("sites")
		self.project.write_state("sites", {**sites, self.name: {"password": password}})
		database = self.services.database
		self.bench.command(
			"new-site", self.name, "--force", "--db-name", database_name(self.project.root, self.name), "--no-mariadb-socket",
			"--db-root-username", database.user, *content,
			hidden=["--db-root-password", database.password, "--admin-password", password],
		)  # fmt: skip

	def forget(self) -> None:
		"""Lets the next set-up make the site anew."""
		self.steps()[0].forget(self.project)

	def settings_key(self) -> str:
		return hash_of(json.dumps([self.project.settings["locale"], self.settings]), self.script())

	def script(self) -> Path:
		return self.project.root / "bootstrap" / "server" / "site_settings.py"

	def set_up(self) -> None:
		self.services.start_data()
		self.configure(self.settings)
		wanted = {"site": self.name, **self.project.settings["locale"]}
		self.run_script(self.script(), wanted)

	def run_script(self, script: Path, values: dict) -> None:
		"""Runs one of bootstrap/server, which reads its values from its input."""
		argv = [self.project.python, script]
		tools.call(self.project, argv, cwd=self.project.sites, text=json.dumps(values))

	def configure(self, values: dict) -> None:
		"""Sets values in site_config.json."""
		update_json(self.config, values)

	# keeping up to date

	def migrate_key(self) -> str:
		files = [path for app in self.apps for path in migrated_files(self.project.apps / app / app)]
		return hash_of(self.bench.commit(), *files)

	def migrate(self) -> None:
		self.services.start_data()
		self.bench.command("--site", self.name, "migrate")

	def stamp_migrated(self) -> None:
		"""A new site needs no migration."""
		self.steps()[2].keep(self.project)

	# its Administrator

	def needs_password(self) -> bool:
		return not self.is_demo and not (self.is_made() and self.last_step().is_done(self.project))

	def set_password(self) -> None:
		"""Sets the password that was given, in place of the one with which the site was made, which is forgotten."""
		self.services.start_data()
		values = {"site": self.name, "password": self.given_password}
		self.run_script(self.script().with_name("administrator.py"), values)
		self.given_password = ""
		self.project.write_state("sites", {**self.project.read_state("sites"), self.name: {}})

	# demo data

	def demo_file(self) -> Path:
		return self.project.apps / "con_center" / "con_center" / "setup" / "demo.py"

	def demo_key(self) -> str:
		return "loaded" if self.demo_file().exists() else "none"

	def load_demo(self) -> None:
		if self.demo_file().exists():
			self.services.start_data()
			self.bench.command("--site", self.name, "execute", f"{DEMO}.load")
			self.keep_logins()

	def keep_logins(self) -> None:
		"""Keeps the demo logins, so that a later start can print them without asking the site."""
		output = self.bench.command("--site", self.name, "execute", f"{DEMO}.logins")
		sites = self.project.read_state("sites")
		sites[self.name]["logins"] = parse_logins(output)
		self.project.write_state("sites", sites)

	def logins(self) -> list[dict[str, str]]:
		administrator = {"user": "Administrator", "password": self.password, "role": "everything"}
		return [administrator, *self.project.read_state("sites").get(self.name, {}).get("logins", [])]

	def print_logins(self) -> None:
		if not self.is_demo:
			say(
				"\nLog in as Administrator, with the password that you have given. docs/operations.md says what comes next."
			)
			return
		say(
			"\nThis is a DEMO, for evaluation only: its people are invented, and everybody knows its passwords."
		)
		say("Without it: `make start DEMO=0`, in a clone of its own or after `make reset`.")
		rows = [
			(each.get("user", ""), each.get("password", ""), each.get("role", "")) for each in self.logins()
		]
		widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
		say("\nLogins:")
		for user, password, role in rows:
			say(f"  {user:<{widths[0]}}  {password:<{widths[1]}}  {role}")


def database_name(bench: Path, site: str) -> str:
	"""Sixteen characters that differ between benches, for a database server that several share."""
	return "con_" + hashlib.sha256(f"{bench}/{site}".encode()).hexdigest()[:12]


def parse_logins(output: str) -> list[dict[str, str]]:
	"""The list that `bench execute` printed, which is the last line that is JSON."""
	for line in reversed(output.splitlines()):
		if line.startswith("["):
			try:
				return [{key: str(value) for key, value in row.items()} for row in json.loads(line)]
			except (ValueError, AttributeError):
				continue
	return []


def migrated_files(folder: Path) -> list[Path]:
	"""The files of an app that a migration reads: definitions, patches, fixtures, hooks, seeds."""
	return [
		path
		for path in sorted(folder.rglob("*"))
		if (path.suffix in MIGRATED or path.name in MIGRATED_NAMES) and "public" not in path.parts
	]
