"""The first page of a user: what waits for him, what became of what he sent, what comes next, and his area in tiles."""

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import add_days, cint, date_diff, get_datetime, now_datetime, today

from con_center.access.areas import COUNTRY
from con_center.access.posts import Post, posts
from con_center.access.statements import among
from con_center.approval import opinions, waiting
from con_center.approval.log import latest
from con_center.approval.meaning import ACKNOWLEDGED, BACK, OWN_WORK, RETURNED, meaning, states
from con_center.approval.notify import nearest, next_posts
from con_center.correspondence import inbox
from con_center.households import due
from con_center.learning import due as trainings_due
from con_center.learning.figures import registered_in
from con_center.learning.workflow import OPEN
from con_center.mediation import due as disputes_due
from con_center.meetings.workflow import CONVENED
from con_center.organization.short_names import ShortNames
from con_center.overview import guides, year

# rows of the page: what more there is, the report and the lists tell
MOST_WAITING, MOST_SENT, MOST_MEETINGS, MOST_LATE, MOST_TRAININGS = 40, 8, 3, 8, 3
# posts in several areas: so many of them are looked at
MOST_AREAS = 4
SENT_DAYS = 120


@frappe.whitelist()
def read() -> dict:
	"""Return the session user's first page.

	dict of begin (`guides.first_steps`), waiting and returned (rows, see `_row`), waiting_total, opinions (`_opinions`), letters (`_letters`), sent (`_sent`), meetings, trainings, late (entries of
	`year.of_center`, each with place), area (code and name of his widest post, or None), year and below
	(`year.of_center`'s, of that area).
	"""
	held = _widest_first(posts())
	names = ShortNames.of_user()
	rows = waiting.documents()
	steps = latest(rows[:MOST_WAITING])
	shown = [_row(row, steps.get((row["doctype"], row["name"])), names) for row in rows[:MOST_WAITING]]
	years = _years(held)
	return {
		"user": frappe.utils.get_fullname(),
		"begin": guides.first_steps(),
		"waiting": [row for row in shown if row["meaning"] != RETURNED],
		"returned": [row for row in shown if row["meaning"] == RETURNED],
		"waiting_total": len(rows),
		"opinions": _opinions(names),
		"letters": _letters(names),
		"sent": _sent({(row["doctype"], row["name"]) for row in rows}, names),
		"meetings": _meetings(held, names),
		"trainings": _trainings(names),
		"late": _late(years, names),
		"area": {"code": held[0].area, "name": names.full(held[0].area)} if held else None,
		"year": years[0]["year"] if years else None,
		"below": years[0]["below"] if years else None,
	}


def _widest_first(held: list[Post]) -> list[Post]:
	"""Return a post for each area, the widest first; the country's code is of two digits, as those of provinces."""
	by_area = {post.area: post for post in held}
	return [by_area[area] for area in sorted(by_area, key=lambda area: (len(area), area))]


def _row(row: dict, step: dict | None, names: ShortNames) -> dict:
	"""Return what the page shows of a document that waits: with where, since when, from whom, and what can be done."""
	since = step.decided_on if step else get_datetime(row["modified"])
	forward = next((each.action for each in row["steps"] if each.next_meaning not in BACK), None)
	return {
		"doctype": row["doctype"],
		"name": row["name"],
		"modified": str(row["modified"]),
		"meaning": row["meaning"],
		"title": names.without_area(row["title"]),
		"place": names.short(row["area"]),
		"kind": _(row["doctype"]),
		"state": _(row["workflow_state"]),
		"since": str(since),
		"days": date_diff(today(), since),
		"sent_by": _named(step),
		"reason": row["return_reason"] if row["meaning"] == RETURNED else None,
		"print_format": frappe.get_meta(row["doctype"]).default_print_format,
		"steps": [
			{
				"action": each.action,
				"label": _(each.action),
				"asks_reason": cint(each.con_asks_reason),
				"asks_again": cint(each.con_asks_again),
				"asks_for": each.con_asks_for,
				"takes_back": each.next_meaning in BACK,
				# the one that is offered first
				"leads": each.action == forward,
				# several at once: where nothing needs reading
				"only_acknowledges": each.next_meaning == ACKNOWLEDGED,
			}
			for each in row["steps"]
		],
	}


def _named(step: dict | None) -> str:
	return " · ".join(filter(None, (step.officer_name, _(step.position)))) if step else ""


def _opinions(names: ShortNames) -> list[dict]:
	"""Return what waits for the user's opinion: with the question, by when, and the document to be read."""
	return [
		{
			"name": row.name,
			"question": row.question,
			"asked_by": row.asked_by_name,
			"due_on": str(row.due_on),
			"late": date_diff(today(), row.due_on) > 0,
			"document": {
				"doctype": row.reference_doctype,
				"name": row.reference_name,
				"title": names.without_area(row.reference_title),
				"print_format": frappe.get_meta(row.reference_doctype).default_print_format,
				"steps": [],
			},
			"kind": _(row.reference_doctype),
			"place": names.short(row.area),
		}
		for row in opinions.asked_of_me()
	]


def _letters(names: ShortNames) -> list[dict]:
	"""Return the letters that came in and wait for the user: to be received, or done by a day."""
	return [
		{
			"name": row.name,
			"title": row.title,
			"place": names.short(row.area),
			"sender": row.sender,
			"state": _("Given to Me") if row.assigned_to == frappe.session.user else _(row.status),
			"to_receive": row.status == inbox.TO_RECEIVE,
			"urgency": _(row.urgency) if row.urgency else None,
			"due_on": str(row.due) if row.due else None,
			"late": bool(row.due) and date_diff(today(), row.due) > 0,
		}
		for row in inbox.of_me()
	]


# what became of it


def _sent(waiting_here: set[tuple[str, str]], names: ShortNames) -> list[dict]:
	"""Return what the user has sent on lately and does not have himself: with its way so far, and who has it now."""
	found = []
	for doctype, name in _taken_lately():
		# the log stays when a draft is deleted
		if (doctype, name) in waiting_here or not frappe.db.exists(doctype, name):
			continue
		doc = frappe.get_doc(doctype, name)
		if not frappe.has_permission(doctype, "read", doc):
			continue
		posts_now = nearest(next_posts(doc))
		found.append(
			{
				"doctype": doctype,
				"name": name,
				"title": names.without_area(doc.get_title() or name),
				"kind": _(doctype),
				"state": _(doc.workflow_state),
				"number": doc.get("number"),
				"is_back": doc.get_meaning() in (OWN_WORK, RETURNED),
				"waits_for": [{"position": _(p.position), "officer_name": p.officer_name} for p in posts_now],
			}
		)
		if len(found) == MOST_SENT:
			break
	ways = _ways(found)
	return [{**row, "way": ways.get((row["doctype"], row["name"]), [])} for row in found]


def _taken_lately() -> list[tuple[str, str]]:
	entry = frappe.qb.DocType("Approval Log")
	return (
		frappe.qb.from_(entry)
		.select(entry.reference_doctype, entry.reference_name)
		.where((entry.user == frappe.session.user) & (entry.decided_on >= add_days(today(), -SENT_DAYS)))
		.groupby(entry.reference_doctype, entry.reference_name)
		.orderby(Max(entry.decided_on), order=frappe.qb.desc)
		.limit(3 * MOST_SENT)
	).run()


def _ways(rows: list[dict]) -> dict[tuple[str, str], list[dict]]:
	"""Return the steps of each document, the first one first: action, officer_name and on."""
	entries = frappe.get_all(
		"Approval Log",
		filters={"reference_name": among(row["name"] for row in rows)},
		fields=["reference_doctype", "reference_name", "action", "officer_name", "decided_on"],
		order_by="decided_on, creation",
	)
	found: dict[tuple[str, str], list[dict]] = {}
	for each in entries:
		found.setdefault((each.reference_doctype, each.reference_name), []).append(
			{"action": _(each.action), "officer_name": each.officer_name, "on": str(each.decided_on)}
		)
	return found


# what comes


def _meetings(held: list[Post], names: ShortNames) -> list[dict]:
	"""Return the next meetings: of what lies in the user's own district, of wider areas the centers' own."""
	if not held:
		return []
	wide = [post.area for post in held if len(post.area) == 2]
	rows = frappe.get_list(
		"Meeting",
		filters={
			"starts_on": (">=", now_datetime()),
			"workflow_state": ("in", states("Meeting", CONVENED, OWN_WORK)),
			**({"center": ("in", wide)} if wide else {}),
		},
		fields=["name", "title", "area", "starts_on", "place", "workflow_state"],
		order_by="starts_on asc",
		limit_page_length=MOST_MEETINGS,
	)
	return [
		{
			"name": row.name,
			"title": names.without_area(row.title),
			"area": names.short(row.area),
			"starts_on": str(row.starts_on),
			"place": row.place,
			"state": _(row.workflow_state),
			"is_called": meaning("Meeting", row.workflow_state) == CONVENED,
		}
		for row in rows
	]


def _trainings(names: ShortNames) -> list[dict]:
	"""Return the trainings for which people are registered now, the first one first, with how many of the user's areas are."""
	if not frappe.has_permission("Training Participant", "create"):
		return []
	rows = frappe.get_list(
		"Training",
		filters={"workflow_state": ("in", states("Training", OPEN)), "ends_on": (">=", today())},
		fields=["name", "training_title", "area", "starts_on", "registration_until"],
		order_by="starts_on asc",
		limit_page_length=MOST_TRAININGS,
	)
	registered = registered_in([row.name for row in rows])
	return [
		{
			"name": row.name,
			"title": row.training_title,
			"area": names.short(row.area),
			"starts_on": str(row.starts_on),
			"until": str(row.registration_until or ""),
			"own": registered.get(row.name, 0),
		}
		for row in rows
	]


def _years(held: list[Post]) -> list[dict]:
	"""Return the running year of the centers of the user's areas, as far as he may read it."""
	centers = [
		post.area
		for post in held[:MOST_AREAS]
		if frappe.db.exists("CON Center", post.area) and year.may_read("CON Center", post.area)
	]
	# what lies below is shown of the widest one alone
	running = year.asked_year(None)
	return [year.look_at(center, running, with_below=center == centers[0]) for center in centers]


def _late(years: list[dict], names: ShortNames) -> list[dict]:
	entries = [
		{**entry, "place": names.short(found["area"]) if len(years) > 1 else ""}
		for found in years
		# of the country alone, nothing is due
		if found["area"] != COUNTRY
		for entry in found["late"]
	]
	entries += [
		{**entry, "place": ""}
		for entry in (*due.entries(), *disputes_due.entries(), *trainings_due.entries())
	]
	return sorted(entries, key=lambda entry: year.COLOUR_RANK.index(entry["colour"]))[:MOST_LATE]
