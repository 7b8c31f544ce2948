"""A day's work over several machines: both web hosts answer, both hosts of workers are there, reports ask another node than decisions."""

import json
import time

import pymysql
import pytest
from con_center.access.locking import TURN

from bootstrap.processes import wait_for
from tests.faults.orders import ORDER, PATH, decision, order_to_sign, stored
from tests.served import Client, on_site

from .data import DATABASE

FORMAT = "Official Appointment"
LOGGED = "set global log_output = 'TABLE'; truncate mysql.general_log; set global general_log = {}"
# of the web hosts, without what every connection begins and ends with: workers are at jobs of their own, and HAProxy looks
# whether the node is there
STATEMENTS = (
	"select argument from mysql.general_log where command_type in ('Query', 'Execute') and user_host regexp '{}' "
	"and user_host not like '%con_health%'"
)


class Watched:
	"""What each node is asked by web hosts while the block runs: `writer`, and `readers` together, in lower case."""

	def __init__(self, cluster):
		self.cluster = cluster

	def __enter__(self):
		for node in self.cluster.nodes:
			node.ask(LOGGED.format("ON"))
		return self

	def __exit__(self, *_):
		writer = self.cluster.writer()
		hosts = "|".join(host.address.replace(".", "[.]") + "\\\\]" for host in self.cluster.web)
		for node in self.cluster.nodes:
			node.ask("set global general_log = OFF")
		asked = {
			node.host.name: node.ask(STATEMENTS.format(hosts)).lower().splitlines()
			for node in self.cluster.nodes
		}
		self.writer = asked.pop(writer.host.name)
		self.readers = [line for lines in asked.values() for line in lines]


def test_three_nodes_agree_and_one_is_written_to(cluster):
	assert {node.state()["wsrep_cluster_size"] for node in cluster.nodes} == {"3"}
	first, *others = (host.name for host in cluster.data)
	for proxy in ("web-1-way", "web-2-way", "work-1-way", "work-2-way"):
		assert wait_for(lambda proxy=proxy: cluster.ready("database", proxy) == {first, *others})

	def sent() -> list[dict[str, int]]:
		"""Of each web host, how many connections it has sent to each node, for writing."""
		return [
			{
				row["svname"]: int(row["stot"])
				for row in cluster.served(f"{host.name}-way")
				if row["pxname"] == "database"
			}
			for host in cluster.web
		]

	before, client = sent(), Client()
	for _each in range(10):
		assert client.ask("frappe.auth.get_logged_user").status_code == 200
	for old, new in zip(before, sent(), strict=True):
		assert new[first] > old[first] and all(new[name] == old[name] for name in others), (old, new)


def test_both_web_hosts_answer(cluster):
	before = {row["svname"]: int(row["stot"]) for row in cluster.served() if row["pxname"] == "web"}
	client = Client()
	for _each in range(20):
		assert client.get(f"{client.url}/api/method/ping", timeout=60).status_code == 200
	after = {row["svname"]: int(row["stot"]) for row in cluster.served() if row["pxname"] == "web"}
	assert all(after[host.name] > before[host.name] for host in cluster.web), (before, after)


def test_a_decision_asks_no_other_node(cluster):
	order = order_to_sign()
	chief = Client("chief")
	with Watched(cluster) as decided:
		answer = chief.post(chief.url + PATH, data=decision(order, "Sign and Issue"), timeout=120)
		assert answer.status_code == 200, answer.text
	issued = stored(chief, order["name"])
	assert issued["workflow_state"] == "Issued" and issued["number"]
	assert any("insert into `tabapproval log`" in line for line in decided.writer)
	# how the machine's clock goes is asked of each node, on a connection of its own, and nothing else
	others = [line for line in decided.readers if not line.startswith("set ") and "now(6)" not in line]
	assert others == []


def test_turns_taken_on_two_nodes_do_not_both_count(cluster):
	"""As while the first node comes back. They share no locks, and what is written under them need not touch one row."""
	account = {name: cluster.config[key] for name, key in (("user", "db_name"), ("password", "db_password"))}
	lines = [
		pymysql.connect(host=node.host.address, port=DATABASE, database=account["user"], **account)
		for node in cluster.nodes[:2]
	]
	# the first time each makes the row, then each changes it
	for _each in range(2):
		for line in lines:
			line.cursor().execute(TURN, "turn-of-test")
		lines[0].commit()
		with pytest.raises(pymysql.err.OperationalError, match="1213"):
			lines[1].commit()
		lines[1].rollback()


# what reads much: each question is (login, method, its arguments, a table that it reads)
READING = {
	"the register": (
		"chief",
		"frappe.desk.reportview.get",
		{"doctype": ORDER, "fields": json.dumps(["name", "number"]), "page_length": 500},
		"appointment order",
	),
	"an export": (
		"district",
		"frappe.desk.reportview.export_query",
		{"doctype": "Committee", "fields": json.dumps(["name", "title"]), "file_format_type": "CSV"},
		"committee",
	),
	"a report": (
		"province",
		"frappe.desk.query_report.run",
		{"report_name": "Meetings by Area", "filters": "{}"},
		"meeting",
	),
	"a report as a spreadsheet": (
		"province",
		"frappe.desk.query_report.export_query",
		{
			"report_name": "Meetings by Area",
			"filters": "{}",
			"file_format_type": "Excel",
			"visible_idx": json.dumps([*range(50)]),
			"custom_columns": "[]",
		},
		"meeting",
	),
	"the map": ("province", "con_center.overview.area_map.read", {}, "committee"),
}
WRITES = ("insert", "update", "delete", "replace", "alter", "create", "drop")


@pytest.mark.parametrize("what", READING)
def test_what_reads_much_asks_another_node(cluster, what):
	login, method, values, table = READING[what]
	client = Client(login)
	with Watched(cluster) as watched:
		answer = client.post(f"{client.url}/api/method/{method}", data=values, timeout=120)
		assert answer.status_code == 200, answer.text
	asked = f"from `tab{table}`"
	assert any(asked in line for line in watched.readers)
	assert not any(asked in line for line in watched.writer)
	assert [line for line in watched.readers if line.startswith(WRITES) or "for update" in line] == []


def test_an_issued_order_is_printed(cluster):
	client = Client()
	[row] = client.get(
		f"{client.url}/api/resource/{ORDER}",
		params={"filters": json.dumps({"docstatus": 1}), "limit_page_length": 1},
		timeout=60,
	).json()["data"]
	for _each in range(2):
		answer = client.ask(
			"frappe.utils.print_format.download_pdf", doctype=ORDER, name=row["name"], format=FORMAT
		)
		assert answer.status_code == 200 and answer.content.startswith(b"%PDF-"), answer.text[:500]


def test_workers_of_both_hosts_take_jobs_and_one_host_schedules(cluster):
	for host in cluster.workers:
		assert host.pids("con_center.worker")
	# the other waits for the lock, and takes its place
	holding = [host.name for host in cluster.workers if host.pids("frappe schedule")]
	assert holding
	mark = f"over the cluster {time.time()}"
	on_site(
		f"frappe.enqueue('frappe.client.insert', queue='short', doc={{'doctype': 'ToDo', 'description': {mark!r}}})"
	)
	client = Client()

	def made() -> list[dict]:
		filters = json.dumps({"description": ["like", f"%{mark}%"]})
		return client.get(f"{client.url}/api/resource/ToDo", params={"filters": filters}, timeout=60).json()[
			"data"
		]

	assert wait_for(made, 60)
	time.sleep(3)
	assert len(made()) == 1


@pytest.mark.parametrize("path", ["/con-health", "/con-metrics"])
def test_the_balancer_tells_a_stranger_nothing(cluster, path):
	client = Client("chief")
	answer = client.get(f"{client.url}{path}", headers={"Cookie": ""}, timeout=30)
	assert (
		answer.status_code in (200, 401) and "parts" not in answer.text and "con_center_up" not in answer.text
	)
