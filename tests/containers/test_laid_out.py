"""What the containers would do, done without them: the site is made, served by https, and backed up.

Everything here is what the image holds and what compose.yaml says, on this machine's ports and Python; what Docker does
with it is not tried.
"""

import json
import re
import secrets
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests
from redis import Redis

from bootstrap import ports
from bootstrap.packages import find_program
from bootstrap.processes import die_with_parent, wait_for

from ..restore.server import running
from .laid_out import ROOT, SITE, SOURCE, LaidOut, make_certificate

ADMINISTRATOR = f"ปลอดภัย-{secrets.token_urlsafe(16)}"
AWAY, TOO_LARGE = "ระบบขัดข้องชั่วคราว", "ไฟล์ใหญ่เกินไป"
COMMON = json.loads((ROOT / "sites/common_site_config.json").read_text())
# Frappe's start.sh (frappe_docker, resources/core/start.sh), with what the recipe makes of it
GUNICORN = ["--worker-class=gthread", "--worker-tmp-dir=/dev/shm", "--preload"]
APPLICATION = re.search(r"grep -q \"([\w.:]+)\"", (SOURCE / "Containerfile").read_text())[1]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory) -> LaidOut:
	return LaidOut(tmp_path_factory.mktemp("image"))


@pytest.fixture(scope="module")
def database(tmp_path_factory):
	# nothing waits for the disk: tables are made by the hundred
	with running(
		tmp_path_factory.mktemp("db"), SOURCE / "mariadb.cnf", "--innodb-flush-method=nosync"
	) as server:
		yield server


@pytest.fixture(scope="module")
def configured(laid_out, database) -> dict:
	"""What configurator leaves: twice, as it runs with every start."""
	redis = {key: f"{COMMON[key.lower()]}/2" for key in ("REDIS_CACHE", "REDIS_QUEUE")}
	for _time in range(2):
		done = laid_out.run("configurator", DB_HOST="127.0.0.1", DB_PORT=str(database.port), **redis)
		assert done.returncode == 0, done.stdout + done.stderr
	return json.loads((laid_out.bench / "sites/common_site_config.json").read_text())


class Onlooker(threading.Thread):
	"""Lists processes, as anybody on the machine may, and notes which show one of these words."""

	def __init__(self, words: list[str]) -> None:
		super().__init__(daemon=True)
		self.words, self.seen, self.looks, self.done = [word.encode() for word in words], set(), 0, False

	def run(self) -> None:
		while not self.done:
			self.looks += 1
			for file in Path("/proc").glob("[0-9]*/cmdline"):
				try:
					line = file.read_bytes()
				except OSError:
					continue
				if any(word in line for word in self.words):
					self.seen.add(line)
			time.sleep(0.1)


@pytest.fixture(scope="module")
def made(laid_out, configured, database) -> dict:
	"""What create-site prints, and what an onlooker sees meanwhile of the Administrator's password."""
	laid_out.secret("db_root_password", database.password)
	laid_out.secret("admin_password", ADMINISTRATOR)
	laid_out.secret("restic_password", secrets.token_urlsafe(16))
	database.ask("set global sync_binlog = 0;\n")
	onlooker = Onlooker([ADMINISTRATOR, database.password])
	onlooker.start()
	done = laid_out.run("create-site")
	onlooker.done = True
	onlooker.join()
	assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
	return {"said": done.stdout + done.stderr, "onlooker": onlooker}


@pytest.fixture(scope="module")
def site(laid_out, made) -> Path:
	return laid_out.bench / "sites" / SITE


def started(argv: list, port: int, log: Path, **more) -> subprocess.Popen:
	with log.open("wb") as output:
		process = subprocess.Popen(
			[str(word) for word in argv], stdout=output, stderr=output, preexec_fn=die_with_parent, **more
		)
	deadline = time.monotonic() + 60
	while not ports.answers("127.0.0.1", port):
		assert process.poll() is None and time.monotonic() < deadline, log.read_text()[-3000:]
		time.sleep(0.1)
	return process


class Web:
	"""gunicorn, as start.sh of the image starts it."""

	def __init__(self, laid_out: LaidOut) -> None:
		self.laid_out, self.process = laid_out, None

	def start(self) -> None:
		port, sites = self.laid_out.ports["8000"], self.laid_out.bench / "sites"
		bounds = ["--threads=8", "--workers=2", "--timeout=120"]
		argv = [ROOT / "env/bin/gunicorn", f"--chdir={sites}", f"--bind=127.0.0.1:{port}", *bounds, *GUNICORN]
		env = {**self.laid_out.environment("backend"), "FRAPPE_STREAM_LOGGING": "1"}
		self.process = started(
			[*argv, APPLICATION], port, self.laid_out.folder / "web.log", cwd=sites, env=env
		)

	def stop(self) -> None:
		self.process.send_signal(signal.SIGTERM)
		self.process.wait(30)


@pytest.fixture(scope="module")
def web(laid_out, site):
	web = Web(laid_out)
	web.start()
	yield web
	web.stop()


@pytest.fixture(scope="module")
def front(laid_out, web):
	"""nginx, with everything that it reads in the image and what compose.yaml adds."""
	make_certificate(laid_out.secrets, SITE)
	start = laid_out.configure_nginx()
	argv = [find_program("nginx"), "-c", start, "-p", laid_out.folder]
	subprocess.run([*argv, "-t"], check=True, capture_output=True)
	process = started(argv, laid_out.ports["443"], laid_out.folder / "nginx.log")
	yield process
	process.send_signal(signal.SIGQUIT)
	process.wait(30)


class Browser(requests.Session):
	def __init__(self, laid_out: LaidOut) -> None:
		super().__init__()
		self.verify = str(laid_out.secrets / "tls_certificate")
		self.trust_env = False
		self.headers["Host"] = SITE
		self.root = f"https://127.0.0.1:{laid_out.ports['443']}"

	def request(self, method, path, **more):
		url = path if "://" in path else self.root + path
		return super().request(method, url, **{"allow_redirects": False, "timeout": 60, **more})


@pytest.fixture
def guest(front, laid_out) -> Browser:
	return Browser(laid_out)


@pytest.fixture(scope="module")
def administrator(front, laid_out) -> Browser:
	browser = Browser(laid_out)
	answer = browser.post("/api/method/login", data={"usr": "Administrator", "pwd": ADMINISTRATOR})
	assert answer.status_code == 200, answer.text
	browser.signed_in = answer
	page = browser.get("/app/today").text
	browser.headers["X-Frappe-CSRF-Token"] = re.search(r'csrf_token = "(\w+)"', page)[1]
	return browser


# configurator


def test_every_container_knows_where_the_servers_are(configured, database):
	assert (configured["db_host"], configured["db_port"]) == ("127.0.0.1", database.port)
	assert configured["redis_socketio"] == configured["redis_queue"] == f"{COMMON['redis_queue']}/2"
	assert configured["socketio_port"] == 9000
	assert configured["con_chromium_no_sandbox"] == 1


def test_the_server_has_the_containers_configuration(database, configured):
	asked = "select @@log_bin, @@sync_binlog, @@innodb_flush_log_at_trx_commit, @@character_set_server;\n"
	assert database.ask(asked).split() == ["1", "1", "1", "utf8mb4"]


# create-site


def test_the_site_is_made_for_real_work(laid_out, site, database):
	config = json.loads((site / "site_config.json").read_text())
	assert config["host_name"] == f"https://{SITE}"
	name = config["db_name"]
	asked = f"""select value from `{name}`.tabSingles where doctype = 'System Settings' and field in
	('language', 'time_zone', 'enable_scheduler', 'setup_complete') order by field;
	select count(*) from `{name}`.tabUser where name not in ('Administrator', 'Guest');
	"""
	assert database.ask(asked).split() == ["1", "th", "1", "Asia/Bangkok", "0"]


def test_no_password_is_seen_by_who_lists_processes(made):
	assert made["onlooker"].looks > 50
	assert made["onlooker"].seen == set()


def test_no_password_is_kept_or_printed(laid_out, made, site, database):
	for password in (ADMINISTRATOR, database.password):
		assert password not in made["said"]
		for file in (
			*laid_out.bench.glob("logs/*"),
			*laid_out.bench.glob("sites/*.json"),
			*site.rglob("*.json"),
		):
			assert password not in file.read_text(errors="ignore"), file


def test_a_second_time_changes_nothing(laid_out, site):
	before = (site / "site_config.json").read_text()
	laid_out.secrets.joinpath("admin_password").chmod(0o600)
	laid_out.secret("admin_password", "another-password-of-later")
	done = laid_out.run("create-site")
	assert done.returncode == 0
	assert "stands already" in done.stdout
	assert (site / "site_config.json").read_text() == before


# served


def test_http_leads_to_https(front, laid_out):
	answer = requests.get(
		f"http://127.0.0.1:{laid_out.ports['80']}/check?x=1",
		headers={"Host": SITE},
		allow_redirects=False,
		timeout=10,
	)
	assert answer.status_code == 301
	assert answer.headers["Location"] == f"https://{SITE}/check?x=1"


def test_the_administrator_of_the_file_gets_in_and_his_cookie_goes_by_https_alone(administrator):
	cookies = administrator.signed_in.raw.headers.getlist("Set-Cookie")
	[session] = [cookie for cookie in cookies if cookie.startswith("sid=")]
	assert "Secure" in session and "HttpOnly" in session
	assert administrator.get("/api/method/frappe.auth.get_logged_user").json()["message"] == "Administrator"


@pytest.mark.parametrize(
	"path", ["/login", "/assets/con_center/manifest.json", "/api/method/ping", "/not-there"]
)
def test_every_answer_carries_each_header_once(guest, path):
	from con_center.sign_in.headers import HEADERS

	answer = guest.get(path)
	sent = answer.raw.headers
	for name, value in HEADERS.items():
		assert sent.getlist(name) == [value], name
	assert sent.getlist("Strict-Transport-Security") == ["max-age=63072000"]
	[policy] = sent.getlist("Content-Security-Policy")
	assert f"wss://{SITE}" in policy and "object-src 'none'" in policy
	assert "nginx/" not in sent.get("Server", "")


def test_what_asks_after_the_web_process_is_answered(laid_out, web):
	words = laid_out.services["backend"]["healthcheck"]["test"]
	path = words[-1].partition(":8000")[2]
	answer = requests.get(
		f"http://127.0.0.1:{laid_out.ports['8000']}{path}", headers={"Host": SITE}, timeout=30
	)
	assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_private_file_is_for_its_readers_and_handed_out_by_nginx(guest, administrator, site):
	upload = administrator.post(
		"/api/method/upload_file", files={"file": ("ลับ.txt", "เนื้อความลับ".encode())}, data={"is_private": "1"}
	)
	assert upload.status_code == 200, upload.text
	path = upload.json()["message"]["file_url"]
	assert guest.get(path).status_code == 403
	answer = administrator.get(path)
	assert answer.content.decode() == "เนื้อความลับ"
	assert answer.raw.headers.getlist("X-Content-Type-Options") == ["nosniff"]
	assert len(answer.raw.headers.getlist("Content-Security-Policy")) == 1
	assert guest.get(f"/protected{path}").status_code == 404


def test_a_document_is_printed_by_a_process_that_was_forked(administrator):
	"""`--preload` reads the code once and forks: the browser belongs to the process that prints."""
	asked = "/api/method/frappe.utils.print_format.download_pdf?doctype=User&name=Administrator"
	for _time in range(2):
		answer = administrator.get(asked)
		assert answer.content.startswith(b"%PDF-"), answer.text[:500]


def test_an_address_that_a_client_makes_up_is_not_believed(guest, site, database):
	name = json.loads((site / "site_config.json").read_text())["db_name"]
	forged = {"X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.8"}
	guest.post("/api/method/login", data={"usr": "Administrator", "pwd": "wrong"}, headers=forged)
	asked = f"select ip_address from `{name}`.`tabActivity Log` where status = 'Failed' order by creation desc limit 1;\n"
	assert database.ask(asked).split() == ["127.0.0.1"]


def test_what_is_too_large_is_refused_in_thai(guest):
	answer = guest.post("/api/method/upload_file", data=b"0" * (51 * 1024 * 1024))
	assert answer.status_code == 413
	assert TOO_LARGE in answer.content.decode()


def test_while_the_web_is_away_users_are_told_in_thai(guest, web):
	web.stop()
	try:
		answer = guest.get("/app/today")
		assert answer.status_code == 502
		assert AWAY in answer.content.decode()
		assert answer.headers["Retry-After"] == "15"
		assert answer.raw.headers.getlist("X-Frame-Options") == ["SAMEORIGIN"]
	finally:
		web.start()
	assert guest.get("/api/method/ping").status_code == 200


def test_no_key_of_an_address_is_logged(guest, laid_out):
	guest.get("/update-password?key=of-a-new-password")
	log = (laid_out.folder / "log/access.log").read_text()
	assert "127.0.0.1 [" in log and '"GET /update-password HTTP/' in log
	assert "of-a-new-password" not in log


@pytest.mark.parametrize(
	("origin", "refused"),
	[
		(None, False),
		(f"https://{SITE}", False),
		(f"http://{SITE}", True),
		("https://elsewhere.example", True),
		(f"https://{SITE}.elsewhere.example", True),
	],
)
def test_a_page_of_another_site_opens_no_socket(guest, origin, refused):
	answer = guest.get("/socket.io/?EIO=4&transport=polling", headers={"Origin": origin} if origin else {})
	assert (answer.status_code == 403) is refused


def test_a_bundle_is_kept_by_browsers_and_a_page_is_not(guest):
	bundles = json.loads((ROOT / "sites/assets/assets.json").read_text())
	assert "max-age=315360000" in guest.get(bundles["desk.bundle.js"]).headers["Cache-Control"]
	assert "max-age=315360000" not in guest.get("/login").headers.get("Cache-Control", "")


# jobs


def test_a_worker_does_what_waits(laid_out, site, configured):
	enqueue = (
		f"import frappe; frappe.init(site={SITE!r}); frappe.connect();"
		" frappe.enqueue('frappe.utils.nowdate', queue='long')"
	)
	env = laid_out.environment("backend")
	run = {"env": env, "capture_output": True, "text": True, "check": False}
	queue = Redis.from_url(configured["redis_queue"])
	# what the making of the site has left to be done
	queue.flushdb()
	asked = subprocess.run([ROOT / "env/bin/python", "-c", enqueue], cwd=site.parent, **run)
	assert asked.returncode == 0, asked.stderr[-2000:]
	assert queue.keys("rq:job:*")
	service = laid_out.services["queue-long"]
	argv = [laid_out.program(word) for word in service["command"]]
	done = subprocess.run([*argv, "--burst"], cwd=laid_out.here(service["working_dir"]), **run)
	assert done.returncode == 0, done.stderr[-2000:]
	assert "frappe.utils.nowdate" in done.stdout + done.stderr
	assert not [key for key in queue.keys("rq:queue:*") if queue.llen(key)]


def test_the_scheduler_holds_its_lock_and_stays(laid_out, site):
	service = laid_out.services["scheduler"]
	folder = laid_out.here(service["working_dir"])
	lock = Path(laid_out.here("/home/frappe/frappe-bench/config/scheduler_process"))
	env = {**laid_out.environment("backend"), "FRAPPE_BENCH_ROOT": str(laid_out.bench)}
	argv = [laid_out.program(word) for word in service["command"]]
	process = subprocess.Popen(argv, cwd=folder, env=env, preexec_fn=die_with_parent)
	try:
		# before Frappe 15.40 or so, one scheduler does not keep out another
		if "scheduler_process" in (ROOT / "apps/frappe/frappe/utils/scheduler.py").read_text():
			assert wait_for(lock.exists, 180)
		else:
			time.sleep(20)
		assert process.poll() is None
	finally:
		process.terminate()
		process.wait(30)


# backup


def restic(laid_out: LaidOut, repository: Path, *words: str) -> str:
	env = {**laid_out.environment("backup"), "RESTIC_REPOSITORY": str(repository)}
	return subprocess.run(["restic", *words], env=env, check=True, capture_output=True, text=True).stdout


def test_a_backup_is_kept_with_what_was_found_whole(laid_out, site, tmp_path):
	repository, mark = tmp_path / "restic", tmp_path / "last-good"
	where = {
		"RESTIC_REPOSITORY": str(repository),
		"RESTIC_CACHE_DIR": str(tmp_path / "cache"),
		"BACKUP_MARK": str(mark),
		**{f"KEEP_{unit}": "1" for unit in ("DAILY", "WEEKLY", "MONTHLY")},
	}
	for _night in range(2):
		done = laid_out.run("backup", **where)
		assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
	assert mark.exists() and (site / "private/last-backup").exists()
	# of two of one day one is kept
	assert len(json.loads(restic(laid_out, repository, "snapshots", "--json"))) == 1
	restic(laid_out, repository, "restore", "latest", "--target", str(tmp_path / "restored"))
	names = {file.name.partition("-")[2] for file in (tmp_path / "restored").rglob("*") if file.is_file()}
	assert {"approval-log.json", "issued-files.json"} <= names
	kinds = ("database.sql.gz", "files.tar", "private-files.tar", "site_config_backup.json")
	assert all(any(name.endswith(kind) for name in names) for kind in kinds), names
	said = next((tmp_path / "restored").rglob("*-approval-log.json"))
	assert json.loads(said.read_text())["broken"] == []


def test_a_backup_that_cannot_be_kept_leaves_no_mark(laid_out, site, tmp_path):
	(tmp_path / "file").touch()
	where = {
		"RESTIC_REPOSITORY": str(tmp_path / "file" / "below"),
		"BACKUP_MARK": str(tmp_path / "last-good"),
	}
	done = laid_out.run("backup", **where, RESTIC_CACHE_DIR=str(tmp_path / "cache"))
	assert done.returncode
	assert not (tmp_path / "last-good").exists()
