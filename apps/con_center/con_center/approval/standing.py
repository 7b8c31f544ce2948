"""Where a document is now, in words: who has it, and what comes next.

Told after a step, in the form of who can do nothing with it, and to who is refused.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.workflow import get_workflow, is_transition_condition_satisfied
from frappe.utils import cint, escape_html, format_date

from con_center.access import secrecy
from con_center.access.posts import holders
from con_center.approval.log import latest
from con_center.approval.meaning import BACK, IN_FORCE, AsRead, enters, meaning_of, with_meanings
from con_center.approval.notify import nearest
from con_center.organization.short_names import ShortNames

# of many who could go on with it, so many are named
MOST_NAMES = 3


def how_it_stands(doc, ask: Callable = holders) -> list[str]:
	"""Return sentences (HTML): the document's state, its number, and where it is. ask: who asks for the posts."""
	title, number = escape_html(doc.get_title() or doc.name), doc.get("number")
	return [
		_("{0} is in the status {1} now.").format(title, frappe.bold(_(doc.workflow_state))),
		# what was given to it as it was made stands in its title
		*([_("Issued as no. {0}.").format(frappe.bold(number))] if number and number not in title else []),
		*where_it_is(doc, ask=ask),
	]


def where_it_is(doc, since: str | None = None, ask: Callable = holders) -> list[str]:
	"""Return sentences (HTML): who has the document, since when, and what comes next; none where nothing comes."""
	steps = next_steps(doc)
	if not steps:
		return []
	actions = dict.fromkeys(f"“{escape_html(_(step.action))}”" for step in steps)
	return [
		_who_has_it(who_has(doc, steps, ask)),
		*([_("So it is since {0}.").format(since)] if since else []),
		_("What comes next: {0}.").format(f" {_('or')} ".join(actions)),
	]


def of_form(doc) -> dict:
	"""Return what the form says to who can do nothing with the document: `lines` (HTML), and whether it is `done`."""
	entry = latest([{"name": doc.name}]).get((doc.doctype, doc.name))
	since = format_date(entry.decided_on if entry else doc.creation)
	lines = where_it_is(doc, since)
	done = [_("Nothing is left to be done with it, since {0}.").format(since)]
	return {"lines": lines or done, "done": not lines}


def next_steps(doc) -> list[dict]:
	"""Return the steps that lead on from where the document is, as decisions have them: what takes it back is none.

	What follows from another document is one where it puts this one in force.
	"""
	rows = [row for row in get_workflow(doc.doctype).transitions if row.state == doc.workflow_state]
	as_read, is_over = AsRead(doc), meaning_of(doc) == IN_FORCE
	steps = [
		with_meanings(doc.doctype, row) for row in rows if is_transition_condition_satisfied(row, as_read)
	]
	return [
		step
		for step in steps
		if step.next_meaning not in BACK
		and (not cint(step.con_follows) or enters(step, IN_FORCE))
		# what is over waits for nobody to open it again
		and not (is_over and cint(step.con_asks_reason))
	]


def who_has(doc, steps: list[dict], ask: Callable = holders) -> list[dict]:
	"""Return the posts (`access.posts.holders`) that can take one of these steps: the nearest alone."""
	roles = sorted({step.allowed for step in steps if not cint(step.con_follows)})
	found = [post for role in roles for post in ask(role, doc.area, doctype=doc.doctype)]
	return nearest(secrecy.without_secrets(doc, found, changing=True))


def _who_has_it(found: list[dict]) -> str:
	names = [*dict.fromkeys(escape_html(f"{_(post.position)} ({post.officer_name})") for post in found)]
	if not names:
		return _("Nobody holds a post that could go on with it: tell the administrator.")
	shown = ", ".join(names[:MOST_NAMES])
	if len(names) > MOST_NAMES:
		shown = _("{0} and {1} more").format(shown, len(names) - MOST_NAMES)
	return _("It is at {0} now and waits for {1}.").format(_place(found[0].area), shown)


def _place(area: str) -> str:
	return escape_html(ShortNames.of_user().short(area))
