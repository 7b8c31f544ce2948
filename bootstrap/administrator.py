"""A site for real work: without the demo, with a password for its Administrator that only he knows."""

import getpass
import os
import sys
from pathlib import Path

from bootstrap.project import Project, SetupError

SHORTEST = 12
FOR_EVALUATION = (
	"`make start` is for evaluation and development on this machine. An office works with `make production` "
	"(docs/operations.md)."
)
DEMO_STAYS = (
	"This site holds the demo, whose passwords are known to everybody: it is not for real work.\n"
	"`make reset` throws it away; then `make start DEMO=0` makes a clean one."
)
NO_DEMO_HERE = (
	"This site was made for real work (DEMO=0): the demo is not loaded into it. `make reset` throws it away."
)
NO_TERMINAL = "DEMO=0 asks for the Administrator's password: run it in a terminal, or name a file, ADMIN_PASSWORD_FILE=…"


def settle_demo(project: Project, site: str) -> bool:
	"""Whether this site is a demo: as DEMO says the first time, and then for good."""
	asked = os.environ.get("DEMO", "")
	if asked not in ("", "0", "1"):
		raise SetupError("DEMO is 0 or 1.")
	kept = project.read_state("demo").get(site)
	if kept is None and f"demo {site}" in project.read_state("steps"):
		kept = True
	if kept is True and asked == "0":
		raise SetupError(DEMO_STAYS)
	if kept is False and asked == "1":
		raise SetupError(NO_DEMO_HERE)
	demo = kept if kept is not None else asked != "0"
	project.write_state("demo", {**project.read_state("demo"), site: demo})
	return demo


def read_password() -> str:
	"""The Administrator's password: from the file that ADMIN_PASSWORD_FILE names, or typed twice. It is not shown."""
	if file := os.environ.get("ADMIN_PASSWORD_FILE"):
		return checked(password_in(Path(file)))
	if not sys.stdin.isatty():
		raise SetupError(NO_TERMINAL)
	password = checked(getpass.getpass("A password for Administrator (12 characters or more): "))
	if getpass.getpass("Once more: ") != password:
		raise SetupError("The two are not the same. Nothing was set up.")
	return password


def password_in(file: Path) -> str:
	try:
		content = file.read_text()
	except OSError as error:
		raise SetupError(f"ADMIN_PASSWORD_FILE: {file} cannot be read ({error.strerror}).") from None
	if file.stat().st_mode & 0o077:
		raise SetupError(f"ADMIN_PASSWORD_FILE: others may read {file}; run `chmod 600` on it first.")
	return content.removesuffix("\n")


def checked(password: str) -> str:
	if len(password) < SHORTEST:
		raise SetupError(f"The password is too short: {SHORTEST} characters or more. Nothing was set up.")
	return password
