"""Steps: done once, done again when what they depend on changes, and safe to stop at any point."""

import pytest

from bootstrap.console import say
from bootstrap.project import Project, hash_of, update_json
from bootstrap.steps import Step, run_steps


class Work:
	"""Steps that write files, and can be told to be stopped."""

	def __init__(self, project: Project) -> None:
		self.project = project
		self.ran: list[str] = []
		self.inputs = {"one": "a", "two": "a", "three": "a"}
		self.stop_in = ""

	def steps(self) -> list[Step]:
		return [self.step(name) for name in self.inputs]

	def step(self, name: str) -> Step:
		file = self.project.local / name

		def run() -> None:
			self.ran.append(name)
			file.write_text("half")
			if self.stop_in == name:
				raise KeyboardInterrupt
			file.write_text("whole")

		return Step(name, name.title(), run, lambda: hash_of(self.inputs[name]), file.exists)

	def go(self) -> list[str]:
		self.ran = []
		run_steps(self.project, self.steps())
		return self.ran


@pytest.fixture
def work(project):
	return Work(project)


def test_steps_run_once(work):
	assert work.go() == ["one", "two", "three"]
	assert work.go() == []


def test_a_step_runs_again_when_its_input_changes(work):
	work.go()
	work.inputs["two"] = "b"
	assert work.go() == ["two"]


def test_a_step_runs_again_when_its_result_is_gone(work, project):
	work.go()
	(project.local / "two").unlink()
	assert work.go() == ["two"]


@pytest.mark.parametrize("name", ["one", "two", "three"])
def test_stopped_in_the_middle_and_run_again(work, name):
	work.stop_in = name
	with pytest.raises(KeyboardInterrupt):
		work.go()
	work.stop_in = ""
	names = list(work.inputs)
	assert work.go() == names[names.index(name) :]
	assert work.go() == []


def test_a_step_that_is_stopped_while_it_runs_again_is_not_done(work):
	"""What was complete before is not taken for the result of the new run."""
	work.go()
	work.inputs["two"] = "b"
	work.stop_in = "two"
	with pytest.raises(KeyboardInterrupt):
		work.go()
	work.inputs["two"], work.stop_in = "a", ""
	assert work.go() == ["two"]


def test_each_step_is_one_line_with_its_duration(work, capsys):
	work.go()
	work.go()
	lines = capsys.readouterr().out.splitlines()
	assert lines[0].startswith("[1/3] One … ") and lines[0].endswith(" s")
	assert lines[3] == "[1/3] One … ready"


def test_a_damaged_state_counts_as_none(work, project):
	work.go()
	(project.state / "steps.json").write_text("{")
	assert work.go() == ["one", "two", "three"]


def test_state_is_private(project):
	project.write_state("database", {"password": "x"})
	assert (project.state / "database.json").stat().st_mode & 0o077 == 0


def test_settings_of_others_are_kept(tmp_path):
	path = tmp_path / "common_site_config.json"
	path.write_text('{"mine": 1, "old": 2}')
	update_json(path, {"port": 3, "old": None})
	assert path.read_text() == '{\n "mine": 1,\n "port": 3\n}\n'


def test_what_a_step_says_does_not_tear_its_line(project, capsys):
	run_steps(project, [Step("one", "One", lambda: say("Port 1 is taken."), exists=lambda: False)])
	first, second, third = capsys.readouterr().out.splitlines()
	assert (first, second) == ("[1/1] One … ", "Port 1 is taken.")
	assert third.startswith("[1/1] One … 0.")
