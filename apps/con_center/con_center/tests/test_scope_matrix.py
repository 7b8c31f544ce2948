"""Who reaches which document by which way: every scoped DocType × kind of user × own or another area × way.

The matrix is generated. A DocType that becomes scoped needs a line in `SAMPLES`, a function that clients may
call a line in `STRANGER_CALLS`: without it the matrix fails. What is expected is not listed either, it follows
from the DocType's permissions and from the areas; every way has to agree with it in both directions.
"""

import importlib
import inspect
import json
import pkgutil
from contextlib import contextmanager
from functools import partial
from itertools import product
from unittest.mock import MagicMock, patch

import frappe
import frappe.api
import frappe.handler
from frappe.model.base_document import get_controller
from frappe.model.db_query import DatabaseQuery
from frappe.model.workflow import get_workflow, is_transition_condition_satisfied
from frappe.utils import add_days, background_jobs, now_datetime, set_request, today

import con_center
from con_center import registry
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, ancestor, covers, level_of, reads_names
from con_center.access.documents import READING_RIGHTS
from con_center.access.rows import Row
from con_center.appointments.factories import make_order_in
from con_center.committees.factories import make_committee
from con_center.households import house_code
from con_center.households.factories import as_file
from con_center.organization.factories import (
	OTHER,
	OWN,
	POSITION,
	make_assignment,
	make_officer,
	make_user,
	signed_in,
)
from con_center.planning.factories import versions
from con_center.seams import doors
from con_center.tests.case import CONTestCase, clear
from con_center.tests.samples import IN_STATES, SAMPLES
from con_center.tests.sampling import is_tried

CENTRAL_POSITION = "เจ้าหน้าที่กรมการพัฒนาชุมชน"
ROLE_BY_HAND = "CON District Officer"
PROJECT = "con_center.planning.doctype.plan_project.plan_project.{}"


# Ways of a client into Frappe, as its requests take them


def call(command: str, **arguments):
	"""Call a whitelisted function as a request of the session user does; return what the client gets."""
	return _request(lambda: frappe.handler.execute_cmd(command), {"cmd": command, **arguments})


def rest(method: str, *path: str, **arguments):
	"""Call the REST API as a request of the session user does; return the data the client gets."""
	address = "/api/resource/" + "/".join(path)

	def handle():
		handler = frappe.api.handle
		response = handler(frappe.local.request) if inspect.signature(handler).parameters else handler()
		return json.loads(response.get_data())["data"]

	return _request(handle, arguments, method, address)


def _request(work, arguments: dict, method: str = "POST", path: str = "/"):
	set_request(method=method, path=path)
	frappe.local.form_dict = frappe._dict(arguments)
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.message_log = []
	try:
		doors.check_request()
		return work()
	finally:
		frappe.local.form_dict = frappe._dict()


def by_name(doc) -> list:
	return [[doc.doctype, "name", "=", doc.name]]


def form_of(doc) -> dict:
	call("frappe.desk.form.load.getdoc", doctype=doc.doctype, name=doc.name)
	return frappe.local.response.docs[0]


def is_printed(doc) -> bool:
	with patch("frappe.utils.print_format.frappe.get_print", return_value=b"%PDF"):
		call("frappe.utils.print_format.download_pdf", doctype=doc.doctype, name=doc.name)
	return frappe.local.response.filecontent == b"%PDF"


def download(doc):
	from frappe.utils.response import download_private_file

	return _request(lambda: download_private_file(attachment_of(doc).file_url), {}, "GET")


def attachment_of(doc):
	return frappe.get_all(
		"File",
		filters={
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"file_name": ("like", "matrix%"),
		},
		fields=["name", "file_url"],
	)[0]


def number_card(doc):
	card = {"document_type": doc.doctype, "function": "Count", "name": "x"}
	return call("frappe.desk.doctype.number_card.number_card.get_result", doc=card, filters=by_name(doc))


def dashboard_chart(doc):
	chart = frappe.new_doc("Dashboard Chart").update(
		{
			"chart_name": f"matrix {doc.doctype}",
			"document_type": doc.doctype,
			"chart_type": "Group By",
			"group_by_based_on": "area",
			"group_by_type": "Count",
			"number_of_groups": 0,
			"filters_json": json.dumps(by_name(doc)),
		}
	)
	from frappe.desk.doctype.dashboard_chart.dashboard_chart import get_group_by_chart_config

	return get_group_by_chart_config(chart, by_name(doc))["labels"]


def kept_chart(doc):
	"""Ask for a chart that somebody who sees everything has asked for before."""
	chart = {
		"name": f"matrix kept {doc.doctype}",
		"document_type": doc.doctype,
		"chart_type": "Group By",
		"group_by_based_on": "area",
		"group_by_type": "Count",
		"number_of_groups": 0,
		"filters_json": json.dumps(by_name(doc)),
	}

	def asked():
		return call(
			"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
			chart=json.dumps(chart),
			filters=json.dumps(by_name(doc)),
		)

	with signed_in("Administrator"):
		if not asked()["labels"]:
			raise AssertionError("the chart shows nothing to anybody")
	return asked()["labels"]


# way: (right that opens it, function of a document that returns what it reaches)
READING = {
	"frappe.client.get": ("read", lambda d: call("frappe.client.get", doctype=d.doctype, name=d.name)),
	"frappe.client.get by filters": (
		"read",
		lambda d: call("frappe.client.get", doctype=d.doctype, filters={"name": d.name}),
	),
	"frappe.client.get_value": (
		"read",
		lambda d: call(
			"frappe.client.get_value", doctype=d.doctype, fieldname="area", filters={"name": d.name}
		),
	),
	"frappe.client.get_list": (
		"read",
		lambda d: call("frappe.client.get_list", doctype=d.doctype, filters={"name": d.name}),
	),
	"frappe.client.get_list by another filter": (
		"read",
		lambda d: call(
			"frappe.client.get_list",
			doctype=d.doctype,
			or_filters=[["name", "=", d.name], ["name", "=", "x"]],
		),
	),
	"frappe.client.get_count": (
		"read",
		lambda d: call("frappe.client.get_count", doctype=d.doctype, filters={"name": d.name}),
	),
	"list view": (
		"read",
		lambda d: call("frappe.desk.reportview.get", doctype=d.doctype, fields=["name"], filters=by_name(d))[
			"values"
		],
	),
	"list view, count": (
		"read",
		lambda d: call("frappe.desk.reportview.get_count", doctype=d.doctype, fields=[], filters=by_name(d)),
	),
	"list view, groups": (
		"read",
		lambda d: any(
			group["count"]
			for group in call(
				"frappe.desk.listview.get_group_by_count",
				doctype=d.doctype,
				field="area",
				current_filters=json.dumps(by_name(d)),
			)
		),
	),
	"report builder": (
		"report",
		lambda d: (
			frappe.has_permission(d.doctype, "report", d)
			and call(
				"frappe.desk.reportview.get",
				doctype=d.doctype,
				fields=["name"],
				filters=by_name(d),
				view="Report",
			)["values"]
		),
	),
	"export": ("export", lambda d: exported(d)),
	"REST, one": ("read", lambda d: rest("GET", d.doctype, d.name)),
	"REST, list": (
		"read",
		lambda d: rest("GET", d.doctype, filters=json.dumps(by_name(d))),
	),
	"form": ("read", form_of),
	"form's timeline": (
		"read",
		lambda d: (
			call("frappe.desk.form.load.get_docinfo", doctype=d.doctype, name=d.name)
			or frappe.local.response.docinfo
		),
	),
	"link field": (
		"read",
		lambda d: (
			d.name
			in [
				found["value"]
				for found in call(
					"frappe.desk.search.search_link", doctype=d.doctype, txt=d.name, page_length=50
				)
				or frappe.local.response.get("results")
				or []
			]
		),
	),
	"title of a link": (
		"read",
		lambda d: (
			titled(d)
			and call("frappe.desk.search.get_link_title", doctype=d.doctype, docname=d.name) == d.get_title()
		),
	),
	# Frappe prints what may be read
	"print preview": (
		"read",
		lambda d: call("frappe.www.printview.get_html_and_style", doc=d.doctype, name=d.name)["html"],
	),
	"PDF": ("read", is_printed),
	"attachment": ("read", download),
	"attachment, its File": (
		"read",
		lambda d: call("frappe.client.get", doctype="File", name=attachment_of(d).name),
	),
	"attachment in the list of files": (
		"read",
		lambda d: call("frappe.client.get_list", doctype="File", filters={"name": attachment_of(d).name}),
	),
	"number card": ("read", number_card),
	"dashboard chart": ("read", dashboard_chart),
	"e-mail": ("email", lambda d: frappe.has_permission(d.doctype, "email", d)),
}
RIGHTS = (
	"read",
	"write",
	"create",
	"delete",
	"submit",
	"cancel",
	"amend",
	"print",
	"email",
	"share",
	"export",
)


def titled(doc) -> bool:
	return bool(doc.meta.show_title_field_in_link) and doc.get_title() != doc.name


def exported(doc) -> bool:
	call(
		"frappe.desk.reportview.export_query",
		doctype=doc.doctype,
		fields=[f"`tab{doc.doctype}`.`name`", f"`tab{doc.doctype}`.`area`"],
		filters=by_name(doc),
		file_format_type="CSV",
	)
	content = frappe.local.response.get("result") or frappe.local.response.get("filecontent")
	return doc.name in (content.decode() if isinstance(content, bytes) else content)


def payload(doc, **values) -> dict:
	return {**json.loads(doc.as_json()), **values}


def own_place(doc) -> dict[str, str]:
	"""Return what makes a document one of the own area, for the fields that the DocType has."""
	place = {
		"area": OWN["sub_district"],
		"center": OWN["sub_district"],
		"issuer": OWN["district"],
		"district": OWN["district"],
		"province": OWN["province"],
	}
	return {field: value for field, value in place.items() if doc.meta.has_field(field)}


def found_by(search: str, doc) -> bool:
	"""Tell whether a search finds the document that goes past permissions, as some links do."""
	found = call(search, doctype=doc.doctype, txt=doc.name, ignore_user_permissions=1)
	return doc.name in str([found, frappe.local.response])


# what somebody who has no right to the document tries to do to it; none of it may leave a trace
CHANGING = {
	"set a value": lambda d: call("frappe.client.set_value", doctype=d.doctype, name=d.name, fieldname="notes", value="x"),
	"set an area of one's own": lambda d: call(
		"frappe.client.set_value", doctype=d.doctype, name=d.name, fieldname=json.dumps(own_place(d))
	),
	"save it as one's own": lambda d: call("frappe.client.save", doc=payload(d, **own_place(d))),
	"save it as new": lambda d: call("frappe.client.save", doc=payload(d, __islocal=1, **own_place(d))),
	"save it from a form": lambda d: call("frappe.desk.form.save.savedocs", doc=json.dumps(payload(d, **own_place(d))), action="Save"),
	"submit it": lambda d: call("frappe.client.submit", doc=payload(d)),
	"cancel it": lambda d: call("frappe.client.cancel", doctype=d.doctype, name=d.name),
	"cancel it from a form": lambda d: call("frappe.desk.form.save.cancel", doctype=d.doctype, name=d.name),
	"REST, write": lambda d: rest("PUT", d.doctype, d.name, **own_place(d)),
	"REST, delete": lambda d: rest("DELETE", d.doctype, d.name),
	"delete it": lambda d: call("frappe.client.delete", doctype=d.doctype, name=d.name),
	"delete it from a list": lambda d: call("frappe.desk.reportview.delete_items", items=json.dumps([d.name]), doctype=d.doctype),
	"rename it": lambda d: call("frappe.client.rename_doc", doctype=d.doctype, old_name=d.name, new_name="x"),
	"rename it from a form": lambda d: call("frappe.model.rename_doc.update_document_title", doctype=d.doctype, docname=d.name, title="x"),
	"edit in bulk": lambda d: call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype=d.doctype, docnames=json.dumps([d.name]), action="update", data=json.dumps({"notes": "x"}),
	),
	"approve in bulk": lambda d: call(
		"frappe.model.workflow.bulk_workflow_approval", docnames=json.dumps([d.name]), doctype=d.doctype, action="Send Up"
	),
	"share it": lambda d: call("frappe.share.add", doctype=d.doctype, name=d.name, user=frappe.session.user),
	"assign it": lambda d: call(
		"frappe.desk.form.assign_to.add",
		doctype=d.doctype, name=d.name, assign_to=json.dumps([frappe.session.user]),
	),
	"follow it": lambda d: call("frappe.desk.form.document_follow.follow_document", doctype=d.doctype, doc_name=d.name, user=frappe.session.user),
	"tag it": lambda d: call("frappe.desk.doctype.tag.tag.add_tag", tag="x", dt=d.doctype, dn=d.name),
	"tag it in bulk": lambda d: call("frappe.desk.doctype.tag.tag.add_tags", tags=["x"], dt=d.doctype, docs=[d.name]),
	"like it": lambda d: call("frappe.desk.like.toggle_like", doctype=d.doctype, name=d.name, add="Yes"),
	"comment on it": lambda d: call(
		"frappe.desk.form.utils.add_comment",
		reference_doctype=d.doctype, reference_name=d.name, content="x", comment_email="x@test.example", comment_by="x",
	),
	"comment by a document": lambda d: call(
		"frappe.client.insert",
		doc={"doctype": "Comment", "comment_type": "Comment", "reference_doctype": d.doctype, "reference_name": d.name, "content": "x"},
	),
	"write an e-mail on it": lambda d: call(
		"frappe.core.doctype.communication.email.make",
		doctype=d.doctype, name=d.name, content="x", subject="x", recipients="x@test.example", print_html="x",
	),
	"attach a file": lambda d: call(
		"frappe.client.attach_file", filename="x.txt", filedata="x", doctype=d.doctype, docname=d.name, is_private=1
	),
	"attach by a document": lambda d: call(
		"frappe.client.insert",
		doc={"doctype": "File", "file_name": "x.txt", "content": "x", "is_private": 1, "attached_to_doctype": d.doctype, "attached_to_name": d.name},
	),
	"take its attachment": lambda d: call("frappe.desk.form.utils.remove_attach", fid=attachment_of(d).name),
	"make its attachment public": lambda d: call("frappe.client.set_value", doctype="File", name=attachment_of(d).name, fieldname={"is_private": 0}),
}  # fmt: skip


# what a function calls the document that it is about, where that is not "name"
NAMED = {"make_reply": "source_name"}


# functions of this app that clients may call, tried on a document of another area (by DocType, as in SAMPLES)
def committee_stands_for(committee) -> dict:
	return {"center": committee.center, "kind": committee.kind, "term_number": committee.term_number}


STRANGER_CALLS = {
	"con_center.approval.decision.get_transitions": lambda d: call(
		"frappe.model.workflow.get_transitions", doc=payload(d["Appointment Order"])
	),
	"con_center.approval.changes.since_returned": lambda d: call(
		"con_center.approval.changes.since_returned",
		doctype="Appointment Order",
		name=d["Appointment Order"].name,
	),
	"con_center.approval.decision.found_before": lambda d: call(
		"con_center.approval.decision.found_before",
		doctype="Appointment Order",
		name=d["Appointment Order"].name,
		action="Send Up",
	),
	"con_center.approval.decision.apply_workflow": lambda d: call(
		"frappe.model.workflow.apply_workflow", doc=payload(d["Appointment Order"]), action="Send Up"
	),
	"con_center.approval.log.verify": lambda d: call(
		"con_center.approval.log.verify", doctype="Appointment Order", name=d["Appointment Order"].name
	),
	"con_center.approval.opinions.whom_to_ask": lambda d: call(
		"con_center.approval.opinions.whom_to_ask",
		doctype="Appointment Order",
		name=d["Appointment Order"].name,
	),
	"con_center.approval.waiting.card": lambda d: [
		row for row in waiting_rows() if row["name"] == d["Appointment Order"].name
	],
	"con_center.committees.doctype.committee.committee.copy_to_new_term": lambda d: call(
		"con_center.committees.doctype.committee.committee.copy_to_new_term", source_name=d["Committee"].name
	),
	"con_center.committees.doctype.committee.committee.Committee.add_center_committee": lambda d: call(
		"run_doc_method", method="add_center_committee", dt="Committee", dn=d["Committee"].name
	),
	**{
		name: partial(lambda name, d: call(name, committee={"center": d["CON Center"].name}), name)
		for name in (
			"con_center.committees.adding.from_last_term",
			"con_center.committees.adding.from_register",
			"con_center.committees.terms.propose",
			"con_center.meetings.forum.members",
		)
	},
	"con_center.correspondence.certificate.of_member": lambda d: call(
		"con_center.correspondence.certificate.of_member",
		committee=d["Committee"].name,
		member=d["Committee"].members[0].name,
	),
	"con_center.correspondence.packing.download": lambda d: (
		call("con_center.correspondence.packing.download", name=d["Official Letter"].name) or True
	),
	"con_center.correspondence.packing.make_copies": lambda d: (
		call("con_center.correspondence.packing.make_copies", name=d["Official Letter"].name) or True
	),
	"con_center.correspondence.preview.show": lambda d: call(
		"con_center.correspondence.preview.show", name=d["Official Letter"].name, typed={"body": []}
	),
	"con_center.correspondence.by_line.groups_of": lambda d: (
		call("con_center.correspondence.by_line.groups_of", office=d["Office"].name) or True
	),
	"con_center.correspondence.preview.show_new": lambda d: call(
		"con_center.correspondence.preview.show_new", typed={"office": d["Office"].name, "kind": "External"}
	),
	"con_center.correspondence.photographed.add_page": lambda d: call(
		"con_center.correspondence.photographed.add_page", name=d["Incoming Letter"].name, file="x"
	),
	"con_center.correspondence.receipt.download": lambda d: (
		call("con_center.correspondence.receipt.download", name=d["Incoming Letter"].name) or True
	),
	"con_center.community.resolutions.choices": lambda d: call(
		"con_center.community.resolutions.choices", center=d["CON Center"].name
	),
	"con_center.community.doctype.by_law.by_law.versions": lambda d: (
		call("con_center.community.doctype.by_law.by_law.versions", name=d["By-law"].name) or True
	),
	"con_center.community.doctype.by_law.by_law.compare": lambda d: call(
		"con_center.community.doctype.by_law.by_law.compare", name=d["By-law"].name, other=d["By-law"].name
	),
	**{
		f"con_center.community.doctype.community_data_import.community_data_import.{function}": partial(
			lambda function, d: (
				call(
					f"con_center.community.doctype.community_data_import.community_data_import.{function}",
					name=d["Community Data Import"].name,
				)
				or True
			),
			function,
		)
		for function in ("look", "bring_in")
	},
	"con_center.community.figures.for_plan": lambda d: (
		call("con_center.community.figures.for_plan", doctype="Action Plan", name=d["Action Plan"].name)
		or True
	),
	"con_center.entry.twins.find": lambda d: call(
		"con_center.entry.twins.find", doctype="Committee", values=committee_stands_for(d["Committee"])
	),
	"con_center.appointments.doctype.appointment_order.appointment_order.AppointmentOrder.refill_text": lambda d: (
		call("run_doc_method", method="refill_text", dt="Appointment Order", dn=d["Appointment Order"].name)
	),
	"con_center.notices.groups.of": lambda d: (
		call("con_center.notices.groups.of", doctype="Appointment Order", name=d["Appointment Order"].name)
		or True
	),
	"con_center.notices.groups.send": lambda d: call(
		"con_center.notices.groups.send",
		doctype="Appointment Order",
		name=d["Appointment Order"].name,
		group="x",
	),
	"con_center.overview.area_map.read": lambda d: call(
		"con_center.overview.area_map.read", area=d["CON Center"].area
	),
	**{
		f"con_center.overview.doctype.yearly_report.yearly_report.YearlyReport.{method}": partial(
			lambda method, d: (
				call(
					"run_doc_method",
					method=method,
					dt="Yearly Report",
					dn=d["Yearly Report"].name,
					args={"idx": 1},
				)
				or True
			),
			method,
		)
		for method in ("write_anew", "take_proposal")
	},
	"con_center.organization.doctype.officer_assignment.officer_assignment.search": lambda d: call(
		"con_center.organization.doctype.officer_assignment.officer_assignment.search",
		doctype="Officer Assignment",
		txt="",
		searchfield="name",
		start=0,
		page_len=20,
		filters=json.dumps({"name": d["Officer Assignment"].name}),
	),
	"con_center.overview.year.of_center": lambda d: call(
		"con_center.overview.year.of_center", center=d["CON Center"].name
	),
	"con_center.seams.doors.answers.get_count": lambda d: READING["frappe.client.get_count"][1](
		d["Committee"]
	),
	"con_center.seams.doors.answers.get_group_by_count": lambda d: call(
		"frappe.desk.listview.get_group_by_count",
		doctype="Committee",
		field="assigned_to",
		current_filters=json.dumps(by_name(d["Committee"])),
	),
	"con_center.seams.doors.answers.get_linked": lambda d: call(
		"frappe.desk.form.linked_with.get", doctype="Committee", docname=d["Committee"].name
	),
	"con_center.seams.doors.answers.get_chart": lambda d: kept_chart(d["Committee"]),
	"con_center.seams.doors.answers.get_open_count": lambda d: call(
		"frappe.desk.notifications.get_open_count", doctype="Committee", name=d["Committee"].name
	),
	"con_center.seams.doors.answers.get_submitted_linked_docs": lambda d: call(
		"frappe.desk.form.linked_with.get_submitted_linked_docs",
		doctype="Committee",
		name=d["Committee"].name,
	),
	"con_center.seams.doors.answers.get_data_for_custom_field": lambda d: call(
		"frappe.desk.query_report.get_data_for_custom_field",
		doctype="Committee",
		field="title",
		names=json.dumps([d["Committee"].name]),
	),
	"con_center.seams.doors.answers.get_link_title": lambda d: READING["title of a link"][1](d["Committee"]),
	"con_center.meetings.doctype.meeting.meeting.Meeting.fill_agenda": lambda d: call(
		"run_doc_method", method="fill_agenda", dt="Meeting", dn=d["Meeting"].name
	),
	"con_center.meetings.calendar.get_events": lambda d: [
		event
		for event in call("con_center.meetings.calendar.get_events", start="2000-01-01", end="2200-01-01")
		if event["name"] == d["Meeting"].name
	],
	"con_center.meetings.doctype.meeting.meeting.make_next": lambda d: call(
		"con_center.meetings.doctype.meeting.meeting.make_next", source_name=d["Meeting"].name
	),
	"con_center.meetings.doctype.meeting.meeting.people": lambda d: call(
		"con_center.meetings.doctype.meeting.meeting.people", meeting=d["Meeting"].name
	),
	**{
		f"con_center.correspondence.handling.{function}": lambda d, function=function, values=values: call(
			f"con_center.correspondence.handling.{function}",
			**{NAMED.get(function, "name"): d["Incoming Letter"].name},
			**values,
		)
		for function, values in (
			("receive", {}),
			("officers", {}),
			("assign", {"user": "x@test.example"}),
			("remark", {"text": "x"}),
			("answer", {"item": 1, "note": "x"}),
			("pass_on", {"areas": [OTHER["sub_district"]]}),
			("close", {}),
			("make_reply", {}),
		)
	},
	"con_center.correspondence.issuing.give_numbers": lambda d: call(
		"con_center.correspondence.issuing.give_numbers", letters=[d["Official Letter"].name]
	),
	"con_center.correspondence.issuing.note": lambda d: call(
		"con_center.correspondence.issuing.note", letter=d["Official Letter"].name, text="x"
	),
	"con_center.correspondence.issuing.reserve": lambda d: call(
		"con_center.correspondence.issuing.reserve", office=d["Office"].name, how_many=1, subject="x"
	),
	"con_center.correspondence.reminding.remind": lambda d: call(
		"con_center.correspondence.reminding.remind", letter=d["Official Letter"].name
	),
	"con_center.correspondence.rounds.make_round": lambda d: call(
		"con_center.correspondence.rounds.make_round", letter=d["Official Letter"].name
	),
	"con_center.correspondence.rounds.make_letter": lambda d: call(
		"con_center.correspondence.rounds.make_letter", source_name=d["Reporting Round"].name
	),
	**{
		f"con_center.households.cases.{function}": lambda d, function=function, values=values: (
			call(f"con_center.households.cases.{function}", name=d["Target Household"].name, **values) or True
		)
		for function, values in (
			("note_state", {"dimension": "Income", "state": "Improved"}),
			("note_check", {"result": "As the List Says"}),
			("close", {"outcome": "Declined"}),
			("reopen", {"reason": "x"}),
			("refer", {"to_level": "Province", "reason": "x", "until": today()}),
			("end_referral", {}),
		)
	},
	"con_center.mediation.handing_over.hand_over": lambda d: (
		call(
			"con_center.mediation.handing_over.hand_over",
			name=d["Dispute Case"].name,
			to=make_officer("officer"),
			reason="เพื่อดูว่าทำได้หรือไม่",
		)
		or True
	),
	**{
		f"con_center.{module}.retention.remove": lambda d, module=module, kind=kind: (
			call(f"con_center.{module}.retention.remove", name=d[kind].name) or True
		)
		for module, kind in (("mediation", "Dispute Case"), ("households", "Target Household"))
	},
	"con_center.mediation.people.members_to_choose": lambda d: call(
		"con_center.mediation.people.members_to_choose", name=d["Dispute Case"].name
	),
	"con_center.mediation.handing_over.whom_to_give": lambda d: call(
		"con_center.mediation.handing_over.whom_to_give", name=d["Dispute Case"].name
	),
	"con_center.households.doctype.help_log.help_log.whose": lambda d: call(
		"con_center.households.doctype.help_log.help_log.whose", household=d["Target Household"].name
	),
	"con_center.households.house_code.note": lambda d: (
		call("con_center.households.house_code.note", name=d["Target Household"].name, secret="12345678901")
		or True
	),
	"con_center.households.house_code.find": lambda d: call(
		"con_center.households.house_code.find", secret=coded(d["Target Household"])
	),
	"con_center.households.importing.preview": lambda d: call(
		"con_center.households.importing.preview",
		area=d["Target Household"].area,
		source="TPMAP",
		secret=as_file(LIST_OF_HOUSEHOLDS),
	),
	"con_center.households.importing.take_over": lambda d: call(
		"con_center.households.importing.take_over",
		area=d["Target Household"].area,
		source="TPMAP",
		list_date=today(),
		found_by="TPMAP",
		secret=as_file(LIST_OF_HOUSEHOLDS),
	),
	"con_center.households.logbook.download": lambda d: (
		call(
			"con_center.households.logbook.download",
			area=d["Help Log"].area,
			from_date="2020-01-01",
			to_date=today(),
			reason="เพื่อรายงานผล",
		)
		or True
	),
	"con_center.field.receive.attendance": lambda d: call(
		"con_center.field.receive.attendance", name=d["Meeting"].name, rows=[]
	),
	"con_center.field.receive.activity": lambda d: call(
		"con_center.field.receive.activity",
		plan=d["Action Plan"].name,
		activity_number="1",
		held_on=today(),
		what_was_done="x",
	),
	"con_center.organization.photos.add": lambda d: call(
		"con_center.organization.photos.add",
		doctype="Meeting",
		name=d["Meeting"].name,
		key="0123456789ab",
		content="",
	),
	"con_center.learning.figures.of_training": lambda d: call(
		"con_center.learning.figures.of_training", training=d["Training"].name
	),
	**{
		f"con_center.learning.{function}": lambda d, function=function, values=values: call(
			f"con_center.learning.{function}", training=d["Training Participant"].training, **values
		)
		for function, values in (
			("importing.look", {"text": "x"}),
			("importing.add", {"text": "x", "good": 0}),
			("importing.wrong_rows", {"text": "x"}),
			("in_plan.look", {}),
			("in_plan.record", {}),
			("signing_in.people", {"session": 1}),
			("signing_in.note", {"session": 1, "participants": []}),
			("signing_in.show", {"session": 1}),
		)
	},
	"con_center.meetings.year.of_committee": lambda d: call(
		"con_center.meetings.year.of_committee", committee=d["Committee"].name
	),
	"con_center.planning.doctype.action_plan.action_plan.copy_to_next_year": lambda d: call(
		"con_center.planning.doctype.action_plan.action_plan.copy_to_next_year",
		source_name=d["Action Plan"].name,
	),
	"con_center.planning.doctype.action_plan.action_plan.get_figures": lambda d: call(
		"con_center.planning.doctype.action_plan.action_plan.get_figures", name=d["Action Plan"].name
	),
	**{
		PROJECT.format(function): lambda d, function=function: on_project(d["Plan Project"], function)
		for function in ("merge", "split")
	},
	"con_center.assessments.bulk.load": lambda d: [
		row for row in grid_of(d["Assessment"], "load")["rows"] if row.get("name") == d["Assessment"].name
	],
	"con_center.assessments.bulk.create_missing": lambda d: grid_of(d["Assessment"], "create_missing")[
		"done"
	],
	"con_center.assessments.bulk.save": lambda d: call(
		"con_center.assessments.bulk.save",
		changes=[
			{"name": d["Assessment"].name, "modified": str(d["Assessment"].modified), "scores": {"1": "1"}}
		],
	)["done"],
	"con_center.assessments.bulk.take_step": lambda d: call(
		"con_center.assessments.bulk.take_step",
		rows=[{"name": d["Assessment"].name, "modified": str(d["Assessment"].modified)}],
		action="Send to the District",
	)["done"],
	"con_center.reporting.doctype.progress_report.progress_report.ProgressReport.as_of_today": lambda d: call(
		"run_doc_method", method="as_of_today", dt="Progress Report", dn=d["Progress Report"].name
	),
	"con_center.reporting.doctype.reporting_round.reporting_round.copy_to_next_year": lambda d: call(
		"con_center.reporting.doctype.reporting_round.reporting_round.copy_to_next_year",
		source_name=d["Reporting Round"].name,
	),
	"con_center.reporting.doctype.progress_report.progress_report.ProgressReport.recompute": lambda d: call(
		"run_doc_method", method="recompute", dt="Progress Report", dn=d["Progress Report"].name
	),
}
# and those that concern no document of an area
ABOUT_NO_DOCUMENT = {
	# of what the user brings along himself, in committees/test_adding.py
	"con_center.committees.adding.read_file",
	"con_center.committees.adding.read_text",
	"con_center.committees.adding.template",
	# what anybody is told, and what one form takes in: in community/test_public_form.py
	"con_center.community.public_form.accept",
	"con_center.community.public_form.begin",
	"con_center.community.public_form.places",
	# headings and groups, the same for all, in learning/test_importing.py
	"con_center.learning.importing.template",
	# of the session user's own posts, in overview/test_today.py
	"con_center.overview.today.read",
	# of the session user's own, in field/test_field.py
	"con_center.field.day.session",
	"con_center.field.day.take_along",
	# the same text for all, and one's own choice, in overview/test_guides.py
	"con_center.overview.guides.read",
	"con_center.overview.guides.put_away",
	# one's own choice, tried in era/test_era.py
	"con_center.era.choice.choose",
	# of administrators alone, in approval/test_adding.py
	"con_center.approval.adding.add_step",
	# tried in tests/test_attacks.py
	"con_center.seams.doors.answers.search_everywhere",
	"con_center.seams.doors.answers.generate_keys",
	"con_center.seams.doors.answers.get_events",
	"con_center.appointments.doctype.order_template.order_template.known_placeholders",
	"con_center.correspondence.letter_text.known_placeholders",
	"con_center.overview.yearly_text.known_placeholders",
	# a published picture, in overview/test_area_map.py
	"con_center.overview.area_map.outlines",
	# of what the user brings along himself, in correspondence/test_preview.py
	"con_center.correspondence.preview.read",
	# figures of the user's own areas: tried in overview/test_cards.py
	"con_center.overview.cards.assessments_not_complete",
	"con_center.overview.cards.centers_without_committee",
	"con_center.overview.cards.committees_ending",
	"con_center.overview.cards.committees_to_meet",
	"con_center.overview.cards.plans_waiting",
	"con_center.overview.cards.tasks_overdue",
	"con_center.overview.charts.assessments_by_band",
	"con_center.overview.charts.meetings_by_month",
	"con_center.assessments.doctype.assessment_template.assessment_template.copy_to_new_version",
	"con_center.assessments.doctype.assessment_template.assessment_template.download_example",
	"con_center.organization.doctype.area.area.search",
	"con_center.organization.doctype.area.area_tree.children",
	"con_center.printing.engine.is_engine_valid",
	"con_center.printing.fonts.font",
	# each document by itself, in tests/test_requests.py
	"con_center.entry.bulk.bulk_update",
	# in tests/sign_in
	"con_center.sign_in.passwords.reset_password",
	"con_center.sign_in.providers.accounts.link",
	"con_center.sign_in.providers.door.come_back",
	# an administrator's channel, the session user's own switches and LINE, and what LINE signs: in notices/
	"con_center.notices.doctype.line_channel.line_channel.check_connection",
	"con_center.notices.linking.new_code",
	"con_center.notices.linking.state",
	"con_center.notices.linking.unlink",
	"con_center.notices.preferences.mine",
	"con_center.notices.webhook.receive",
	# for System Managers, in monitoring/test_paths.py
	"con_center.monitoring.api.get_health",
	"con_center.monitoring.api.get_metrics",
}
# without signing in: the font that the letters are shown in, how one gets in, and what LINE tells, which it signs
FOR_GUESTS = {
	"con_center.community.public_form.accept",
	"con_center.community.public_form.begin",
	"con_center.community.public_form.places",
	"con_center.notices.webhook.receive",
	"con_center.printing.fonts.font",
	"con_center.sign_in.passwords.reset_password",
	"con_center.sign_in.providers.door.come_back",
}


LIST_OF_HOUSEHOLDS = "หมู่ที่,บ้านเลขที่,ชื่อ-สกุล\n1,2/3,นายลอง เข้ามา\n"


def coded(household) -> str:
	"""Return a code of which the household has the hash."""
	frappe.db.set_value("Target Household", household.name, "house_hash", house_code.hashed("34010123456"))
	return "34010123456"


def on_project(project, function: str):
	"""Call what makes other projects of a project, with all that it asks for."""
	everyone = frappe.get_all("Plan Project", filters={"area": project.area}, pluck="name")
	values = {
		"name": project.name,
		"projects": versions(*everyone),
		"project_name": "x",
		"parts": [{"project_name": "x", "budgets": []}, {"project_name": "y", "budgets": []}],
	}
	asked = inspect.signature(frappe.get_attr(PROJECT.format(function))).parameters
	return call(PROJECT.format(function), **{key: value for key, value in values.items() if key in asked})


def grid_of(assessment, function: str) -> dict:
	return call(
		f"con_center.assessments.bulk.{function}",
		district=assessment.district,
		fiscal_year=assessment.fiscal_year,
		round=assessment.round,
	)


def waiting_rows() -> list[dict]:
	return call("frappe.desk.query_report.run", report_name="Waiting for Me", filters={})["result"]


class Kind:
	"""A kind of user: where he has a post, and which roles it gives."""

	def __init__(self, name: str, user: str, post: tuple[str, str] | None = None):
		self.name, self.user = name, user
		position, self.area = post or (None, None)
		self.roles = (
			set(frappe.get_all("Position Role", filters={"parent": position}, pluck="role"))
			if post
			else set()
		)

	def holds(self, doctype: str, right: str) -> bool:
		return any(
			p.role in self.roles and p.get(right)
			for p in frappe.get_meta(doctype).permissions
			if not p.permlevel
		)

	def may_take(self, transition, doc) -> bool:
		"""Tell whether the workflow lets him decide so: by the role it names, in the area, not on his own work."""
		return bool(
			self.area
			and covers(self.area, doc.area)
			and (doc.doctype not in registry.confidential() or self.user == doc.kept_by)
			and not transition.con_follows
			and transition.allowed in self.roles
			and (transition.allow_self_approval or self.user != doc.owner)
			and is_transition_condition_satisfied(transition, doc)
		)

	def may(self, doc, right: str) -> bool:
		"""What the permissions of the DocType and the area of the post come to."""
		if right == "submit" and not doc.meta.is_submittable:
			return False
		if doc.doctype in registry.named() and not (self.area and reads_names(self.area)):
			return False
		if doc.doctype in registry.confidential() and self.user != doc.kept_by:
			return False
		return self.is_near(doc, right) and self.holds(doc.doctype, right)

	def may_enter(self, doc) -> bool:
		"""Tell whether he may enter a document like this one: what is confidential is kept by who enters it."""
		if doc.doctype in registry.confidential():
			return self.is_near(doc, "create") and self.holds(doc.doctype, "create")
		return self.may(doc, "create")

	def has_files(self, doc) -> bool:
		"""Tell whether he has what is attached to a document that he reads: below a training or a partner, nobody has."""
		return doc.doctype not in ("Partner", "Training") or covers(self.area, doc.area)

	def is_near(self, doc, right: str) -> bool:
		reads_above = doc.doctype in registry.READ_BELOW and right in READING_RIGHTS
		return bool(
			self.area and (covers(self.area, doc.area) or (reads_above and covers(doc.area, self.area)))
		)


def kinds() -> list[Kind]:
	central = make_user("central")
	if not frappe.db.exists("Officer Assignment", {"user": central}):
		make_assignment(central, CENTRAL_POSITION, COUNTRY)
	by_hand = make_user("role.by.hand")
	frappe.get_doc("User", by_hand).add_roles(ROLE_BY_HAND)
	left = make_user("left.office")
	if not frappe.db.exists("Officer Assignment", {"user": left}):
		make_assignment(left, POSITION["district"][0], OWN["district"], to_date=add_days(today(), -1))
	return [
		*(
			Kind(kind, make_officer(kind), (position, OWN[level]))
			for kind, (position, level) in POSITION.items()
		),
		Kind("central", central, (CENTRAL_POSITION, COUNTRY)),
		Kind("role by hand, no post", by_hand),
		Kind("left the office", left),
		Kind("desk user", make_user("desk.user")),
		Kind("website user", make_user("website.user", user_type="Website User")),
		Kind("guest", "Guest"),
	]


def rollback_to_savepoint(*, save_point: str | None = None) -> None:
	if save_point:
		frappe.db.sql(f"rollback to savepoint {save_point}")


def unheard(*args, **kwargs) -> MagicMock:
	"""In the place of what a request would start: made when it is called, which few are, and not for each request."""
	return MagicMock()


@contextmanager
def as_in_a_request():
	"""Frappe checks less in tests than in requests; nothing is kept, queued or sent."""
	frappe.flags.in_test = False
	# what may be called so often an hour is counted by it, anew in each test
	frappe.local.request_ip = "127.0.0.1"
	frappe.cache.delete_keys("rl:")
	try:
		with (
			patch.object(frappe.local, "session_obj", MagicMock(), create=True),
			patch.object(frappe.db, "commit", unheard),
			patch.object(frappe.db, "rollback", rollback_to_savepoint),
			patch.object(frappe, "enqueue", unheard),
			patch.object(background_jobs, "enqueue", unheard),
			patch.object(frappe, "sendmail", unheard),
		):
			yield
	finally:
		frappe.flags.in_test = True


ROW_READING = {
	"frappe.client.get": lambda r: call(
		"frappe.client.get", doctype=r.doctype, name=r.name, parent=r.parenttype
	),
	"frappe.client.get_list": lambda r: call(
		"frappe.client.get_list", doctype=r.doctype, filters={"name": r.name}, parent=r.parenttype
	),
	"frappe.client.get_value": lambda r: call(
		"frappe.client.get_value",
		doctype=r.doctype,
		fieldname="name",
		filters={"name": r.name},
		parent=r.parenttype,
	),
	"frappe.client.get_count": lambda r: call(
		"frappe.client.get_count", doctype=r.doctype, filters={"name": r.name}
	),
	"list view": lambda r: call(
		"frappe.desk.reportview.get",
		doctype=r.doctype,
		fields=["name"],
		filters=by_name(r),
		parent_doctype=r.parenttype,
	)["values"],
	"REST, one": lambda r: rest("GET", r.doctype, r.name),
	"form": form_of,
}
# what is no change of the document itself: open to whoever may read it
FOR_READERS = (
	"like it",
	"follow it",
	"comment on it",
	"write an e-mail on it",
	"assign it",
	"save it as new",
)


def prepare(doc):
	"""Return the document with a private file attached."""
	frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"matrix-{frappe.scrub(doc.doctype)}-{doc.area}.txt",
			"content": f"{doc.doctype} {doc.name}",
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
		}
	).insert()
	return frappe.get_doc(doc.doctype, doc.name)


def traces(doc) -> list:
	"""Return all that a change of the document, or of what Frappe keeps about it, would show in."""
	of_doc = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	return [
		frappe.db.get_value(doc.doctype, doc.name, "*"),
		*(frappe.db.count(row.doctype, {"parent": doc.name}) for row in doc.get_all_children()[:1]),
		frappe.db.count("Comment", of_doc),
		frappe.db.count("Communication", of_doc),
		frappe.db.count("ToDo", {"reference_type": doc.doctype, "reference_name": doc.name}),
		frappe.db.count("DocShare", {"share_doctype": doc.doctype, "share_name": doc.name}),
		frappe.db.count("Document Follow", {"ref_doctype": doc.doctype, "ref_docname": doc.name}),
		frappe.get_all(
			"File",
			filters={"attached_to_doctype": doc.doctype, "attached_to_name": doc.name},
			fields=["name", "is_private"],
		),
	]


def has_changed(doc, before: list) -> bool:
	return traces(doc) != before


def document_methods() -> dict:
	"""Return a way for each method of documents of this app that clients may call, by its name."""
	names = {name.rpartition(".")[2] for name in all_functions() if name.split(".")[-2][0].isupper()}
	return {
		name: lambda d, name=name: call("run_doc_method", method=name, dt=d.doctype, dn=d.name)
		for name in names
	}


class TestMatrix(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		missing = set(registry.scoped()) - set(SAMPLES)
		if missing:
			raise AssertionError(
				f"Give a sample of each scoped DocType in SAMPLES: {', '.join(sorted(missing))}"
			)
		cls.kinds = kinds()
		clear()
		clear(OTHER["district"])
		cls.documents = {
			where: {doctype: prepare(SAMPLES[doctype](areas)) for doctype in registry.scoped()}
			for where, areas in (("own area", OWN), ("other area", OTHER))
		}

	def cells(self):
		for kind in self.kinds:
			for where, documents in self.documents.items():
				# who has no post is nowhere at home: one area stands for all
				if kind.area or where == "own area":
					for doc in documents.values():
						yield kind, where, doc

	def reaches(self, user: str, way, *arguments, trace=None) -> bool:
		"""Tell whether the user gets anything by this way; what he does is taken back.

		trace: function to call once he has done it; its result counts instead. A request that fails is undone.
		"""
		if frappe.session.user != user:
			frappe.set_user(user)
		frappe.db.savepoint("way")
		try:
			with as_in_a_request():
				reached = way(*arguments)
			return bool(trace() if trace else reached)
		except Exception:
			return False
		finally:
			frappe.db.rollback(save_point="way")

	# reading

	def test_every_right_by_role_and_area(self):
		wrong = []
		for kind, where, doc in self.cells():
			for right in RIGHTS:
				if not is_tried(kind.name, where, doc.doctype, right):
					continue
				found = frappe.has_permission(doc.doctype, right, doc, user=kind.user)
				if found != kind.may(doc, right):
					wrong.append(f"{kind.name}: {right} {doc.doctype}, {where}: {found}")
		self.assertEqual(wrong, [])

	def test_every_way_of_reading_by_role_and_area(self):
		wrong = []
		for kind, where, doc in self.cells():
			for way, (right, reach) in READING.items():
				if not is_tried(kind.name, where, doc.doctype, way):
					continue
				expected = kind.may(doc, right) and kind.may(doc, "read")
				if way == "title of a link":
					expected = expected and titled(doc)
				if way.startswith("attachment"):
					expected = expected and kind.has_files(doc)
				found = self.reaches(kind.user, reach, doc)
				if found != expected:
					wrong.append(
						f"{kind.name}: {way}, {doc.doctype}, {where}: {'LEAKS' if found else 'refused'}"
					)
		self.assertEqual(wrong, [])

	def test_rows_are_read_with_their_document_only(self):
		wrong = []
		for kind, where, doc in self.cells():
			for row in doc.get_all_children()[:1]:
				for way, reach in ROW_READING.items():
					if not is_tried(kind.name, where, row.doctype, way):
						continue
					found = self.reaches(kind.user, reach, row)
					if found != kind.may(doc, "read"):
						wrong.append(
							f"{kind.name}: {way}, {row.doctype}, {where}: {'LEAKS' if found else 'refused'}"
						)
		self.assertEqual(wrong, [])

	def test_every_scoped_doctype_and_table_is_hooked(self):
		tables = {
			(field.options, doctype)
			for doctype in registry.scoped()
			for field in frappe.get_meta(doctype).get_table_fields()
		}
		self.assertEqual(tables, set(registry.parent_of_row().items()))
		rows = {row for row, _doctype in tables}
		self.assertEqual([row for row in rows if not issubclass(get_controller(row), Row)], [])
		officer = make_officer("officer")
		for doctype in (*registry.scoped(), *registry.parent_of_row()):
			condition = DatabaseQuery(doctype, user=officer).get_permission_query_conditions()
			with self.subTest(doctype=doctype):
				self.assertRegex(condition, rf"'{OWN['sub_district']}'|1 = 0")
		checked = frappe.get_hooks("has_permission")
		self.assertEqual([d for d in registry.scoped() if d not in checked], [])

	def test_every_doctype_with_an_area_is_scoped(self):
		with_area = frappe.get_all(
			"DocField",
			filters={"fieldname": "area", "options": "Area", "parenttype": "DocType"},
			pluck="parent",
		)
		self.assertEqual(set(with_area), set(registry.scoped()))

	def test_the_report_of_what_waits(self):
		for areas in (OWN, OTHER):
			make_order_in("District Review", committee=make_committee(areas["sub_district"]))
		for kind in self.kinds:
			rows = []
			self.reaches(kind.user, lambda rows=rows: rows.extend(waiting_rows()))
			areas = {frappe.db.get_value(row["doctype"], row["name"], "area") for row in rows}
			with self.subTest(kind=kind.name):
				self.assertTrue(all(kind.area and covers(kind.area, area) for area in areas), areas)
				self.assertTrue(areas or kind.name != "district")

	# changing

	def test_nobody_changes_what_he_may_not_write(self):
		wrong = []
		methods = document_methods()
		for kind, where, doc in self.cells():
			if kind.may(doc, "write"):
				continue
			changed = partial(has_changed, doc, traces(doc))
			calls = {f"call {name}": way for name, way in methods.items() if hasattr(doc, name)}
			for way, change in {**CHANGING, **calls}.items():
				if kind.may(doc, "read") and way in FOR_READERS:
					continue
				if not is_tried(kind.name, where, doc.doctype, way):
					continue
				if self.reaches(kind.user, change, doc, trace=changed):
					wrong.append(f"{kind.name}: {way}, {doc.doctype}, {where}")
		self.assertEqual(wrong, [])

	def test_nobody_enters_a_document_of_another_area(self):
		wrong = []
		for kind, where, doc in self.cells():
			if kind.may_enter(doc):
				continue
			new = payload(doc, name=None, docstatus=0, __islocal=1)
			for way, values in (("as it is", new), ("as of the own area", {**new, "area": kind.area})):
				# an area that the user chooses is the document's area
				if doc.meta.get_field("area").reqd and way != "as it is":
					continue
				for command, sent in (
					("frappe.client.insert", {"doc": values}),
					("frappe.client.insert_many", {"docs": [values]}),
				):
					if self.reaches(kind.user, lambda command=command, sent=sent: call(command, **sent)):
						wrong.append(f"{kind.name}: {command} {doc.doctype} {way}, {where}")
		self.assertEqual(wrong, [])

	def test_no_officer_imports(self):
		data_import = {
			"doctype": "Data Import",
			"reference_doctype": "Committee",
			"import_type": "Insert New Records",
		}
		for kind in self.kinds:
			with self.subTest(kind=kind.name):
				self.assertFalse(
					self.reaches(kind.user, lambda: call("frappe.client.insert", doc=data_import))
				)

	def test_every_action_of_the_workflows_by_role_and_area(self):
		wrong = []
		for (doctype, (states, make, *asked)), (where, areas) in product(
			IN_STATES.items(), (("own area", OWN), ("other area", OTHER))
		):
			transitions = get_workflow(doctype).transitions
			actions = sorted({transition.action for transition in transitions})
			for state in states:
				if not is_tried(doctype, where, state):
					continue
				doc = make(state, areas["sub_district"])
				self.assertEqual(doc.workflow_state, state)
				given = {"decision_values": asked[0](doc)} if asked else {}
				sent = payload(doc, decision_comment="เหตุผล", decision_passing="ลองดู", **given)
				for kind, action in product(self.kinds, actions):
					expected = any(
						kind.may_take(transition, doc)
						for transition in transitions
						if (transition.action, transition.state) == (action, state)
					)
					found = self.reaches(
						kind.user,
						lambda action=action, sent=sent: call(
							"frappe.model.workflow.apply_workflow", doc=sent, action=action
						),
					)
					if found != expected:
						wrong.append(f"{kind.name}: {action} from {state}, {doctype}, {where}: {found}")
		self.assertEqual(wrong, [])

	# the functions of this app

	def test_every_function_that_clients_may_call_is_tried(self):
		self.assertEqual(set(all_functions()), {*STRANGER_CALLS, *ABOUT_NO_DOCUMENT})

	def test_a_stranger_gets_nothing_from_them(self):
		for kind in self.kinds:
			for where, documents in self.documents.items():
				if kind.may(documents["Committee"], "read"):
					continue
				for name, function in STRANGER_CALLS.items():
					with self.subTest(kind=kind.name, where=where, function=name):
						self.assertFalse(self.reaches(kind.user, function, documents))

	def test_a_guest_calls_none(self):
		for_guests = {name for name, function in all_functions().items() if function in frappe.guest_methods}
		self.assertEqual(for_guests, FOR_GUESTS)


def all_functions() -> dict:
	"""Return the functions and methods of this app that clients may call, by name."""
	for module in pkgutil.walk_packages(con_center.__path__, "con_center."):
		if ".test" not in module.name:
			importlib.import_module(module.name)
	return {
		f"{function.__module__}.{function.__qualname__}": function
		for function in frappe.whitelisted
		if function.__module__.startswith("con_center.")
	}


class TestListPlans(CONTestCase):
	"""A list keeps to the user's area by an index that begins with it, and comes sorted out of it."""

	ROWS = 4000

	def test_lists_use_the_index_of_the_area(self):
		every = frappe.get_all("Area", filters={"level": "Sub-district", "status": "Active"}, pluck="name")
		few = [*(area for area in every if area.startswith(OWN["district"])), *every[:: len(every) // 100]]
		# what is read from above is a round a province and year: few rows, read by their areas
		# what is open to all is read in the order of the list, until a page is full; of what is confidential a user
		# reads those that name him: few rows, found by their names
		for doctype in set(registry.scoped()) - {
			*registry.READ_BELOW,
			*registry.opened(),
			*registry.confidential(),
		}:
			if not is_tried("plan", doctype):
				continue
			self.fill(doctype, every if frappe.get_meta(doctype).get_field("area").unique else few)
			for kind, (position, _level) in POSITION.items():
				roles = frappe.get_all("Position Role", filters={"parent": position}, pluck="role")
				if not any(p.read and p.role in roles for p in frappe.get_meta(doctype).permissions):
					continue
				with self.subTest(doctype=doctype, kind=kind), signed_in(make_officer(kind)):
					query = frappe.get_list(
						doctype, fields=["name", "modified"], order_by="modified desc", run=False
					)
				found = frappe.db.sql(f"explain {query}", as_dict=True)
				# what is secret is looked up besides
				plan = [row for row in found if row.table == f"tab{doctype}"]
				column = COLUMN_BY_LENGTH[len(OWN[POSITION[kind][1]])]
				if doctype in registry.named() and not reads_names(OWN[POSITION[kind][1]]):
					# what is referred up to it
					column = f"{column}_is_referred"
				with self.subTest(doctype=doctype, kind=kind, plan=plan):
					self.assertEqual(len(plan), 1)
					self.assertIn(plan[0].key, (f"{column}_modified_index", column))
					self.assertNotIn("filesort", plan[0].Extra or "")

	def fill(self, doctype: str, areas: list[str]) -> None:
		columns = [
			"name",
			"area",
			"district",
			"province",
			"level",
			"creation",
			"modified",
			"owner",
			"modified_by",
		]
		rows = []
		for n in range(self.ROWS):
			area, when = areas[n % len(areas)], add_days(now_datetime(), -n % 700)
			rows.append(
				(
					f"plan-{n}",
					area,
					ancestor(area, "District"),
					ancestor(area, "Province"),
					level_of(area),
					when,
					when,
					"Administrator",
					"Administrator",
				)
			)
		frappe.db.bulk_insert(doctype, columns, rows, ignore_duplicates=True)
