"""Programs are bounded, and end with everything that they started."""

import os
import signal
import sys
import threading
import time

import pytest

from bootstrap.processes import CommandFailed, run, session_members
from bootstrap.project import SetupError
from bootstrap.supervisor import EARLY_SECONDS, MOST_DEATHS, Life, Service, Supervisor, report_loss


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

	def watched(self, supervisor) -> threading.Thread:
		thread = threading.Thread(target=supervisor.watch)
		thread.start()
		return thread

	def test_a_server_that_ends_by_itself_is_restarted_and_told(self, tmp_path, capsys):
		with Supervisor(tmp_path) as supervisor:
			supervisor.start(self.sleeper("one", tmp_path, ready=(tmp_path / "one").exists))
			supervisor.start(self.sleeper("two", tmp_path))
			first, other = (supervisor.running[name][1].pid for name in ("one", "two"))
			thread = self.watched(supervisor)
			os.kill(first, signal.SIGKILL)
			assert wait_until(lambda: supervisor.running["one"][1].pid != first, 15)
			assert wait_until(lambda: supervisor.running["one"][1].poll() is None)
			# nothing of the dead one is left, and its neighbour was left alone
			assert session_members(first) == []
			assert supervisor.running["two"][1].pid == other
			assert list(supervisor.running) == ["one", "two"]
			assert wait_until(lambda: "runs again" in (tmp_path / "servers.log").read_text())
			supervisor.end()
			thread.join()
		assert "one ended by itself (signal 9)" in capsys.readouterr().err

	def test_what_needs_it_waits_for_a_server_that_is_away(self, tmp_path):
		"""The database and the web server die together: the web server is started once the database is ready."""
		order, down = tmp_path / "order", tmp_path / "down"

		def service(name, **more) -> Service:
			return Service(
				name,
				["sh", "-c", f"echo {name} >> {order}; exec sleep 60"],
				tmp_path,
				dict(os.environ),
				**more,
			)

		with Supervisor(tmp_path) as supervisor:
			supervisor.start(service("database", ready=lambda: not down.exists(), start_seconds=0.5))
			supervisor.start(service("web"))
			assert wait_until(lambda: order.exists() and order.read_text().split() == ["database", "web"])
			thread = self.watched(supervisor)
			down.touch()
			for name in ("database", "web"):
				os.kill(supervisor.running[name][1].pid, signal.SIGKILL)
			assert wait_until(lambda: order.read_text().split()[2:] == ["database", "database"], 20)
			down.unlink()
			assert wait_until(lambda: order.read_text().split()[-1] == "web", 30)
			assert order.read_text().split()[2:].count("web") == 1
			supervisor.end()
			thread.join()

	def test_a_server_that_does_not_stay_up_is_given_up(self, tmp_path, monkeypatch, capsys):
		monkeypatch.setattr("bootstrap.supervisor.WAITS", (0, 0.1))
		starts = tmp_path / "starts"
		argv = ["sh", "-c", f"echo up >> {starts}; echo no room left; sleep 0.1"]
		with Supervisor(tmp_path) as supervisor:
			supervisor.start(Service("short", argv, tmp_path, dict(os.environ)))
			assert supervisor.watch() == "short"
			report_loss(supervisor, "short")
		assert starts.read_text().split() == ["up"] * (1 + MOST_DEATHS)
		said = capsys.readouterr().err
		assert "short does not stay up" in said and "no room left" in said

	def test_a_long_life_clears_the_record(self):
		life = Life()
		life.began = time.monotonic()
		for _ in range(3):
			life.end()
		assert life.deaths == 3 and life.again > time.monotonic()
		life.began -= EARLY_SECONDS
		life.end()
		assert life.deaths == 1 and life.again <= time.monotonic()

	def test_it_can_be_stopped_while_it_restarts(self, tmp_path):
		up = tmp_path / "one"
		with Supervisor(tmp_path) as supervisor:
			supervisor.start(self.sleeper("one", tmp_path, ready=up.exists))
			thread = self.watched(supervisor)
			service, process = supervisor.running["one"]
			service.argv, service.ready = ["sleep", "60"], lambda: False
			os.kill(process.pid, signal.SIGKILL)
			assert wait_until(lambda: supervisor.running["one"][1].pid != process.pid, 15)
			supervisor.end()
			thread.join(10)
			assert not thread.is_alive()
		assert supervisor.running == {}

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
