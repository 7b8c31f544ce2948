"""Steps of the set-up: each does one thing, knows when it is done, and can be run again at any time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bootstrap.console import timed_line
from bootstrap.project import Project


@dataclass
class Step:
	"""One step.

	`key` is a hash over everything that the result depends on: when it differs from the one that was kept at
	the last success, or when `exists` finds the result missing, `run` is called. A step without a key decides
	by `exists` alone; it says itself what it found.
	"""

	name: str
	title: Callable[[], str] | str
	run: Callable[[], None]
	key: Callable[[], str] | None = None
	exists: Callable[[], bool] = field(default=lambda: True)

	def is_done(self, project: Project) -> bool:
		if not self.exists():
			return False
		return self.key is None or project.read_state("steps").get(self.name) == self.key()

	def keep(self, project: Project) -> None:
		if self.key is not None:
			project.write_state("steps", {**project.read_state("steps"), self.name: self.key()})

	def forget(self, project: Project) -> None:
		stamps = project.read_state("steps")
		if stamps.pop(self.name, None) is not None:
			project.write_state("steps", stamps)

	def label(self) -> str:
		return self.title if isinstance(self.title, str) else self.title()


def always(name: str, title: str, work: Callable[[], None]) -> Step:
	"""A step that is done each time: it finds out itself what is left to do."""
	return Step(name, title, work, exists=lambda: False)


def run_steps(project: Project, steps: Sequence[Step]) -> None:
	"""Runs what is not done yet, in order, with one line a step."""
	width = len(str(len(steps)))
	for number, step in enumerate(steps, 1):
		head = f"[{number:>{width}}/{len(steps)}] "
		if step.is_done(project):
			print(f"{head}{step.label()} … ready", flush=True)
			continue
		with timed_line(head + step.label()):
			step.forget(project)
			step.run()
			step.keep(project)
