"""Choosing ports: the wanted ones, or the next free ones, which is said."""

import socket

import pytest

from bootstrap import ports
from bootstrap.project import SetupError

HOST = "127.0.0.1"


@pytest.fixture
def taken():
	"""A port on which somebody else listens."""
	with socket.socket() as server:
		server.bind((HOST, 0))
		server.listen()
		yield server.getsockname()[1]


def test_a_free_port_is_kept(taken, capsys):
	free = ports.next_free(HOST, taken + 1, set())
	assert ports.choose(HOST, {"web": free}) == {"web": free}
	assert capsys.readouterr().out == ""


def test_a_taken_port_is_replaced_and_named(taken, capsys):
	chosen = ports.choose(HOST, {"web": taken})
	assert chosen["web"] > taken
	assert f"Port {taken} (web) is taken; using {chosen['web']}." in capsys.readouterr().out


def test_two_servers_never_get_the_same_port(taken):
	chosen = ports.choose(HOST, {"web": taken, "socketio": taken})
	assert chosen["web"] != chosen["socketio"]


def test_ports_of_a_running_bench_are_left_alone(taken):
	free = ports.next_free(HOST, taken + 1, set())
	assert ports.choose(HOST, {"web": free}, taken=[free])["web"] != free


def test_running_out_of_ports_is_said():
	with pytest.raises(SetupError, match="No free port"):
		ports.next_free(HOST, 70000, set())
