"""The desk as a user meets it: what he sees and clicks, in Thai."""

import json
import re
import subprocess
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import date
from typing import TypeVar
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

# the machine may be busy with other tests
expect.set_options(timeout=45_000)
T = TypeVar("T")
PASSWORD = "con-center-demo"
DOMAIN = "con-center.example"
ACTIONS = "การดำเนินการ"


def email(login: str) -> str:
	return f"{login}@{DOMAIN}"


def sign_in_quickly(context: BrowserContext, login: str) -> None:
	"""Sign in without the login page."""
	form = {"usr": email(login), "pwd": PASSWORD}
	assert context.request.post("/api/method/login", form=form).ok


class Desk:
	"""A window of one user."""

	def __init__(self, context: BrowserContext, login: str | None):
		self.context, self.login = context, login
		# what counts the clicks and fields in this window (tests/browser/effort.py)
		self.effort = None
		self.errors: list[str] = []
		self.page = context.new_page()
		self.page.set_default_timeout(45_000)
		self.page.on("console", self._on_console)
		self.page.on("pageerror", self._on_error)

	def _on_console(self, message) -> None:
		# a sheet to read runs no scripts of its page, and Chromium says so
		if "Blocked script execution" in message.text and "/printview?" in message.text:
			return
		# socket.io of Frappe 16 asks who one is by a line that the web server may just be closing, and connects again
		if "Error connecting to socket.io" in message.text and "fetch failed" in message.text:
			return
		# a browser that was not let run for twenty seconds, as beside other tests, has lost its place there, and takes another
		address = message.location.get("url", "")
		if "/socket.io/" in address and "&sid=" in address and "status of 400" in message.text:
			return
		if message.type == "error":
			self.errors.append(f"{self.page.url}: {message.text} {message.location.get('url', '')}")

	def _on_error(self, error) -> None:
		# Frappe's charts may be drawn anew before they have been drawn
		if "removeChild" in error.message and "ResizeObserver" in (error.stack or ""):
			return
		self.errors.append(f"{self.page.url}: {error.stack or error}")

	@contextmanager
	def refused(self, *words: str):
		"""What is done in here is refused, with these words; the browser's console may say so."""
		before = len(self.errors)
		yield
		for word in words:
			expect(self.dialog).to_contain_text(word)
		self.settle()
		del self.errors[before:]
		self.close_dialog()

	# signing in

	def sign_in(self) -> None:
		"""Type name and password into the login page."""
		self.page.goto("/login")
		self.page.locator("#login_email").fill(email(self.login))
		self.page.locator("#login_password").fill(PASSWORD)
		self.page.locator(".form-login .btn-login").click()
		self.page.wait_for_url(re.compile(r"/(app|desk)\b"))

	# moving about

	def open(self, path: str) -> None:
		self.page.goto(path)
		self.settle()

	def open_form(self, doctype: str, name: str) -> None:
		self.page.goto(f"/app/{slug(doctype)}/{quote(name)}")
		self.page.wait_for_function("name => window.cur_frm?.doc?.name === name && cur_frm.wrapper", arg=name)
		self.settle()

	def settle(self) -> None:
		"""Wait until the desk has nothing under way any more."""
		self.page.wait_for_function(
			"""() => window.frappe?.boot && !frappe.request?.ajax_count
				&& !document.querySelector('#freeze:not(.grid-form), .skeleton-card, .splash')"""
		)

	@property
	def view(self) -> Locator:
		"""The page of the desk that is in sight; others stay hidden behind it."""
		return self.page.locator(".page-container:visible")

	@property
	def title(self) -> Locator:
		"""What the page in sight is called: its head, or in Frappe 16 the last of the steps that lead to it."""
		return self.view.locator(".page-head h3.title-text, .page-head .navbar-breadcrumbs li:last-child")

	@property
	def notes(self) -> Locator:
		"""What a form says above its fields; in Frappe 16 one after the other."""
		return self.view.locator(".form-layout > .form-message, .form-message-container")

	def go_home(self) -> None:
		"""Click on the mark in the corner, or in Frappe 16 before the steps that lead to the page."""
		self.page.locator(".navbar-home:visible, .navbar-breadcrumbs:visible li:first-child a").first.click()

	def choose_for_oneself(self, words: str) -> None:
		"""Choose in the user's menu what loads the desk anew."""
		self.page.locator(".dropdown-navbar-user > button, .dropdown-navbar-user > a").first.click()
		with self.page.expect_navigation():
			self.page.locator("#toolbar-user").get_by_text(words, exact=True).click()
		self.page.wait_for_load_state("load")
		self.settle()

	@property
	def form_name(self) -> str:
		return self.page.evaluate("cur_frm.docname")

	def value(self, field: str):
		return self.page.evaluate("field => cur_frm.doc[field]", field)

	# forms

	def field(self, name: str) -> Locator:
		return self.view.locator(f'.frappe-control[data-fieldname="{name}"]').first

	def fill(self, name: str, text: str) -> None:
		# a new form that is still being drawn would take the focus elsewhere
		self.settle()
		box = self.field(name).locator("input, textarea").first
		box.fill(text)
		box.press("Tab")

	def fill_date(self, name: str, day: date) -> None:
		"""Type a day as this site writes days."""
		self.fill(name, self.as_typed(day))

	def as_typed(self, day: date) -> str:
		return self.page.evaluate("day => frappe.datetime.str_to_user(day)", day.isoformat())

	def choose(self, name: str, text: str, option: str) -> None:
		"""Type into a Link field and click on what is offered."""
		# a form that is still being drawn would empty it again
		self.settle()
		self._pick(self.field(name).locator("input").first, text, option)

	def _pick(self, box: Locator, text: str, option: str) -> None:
		box.click()
		box.fill(text)
		self.page.locator(f'.awesomplete [title="{option}"]:visible').first.click()
		# names of areas are shown short at home
		short = self.page.evaluate("option => con_center.short_name(option)", option)
		expect(box).to_have_value(re.compile(f"^({re.escape(option)}|{re.escape(short)})$"))

	def add_row(self, table: str, **values) -> None:
		"""Type a row into a table; a pair (text, option) is typed and chosen from the list."""
		grid = self.field(table)
		number = grid.locator(".grid-body .grid-row").count() + 1
		grid.locator(".grid-add-row").click()
		row = grid.locator(f'.grid-row[data-idx="{number}"]')
		# the desk gives a new row the cursor a moment later: what was typed before may be drawn over
		with suppress(PlaywrightTimeout):
			row.locator("input:focus, textarea:focus, select:focus").first.wait_for(timeout=2_000)
		for name, value in values.items():
			cell = row.locator(f'.grid-static-col[data-fieldname="{name}"]')
			box = self._opened(cell)
			if isinstance(value, tuple):
				self._pick(box, *value)
			else:
				box.fill(value)

	def _opened(self, cell: Locator) -> Locator:
		"""Return the box of a cell in a table, open: the older desk may close a row again while it draws the table."""
		box = cell.locator("input")
		for _again in range(5):
			if not box.is_visible():
				cell.click()
			self.page.wait_for_timeout(200)
			if box.is_visible():
				break
		return box

	def change_cell(self, table: str, number: int, name: str, text: str) -> None:
		cell = self.field(table).locator(
			f'.grid-row[data-idx="{number}"] .grid-static-col[data-fieldname="{name}"]'
		)
		cell.click()
		cell.locator("input").fill(text)
		# Tab in the last row would add another one
		cell.locator("input").blur()

	def fill_moment(self, name: str, day: date, time: str) -> None:
		"""Type a day and a time (09:30)."""
		self.fill(
			name,
			self.page.evaluate(
				"moment => frappe.datetime.str_to_user(moment)", f"{day.isoformat()} {time}:00"
			),
		)

	def open_tab(self, title: str) -> None:
		self.view.locator(".form-tabs .nav-link:visible", has_text=title).first.click()

	def grid_row(self, table: str, number: int) -> Locator:
		return self.field(table).locator(f'.grid-body .grid-row[data-idx="{number}"]')

	def set_cells(self, table: str, number: int, **values) -> None:
		"""Type into the cells of a row, or choose from their lists by value."""
		row = self.grid_row(table, number)
		for name, value in values.items():
			cell = row.locator(f'.grid-static-col[data-fieldname="{name}"]')
			box = cell.locator("input, textarea, select")
			if not box.count() or not box.first.is_visible():
				cell.click()
			box = box.first
			if box.evaluate("box => box.tagName") == "SELECT":
				box.select_option(value)
			elif isinstance(value, tuple):
				self._pick(box, *value)
			else:
				box.fill(value)
				# Tab in the last row would add another one
				box.blur()
			self._wait_for_cell(table, number, name, value)

	def _wait_for_cell(self, table: str, number: int, name: str, value) -> None:
		"""The document has what was typed a moment later than the field."""
		self.page.wait_for_function(
			"""([table, number, name, wanted]) => {
				const value = cur_frm.doc[table]?.[number - 1]?.[name];
				return value && (wanted === null || String(value) === wanted || Number(value) === Number(wanted));
			}""",
			arg=[table, number, name, None if isinstance(value, tuple) else value],
		)

	def paste(self, text: str) -> None:
		"""Paste a text where the cursor stands, as Ctrl+V does."""
		self.page.evaluate(
			"""text => {
				const clipboardData = new DataTransfer();
				clipboardData.setData('text/plain', text);
				const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
				(document.activeElement || document.body).dispatchEvent(pasted);
			}""",
			text,
		)

	def open_row(self, table: str, number: int) -> Locator:
		"""Open a row as a form of its own; return it."""
		self.grid_row(table, number).locator(".btn-open-row").first.click()
		form = self.field(table).locator(".grid-row-open .form-in-grid")
		expect(form).to_be_visible()
		# half a second later it moves the focus to its first field
		self.page.wait_for_timeout(750)
		return form

	def fill_row_form(self, form: Locator, **values) -> None:
		"""Fill fields of an open row: a text, a pair (text, option), or True for a box to tick."""
		for name, value in values.items():
			field = form.locator(f'.frappe-control[data-fieldname="{name}"]')
			box = field.locator("input, textarea, select").first
			if not box.is_visible():
				field.locator("xpath=ancestor::*[contains(@class, 'form-section')][1]/*[1]").click()
			box.scroll_into_view_if_needed()
			if value is True:
				box.check()
			elif isinstance(value, tuple):
				self._pick(box, *value)
			elif box.evaluate("box => box.tagName") == "SELECT":
				box.select_option(value)
			else:
				self._type_until_kept(box, name, value)

	def _type_until_kept(self, box: Locator, name: str, text: str) -> None:
		"""Type into a field of an open row; the older desk may draw the row anew meanwhile, from the document."""
		has_value = "name => frappe.ui.form.get_open_grid_form().doc[name]"
		for _attempt in range(5):
			box.fill(text)
			box.press("Tab")
			self.page.wait_for_timeout(300)
			if self.page.evaluate(has_value, name):
				return
		self.page.wait_for_function(has_value, arg=name)

	def close_row(self, table: str) -> None:
		self.field(table).locator(".grid-row-open .grid-collapse-row").click()
		expect(self.field(table).locator(".grid-row-open")).to_have_count(0)

	def click_button(self, label: str) -> None:
		"""Click on a button above the form."""
		self.view.locator(".page-actions").get_by_role("button", name=label, exact=True).click()

	def open_section(self, title: str) -> None:
		head = self.view.locator(".section-head", has_text=title).first
		if "collapsed" in (head.get_attribute("class") or ""):
			head.click()

	def save(self) -> None:
		# what was typed or clicked is in the document a moment later, and without a change nothing is sent
		self.page.wait_for_function("() => cur_frm.is_new() || cur_frm.is_dirty()")
		with self.page.expect_response(re.compile(r"form\.save\.savedocs")):
			self.view.get_by_role("button", name="บันทึก", exact=True).click()
		self.page.wait_for_function("() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()")
		self.settle()

	def click_menu(self, group: str, item: str) -> None:
		"""Open a menu of buttons above the form and click on one of them."""
		self.view.locator(".page-actions").get_by_role("button", name=group).click()
		self.view.locator(".page-actions .dropdown-menu.show").get_by_text(item, exact=True).click()

	def decisions(self) -> list[str]:
		"""What the menu of decisions offers."""
		items = self.view.locator(".actions-btn-group .dropdown-menu li:visible")
		button = self.view.locator(".actions-btn-group > button")
		if not button.is_visible():
			return []
		button.click()
		found = [text.strip() for text in items.all_inner_texts()]
		self.page.keyboard.press("Escape")
		return found

	def decide(
		self, action: str, state: str | None = None, confirm: bool = False, passing: str | None = None
	) -> None:
		"""Click on a decision, and say yes where the desk asks again; wait for the status that it leads to.

		passing: why what is found odd before the step is right all the same.
		"""
		self.view.locator(".actions-btn-group > button").click()
		self.view.locator(".actions-btn-group .dropdown-menu").get_by_text(action, exact=True).click()
		if passing:
			self.dialog.locator('[data-fieldname="passing"] textarea').fill(passing)
			self.dialog.locator(".btn-primary:visible").click()
			expect(self.page.locator(".modal.show")).to_have_count(int(confirm))
		if confirm:
			self.dialog.locator(".btn-primary:visible").click()
		if state:
			self.expect_state(state)

	def expect_state(self, state: str) -> None:
		expect(self.view.locator(".page-head .indicator-pill:visible:not(.con-secrecy)")).to_have_text(
			re.compile(rf"^\s*{state}\s*$")
		)
		self.settle()

	# what the desk says

	@property
	def dialog(self) -> Locator:
		return self.page.locator(".modal.show").last

	def close_dialog(self) -> None:
		self.close(self.page.locator(".modal.show"))

	def close(self, modal: Locator) -> None:
		"""Close a dialog, once it has opened: Bootstrap does not hear of it before."""
		self.page.wait_for_function(
			"() => $('.modal.show').toArray().every((modal) => !$(modal).data('bs.modal')?._isTransitioning)"
		)
		modal.last.locator(".btn-modal-close").click()
		expect(modal).to_have_count(0)

	def picture(self, path, height: int | None = None) -> None:
		"""Keep what is in sight, or the upper part of it."""
		self.settle()
		size = self.page.viewport_size
		clip = {
			"x": 0,
			"y": 0,
			"width": size["width"],
			"height": height or size["height"],
		}
		# without what is shown for a moment only
		self.page.screenshot(
			path=path, clip=clip, animations="disabled", style="#alert-container { display: none }"
		)

	# what the server answers to this user

	def wait_for(self, found: Callable[[], T], seconds: int = 300) -> T:
		"""Return what `found` finds, once that is something: jobs do it, and on a new site others are before them."""
		for _second in range(seconds):
			if answer := found():
				return answer
			self.page.wait_for_timeout(1_000)
		raise AssertionError(f"It did not come within {seconds} s.")

	def file_of(self, doctype: str, name: str) -> str | None:
		"""The address of the file that a document has in its field, if it has one."""
		address = f"/api/resource/{quote(doctype)}/{name}"
		return self.context.request.get(address).json()["data"].get("file")

	def documents(self, doctype: str, **filters) -> list[dict]:
		"""The documents that the user's list shows, in REST: name, title and modified of each."""
		return self._listed(doctype, ["name", "title", "modified"], filters)

	def names(self, doctype: str, **filters) -> list[str]:
		return [row["name"] for row in self._listed(doctype, ["name"], filters)]

	def _listed(self, doctype: str, fields: list[str], filters: dict) -> list[dict]:
		answer = self.context.request.get(
			f"/api/resource/{quote(doctype)}",
			params={
				"filters": json.dumps(filters),
				"fields": json.dumps(fields),
				"limit_page_length": 0,
			},
		)
		assert answer.ok, answer.text()
		return answer.json()["data"]

	def pdf_text(self, doctype: str, name: str, print_format: str, pdf) -> str:
		"""Download a document as PDF to the file `pdf`; return its text without spaces."""
		answer = self.context.request.get(
			"/api/method/frappe.utils.print_format.download_pdf",
			params={"doctype": doctype, "name": name, "format": print_format, "_lang": "th"},
			timeout=90_000,
		)
		is_pdf = answer.ok and answer.headers["content-type"] == "application/pdf"
		assert is_pdf, f"{answer.status}: {answer.text()[:400]}"
		pdf.write_bytes(answer.body())
		text = subprocess.run(
			["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
		).stdout
		return re.sub(r"\s+", "", text)

	def status_of(self, path: str) -> int:
		return self.context.request.get(path, max_redirects=0).status


def slug(doctype: str) -> str:
	return doctype.lower().replace(" ", "-")
