import frappe
from frappe import _
from frappe.utils import cint, getdate, today
from pydantic import Json
from typing_extensions import TypedDict

from con_center.access.conditions import add_indexes
from con_center.access.posts import Post, post_with_role
from con_center.approval.decision import GovernedDocument, check_version, follow, is_deciding, refuse
from con_center.approval.meaning import CANCELLED, OWN_WORK, WITH_MAKER, enters, meaning_of, states
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.planning.money import NOTHING, share, total, total_by
from con_center.planning.rules import PlanError, check_money, refuse_twice
from con_center.planning.workflow import (
	AGREED,
	DIVIDED,
	DONE,
	FORUM,
	FUNDED,
	IN_PLAN,
	MERGED,
	NOT_FUNDED,
	OUTCOME_IN_PLAN,
	PASSED_ON,
	PLAN,
	RESULT,
)
from con_center.thai import as_satang

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
# what its state means while the project itself may still be changed
EDITABLE = (*WITH_MAKER, AGREED)
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


class SentProject(TypedDict, total=False):
	"""A project to be merged, with the version (`modified`) that was read."""

	name: str
	seen: str | None


SentParts = list[SentPart] | Json[list[SentPart]]
SentProjects = list[SentProject] | Json[list[SentProject]]


class ProjectError(PlanError):
	pass


class ProjectStateError(ProjectError):
	pass


class NotForThisPostError(frappe.PermissionError):
	pass


class PlanProject(GovernedDocument):
	"""A project of the sub-district development plan (แผนพัฒนาตำบล), from the village's need to what became of it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.planning.doctype.plan_project_budget.plan_project_budget import PlanProjectBudget
		from con_center.planning.doctype.plan_project_referral.plan_project_referral import (
			PlanProjectReferral,
		)

		aim: DF.SmallText
		area: DF.Link
		budgets: DF.Table[PlanProjectBudget]
		district: DF.Link | None
		done_on: DF.Date | None
		expected_result: DF.SmallText | None
		fiscal_year: DF.Int
		forum_attendance: DF.Int
		forum_date: DF.Date | None
		forum_place: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		merged_into: DF.Link | None
		open_referrals: DF.Int
		planned_total: DF.Currency
		priority: DF.Int
		problem: DF.SmallText
		project_name: DF.Data
		proposed_by: DF.Data | None
		province: DF.Link | None
		referrals: DF.Table[PlanProjectReferral]
		responsible: DF.Data | None
		result: DF.SmallText | None
		side: DF.Link
		spent_total: DF.Currency
		split_from: DF.Link | None
		strong_sub_district: DF.Check
		target: DF.SmallText | None
		trace: DF.SmallText | None
		village: DF.Link | None
		village_text: DF.Data | None
		way: DF.Literal["Do Alone", "Do Together", "Ask for Support"]
		withdrawn_reason: DF.SmallText | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.validate_place()
		self.validate_year()
		self.validate_budgets()
		self.validate_open_for_changes()
		self.open_referrals = sum(row.state in OPEN_REFERRAL for row in self.referrals)

	def on_trash(self):
		if (
			self.get_meaning() not in WITH_MAKER
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
		if not before or is_deciding(self) or meaning_of(before) in EDITABLE:
			return
		said = _("{0} is in the status {1} and stays as it is. If it must change, have it returned first.")
		refuse(
			self, said.format(frappe.bold(before.project_name), _(before.workflow_state)), ProjectStateError
		)

	# the steps

	def leads_to(self, transition):
		given = self.flags.given
		if transition.con_asks_for != OUTCOME_IN_PLAN or not given or not isinstance(given.row, str):
			return True
		return transition.next_meaning == self.meaning_of_referrals({given.row: given.state})

	def before_decision(self, transition, post, comment):
		asked = {FORUM: self.agree, PLAN: self.pass_on, OUTCOME_IN_PLAN: self.answer, RESULT: self.finish}
		if transition.con_asks_for in asked:
			asked[transition.con_asks_for](self.flags.given or frappe._dict())
		if enters(transition, CANCELLED):
			self.withdraw(comment)
		elif transition.con_follows:
			self.merged_into = self.flags.source.name if transition.next_meaning == MERGED else None
		self.validate_agreed(transition)

	def validate_agreed(self, transition):
		"""However the steps are laid out: what stands in the plan was agreed to by a forum, and what is done was done."""
		needed = {**dict.fromkeys(IN_PLAN, "forum_date"), DONE: "done_on"}.get(transition.next_meaning)
		if needed and not self.get(needed):
			frappe.throw(
				_("{0}: it is not known yet, and this step needs it.").format(
					frappe.bold(_(self.meta.get_label(needed)))
				),
				ProjectStateError,
			)

	def agree(self, given):
		"""The forum (เวทีประชาคม) has agreed to the project."""
		if not self.budgets:
			frappe.throw(
				_(
					"Budget by Year and Source: enter what the project will cost, before the forum agrees to it."
				),
				ProjectError,
			)
		self.forum_date = _day(given.forum_date, "Agreed On")
		self.forum_place = _text(given.forum_place, "Where the Forum Met")
		self.forum_attendance = max(0, cint(given.forum_attendance))

	def pass_on(self, given):
		"""Pass an agreed project on to a plan (key of MAY_PASS_ON)."""
		if not isinstance(given.passed_to, str) or given.passed_to not in MAY_PASS_ON:
			frappe.throw(_("To Which Plan: choose one of the list."), ProjectError)
		post = _post_for(self, MAY_PASS_ON[given.passed_to], given.passed_to)
		if any(row.passed_to == given.passed_to and row.state in OPEN_REFERRAL for row in self.referrals):
			frappe.throw(
				_("To Which Plan: it has been passed on to the {0} already, and waits there.").format(
					frappe.bold(_(given.passed_to))
				),
				ProjectStateError,
			)
		self.append(
			"referrals",
			{
				"passed_to": given.passed_to,
				"passed_on": _day(given.passed_on or today(), "Passed On"),
				"state": "Sent",
				"note": _words(given.note) or None,
				"passed_by": _officer(post),
			},
		)

	def answer(self, given):
		"""Write down what became of the project in the plan that the row names; a return says why."""
		referral, state = self.referral(given.row), _words(given.state)
		if state not in FOLLOWING.get(referral.state, ()):
			frappe.throw(
				_("{0} is in the state {1}: {2} cannot follow.").format(
					frappe.bold(_(referral.passed_to)), _(referral.state), _(state)
				),
				ProjectStateError,
			)
		post = _post_for(self, MAY_ANSWER[referral.passed_to], referral.passed_to)
		note = _words(given.note)
		if state in ("Returned", "Not Funded"):
			note = _text(note, "Why")
		referral.update(
			{
				"state": state,
				"answered_on": today(),
				"answered_by": _officer(post),
				"note": "\n".join(filter(None, [referral.note, note])),
				"amount_granted": _amount(given.amount_granted, "Granted (Baht)") if state == "Funded" else 0,
			}
		)

	def finish(self, given):
		"""The project has been carried out: with money from a plan, or by the community alone."""
		self.done_on = _day(given.done_on, "Done On")
		self.result = _text(given.result, "Outcome of the Work")
		self.spent_total = _amount(given.spent_total, "Spent (Baht)")

	def withdraw(self, reason: str | None):
		"""Out of the plan, with a reason. What had been merged into it, or split into it, comes back."""
		self.withdrawn_reason = (reason or "").strip()
		for source in frappe.get_all("Plan Project", filters={"merged_into": self.name}, pluck="name"):
			_bring_back(source, f"กลับเข้าแผน: {self.name} ถูกถอน", self)
		parts = {"split_from": self.split_from, "name": ("!=", self.name)}
		if self.split_from and not frappe.db.exists(
			"Plan Project", {**parts, "workflow_state": ("not in", states("Plan Project", CANCELLED))}
		):
			_bring_back(self.split_from, "กลับเข้าแผน: ทุกส่วนที่แยกถูกถอน", self)

	def referral(self, row):
		"""Return the referral row of this name."""
		found = next((r for r in self.referrals if r.name == row), None)
		if not found:
			frappe.throw(_("Passed On: {0} is no row of this project.").format(row), ProjectError)
		return found

	def meaning_of_referrals(self, answered: dict[str, str]) -> str:
		"""Return where the project stands by what became of it in the plans it was passed on to.

		answered: {name of a row: its state to be}.
		"""
		found = [answered.get(row.name) or row.state for row in self.referrals]
		if "Funded" in found:
			return FUNDED
		if any(state in OPEN_REFERRAL for state in found):
			return PASSED_ON
		if not found or found[-1] == "Returned":
			return AGREED
		return NOT_FUNDED


def _bring_back(name: str, why: str, source) -> None:
	agreed = frappe.db.get_value("Plan Project", name, "forum_date")
	follow("Plan Project", name, AGREED if agreed else OWN_WORK, why, source=source)


def _read(name: str, seen: str | None) -> PlanProject:
	"""Return the project, locked, as the session user has read it, which he may write and which may still change."""
	project = frappe.get_doc("Plan Project", name, for_update=True)
	project.check_permission("write")
	check_version(project, seen)
	if project.get_meaning() not in EDITABLE:
		said = _("{0} is in the status {1}: this cannot be done with it now.")
		refuse(
			project,
			said.format(frappe.bold(project.project_name), _(project.workflow_state)),
			ProjectStateError,
		)
	return project


def _post_for(project, roles: tuple[str, ...], passed_to: str) -> Post:
	held = (post_with_role(role, project.area, doctype=project.doctype) for role in roles)
	post = next(filter(None, held), None)
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


def _words(value) -> str:
	return value.strip() if isinstance(value, str) else ""


def _text(value, label: str) -> str:
	if not _words(value):
		frappe.throw(_("{0}: say it in a few words.").format(frappe.bold(_(label))), ProjectError)
	return _words(value)


def _amount(value, label: str) -> float:
	try:
		amount = as_satang(value or 0)
	except (ValueError, TypeError):
		amount = None
	if amount is None or amount < NOTHING:
		frappe.throw(_("{0}: type an amount in baht from 0 on.").format(frappe.bold(_(label))), ProjectError)
	return float(amount)


@frappe.whitelist()
def merge(projects: SentProjects, project_name: str):
	"""Make one project of several of the same sub-district and year. Returns its name.

	projects: [{"name": str, "seen": the version that was read}, …]. The new one has all their money, added up by year
	and source to the satang; they stay on record, as merged.
	"""
	seen = {project.get("name"): project.get("seen") for project in projects}
	if not 2 <= len(seen) <= MOST_PARTS:
		frappe.throw(_("Choose from 2 to {0} projects to merge.").format(MOST_PARTS), ProjectError)
	# always in the same order: two officers cannot wait for each other
	read = {name: _read(name, seen[name]) for name in sorted(seen)}
	first = read[next(iter(seen))]
	for project in read.values():
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
	merged = _merged(_text(project_name, "Project"), [read[name] for name in seen])
	for name in read:
		follow(
			"Plan Project",
			name,
			MERGED,
			f"รวมเข้ากับ {merged.project_name} ({merged.name})",
			source=merged,
		)
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
	merged.trace = "รวมจาก " + ", ".join(
		f"{p.project_name} ({p.name}: {p.planned_total:,.2f} บาท)" for p in projects
	)
	merged.flags.by_system = True
	merged.insert()
	return merged


@frappe.whitelist()
def split(name: str, parts: SentParts, seen: str | None = None):
	"""Make several projects of one. Returns their names.

	parts: [{"project_name": str, "share": percent of the money, "village_text": str or None}, …], at least two, whose
	shares add up to 100. Each line of the budget is divided to the satang: the parts add up to the whole again.
	seen: the version that was read.
	"""
	project = _read(name, seen)
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
	names = ", ".join(f"{p.project_name} ({p.name})" for p in made)
	follow("Plan Project", project.name, DIVIDED, f"แยกเป็น {names}", source=project)
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
	part.trace = f"แยกจาก {project.project_name} ({project.name}: {project.planned_total:,.2f} บาท)"
	part.flags.by_system = True
	part.insert()
	return part


def on_doctype_update():
	add_indexes("Plan Project")
	frappe.db.add_index("Plan Project", ["fiscal_year", "strong_sub_district", "workflow_state"])
	frappe.db.add_index("Plan Project", ["area", "fiscal_year"])
