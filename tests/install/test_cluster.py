"""The files for several machines; that they work is seen by `make test ARGS="cluster"`, by hand."""

import json
import re
import subprocess
import sys
from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from bootstrap.project import Project
from bootstrap.suites import CLUSTER, Suites
from tests.cluster import test_printing
from tests.install.conftest import ROOT

FILES = ROOT / "deploy" / "cluster"
COM_QUERY = b"\0\3"


def test_questions_of_the_balancers_are_as_long_as_they_say():
	text = (FILES / "haproxy-app.cfg").read_text()
	asked = re.findall(r'send-binary ([0-9a-f]{10})\n\ttcp-check send "([^"]+)"', text)
	assert len(asked) == 2
	for head, question in asked:
		# length, number of the packet, command
		assert bytes.fromhex(head) == (len(question) + 1).to_bytes(3, "little") + COM_QUERY
	for hello in re.findall(r"send-binary ([0-9a-f]{20,})", text):
		packet = bytes.fromhex(hello)
		assert packet[:4] == (len(packet) - 4).to_bytes(3, "little") + b"\1"
		# after flags, sizes and 23 zeros: the account, and that it has no password
		assert packet[36:] == b"con_health\0\0"


def test_every_placeholder_is_explained_by_the_files_head():
	for path in FILES.glob("*.c*"):
		head, *_rest = path.read_text().split("\n\n", 1)
		text = path.read_text()
		assert head.startswith("#") and ("{placeholders}" in text) == ("{" in text), path.name


def test_no_comment_is_filled_in():
	"""Of several lines, all but the first would be read."""
	for path in FILES.glob("*.c*"):
		lines = path.read_text().splitlines()
		said = [
			line
			for line in lines
			if line.lstrip().startswith("#") and re.search(r"\{(?!placeholders)\w+\}", line)
		]
		assert not said, path.name


def test_what_the_balancer_says_is_a_whole_answer_in_thai(tmp_path):
	subprocess.run([sys.executable, FILES / "pages.py", tmp_path], check=True, timeout=60)
	named = set(re.findall(r"errorfile \d+ \{pages\}/(\S+)", (FILES / "haproxy-front.cfg").read_text()))
	assert named == {path.name for path in tmp_path.iterdir()}
	for path in tmp_path.iterdir():
		head, _, body = path.read_bytes().partition(b"\r\n\r\n")
		assert f"Content-Length: {len(body)}\r\n".encode() in head and b"Retry-After: " in head, path.name
		if path.stem.endswith("desk"):
			[told] = json.loads(json.loads(body)["_server_messages"])
			assert b"application/json" in head and "โปรดรอสักครู่" in json.loads(told)["message"]
		else:
			assert b"text/html" in head and "โปรดรอสักครู่" in body.decode()
	assert (tmp_path / "slow-desk.http").read_bytes().startswith(b"HTTP/1.1 504 ")


def test_several_machines_are_made_for_who_asks_by_name_alone():
	suites = Suites(Project(ROOT))
	named = lambda chosen: [suite.name for suite in chosen]  # noqa: E731
	for words in ([], ["bench"], ["quick"], ["frappe-dependent"]):
		assert not any(CLUSTER in name for name in named(suites.choose(words))), words
	[suite] = suites.choose([f"{CLUSTER}", "-x"])
	assert suite.packages == [CLUSTER]
	command = [str(word) for word in suite.command(ROOT / "junit.xml")]
	# in a network of its own, where it can reach nobody else's servers
	assert command[:2] == ["unshare", "--net"] and command[-2:] == [f"tests/{CLUSTER}", "-x"]


def test_who_prints_and_ends_ends_the_crashes_and_so_does_the_time(monkeypatch):
	crashed = []
	host = SimpleNamespace(pids=lambda _words: [2**22 + 1])
	monkeypatch.setattr(test_printing, "kill", crashed.append)
	monkeypatch.setattr(test_printing, "SECONDS", 2)
	chance = SimpleNamespace(uniform=lambda *_: 0, choice=lambda some: some[0])
	crash = lambda *people: test_printing.crash_browsers(SimpleNamespace(web=[host]), chance, people)  # noqa: E731
	assert crash(Future()) == test_printing.MOMENTS == len(crashed)
	broken = Future()
	broken.set_exception(KeyError("data"))
	assert crash(Future(), broken) == 0
	host.pids = lambda _words: []
	assert crash(Future()) == 0


def test_one_who_cannot_print_fails_the_test(monkeypatch):
	monkeypatch.setattr(test_printing, "Client", lambda: {}["nobody"])
	with pytest.raises(KeyError):
		test_printing.test_documents_are_printed_while_chromium_crashes(SimpleNamespace(web=[]))
