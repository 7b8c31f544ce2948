"""Programs are bounded, and end with everything that they started."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from bootstrap.processes import CommandFailed, run, session_members
from bootstrap.project import SetupError
from bootstrap.supervisor import Service, Supervisor
from tests.install.conftest import ROOT


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
	@pytest.fixture
	def supervisor(self, project) -> Iterator[Supervisor]:
		"""A real supervisord, of the bench that these tests run in."""
		project.tools.symlink_to(ROOT / ".local" / "tools")
		with Supervisor(project, "test", retries=1) as supervisor:
			yield supervisor

	def service(self, name, text, **more) -> Service:
		return Service(name, ["sh", "-c", text], **more)

	def sleeper(self, name, project, **more) -> Service:
		"""Notes each of its starts with its process id, and has a child."""
		starts = project.local / name
		return self.service(name, f"echo $$ >> {starts}; sleep 60 & wait", ready=starts.exists, **more)

	def starts(self, name, project) -> list[int]:
		return [int(pid) for pid in (project.local / name).read_text().split()]

	def test_it_stops_what_it_started_and_their_children(self, supervisor, project):
		supervisor.start(self.sleeper("one", project))
		session = supervisor.process.pid
		assert wait_until(lambda: len(session_members(session)) == 3)
		supervisor.stop()
		assert session_members(session) == []

	def test_what_a_killed_server_leaves_is_stopped_in_the_end(self, supervisor, project):
		supervisor.start(self.sleeper("one", project))
		session = supervisor.process.pid
		assert wait_until(lambda: len(session_members(session)) == 3)
		os.kill(self.starts("one", project)[0], signal.SIGKILL)
		assert wait_until(lambda: len(session_members(session)) == 4, 15)
		supervisor.stop()
		assert session_members(session) == []

	def test_it_stops_the_last_first(self, supervisor, project):
		order = project.local / "order"
		for name in ("database", "web"):
			up = project.local / f"{name}.up"
			text = f"trap 'echo {name} >> {order}; exit' TERM; touch {up}; while :; do sleep 0.05; done"
			supervisor.start(self.service(name, text, ready=up.exists))
		supervisor.stop()
		assert order.read_text().split() == ["web", "database"]

	def test_servers_get_what_is_theirs(self, supervisor, project):
		"""Also what supervisord's own files have signs for."""
		said = project.local / "said"
		argv = ["sh", "-c", f'echo "$0 $MARK" > {said}; sleep 60', "50% 'x'"]
		supervisor.start(Service("one", argv, {"MARK": "100%, y"}, ready=said.exists))
		assert wait_until(lambda: said.read_text() == "50% 'x' 100%, y\n")

	def test_a_server_that_ends_at_once_is_told_with_its_last_words(self, supervisor):
		with pytest.raises(SetupError, match="no such port"):
			supervisor.start(self.service("dead", "echo no such port; exit 1", ready=lambda: False))

	def test_a_server_that_does_not_get_ready_is_told(self, supervisor):
		slow = self.service("slow", "sleep 60", ready=lambda: False, start_seconds=0.3)
		with pytest.raises(SetupError, match="slow did not start"):
			supervisor.start(slow)

	def watched(self, supervisor) -> list[str]:
		"""The names of servers that did not stay up, as the watch in a thread finds them."""
		lost: list[str] = []

		def watch() -> None:
			with suppress(SetupError):
				lost.append(supervisor.watch())

		threading.Thread(target=watch, daemon=True).start()
		return lost

	def test_a_server_that_ends_by_itself_is_restarted_and_told(self, supervisor, project, capsys):
		supervisor.start(self.sleeper("one", project), self.sleeper("two", project))
		self.watched(supervisor)
		os.kill(self.starts("one", project)[0], signal.SIGKILL)
		assert wait_until(lambda: len(self.starts("one", project)) == 2, 15)
		# its neighbour was left alone
		assert len(self.starts("two", project)) == 1
		assert wait_until(lambda: "one ended by itself (terminated by SIGKILL" in capsys.readouterr().err)

	def test_a_server_that_does_not_stay_up_is_given_up(self, supervisor):
		supervisor.start(self.service("short", "echo no room left; sleep 0.3"))
		lost = self.watched(supervisor)
		assert wait_until(lambda: lost == ["short"], 15)
		assert "no room left" in supervisor.last_lines("short")

	def test_what_needs_a_server_that_is_away_is_tried_again(self, supervisor, project):
		database, up = project.local / "database", project.local / "up"
		supervisor.retries = 5
		supervisor.start(self.service("web", f"[ -e {database} ] || exit 1; touch {up}; exec sleep 60"))
		lost = self.watched(supervisor)
		assert wait_until(lambda: supervisor.log.read_text().count("exited: web") == 2, 15)
		database.touch()
		assert wait_until(up.exists, 15) and not lost

	def test_the_servers_end_with_the_command_however_that_ends(self, project):
		project.tools.symlink_to(ROOT / ".local" / "tools")
		pid = os.fork()
		if not pid:
			try:
				Supervisor(project, "test").start(self.sleeper("one", project))
			finally:
				os.kill(os.getpid(), signal.SIGKILL)
		os.waitpid(pid, 0)
		[server] = self.starts("one", project)
		assert wait_until(lambda: not is_alive(server), 15)

	def test_other_processes_are_left_alone(self, supervisor, project):
		other = subprocess.Popen(["sleep", "60"])
		try:
			supervisor.start(self.sleeper("one", project))
			supervisor.stop()
			assert other.poll() is None
		finally:
			other.kill()
			other.wait()
