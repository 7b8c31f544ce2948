"""`make benchmark`: a site of its own, filled to national size, and what is measured on it (tests/benchmark)."""

import json
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bootstrap import tools
from bootstrap.console import say
from bootstrap.processes import run
from bootstrap.production.files import TAKEN, gunicorn
from bootstrap.production.settings import QUEUES, TEMPLATES, Settings
from bootstrap.project import Project, hash_of, read_toml
from bootstrap.setup import Setup
from bootstrap.site import Site
from bootstrap.steps import Step

HELP = """\
make benchmark                            fill the site to national size, the first time, and measure
make benchmark ARGS="--size small"        one province, a few minutes
make benchmark ARGS="--only lists steps"  some of: users lists forms steps reports letters cases learning community
                                          success prints today dashboards requests
make benchmark ARGS="--only day"          sessions over HTTP: a working day, the last day of a round, and pages against
                                          bare Frappe; never unasked, and with decisions that stay
make benchmark ARGS="--only bare"         these pages alone
make benchmark ARGS="--refill"            fill the site anew (after its DocTypes have changed)
make benchmark ARGS="--docs"              write the whole table into docs/performance.md as well, with `--only day` into
                                          docs/scale.md
The result is printed, and kept in logs/benchmark.json. It ends with 1 when an aim was not reached."""
SECONDS = 3 * 60 * 60
# what asks over HTTP, with locust's sessions
OVER_HTTP = {"day", "bare"}


def run_benchmark(setup: Setup, words: Sequence[str]) -> int:
	if list(words) == ["help"]:
		say(HELP)
		return 0
	project = setup.project
	production = as_delivered()
	over_http = OVER_HTTP.intersection(words)
	if over_http:
		pool = production.values["memory"]["mariadb_buffer_pool"]
		setup.services.options = [f"--innodb-buffer-pool-size={pool}"]
	site = Site(setup.bench, setup.services, project.settings["sites"]["benchmark"], {"mute_emails": 1})
	bare = Site(setup.bench, setup.services, project.settings["sites"]["bare"], {"mute_emails": 1}, apps=[])
	steps = [
		*setup.machine_steps("benchmark"),
		*setup.bench_steps(),
		packages_step(setup),
		*([locust_step(setup)] if over_http else []),
		*site.steps(),
		*bare.steps(),
	]
	setup.run(steps)
	setup.services.start_data()
	say()
	run(
		[project.python, "-W", "ignore", "-m", "benchmark.run", *words],
		cwd=project.sites,
		env={
			**tools.quiet(tools.environment(project)),
			"SITE": site.name,
			"BARE_SITE": bare.name,
			**programs_of_a_day(project, production),
			"PYTHONPATH": str(project.root / "tests"),
		},
		log=project.log,
		seconds=SECONDS,
		show=say,
	)
	say(f"\nFrappe: {setup.source().title}, commit {setup.source().commit[:12]}")
	# what a nightly run goes by
	return 1 if json.loads((project.logs / "benchmark.json").read_text())["missed"] else 0


def packages_step(setup: Setup) -> Step:
	requirements = setup.project.config_folder / "requirements" / "benchmark.txt"

	return Step(
		"benchmark-packages",
		"What only the benchmark needs",
		lambda: setup.bench.install("-r", requirements),
		lambda: hash_of(setup.bench.env_key(), requirements),
	)


def as_delivered() -> Settings:
	"""What `make production` sets up where the office has said nothing else."""
	return Settings(read_toml(TEMPLATES / "production.toml"))


def programs_of_a_day(project: Project, settings: Settings) -> dict[str, str]:
	"""What a day is measured with: locust, and web server and workers with the words that production has for them."""
	_program, _bind, *words, _application = map(str, gunicorn(settings))
	workers = [
		[project.python, "-m", "con_center.worker", TAKEN[queue]]
		for queue in QUEUES
		for _each in range(settings.values["workers"][queue])
	]
	return {
		"LOCUST": str(locust(project)),
		"GUNICORN": shlex.join([str(project.env / "bin" / "gunicorn"), *words]),
		"WORKERS": "\n".join(shlex.join(map(str, each)) for each in workers),
	}


def locust(project: Project) -> Path:
	return project.local / "locust" / "bin" / "locust"


def locust_step(setup: Setup) -> Step:
	"""Locust in an environment of its own: its Flask and Werkzeug are not those that Frappe asks for."""
	requirements = setup.project.config_folder / "requirements" / "load.txt"
	program = locust(setup.project)
	env = program.parent.parent

	def install() -> None:
		shutil.rmtree(env, ignore_errors=True)
		setup.bench.uv("venv", "--python", sys.executable, env)
		setup.bench.install("-r", requirements, python=env / "bin" / "python")

	return Step(
		"locust",
		"What sends the sessions of a working day",
		install,
		lambda: hash_of(requirements, sys.version),
		program.exists,
	)
