"""For Frappe 16 and later, whose home shows apps; stays, as hooks of its own, when Frappe 15 goes.

`desktop_icon/` and `workspace_sidebar/` belong to it: Frappe 15 does not read them.
"""

from con_center.compat import MAJOR


def apps_screen() -> list[dict[str, str]]:
	"""Return the hook add_to_apps_screen; Frappe 15 opens the first workspace, which is ours, without it."""
	if MAJOR < 16:
		return []
	return [
		{
			"name": "con_center",
			"title": "CON Center",
			"logo": "/assets/con_center/images/con_center.svg",
			"route": "/desk/con-today",
			"has_permission": "con_center.seams.refusals.has_desk",
		}
	]
