import frappe
from frappe import _
from frappe.utils import cint, getdate, today
from pydantic import Json
from typing_extensions import TypedDict

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.posts import Post, post_with_role
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.planning.money import NOTHING, share, total, total_by
from con_center.planning.rules import PlanError, check_money, refuse_twice
from con_center.seams.arguments import Names, is_version
from con_center.thai import as_satang, thai_date

SUB, DISTRICT, PROVINCE = "CON Sub-district Officer", "CON District Officer", "CON Province Officer"
# who may pass a project on to a plan, and who may write down what became of it there: officers of the project's
# area. The higher the plan, the higher the office that speaks for it
MAY_PASS_ON = {
	"Local Plan": (SUB, DISTRICT, PROVINCE),
	"District Plan": (SUB, DISTRICT, PROVINCE),
	"Province Plan": (DISTRICT, PROVINCE),
	"Province-group Plan": (PROVINCE,),
}
MAY_ANSWER = {
	"Local Plan": (SUB, DISTRICT, PROVINCE),
	"District Plan": (DISTRICT, PROVINCE),
	"Province Plan": (PROVINCE,),
	"Province-group Plan": (PROVINCE,),
}
# what may follow a referral's state
FOLLOWING = {
	"Sent": ("Accepted", "Returned", "Funded", "Not Funded"),
	"Accepted": ("Returned", "Funded", "Not Funded"),
}
OPEN_REFERRAL = ("Sent", "Accepted")
# the states in which the project itself may still be changed
EDITABLE = ("Draft", "Agreed in Forum")
COPIED_BY_SPLIT = (
	"area",
	"fiscal_year",
	"village",
	"village_text",
	"strong_sub_district",
	"problem",
	"aim",
	"target",
	"expected_result",
	"way",
	"side",
	"responsible",
	"proposed_by",
	"priority",
)
MOST_PARTS = 20


class SentPart(TypedDict, total=False):
	"""A part of a project that is split; share: percent of its money."""

	project_name: str | None
	share: str | int | float | None
	village_text: str | None


SentParts = list[SentPart] | Json[list[SentPart]]


class ProjectError(PlanError):
	pass


class ProjectStateError(ProjectError):
	pass


class ProjectVersionError(frappe.TimestampMismatchError):
	pass


class NotForThisPostError(frappe.PermissionError):
	pass


class PlanProject(ScopedDocument):
	"""A project of the sub-district development plan (แผนพัฒนาตำบล), from the village's need to what became of it."""

	def validate(self):
		self.validate_place()
		self.validate_year()
		self.validate_budgets()
		self.validate_open_for_changes()

	def on_trash(self):
		if (
			self.status != "Draft"
			or self.split_from
			or frappe.db.exists("Plan Project", {"merged_into": self.name})
		):
			frappe.throw(
				_("{0} stays on record. If it is no longer wanted, withdraw it.").format(self.project_name),
				ProjectStateError,
			)

	def validate_place(self):
		if self.level != "Sub-district":
			frappe.throw(
				_("Sub-district: {0} is none. A project goes into the plan of a sub-district.").format(
					frappe.bold(frappe.get_cached_value("Area", self.area, "full_name"))
				),
				ProjectError,
			)
		if self.village and not (len(self.village) == 8 and self.village.startswith(self.area)):
			frappe.throw(
				_("Village of Origin: {0} is no village of this sub-district.").format(
					frappe.bold(self.village)
				),
				ProjectError,
			)

	def validate_year(self):
		check_fiscal_year(self.fiscal_year, _(self.meta.get_label("fiscal_year")))

	def validate_budgets(self):
		label = _(self.meta.get_label("budgets"))
		for row in self.budgets:
			where = _("{0}, row {1}, {2}").format(label, row.idx, _(row.meta.get_label("fiscal_year")))
			check_fiscal_year(row.fiscal_year, where)
			if row.fiscal_year and self.fiscal_year and cint(row.fiscal_year) < cint(self.fiscal_year):
				frappe.throw(
					_("{0}: {1} lies before the plan's own year {2}. Correct one of them.").format(
						frappe.bold(where), row.fiscal_year, self.fiscal_year
					),
					ProjectError,
				)
		check_money(self.budgets, label)
		refuse_twice(
			self.budgets,
			lambda r: (cint(r.fiscal_year), r.source),
			label,
			_("fiscal year and source of money"),
		)
		self.planned_total = float(total(r.amount for r in self.budgets))

	def validate_open_for_changes(self):
		"""What has been passed on or closed stays as it was decided on; a returned project is open again."""
		before = self.get_doc_before_save()
		if not before or self.flags.by_system or before.status in EDITABLE:
			return
		frappe.throw(
			_(
				"{0} is in the status {1} and stays as it is. If it must change, have it returned first."
			).format(frappe.bold(before.project_name), _(before.status)),
			ProjectStateError,
		)

	def save_by_action(self) -> None:
		self.flags.by_system = True
		self.save()

	def add_trace(self, line: str) -> None:
		"""Note what became of the project. It is kept, so it is Thai, whatever language the officer works in."""
		self.trace = "\n".join(filter(None, [self.trace, f"{thai_date(today(), thai=False)}: {line}"]))

	def referral(self, row: str):
		"""Return the referral row of this name."""
		found = next((r for r in self.referrals if r.name == row), None)
		if not found:
			frappe.throw(_("Passed On: {0} is no row of this project.").format(row), ProjectError)
		return found

	def state_from_referrals(self) -> str:
		"""Return the state that follows from what became of the project in the plans it was passed on to."""
		states = [row.state for row in self.referrals]
		if "Funded" in states:
			return "Funded"
		if any(state in OPEN_REFERRAL for state in states):
			return "Passed On"
		if not states or states[-1] == "Returned":
			return "Agreed in Forum"
		return "Not Funded"


# the actions on a project: each reads it anew, and asks for the right to it, its version and its state


def _open(name: str, seen: str | None, states: tuple[str, ...]) -> PlanProject:
	"""Return the project, locked, which the session user may write, as he has read it, in one of the states."""
	project = frappe.get_doc("Plan Project", name, for_update=True)
	project.check_permission("write")
	if seen and not is_version(seen, project):
		frappe.throw(
			_("{0} has been changed since you opened it. Reload it and look again.").format(
				project.project_name
			),
			ProjectVersionError,
		)
	if project.status not in states:
		frappe.throw(
			_("{0} is in the status {1}: this cannot be done with it now.").format(
				frappe.bold(project.project_name), _(project.status)
			),
			ProjectStateError,
		)
	return project


def _post_for(project, roles: tuple[str, ...], passed_to: str) -> Post:
	post = next((p for p in (post_with_role(role, project.area) for role in roles) if p), None)
	if not post:
		frappe.throw(
			_("{0}: only {1} of the area can do this.").format(
				frappe.bold(_(passed_to)), ", ".join(_(role) for role in roles)
			),
			NotForThisPostError,
		)
	return post


def _officer(post: Post) -> str:
	return frappe.db.get_value("Officer Assignment", post.assignment, "officer_name")


def _day(value: str | None, label: str):
	try:
		day = getdate(value) if value else None
	except Exception:
		day = None
	if not day:
		frappe.throw(_("{0}: choose the day in the calendar.").format(frappe.bold(_(label))), ProjectError)
	if day > getdate():
		frappe.throw(
			_("{0}: the date lies in the future. Give the day on which it happened.").format(_(label)),
			ProjectError,
		)
	return day


def _text(value: str | None, label: str) -> str:
	if not (value or "").strip():
		frappe.throw(_("{0}: say it in a few words.").format(frappe.bold(_(label))), ProjectError)
	return value.strip()


def _amount(value, label: str) -> float:
	try:
		amount = as_satang(value or 0)
	except ValueError:
		amount = None
	if amount is None or amount < NOTHING:
		frappe.throw(_("{0}: type an amount in baht from 0 on.").format(frappe.bold(_(label))), ProjectError)
	return float(amount)


@frappe.whitelist()
def agree(
	name: str, forum_date: str, forum_place: str, forum_attendance: int | str = 0, seen: str | None = None
):
	"""Record that the forum (เวทีประชาคม) has agreed to the project. Returns its new status."""
	project = _open(name, seen, ("Draft",))
	if not project.budgets:
		frappe.throw(
			_("Budget by Year and Source: enter what the project will cost, before the forum agrees to it."),
			ProjectError,
		)
	project.forum_date = _day(forum_date, "Agreed On")
	project.forum_place = _text(forum_place, "Where the Forum Met")
	project.forum_attendance = max(0, cint(forum_attendance))
	project.status = "Agreed in Forum"
	project.save_by_action()
	return project.status


@frappe.whitelist()
def pass_on(
	name: str, passed_to: str, passed_on: str | None = None, note: str | None = None, seen: str | None = None
):
	"""Pass an agreed project on to a plan (key of MAY_PASS_ON). Returns its new status."""
	project = _open(name, seen, ("Agreed in Forum", "Passed On", "Not Funded"))
	if passed_to not in MAY_PASS_ON:
		frappe.throw(_("To Which Plan: choose one of the list."), ProjectError)
	post = _post_for(project, MAY_PASS_ON[passed_to], passed_to)
	if any(row.passed_to == passed_to and row.state in OPEN_REFERRAL for row in project.referrals):
		frappe.throw(
			_("To Which Plan: it has been passed on to the {0} already, and waits there.").format(
				frappe.bold(_(passed_to))
			),
			ProjectStateError,
		)
	project.append(
		"referrals",
		{
			"passed_to": passed_to,
			"passed_on": _day(passed_on or today(), "Passed On"),
			"state": "Sent",
			"note": (note or "").strip() or None,
			"passed_by": _officer(post),
		},
	)
	project.status = project.state_from_referrals()
	project.save_by_action()
	return project.status


@frappe.whitelist()
def answer(
	name: str,
	row: str,
	state: str,
	note: str | None = None,
	amount_granted: float | str | None = None,
	seen: str | None = None,
):
	"""Write down what became of a project in the plan that the row names; a return says why. Returns the new status."""
	project = _open(name, seen, ("Passed On", "Funded", "Not Funded"))
	referral = project.referral(row)
	if state not in FOLLOWING.get(referral.state, ()):
		frappe.throw(
			_("{0} is in the state {1}: {2} cannot follow.").format(
				frappe.bold(_(referral.passed_to)), _(referral.state), _(state)
			),
			ProjectStateError,
		)
	post = _post_for(project, MAY_ANSWER[referral.passed_to], referral.passed_to)
	if state in ("Returned", "Not Funded"):
		note = _text(note, "Why")
	referral.update(
		{
			"state": state,
			"answered_on": today(),
			"answered_by": _officer(post),
			"note": "\n".join(filter(None, [referral.note, (note or "").strip()])),
			"amount_granted": _amount(amount_granted, "Granted (Baht)") if state == "Funded" else 0,
		}
	)
	project.status = project.state_from_referrals()
	project.save_by_action()
	return project.status


@frappe.whitelist()
def finish(
	name: str, done_on: str, result: str, spent_total: float | str | None = None, seen: str | None = None
):
	"""Record that the project has been carried out: with money from a plan, or by the community alone."""
	project = _open(name, seen, ("Funded", "Agreed in Forum"))
	if project.status == "Agreed in Forum" and project.way != "Do Alone":
		frappe.throw(
			_("{0}: what is not done alone is passed on first.").format(frappe.bold(project.project_name)),
			ProjectStateError,
		)
	project.done_on = _day(done_on, "Done On")
	project.result = _text(result, "Outcome of the Work")
	project.spent_total = _amount(spent_total, "Spent (Baht)")
	project.status = "Done"
	project.save_by_action()
	return project.status


@frappe.whitelist()
def withdraw(name: str, reason: str, seen: str | None = None):
	"""Take a project out of the plan, with a reason. What had been merged into it, or split into it, comes back."""
	project = _open(name, seen, (*EDITABLE, "Not Funded"))
	project.withdrawn_reason = _text(reason, "Why Withdrawn")
	project.status = "Withdrawn"
	project.add_trace(f"ถอนออกจากแผน: {project.withdrawn_reason}")
	project.save_by_action()
	for source in frappe.get_all("Plan Project", filters={"merged_into": project.name}, pluck="name"):
		_bring_back(source, f"{project.name} ถูกถอน")
	if project.split_from and not frappe.db.exists(
		"Plan Project", {"split_from": project.split_from, "status": ("!=", "Withdrawn")}
	):
		_bring_back(project.split_from, "ทุกส่วนที่แยกถูกถอน")
	return project.status


def _bring_back(name: str, why: str) -> None:
	project = frappe.get_doc("Plan Project", name, for_update=True)
	project.merged_into = None
	project.status = "Agreed in Forum" if project.forum_date else "Draft"
	project.add_trace(f"กลับเข้าแผน: {why}")
	project.save_by_action()


@frappe.whitelist()
def merge(names: Names, project_name: str):
	"""Make one project of several of the same sub-district and year. Returns its name.

	The new one has all their money, added up by year and source to the satang; they stay on record, as merged.
	"""
	chosen = list(dict.fromkeys(names))
	if not 2 <= len(chosen) <= MOST_PARTS:
		frappe.throw(_("Choose from 2 to {0} projects to merge.").format(MOST_PARTS), ProjectError)
	# always in the same order: two officers cannot wait for each other
	projects = {name: _open(name, None, EDITABLE) for name in sorted(chosen)}
	first = projects[chosen[0]]
	for project in projects.values():
		for field in ("area", "fiscal_year"):
			if project.get(field) != first.get(field):
				frappe.throw(
					_("{0}: {1} differs from that of {2}. Projects of one plan can be merged.").format(
						frappe.bold(project.project_name),
						_(project.meta.get_label(field)),
						frappe.bold(first.project_name),
					),
					ProjectError,
				)
	merged = _merged(_text(project_name, "Project"), [projects[name] for name in chosen])
	for project in projects.values():
		project.merged_into = merged.name
		project.status = "Merged"
		project.add_trace(f"รวมเข้ากับ {merged.project_name} ({merged.name})")
		project.save_by_action()
	return merged.name


def _merged(project_name: str, projects: list[PlanProject]) -> PlanProject:
	first = projects[0]
	merged = frappe.new_doc("Plan Project")
	merged.update({f: first.get(f) for f in COPIED_BY_SPLIT})
	merged.project_name = project_name
	villages = dict.fromkeys(p.village_text for p in projects if p.village_text)
	merged.village_text = ", ".join(villages)[:140]
	merged.village = first.village if len({p.village for p in projects}) == 1 else None
	for field in ("problem", "aim", "target", "expected_result"):
		merged.set(field, "\n".join(dict.fromkeys(p.get(field) for p in projects if p.get(field))))
	merged.strong_sub_district = max(cint(p.strong_sub_district) for p in projects)
	merged.priority = min((p.priority for p in projects if p.priority), default=0)
	lines = [row for p in projects for row in p.budgets]
	for (year, source), amount in total_by(
		lines, lambda r: (r.fiscal_year, r.source), lambda r: r.amount
	).items():
		merged.append("budgets", {"fiscal_year": year, "source": source, "amount": float(amount)})
	merged.add_trace(
		"รวมจาก " + ", ".join(f"{p.project_name} ({p.name}: {p.planned_total:,.2f} บาท)" for p in projects)
	)
	merged.flags.by_system = True
	merged.insert()
	return merged


@frappe.whitelist()
def split(name: str, parts: SentParts, seen: str | None = None):
	"""Make several projects of one. Returns their names.

	parts: [{"project_name": str, "share": percent of the money, "village_text": str or None}, …], at least two, whose
	shares add up to 100. Each line of the budget is divided to the satang: the parts add up to the whole again.
	"""
	project = _open(name, seen, EDITABLE)
	wanted = [frappe._dict(part) for part in parts]
	if not 2 <= len(wanted) <= MOST_PARTS:
		frappe.throw(_("A project is split into 2 to {0} parts.").format(MOST_PARTS), ProjectError)
	shares = [_share(part, number) for number, part in enumerate(wanted, 1)]
	if sum(as_satang(s) for s in shares) != 100:
		frappe.throw(
			_("Share (%): the shares add up to {0}, not to 100. Correct them.").format(
				frappe.bold(f"{sum(as_satang(s) for s in shares):g}")
			),
			ProjectError,
		)
	divided = [share(row.amount, shares) for row in project.budgets]
	made = [_part(project, part, number, divided) for number, part in enumerate(wanted)]
	project.status = "Split"
	project.add_trace("แยกเป็น " + ", ".join(f"{p.project_name} ({p.name})" for p in made))
	project.save_by_action()
	return [part.name for part in made]


def _share(part, number: int):
	try:
		value = as_satang(part.share)
	except ValueError:
		value = NOTHING
	if value <= 0:
		frappe.throw(_("Parts, row {0}: type a share above 0.").format(number), ProjectError)
	return value


def _part(project: PlanProject, wanted, number: int, divided) -> PlanProject:
	part = frappe.new_doc("Plan Project")
	part.update({f: project.get(f) for f in COPIED_BY_SPLIT})
	part.project_name = _text(wanted.project_name, "Project")[:140]
	part.village_text = (wanted.village_text or "").strip() or project.village_text
	part.split_from = project.name
	for row, amounts in zip(project.budgets, divided, strict=True):
		if amounts[number]:
			part.append(
				"budgets",
				{"fiscal_year": row.fiscal_year, "source": row.source, "amount": float(amounts[number])},
			)
	part.add_trace(f"แยกจาก {project.project_name} ({project.name}: {project.planned_total:,.2f} บาท)")
	part.flags.by_system = True
	part.insert()
	return part


def on_doctype_update():
	add_indexes("Plan Project")
	frappe.db.add_index("Plan Project", ["fiscal_year", "strong_sub_district", "status"])
	frappe.db.add_index("Plan Project", ["area", "fiscal_year"])
