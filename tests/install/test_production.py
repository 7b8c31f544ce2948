"""What `make production` writes, and that the programs that will read it take it. Nothing of the machine is changed."""

import ast
import grp
import gzip
import io
import json
import os
import pwd
import re
import shutil
import struct
import subprocess
import sys
import time
import tomllib
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import pytest

from bootstrap.packages import find_program
from bootstrap.processes import wait_for
from bootstrap.production import backup, binary_log, command, inside, nginx, trial
from bootstrap.production.binary_log import BinaryLog
from bootstrap.production.command import production, self_made_certificate
from bootstrap.production.files import STOP_SECONDS, Files, worker_units
from bootstrap.production.restoration import Restoration, checked_moment
from bootstrap.production.settings import TEMPLATES, Settings, merged, read_settings
from bootstrap.production.tell import message
from bootstrap.project import Log, Project, SetupError, filled
from bootstrap.steps import always

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "con.example.go.th"
UNITS = "etc/systemd/system"


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
	"""Everything, below a folder, as a dry run writes it."""
	folder = tmp_path_factory.mktemp("dry")
	assert production(Project(ROOT), ["--dry-run", str(folder), "--domain", DOMAIN]) == 0
	return folder


def values(**more) -> dict:
	text = filled(TEMPLATES / "production.toml", {"domain": DOMAIN})
	return merged(tomllib.loads(text), more)


def run(*argv: str | Path, code: int = 0) -> str:
	done = subprocess.run([str(word) for word in argv], capture_output=True, text=True, timeout=60)
	assert done.returncode == code, done.stdout + done.stderr
	return done.stdout + done.stderr


# a dry run


def test_nothing_is_left_to_be_filled_in(written):
	files = [path for path in written.rglob("*") if path.is_file()]
	assert len(files) > 25
	for path in files:
		# what is in braces otherwise: of nginx and of a regular expression
		assert not re.search(r"\{[a-z_]{2,}\}", path.read_text()), path


def test_no_secret_and_no_open_file(written):
	for path in written.rglob("*"):
		if path.is_file():
			assert path.stat().st_mode & 0o022 == 0, path
			assert not re.search(r"(?i)password\s*[=:]\s*\S", path.read_text()), path


def test_a_dry_run_needs_a_name_that_can_be_one(tmp_path):
	for wrong in (
		"con",
		"con_center.go.th",
		"con.go.th; return 200",
		"x-.go.th",
		"CON.go.th",
		"a" * 260 + ".th",
	):
		with pytest.raises(SetupError, match="not a name"):
			production(Project(ROOT), ["--dry-run", str(tmp_path), "--domain", wrong])


def test_without_root_or_systemd_nothing_is_begun(monkeypatch):
	monkeypatch.setattr(os, "geteuid", lambda: 1000)
	with pytest.raises(SetupError, match="root"):
		production(Project(ROOT), [])
	monkeypatch.setattr(os, "geteuid", lambda: 0)
	monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
	monkeypatch.delenv("VIRTUAL_ENV", raising=False)
	monkeypatch.setattr(command, "SYSTEMD", Path("/nonexistent"))
	with pytest.raises(SetupError, match="systemd"):
		production(Project(ROOT), [])


# nginx


def test_nginx_takes_it(written, tmp_path):
	main = nginx_with(tmp_path, (written / "etc/nginx/conf.d/con-center.conf").read_text())
	assert "test is successful" in run(find_program("nginx"), "-t", "-e", tmp_path / "error.log", "-c", main)


def test_nginx_believes_the_offices_own_proxies(tmp_path):
	settings = Settings(values(web={"trusted_proxies": ["192.0.2.0/24", "2001:db8::1"]}))
	text = next(file.text for file in Files(ROOT, settings, sys.executable).web())
	assert "set_real_ip_from 192.0.2.0/24;" in text and "set_real_ip_from 2001:db8::1;" in text
	run(find_program("nginx"), "-t", "-e", tmp_path / "error.log", "-c", nginx_with(tmp_path, text))


DEBIANS = """\
user www-data;
worker_processes auto;
pid PLACE/pid;
error_log PLACE/error.log;
include PLACE/modules-enabled/*.conf;

events {
	worker_connections 768;
	# multi_accept on;
}

http {
	access_log PLACE/access.log;
}
"""


def test_nginx_has_room_for_open_desks(tmp_path, monkeypatch):
	main = tmp_path / "nginx.conf"
	main.write_text(DEBIANS.replace("PLACE", str(tmp_path)))
	monkeypatch.setattr(nginx, "MAIN", main)
	limits, roomy = Files(ROOT, Settings(values()), sys.executable).nginx_limits()
	assert roomy.text == main.read_text().replace("768", "8192")
	main.write_text(roomy.text)
	assert nginx.roomy(roomy.text) == roomy.text
	(tmp_path / "modules-enabled").mkdir()
	(tmp_path / "modules-enabled" / limits.path.name).write_text(limits.text)
	said = run(find_program("nginx"), "-T", "-e", tmp_path / "error.log", "-c", main)
	assert "worker_rlimit_nofile 16384;" in said and "exceed" not in said


def test_an_office_that_has_more_room_keeps_it():
	for text in ("events { worker_connections 20000; }", "events {}"):
		assert nginx.roomy(text) == text


def nginx_with(folder: Path, text: str) -> Path:
	"""A main file as Debian's, around ours, with a certificate that is there."""
	certificate, key = folder / "certificate", folder / "key"
	self_made_certificate(certificate, key, DOMAIN, Log(folder / "log"))
	# a test of the configuration opens the ports; those of the machine may be taken
	text = text.replace("/etc/con-center/self-made.crt", str(certificate)).replace(
		"/etc/con-center/self-made.key", str(key)
	)
	text = text.replace("/var/log/nginx/", f"{folder}/")
	text = re.sub(
		r"listen (\[::\]:)?(80|443)\b", lambda found: f"listen {found[1] or ''}1{found[2]:0>4}", text
	)
	(folder / "con-center.conf").write_text(text)
	main = folder / "nginx.conf"
	main.write_text(
		f"pid {folder}/pid; error_log stderr; events {{}}\n"
		f"http {{ include /etc/nginx/mime.types; include {folder}/con-center.conf; }}\n"
	)
	return main


def test_what_is_passed_on_says_who_asked_and_nothing_else(written):
	"""Set, never added to; and no location forgets it by a header of its own."""
	text = (written / "etc/nginx/conf.d/con-center.conf").read_text()
	assert "proxy_add_x_forwarded_for" not in text
	for location in re.findall(r"location [^{]+\{(?:[^{}]|\{[^{}]*\})*\}", text):
		if "proxy_pass" in location:
			assert re.search(r"X-Forwarded-For (\$remote_addr|127\.0\.0\.1);", location), location
			assert re.search(rf"X-Frappe-Site-Name {DOMAIN};", location), location


def test_the_headers_are_the_apps(written):
	text = (written / "etc/nginx/conf.d/con-center.conf").read_text()
	for part in ("nosniff", "SAMEORIGIN", "frame-ancestors 'self'", f"wss://{DOMAIN}", "max-age=31536000"):
		assert part in text
	# subdomains of an office are not ours to bind
	assert "includeSubDomains" not in text and "preload" not in text


@pytest.mark.parametrize("status", ["404", "413", "502", "504"])
def test_each_page_of_nginx_is_in_thai_and_says_what_to_do(written, status):
	page = (written / f"etc/con-center/pages/{status}.html").read_text()
	assert '<html lang="th">' in page and "โปรด" in page
	told = json.loads((written / f"etc/con-center/pages/{status}.json").read_text())
	assert "โปรด" in json.loads(json.loads(told["_server_messages"])[0])["message"]


# systemd


@pytest.fixture(scope="module")
def units(written, tmp_path_factory) -> Path:
	"""The units, with programs that are there in place of the bench's, and what Debian's packages bring."""
	folder = tmp_path_factory.mktemp("units")
	for path in (written / UNITS).iterdir():
		text = (
			path.read_text()
			.replace("/srv/con-center/bench/env/bin/", "/usr/bin/")
			.replace("/usr/bin/gunicorn", "/usr/bin/env")
		)
		text = text.replace("/usr/bin/python ", f"{sys.executable} ")
		(folder / path.name).write_text(text)
	for name in ("mariadb.service", "redis-server@.service"):
		(folder / name).write_text("[Service]\nExecStart=/usr/bin/env\n")
	return folder


def test_systemd_takes_them(units):
	names = sorted(path for path in units.iterdir() if path.name.startswith("con-center"))
	assert run("systemd-analyze", "verify", *names) == ""


def test_a_mistake_in_a_unit_is_seen(units, tmp_path):
	text = (units / "con-center-web.service").read_text()
	wrong = tmp_path / "con-center-web.service"
	wrong.write_text(text.replace("ProtectSystem=strict", "ProtectSytem=strict"))
	assert (
		"ProtectSytem"
		in subprocess.run(
			["systemd-analyze", "verify", wrong], capture_output=True, text=True, timeout=60
		).stderr
	)


# systemd's own judgement: from 0 (closed) to 10 (open); 9.6 is a unit without a word of it
@pytest.mark.parametrize(
	("unit", "most"),
	[
		("con-center-web.service", 4.5), ("con-center-scheduler.service", 4.5), ("con-center-socketio.service", 4.5),
		("con-center-worker-long@.service", 4.5), ("con-center-backup.service", 4.5), ("con-center-tell@.service", 4.5),
	],
)  # fmt: skip
def test_units_are_closed(units, unit, most):
	said = run(
		"systemd-analyze",
		"security",
		"--offline=true",
		f"--threshold={int(most * 10)}",
		"--no-pager",
		units / unit,
	)
	assert "NoNewPrivileges" in said


def test_each_server_has_a_bound_and_is_started_again(units):
	servers = [path for path in units.glob("con-center-*.service") if "Restart=always" in path.read_text()]
	assert len(servers) == 6
	for path in servers:
		text = path.read_text()
		assert (
			re.search(r"^MemoryMax=\S+$", text, re.M)
			and "User=frappe" in text
			and "StartLimitIntervalSec=0" in text
		)


def test_nothing_writes_the_code_that_it_runs(units):
	for path in units.glob("con-center-*.service"):
		places = re.findall(r"^ReadWritePaths=(.*)$", path.read_text(), re.M)
		if path.name != "con-center-restore-check.service":
			assert all("/apps" not in place and "/env" not in place for place in places)
			assert "ProtectSystem=strict" in path.read_text()


def test_nothing_begins_while_a_restore_has_not_come_to_its_end(units):
	marked = {
		path.name
		for path in units.glob("con-center*")
		if "\nConditionPathExists=!/etc/con-center/restoring\n"
		in path.read_text().partition("\n[Service]")[0]
	}
	begun = {path.name for path in units.glob("con-center*") if path.suffix in (".service", ".socket")}
	assert begun - marked == {"con-center-tell@.service"}


def test_there_are_as_many_workers_as_are_set():
	settings = Settings(values(workers={"short": 2, "long": 3}))
	assert worker_units(settings) == [
		*(f"con-center-worker-short@{n}.service" for n in (1, 2)),
		"con-center-worker-default@1.service",
		*(f"con-center-worker-long@{n}.service" for n in (1, 2, 3)),
	]
	target = next(
		file.text
		for file in Files(ROOT, settings, sys.executable).units()
		if file.path.name == "con-center.target"
	)
	assert "con-center-worker-long@3.service" in target


def test_each_job_is_waited_for():
	"""Those of the app that say how long they may take; Frappe's own, in `queue_timeouts`, take 1500 seconds at most."""
	longest = longest_jobs()
	assert len(longest) >= 4 and set(longest.values()) == {3600}
	assert STOP_SECONDS["long"] >= max(longest.values()) + 60
	assert command.PATIENCE > max(STOP_SECONDS.values())


def longest_jobs() -> dict[str, int]:
	"""Where the app puts a job into the queue that may take longer than Frappe has it, and the seconds."""
	found = {}
	for path in (ROOT / "apps/con_center/con_center").rglob("*.py"):
		if "enqueue" not in (text := path.read_text()) or "timeout=" not in text:
			continue
		tree = ast.parse(text)
		constants = {
			each.targets[0].id: each.value
			for each in tree.body
			if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
		}
		for call in ast.walk(tree):
			if isinstance(call, ast.Call) and getattr(call.func, "attr", "").startswith("enqueue"):
				for given in call.keywords:
					if given.arg == "timeout":
						value = constants.get(getattr(given.value, "id", ""), given.value)
						found[f"{path.name}:{call.lineno}"] = eval(ast.unparse(value))
	return found


@pytest.mark.parametrize("time", ["*-*-* 01:30:00", "Sun *-*-* 03:00:00"])
def test_times_are_times(time):
	assert "Next elapse" in run("systemd-analyze", "calendar", time)


# logrotate, Redis, MariaDB


def test_logrotate_takes_it(written, tmp_path):
	"""It looks the user up, who is not on this machine."""
	me, mine = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
	text = (written / "etc/logrotate.d/con-center").read_text().replace("su frappe frappe", f"su {me} {mine}")
	file = tmp_path / "con-center"
	file.write_text(text.replace("/srv/con-center/bench", str(tmp_path)))
	(tmp_path / "logs").mkdir()
	(tmp_path / "logs" / "web.log").write_text("x")
	said = run(find_program("logrotate"), "-d", "-s", tmp_path / "state", file)
	assert "error" not in said.lower() and f"considering log {tmp_path}/logs/web.log" in said


def test_redis_takes_it_and_listens_on_its_socket_alone(written, tmp_path):
	program = find_program("redis-server") or find_program("redis-check-rdb")
	for name in ("cache", "queue"):
		text = (written / f"etc/redis/redis-con-center-{name}.conf").read_text()
		for place in (f"/run/redis-con-center-{name}", "/var/log/redis", "/var/lib/redis"):
			text = text.replace(place, str(tmp_path))
		file = tmp_path / f"{name}.conf"
		file.write_text(text)
		link = tmp_path / "redis-server"
		link.unlink(missing_ok=True)
		link.symlink_to(program)
		server = subprocess.Popen([link, file])
		try:
			asked = ["redis-cli", "-s", tmp_path / "redis.sock"]
			assert wait_for(lambda: (tmp_path / "redis.sock").exists(), 20)
			assert run(*asked, "config", "get", "port").split() == ["port", "0"]
			policy = {"cache": "allkeys-lru", "queue": "noeviction"}[name]
			assert run(*asked, "config", "get", "maxmemory-policy").split()[-1] == policy
		finally:
			server.terminate()
			server.wait(20)


def test_mariadb_takes_it(written):
	file = written / "etc/mysql/mariadb.conf.d/70-con-center.cnf"
	said = run(find_program("mariadbd"), f"--defaults-file={file}", "--help", "--verbose")
	for name, value in (
		("innodb-flush-log-at-trx-commit", "1"),
		("sync-binlog", "1"),
		("character-set-server", "utf8mb4"),
	):
		assert re.search(rf"^{name}\s+{value}$", said, re.M), name
	assert "unknown variable" not in said


def test_a_dump_says_its_place_in_the_binary_log(written):
	file = written / "etc/mysql/mariadb.conf.d/70-con-center.cnf"
	said = run(find_program("mariadb-dump"), f"--defaults-file={file}", "--help")
	assert re.search(r"^master-data\s+2$", said, re.M)


# settings


@pytest.mark.parametrize(
	("change", "rule"),
	[
		({"domain": "con.go.th;"}, "domain"),
		({"machine": {"user": "root"}}, "user"),
		({"machine": {"home": "/home/frappe"}}, "home"),
		({"machine": {"home": "/srv/../etc"}}, "paths"),
		({"machine": {"backups": "backups"}}, "paths"),
		({"tls": {"certificate": "/etc/x.pem"}}, "together"),
		({"web": {"workers": -1}}, "numbers"),
		({"web": {"threads": 0}}, "at least one"),
		({"web": {"trusted_proxies": ["any"]}}, "trusted_proxies"),
		({"web": {"listen": ["::1"]}}, "listen"),
		({"web": {"listen": ["127.0.0.1; x"]}}, "listen"),
		({"memory": {"web": "much"}}, "memory"),
		({"backup": {"keep": 0}}, "at least one"),
		({"backup": {"at": "daily\nOnBootSec=1"}}, "times"),
		({"webb": {}}, "no setting webb"),
	],
)
def test_a_setting_that_cannot_be_is_refused(tmp_path, change, rule):
	base = values()
	wanted = {
		**base,
		**{
			key: {**base.get(key, {}), **value} if isinstance(value, dict) else value
			for key, value in change.items()
		},
	}
	(tmp_path / "production.toml").write_text(as_toml(wanted))
	with pytest.raises(SetupError, match=rule):
		read_settings(tmp_path)


def as_toml(values: dict) -> str:
	lines = [f"{key} = {json.dumps(value)}" for key, value in values.items() if not isinstance(value, dict)]
	for key, table in values.items():
		if isinstance(table, dict):
			lines += [f"[{key}]", *(f"{name} = {json.dumps(value)}" for name, value in table.items())]
	return "\n".join(lines)


def test_a_file_that_is_older_than_a_setting_takes_it_from_the_template(tmp_path):
	(tmp_path / "production.toml").write_text(f'domain = "{DOMAIN}"\n[web]\nthreads = 8\n')
	settings = read_settings(tmp_path)
	assert (settings.values["web"]["threads"], settings.values["web"]["timeout"]) == (8, 120)


def test_there_is_no_sign_of_a_default_password():
	for path in TEMPLATES.rglob("*"):
		if path.is_file():
			assert not re.search(r'(?i)password\s*=\s*"[^"]', path.read_text()), path


# parts


def test_what_a_check_of_a_backup_finds():
	whole = {
		"log": {"broken": [], "lost": 0, "digest": "a"},
		"files": {"damaged": [], "lost": 0, "digest": "b"},
	}
	assert trial.differences(whole, whole) == []
	for part, change in (
		("log", {"broken": ["x"]}), ("log", {"lost": 1}), ("log", {"digest": "c"}),
		("files", {"damaged": ["x"]}), ("files", {"lost": 1}), ("files", {"digest": "c"}),
	):  # fmt: skip
		found = {**whole, part: {**whole[part], **change}}
		assert len(trial.differences(found, whole)) == 1, change


def test_a_backup_without_a_file_is_none(tmp_path):
	for kind in backup.KINDS:
		(tmp_path / f"20260101-x-{kind}").write_text("x")
	for kind in backup.KINDS:
		assert backup.part(tmp_path, kind).name == f"20260101-x-{kind}"
	(tmp_path / "20260101-x-files.tar").write_text("")
	with pytest.raises(SetupError, match=r"no files\.tar"):
		backup.part(tmp_path, "files.tar")


def test_old_assets_stay_for_open_pages(tmp_path):
	"""/assets/frappe is a link into the checkout, which an update replaces; one that fails is begun again."""
	public, sites = tmp_path / "apps/frappe/frappe/public", tmp_path / "sites"
	dist = public / "dist"
	dist.mkdir(parents=True)
	(sites / "assets").mkdir(parents=True)
	(sites / "assets/frappe").symlink_to(public)
	(dist / "desk.bundle.OLD.js").write_text("old")
	inside.keep_assets(sites)
	shutil.rmtree(tmp_path / "apps")
	inside.keep_assets(sites)
	dist.mkdir(parents=True)
	(dist / "desk.bundle.NEW.js").write_text("new")
	inside.keep_assets(sites)
	kept = sites / "assets-before/assets/frappe/dist"
	assert {path.name for path in kept.iterdir()} == {"desk.bundle.OLD.js", "desk.bundle.NEW.js"}
	long_ago = time.time() - 86400 * (inside.KEPT_DAYS + 1)
	os.utime(kept / "desk.bundle.OLD.js", (long_ago, long_ago))
	inside.keep_assets(sites)
	assert [path.name for path in kept.iterdir()] == ["desk.bundle.NEW.js"]


WHOLE = {"log": {"broken": [], "lost": 0}, "files": {"damaged": [], "lost": 0}}
DAMAGED = {**WHOLE, "files": {"damaged": ["x"], "lost": 0}}


def test_bad_nights_push_no_good_backup_out(tmp_path):
	for name, told in (
		("1-good", WHOLE),
		("2-good", WHOLE),
		("3-bad", DAMAGED),
		("4-bad", DAMAGED),
		("5-bad", DAMAGED),
	):
		(tmp_path / name).mkdir()
		(tmp_path / name / backup.TOLD).write_text(json.dumps(told))
	backup.rotate(tmp_path, keep=2)
	assert [path.name for path in backup.kept(tmp_path)] == ["1-good", "2-good", "4-bad", "5-bad"]


def test_the_command_is_a_script_of_the_shell(written):
	script = written / "usr/local/sbin/con-center-bench"
	assert script.stat().st_mode & 0o777 == 0o755
	assert run("sh", "-n", script) == "" and f"--site {DOMAIN} " in script.read_text()


def test_only_a_backup_of_the_folder_is_restored(tmp_path, monkeypatch):
	work = command.Production(
		Project(tmp_path), Settings(values(machine={"backups": str(tmp_path / "kept")}))
	)
	monkeypatch.setattr(work, "is_new", lambda: False)
	(tmp_path / "kept/20260101-000000").mkdir(parents=True)
	(tmp_path / "elsewhere").mkdir()
	for place in ("elsewhere", "kept/20260101-000000", "kept/none"):
		with pytest.raises(SetupError, match="is no backup"):
			Restoration(work, tmp_path / place, "", tmp_path).do(is_sure=True)
	(tmp_path / "kept/20260101-000000" / backup.TOLD).write_text("{}")
	with pytest.raises(SetupError, match="--yes"):
		Restoration(work, tmp_path / "kept/20260101-000000", "", tmp_path).do(is_sure=False)


def restoration(tmp_path, monkeypatch, *, fails: bool) -> tuple[Restoration, list[str]]:
	"""A restore on a machine of which nothing is there, and what was done in it."""
	settings = Settings(values(machine={"backups": str(tmp_path / "kept")}), etc=tmp_path)
	work, done = command.Production(Project(tmp_path), settings), []

	def inside(given: dict, seconds: float) -> None:
		done.append(f"{given['do']}, {'closed' if work.half_restored.exists() else 'open'}")
		if fails and given["do"] == "look through":
			raise SetupError("the approval log is not the one that was saved")

	monkeypatch.setattr(work, "is_new", lambda: False)
	monkeypatch.setattr(work, "site_account", lambda: nullcontext({}))
	monkeypatch.setattr(work, "inside", inside)
	monkeypatch.setattr(work, "systemctl", lambda *words, **more: done.append(words[0]))
	opened = lambda: done.append(f"opened, {'closed' if work.half_restored.exists() else 'open'}")  # noqa: E731
	monkeypatch.setattr(work, "server_steps", lambda: [always("units", "Servers", opened)])
	place = tmp_path / "kept/20261128-120010"
	place.mkdir(parents=True)
	(place / backup.TOLD).write_text("{}")
	return Restoration(work, place, "", tmp_path), done


def test_a_restore_opens_the_site_once_it_was_found_whole(tmp_path, monkeypatch):
	restored, done = restoration(tmp_path, monkeypatch, fails=False)
	restored.do(is_sure=True)
	assert done == ["stop", "stop", "restore, closed", "look through, closed", "opened, open"]
	restored.work.refuse_half_restored()


def test_one_that_fails_keeps_it_closed_until_another_one_or_somebody_who_knows(tmp_path, monkeypatch):
	restored, done = restoration(tmp_path, monkeypatch, fails=True)
	with pytest.raises(SetupError, match="not the one that was saved"):
		restored.do(is_sure=True)
	assert "opened, open" not in done
	with pytest.raises(SetupError, match=f"restore DIR.* again.*rm {tmp_path}/restoring"):
		restored.work.refuse_half_restored()
	monkeypatch.setattr(restored.work, "inside", lambda given, seconds: None)
	restored.do(is_sure=True)
	restored.work.refuse_half_restored()


def test_what_waits_in_redis_goes_before_a_backup_comes_in(tmp_path, monkeypatch):
	done = []
	(tmp_path / "config").mkdir()
	monkeypatch.setattr(inside, "Inside", lambda *_: None)
	monkeypatch.chdir(tmp_path)
	monkeypatch.setattr(
		sys, "stdin", io.StringIO('{"do": "restore", "backup": "x", "database": {}, "settings_folder": "y"}')
	)
	monkeypatch.setattr(inside, "read_settings", lambda _folder: Settings(values()))
	monkeypatch.setattr(trial, "run", lambda argv, **more: done.append([*argv[-5:-3], *argv[-3:]]))
	monkeypatch.setattr(inside, "restore", lambda *_: done.append("restore"))
	before = os.umask(0o022)
	try:
		inside.main([])
	finally:
		os.umask(before)
	emptied = [
		["-s", f"/run/redis-con-center-{name}/redis.sock", "-n", "0", "flushdb"]
		for name in ("cache", "queue")
	]
	assert done == [*emptied, "restore"]


def test_who_is_told_of_nobody_is_said(tmp_path, monkeypatch):
	for mail, told in (
		({}, ["Nobody is told", "No mail goes out"]),
		({"server": "x", "administrators": []}, ["Nobody is told"]),
		({"server": "x", "administrators": ["a@example.go.th"]}, []),
	):
		said = []
		work = command.Production(Project(tmp_path), Settings(values(), mail=mail))
		monkeypatch.setattr(command, "warn", said.append)
		monkeypatch.setattr(work, "inside", lambda given: None)
		work.set_up_mail()
		assert len(said) == len(told) and all(word in text for word, text in zip(told, said, strict=True)), (
			mail
		)


def test_the_app_looks_at_what_a_good_backup_touches():
	text = (ROOT / "apps/con_center/con_center/monitoring/probes.py").read_text()
	for place in (backup.LAST_GOOD, backup.LAST_CHECKED):
		assert f'"{place.removeprefix("private/")}"' in text
	assert (
		f'"{backup.LAST_GOOD.removeprefix("private/")}"' in (ROOT / "deploy/containers/backup.py").read_text()
	)


@pytest.mark.parametrize("found", [WHOLE, DAMAGED])
def test_a_good_backup_is_noted_and_no_other_one(tmp_path, monkeypatch, found):
	settings = Settings(values(machine={"home": str(tmp_path), "backups": str(tmp_path / "kept")}))
	made = tmp_path / "kept/20261128-120010"
	made.mkdir(parents=True)
	(made / backup.TOLD).write_text(json.dumps(found))
	noted = tmp_path / "bench/sites" / DOMAIN / backup.LAST_GOOD
	noted.parent.mkdir(parents=True)
	monkeypatch.setattr(backup, "read_settings", lambda _folder: settings)
	monkeypatch.setattr(backup, "make", lambda *_: made)
	with nullcontext() if found is WHOLE else pytest.raises(SetupError, match="not as it should be"):
		backup.main([str(tmp_path)])
	assert noted.exists() == (found is WHOLE)


@pytest.mark.parametrize("moment", ["yesterday", "2026-02-30 10:00:00", "2999-01-01 00:00:00", "2026-11-28"])
def test_a_moment_that_cannot_be_is_refused(moment):
	with pytest.raises(SetupError, match=r"no moment|still to come"):
		checked_moment(moment)


NOON = int(datetime(2026, 11, 28, 12).timestamp())


def log_of(file: Path, *times: int) -> None:
	"""A binary log with an event at each of these seconds after noon, of fifty bytes each."""
	events = [struct.pack("<IBIIIH", NOON + each, 2, 1, 50, 0, 0) + bytes(31) for each in times]
	file.write_bytes(b"\xfebin" + b"".join(events))


@pytest.fixture
def logs(tmp_path) -> Path:
	folder = tmp_path / "logs"
	folder.mkdir()
	log_of(folder / "con-center.000012", 0, 10, 20)
	log_of(folder / "con-center.000013", 30)
	log_of(folder / "con-center.000014", 60, 70)
	(folder / "con-center.index").touch()
	return folder


def saved(folder: Path, name="con-center.000012", position=104, config="{}") -> Path:
	"""A backup of ten seconds after noon."""
	folder.mkdir(parents=True, exist_ok=True)
	with gzip.open(folder / "x-database.sql.gz", "wt") as file:
		file.write(f"-- CHANGE MASTER TO MASTER_LOG_FILE='{name}', MASTER_LOG_POS={position};\n")
	(folder / "x-site_config_backup.json").write_text(config)
	return folder


def test_a_log_from_the_backup_up_to_the_moment_is_taken(tmp_path, logs):
	for until in ("2026-11-28 12:00:50", "2026-11-28 12:01:11"):
		files = BinaryLog(saved(tmp_path / "kept"), until, logs).check()
		assert [path.name for path in files] == [f"con-center.{n:06}" for n in (12, 13, 14)]


@pytest.mark.parametrize(
	("backup", "gone", "until", "told"),
	[
		({"name": "con-center.000011"}, "", "12:01:00", r"con-center\.000011.* is not in"),
		({}, "con-center.000013", "12:01:00", r"con-center\.000013 is not in"),
		({"position": 105}, "", "12:01:00", r"000012 is not the binary log in which"),
		({}, "", "12:00:10", r"was made after 2026-11-28 12:00:10"),
		({}, "", "12:01:12", r"reach up to 2026-11-28 12:01:10: fetch later ones, .* '2026-11-28 12:01:11'"),
		({"name": "no place"}, "", "12:01:00", r"does not say at which place"),
	],
)
def test_a_log_that_does_not_lead_there_is_told(tmp_path, logs, backup, gone, until, told):
	if gone:
		(logs / gone).unlink()
	with pytest.raises(SetupError, match=told):
		BinaryLog(saved(tmp_path / "kept", **backup), f"2026-11-28 {until}", logs).check()


def test_the_log_of_a_server_that_runs_reaches_up_to_now(tmp_path, logs, monkeypatch):
	monkeypatch.setattr(binary_log, "LIVE", logs)
	assert BinaryLog(saved(tmp_path / "kept"), "2026-11-28 23:00:00", logs).check()


def test_what_is_no_log_is_told(tmp_path, logs):
	(logs / "con-center.000014").write_bytes(b"")
	with pytest.raises(SetupError, match=r"000014 is no binary log"):
		BinaryLog(saved(tmp_path / "kept"), "2026-11-28 12:01:00", logs).check()


def test_a_backup_that_does_not_name_its_database_is_told(tmp_path):
	for config in ("{}", '{"db_name": "a->b"}'):
		with pytest.raises(SetupError, match="which database"):
			BinaryLog(saved(tmp_path / "kept", config=config), "2026-11-28 12:01:00", tmp_path).old_name()


def test_nothing_is_stopped_where_the_log_does_not_lead_there(tmp_path, logs, monkeypatch):
	work = command.Production(
		Project(tmp_path), Settings(values(machine={"backups": str(tmp_path / "kept")}))
	)
	monkeypatch.setattr(work, "is_new", lambda: False)
	monkeypatch.setattr(work, "stop_web", lambda: pytest.fail("users were sent away"))
	place = saved(tmp_path / "kept/20261128-120010", name="con-center.000011", config='{"db_name": "x"}')
	(place / backup.TOLD).write_text("{}")
	with pytest.raises(SetupError, match="is not in"):
		Restoration(work, place, "2026-11-28 12:01:00", logs).do(is_sure=True)


def test_a_program_that_is_stopped_ends_properly(tmp_path):
	"""So no account of MariaDB stays behind."""
	code = (
		"import sys, time; from bootstrap.production.backup import run_as_program\n"
		"def main(_):\n"
		# a signal that comes a moment before a sleep begins is heard when that ends
		"\ttry:\n"
		"\t\tprint('begun', flush=True)\n"
		"\t\tfor _ in range(600): time.sleep(0.1)\n"
		"\tfinally: print('ended', flush=True)\n"
		"sys.exit(run_as_program(main))"
	)
	process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
	assert process.stdout.readline() == "begun\n"
	process.terminate()
	assert process.communicate(timeout=20)[0] == "ended\n" and process.returncode == 143


def test_who_is_told_is_told_what_to_do():
	settings = Settings(
		values(),
		mail={"sender": "con@example.go.th", "administrators": ["a@example.go.th", "b@example.go.th"]},
	)
	mail = message(settings, "con-center-backup.service")
	assert mail["To"] == "a@example.go.th, b@example.go.th" and "con-center-backup.service" in mail["Subject"]
	assert "journalctl -u con-center-backup.service" in mail.get_content()


def test_a_clone_without_its_history_is_refused(tmp_path, frappe_repository):
	"""What is handed to the bench's user is a bundle of it."""
	shallow = tmp_path / "shallow"
	run("git", "clone", "-q", "--depth", "1", f"file://{frappe_repository.folder}", shallow)
	with pytest.raises(SetupError, match="unshallow"):
		command.Production(Project(shallow), Settings(values())).head()
	with pytest.raises(SetupError, match="needs a git clone"):
		command.Production(Project(tmp_path), Settings(values())).head()
