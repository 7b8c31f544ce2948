"""The image's folders without the image: what its recipe copies, laid out below a temporary folder, and run from there.

A bench of its own, with this repository's apps and environment; the variables that compose.yaml gives each container,
with the addresses of this machine.
"""

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from string import Template

from bootstrap.packages import find_program

from ..restore.server import free_port
from .compose import FOLDER as SOURCE
from .compose import composed

ROOT = Path(os.environ["BENCH_ROOT"])
SITE = "containers.localhost"
NGINX_CONF = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
	include /etc/nginx/mime.types;
	client_body_temp_path {folder}/body;
	proxy_temp_path {folder}/proxy;
	fastcgi_temp_path {folder}/fastcgi;
	uwsgi_temp_path {folder}/uwsgi;
	scgi_temp_path {folder}/scgi;
	include {folder}/nginx/conf.d/*;
	include {folder}/nginx/sites-enabled/*;
}}
"""


class LaidOut:
	"""The image's folders below `folder`: /opt, the bench, /etc/nginx, /run/secrets; and its ports on this machine."""

	def __init__(self, folder: Path) -> None:
		self.folder = folder
		self.bench, self.secrets, self.own = folder / "bench", folder / "secrets", folder / "opt/con_center"
		self.ports = {name: free_port() for name in ("80", "443", "8080", "8000", "9000")}
		self.places = {
			"/home/frappe/frappe-bench": self.bench,
			"/run/secrets": self.secrets,
			"/etc/nginx/snippets": folder / "nginx/snippets",
			"/var/log/nginx": folder / "log",
		}
		self.services = composed("compose.yaml", SITE=SITE)["services"]
		self.secrets.mkdir()
		(folder / "log").mkdir()
		self.make_bench()
		for here, there in copied().items():
			target = folder / there.lstrip("/").removeprefix("etc/")
			target.parent.mkdir(parents=True, exist_ok=True)
			shutil.copy(ROOT / here, target)

	def make_bench(self) -> None:
		for name in ("sites", "logs", "config/pids"):
			(self.bench / name).mkdir(parents=True)
		(self.bench / "apps").symlink_to(ROOT / "apps")
		(self.bench / "env").symlink_to(ROOT / "env")
		(self.bench / "sites/assets").symlink_to(ROOT / "sites/assets")
		# bench, which tests run as root, wants to know whose it is
		config = self.bench / "sites/common_site_config.json"
		config.write_text(json.dumps({"frappe_user": getpass.getuser()}))

	def secret(self, name: str, content: str) -> None:
		file = self.secrets / name
		file.write_text(f"{content}\n")
		file.chmod(0o400)

	def environment(self, service: str, **more: str) -> dict[str, str]:
		"""What a service finds in its environment: of compose.yaml, with folders of this machine, and `more`."""
		given = {key: self.here(value) for key, value in self.services[service]["environment"].items()}
		path = os.pathsep.join([str(ROOT / ".local/tools/bin"), os.environ["PATH"]])
		return {**os.environ, **given, "PATH": path, "BENCH": str(self.bench), **more}

	def here(self, text: str) -> str:
		for place, folder in self.places.items():
			text = text.replace(place, str(folder))
		return text

	def run(self, service: str, **more: str) -> subprocess.CompletedProcess:
		"""Runs a service's command to its end."""
		argv = [self.program(word) for word in self.services[service]["command"] if word != "nightly"]
		return subprocess.run(
			argv,
			cwd=self.bench,
			env=self.environment(service, **more),
			stdin=subprocess.DEVNULL,
			capture_output=True,
			text=True,
			timeout=900,
			check=False,
		)

	def program(self, word: str) -> str:
		if word == "/home/frappe/frappe-bench/env/bin/python":
			return sys.executable
		return word.replace("/opt/con_center", str(self.own))

	# nginx

	def configure_nginx(self) -> Path:
		"""Writes what nginx reads in the image, with folders and ports of this machine; returns the file to begin with."""
		enabled = self.folder / "nginx/sites-enabled"
		shutil.copy(SOURCE / "tls.conf", enabled / "tls.conf")
		of_frappe = self.folder / "nginx/conf.d/frappe.conf"
		of_frappe.parent.mkdir()
		of_frappe.write_text(self.frappe_server())
		for file in (of_frappe, *enabled.iterdir(), *(self.folder / "nginx/snippets").iterdir()):
			file.write_text(self.on_this_machine(file.read_text()))
		start = self.folder / "nginx.conf"
		user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
		start.write_text(user + NGINX_CONF.format(folder=self.folder))
		return start

	def frappe_server(self) -> str:
		"""Frappe's template, as nginx-entrypoint.sh fills it in: the genuine one of FRAPPE_DOCKER, or what stands for it."""
		clone = os.environ.get("FRAPPE_DOCKER")
		template = (
			Path(clone, "resources/core/nginx/nginx-template.conf")
			if clone
			else Path(__file__).with_name("frappe_server.conf")
		)
		given = self.environment("frontend", BACKEND="127.0.0.1:8000", SOCKETIO="127.0.0.1:9000")
		names = re.findall(r"\$\{(\w+)\}", template.read_text())
		return Template(template.read_text()).safe_substitute({name: given[name] for name in names})

	def on_this_machine(self, text: str) -> str:
		text = self.here(text)
		text = re.sub(r"listen (\d+)", lambda found: f"listen 127.0.0.1:{self.ports[found[1]]}", text)
		return re.sub(
			r"127\.0\.0\.1:(8080|8000|9000)\b", lambda found: f"127.0.0.1:{self.ports[found[1]]}", text
		)


def copied() -> dict[str, str]:
	"""What the recipe takes from this repository: places here, to files in the image."""
	recipe = (SOURCE / "Containerfile").read_text()
	found = {}
	for line in re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+)$", recipe, re.MULTILINE):
		*sources, target = line.split()
		for source in sources:
			if "$" not in source:
				found[source] = target + Path(source).name if target.endswith("/") else target
	return found


def make_certificate(folder: Path, site: str) -> None:
	"""A certificate that a trying office would make itself."""
	names = f"subjectAltName=DNS:{site},IP:127.0.0.1"
	argv = [find_program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
	files = ["-out", folder / "tls_certificate", "-keyout", folder / "tls_key"]
	subprocess.run([*argv, *files, "-subj", f"/CN={site}", "-addext", names], check=True, capture_output=True)
