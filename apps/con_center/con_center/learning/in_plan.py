"""A training of an activity of the plan: once it is closed, the plan's progress comes from it, and nobody types it twice.

One record of the activity (Activity Progress) names the training. Opening the training again takes it out of the plan,
closing it brings it back. What the plan cannot take, or what may have been typed by hand already, is offered in the form.
"""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import add_days, cint, date_diff, flt, getdate

from con_center.approval.meaning import IN_FORCE, meaning_of
from con_center.learning import figures
from con_center.learning.errors import LearningError, TrainingStateError
from con_center.planning import months
from con_center.thai import as_satang, fiscal_year, thai_date

PROGRESS, PLAN = "Activity Progress", "Action Plan"
RECORDED, WITHDRAWN = "Recorded", "Withdrawn"
# what a target in numbers counts, by its unit: people, or times that something is held
PEOPLE = ("คน", "ราย", "ท่าน")
TIMES = ("ครั้ง", "รุ่น", "เวที", "หลักสูตร", "โครงการ", "กิจกรรม")


class Standing(NamedTuple):
	"""How a closed training stands with its plan: its record that counts, what is in the way of one, and what was typed by
	hand for the activity in that month (dicts of name and title)."""

	record: str | None = None
	obstacle: str | None = None
	typed: tuple = ()


@frappe.whitelist()
def look(training: str) -> dict:
	"""Return how a closed training stands with its plan, to who holds it: record, obstacle, typed (see `Standing`)."""
	doc = frappe.get_doc("Training", training)
	doc.check_permission("write")
	return _standing(doc)._asdict() if doc.plan and meaning_of(doc) == IN_FORCE else Standing()._asdict()


@frappe.whitelist(methods=["POST"])
def record(training: str, progress: str | None = None, besides: bool = False) -> str:
	"""Record a closed training as progress of its plan; return the name of the record.

	progress: a record that was typed by hand and is this training: it takes people and money over from it. besides: what
	was typed is something else. Raises LearningError.
	"""
	# of two who record it at once, the second one finds the record
	doc = frappe.get_doc("Training", training, for_update=True)
	doc.check_permission("write")
	if meaning_of(doc) != IN_FORCE or not doc.plan:
		frappe.throw(
			_("Close the training, with the activity of the plan that it belongs to."), TrainingStateError
		)
	standing = _standing(doc)
	if standing.record:
		return standing.record
	if standing.obstacle:
		frappe.throw(standing.obstacle, LearningError)
	if progress and progress not in {row["name"] for row in standing.typed}:
		frappe.throw(_("Choose one of the records that were typed by hand for this activity."), LearningError)
	if standing.typed and not (progress or besides):
		frappe.throw(_("Progress was typed by hand: say whether it is this training."), LearningError)
	return _write(doc, progress)


def follow(training) -> None:
	"""Keep the plan up with a training that was closed just now, or opened again."""
	if meaning_of(training) != IN_FORCE:
		_take_back(training)
	elif training.plan:
		standing = _standing(training)
		if standing.obstacle or standing.typed:
			frappe.msgprint(_told(standing), title=_("Not Recorded in the Plan Yet"), indicator="orange")
		else:
			_write(training)


def _told(standing: Standing) -> str:
	return standing.obstacle or _(
		"Progress of this activity was typed by hand for the same month. Say in the form of the training whether it is this one."
	)


def _standing(training) -> Standing:
	counted = frappe.db.get_value(PROGRESS, {"training": training.name, "status": RECORDED}, "name")
	if counted:
		return Standing(counted)
	plan = _plan_in_force(training.plan)
	activity = plan and plan.activity(training.activity_number)
	day = plan and _day_in(plan, training)
	if obstacle := _obstacle(training, plan, activity, day):
		return Standing(obstacle=obstacle)
	typed = frappe.get_all(
		PROGRESS,
		filters={
			**_of_activity(plan, activity),
			"month": ("in", _months_of(training)),
			"status": RECORDED,
			"training": ("is", "not set"),
		},
		fields=["name", "title"],
		order_by="name",
	)
	return Standing(typed=tuple(typed))


def _obstacle(training, plan, activity, day) -> str | None:
	if not plan:
		return _("The plan is not approved: progress is recorded on a plan in force.")
	if not activity:
		return _("The plan in force has no activity {0} any more.").format(training.activity_number)
	if not day:
		return _("The training was not held in the plan's fiscal year, {0}.").format(plan.fiscal_year)
	if lacks_source(training):
		return _("Source of Money: say where the money spent came from. Open the training again for that.")
	if not _may_write(plan):
		return _("The plan is another office's, {0}: who keeps it records its progress.").format(plan.title)
	return None


def lacks_source(training) -> bool:
	"""Tell whether money was spent for an activity of a plan, and nobody says whose."""
	return bool(training.plan and flt(training.spent) > 0 and not training.budget_source)


def _may_write(plan) -> bool:
	wanted = frappe.get_doc({"doctype": PROGRESS, "plan": plan.name, "area": plan.area})
	return all(frappe.has_permission(PROGRESS, right, wanted) for right in ("create", "write"))


def _plan_in_force(name: str | None):
	"""Return the plan as it is in force: where it was amended, what it has become; None where there is none."""
	while name:
		plan = frappe.get_cached_doc(PLAN, name)
		if plan.docstatus < 2:
			return plan if plan.docstatus else None
		name = frappe.db.get_value(PLAN, {"amended_from": name}, "name", order_by="creation desc")
	return None


def _day_in(plan, training):
	"""Return the last day of the training that lies in the plan's year, or its first one; None where neither does."""
	days = (getdate(training.ends_on), getdate(training.starts_on))
	return next((day for day in days if fiscal_year(day) == plan.fiscal_year), None)


def _months_of(training) -> list[str]:
	"""Return all months in which it was held: in any of them somebody may have typed it by hand."""
	days = range(date_diff(training.ends_on, training.starts_on) + 1)
	return sorted({months.month_of(getdate(add_days(training.starts_on, day))) for day in days})


def _of_activity(plan, activity) -> dict:
	return {"plan": plan.name, "activity_number": str(activity.number)}


def _write(training, name: str | None = None) -> str:
	"""Write the training into its record, or into one that was typed; else into a new one."""
	plan = _plan_in_force(training.plan)
	activity = plan.activity(training.activity_number)
	own = {**_of_activity(plan, activity), "training": training.name}
	name = name or frappe.db.get_value(PROGRESS, own, "name")
	doc = frappe.get_doc(PROGRESS, name) if name else frappe.get_doc({"doctype": PROGRESS, **own})
	doc.flags.by_system = True
	_fill(doc, training, plan, activity)
	doc.save()
	frappe.msgprint(
		_("Recorded in the plan: {0}. Correct there how far the activity is, if need be.").format(
			frappe.utils.get_link_to_form(PROGRESS, doc.name, frappe.utils.escape_html(doc.title))
		),
		alert=True,
		indicator="green",
	)
	return doc.name


def _fill(doc, training, plan, activity) -> None:
	"""What the training tells is written anew: days, people and money; what somebody has written besides stays."""
	day = _day_in(plan, training)
	is_own = doc.training == training.name
	doc.update({"training": training.name, "status": RECORDED, "month": months.month_of(day), "held_on": day})
	doc.place = doc.place or training.place
	doc.what_was_done = _done(doc.what_was_done, training)
	people = figures.came_by_group(training.name)
	if {row.participant_group: cint(row.people) for row in doc.participants} != people:
		doc.set("participants", [{"participant_group": each, "people": n} for each, n in people.items()])
	if _is_spent_otherwise(doc, training, is_own):
		spent = [{"source": training.budget_source, "amount": training.spent}] if training.spent else []
		doc.set("spending", spent)
	_fill_how_far(doc, activity, sum(people.values()))


def _is_spent_otherwise(doc, training, is_own: bool) -> bool:
	"""Tell whether the training says otherwise what was spent; a split over several sources of the same sum is somebody's own."""
	if as_satang(training.spent or 0) != as_satang(doc.spent_total or 0):
		return bool(training.spent or is_own)
	return len(doc.spending) == 1 and doc.spending[0].source != training.budget_source


def _done(written: str | None, training) -> str:
	"""Return what was done: as it stands there, else title and days; with the result, once."""
	first, last = (thai_date(day, thai=False) for day in (training.starts_on, training.ends_on))
	written = written or f"{training.training_title} ({first if first == last else f'{first} – {last}'})"
	result = (training.result or "").strip()
	return written if result in written else f"{written}\n{result}"


def _fill_how_far(doc, activity, people: int) -> None:
	"""Propose how far the activity is; what has no unit that is known, the officer says himself."""
	unit = (activity.target_unit or "").strip()
	if flt(activity.target_quantity) > 0:
		if unit in PEOPLE:
			doc.done_quantity = people
		elif unit in TIMES:
			doc.done_quantity = doc.done_quantity or 1
	elif not doc.percent_done:
		doc.percent_done = _share_of_months(doc, activity)


def _share_of_months(doc, activity) -> float:
	"""Return for how many of its months in the plan something of the activity has been done, in percent."""
	filters = {"plan": doc.plan, "activity_number": doc.activity_number, "status": RECORDED}
	done = {doc.month, *frappe.get_all(PROGRESS, filters=filters, pluck="month")}
	return min(100, round(100 * len(done) / max(1, len(months.ticked(activity)))))


def _take_back(training) -> None:
	"""Take out of the plan what a training that is opened again has brought. It is bookkeeping: whoever may open it may."""
	for name in frappe.get_all(PROGRESS, {"training": training.name, "status": RECORDED}, pluck="name"):
		doc = frappe.get_doc(PROGRESS, name)
		# kept, so it is Thai
		doc.update({"status": WITHDRAWN, "withdrawn_reason": "เปิดการอบรมอีกครั้ง จึงยังไม่นับในแผนจนกว่าจะปิดการอบรม"})
		doc.flags.by_system = True
		doc.save(ignore_permissions=True)
