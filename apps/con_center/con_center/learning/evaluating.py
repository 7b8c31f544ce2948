"""What people say of a training, without their names: on the page that is shown on site, or typed from paper.

The code says that somebody takes part, and has not answered yet. What he answers is kept apart from it, under the day of
the training: neither who nor when can be told from it, also not by the order in which answers came.
"""

import frappe
from frappe.query_builder.functions import Avg, Count
from frappe.utils import cint

from con_center.access.areas import place_of
from con_center.entry.markup import plain
from con_center.learning import signing_in
from con_center.learning.signing_in import Shown

MARKS, WORDS = "Marks from 1 to 5", "Words"
MOST_LETTERS = 1000
EVALUATION, ANSWER = "Training Evaluation", "Training Evaluation Answer"
NOBODY = "Guest"


def questions(training: str) -> list[frappe._dict]:
	"""Return the questions of the training's form (question, kind) in their order."""
	form = frappe.db.get_value("Training", training, "evaluation_form")
	return frappe.get_all(
		"Evaluation Question",
		filters={"parent": form or "", "parenttype": "Evaluation Form"},
		fields=["question", "kind"],
		order_by="idx",
	)


def answer(shown: Shown, code: str | None, given: dict[int, str]) -> str | None:
	"""Keep what somebody has answered: {place of the question: marks or words}. Returns what came of it.

	"no code", "twice" or "kept".
	"""
	name = signing_in.participant_of(shown, code)
	if not name:
		return "no code"
	# locked: of two that are sent at once, one is kept
	if frappe.db.get_value("Training Participant", name, "evaluated", for_update=True):
		return "twice"
	_keep(shown.training, given)
	frappe.db.set_value("Training Participant", name, "evaluated", 1, update_modified=False)
	return "kept"


def _keep(training: str, given: dict[int, str]) -> None:
	area, day = frappe.db.get_value("Training", training, ["area", "starts_on"])
	same = {"creation": day, "modified": day, "owner": NOBODY, "modified_by": NOBODY}
	name = frappe.generate_hash(length=10)
	_insert(EVALUATION, [{"name": name, "training": training, **place_of(area), **same}])
	rows = [
		{
			"name": frappe.generate_hash(length=10),
			"parent": name,
			"parenttype": EVALUATION,
			"parentfield": "answers",
			"idx": number,
			"question": asked.question,
			"marks": _marks(given.get(number)) if asked.kind == MARKS else 0,
			"words": _words(given.get(number)) if asked.kind == WORDS else None,
			**same,
		}
		for number, asked in enumerate(questions(training), 1)
	]
	_insert(ANSWER, rows)


def _marks(typed: str | None) -> int:
	return cint(typed) if cint(typed) in range(6) else 0


def _words(typed: str | None) -> str:
	# written past the documents, where Frappe cleans texts
	return plain((typed or "").strip()[:MOST_LETTERS])


def _insert(doctype: str, rows: list[dict]) -> None:
	if rows:
		frappe.db.bulk_insert(doctype, [*rows[0]], [[*row.values()] for row in rows])


def results(training: str) -> frappe._dict:
	"""Return what was answered: people, questions (question, mean, marks: how many gave marks) and words by question."""
	evaluation, row = frappe.qb.DocType(EVALUATION), frappe.qb.DocType(ANSWER)
	answers = (
		frappe.qb.from_(row)
		.join(evaluation)
		.on((row.parent == evaluation.name) & (row.parenttype == EVALUATION))
		.where(evaluation.training == training)
	)
	marked = (
		answers.select(row.question, Avg(row.marks).as_("mean"), Count("*").as_("marks"))
		.where(row.marks > 0)
		.groupby(row.question)
	).run(as_dict=True)
	# in no order that tells when they came
	written = (
		answers.select(row.question, row.words).where(row.words != "").orderby(row.words).run(as_dict=True)
	)
	words: dict[str, list[str]] = {}
	for each in written:
		words.setdefault(each.question, []).append(each.words)
	order = {asked.question: number for number, asked in enumerate(questions(training))}
	return frappe._dict(
		people=frappe.db.count(EVALUATION, {"training": training}),
		questions=sorted(
			({**each, "mean": round(float(each.mean), 2)} for each in marked),
			key=lambda each: order.get(each["question"], len(order)),
		),
		words=words,
	)
