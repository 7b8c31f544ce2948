"""A page that stands by itself, for answers that no page of Frappe can give."""

from frappe import _
from frappe.utils import escape_html

STYLE = (
	"body{font-family:Sarabun,'Noto Sans Thai',Tahoma,sans-serif;margin:15vh auto;max-width:34rem;padding:0 1rem;"
	"color:#1f272e;line-height:1.7}h1{font-size:1.4rem}button{font:inherit;padding:.3rem 1rem}"
)


def page(
	title: str, messages: list[str], link: tuple[str, str] | None = None, sent: dict[str, str] | None = None
) -> str:
	"""Return a whole HTML page that says this, and leads back to the desk. The texts are escaped.

	link: where it leads to instead, and how that is called. sent: by a button, with these values.
	"""
	address, name = link or ("/app", _("Back to the desk"))
	values = "".join(
		f'<input type="hidden" name="{key}" value="{escape_html(value)}">'
		for key, value in (sent or {}).items()
	)
	way_on = (
		f'<form method="post" action="{address}">{values}<button>{escape_html(name)}</button></form>'
		if sent
		else f'<a href="{address}">{escape_html(name)}</a>'
	)
	paragraphs = "".join(f"<p>{escape_html(message)}</p>" for message in messages)
	return (
		'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
		f"<title>{escape_html(title)}</title><style>{STYLE}</style></head><body>"
		f"<h1>{escape_html(title)}</h1>{paragraphs}<div>{way_on}</div></body></html>"
	)
