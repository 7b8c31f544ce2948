"""An admin's changes, made through the desk's own doors, are all there after an update (design, decision 9)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

SITE = os.environ["SITE"]
BENCH = Path(os.environ["BENCH_ROOT"])
WORKFLOW = "Appointment Order Approval"
TEMPLATE = "ประกาศรับรองผลการคัดเลือกคณะกรรมการ ศอช."
REMOVED_REASON = "อื่น ๆ"


class Desk:
	"""The site's REST interface, as Administrator."""

	def __init__(self):
		self.base = os.environ["BASE_URL"]
		self.session = requests.Session()
		login = {"usr": "Administrator", "pwd": os.environ["ADMIN_PASSWORD"]}
		self.session.post(f"{self.base}/api/method/login", data=login, timeout=60).raise_for_status()
		desk = self.session.get(f"{self.base}/app", timeout=120).text
		token = desk.split("csrf_token = ")[1].split(";")[0].strip("\"' ")
		self.session.headers["X-Frappe-CSRF-Token"] = token

	def call(self, method: str, path: str, data: dict | None = None) -> dict:
		answer = self.session.request(method, f"{self.base}/api/{path}", json=data, timeout=120)
		assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[-600:]}"
		return answer.json()

	def get(self, doctype: str, name: str) -> dict:
		return self.call("GET", f"resource/{doctype}/{name}")["data"]

	def exists(self, doctype: str, **filters) -> bool:
		found = self.call("GET", f"resource/{doctype}?filters={json.dumps(filters, ensure_ascii=False)}")
		return bool(found["data"])

	def make(self, doctype: str, **values) -> dict:
		return self.call("POST", f"resource/{doctype}", values)["data"]

	def change(self, doctype: str, name: str, **values) -> dict:
		return self.call("PUT", f"resource/{doctype}/{name}", values)["data"]

	def remove(self, doctype: str, name: str) -> None:
		self.call("DELETE", f"resource/{doctype}/{name}")


@pytest.fixture(scope="module")
def desk() -> Desk:
	return Desk()


def migrate() -> None:
	helper = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", SITE, "migrate"]
	done = subprocess.run(
		helper, cwd=BENCH / "sites", capture_output=True, text=True, timeout=600, check=False
	)
	assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


@pytest.fixture(scope="module")
def customised(desk):
	"""Change what admins change, then update the site; put it back afterwards."""
	field = desk.make(
		"Custom Field",
		dt="Committee",
		fieldname="meeting_room",
		label="ห้องประชุม",
		fieldtype="Data",
		insert_after="forum_place",
	)
	setter = desk.make(
		"Property Setter",
		doctype_or_field="DocField",
		doc_type="Committee",
		field_name="forum_date",
		property="label",
		property_type="Data",
		value="วันจัดเวที",
	)
	print_format = desk.make(
		"Print Format",
		name="แบบของอำเภอ",
		doc_type="Appointment Order",
		standard="No",
		custom_format=1,
		print_format_type="Jinja",
		html="<p>{{ doc.subject }}</p>",
	)
	workflow = desk.get("Workflow", WORKFLOW)
	transitions = [t for t in workflow["transitions"] if t["action"] != "Cancel Document"]
	for transition in transitions:
		transition["allow_self_approval"] = 1
	desk.change("Workflow", WORKFLOW, transitions=transitions)
	template = desk.get("Order Template", TEMPLATE)
	desk.change("Order Template", TEMPLATE, subject="เรื่องของเรา {committee_name}")
	settings = desk.get("CON Settings", "CON Settings")
	desk.change("CON Settings", "CON Settings", term_years=2, letter_font_size=15)
	position = desk.get("Position", "พัฒนากร")
	desk.change("Position", "พัฒนากร", print_with_area=1)
	reason = desk.get("Leaving Reason", REMOVED_REASON)
	desk.remove("Leaving Reason", REMOVED_REASON)
	permission = desk.make(
		"Custom DocPerm", parent="Leaving Reason", role="CON District Officer", read=1, write=1, create=1
	)
	migrate()
	yield
	desk.remove("Custom DocPerm", permission["name"])
	desk.make("Leaving Reason", reason=reason["reason"], provenance=reason["provenance"])
	desk.change("Position", "พัฒนากร", print_with_area=position["print_with_area"])
	desk.change(
		"CON Settings",
		"CON Settings",
		term_years=settings["term_years"],
		letter_font_size=settings["letter_font_size"],
	)
	desk.change("Order Template", TEMPLATE, subject=template["subject"])
	desk.change("Workflow", WORKFLOW, transitions=workflow["transitions"])
	for doctype, made in (
		("Print Format", print_format),
		("Property Setter", setter),
		("Custom Field", field),
	):
		desk.remove(doctype, made["name"])


@pytest.mark.usefixtures("customised")
class TestAnUpdateKeeps:
	def test_a_custom_field(self, desk):
		assert desk.exists("Custom Field", dt="Committee", fieldname="meeting_room")

	def test_a_changed_label(self, desk):
		assert desk.exists("Property Setter", doc_type="Committee", field_name="forum_date", value="วันจัดเวที")

	def test_a_print_format_of_the_office(self, desk):
		assert desk.get("Print Format", "แบบของอำเภอ")["html"] == "<p>{{ doc.subject }}</p>"

	def test_a_changed_workflow(self, desk):
		transitions = desk.get("Workflow", WORKFLOW)["transitions"]
		assert transitions and all(t["action"] != "Cancel Document" for t in transitions)
		assert all(t["allow_self_approval"] for t in transitions)

	def test_a_changed_text(self, desk):
		assert desk.get("Order Template", TEMPLATE)["subject"] == "เรื่องของเรา {committee_name}"

	def test_changed_settings(self, desk):
		settings = desk.get("CON Settings", "CON Settings")
		assert (settings["term_years"], settings["letter_font_size"]) == (2, 15)

	def test_a_changed_position(self, desk):
		assert desk.get("Position", "พัฒนากร")["print_with_area"] == 1

	def test_that_something_seeded_was_removed(self, desk):
		assert not desk.exists("Leaving Reason", name=REMOVED_REASON)

	def test_changed_permissions(self, desk):
		assert desk.exists("Custom DocPerm", parent="Leaving Reason", role="CON District Officer")


def test_the_log_is_guarded_after_an_update_too(desk):
	sealed = subprocess.run(
		[
			sys.executable,
			"-m",
			"frappe.utils.bench_helper",
			"frappe",
			"--site",
			SITE,
			"execute",
			"con_center.approval.seals.is_sealed",
		],
		cwd=BENCH / "sites",
		capture_output=True,
		text=True,
		timeout=120,
		check=True,
	).stdout
	assert sealed.strip() == "true"
