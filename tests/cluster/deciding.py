"""An office at work while something fails: each letter is written, sent up, checked and signed, by whom it belongs to."""

from bootstrap.processes import wait_for
from tests.faults.orders import PATH, decision
from tests.served import Client, on_site

from .crowd import Crowd
from .whole import Cluster

LETTER, DISTRICT = "Official Letter", "3401"
# who takes the step that leads on from a state
WAY = {
	"Draft": ("district", "Send Up"),
	"Unit Review": ("district2", "Check and Forward"),
	"Awaiting Signature": ("chief", "Sign and Issue"),
}
STATES = (*WAY, "Issued")
TEXT = ("ด้วยอำเภอกำหนดประชุมคณะทำงาน", "จึงขอเชิญเข้าร่วมประชุม", "จึงเรียนมาเพื่อพิจารณา")


def join(crowd: Crowd, cluster: Cluster) -> None:
	"""An office of the demo is one of the crowd."""
	[office] = cluster.asked(
		f"select name from tabOffice where area = '{DISTRICT}' and is_default = 1 limit 1"
	)[0]
	letter = {
		"office": office,
		"subject": crowd.mark,
		"receivers": [{"receiver_name": "มูลนิธิ", "way": "Post"}],
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
	"""Takes a letter up to its number. Who was told to try again looks first how it stands."""
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
			"where a.reference_name = l.name) "
			f"from `tabOfficial Letter` l where l.subject = '{crowd.mark}'",
			node,
		)
		assert crowd.told.written <= {row[0] for row in letters}, "a letter is lost"
		taken = set()
		for name, state, number, paragraphs, numbers, log in letters:
			steps = STATES.index(state)
			issued = steps == len(WAY)
			assert int(paragraphs) == len(TEXT), f"half a letter: {name}"
			assert log == ",".join(actions[:steps]), f"{name} is {state}, and decided was {log}"
			assert bool(number) == issued and int(numbers) == issued, f"{name} is {state}, {number}"
			taken |= {(name, action) for action in actions[:steps]}
		assert crowd.told.decided <= taken, "a confirmed decision is lost"
		runs = cluster.asked(
			"select max(number) - min(number) + 1, count(distinct number), count(*) from `tabDocument Number` "
			"where reference_doctype = 'Official Letter' group by counter",
			node,
		)
		assert all(len(set(run)) == 1 for run in runs), f"a gap or a repeat: {runs}"


def check_files(cluster: Cluster, crowd: Crowd, seconds: float) -> int:
	"""Each letter that was issued has its file. Returns how many got it only by what the scheduler does every hour."""
	missing = (
		"select l.name from `tabOfficial Letter` l left join `tabIssued File` f on f.reference_name = l.name "
		f"where l.subject = '{crowd.mark}' and l.docstatus = 1 and f.name is null"
	)
	wait_for(lambda: not cluster.asked(missing), seconds)
	left = [name for [name] in cluster.asked(missing)]
	if left:
		on_site(f"from con_center.issuing.later import make; [make({LETTER!r}, name) for name in {left!r}]")
	assert not cluster.asked(missing)
	return len(left)
