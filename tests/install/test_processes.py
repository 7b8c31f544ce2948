"""Programs are bounded, and end with everything that they started."""

import os
import sys
import time

import pytest

from bootstrap.processes import CommandFailed, run, session_members
from bootstrap.project import SetupError
from bootstrap.supervisor import Service, Supervisor


def is_alive(pid: int) -> bool:
	try:
		os.kill(pid, 0)
	except ProcessLookupError:
		return False
	return True


def wait_until(condition, seconds: float = 5) -> bool:
	deadline = time.monotonic() + seconds
	while time.monotonic() < deadline:
		if condition():
			return True
		time.sleep(0.05)
	return False


def test_output_is_returned_and_logged(log):
	assert run(["echo", "hello"], log=log) == "hello\n"
	assert "$ echo hello" in log.path.read_text()


def test_a_failure_keeps_the_output(log):
	with pytest.raises(CommandFailed) as error:
		run(["sh", "-c", "echo why; exit 3"], log=log)
	assert "ended with code 3" in str(error.value)
	assert error.value.output == "why\n"


def test_a_missing_program_is_a_failure():
	with pytest.raises(CommandFailed, match="could not be started"):
		run(["there-is-no-such-program"])


def test_time_is_bounded_for_children_too(tmp_path):
	file = tmp_path / "pid"
	with pytest.raises(CommandFailed, match="longer than"):
		run(["sh", "-c", f"sleep 60 & echo $! > {file}; wait"], seconds=1)
	assert wait_until(lambda: not is_alive(int(file.read_text())))


def test_memory_is_bounded_for_children_too():
	eater = f"{sys.executable} -c 'x = bytearray(300 * 2**20); import time; time.sleep(60)'"
	with pytest.raises(CommandFailed, match="MiB of memory"):
		run(["sh", "-c", f"{eater} & wait"], memory=100, seconds=30)


class TestSupervisor:
	def sleeper(self, name, tmp_path, **more) -> Service:
		argv = ["sh", "-c", f"echo $$ >> {tmp_path}/{name}; sleep 60 & wait"]
		return Service(name, argv, tmp_path, dict(os.environ), **more)

	def test_it_stops_what_it_started_and_their_children(self, tmp_path):
		with Supervisor(tmp_path) as supervisor:
			supervisor.start(self.sleeper("one", tmp_path, ready=(tmp_path / "one").exists))
			session = supervisor.running["one"][1].pid
			assert wait_until(lambda: len(session_members(session)) == 2)
		assert session_members(session) == []

	def test_it_stops_the_last_first(self, tmp_path):
		order = tmp_path / "order"
		with Supervisor(tmp_path) as supervisor:
			for name in ("database", "web"):
				up = tmp_path / f"{name}.up"
				text = f"trap 'echo {name} >> {order}; exit' TERM; touch {up}; while :; do sleep 0.05; done"
				supervisor.start(
					Service(name, ["sh", "-c", text], tmp_path, dict(os.environ), ready=up.exists)
				)
		assert order.read_text().split() == ["web", "database"]

	def test_a_server_that_ends_at_once_is_told_with_its_last_words(self, tmp_path):
		dead = Service(
			"dead", ["sh", "-c", "echo no such port; exit 1"], tmp_path, dict(os.environ), ready=lambda: False
		)
		with Supervisor(tmp_path) as supervisor, pytest.raises(SetupError, match="no such port"):
			supervisor.start(dead)

	def test_a_server_that_does_not_get_ready_is_stopped(self, tmp_path):
		with Supervisor(tmp_path) as supervisor:
			with pytest.raises(SetupError, match="did not start"):
				supervisor.start(self.sleeper("slow", tmp_path, ready=lambda: False, start_seconds=0.3))
			assert supervisor.running == {}

	def test_a_server_that_ends_later_is_noticed(self, tmp_path):
		with Supervisor(tmp_path) as supervisor:
			supervisor.start(Service("short", ["sleep", "0.2"], tmp_path, dict(os.environ)))
			assert supervisor.watch() == "short"

	def test_other_processes_are_left_alone(self, tmp_path):
		import subprocess

		other = subprocess.Popen(["sleep", "60"])
		try:
			with Supervisor(tmp_path) as supervisor:
				supervisor.start(self.sleeper("one", tmp_path))
			assert other.poll() is None
		finally:
			other.kill()
			other.wait()
