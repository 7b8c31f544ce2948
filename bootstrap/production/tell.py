"""Tells the administrators by mail that a unit failed; needs neither Frappe nor the database.

Run by systemd: python -m bootstrap.production.tell FOLDER-OF-SETTINGS UNIT
"""

import smtplib
import socket
import ssl
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bootstrap.console import say
from bootstrap.production.backup import run_as_program
from bootstrap.production.settings import Settings, read_settings
from bootstrap.project import SetupError

SECONDS = 20


def main(arguments: list[str]) -> None:
	folder, unit = arguments
	settings = read_settings(Path(folder))
	if not settings.mail.get("server") or not settings.mail.get("administrators"):
		raise SetupError(f"{unit} failed, and {folder}/mail.toml names nobody who is told.")
	try:
		send(settings.mail, message(settings, unit))
	except (OSError, smtplib.SMTPException) as error:
		raise SetupError(f"{unit} failed, and its mail did, too: {error}") from None
	say(f"{', '.join(settings.mail['administrators'])} were told that {unit} failed.")


def message(settings: Settings, unit: str) -> EmailMessage:
	mail = EmailMessage()
	mail["Subject"] = f"CON Center {settings.domain}: {unit} ล้มเหลว (failed)"
	mail["From"] = settings.mail["sender"]
	mail["To"] = ", ".join(settings.mail["administrators"])
	mail.set_content(
		f"{unit} บนเครื่อง {socket.gethostname()} ทำงานไม่สำเร็จ โปรดดูสาเหตุบนเครื่องนั้นด้วยคำสั่ง (it failed; see why there):\n\n"
		f"    journalctl -u {unit} -n 100\n\n"
		f"เมื่อแก้แล้วให้สั่งใหม่ (and when it is mended):\n\n    systemctl start {unit}\n"
	)
	return mail


def send(mail: dict[str, Any], content: EmailMessage) -> None:
	secure = ssl.create_default_context()
	if mail["encryption"] == "ssl":
		server = smtplib.SMTP_SSL(mail["server"], mail["port"], timeout=SECONDS, context=secure)
	else:
		server = smtplib.SMTP(mail["server"], mail["port"], timeout=SECONDS)
	with server:
		if mail["encryption"] == "starttls":
			server.starttls(context=secure)
		if mail.get("login"):
			server.login(mail["login"], mail["password"])
		server.send_message(content)


if __name__ == "__main__":
	sys.exit(run_as_program(main))
