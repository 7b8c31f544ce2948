"""Who came to a session of mediation: one line each, and whether a party of every side stands among them.

Parties and mediators are ticked in the form, which writes their names; who else came is typed. A text in which nobody is
named as in the case stays as it is, and tells nothing of the sides.
"""

from con_center.thai import name_key

ALL, SOME, NONE = "All Sides", "Some Sides", "No Side"
NAMED = (("parties", "party_name"), ("mediators", "mediator_name"))


def note(doc) -> None:
	"""For `validate`: note of each session which sides came, and how many sessions there were."""
	_carry_corrected_names(doc)
	for row in doc.sessions:
		row.sides = sides(doc, lines(row.came))
	doc.sessions_held = len(doc.sessions)
	doc.sessions_complete = sum(row.sides == ALL for row in doc.sessions)


def lines(came: str | None) -> list[str]:
	return [line.strip() for line in (came or "").splitlines() if line.strip()]


def sides(doc, came: list[str]) -> str:
	"""Return what to note of a session to which these came: of a document, or its tables of parties and mediators."""
	keys = {name_key(line) for line in came}
	if not any(name_key(row.get(field)) in keys for table, field in NAMED for row in doc.get(table)):
		return ""
	wanted = {party.side for party in doc.parties}
	present = {party.side for party in doc.parties if name_key(party.party_name) in keys}
	return NONE if not present else ALL if present == wanted and len(wanted) > 1 else SOME


def _carry_corrected_names(doc) -> None:
	"""A name that is corrected in its row is corrected in the sessions, too."""
	before = doc.get_doc_before_save()
	if not before:
		return
	corrected = {}
	for table, field in NAMED:
		now = {row.name: row.get(field) for row in doc.get(table)}
		for row in before.get(table):
			if now.get(row.name, row.get(field)) != row.get(field):
				corrected[name_key(row.get(field))] = now[row.name]
	for row in doc.sessions if corrected else ():
		row.came = "\n".join(corrected.get(name_key(line), line) for line in lines(row.came))
