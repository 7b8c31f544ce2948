"""The commands behind the Makefile."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from bootstrap import tools
from bootstrap.administrator import FOR_EVALUATION, read_password
from bootstrap.console import duration, say, warn
from bootstrap.processes import explained, tail, wait_for
from bootstrap.project import Project, SetupError, locked
from bootstrap.services import announced, answers_http, running_bench
from bootstrap.setup import Setup
from bootstrap.site import Site
from bootstrap.supervisor import Supervisor

HELP = """\
make start               set up what is missing, then run the site with the demo, for evaluation only; Ctrl-C stops it
make start DEMO=0        the same, clean, without invented people: asks for the Administrator's password the first time
make start BACKGROUND=1  the same, and return when the site answers
make stop                stop what `make start` runs
make production          as root: set up or update an installation for an office; ARGS="--domain NAME" the first time
make test                set up what is missing and run the tests; `make test ARGS=help` shows how to narrow
make benchmark           fill a site to national size and measure on it; `make benchmark ARGS=help` shows more
make bench ARGS="…"      pass anything to bench, as in ARGS="--site con.localhost console"
make reset               stop, and throw the local sites and their databases away

SOURCE=git|registry      force a source of Frappe; else the first that is to be had
FRAPPE_URL, FRAPPE_BRANCH  a git URL or path of Frappe of your own
DB_HOST, DB_PORT, DB_ROOT_USER, DB_ROOT_PASSWORD  use this MariaDB instead of one below this folder
ADMIN_PASSWORD_FILE=…    with DEMO=0: a file with that password, which nobody else may read
LISTEN_HOST              listen on this address instead of 127.0.0.1
PORT_OFFSET=300          move every port up by so much, for benches started side by side
ALLOW_OUTGOING=1         let the site call out (web hooks, maps, gravatars)"""


# make start


def start(project: Project) -> int:
	"""Sets up what is missing, and runs the site."""
	if running := running_bench(project):
		say(f"It is running already: {running['url']}")
		return 0
	background = os.environ.get("BACKGROUND", "") not in ("", "0")
	started = time.monotonic()
	with Supervisor(project, "start") as supervisor:
		with one_at_a_time(project):
			setup = Setup(project, supervisor)
			site = setup.start_site()
			if site.needs_password():
				site.given_password = read_password()
			setup.run([*setup.machine_steps(), *setup.bench_steps(), *site.steps(), site.last_step()])
			if not background:
				start_servers(setup, site)
		if not background:
			return serve(setup, site, started)
	return start_in_background(project, site, started)


def start_servers(setup: Setup, site: Site) -> None:
	used = setup.services.ports
	site.configure({"host_name": site_url(setup.project, used["web"])})
	setup.supervisor.start(*setup.services.site_services(site.name, used["web"], used["socketio"]))


def site_url(project: Project, port: int) -> str:
	return f"http://{project.address}:{port}"


def serve(setup: Setup, site: Site, started: float) -> int:
	"""Runs until Ctrl-C. What ends by itself is started again; what does not stay up ends it all."""
	supervisor, used = setup.supervisor, setup.services.ports
	url = site_url(setup.project, used["web"])
	with announced(setup.project, used, url):
		print_welcome(site, url, started)
		say("\nCtrl-C stops it.")
		try:
			lost = supervisor.watch()
		except KeyboardInterrupt:
			say("\nStopping …")
		else:
			warn(f"{lost} does not stay up and is given up. Its last words:\n{supervisor.last_lines(lost)}")
			return 1
		finally:
			supervisor.stop()
	return 0


def print_welcome(site: Site, url: str, started: float) -> None:
	say(f"\nReady after {duration(time.monotonic() - started)}: {url}")
	site.print_logins()
	say(f"\n{FOR_EVALUATION}")


def start_in_background(project: Project, site: Site, started: float) -> int:
	"""Starts this program again, apart from the terminal, and waits until the site answers."""
	output = project.logs / "bench.out.log"
	env = {**os.environ, "BACKGROUND": ""}
	with output.open("wb") as file:
		process = subprocess.Popen(
			[sys.executable, "-m", "bootstrap", "start"],
			cwd=project.root,
			env=env,
			stdin=subprocess.DEVNULL,
			stdout=file,
			stderr=subprocess.STDOUT,
			start_new_session=True,
		)
	while process.poll() is None:
		running = running_bench(project)
		if running and answers_http(project.address, running["ports"]["web"]):
			print_welcome(site, running["url"], started)
			say("\nIt runs in the background; `make stop` ends it.")
			return 0
		time.sleep(0.3)
	raise SetupError(f"It did not start:\n{tail(output.read_text(errors='replace'))}")


# make stop, make reset


def stop(project: Project) -> int:
	"""Ends the running bench of this repository, and waits for it."""
	running = running_bench(project)
	if not running:
		say("Nothing of this bench is running.")
		return 0
	os.kill(running["pid"], signal.SIGTERM)
	if not wait_for(lambda: not running_bench(project), 90):
		raise SetupError(f"Process {running['pid']} did not stop.")
	say("Stopped.")
	return 0


def reset(project: Project) -> int:
	"""Throws the sites away: databases, files, queued jobs, and the choice of a source."""
	stop(project)
	with one_at_a_time(project):
		if host := project.read_state("database").get("host"):
			say(f"The databases on {host} stay; drop them there.")
		for name in project.settings["sites"].values():
			shutil.rmtree(project.sites / name, ignore_errors=True)
		for name in ("mariadb", "mariadb.new", "redis"):
			shutil.rmtree(project.local / name, ignore_errors=True)
		stamps = project.read_state("steps")
		gone = tuple(f"{kind} " for kind in ("site", "settings", "migrate", "demo", "administrator"))
		project.write_state(
			"steps", {key: value for key, value in stamps.items() if not key.startswith(gone)}
		)
		project.drop_state("sites", "database", "source", "demo")
	say("The local sites are gone; `make start` makes new ones.")
	return 0


# make bench


def bench(project: Project) -> int:
	"""Passes ARGS to bench, with MariaDB and Redis running meanwhile."""
	words = shlex.split(os.environ.get("ARGS", ""))
	if not (project.python.exists() and tools.Tools(project).has_bench()):
		raise SetupError("There is no bench yet: run `make start` first.")
	with Supervisor(project, "bench") as supervisor:
		if not running_bench(project):
			with one_at_a_time(project):
				Setup(project, supervisor).services.start_data()
				return call_bench(project, words)
		return call_bench(project, words)


def call_bench(project: Project, words: list[str]) -> int:
	program = project.tools / "bin" / "bench"
	return subprocess.run([program, *words], cwd=project.root, env=tools.environment(project)).returncode


# make test


def test(project: Project) -> int:
	from bootstrap import testing

	with Supervisor(project, "test") as supervisor, one_at_a_time(project):
		return testing.run_tests(Setup(project, supervisor), shlex.split(os.environ.get("ARGS", "")))


# make benchmark


def benchmark(project: Project) -> int:
	from bootstrap import benchmark

	with Supervisor(project, "benchmark") as supervisor, one_at_a_time(project):
		return benchmark.run_benchmark(Setup(project, supervisor), shlex.split(os.environ.get("ARGS", "")))


# make production


def production(project: Project) -> int:
	from bootstrap.production import command

	return command.production(project, shlex.split(os.environ.get("ARGS", "")))


def show_help(project: Project) -> int:
	say(HELP)
	return 0


def one_at_a_time(project: Project) -> AbstractContextManager[None]:
	"""One set-up or test run of a bench at a time."""
	busy = "Another `make` is setting up or testing this bench; wait for it to end."
	return locked(project.local / "lock", busy=busy)


COMMANDS: dict[str, Callable[[Project], int]] = {
	"start": start,
	"stop": stop,
	"reset": reset,
	"bench": bench,
	"test": test,
	"benchmark": benchmark,
	"production": production,
	"help": show_help,
}


def main(argv: list[str]) -> int:
	if sys.version_info[:2] != (3, 11):
		warn(
			f"Python 3.11 is needed, and this is {sys.version.split()[0]}. Give it: make PYTHON=/path/to/python3.11 …"
		)
		return 2
	project = Project(Path(__file__).parent.parent)
	# SIGINT, too: what a script starts in the background would ignore it
	for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
		signal.signal(number, stop_like_interrupt)
	try:
		project.make_folders()
		return COMMANDS[argv[0] if argv else "help"](project)
	except SetupError as error:
		warn(f"\n{explained(error)}")
		return 1
	except KeyboardInterrupt:
		warn("\nStopped. Run it again at any time; it goes on where it was.")
		return 130


def stop_like_interrupt(*_: object) -> None:
	raise KeyboardInterrupt


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
