"""What CI runs: style, security scan, and the tests on each source of Frappe that is to be had.

On the best source at hand runs what a commit may take (SAMPLE below: the rest comes in the next days, and all of it by
.ci/nightly), on the others what depends on Frappe. Each source gets a clone of its own of the commit that is checked out, so that every run is one
on a fresh clone. One follows the other: a run takes all cores.
"""

import json
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bootstrap import tools
from bootstrap.console import duration, say, warn
from bootstrap.git import git
from bootstrap.processes import CommandFailed, run, tail
from bootstrap.project import Project, SetupError, hash_of, read_toml
from bootstrap.setup import Setup
from bootstrap.steps import Step
from bootstrap.suites import FRAPPE_DEPENDENT
from bootstrap.supervisor import Supervisor

SUMS = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)
# bounds, with the set-up: of all runs, and of the first one
ALL_SECONDS, FIRST_SECONDS = 86 * 60, 66 * 60
# of combinations one of 27 (con_center/tests/sampling.py), of the files of tests/ a fourth (bootstrap/suites.py)
SAMPLE = "27"


class Checks:
	"""Style and security, each counted as one test."""

	def __init__(self, setup: Setup) -> None:
		self.setup = setup
		self.project = setup.project
		self.env = self.project.local / "lint"
		self.requirements = self.project.config_folder / "requirements" / "lint.txt"

	def step(self) -> Step:
		return Step(
			"lint-tools",
			"Tools that check the code",
			self.install,
			lambda: hash_of(self.requirements, sys.version),
			(self.env / "bin" / "ruff").exists,
		)

	def install(self) -> None:
		shutil.rmtree(self.env, ignore_errors=True)
		self.setup.bench.uv("venv", "--python", sys.executable, self.env)
		self.setup.bench.install("-r", self.requirements, python=self.env / "bin" / "python")

	def run(self) -> Counter:
		sums = Counter()
		config = f"--config={self.project.config_folder / 'ruff.toml'}"
		ours, app = ["bootstrap", "deploy", "tests"], ["apps/con_center"]
		self.check(sums, "ruff check", lambda: self.ruff("check", config, *ours))
		self.check(sums, "ruff check, app", lambda: self.ruff("check", *app))
		self.check(sums, "ruff format", lambda: self.ruff("format", "--check", config, *ours))
		self.check(sums, "ruff format, app", lambda: self.ruff("format", "--check", *app))
		self.check(sums, "frapast", self.scan)
		self.check(sums, "prefly", self.scan_for_16)
		return sums

	def check(self, sums: Counter, name: str, work: Callable[[], None]) -> None:
		try:
			work()
		except SetupError as error:
			warn(f"{name}: failed\n{error}\n{getattr(error, 'output', '')}")
			sums["failed"] += 1
		else:
			say(f"{name}: passed")
			sums["passed"] += 1

	def ruff(self, *words: str) -> None:
		run([self.env / "bin" / "ruff", *words, "--no-cache"], cwd=self.project.root, log=self.project.log)

	def scan(self) -> None:
		"""Fails on every candidate of frapast that config/frapast-accepted.toml gives no reason for."""
		app = self.project.apps / "con_center"
		env = {**tools.environment(self.project), "HOME": str(self.env)}
		report = self.env / "frapast.json"
		words = f'exec "{self.env}/bin/frapast" scan "{app}" --format json > "{report}"'
		try:
			run(["sh", "-c", words], cwd=self.env, env=env, log=self.project.log)
		except CommandFailed as error:
			if not report.exists() or not report.read_text().lstrip().startswith("{"):
				raise SetupError(f"frapast gave no report: {tail(error.output)}") from error
		accepted = read_toml(self.project.config_folder / "frapast-accepted.toml").get("accepted", [])
		judge_candidates(json.loads(report.read_text())["candidates"], accepted)

	def scan_for_16(self) -> None:
		"""Fails on every use of what Frappe 16 has no more, as prefly knows it."""
		app = self.project.apps / "con_center"
		words = ["--target", "v16", "--severity", "error", "--fail-on", "error"]
		run([self.env / "bin" / "preflight", "--path", app, *words], cwd=self.env, log=self.project.log)


def judge_candidates(candidates: list[dict], accepted: list[dict[str, str]]) -> None:
	"""Raises SetupError for candidates that nobody has looked at, and for reasons that fit nothing any more."""
	known = {(each["rule"], each["file"], each["function"]): each.get("reason", "") for each in accepted}
	found = {(each["rule_id"], each["file"], each["function"] or ""): each for each in candidates}
	new = [
		f"{key[0]} {key[1]}:{each['line']} {key[2]}: {each['evidence']}"
		for key, each in found.items()
		if not known.get(key)
	]
	old = [f"no longer found, remove it: {' '.join(key)}" for key in known if key not in found]
	if new or old:
		raise SetupError(
			"\n".join([*new, *old, "Mend it, or give the reason in config/frapast-accepted.toml."])
		)


def run_source(project: Project, name: str, words: str, variables: dict[str, str], seconds: float) -> Counter:
	"""`make test ARGS=words` on one source, in a fresh clone, with its output shown under the name of the source."""

	def show(line: str) -> None:
		say(f"{name:>8} | {line}")

	folder = project.local / "ci" / name
	shutil.rmtree(folder, ignore_errors=True)
	folder.parent.mkdir(parents=True, exist_ok=True)
	git("clone", "-q", "--no-hardlinks", project.root, folder, cwd=project.root)
	show(f"make test {words} begins")
	started = time.monotonic()
	env = {**os.environ, "ARGS": words, "BACKGROUND": "", "SAMPLE": SAMPLE, **variables}
	try:
		output = run(
			["make", "--no-print-directory", "test"],
			cwd=folder,
			env=env,
			seconds=seconds,
			show=show,
		)
	except CommandFailed as error:
		show(str(error))
		output = error.output
	found = SUMS.findall(output)
	show(f"make test took {duration(time.monotonic() - started)}")
	if not found:
		return Counter(failed=1)
	passed, failed = map(int, found[-1])
	if not failed:
		shutil.rmtree(folder, ignore_errors=True)
	return Counter(passed=passed, failed=failed)


def told(sums: Counter) -> str:
	return f"{sums['passed']} passed, {sums['failed']} failed"


def main() -> int:
	began = time.monotonic()
	project = Project(Path(__file__).parent.parent)
	project.make_folders()
	with Supervisor(project, "ci") as supervisor:
		setup = Setup(project, supervisor)
		checks = Checks(setup)
		setup.run([*setup.machine_steps("test"), checks.step()])
		total = checks.run()
		url = os.environ.get("FRAPPE_URL", "")
		has_git = bool(url) or setup.sources.git_is_at_hand()
	if git("status", "--porcelain", cwd=project.root):
		warn("Note: changes that are not committed are checked for style, but not tested.")
	registry, git_source = {"SOURCE": "registry", "FRAPPE_URL": ""}, {"SOURCE": "git"}
	best, *others = [("git", git_source), ("registry", registry)] if has_git else [("registry", registry)]
	runs = [(best, ""), *((other, FRAPPE_DEPENDENT) for other in others)]
	ran = {}
	for (name, source), words in runs:
		left = began + ALL_SECONDS - time.monotonic()
		ran[name] = run_source(project, name, words, source, left if ran else min(left, FIRST_SECONDS))
	say(
		"\nRan on: "
		+ "; ".join(
			f"{name}, {words or 'its sample of all'} ({told(ran[name])})" for (name, _source), words in runs
		)
	)
	if not has_git:
		say("Not run on a git source: no FRAPPE_URL, no cached clone, and upstream cannot be reached.")
	for sums in ran.values():
		total.update(sums)
	say(told(total))
	return 1 if total["failed"] else 0


if __name__ == "__main__":
	try:
		sys.exit(main())
	except SetupError as error:
		warn(f"{error}\n{getattr(error, 'output', '')}")
		say("0 passed, 1 failed")
		sys.exit(1)
