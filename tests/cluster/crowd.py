"""People at work while something fails: they save documents, read lists and a page without a pause, and keep what they were told."""

import itertools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from tests.served import Client

from .data import Node

TITLES = ("ระบบขัดข้องชั่วคราว", "ระบบใช้เวลานานเกินไป")
# a document with rows of its own
DOCTYPE, ROWS = "Contact", 3
PAGE, PAGES = "/check", "text/html"
# what an answer that asks to try again later may say
AWAY = {502, 503, 504}


@dataclass
class Told:
	"""What the crowd was told; times are of time.monotonic, in seconds."""

	saved: set[str] = field(default_factory=set)
	sent: set[str] = field(default_factory=set)
	# letters, and of each the steps
	written: set[str] = field(default_factory=set)
	decided: set[tuple[str, str]] = field(default_factory=set)
	# of each of the people
	good: dict[int, list[float]] = field(default_factory=dict)
	refused: list[float] = field(default_factory=list)
	# lines that broke, or on which nothing came, where that may be
	broken: list[float] = field(default_factory=list)
	wrong: list[str] = field(default_factory=list)

	def since(self, moment: float) -> dict[int, list[float]]:
		"""Of each of the people, when he got a good answer after a moment."""
		return {who: [each for each in times if each > moment] for who, times in self.good.items()}

	def away(self, moment: float) -> float:
		"""The longest time for which one of the people had no good answer, from a moment up to now."""
		now = time.monotonic()
		return max(
			b - a
			for times in self.since(moment).values()
			for a, b in itertools.pairwise([moment, *times, now])
		)

	@property
	def answers(self) -> int:
		return sum(map(len, self.good.values()))


class Crowd:
	"""Works while its block runs."""

	def __init__(self, people: int = 4, patience: float = 0) -> None:
		"""patience: after how many seconds people ask again who hear nothing, as they do when the balancer that had their
		line is gone; without it, each line that breaks is wrong.
		"""
		self.patience = patience
		self.told = Told()
		self.mark = f"crowd{time.time_ns()}"
		self.done = threading.Event()
		self.threads: list[threading.Thread] = []
		for _each in range(people):
			self.add(self.work, Client())

	def add(self, work: Callable, *more) -> None:
		"""One more of them, who works until `done`; he is given his number."""
		number = len(self.threads)
		self.told.good[number] = []
		self.threads.append(threading.Thread(target=work, args=(number, *more), daemon=True))

	def __enter__(self) -> "Crowd":
		for thread in self.threads:
			thread.start()
		return self

	def __exit__(self, *_) -> None:
		self.done.set()
		for thread in self.threads:
			thread.join(200)
			assert not thread.is_alive()

	def work(self, number: int, client: Client) -> None:
		for turn in itertools.count():
			if self.done.wait(0.05):
				return
			name = f"{self.mark}-{number}-{turn}"
			self.told.sent.add(name)
			rows = [{"phone": f"02000{number:02}{row:03}"} for row in range(ROWS)]
			answer = self.ask(
				number,
				client,
				"POST",
				f"/api/resource/{DOCTYPE}",
				json={"first_name": name, "phone_nos": rows},
			)
			if answer is not None:
				self.told.saved.add(name)
			self.ask(number, client, "GET", "/api/resource/Appointment Order")
			self.ask(number, client, "GET", PAGE, accept=PAGES)

	def ask(
		self,
		number: int,
		client: Client,
		method: str,
		path: str,
		accept: str = "application/json",
		**more,
	) -> requests.Response | None:
		"""A good answer; None of one that says in Thai to try again, in the kind that was asked for. Whatever else comes is
		wrong.
		"""
		try:
			answer = client.request(
				method, client.url + path, headers={"Accept": accept}, timeout=self.patience or 180, **more
			)
		except requests.RequestException as error:
			if self.patience:
				self.told.broken.append(time.monotonic())
			else:
				self.told.wrong.append(f"{method} {path}: {error!r}")
			return None
		if answer.status_code == 200:
			self.told.good[number].append(time.monotonic())
			return answer
		text = answer.text if accept == PAGES else json_text(answer)
		if answer.status_code in AWAY and is_told(text) and "Traceback" not in text:
			self.told.refused.append(time.monotonic())
		else:
			self.told.wrong.append(f"{method} {path}: {answer.status_code} {(text or answer.text)[:600]}")
		return None

	# afterwards

	def found(self, node: Node) -> dict[str, int]:
		"""Of each document of the crowd on a node, by the word it was made with: how many rows it has."""
		rows = node.ask(
			f"select c.first_name, count(p.name) from `{node.accounts.database}`.tabContact c "
			f"left join `{node.accounts.database}`.`tabContact Phone` p on p.parent = c.name "
			f"where c.first_name like '{self.mark}-%' group by c.name"
		).splitlines()
		found = [row.split("\t") for row in rows]
		assert len(found) == len({name for name, _count in found}), "saved twice"
		return {name: int(count) for name, count in found}


def is_told(text: str) -> bool:
	return any(title in text for title in TITLES)


def json_text(answer: requests.Response) -> str:
	"""The words of an answer for the desk, which writes Thai as numbers, once inside the other; of no other kind any."""
	try:
		return " ".join(
			str(json.loads(each)) for each in json.loads(answer.json().get("_server_messages", "[]"))
		)
	except ValueError:
		return ""
