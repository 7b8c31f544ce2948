from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import today

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, RETURNED, WITH_MAKER, enters
from con_center.learning import search
from con_center.learning.errors import LearningError
from con_center.printing.words import NAME_OF_PERSON

# without these it tells nothing
NEEDED = ("occasion", "knowledge_assets", "core_knowledge")
# what it is found by
TOLD = (
	"lesson_title",
	"subject",
	"occasion",
	"story",
	"knowledge_assets",
	"core_knowledge",
	"strategies",
	"results",
	"problems",
	"suggestions",
	"concepts",
	"strengths",
	"weaknesses",
	"opportunities",
	"threats",
	"place",
	"happened_in",
)


class Lesson(GovernedDocument):
	"""A lesson that was learned (สรุปบทเรียน): once it is published, officers everywhere read it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amended_from: DF.Link | None
		area: DF.Link
		cancel_reason: DF.SmallText | None
		concepts: DF.Text | None
		core_knowledge: DF.Text | None
		district: DF.Link | None
		happened_in: DF.Data | None
		knowledge_assets: DF.Text | None
		lesson_title: DF.Data
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		occasion: DF.SmallText | None
		opportunities: DF.SmallText | None
		place: DF.Data | None
		problems: DF.Text | None
		province: DF.Link | None
		published_on: DF.Date | None
		readable_by_all: DF.Check
		results: DF.Text | None
		return_reason: DF.SmallText | None
		search_words: DF.LongText | None
		story: DF.Text | None
		strategies: DF.Text | None
		strengths: DF.SmallText | None
		subject: DF.Link
		suggestions: DF.Text | None
		template: DF.Link | None
		threats: DF.SmallText | None
		training: DF.Link | None
		weaknesses: DF.SmallText | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.search_words = search.kept_of(*(self.get(field) for field in TOLD), self.place_name())

	def place_name(self) -> str:
		return frappe.get_cached_value("Area", self.area, "full_name")

	def find(self, transition, post) -> Iterator[Finding]:
		yield from super().find(transition, post)
		if transition.meaning in WITH_MAKER:
			for field in NEEDED:
				if not (self.get(field) or "").strip():
					yield Finding(
						STOP,
						_("{0}: write it down first").format(
							_(self.meta.get_label(field), context=self.doctype)
						),
						field,
					)
		yield from self.find_people()
		yield from self.find_files()

	def find_people(self) -> Iterator[Finding]:
		for field in TOLD:
			# whoever reads the lesson needs to know nobody by first and last name
			found = NAME_OF_PERSON.finditer(self.get(field) or "")
			for name in dict.fromkeys(match[0] for match in found if match[2]):
				text = _("{0}: “{1}” seems to be somebody's name, which everybody will read")
				yield Finding(
					ODD, text.format(_(self.meta.get_label(field), context=self.doctype), name), field
				)

	def find_files(self) -> Iterator[Finding]:
		number = frappe.db.count("File", {"attached_to_doctype": self.doctype, "attached_to_name": self.name})
		if number:
			text = _("{0} files are attached, which everybody will read: see that nobody is named in them")
			yield Finding(ODD, text.format(number))

	def keeps_file(self, file) -> bool:
		"""Tell whether nothing is attached or taken away any more: everybody reads what was looked at, and that alone."""
		return bool(self.docstatus)

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment
		if enters(transition, IN_FORCE):
			self.published_on, self.return_reason = today(), None
		self.readable_by_all = int(transition.next_meaning == IN_FORCE)

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(
				_("{0} has been sent on and stays on record.").format(self.lesson_title), LearningError
			)


def on_doctype_update():
	add_indexes("Lesson")
	frappe.db.add_index("Lesson", ["subject", "published_on"])
	frappe.db.add_index("Lesson", ["readable_by_all", "modified"])
	search.add_index("Lesson")
