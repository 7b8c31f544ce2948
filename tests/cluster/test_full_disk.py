"""The shared storage is full: what no disk takes is refused in Thai, and leaves nothing behind; afterwards all is as before."""

import time

import requests

from tests.served import Client

from .crowd import is_told, json_text

SIZE = 1 << 20


def test_a_file_that_no_disk_takes_is_refused(cluster):
	client, mark = Client(), f"full-{time.time_ns()}"

	def send(name: str) -> requests.Response:
		return client.post(
			f"{client.url}/api/method/upload_file",
			files={"file": (f"{mark}-{name}.txt", f"{name} ".encode() * SIZE)},
			data={"is_private": 1},
			headers={"Accept": "application/json"},
			timeout=120,
		)

	filler = cluster.files / "filler"
	try:
		with filler.open("wb", buffering=0) as file:
			while file.write(b"0" * SIZE) == SIZE:
				pass
	except OSError:
		pass
	try:
		answer = send("refused")
		assert answer.status_code == 503 and is_told(json_text(answer)), answer.text[:600]
		# what needs no file goes on
		assert client.ask("frappe.auth.get_logged_user").status_code == 200
		assert list(cluster.files.glob(f"{mark}*")) == []
	finally:
		filler.unlink()
	answer = send("kept")
	assert answer.status_code == 200, answer.text[:600]
	names = cluster.writer().ask(
		f"select file_name from `{cluster.config['db_name']}`.tabFile where file_name like '{mark}%'"
	)
	assert names.split() == [f"{mark}-kept.txt"]
