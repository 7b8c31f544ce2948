"""Chromium crashes on both web hosts again and again while documents are printed: each gets his document, or is told."""

import json
import random
import threading
import time

from tests.served import Client

from .crowd import json_text
from .deciding import LETTER
from .hosts import command_of, kill

PEOPLE, MOMENTS = 2, 20
# "สร้าง PDF ไม่สำเร็จ โปรดลองอีกครั้ง", and what is said while a server is away
TOLD = ("โปรดลองอีกครั้ง", "โปรดรอสักครู่")


def test_documents_are_printed_while_chromium_crashes(cluster):
	seed = time.time_ns()
	chance, done = random.Random(seed), threading.Event()
	printed, told, wrong = [], [], []

	def work() -> None:
		client = Client()
		filters = json.dumps({"docstatus": 1})
		[row] = client.get(
			f"{client.url}/api/resource/{LETTER}",
			params={"filters": filters, "limit_page_length": 1},
			timeout=60,
		).json()["data"]
		while not done.is_set():
			began = time.monotonic()
			# of the format that anybody may ask for: the kept file is not printed anew
			answer = client.ask(
				"frappe.utils.print_format.download_pdf", doctype=LETTER, name=row["name"], format="Standard"
			)
			took = time.monotonic() - began
			if answer.status_code == 200 and answer.content.startswith(b"%PDF-"):
				printed.append(took)
			elif any(words in json_text(answer) + answer.text for words in TOLD):
				told.append(took)
			else:
				wrong.append(f"{answer.status_code} {json_text(answer)[:500]}")

	people = [threading.Thread(target=work, daemon=True) for _each in range(PEOPLE)]
	for each in people:
		each.start()
	crashes = 0
	while crashes < MOMENTS:
		time.sleep(chance.uniform(0, 3))
		# a browser has processes of its own, which end with it
		found = [
			pid for host in cluster.web for pid in host.pids("chromium") if "--type=" not in command_of(pid)
		]
		if found:
			kill(chance.choice(found))
			crashes += 1
	done.set()
	for each in people:
		each.join(200)
	print(
		f"\nChromium crashed {crashes} times (seed {seed}): {len(printed)} printed, the slowest in {max(printed):.1f} s, "
		f"{len(told)} told to try again, {len(wrong)} wrong",
		flush=True,
	)
	assert printed and not wrong, wrong[:5]
