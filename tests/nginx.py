"""nginx as `make production` sets it up, in a folder: without Debian's own settings of the machine, which stand around it."""

import os
from pathlib import Path

from bootstrap.packages import find_program
from bootstrap.production.files import Files
from bootstrap.production.settings import Settings


def write_nginx(root: Path, settings: Settings, folder: Path) -> list[str | Path]:
	"""Write all of it below a folder, in which settings.etc is; return the command. It serves as whoever owns the bench.

	root: the repository.
	"""
	for file in Files(root, settings, "python3").web():
		path = file.path if settings.etc in file.path.parents else folder / file.path.name
		path.parent.mkdir(parents=True, exist_ok=True)
		path.write_text(file.text.replace("/var/log/nginx/", f"{folder}/"))
	user = f"user {root.owner()};" if os.geteuid() == 0 else ""
	config = folder / "nginx.conf"
	config.write_text(
		f"daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.error.log; events {{}}\n"
		"http { include /etc/nginx/mime.types; default_type application/octet-stream; sendfile on;\n"
		f"client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; include {folder}/con-center.conf; }}\n"
	)
	return [find_program("nginx"), "-e", folder / "nginx.error.log", "-c", config]
