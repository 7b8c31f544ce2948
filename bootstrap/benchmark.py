"""`make benchmark`: a site of its own, filled to national size, and what is measured on it (tests/benchmark)."""

from collections.abc import Sequence

from bootstrap import tools
from bootstrap.console import say
from bootstrap.processes import run
from bootstrap.project import hash_of
from bootstrap.setup import Setup
from bootstrap.site import Site
from bootstrap.steps import Step

HELP = """\
make benchmark                            fill the site to national size, the first time, and measure
make benchmark ARGS="--size small"        one province, a few minutes
make benchmark ARGS="--only lists steps"  some of: users lists forms steps reports letters cases learning community
                                          success prints today dashboards requests
make benchmark ARGS="--refill"            fill the site anew (after its DocTypes have changed)
make benchmark ARGS="--docs"              write the table into docs/performance.md as well
The result is printed, and kept in logs/benchmark.json."""
SECONDS = 3 * 60 * 60


def run_benchmark(setup: Setup, words: Sequence[str]) -> int:
	if list(words) == ["help"]:
		say(HELP)
		return 0
	project = setup.project
	site = Site(setup.bench, setup.services, project.settings["sites"]["benchmark"], {"mute_emails": 1})
	bare = Site(setup.bench, setup.services, project.settings["sites"]["bare"], {"mute_emails": 1}, apps=[])
	steps = [
		*setup.machine_steps("benchmark"),
		*setup.bench_steps(),
		packages_step(setup),
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
			"PYTHONPATH": str(project.root / "tests"),
		},
		log=project.log,
		seconds=SECONDS,
		show=say,
	)
	say(f"\nFrappe: {setup.source().title}, commit {setup.source().commit[:12]}")
	return 0


def packages_step(setup: Setup) -> Step:
	requirements = setup.project.config_folder / "requirements" / "benchmark.txt"

	return Step(
		"benchmark-packages",
		"What only the benchmark needs",
		lambda: setup.bench.install("-r", requirements),
		lambda: hash_of(setup.bench.env_key(), requirements),
	)
