"""Letters and reports that an officer sends to a group in LINE: their title, and a link that asks for signing in."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_url_to_form

from con_center import registry
from con_center.access.areas import covers
from con_center.access.posts import posts
from con_center.access.statements import among
from con_center.notices import delivery
from con_center.notices.linking import GROUP
from con_center.seams.arguments import require_doctype


class GroupError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["GET"])
def of(doctype: str, name: str) -> list[dict]:
	"""Return the groups ({name, title}) that a document which the user may read can be sent to."""
	return _within_reach(_readable(doctype, name).area)


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=60, seconds=3600)
def send(doctype: str, name: str, group: str) -> str:
	"""Send title and link of a document to a group (LINE Contact); return what the user is told."""
	doc = _readable(doctype, name)
	titles = {row.name: row.title for row in _within_reach(doc.area)}
	if group not in titles:
		frappe.throw(_("Group: it is not one of your office's groups."), GroupError)
	title = f"{_(doc.doctype)}: {doc.get_title() or doc.name}"
	delivery.send_to_contact(group, title, f"{title}\n{get_url_to_form(doc.doctype, doc.name)}")
	doc.add_comment("Info", _("Sent to the LINE group {0}").format(frappe.utils.escape_html(titles[group])))
	return _("It goes to the group {0} now.").format(titles[group])


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: whether forms offer to send anything to a group."""
	bootinfo.con_center_line = bool(frappe.db.exists("LINE Contact", {"kind": GROUP, "allowed": 1}))


def _readable(doctype: str, name: str):
	require_doctype(doctype)
	# of people's cases not even that there is one
	if doctype not in registry.governed() or doctype in registry.of_people():
		frappe.throw(_("Documents of this kind are not sent to groups."), GroupError)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc


def _within_reach(area: str) -> list[frappe._dict]:
	"""Return the groups of offices over this area that are offices over a post of the session user, too.

	Who reads a document because it is open to all writes to nobody's group in another area.
	"""
	mine = [post.area for post in posts()]
	return [group for group in near(area) if any(covers(group.office, post) for post in mine)]


def covering(known: list, area: str) -> list:
	"""Return those of some groups whose office's area covers this one."""
	return [group for group in known if covers(group.office, area)]


def near(*areas: str) -> list[frappe._dict]:
	"""Return the groups (name, title, office) of the offices whose area covers one of these."""
	offices = {
		row.name: row.office
		for row in frappe.get_all("LINE Channel", filters={"enabled": 1}, fields=["name", "office"])
		if any(covers(row.office, area) for area in areas)
	}
	found = frappe.get_all(
		"LINE Contact",
		filters={"kind": GROUP, "allowed": 1, "channel": among(offices)},
		fields=["name", "title", "channel"],
		order_by="title",
	)
	return [frappe._dict(name=row.name, title=row.title, office=offices[row.channel]) for row in found]
