"""An office at work while something fails: each letter is written, sent up, checked, signed and sent, by whom it belongs to."""

from bootstrap.processes import wait_for
from tests.faults.orders import PATH, decision
from tests.served import Client, on_site

from .crowd import Crowd
from .whole import Cluster

LETTER, DISTRICT = "Official Letter", "3401"
OFFICES = 3
# who takes the step that leads on from a state
WAY = {
	"Draft": ("district", "Send Up"),
	"Unit Review": ("district2", "Check and Forward"),
	"Awaiting Signature": ("chief", "Sign and Issue"),
	"Issued": ("district", "Send Letter"),
}
STATES = (*WAY, "Letter Sent")
NUMBERED = STATES.index("Issued")
# what Redis Queue does itself every ten minutes, and the scheduler every hour; without waiting for either
BEGIN_ANEW = (
	"import time; from rq.registry import StartedJobRegistry; from frappe.utils.background_jobs import get_queues; "
	"[StartedJobRegistry(queue=queue).cleanup(time.time() + 36000) for queue in get_queues()]; "
	"from con_center.correspondence import delivery; delivery.IN_DOUBT = -1; delivery.send_waiting()"
)
TEXT = ("ด้วยอำเภอกำหนดประชุมคณะทำงาน", "จึงขอเชิญเข้าร่วมประชุม", "จึงเรียนมาเพื่อพิจารณา")


def join(crowd: Crowd, cluster: Cluster) -> None:
	"""An office of the demo is one of the crowd."""
	[office] = cluster.asked(
		f"select name from tabOffice where area = '{DISTRICT}' and is_default = 1 limit 1"
	)[0]
	others = cluster.asked(
		f"select name from tabArea where name like '34__' and name != '{DISTRICT}' limit {OFFICES}"
	)
	letter = {
		"office": office,
		"subject": crowd.mark,
		"circular": 1,
		"receivers": [
			{"receiver_name": "มูลนิธิ", "way": "Post"},
			*({"receiver_area": area} for [area] in others),
		],
		"body": [{"style": "Paragraph", "text": text} for text in TEXT],
	}
	crowd.add(work, crowd, letter, {login: Client(login) for login, _action in WAY.values()})


def work(number: int, crowd: Crowd, letter: dict, officers: dict[str, Client]) -> None:
	while not crowd.done.wait(0.5):
		made = crowd.ask(number, officers["district"], "POST", f"/api/resource/{LETTER}", json=letter)
		if made:
			name = made.json()["data"]["name"]
			crowd.told.written.add(name)
			see_through(number, crowd, name, officers)


def see_through(number: int, crowd: Crowd, name: str, officers: dict[str, Client]) -> None:
	"""Takes a letter until it is sent. Who was told to try again looks first how it stands."""
	while not crowd.done.wait(0.05):
		read = crowd.ask(number, officers["district"], "GET", f"/api/resource/{LETTER}/{name}")
		if not read:
			continue
		stored = read.json()["data"]
		if stored["workflow_state"] not in WAY:
			return
		login, action = WAY[stored["workflow_state"]]
		if crowd.ask(number, officers[login], "POST", PATH, data=decision(stored, action)):
			crowd.told.decided.add((name, action))


def check(cluster: Cluster, crowd: Crowd) -> None:
	"""On every node: letters are whole, each decision that was confirmed is in the log once, and none is half taken."""
	actions = [action for _login, action in WAY.values()]
	for node in cluster.nodes:
		letters = cluster.asked(
			"select l.name, l.workflow_state, ifnull(l.number, ''), "
			"(select count(*) from `tabLetter Paragraph` p where p.parent = l.name), "
			"(select count(*) from `tabDocument Number` n where n.reference_name = l.name), "
			"(select ifnull(group_concat(a.action order by a.decided_on), '') from `tabApproval Log` a "
			"where a.reference_name = l.name), "
			"(select count(*) from `tabIncoming Letter` i where i.letter = l.name) "
			f"from `tabOfficial Letter` l where l.subject = '{crowd.mark}'",
			node,
		)
		assert crowd.told.written <= {row[0] for row in letters}, "a letter is lost"
		taken = set()
		for name, state, number, paragraphs, numbers, log, entries in letters:
			steps = STATES.index(state)
			issued = steps >= NUMBERED
			assert int(paragraphs) == len(TEXT), f"half a letter: {name}"
			assert log == ",".join(actions[:steps]), f"{name} is {state}, and decided was {log}"
			assert bool(number) == issued and int(numbers) == issued, f"{name} is {state}, {number}"
			assert int(entries) == (OFFICES if steps == len(WAY) else 0), f"{name} is in {entries} registers"
			taken |= {(name, action) for action in actions[:steps]}
		assert crowd.told.decided <= taken, "a confirmed decision is lost"
		runs = cluster.asked(
			"select max(number) - min(number) + 1, count(distinct number), count(*) from `tabDocument Number` "
			"where reference_doctype = 'Official Letter' group by counter",
			node,
		)
		assert all(len(set(run)) == 1 for run in runs), f"a gap or a repeat: {runs}"


def check_sent(cluster: Cluster, crowd: Crowd, seconds: float) -> int:
	"""Each letter that was issued has its file, and each office that a letter was sent to its copy, once. Returns how many
	letters got that only by what is done every hour.
	"""
	of_crowd = f"from `tabOfficial Letter` l where l.subject = '{crowd.mark}'"
	without_file = f"select name {of_crowd} and l.docstatus = 1 and name not in (select reference_name from `tabIssued File`)"
	on_its_way = f"select name {of_crowd} and l.workflow_state = 'Letter Sent' and l.sent_out_on is null"
	copies = (
		"select (select count(*) from tabFile f where f.attached_to_doctype = 'Incoming Letter' "
		"and f.attached_to_name = i.name) from `tabIncoming Letter` i "
		f"where i.letter in (select name {of_crowd})"
	)

	def left() -> list[str]:
		return [name for what in (without_file, on_its_way) for [name] in cluster.asked(what)]

	wait_for(lambda: not left(), seconds)
	late = {*left()}
	if late:
		names = [name for [name] in cluster.asked(without_file)]
		on_site(f"from con_center.issuing.later import make; [make({LETTER!r}, name) for name in {names!r}]")
		on_site(BEGIN_ANEW)
		wait_for(lambda: not left(), 60)
	assert not left()
	assert {count for [count] in cluster.asked(copies)} <= {"1"}, "an office has no copy, or two"
	return len(late)
