"""Dates in the Buddhist era: typed as people type them, and shown so wherever the desk shows dates."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.served import this_day

CASES = json.loads(
	(Path(__file__).parents[2] / "apps/con_center/con_center/thai/typed_dates.json").read_text()
)
MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
DAY = date(2024, 8, 5)
SHOWN = "5 ส.ค. 2567"
# a year of the common era, as the desk would show it
IN_ERA = re.compile(r"\b25[67]\d\b")
COMMON = re.compile(r"\b20[12]\d\b")


def shown(day: date) -> str:
	return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def test_the_desk_reads_dates_as_the_server_does(open_desk):
	desk = open_desk("officer")
	desk.open("/app/meeting")
	read = desk.page.evaluate(
		"""cases => {
			const read = (texts, name) =>
				Object.fromEntries(texts.map(text => [text, con_center.dates[name](text, cases.today)]));
			return {
				dates: read(Object.keys(cases.dates), "read"),
				moments: read(Object.keys(cases.moments), "read_moment"),
				not_dates: Object.values(read(cases.not_dates, "read_moment")).filter(Boolean),
			};
		}""",
		CASES,
	)
	assert read == {"dates": CASES["dates"], "moments": CASES["moments"], "not_dates": []}


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_date_is_typed_into_a_form(open_desk, pictures, phone):
	desk = open_desk("officer", phone=phone)
	desk.open("/app/community-organization/new")
	desk.page.wait_for_function("() => window.cur_frm?.doctype === 'Community Organization'")
	desk.settle()
	box = desk.field("established_on").locator("input")
	for text in (
		"5/8/2567",
		"05-08-67",
		"5 ส.ค. 67",
		"๕/๘/๒๕๖๗",
		"5 สิงหาคม พ.ศ. 2567",
		"5/8/2024",
		"2024-08-05",
	):
		desk.fill("established_on", text)
		expect(box).to_have_value(SHOWN)
		assert desk.value("established_on") == DAY.isoformat(), text
		box.fill("")
		box.press("Tab")
		desk.page.wait_for_function("() => !cur_frm.doc.established_on")
	for text, day in (("วันนี้", this_day()), ("พรุ่งนี้", this_day() + timedelta(days=1))):
		desk.fill("established_on", text)
		expect(box).to_have_value(shown(day))
		assert desk.value("established_on") == day.isoformat(), text
	with desk.refused("26/11/2569"):
		desk.fill("established_on", "ปีที่แล้ว")
	desk.fill("established_on", "5/8/67")
	picker_shows_the_year(desk, box)
	if phone:
		desk.picture(pictures.path("date-form-phone.png"))
	else:
		desk.picture(pictures.path("date-form.png"), height=660)
		pictures.for_docs("date-form.png")
	assert not desk.errors


def picker_shows_the_year(desk, box) -> None:
	"""The calendar of a field, from its days up to its years."""
	box.click()
	picker = desk.page.locator(".datepicker.active")
	title = picker.locator(".datepicker--nav-title")
	expect(title).to_contain_text("สิงหาคม")
	expect(title).to_contain_text("2567")
	title.click()
	expect(title).to_have_text("2567")
	title.click()
	expect(title).to_have_text("2563 - 2572")
	expect(picker.locator(".datepicker--cell-year.-selected-")).to_have_text("2567")
	assert not COMMON.search(picker.inner_text())
	picker.locator(".datepicker--cell-year", has_text="2566").click()
	picker.locator(".datepicker--cell-month").nth(0).click()
	picker.locator('.datepicker--cell-day[data-date="15"]:not(.-other-month-)').click()
	expect(box).to_have_value("15 ม.ค. 2566")
	assert desk.value("established_on") == "2023-01-15"
	desk.fill("established_on", "5/8/67")
	box.click()
	expect(picker).to_be_visible()


def test_moments_rows_dialogs_and_years(open_desk, pictures):
	desk = open_desk("officer")
	desk.open("/app/meeting/new")
	desk.page.wait_for_function("() => window.cur_frm?.doctype === 'Meeting'")
	desk.settle()
	desk.fill("starts_on", "5 ส.ค. 67 9.30 น.")
	expect(desk.field("starts_on").locator("input")).to_have_value(re.compile(rf"^{re.escape(SHOWN)} 09:30"))
	assert desk.value("starts_on") == "2024-08-05 09:30:00"
	typed_into_a_dialog(desk)
	typed_into_a_row(desk)
	a_year_is_chosen(desk, pictures)
	assert not desk.errors


def typed_into_a_dialog(desk) -> None:
	desk.page.evaluate(
		"""() => {
			window.con_dialog = new frappe.ui.Dialog({ title: "วันที่", fields: [
				{ fieldname: "day", fieldtype: "Date", label: "วัน" },
				{ fieldname: "period", fieldtype: "DateRange", label: "ช่วง" },
			] });
			con_dialog.show();
		}"""
	)
	day = desk.dialog.locator('[data-fieldname="day"] input')
	day.fill("๕ ส.ค. ๖๗")
	day.press("Tab")
	expect(day).to_have_value(SHOWN)
	period = desk.dialog.locator('[data-fieldname="period"] input')
	period.fill("5/8/67,6/8/67")
	period.press("Tab")
	expect(period).to_have_value(f"{SHOWN} ถึง 6 ส.ค. 2567")
	values = desk.page.evaluate("con_dialog.get_values()")
	assert values == {"day": "2024-08-05", "period": ["2024-08-05", "2024-08-06"]}
	desk.close_dialog()


def typed_into_a_row(desk) -> None:
	desk.open("/app/committee/new")
	desk.page.wait_for_function("() => window.cur_frm?.doctype === 'Committee'")
	desk.settle()
	desk.field("members").locator(".grid-add-row").click()
	row = desk.open_row("members", 1)
	box = row.locator('.frappe-control[data-fieldname="joined_on"] input')
	box.fill("5/8/67")
	box.press("Tab")
	expect(box).to_have_value(SHOWN)
	assert desk.page.evaluate("cur_frm.doc.members[0].joined_on") == "2024-08-05"


def a_year_is_chosen(desk, pictures) -> None:
	"""Years are offered; one of the common era is understood; what is stored is a number."""
	desk.open("/app/plan-project/new")
	desk.page.wait_for_function("() => window.cur_frm?.doctype === 'Plan Project'")
	desk.settle()
	field = desk.field("fiscal_year")
	box = field.locator("input")
	desk.fill("fiscal_year", "2024")
	expect(box).to_have_value("2567")
	box.click()
	offered = field.locator("[role=option]:visible, li:visible")
	expect(offered).to_have_count(9)
	desk.picture(pictures.path("fiscal-year.png"), height=600)
	offered.nth(3).click()
	this_year = desk.page.evaluate("con_center.fiscal_year()")
	assert desk.value("fiscal_year") == this_year - 1
	desk.fill("fiscal_year", "๒๕๖๘")
	assert desk.value("fiscal_year") == 2568


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_lists_filters_reports_calendar_and_history(open_desk, pictures, phone):
	desk = open_desk("officer", phone=phone)
	mark = "-phone" if phone else ""
	desk.open("/app/meeting-task")
	expect(desk.view.locator(".result .list-row").first).to_contain_text(IN_ERA)
	desk.picture(pictures.path(f"date-list{mark}.png"))
	assert not COMMON.search(desk.view.locator(".result").inner_text())
	if not phone:
		filtered(desk, pictures)
	desk.open("/app/meeting/view/report")
	expect(desk.view.locator(".dt-cell__content", has_text=IN_ERA).first).to_be_visible()
	desk.picture(pictures.path(f"date-report{mark}.png"))
	desk.open("/app/meeting/view/calendar/default")
	heading = desk.view.locator(".fc-toolbar h2")
	expect(heading).to_contain_text(IN_ERA)
	desk.view.locator(".fc-prev-button").click()
	expect(heading).to_contain_text(IN_ERA)
	desk.picture(pictures.path(f"date-calendar{mark}.png"))
	assert not desk.errors


def filtered(desk, pictures) -> None:
	"""The filters of a list take dates as they are typed, and tell them as they are read."""
	desk.view.locator(".filter-selector .filter-button").click()
	popover = desk.page.locator(".filter-popover:visible")
	popover.locator(".filter-field").wait_for()
	desk.page.evaluate(
		"cur_list.filter_area.filter_list.filters[0].set_values('Meeting Task', 'due_date', '>', '')"
	)
	box = popover.locator(".filter-field input").first
	box.fill("5/8/67")
	box.press("Tab")
	expect(box).to_have_value(SHOWN)
	popover.locator(".apply-filters").click()
	desk.settle()
	assert desk.page.evaluate("cur_list.get_filters_for_args()") == [
		["Meeting Task", "due_date", ">", "2024-08-05"]
	]
	desk.picture(pictures.path("date-filter.png"))


def test_the_history_of_a_document_tells_dates_so(open_desk, pictures):
	desk = open_desk("officer")
	desk.open("/app/community-organization")
	name = desk.page.evaluate("frappe.db.get_list('Community Organization', { limit: 1 })")[0]["name"]
	desk.open_form("Community Organization", name)
	for day in ("5/8/67", "6/8/67"):
		desk.fill("joined_on", day)
		desk.save()
	history = desk.view.locator(".new-timeline")
	expect(history).to_contain_text(SHOWN)
	expect(history).to_contain_text("6 ส.ค. 2567")
	desk.view.locator(".new-timeline").scroll_into_view_if_needed()
	desk.picture(pictures.path("date-history.png"))
	assert "2024-08" not in history.inner_text()


def test_whoever_wants_the_common_era_has_it(open_desk):
	"""One click in the user's menu, and back."""
	desk = open_desk("district")
	desk.open("/app/meeting")
	# what an earlier run may have left
	desk.page.evaluate("frappe.xcall('con_center.era.choice.choose', { era: 'Buddhist Era' })")
	desk.open("/app/meeting")
	desk.choose_for_oneself("แสดงปีเป็น ค.ศ.")
	try:
		common_era_is_frappes_own(desk)
	finally:
		desk.choose_for_oneself("แสดงปีเป็น พ.ศ.")
	desk.page.wait_for_function("() => window.con_center?.dates.is_buddhist()")
	assert desk.page.evaluate("frappe.datetime.str_to_user('2024-08-05')") == SHOWN


def common_era_is_frappes_own(desk) -> None:
	desk.page.wait_for_function("() => window.con_center && !con_center.dates.is_buddhist()")
	# in the site's own format
	assert COMMON.search(desk.page.evaluate("frappe.datetime.str_to_user('2024-08-05')"))
	assert desk.page.evaluate("frappe.datetime.user_to_str('5 ส.ค. 2567')") == "2024-08-05"
	assert desk.page.evaluate("frappe.datetime.user_to_str('5/8/2567')") == "2024-08-05"
