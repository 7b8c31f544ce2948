"""Orders of the demo that wait for the chief's signature."""

import json

from tests.served import Client, on_site

ORDER = "Appointment Order"
# who takes which step towards the signature
WAY = {
	"Draft": ("officer", "Send Up"),
	"Returned": ("officer", "Send Up"),
	"District Review": ("district", "Check and Forward"),
}
PATH = "/api/method/frappe.model.workflow.apply_workflow"


def stored(client: Client, name: str) -> dict:
	answer = client.get(f"{client.url}/api/resource/{ORDER}/{name}", timeout=60)
	answer.raise_for_status()
	return answer.json()["data"]


def decision(order: dict, action: str) -> dict[str, str]:
	# whatever is odd in it
	return {"doc": json.dumps({**order, "decision_passing": "ลองดู"}, default=str), "action": action}


def order_to_sign() -> dict:
	"""An order of the demo that waits for the chief's signature, taken there by those before him."""
	everything = Client()
	listed = everything.get(
		f"{everything.url}/api/resource/{ORDER}",
		params={"fields": '["name","workflow_state"]', "filters": '{"docstatus":0}', "limit_page_length": 0},
		timeout=60,
	).json()["data"]
	chief = Client("chief")
	for row in sorted(listed, key=lambda row: row["workflow_state"] != "Awaiting Signature"):
		state = row["workflow_state"]
		while state in WAY:
			login, action = WAY[state]
			client = Client(login)
			answer = client.post(
				client.url + PATH, data=decision(stored(everything, row["name"]), action), timeout=60
			)
			if answer.status_code != 200:
				break
			state = answer.json()["message"]["workflow_state"]
		if "Sign and Issue" in actions(chief, stored(everything, row["name"])):
			# announcements need no number, and this one shall have one
			numbered = "'with_number', 1, update_modified=False"
			on_site(f"frappe.db.set_value({ORDER!r}, {row['name']!r}, {numbered})")
			return stored(chief, row["name"])
	raise AssertionError("no order of the demo is left that the chief could sign")


def actions(client: Client, order: dict) -> list[str]:
	answer = client.post(
		f"{client.url}/api/method/frappe.model.workflow.get_transitions",
		data={"doc": json.dumps(order, default=str)},
		timeout=60,
	)
	return [row["action"] for row in answer.json().get("message") or []]
