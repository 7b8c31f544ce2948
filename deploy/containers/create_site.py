"""Makes the site of the containers, once: Frappe's `new-site` with the app, then the settings for Thailand.

Runs in the bench's environment, in the bench's folder. SITE names the site, DB_ROOT_PASSWORD_FILE and
ADMIN_PASSWORD_FILE the files with the passwords. Neither password is on a command line, in a log or in a configuration.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from zxcvbn import zxcvbn

HERE = Path(__file__).parent
SHORTEST, LOWEST_SCORE = 12, 3
# in the site's configuration, once all is done
MADE = "con_center_made"
STANDS = "The site {} stands already. Nothing is changed."
UNFINISHED = (
	"The site {} was brought from elsewhere, or its making was stopped. Nothing is changed. To begin anew, with all"
	" that is in it thrown away: bench drop-site {} --force --no-backup"
)


def main() -> None:
	site, sites = os.environ["SITE"], Path("sites").resolve()
	config = sites / site / "site_config.json"
	if config.exists() and json.loads(config.read_text()).get(MADE):
		print(STANDS.format(site))
		return
	if (sites / site).exists():
		raise SystemExit(UNFINISHED.format(site, site))
	root, administrator = secret("DB_ROOT_PASSWORD_FILE"), secret("ADMIN_PASSWORD_FILE")
	refuse_weak(administrator)
	hidden = ["--db-root-password", root, "--admin-password", administrator]
	frappe(sites, "new-site", site, "--no-mariadb-socket", "--install-app", "con_center", hidden=hidden)
	set_up(sites, site)
	for key, value in (("host_name", f"https://{site}"), (MADE, "1")):
		frappe(sites, "--site", site, "set-config", key, value)
	print(f"The site {site} is made. Sign in as Administrator, with the password of the file.")


def secret(name: str) -> str:
	"""What stands in the file that this variable names. Raises SystemExit if that is nothing."""
	file = Path(os.environ[name])
	content = file.read_text().removesuffix("\n")
	if not content:
		raise SystemExit(f"{name}: {file} is empty. Nothing is made.")
	return content


def refuse_weak(password: str) -> None:
	"""The rule of bootstrap/administrator.py and bootstrap/server/administrator.py, before there is a site to ask."""
	if len(password) < SHORTEST:
		raise SystemExit(
			f"The Administrator's password is too short: {SHORTEST} characters or more. Nothing is made."
		)
	if zxcvbn(password, user_inputs=["administrator", "con center"])["score"] < LOWEST_SCORE:
		raise SystemExit("The Administrator's password is guessed too easily. Nothing is made.")


def frappe(sites: Path, *words: str, hidden: Sequence[str] = ()) -> None:
	"""Runs a command of Frappe's. `hidden`: more words, which no list of processes shows."""
	command = [sys.executable, HERE / "frappe_command.py", "frappe", *words]
	subprocess.run(command, input=json.dumps(hidden), text=True, cwd=sites, check=True)


def set_up(sites: Path, site: str) -> None:
	"""Completes the setup wizard, as bootstrap/site.py does for a site of one machine."""
	locale = tomllib.loads((HERE / "bench.toml").read_text())["locale"]
	values = json.dumps({"site": site, **locale})
	subprocess.run(
		[sys.executable, HERE / "site_settings.py"], input=values, text=True, cwd=sites, check=True
	)


if __name__ == "__main__":
	main()
