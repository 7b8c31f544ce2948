"""The containers, as far as they can be looked at without a container: each file by the tool that reads it, and all of
them against each other, against Frappe's commands and against the app.

The tools are the real ones, as PyPI carries them: Compose, hadolint, ShellCheck.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from bootstrap.packages import find_program
from bootstrap.production.files import STOP_SECONDS
from bootstrap.project import read_toml
from tests.containers.compose import FOLDER, composed, told, tool

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = (FOLDER / "Containerfile").read_text()
BENCH = "/home/frappe/frappe-bench"
# where the image has what stands here by this name
OWN = "/opt/con_center/"
WORKER = "con_center.worker"
ONE_SHOT = {"configurator", "create-site", "migrate"}
NOT_OURS = {"db", "redis-cache", "redis-queue"}
ASKED_BY_HAND = {"PROXY_ADDRESS", "PROXIED_ADDRESS", "PROXIED_PORT", "FRAPPE_DOCKER", "CACHE_BUST"}
SECRET = re.compile(r"passw|secret|token|credential", re.IGNORECASE)


@pytest.fixture(scope="module")
def compose() -> dict:
	return composed("compose.yaml")


@pytest.fixture(scope="module")
def services(compose) -> dict:
	return compose["services"]


@pytest.fixture(scope="module")
def values() -> dict:
	return yaml.safe_load((FOLDER / "values.yaml").read_text())


@pytest.fixture(scope="module")
def creating() -> dict:
	return yaml.safe_load((FOLDER / "values-create-site.yaml").read_text())["jobs"]["custom"]


@pytest.fixture(scope="module")
def cronjob() -> dict:
	content = yaml.safe_load((FOLDER / "backup-cronjob.yaml").read_text())
	return content["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def ours(services: dict) -> dict:
	return {name: each for name, each in services.items() if name not in NOT_OURS}


# what the tools say


def test_the_recipe_of_the_image_is_without_fault():
	told(tool("hadolint"), FOLDER / "Containerfile")


def test_the_script_is_without_fault():
	told(tool("shellcheck"), FOLDER / "configure.sh")


def test_compose_refuses_what_is_wrong(tmp_path):
	"""So that what it takes has been looked at."""
	wrong = tmp_path / "wrong.yaml"
	wrong.write_text((FOLDER / "compose.yaml").read_text().replace("read_only: true", "readonly: true"))
	with pytest.raises(AssertionError, match="readonly"):
		composed(wrong)


def test_it_asks_for_the_name_of_the_site(tmp_path):
	argv = [tool("docker-compose"), "--env-file", "/dev/null", "-f", FOLDER / "compose.yaml", "config", "-q"]
	done = subprocess.run(argv, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
	assert done.returncode
	assert "SITE" in done.stderr


def test_mariadb_takes_its_configuration():
	server = find_program("mariadbd")
	said = told(server, f"--defaults-file={FOLDER / 'mariadb.cnf'}", "--user=nobody", "--help", "--verbose")
	shown = dict(re.findall(r"^([a-z-]+) +(\S+)$", said, re.MULTILINE))
	assert shown["innodb-flush-log-at-trx-commit"] == "1"
	assert shown["sync-binlog"] == "1"
	assert shown["binlog-format"] == "ROW"


def test_a_backup_says_its_place_in_the_binary_log():
	said = told(find_program("mariadb-dump"), f"--defaults-file={FOLDER / 'dump.cnf'}", "--help")
	assert re.search(r"^master-data +2$", said, re.MULTILINE)
	assert settings_of_mariadb(FOLDER / "mariadb.cnf")["log-bin"]
	# Debian's clients read this folder
	assert copied()["/etc/mysql/conf.d/con_center.cnf"] == "deploy/containers/dump.cnf"


# what every container has


def test_each_is_bounded_and_can_do_little(services):
	for name, each in services.items():
		limits = each["deploy"]["resources"]["limits"]
		assert limits["cpus"] and int(limits["memory"]) and limits["pids"], name
		assert each["read_only"], name
		assert each["cap_drop"] == ["ALL"], name
		assert each["security_opt"] == ["no-new-privileges:true"], name
		assert each["logging"]["options"]["max-size"], name
		assert not each.get("privileged"), name
		assert not any("docker.sock" in str(volume) for volume in each.get("volumes", [])), name


def test_each_server_is_looked_at_and_started_again(services):
	for name, each in services.items():
		if name in ONE_SHOT:
			assert each["restart"] in ("no", "on-failure"), name
		else:
			assert each["restart"] == "unless-stopped", name
			assert each["healthcheck"]["test"], name


def test_only_the_front_is_reached_from_outside(compose, services):
	assert [name for name, each in services.items() if each.get("ports")] == ["frontend"]
	assert compose["networks"]["data"]["internal"] is True
	for name in NOT_OURS:
		assert list(services[name]["networks"]) == ["data"], name
	assert list(services["frontend"]["networks"]) == ["office"]


def test_there_is_one_scheduler(services, values):
	assert services["scheduler"]["deploy"].get("replicas", 1) == 1
	assert values["worker"]["scheduler"]["replicaCount"] == 1


def test_all_of_ours_are_one_image(services, values, creating, cronjob):
	assert {each["image"] for each in ours(services).values()} == {"con-center:1"}
	image = f"{values['image']['repository']}:{values['image']['tag']}"
	assert creating["containers"][0]["image"] == image
	assert cronjob["containers"][0]["image"] == image


def test_behind_a_proxy_nothing_is_asked_of_a_certificate():
	services = composed("compose.yaml", "compose.behind-proxy.yaml", PROXY_ADDRESS="172.18.0.1")["services"]
	front = services["frontend"]
	assert not front.get("configs") and not front.get("secrets")
	assert not services["websocket"].get("secrets")
	assert "NODE_EXTRA_CA_CERTS" not in services["websocket"]["environment"]
	assert [port["target"] for port in front["ports"]] == [8080]
	assert front["environment"]["UPSTREAM_REAL_IP_ADDRESS"] == "172.18.0.1"


# secrets


def test_passwords_are_files(compose, services):
	for name, each in services.items():
		for key, value in (each.get("environment") or {}).items():
			if SECRET.search(key):
				assert key.endswith("_FILE"), f"{name}: {key}"
				assert value.startswith("/run/secrets/"), f"{name}: {key}"
				assert value.rpartition("/")[2] in {secret["source"] for secret in each["secrets"]}, name
	for name, each in compose["secrets"].items():
		assert each["file"].startswith((f"{FOLDER}/secrets/", f"{FOLDER}/apps.json")), name


@pytest.mark.parametrize("file", ["values.yaml", "values-create-site.yaml", "backup-cronjob.yaml"])
def test_no_secret_stands_in_what_kubernetes_reads(file):
	for content in yaml.safe_load_all((FOLDER / file).read_text()):
		for path, value in leaves(content):
			if SECRET.search(path[-1]) and not path[-1].endswith(
				("SecretName", "ExistingSecret", "SecretPasswordKey")
			):
				assert path[-1] in ("secretName",) or value is False, f"{'.'.join(path)}: {value}"


def leaves(content, path: tuple[str, ...] = ()):
	"""Each value with the keys that lead to it. A variable of a container counts as a key of its name."""
	if isinstance(content, dict):
		if set(content) == {"name", "value"}:
			if not content["name"].endswith("_FILE"):
				yield (*path, content["name"]), content["value"]
			return
		for key, value in content.items():
			yield from leaves(value, (*path, str(key)))
	elif isinstance(content, list):
		for value in content:
			yield from leaves(value, path)
	else:
		yield path or ("",), content


def test_what_is_secret_is_neither_tracked_nor_sent_to_the_builder():
	for name in (".env", "apps.json", "secrets/tls_key.pem", "backups/last-good"):
		done = subprocess.run(["git", "check-ignore", "-q", FOLDER / name], cwd=ROOT, check=False)
		assert done.returncode == 0, name
	left_out = (FOLDER / "Containerfile.dockerignore").read_text().splitlines()
	assert {f"deploy/containers/{name}" for name in (".env", "apps.json", "secrets", "backups")} <= set(
		left_out
	)


# what they name is there


def copied() -> dict[str, str]:
	"""What the image takes from this repository: places there, to places here."""
	lines = re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+)$", CONTAINERFILE, re.MULTILINE)
	found = {}
	for *sources, target in map(str.split, lines):
		for source in sources:
			place = target + Path(source).name if target.endswith("/") else target
			found[place] = source.replace("${PATCHES}", "v15")
	return found


def test_what_the_image_takes_is_there_and_is_sent_to_the_builder():
	let_through = [
		line[1:]
		for line in (FOLDER / "Containerfile.dockerignore").read_text().splitlines()
		if line[:1] == "!"
	]
	assert len(copied()) > 6
	for source in copied().values():
		assert (ROOT / source).is_file(), source
		assert any(source == each or source.startswith(f"{each}/") for each in let_through), source


def test_what_containers_are_given_is_there(compose):
	for name, each in compose["configs"].items():
		assert Path(each["file"]).is_file(), name


def test_each_variable_is_explained_and_used():
	files = ("compose.yaml", "compose.behind-proxy.yaml")
	used = {name for file in files for name in re.findall(r"\$\{(\w+)", (FOLDER / file).read_text())}
	explained = set(re.findall(r"^(\w+)=", (FOLDER / ".env.example").read_text(), re.MULTILINE))
	assert used - ASKED_BY_HAND == explained
	operations = (ROOT / "docs" / "operations.md").read_text()
	assert not {name for name in ASKED_BY_HAND if name not in operations}


def commands(services: dict, creating: dict, cronjob: dict) -> list[list[str]]:
	of_compose = [each["command"] for each in ours(services).values()]
	return [*of_compose, creating["containers"][0]["command"], cronjob["containers"][0]["command"]]


def test_our_scripts_are_in_the_image(services, values, creating, cronjob):
	there = copied()
	named = [*commands(services, creating, cronjob), values["jobs"]["configure"]["command"]]
	scripts = {word for command in named for word in command if word.startswith(OWN)}
	assert scripts == {f"{OWN}{name}" for name in ("configure.sh", "create_site.py", "backup.py")}
	assert scripts <= set(there)
	# beside each other, as create_site.py looks for them
	assert {f"{OWN}{name}" for name in ("site_settings.py", "frappe_command.py", "bench.toml")} <= set(there)


def test_frappe_has_each_command(services):
	"""`bench X` is Frappe's command X: bench hands on what it does not know itself."""
	asked = []
	for each in ours(services).values():
		command = each["command"]
		if command[0] == "bench":
			asked.append(command[1:])
		elif "frappe.utils.bench_helper" in command:
			asked.append(command[command.index("frappe") + 1 :])
	assert len(asked) == 2
	for words in asked:
		site, rest = (words[:2], words[2:]) if words[0] == "--site" else ([], words)
		options = {word for word in rest[1:] if word.startswith("--")}
		helper = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *site, rest[0], "--help"]
		said = told(*helper, cwd=ROOT / "sites")
		assert all(option in said for option in options), words


def test_somebody_works_on_each_queue(services):
	working = [each["command"] for each in ours(services).values() if WORKER in each["command"]]
	assert {queue for command in working for queue in command[-1].split(",")} == {"short", "default", "long"}


def test_every_other_program_is_of_the_image(services):
	"""By name: those of Frappe's images and of the recipe. Nobody can start one to see."""
	programs = {each["command"][0] for each in ours(services).values()}
	known = {
		"bench",
		"node",
		"start.sh",
		"nginx-entrypoint.sh",
		f"{BENCH}/env/bin/python",
		f"{OWN}configure.sh",
	}
	assert programs == known
	assert (ROOT / "apps" / "frappe" / "socketio.js").is_file()
	assert services["websocket"]["command"][1] == f"{BENCH}/apps/frappe/socketio.js"


def test_the_image_has_the_printer_of_this_project():
	packages = read_toml(ROOT / "config" / "packages.toml")["start"]
	printer = next(each for each in packages if each.get("command") == "chromium-headless-shell")
	assert f" {printer['package']} " in CONTAINERFILE
	assert f"RUN {printer['command']} --version" in CONTAINERFILE


def test_what_is_served_is_of_the_app():
	found = re.search(r"grep -q \"(con_center[\w.]+):application\"", CONTAINERFILE)[1]
	assert re.search(
		r"^application = ", Path(importlib.util.find_spec(found).origin).read_text(), re.MULTILINE
	)


# what they say agrees


def test_frappe_is_the_release_that_this_project_is_tested_on(services):
	tag = read_toml(ROOT / "config" / "frappe.toml")["upstream"]["tag"]
	build = services["backend"]["build"]["args"]
	major = tag.partition(".")[0]
	assert f"ARG FRAPPE_BRANCH={tag}\n" in CONTAINERFILE
	assert f"ARG PATCHES={major}\n" in CONTAINERFILE
	assert f"ARG FRAPPE_IMAGE_TAG=version-{major[1:]}\n" in CONTAINERFILE
	assert build["FRAPPE_BRANCH"] == tag
	assert build["PATCHES"] == major
	assert build["FRAPPE_IMAGE_TAG"] == f"version-{major[1:]}"
	for arg in build:
		assert f"ARG {arg}" in CONTAINERFILE, arg


def test_defaults_are_those_of_the_example(services):
	"""So that a line that is left out of .env changes nothing."""
	site = services["create-site"]["environment"]["SITE"]
	assert composed("compose.yaml", example=Path("/dev/null"), SITE=site)["services"] == services


def test_a_worker_is_given_the_time_to_end_its_job(services):
	graces = {"queue-short": services["queue-short"], "queue-long": services["queue-long"]}
	seconds = {name: seconds_of(each["stop_grace_period"]) for name, each in graces.items()}
	assert seconds == {"queue-short": STOP_SECONDS["default"], "queue-long": STOP_SECONDS["long"]}
	operations = (ROOT / "docs" / "operations.md").read_text()
	assert f'"terminationGracePeriodSeconds": {STOP_SECONDS["long"]}' in operations


def seconds_of(text: str) -> int:
	"""As Compose writes it: 1h1m0s."""
	return sum(
		int(count) * {"h": 3600, "m": 60, "s": 1}[unit] for count, unit in re.findall(r"(\d+)([hms])", text)
	)


def test_addresses_agree(services, values):
	front, configured = services["frontend"]["environment"], services["configurator"]["environment"]
	assert front["BACKEND"] == "backend:8000"
	assert front["SOCKETIO"] == f"websocket:{configured['SOCKETIO_PORT']}"
	assert ":8000/" in services["backend"]["healthcheck"]["test"][-1]
	assert f":{configured['SOCKETIO_PORT']}/" in services["websocket"]["healthcheck"]["test"][-1]
	assert {configured["DB_HOST"], "redis-cache", "redis-queue", "backend", "websocket"} <= set(services)
	for key in ("REDIS_CACHE", "REDIS_QUEUE"):
		assert configured[key] == f"redis://{key.lower().replace('_', '-')}:6379"
	assert values["worker"]["gunicorn"]["readinessProbe"]["httpGet"]["port"] == 8000
	tls = (FOLDER / "tls.conf").read_text()
	assert "proxy_pass http://127.0.0.1:8080;" in tls
	assert front["UPSTREAM_REAL_IP_ADDRESS"] == "127.0.0.1"
	targets = {str(port["target"]) for port in services["frontend"]["ports"]}
	assert targets == set(re.findall(r"listen (\d+)", tls))
	given = {secret["target"] for secret in services["frontend"]["secrets"]}
	assert given == set(re.findall(r"ssl_certificate(?:_key)? (\S+);", tls))


def test_the_site_has_one_name(services, values, creating, cronjob):
	site = services["create-site"]["environment"]["SITE"]
	front = services["frontend"]
	assert front["environment"]["FRAPPE_SITE_NAME_HEADER"] == site
	assert front["networks"]["office"]["aliases"] == [site]
	assert services["backup"]["environment"]["SITE"] == site
	assert site in services["migrate"]["command"]
	assert f"Host: {site}" in services["backend"]["healthcheck"]["test"]
	for container in (creating["containers"][0], cronjob["containers"][0]):
		assert {"name": "SITE", "value": site} in container["env"]
	assert values["nginx"]["environment"]["frappeSiteNameHeader"] == site
	assert values["ingress"]["hosts"][0]["host"] == site
	assert values["ingress"]["tls"][0]["hosts"] == [site]
	[header] = values["worker"]["gunicorn"]["readinessProbe"]["httpGet"]["httpHeaders"]
	assert header == {"name": "Host", "value": site}


def test_uploads_have_one_bound(services, values):
	bound = services["frontend"]["environment"]["CLIENT_MAX_BODY_SIZE"]
	assert f"client_max_body_size {bound};" in (FOLDER / "tls.conf").read_text()
	assert values["nginx"]["environment"]["clientMaxBodySize"] == bound
	assert values["ingress"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"] == bound


def test_both_ways_ask_as_much_of_the_web(services, values):
	environment = services["backend"]["environment"]
	of_chart = {each["name"]: each["value"] for each in values["worker"]["gunicorn"]["envVars"]}
	assert of_chart == environment
	assert int(environment["GUNICORN_THREADS"]) == read_toml(ROOT / "config" / "bench.toml")["web"]["threads"]
	# each thread may hold a connection; workers, the scheduler and a backup some more
	most = re.search(r"max-connections = (\d+)", (FOLDER / "mariadb.cnf").read_text())[1]
	replicas = values["worker"]["gunicorn"]["replicaCount"]
	wanted = int(environment["GUNICORN_WORKERS"]) * int(environment["GUNICORN_THREADS"]) * replicas
	assert wanted * 2 < int(most)


def test_volumes_of_kubernetes_are_those_of_the_chart(values, creating, cronjob):
	claim = {"name": "sites-dir", "persistentVolumeClaim": {"claimName": values["fullnameOverride"]}}
	for spec in (creating, cronjob):
		assert claim in spec["volumes"]
		mounted = {each["name"] for each in spec["containers"][0]["volumeMounts"]}
		assert mounted == {each["name"] for each in spec["volumes"]}
		security = spec["containers"][0]["securityContext"]
		assert security["runAsNonRoot"] and security["capabilities"] == {"drop": ["ALL"]}


def test_the_backup_is_the_same_in_both_ways(services, cronjob):
	command = services["backup"]["command"]
	assert command == [*cronjob["containers"][0]["command"], "nightly"]
	example = (FOLDER / ".env.example").read_text()
	hour, minute = re.search(r"^BACKUP_AT=(\d+):(\d+)$", example, re.MULTILINE).groups()
	whole = yaml.safe_load((FOLDER / "backup-cronjob.yaml").read_text())["spec"]
	assert whole["schedule"] == f"{int(minute)} {int(hour)} * * *"
	assert whole["timeZone"] == services["backup"]["environment"]["TZ"]


def settings_of_mariadb(file: Path) -> dict[str, str]:
	return dict(re.findall(r"^([a-z-]+) = (\S+)$", file.read_text(), re.MULTILINE))


def test_mariadb_keeps_text_as_everywhere_else():
	of_bench = settings_of_mariadb(ROOT / "config" / "mariadb.cnf")
	of_container = settings_of_mariadb(FOLDER / "mariadb.cnf")
	same = {
		"character-set-server",
		"collation-server",
		"character-set-client-handshake",
		"max-allowed-packet",
	}
	assert {key: of_container.get(key) for key in same} == {key: of_bench[key] for key in same}


def test_headers_are_those_of_the_app():
	from con_center.sign_in.headers import HEADERS, POLICY

	said = dict(re.findall(r'^add_header (\S+) (".+"|\S+) always;$', headers(), re.MULTILINE))
	assert {key: f'"{value}"' for key, value in HEADERS.items()} == {key: said[key] for key in HEADERS}
	policy = POLICY.format(socket="wss://$host")
	assert f'"" "{policy}";' in (FOLDER / "nginx.conf").read_text()
	hidden = set(re.findall(r"proxy_hide_header (\S+);", (FOLDER / "nginx.conf").read_text()))
	assert hidden == {*HEADERS, "Strict-Transport-Security"}


def headers() -> str:
	return (FOLDER / "security_headers.conf").read_text()


@pytest.mark.parametrize("page", ["con_center_away.html", "con_center_too_large.html"])
def test_pages_of_nginx_are_there_and_in_thai(page):
	conf = (FOLDER / "nginx.conf").read_text()
	assert f"/assets/con_center/{page};" in conf
	text = (ROOT / "apps/con_center/con_center/public" / page).read_text(encoding="utf-8")
	assert '<html lang="th">' in text
	assert "โปรด" in text
	# the policy lets a page load from this site alone, and nothing that is away
	assert "http" not in text


# the scripts


def script(name: str):
	spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
	module = importlib.util.module_from_spec(spec)
	spec.loader.exec_module(module)
	return module


@pytest.mark.parametrize(
	("now", "hours"), [("2026-11-27 01:30", 1), ("2026-11-27 02:30", 24), ("2026-12-31 03:30", 23)]
)
def test_the_next_backup_is_at_its_hour(now, hours):
	seconds = script("backup").seconds_until("02:30", datetime.fromisoformat(now))
	assert seconds == hours * 3600


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaaaa", "administrator1", "password12345"])
def test_a_password_that_is_guessed_makes_no_site(password, tmp_path, monkeypatch):
	file = tmp_path / "admin"
	file.write_text(f"{password}\n")
	(tmp_path / "sites").mkdir()
	root = tmp_path / "root"
	root.write_text("a-password-of-the-database\n")
	monkeypatch.chdir(tmp_path)
	for key, value in (("SITE", "x"), ("DB_ROOT_PASSWORD_FILE", root), ("ADMIN_PASSWORD_FILE", file)):
		monkeypatch.setenv(key, str(value))
	with pytest.raises(SystemExit, match="Nothing is made"):
		script("create_site").main()
	assert not any((tmp_path / "sites").iterdir())


def test_a_site_that_it_has_not_made_is_left_alone(tmp_path, monkeypatch):
	folder = tmp_path / "sites" / "x"
	folder.mkdir(parents=True)
	(folder / "site_config.json").write_text('{"db_name": "of somebody"}')
	monkeypatch.chdir(tmp_path)
	monkeypatch.setenv("SITE", "x")
	with pytest.raises(SystemExit, match="brought from elsewhere"):
		script("create_site").main()
	assert (folder / "site_config.json").read_text() == '{"db_name": "of somebody"}'


@pytest.mark.parametrize(
	("answer", "whole"),
	[
		({"entries": 6, "broken": [], "lost": 0}, True),
		({"entries": 6, "broken": ["x"], "lost": 0}, False),
		({"entries": 6, "broken": [], "lost": 1}, False),
		({"files": 2, "damaged": ["y"], "lost": 0}, False),
	],
)
def test_a_backup_tells_what_is_not_whole(answer, whole, tmp_path, monkeypatch):
	backup = script("backup")
	monkeypatch.setattr(backup, "frappe", lambda *words: f"a warning\n{json.dumps(answer)}\n")
	assert backup.is_whole("x", "f", tmp_path, "log") is whole
	[kept] = tmp_path.iterdir()
	assert json.loads(kept.read_text()) == answer
