"""An office's machine from a bare Debian on: set up, used, updated, stopped in the middle, backed up, restored.

The tests go on from each other, in this order.
"""

import json
import time

from bootstrap.processes import wait_for

from .debian import MINUTES
from .installation import BACKUPS, BENCH, PASSWORD, Installation, visited

NOTE = "มีก่อนสำรองข้อมูล"


def test_all_runs_and_asks_for_nothing(installed: Installation):
	assert installed.is_ready()
	servers = installed.units(".service")
	assert len(servers) == 6 and installed.states(*servers) == ["active"] * 6
	assert installed.states("con-center-backup.timer", "con-center-restore-check.timer") == ["active"] * 2
	assert installed.run("systemctl", "--failed", "--plain", "--no-legend") == ""
	# who may come from outside meets nginx alone, and here not even that; others on this network are not ours
	listening = {line.split()[3] for line in installed.run("ss", "-ltnH").splitlines()}
	ours = ("80", "443", "3306", "9000", "9001")
	assert not {f"{address}:{port}" for address in ("0.0.0.0", "*", "[::]") for port in ours} & listening


def test_no_password_is_left_anywhere(installed: Installation):
	assert {"con_center_setup", "con_center_check"}.isdisjoint(installed.accounts())
	for folder in (
		f"{BENCH}/logs",
		f"{BENCH}/.local/state",
		"/opt/con-center/logs",
		"/etc/con-center",
		"/var/log",
	):
		found = installed.tried("grep", "-rlF", "--", PASSWORD, folder)
		assert found.returncode == 1, found.stdout
	logged = installed.tried(
		"grep", "-rhE", "--", "--(db-root|admin)-password", f"{BENCH}/logs", "/opt/con-center/logs"
	)
	assert logged.returncode == 1, logged.stdout


def test_the_bench_writes_nothing_of_roots(installed: Installation):
	mine = installed.run("find", "/etc/con-center", "/opt/con-center", "-user", "frappe")
	assert mine == ""
	open_to_all = installed.run(
		"find", BENCH, "/etc/con-center", BACKUPS, "-perm", "/o+w", "-not", "-type", "l"
	)
	assert open_to_all == ""


def test_a_document_is_printed_in_the_closed_unit(installed: Installation):
	admin = installed.administrator()
	name = make_note(installed, admin)
	answer = admin.get(
		f"{installed.url}/api/method/frappe.utils.print_format.download_pdf",
		params={"doctype": "ToDo", "name": name, "format": "Standard"},
		timeout=120,
	)
	assert answer.status_code == 200 and answer.content.startswith(b"%PDF-"), answer.text[:500]


def make_note(installed: Installation, admin) -> str:
	answer = admin.post(f"{installed.url}/api/resource/ToDo", json={"description": NOTE}, timeout=60)
	assert answer.ok, answer.text
	return answer.json()["data"]["name"]


def notes(installed: Installation) -> int:
	args = f"['ToDo', {{'description': ('like', '%{NOTE}%')}}]"
	said = installed.run("con-center-bench", "execute", "frappe.db.count", "--args", args)
	return json.loads(said.splitlines()[-1])


def test_the_bench_has_a_command(installed: Installation):
	assert notes(installed) == 1
	assert "Workers online: 3" in installed.run("con-center-bench", "doctor")


def test_an_update_lets_nobody_wait_in_vain(installed: Installation):
	# all of the desk is built anew
	installed.run("sed", "-i", '/"assets"/d', f"{BENCH}/.local/state/steps.json")
	with visited(installed, "/login", "/api/method/ping", "/assets/con_center/css/demo.css") as seen:
		installed.make_production()
	assert set(seen) == {200} and seen[200] > 100, seen


def test_one_that_is_stopped_leaves_the_web_and_can_be_begun_again(installed: Installation):
	installed.run("sed", "-i", '/"assets"/d', f"{BENCH}/.local/state/steps.json")
	page = installed.visitor().get(f"{installed.url}/login").text
	process = installed.make()
	# its line comes when it is done; what comes after it builds all of the desk
	while "Settings of the bench" not in process.stdout.readline():
		assert process.poll() is None
	# make passes it on
	installed.run("pkill", "-TERM", "-f", "bootstrap production")
	process.wait(60)
	assert installed.accounts().isdisjoint({"con_center_setup"})
	assert "inactive" in installed.states("con-center-scheduler.service", "con-center-worker-long@1.service")
	for _ in range(2):
		assert installed.is_ready()
		for address in sorted(assets_of(page)):
			assert installed.visitor().get(f"{installed.url}{address}").ok, address
		# a power cut, and the morning after
		installed.debian.shut()
		installed.debian.boot()
		assert wait_for(installed.is_ready)
		assert installed.states("con-center-scheduler.service") == ["inactive"]
	installed.make_production()
	assert installed.states("con-center-scheduler.service") == ["active"]


def assets_of(page: str) -> set[str]:
	return {
		part.split('"')[0]
		for part in page.split('="')[1:]
		if part.startswith("/assets/") and ".bundle." in part
	}


def test_a_backup_is_made_and_tried_out(installed: Installation):
	installed.run("systemctl", "start", "con-center-backup", seconds=300)
	installed.run("systemctl", "start", "con-center-restore-check", seconds=600)
	said = installed.run("journalctl", "-u", "con-center-restore-check", "-o", "cat", "--no-pager")
	assert "It can be restored" in said
	assert {"con_center_setup", "con_center_check"}.isdisjoint(installed.accounts())


def newest_backup(installed: Installation) -> str:
	return max(installed.run("find", BACKUPS, "-mindepth", "1", "-maxdepth", "1", "-type", "d").split())


def test_what_came_after_a_backup_is_restored_up_to_a_second(installed: Installation):
	backup, admin = newest_backup(installed), installed.administrator()
	make_note(installed, admin)
	time.sleep(2)
	moment = installed.run("date", "+%Y-%m-%d %H:%M:%S").strip()
	time.sleep(2)
	make_note(installed, admin)
	assert notes(installed) == 3
	said = installed.make_production(f"--restore {backup} --until '{moment}' --yes")
	assert "both checks found it whole" in said and notes(installed) == 2


def test_a_backup_is_restored(installed: Installation):
	backup = newest_backup(installed)
	with visited(installed, "/login") as seen:
		said = installed.make_production(f"--restore {backup} --yes")
	assert "both checks found it whole" in said and notes(installed) == 1
	# nobody met anything but the page, or a page that says to wait
	assert set(seen) <= {200, 502, 503}, seen
	assert installed.is_ready() and installed.states(*installed.units(".service")) == ["active"] * 6


def test_a_restore_that_is_stopped_lets_nobody_in_until_it_is_done_again(installed: Installation):
	backup = newest_backup(installed)
	process = installed.make(f"--restore {backup} --yes")
	# its line comes when it is done; what comes after it takes the tables away
	while "end the jobs at hand" not in process.stdout.readline():
		assert process.poll() is None
	installed.run("pkill", "-TERM", "-f", "bootstrap production")
	process.wait(60)
	# a power cut
	installed.debian.shut()
	installed.debian.boot()
	servers = installed.units(".service")
	assert installed.states("con-center-web.socket", *servers) == ["inactive"] * 7
	installed.run("systemctl", "start", "con-center.target", "con-center-backup.service")
	assert installed.states("con-center-web.socket", *servers) == ["inactive"] * 7
	process = installed.make()
	said, _ = process.communicate(timeout=MINUTES)
	assert process.returncode and "has not come to its end" in said
	installed.make_production(f"--restore {backup} --yes")
	assert installed.is_ready() and notes(installed) == 1
