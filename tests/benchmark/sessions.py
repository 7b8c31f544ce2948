"""What locust runs, in an environment of its own: sessions of officers who ask for pages, each at its pace.

PLAN is a JSON file: `pace` (steps a second of one session, 0: as fast as it goes) and `steps`, each with its name,
weight, site, sid and the calls that the desk makes for it. Started by benchmark.crowd.
"""

import json
import os
import random
from pathlib import Path

from locust import HttpUser, constant_throughput, task

PLAN = json.loads(Path(os.environ["PLAN"]).read_text())
WEIGHTS = [step["weight"] for step in PLAN["steps"]]


class Officer(HttpUser):
	wait_time = constant_throughput(PLAN["pace"]) if PLAN["pace"] else lambda _self: 0

	@task
	def step(self) -> None:
		step = random.choices(PLAN["steps"], WEIGHTS)[0]
		headers = {"X-Frappe-Site-Name": step["site"], "Cookie": f"sid={step['sid']}"}
		for call in step["calls"]:
			self.client.get(call["path"], params=call["asked"], headers=headers, name=step["name"])
