"""A decision: an action of the Workflow, taken by an officer of the area on the version that he has read.

Frappe's Workflow says which role may do what from which state. Added here: the role must be held, by a post
in force, over the document's own area; the version decided on must be the one that was opened; a step that asks for
a reason gets one; and what was decided goes to the log. A change of state by any other way than a
decision is refused.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model import workflow as frappe_workflow
from frappe.utils import cint, format_date

from con_center import registry
from con_center.access import secrecy
from con_center.access.documents import ScopedDocument
from con_center.access.posts import Post, holders, post_with_role
from con_center.access.saving import read_to_save
from con_center.approval import authority, findings, log, opinions
from con_center.approval.findings import Finding
from con_center.approval.meaning import (
	ACKNOWLEDGED,
	BACK,
	CANCELLED,
	IN_FORCE,
	AsRead,
	begins_in,
	meaning_of,
	states,
	with_meanings,
)
from con_center.approval.notify import next_posts, tell_next_deciders, tell_who_sent
from con_center.approval.own_work import is_own_work, why
from con_center.approval.standing import how_it_stands, of_form, where_it_is
from con_center.seams.arguments import ArgumentError, Dict, is_version, sent_document


class OutdatedVersionError(frappe.TimestampMismatchError):
	pass


class NotOfThisAreaError(frappe.PermissionError):
	pass


class ReasonMissingError(frappe.ValidationError):
	pass


class OwnWorkError(frappe.PermissionError):
	pass


class UndecidedChangeError(frappe.PermissionError):
	pass


class LaterChange(NamedTuple):
	"""What a later document has done to one that is in force: anybody is told who holds a copy of that."""

	what: str
	number: str | None
	dated: str | None


class GovernedDocument(ScopedDocument):
	"""A document whose state only changes by decisions, and which only the holder of its state may edit."""

	# whether it leaves the house once it is in force: its file is made once, and kept (`con_center.issuing`)
	leaves_the_house = False
	# the field that says of a document that the paper is what was issued
	on_paper_field: str | None = None
	# what its states mean for as long as it is in force
	stands_as = (IN_FORCE, ACKNOWLEDGED)

	@property
	def official_format(self) -> str | None:
		"""Return the print format in which it leaves the house: the default one of its DocType, the app's or an admin's."""
		on_paper = self.on_paper_field and cint(self.get(self.on_paper_field))
		return self.meta.default_print_format if self.leaves_the_house and not on_paper else None

	def before_validate(self):
		super().before_validate()
		if self.is_new() and not self.workflow_state:
			self.workflow_state = begins_in(self.doctype)
		self.guard_state()

	def is_settled(self) -> bool:
		"""Tell whether the document is with nobody any more, or with somebody else than the session user."""
		is_over = self.docstatus or self.get_meaning() in (*self.stands_as, CANCELLED)
		return bool(is_over) or not may_edit(self, self.workflow_state)

	def get_meaning(self) -> str | None:
		"""Return what the document's state means (`con_center.approval.meaning`)."""
		return meaning_of(self)

	def onload(self):
		"""Tell the form of who can do nothing with the document who has it, and what comes next."""
		# an admin may have switched the workflow off
		has_ladder = frappe_workflow.get_workflow_name(self.doctype)
		if has_ladder and not any(step.next_meaning not in BACK for step, _post in open_transitions(self)):
			self.set_onload("standing", of_form(self))
		if self.official_format and self.get_meaning() in (IN_FORCE, ACKNOWLEDGED, CANCELLED):
			# what the page to print opens as it is kept
			self.set_onload("issued_as", self.official_format)

	def before_update_after_submit(self):
		self.refuse_foreign_rows()
		self.keep_system_fields()
		self.guard_state()

	def before_cancel(self):
		self.guard_state()

	def before_discard(self):
		"""Frappe 16 writes that a draft is cancelled past everything else."""
		self.refuse_undecided()

	def keep_system_fields(self):
		if not is_deciding(self):
			super().keep_system_fields()

	def guard_state(self):
		before = self._stored_state()
		changed = (self.workflow_state, int(self.docstatus)) != (before.workflow_state, before.docstatus)
		if changed and not is_deciding(self):
			self.refuse_undecided()
		edits = not (changed or self.is_new() or self.flags.follows_committee)
		if edits and not may_edit(self, before.workflow_state):
			said = _("{0} is in the status {1}: it can be changed by {2} of its area only.").format(
				self.name,
				_(before.workflow_state),
				", ".join(dict.fromkeys(_(r) for r in editors(self, before.workflow_state))),
			)
			refuse(self, said, NotOfThisAreaError)

	def refuse_undecided(self):
		said = _("The status of {0} changes by a decision only: use the buttons under Actions.")
		if self.is_new():
			frappe.throw(said.format(_(self.doctype)), UndecidedChangeError)
		refuse(self, said.format(self.name), UndecidedChangeError)

	def _stored_state(self):
		if self.is_new():
			return frappe._dict(workflow_state=begins_in(self.doctype), docstatus=0)
		if before := self.get_doc_before_save():
			return frappe._dict(workflow_state=before.workflow_state, docstatus=int(before.docstatus))
		return frappe.db.get_value(self.doctype, self.name, ["workflow_state", "docstatus"], as_dict=True)

	def leads_to(self, transition: dict) -> bool:
		"""Tell whether a step leads where it says, with what was given along: of several, the one that does is taken."""
		return True

	# a decision has looked up its transition itself, and brings nothing new that the document could name

	def validate_workflow(self):
		if not is_deciding(self):
			super().validate_workflow()

	def _validate_links(self):
		if not is_deciding(self):
			super()._validate_links()

	def find(self, transition: dict, post: Post) -> Iterator[Finding]:
		"""Yield what a careful reviewer would find in the document before this step (con_center.approval.findings)."""
		yield from findings.blanks(self)
		yield from authority.find(self, transition, post)
		yield from opinions.find(self)

	def public_facts(self) -> dict:
		"""Return what anybody is told who holds a copy of it: kind, number, dated, issuer, subject, signatory_position.

		No names of people.
		"""
		return {
			"kind": _(self.doctype, lang="th"),
			"subject": self.get_title(),
			"issuer": self.public_issuer(),
		}

	def public_issuer(self) -> str:
		return frappe.get_cached_value("Area", self.area, "full_name")

	def later_changes(self) -> Iterator[LaterChange]:
		"""Yield what later documents have done to it that anybody is told who holds a copy."""
		if not self.meta.has_field("amended_from"):
			return
		in_force = ("in", states(self.doctype, *self.stands_as))
		if name := frappe.db.get_value(self.doctype, {"amended_from": self.name, "workflow_state": in_force}):
			facts = frappe.get_doc(self.doctype, name).public_facts()
			yield LaterChange("Replaced", facts.get("number"), facts.get("dated"))

	def before_decision(self, transition: dict, post: Post, comment: str | None):
		"""Set what the decision itself writes into the document. Called before the state changes.

		transition: the row of the Workflow, with what its states mean: `meaning` and `next_meaning`.
		"""


def refuse(doc, said: str, error: type[Exception], title: str | None = None) -> None:
	"""Refuse what was to be done with a document: say why, and who has it now (as it is stored)."""
	stored = frappe.get_doc(doc.doctype, doc.name)
	frappe.throw(" ".join([said, *where_it_is(stored)]), error, title=title)


def is_deciding(doc) -> bool:
	return frappe.flags.con_center_deciding == (doc.doctype, doc.name)


@contextmanager
def _deciding(doc):
	before = frappe.flags.con_center_deciding
	frappe.flags.con_center_deciding = (doc.doctype, doc.name)
	try:
		yield
	finally:
		frappe.flags.con_center_deciding = before


def editors(doc, state: str) -> list[str]:
	"""Return the roles that may edit the document in this state, as the Workflow says."""
	return [s.allow_edit for s in frappe_workflow.get_workflow(doc.doctype).states if s.state == state]


def may_edit(doc, state: str) -> bool:
	return any(post_with_role(role, doc.area, doctype=doc.doctype) for role in editors(doc, state))


def open_transitions(doc, user: str | None = None) -> list[tuple[dict, Post]]:
	"""Return what the user can decide on the document now: transitions of its Workflow, each with his post."""
	user = user or frappe.session.user
	return [step for step in _transitions_of_posts(doc, user) if not is_own_work(doc, *step, user)]


def _transitions_of_posts(doc, user: str) -> list[tuple[dict, Post]]:
	if not secrecy.may_change(doc.doctype, doc, user):
		return []
	flow = frappe_workflow.get_workflow(doc.doctype)
	found, as_read = [], AsRead(doc)
	for transition in flow.transitions:
		if transition.state != doc.get(flow.workflow_state_field) or (
			cint(transition.con_follows) and not doc.flags.follows
		):
			continue
		post = post_with_role(transition.allowed, doc.get("area"), user, doc.doctype)
		if post and frappe_workflow.is_transition_condition_satisfied(transition, as_read):
			found.append((with_meanings(doc.doctype, transition), post))
	return found


@frappe.whitelist()
def get_transitions(doc: Dict, workflow: str | None = None, raise_exception: bool = False) -> list[dict]:
	"""Frappe's get_transitions; of a governed document, those that the user's posts allow in its area."""
	asked = sent_document(doc)
	if asked.doctype not in registry.governed():
		return frappe_workflow.get_transitions(doc, workflow, raise_exception)
	document = frappe.get_doc(asked.doctype, asked.name)
	document.check_permission("read")
	# by name: of several that have it, the document's rules choose when it is taken
	return list({transition.action: transition for transition, _post in open_transitions(document)}.values())


@frappe.whitelist()
def found_before(doctype: str, name: str, action: str, modified: str | None = None) -> list[dict]:
	"""Return what is found before the session user takes this step, as the desk shows it: each a dict of a Finding.

	modified: of the version that he has read. Nothing of another one, nor of a step that he cannot take: the decision
	itself says why.
	"""
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	if modified and not is_version(modified, document):
		return []
	steps = [step for step in open_transitions(document) if step[0].action == action]
	return [finding._asdict() for finding in findings.look(document, *steps[0])] if steps else []


@frappe.whitelist()
def apply_workflow(doc: Dict, action: str):
	"""Frappe's apply_workflow; on a governed document a decision, with the version that the user has read.

	doc: the document as the user has it, with `modified`, `decision_comment` for the reason, `decision_values` for what
	else the step asks for, and `decision_passing`: why what was found odd is right all the same.
	"""
	asked = sent_document(doc)
	if asked.doctype not in registry.governed():
		return frappe_workflow.apply_workflow(doc, action)
	for field in ("decision_comment", "decision_passing"):
		if not isinstance(asked.get(field), str | None):
			frappe.throw(_("A reason is written in words."), ArgumentError)
	try:
		given = asked.decision_values
		decided = decide(
			asked.doctype,
			asked.name,
			action,
			asked.modified,
			asked.decision_comment,
			given if isinstance(given, dict) else None,
			asked.decision_passing,
		)
	except OutdatedVersionError:
		entry = log.taken_since(asked.modified, asked.doctype, asked.name, action)
		if not entry:
			raise
		# the answer to his own decision was lost on its way: he gets it now
		decided = read_to_save(asked.doctype, asked.name)
		tell_taken(decided, action, entry)
	# the desk shows the answer as it shows a form that it opens
	decided.run_method("onload")
	return decided


def decide(
	doctype: str,
	name: str,
	action: str,
	seen: str | None,
	comment: str | None = None,
	values: dict | None = None,
	passing: str | None = None,
):
	"""Carry out the session user's decision and log it; return the document after it.

	seen: `modified` of the version that was read; values: what the step asks for besides a reason, which the
	document's own rules read from `flags.given`, and check; passing: why what is found odd passes. Raises
	OutdatedVersionError, NotOfThisAreaError, ReasonMissingError, WrongDocumentError, OddDocumentError, or whatever the document's own rules raise; then nothing is changed.
	"""
	doc = read_to_save(doctype, name)
	doc.check_permission("read")
	check_version(doc, seen)
	doc.flags.given = frappe._dict(values or {})
	doc.flags.passing = passing
	_carry_out(doc, lambda step: step.action == action and doc.leads_to(step), action, comment)
	# those who come next are asked for once, for all who are told
	ask = cache(holders)
	posts = next_posts(doc, ask)
	tell_next_deciders(doc, posts)
	tell_who_sent(doc, posts)
	frappe.msgprint(" ".join(how_it_stands(doc, ask)), alert=True, indicator="green")
	return doc


def take(
	doc,
	meaning: str,
	comment: str | None = None,
	asks_for: str | None = None,
	passing: str | None = None,
	**values,
):
	"""Take the session user's decision that leads to a state of this meaning, whatever it is called; for the demo.

	asks_for: what the step asks for, where several lead there; values: what it is given; passing: as for `decide`.
	"""
	document = frappe.get_doc(doc.doctype, doc.name)
	steps = [
		step
		for step, _post in open_transitions(document)
		if step.next_meaning == meaning and (not asks_for or step.con_asks_for == asks_for)
	]
	if not steps:
		frappe.throw(_("{0}: no decision of yours leads to “{1}”.").format(doc.name, _(meaning)))
	return decide(doc.doctype, doc.name, steps[0].action, str(document.modified), comment, values, passing)


def tell_taken(doc, action: str, entry: dict) -> None:
	"""Tell the user that he has taken this decision already, how the document stands, and who has it now."""
	frappe.clear_last_message()
	lines = [
		_("You have done “{0}” already, on {1} at {2}. It has not been done again.").format(
			_(action), format_date(entry.decided_on), f"{entry.decided_on:%H:%M}"
		),
		*how_it_stands(doc),
	]
	frappe.msgprint("<br>".join(lines), title=_("Already Done"), indicator="blue")


def follow(doctype: str, name: str, meaning: str, comment: str | None = None, source=None):
	"""Carry out, and log, what follows on this document from the decision just taken on another one, the source.

	meaning: of the state that it leads to. For the rules of that other document to call, never a client: the version
	read is that of the other one. `before_decision` finds the source in `flags.source`.
	"""
	doc = read_to_save(doctype, name)
	doc.flags.follows, doc.flags.source = True, source
	_carry_out(doc, lambda step: step.con_follows and step.next_meaning == meaning, _(meaning), comment)
	tell_who_sent(doc, [])
	return doc


def _carry_out(doc, fits: Callable[[dict], bool], wanted: str, comment: str | None) -> None:
	"""Carry out the step that fits; wanted: what it is called where there is none."""
	transition, post = _transition(doc, fits, wanted)
	check_reason(transition, comment)
	passed = findings.check(doc, transition, post, doc.flags.passing)
	with _deciding(doc):
		doc.before_decision(transition, post, comment)
		_apply(doc, transition)
	doc.reload()
	log.record(doc, transition, post, comment, passed)
	opinions.close(doc)
	# what follows in other rooms: hooks.py
	doc.run_method("after_decision", transition)


def check_version(doc, seen: str | None) -> None:
	if not is_version(seen, doc):
		said = _("{0} has been changed by {1} since you opened it. Reload it, read it again, then decide.")
		changed_by = frappe.utils.get_fullname(doc.modified_by)
		refuse(doc, said.format(doc.name, changed_by), OutdatedVersionError, _("Not the Version You Read"))


def _transition(doc, fits: Callable[[dict], bool], wanted: str) -> tuple[dict, Post]:
	fitting = [step for step in _transitions_of_posts(doc, frappe.session.user) if fits(step[0])]
	for transition, post in fitting:
		if not is_own_work(doc, transition, post, frappe.session.user):
			return transition, post
	if fitting:
		frappe.throw(why(doc, *fitting[0], frappe.session.user), OwnWorkError)
	said = _("{0} is in the status {1}: your posts do not let you do “{2}” in {3}.").format(
		doc.name, _(doc.workflow_state), _(wanted), frappe.get_cached_value("Area", doc.area, "full_name")
	)
	refuse(doc, said, NotOfThisAreaError)


def check_reason(transition: dict, comment: str | None) -> None:
	if cint(transition.con_asks_reason) and not (comment or "").strip():
		frappe.throw(
			_("Reason: say why, so that the officer who corrects it knows what to do."), ReasonMissingError
		)


def _apply(doc, transition: dict) -> None:
	flow = frappe_workflow.get_workflow(doc.doctype)
	state = next(s for s in flow.states if s.state == transition.next_state)
	doc.set(flow.workflow_state_field, state.state)
	if state.update_field:
		doc.set(state.update_field, state.update_value)
	step = {(0, 0): doc.save, (0, 1): doc.submit, (1, 1): doc.save, (1, 2): doc.cancel}
	step[int(doc.docstatus), int(state.doc_status)]()
