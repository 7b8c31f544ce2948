"""How much a task asks of whoever does it: every click and tap, and every field that is typed into or chosen from.

What the browser tells is counted, not what a test means to do: a click is a button of the mouse, or a finger, going down;
a field is one that is filled, however it is reached. It is filled twice when somebody comes back to it, or types into
another one what was typed before.
"""

import json
import re
from contextlib import contextmanager
from pathlib import Path

BEGIN, END = "<!-- effort: begin -->", "<!-- effort: end -->"
# what is shorter, such as a role, comes back by chance
LONG = 8
WATCH = """(() => {
	const where = (field) => {
		const place = field.closest('[data-fieldname]')?.dataset.fieldname || field.dataset.code || field.type;
		return [document.body.dataset.route, place, field.closest('[data-idx]')?.dataset.idx || field.dataset.row];
	};
	addEventListener('pointerdown', (event) => conEffort('click', [event.target.innerText || ''], ''), true);
	addEventListener('input', (event) => conEffort('field', where(event.target), String(event.target.value)), true);
})()"""


class Effort:
	"""What a task has taken so far, in the windows of all who take part."""

	def __init__(self, task: str, most_clicks: int):
		self.task, self.most_clicks = task, most_clicks
		self.clicks: list[str] = []
		self.fields: dict[str, str] = {}
		self.came_back: list[str] = []
		self.last: str | None = None
		self.counts = False

	def watch(self, *desks) -> None:
		"""Count what is done in these windows, from the next page that is loaded."""
		for desk in desks:
			if not desk.effort:
				desk.page.expose_function("conEffort", lambda *told, desk=desk: desk.effort.note(*told))
				desk.page.add_init_script(WATCH)
			desk.effort = self

	@contextmanager
	def counted(self):
		"""What is done in here belongs to the task."""
		self.counts = True
		yield
		self.counts, self.last = False, None

	def note(self, what: str, where: list, value: str) -> None:
		if not self.counts:
			return
		if what == "click":
			self.clicks.append(where[0].strip()[:40])
			return
		field = json.dumps(where, ensure_ascii=False)
		if field in self.fields and field != self.last:
			self.came_back.append(field)
		self.fields[field], self.last = value, field

	def twice(self) -> list[str]:
		"""Return the fields that were filled again, and the texts that were typed into two of them."""
		long = [text for text in self.fields.values() if len(text) >= LONG]
		return [*self.came_back, *{text for text in long if long.count(text) > 1}]

	def check(self) -> None:
		told = f"{self.task}: {len(self.clicks)} clicks {self.clicks}, fields {self.fields}"
		assert len(self.clicks) <= self.most_clicks, told
		assert not self.twice(), (self.twice(), told)


class Efforts:
	"""What the tasks of a run took, for the table in docs/performance.md."""

	TASKS = 5

	def __init__(self):
		self.rows: list[tuple[str, int, int, int, int]] = []

	def keep(self, effort: Effort, before: int | None) -> None:
		effort.check()
		self.rows.append((effort.task, before, effort.most_clicks, len(effort.clicks), len(effort.fields)))

	def write(self, page: Path, day: str) -> None:
		"""Put the table between its marks."""
		lines = [
			BEGIN,
			f"Counted on {day}.",
			"",
			"| task | clicks before | aim | clicks | fields |",
			"| --- | ---: | ---: | ---: | ---: |",
			*(
				f"| {task} | {before or '–'} | ≤ {most} | {clicks} | {fields} |"
				for task, before, most, clicks, fields in self.rows
			),
			END,
		]
		text = page.read_text()
		between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.S)
		page.write_text(between.sub(lambda _found: "\n".join(lines), text))
