"""Chromium crashes on both web hosts again and again while documents are printed: each gets his document, or is told."""

import json
import random
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.served import Client

from .crowd import json_text
from .deciding import LETTER
from .hosts import browsers, kill
from .whole import Cluster

PEOPLE, MOMENTS = 2, 20
# for all of them: a browser is there most of the time
SECONDS = 900
# "สร้าง PDF ไม่สำเร็จ โปรดลองอีกครั้ง", and what is said while a server is away
TRY_AGAIN = ("โปรดลองอีกครั้ง", "โปรดรอสักครู่")


def test_documents_are_printed_while_chromium_crashes(cluster):
	seed = time.time_ns()
	chance, done = random.Random(seed), threading.Event()
	told = Told()
	with ThreadPoolExecutor(PEOPLE) as pool:
		people = [pool.submit(work, told, done) for _each in range(PEOPLE)]
		try:
			crashes = crash_browsers(cluster, chance, people)
		finally:
			done.set()
		for each in people:
			# also what has ended one of them
			each.result(200)
	print(f"\nChromium crashed {crashes} times (seed {seed}): {told}", flush=True)
	assert crashes == MOMENTS, f"in {SECONDS} seconds no more browsers were seen"
	assert all(told.printed) and not told.wrong, told.wrong[:5]


@dataclass
class Told:
	"""Seconds that documents took, those of each of the people by themselves, and refusals; and answers that are neither."""

	printed: list[list[float]] = field(default_factory=list)
	refused: list[float] = field(default_factory=list)
	wrong: list[str] = field(default_factory=list)

	def __str__(self) -> str:
		times = [each for one in self.printed for each in one]
		return (
			f"{len(times)} printed, the slowest in {max(times, default=0):.1f} s, {len(self.refused)} told to try again, "
			f"{len(self.wrong)} wrong"
		)


def work(told: Told, done: threading.Event) -> None:
	"""One of the people: prints one letter again and again."""
	printed: list[float] = []
	told.printed.append(printed)
	client = Client()
	filters = json.dumps({"docstatus": 1})
	answer = client.get(
		f"{client.url}/api/resource/{LETTER}",
		params={"filters": filters, "limit_page_length": 1},
		timeout=60,
	)
	[row] = answer.json()["data"]
	while not done.is_set():
		began = time.monotonic()
		# of the format that anybody may ask for: the kept file is not printed anew
		answer = client.ask(
			"frappe.utils.print_format.download_pdf", doctype=LETTER, name=row["name"], format="Standard"
		)
		took = time.monotonic() - began
		if answer.status_code == 200 and answer.content.startswith(b"%PDF-"):
			printed.append(took)
		elif any(words in json_text(answer) + answer.text for words in TRY_AGAIN):
			told.refused.append(took)
		else:
			told.wrong.append(f"{answer.status_code} {json_text(answer)[:500]}")


def crash_browsers(cluster: Cluster, chance: random.Random, people: list[Future]) -> int:
	"""How many were ended: so many as there should be, unless time is up or one of the people has stopped."""
	crashes, end = 0, time.monotonic() + SECONDS
	while crashes < MOMENTS and time.monotonic() < end and not any(each.done() for each in people):
		time.sleep(chance.uniform(0, 3))
		found = [pid for host in cluster.web for pid in browsers(host)]
		if found:
			kill(chance.choice(found))
			crashes += 1
	return crashes
