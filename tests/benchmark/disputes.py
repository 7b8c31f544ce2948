"""Disputes of the sub-districts, as many in each as is believable, received over three years and as far as their days allow."""

import datetime
from collections import Counter

from con_center.mediation.doctype.dispute_case.dispute_case import NUMBER_KIND
from con_center.mediation.seeds import KINDS
from con_center.thai import be_year, document_number

from .country import FIRST_NAMES, LAST_NAMES, Center, Country, share
from .entries import DAY, PERSON, counter, given_number, is_logged, log_rows, officer
from .tables import Loader, stamp

SPAN = 3 * 365
# days after which a dispute has come to its end
LONG = 150
CONSENT = ("Both Sides Consent", "Dispute Received", "Consented")
BEGIN = ("Begin Mediation", "Consented", "In Mediation")
AGREE = ("Agreement Is Reached", "In Mediation", "Agreement Reached")
DISAGREE = ("End Without Agreement", "In Mediation", "Ended Without Agreement")
REFER = ("Refer the Dispute", "Dispute Received", "Dispute Sent On")
KEEP = ("Agreement Is Kept", "Agreement Reached", "Agreement Kept")
BREAK = ("Agreement Is Broken", "Agreement Reached", "Agreement Broken")


def closed(step: tuple) -> tuple:
	return ("Close the Dispute", step[2], "Dispute Closed")


# ways that are taken, with the outcome at their end: of what is new, and of what has come to its end
UNDER_WAY = (
	((), None),
	((CONSENT,), None),
	((CONSENT, BEGIN), None),
	((CONSENT, BEGIN), None),
	((CONSENT, BEGIN, AGREE), "Agreed"),
	((CONSENT, BEGIN, DISAGREE), "Not Agreed"),
)
OVER = (
	((CONSENT, BEGIN, AGREE, KEEP, closed(KEEP)), "Kept"),
	((CONSENT, BEGIN, AGREE, KEEP, closed(KEEP)), "Kept"),
	((CONSENT, BEGIN, AGREE, KEEP), "Kept"),
	((CONSENT, BEGIN, AGREE, BREAK, closed(BREAK)), "Broken"),
	((CONSENT, BEGIN, AGREE), "Agreed"),
	((CONSENT, BEGIN, DISAGREE, closed(DISAGREE)), "Not Agreed"),
	((REFER, closed(REFER)), "Referred"),
	((("Withdraw the Dispute", "Dispute Received", "Dispute Withdrawn"),), "Withdrawn"),
)
# with which mediation ends
ENDS = ("Agreement Reached", "Ended Without Agreement", "Dispute Sent On", "Dispute Withdrawn")
SIDES = ("First Side", "Second Side")


def disputes(country: Country, load: Loader) -> None:
	number = 0
	areas = country.sub_districts
	for place, center in enumerate(areas):
		rng = center.random("disputes")
		own = share(country.size.disputes, place, len(areas))
		last: Counter[int] = Counter()
		# the register is kept in the order in which they were received
		for nth, days in enumerate(sorted((rng.randrange(SPAN) for _each in range(own)), reverse=True)):
			received = country.today - days * DAY
			last[be_year(received)] += 1
			add(
				country,
				center,
				country.name("DISPUTE", number),
				nth,
				received,
				last[be_year(received)],
				load,
				rng,
			)
			number += 1
		for year, given in last.items():
			counter(load, country, center.code, NUMBER_KIND, year, given)
	country.advance("DISPUTE", number)


def keeper(center: Center, nth: int) -> str:
	"""Who keeps a dispute: the officer of the sub-district, and of some the district's."""
	return officer(center.code[:4] if nth % 3 == 2 else center.code)


def add(
	country, center, name: str, nth: int, received: datetime.date, number: int, load: Loader, rng
) -> None:
	way, outcome = rng.choice(UNDER_WAY if (country.today - received).days < LONG else OVER)
	days = [min(received + (8 + 9 * step) * DAY, country.today) for step in range(len(way))]
	reached = {step[2]: day for step, day in zip(way, days, strict=True)}
	moment, kind = country.moment(received, rng), rng.choice(KINDS)["kind_name"]
	agreed = reached.get("Agreement Reached")
	year = be_year(received)
	written = document_number(number, year)
	row = {
		"name": name,
		**stamp(moment, keeper(center, nth), country.moment(days[-1] if days else received, rng)),
		**center.place,
		"kind": kind,
		"received_on": received,
		"number": written,
		"how_received": rng.choice(("A Party Asked", "Village Head or Kamnan", "The Center Itself")),
		"kept_by": keeper(center, nth),
		"kept_by_name": PERSON,
		"outcome": outcome,
		"facts": "แนวเขตที่ดินติดกัน ทั้งสองฝ่ายขอให้ช่วยเจรจา",
		"agreed_on": agreed,
		"agreement": "ทั้งสองฝ่ายตกลงตามแนวรั้วเดิม" if agreed else None,
		"sent_to": "Community Justice Centre" if outcome == "Referred" else None,
		"sent_on": reached.get("Dispute Sent On"),
		"ended_on": next((reached[state] for state in ENDS if state in reached), None),
		"closed_on": reached.get("Dispute Closed") or reached.get("Dispute Withdrawn"),
		"sessions_held": int("In Mediation" in reached),
		"sessions_complete": int("In Mediation" in reached),
		"title": f"ข้อพิพาท {written} ({kind})"[:140],
		"workflow_state": way[-1][2] if way else "Dispute Received",
	}
	load.add_document("Dispute Case", row, **tables_of(row, reached, country, nth, rng))
	given_number(load, NUMBER_KIND, row, center.code, year, number, dated=received)
	if is_logged(country, center.code):
		log_rows(load, "Dispute Case", row, way)


def tables_of(row: dict, reached: dict, country: Country, nth: int, rng) -> dict:
	consented, mediated = reached.get("Consented"), reached.get("In Mediation")
	agreed = reached.get("Agreement Reached")
	parties = [
		{
			"party_name": f"นาย{rng.choice(FIRST_NAMES)} {last_name}",
			"side": side,
			"consented_on": consented,
			"phone": "080-000-0000",
		}
		for side, last_name in zip(SIDES, rng.sample(LAST_NAMES, 2), strict=True)
	]
	mediator = {
		"standing": "Neutral Person",
		"mediator_name": f"พระครูทดสอบ {rng.randrange(1000)}",
		"post": "เจ้าอาวาส",
		"relation": "None",
	}
	session = {
		"held_on": datetime.datetime.combine(mediated or country.today, datetime.time(7)),
		"place": "ที่ทำการ ศอช.ต.",
		"came": "\n".join(party["party_name"] for party in parties),
		"sides": "All Sides",
		"outcome": "Agreed" if agreed else "Goes On",
	}
	duty = {
		"who": "ฝ่ายที่หนึ่ง",
		"what": "ย้ายรั้วกลับแนวเดิม",
		"due_on": agreed and agreed + 40 * DAY,
		"status": {"Kept": "Kept", "Broken": "Broken"}.get(row["outcome"], "Open"),
	}
	reader = {"reader": officer(row["province"]), "purpose": "ให้คำปรึกษา"}
	return {
		"parties": ("Dispute Party", parties),
		"mediators": ("Dispute Mediator", [mediator] if mediated else []),
		"sessions": ("Dispute Session", [session] if mediated else []),
		"readers": ("Dispute Reader", [reader] if nth % 10 == 4 else []),
		"duties": ("Dispute Duty", [duty] if agreed else []),
	}
