"""What locust runs, in an environment of its own: each of its users is one session of an officer, at its time.

plan.json beside it (crowd.py): when it begins and how long it counts, or that it is over when all are done, the passwords, and
the sessions, each with its user, its time and its steps. What a step asks for is in calls.py. What begins within the seconds is written to found.json.
"""

import json
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import gevent
import pyotp
from locust import FastHttpUser, events, task
from locust.exception import StopUser

sys.path.insert(0, str(Path(__file__).parent))
import calls

PLAN = json.loads(Path("plan.json").read_text())
BEGIN, END = PLAN["begin"], PLAN["begin"] + PLAN["seconds"]
SESSIONS = iter(PLAN["sessions"])
FOUND = []
ENDED = []
# of what is told of a refusal
LONGEST = 600


class RefusedError(RuntimeError):
	pass


class Officer(FastHttpUser):
	connection_timeout = network_timeout = 120.0

	@task
	def session(self) -> None:
		told = next(SESSIONS, None)
		if not told:
			raise StopUser
		gevent.sleep(max(0, BEGIN + told["at"] - time.time()))
		self.told = told
		self.headers = {"X-Frappe-Site-Name": told.get("site", PLAN["site"])}
		if "sid" in told:
			self.headers["Cookie"] = f"sid={told['sid']}"
		me = calls.Me(told.get("user"), PLAN.get("password"), PLAN.get("lists"))
		me.code = lambda: pyotp.TOTP(told["secret"]).now()
		while self.take_all(me, told["steps"]) and told.get("again"):
			pass
		ENDED.append(me)
		if PLAN.get("until_all_are_done") and len(ENDED) == len(PLAN["sessions"]):
			gevent.spawn(self.environment.runner.quit)
		raise StopUser

	def take_all(self, me: calls.Me, steps: list) -> bool:
		"""Take the steps with the time between them; False where one was refused, or the time is over."""
		for step, *asked in steps:
			self.wait_for_turn()
			if time.time() > END or not self.take(me, step, asked):
				return False
			gevent.sleep(PLAN["between"])
		return True

	def wait_for_turn(self) -> None:
		turn = self.told.get("turn")
		while turn and (seconds := calls.seconds_until(turn, time.time() - BEGIN)):
			gevent.sleep(seconds)

	def take(self, me: calls.Me, step: str, asked: list) -> bool:
		begun, started, fault = time.time(), time.perf_counter(), None
		todo = calls.STEPS[step](me, *asked)
		try:
			call = next(todo)
			while True:
				call = todo.send(self.ask(me, call))
		except StopIteration:
			pass
		except RefusedError as error:
			fault = str(error)
		except Exception as error:
			# else locust notes it in its own log, and the step was never taken
			fault = repr(error)
		note("STEP", self.told.get("as", step), begun, started, fault)
		return not fault

	def ask(self, me: calls.Me, call: calls.Call):
		"""Ask for one call of the desk; return the answer."""
		begun, started, fault = time.time(), time.perf_counter(), None
		headers, sent = dict(self.headers), urlencode(call.asked)
		if call.verb == "POST":
			headers |= {"X-Frappe-CSRF-Token": me.csrf, "Content-Type": "application/x-www-form-urlencoded"}
		address = f"{call.path}?{sent}" if sent and call.verb == "GET" else call.path
		body = sent if call.verb == "POST" else None
		# one that says nothing of a server asks locust's
		address = self.told.get("server", "") + address
		with self.client.request(
			call.verb, address, data=body, headers=headers, name=call.name, catch_response=True
		) as answer:
			if answer.status_code != 200:
				fault = f"{call.name}: {answer.status_code} {said(answer)}"
				answer.failure(fault)
		note("HTTP", call.name, begun, started, fault)
		if fault:
			raise RefusedError(fault)
		return answer


def said(answer) -> str:
	"""What Frappe says of a refusal, its messages unwrapped; else the end of what came."""
	try:
		told = answer.json()
		messages = [json.loads(each)["message"] for each in json.loads(told.get("_server_messages", "[]"))]
		return " ".join([told.get("exc_type", ""), *messages])[:LONGEST]
	except (ValueError, TypeError, KeyError, AttributeError):
		return (answer.text or str(answer.error))[-LONGEST:]


def note(kind: str, name: str, begun: float, started: float, fault: str | None) -> None:
	if BEGIN <= begun < END:
		FOUND.append((kind, name, (time.perf_counter() - started) * 1000, fault))


@events.quitting.add_listener
def write(**_kwargs) -> None:
	Path("found.json").write_text(json.dumps(FOUND))
