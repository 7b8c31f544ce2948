"""Each role's day on a phone: nothing scrolls sideways, every target is large enough for a thumb, nothing is covered."""

import pytest
from playwright.sync_api import expect

SMALLEST = 40
# what the product adds to Frappe's desk
OURS = "[class*='con-'], [data-fieldname='quorum_live'], .con-letter"
LOOK = """([ours, smallest]) => {
	const seen = (element) => {
		const box = element.getBoundingClientRect();
		return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== 'hidden' && element.checkVisibility();
	};
	const told = (element) => `${element.tagName}.${element.className} "${(element.innerText || element.name || '').slice(0, 40)}"`;
	const inline = (element) => element.tagName === 'A' && !element.classList.contains('btn')
		&& getComputedStyle(element).display === 'inline';
	const targets = [...document.querySelectorAll(ours)]
		.filter((area) => area.closest('.page-container, .modal, body') && seen(area))
		.flatMap((area) => [...area.querySelectorAll('button, a[href], a.btn, select, summary, input, [role=button]')]);
	const unique = [...new Set(targets)].filter(seen).filter((element) => !element.closest('.frappe-control .grid-body'));
	const size = (element) => {
		const holder = element.matches('input[type=checkbox], input[type=radio]') ? element.closest('label') || element : element;
		// what is drawn small may answer in a larger area around it
		const around = parseFloat(getComputedStyle(element, '::after').height) || 0;
		return { height: Math.max(holder.getBoundingClientRect().height, around) };
	};
	const small = unique.filter((element) => !inline(element) && Math.round(size(element).height) < smallest);
	const covered = unique.filter((element) => {
		element.scrollIntoView({ block: 'center', inline: 'center' });
		// of a link of several lines the first one
		const [box] = element.getClientRects();
		const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
		return top && !element.contains(top) && !top.contains(element) && !top.closest('label')?.contains(element);
	});
	window.scrollTo(0, 0);
	return {
		sideways: document.documentElement.scrollWidth - window.innerWidth,
		small: small.map((element) => `${told(element)} ${Math.round(size(element).height)}`),
		covered: covered.map(told),
	};
}"""
# titles of a list that are not shown to their ends
CUT_OFF = """() => [...document.querySelectorAll('.frappe-list .list-row-container .list-subject a')]
	.filter((title) => title.checkVisibility())
	.filter((title) => {
		const holder = title.closest('.level-left').getBoundingClientRect();
		return title.scrollWidth > title.clientWidth || title.getBoundingClientRect().right > holder.right + 1;
	})
	.map((title) => title.innerText)"""


def look_over(desk, pictures, name: str) -> None:
	desk.settle()
	desk.picture(pictures.path(f"phone-{name}.png"))
	found = desk.page.evaluate(LOOK, [OURS, SMALLEST])
	assert found == {"sideways": 0, "small": [], "covered": []}, name


def first_of(desk, doctype: str, **filters) -> str:
	return desk.documents(doctype, **filters)[0]["name"]


@pytest.mark.parametrize(
	"login", ["officer", "district", "chief", "province", "governor", "central", "admin"]
)
def test_first_page_and_lists(open_desk, pictures, login):
	desk = open_desk(login, phone=True)
	desk.open("/app")
	expect(desk.view.locator(".con-today")).to_be_visible()
	look_over(desk, pictures, f"{login}-today")
	for path in ("appointment-order", "meeting", "committee", "assessment", "con-case-work"):
		desk.open(f"/app/{path}")
		desk.page.wait_for_timeout(300)
		look_over(desk, pictures, f"{login}-{path}")
		assert desk.page.evaluate(CUT_OFF) == []
	assert not desk.errors


EVERYBODYS = ("Committee", "Appointment Order", "Meeting", "Action Plan", "Assessment", "CON Center")
FORMS = [(login, doctype) for login in ("officer", "district", "province") for doctype in EVERYBODYS]
FORMS += [("district", "Progress Report"), ("province", "Progress Report")]


@pytest.mark.parametrize(("login", "doctype"), FORMS)
def test_forms(open_desk, pictures, login, doctype):
	desk = open_desk(login, phone=True)
	name = "340101" if doctype == "CON Center" else desk.documents(doctype)[0]["name"]
	desk.open_form(doctype, name)
	look_over(desk, pictures, f"{login}-{doctype}")
	for tab in desk.view.locator(".form-tabs .nav-link:visible").all():
		tab.click()
		look_over(desk, pictures, f"{login}-{doctype}-tab")
	assert not desk.errors


def test_attendance_of_a_meeting(open_desk, pictures):
	desk = open_desk("officer", phone=True)
	desk.open_form("Meeting", first_of(desk, "Meeting"))
	desk.open_tab("การมาประชุม")
	look_over(desk, pictures, "attendance")


def test_the_assessment_grid(open_desk, pictures):
	desk = open_desk("district", phone=True)
	desk.open("/app/assessment-grid")
	expect(desk.view.locator(".con-grid")).to_be_visible()
	desk.page.wait_for_timeout(1500)
	look_over(desk, pictures, "assessment-grid")
	assert not desk.errors
