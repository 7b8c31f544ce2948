"""The centers' own affairs: by-laws, memberships, funds, partners and what is done with them, figures of the villages."""

import datetime

from con_center.access.areas import place_of
from con_center.approval import log
from con_center.community.doctype.village_figure.village_figure import name_of
from con_center.community.seeds import BY_LAW_TEMPLATES, INDICATORS, PROCESSES
from con_center.thai import fiscal_year, fiscal_year_start, thai_date

from .country import Center, Country, share
from .entries import DAY, PERSON, area_name, is_logged, log_rows, officer
from .tables import Loader, stamp

YEARS = 3
TEMPLATE = BY_LAW_TEMPLATES[0]
CLAUSES = [{**row, "number": number} for number, row in enumerate(TEMPLATE["clauses"], 1)]
PROCESS_NAMES = [row["process_name"] for row in PROCESSES]
COOPERATIONS = 3
# of a district, or a province; and of a sub-district one
PARTNERS = (
	("สำนักงานเกษตร", "State Agency"),
	("มูลนิธิพัฒนาชุมชน", "Non-governmental Organization"),
	("หอการค้า", "Private Sector"),
)
LOCAL = ("องค์การบริหารส่วนตำบล", "Local Government")
ACTIVITIES = ("อบรมอาชีพ", "เวทีประชาคม", "รณรงค์ปลูกป่า", "ตลาดนัดชุมชน")
SEND_UP = ("Send Up", "Draft", "District Review")


# by-laws


def by_laws(country: Country, load: Loader) -> None:
	"""Each center has its by-laws, of some the earlier ones, too. Clauses of templates stay."""
	load.cursor.execute("delete from `tabBy-law Clause` where parenttype = 'By-law'")
	number = 0
	for center in country.centers:
		for version in (1, 2) if center.number % 5 == 0 else (1,):
			name = country.name("BYLAW", number)
			add_by_law(country, center, name, version, center.number % 5 == 0, load)
			number += 1
	country.advance("BYLAW", number)


def add_by_law(country: Country, center: Center, name: str, version: int, twice: bool, load: Loader) -> None:
	rng = center.random(f"by-law {version}")
	day = country.today - (900 - 400 * version - rng.randrange(100)) * DAY
	replaced = twice and version == 1
	state = "By-law Replaced" if replaced else "By-law in Force"
	if not twice and center.number % 11 == 3:
		state = "Draft"
	in_force = state != "Draft"
	meeting = country.size.meetings * center.number // len(country.centers)
	row = {
		"name": name,
		**stamp(country.moment(day - 20 * DAY, rng), officer(center.code), country.moment(day, rng)),
		**center.place,
		"docstatus": int(in_force),
		"title": f"ระเบียบ {center.center_name} ฉบับที่ {version}"[:140],
		"center": center.code,
		"subject": TEMPLATE["subject"],
		"template": TEMPLATE["template_name"],
		"version": version,
		"workflow_state": state,
		"legal_basis": TEMPLATE["legal_basis"],
		"preamble": TEMPLATE["preamble"],
		"meeting": country.name("MTG", meeting) if in_force and country.meetings_of(center.number) else None,
		"resolution": "เห็นชอบ" if in_force else None,
		"adopted_on": day if in_force else None,
		"effective_on": day if in_force else None,
		"replaces": country.name("BYLAW", int(name.split("-")[1]) - country.first["BYLAW"] - 1)
		if version == 2
		else None,
		"signatory_name": PERSON if in_force else None,
		"signatory_position": "ประธานกรรมการ" if in_force else None,
	}
	load.add_document("By-law", row, clauses=("By-law Clause", CLAUSES))


# members


MEMBER_STATES = ("Member of the Center",) * 5 + (
	"Application Received",
	"Before the Meeting",
	"Membership Refused",
)


def memberships(country: Country, load: Loader) -> None:
	"""The organizations of a sub-district have joined its center, or want to."""
	number = 0
	for center in country.sub_districts:
		rng = center.random("memberships")
		for nth in range(2):
			day, state = country.today - rng.randrange(1, 900) * DAY, rng.choice(MEMBER_STATES)
			decided = state in ("Member of the Center", "Membership Refused")
			moment = country.moment(day, rng)
			load.add(
				"Membership Application",
				{
					"name": country.name("MEMBER", number),
					**stamp(moment, officer(center.code)),
					**center.place,
					"organization_name": f"กลุ่มอาชีพ{center.center_name.split(' ')[0][7:]} {nth + 1}",
					"organization_type": "กลุ่มอาชีพ",
					"center": center.code,
					"village_text": f"หมู่ {nth + 1}",
					"applied_on": day,
					"source": rng.choice(("Officer", "Public Form")),
					"workflow_state": state,
					"chair": PERSON,
					"members_count": 10 + rng.randrange(40),
					"phone": "080-000-0000",
					"consent": 1,
					"consented_on": moment,
					"organization": country.name("ORG", number) if state == "Member of the Center" else None,
					"decided_on": min(day + 30 * DAY, country.today) if decided else None,
				},
			)
			number += 1
	country.advance("MEMBER", number)


# funds and what is shared

# kind, what, baht, people: of a quarter of a year
QUARTER = (
	("Money In", "เงินสมทบของสมาชิก", 1800, 0),
	("Benefit to Members", "ค่านอนโรงพยาบาล", 600, 2),
	("Money Out", "ค่าสมุดและใบเสร็จ", 100, 0),
)
SHARES = (("เฉลี่ยคืนสมาชิก", 60), ("กองทุนสวัสดิการ", 30), ("สาธารณประโยชน์", 10))


def funds(country: Country, load: Loader) -> None:
	"""Each sub-district has a fund with entries of three years, of which the account of the first is approved."""
	load.cursor.execute("delete from `tabBenefit Share`")
	entries = 0
	for number, center in enumerate(country.sub_districts):
		rng, fund = center.random("funds"), country.name("FUND", number)
		first = fiscal_year_start(country.year - YEARS + 1)
		made = stamp(country.moment(first, rng), officer(center.code))
		of_center = {**made, **center.place, "center": center.code}
		decided = {"docstatus": 1, "resolution_number": "1/2567", "resolution": "เห็นชอบ"}
		load.add(
			"Center Fund",
			{
				"name": fund,
				**of_center,
				**decided,
				"fund_name": f"กองทุนสวัสดิการ{area_name(center.code)}",
				"kind": "Welfare",
				"members_count": 30 + rng.randrange(60),
				"treasurer": PERSON,
				"auditor": f"{PERSON} ผู้ตรวจ",
				"workflow_state": "Fund in Force",
				"established_on": first,
			},
		)
		years = (fiscal_year_start(country.year - back) for back in reversed(range(YEARS)))
		days = [start + quarter * 90 * DAY for start in years for quarter in range(4)]
		for day in (day for day in days if day <= country.today):
			for kind, what, amount, people in QUARTER:
				entry = {
					"name": country.name("FUNDENTRY", entries),
					**of_center,
					"fund": fund,
					"kind": kind,
					"what": what,
					"amount": amount,
					"people": people,
					"entry_date": day,
					"fiscal_year": fiscal_year(day),
				}
				load.add("Fund Entry", entry)
				entries += 1
		load.add("Fund Account", fund_account(country, center, number, {**of_center, **decided}))
		agreement = {
			"name": country.name("SHARES", number),
			**of_center,
			**decided,
			"subject": "กำไรจากร้านค้าชุมชน",
			"workflow_state": "Sharing Agreed",
			"agreed_on": first,
			"effective_on": first,
		}
		rows = [{"purpose": purpose, "percent": percent} for purpose, percent in SHARES]
		load.add_document("Benefit Agreement", agreement, shares=("Benefit Share", rows))
	for prefix, last in zip(("FUND", "FUNDYEAR", "SHARES"), 3 * [len(country.sub_districts)], strict=True):
		country.advance(prefix, last)
	country.advance("FUNDENTRY", entries)


def fund_account(country: Country, center: Center, number: int, of_center: dict) -> dict:
	year = country.year - YEARS + 1
	income, benefits, spending = (4 * amount for _kind, _what, amount, _people in QUARTER)
	return {
		"name": country.name("FUNDYEAR", number),
		**of_center,
		"fund": country.name("FUND", number),
		"title": f"บัญชีกองทุนสวัสดิการ{area_name(center.code)} ปีงบประมาณ {year}"[:140],
		"fiscal_year": year,
		"workflow_state": "Account Approved",
		"income": income,
		"spending": spending,
		"benefits": benefits,
		"people": 4 * QUARTER[1][3],
		"closing": income - spending - benefits,
		"approved_on": fiscal_year_start(year + 1) + 30 * DAY,
	}


# visits

VISITS = 3


def visits(country: Country, load: Loader) -> None:
	"""Each center has been visited every half year; what was agreed is asked for the next time."""
	number = 0
	for center in country.centers:
		rng, agreed = center.random("visits"), None
		for back in reversed(range(VISITS)):
			day = country.today - (180 * back + rng.randrange(1, 90)) * DAY
			visit = {
				"name": country.name("VISIT", number),
				**stamp(country.moment(day, rng), officer(center.code)),
				**center.place,
				"title": f"เยี่ยม {center.center_name} {thai_date(day, short=True, thai=False)}"[:140],
				"center": center.code,
				"visited_on": day,
				"fiscal_year": fiscal_year(day),
				"visited_by": PERSON,
				"occasion": "Follow-up",
				"found": "คณะกรรมการประชุมสม่ำเสมอ ทะเบียนองค์กรยังไม่เป็นปัจจุบัน",
				"agreed_before": agreed,
				"agreed": f"ปรับปรุงทะเบียนองค์กรภายใน {30 + back} วัน",
			}
			load.add("Support Visit", visit)
			number, agreed = number + 1, visit["agreed"]
	country.advance("VISIT", number)


# partners and what is done with them


def partners(country: Country, load: Loader) -> None:
	for number, (area, name, kind) in enumerate(_partners(country)):
		rng = country.by_code[area].random(f"partner {number}")
		load.add(
			"Partner",
			{
				"name": country.name("PARTNER", number),
				**stamp(country.moment(country.today - rng.randrange(1200, 1500) * DAY, rng), officer(area)),
				**place_of(area),
				"partner_name": name,
				"kind": kind,
				"contact_person": PERSON,
				"phone": "080-000-0000",
			},
		)
	country.advance("PARTNER", len(_partners(country)))


def _partners(country: Country) -> list[tuple[str, str, str]]:
	"""(area, name, kind) of the partners: first one of each sub-district, then three of each district and province."""
	local = [
		(center.code, f"{LOCAL[0]}{center.center_name.split(' ')[0][7:]}", LOCAL[1])
		for center in country.sub_districts
	]
	wider = [center.code for center in country.centers if center.level != "Sub-district"]
	return local + [(code, f"{name}{area_name(code)}", kind) for code in wider for name, kind in PARTNERS]


def cooperations(country: Country, load: Loader) -> None:
	"""Each center works with partners on some processes, and does something with each of them every year."""
	known = _partners(country)
	local = {area: number for number, (area, _name, _kind) in enumerate(known[: len(country.sub_districts)])}
	wider = {}
	for number, (area, _name, _kind) in enumerate(known[len(local) :], len(local)):
		wider.setdefault(area, []).append(number)
	number = activities = 0
	for center in country.centers:
		rng = center.random("cooperations")
		# the plans of sub-district and district are among the processes of most centers
		begin = 0 if rng.random() < 0.6 else rng.randrange(2, len(PROCESS_NAMES) - COOPERATIONS)
		above = wider.get(center.code[:4]) or wider[center.code[:2]]
		for nth in range(COOPERATIONS):
			partner = local.get(center.code, above[0]) if nth == 0 else above[nth % len(above)]
			row = cooperation(
				country, center, country.name("COOP", number), PROCESS_NAMES[begin + nth], partner, known, rng
			)
			load.add("Cooperation", row)
			if is_logged(country, center.code):
				log_rows(
					load, "Cooperation", row, way_of(row), log.content_hash(load.as_read("Cooperation", row))
				)
			number += 1
			if row["docstatus"]:
				for held_on in days_of(country, row, rng):
					load.add("Joint Activity", activity(country, center, activities, row, held_on, rng))
					activities += 1
	country.advance("COOP", number)
	country.advance("JOINT", activities)


def way_of(row: dict) -> tuple:
	review = "Province Review" if row["level"] != "Sub-district" else "District Review"
	confirm = ("Confirm Cooperation", review, "Cooperation Confirmed")
	return {"Draft": (), review: (("Send Up", "Draft", review),)}.get(
		row["workflow_state"], (("Send Up", "Draft", review), confirm)
	)


def cooperation(country, center: Center, name: str, process: str, partner: int, known: list, rng) -> dict:
	_area, partner_name, kind = known[partner]
	first = fiscal_year_start(country.year - YEARS + 1) + rng.randrange(200) * DAY
	review = "Province Review" if center.level != "Sub-district" else "District Review"
	state = rng.choice(("Cooperation Confirmed",) * 8 + ("Draft", review))
	confirmed = state == "Cooperation Confirmed"
	moment = country.moment(first - 10 * DAY, rng)
	return {
		"name": name,
		**stamp(moment, officer(center.code), country.moment(first, rng)),
		**center.place,
		"docstatus": int(confirmed),
		"title": f"{process}: {center.center_name.split(' ')[0]} – {partner_name}"[:140],
		"center": center.code,
		"partner": country.name("PARTNER", partner),
		"partner_kind": kind,
		"work_process": process,
		"from_date": first,
		"workflow_state": state,
		"agreed_on": first - 10 * DAY,
		"agreement_number": "ทด 1/2567",
		"aim": "ร่วมกันพัฒนาตำบล",
		"confirmed_on": first if confirmed else None,
	}


def days_of(country: Country, row: dict, rng) -> list[datetime.date]:
	"""One day or two of each fiscal year in which it runs."""
	wanted = [
		fiscal_year_start(country.year - back) + rng.randrange(200, 360) * DAY
		for back in range(YEARS)
		for _each in range(rng.choice((1, 1, 2)))
	]
	lately = [min(day, country.today - rng.randrange(1, 20) * DAY) for day in wanted]
	return [day for day in lately if day >= row["from_date"]]


def activity(country, center: Center, number: int, row: dict, held_on: datetime.date, rng) -> dict:
	return {
		"name": country.name("JOINT", number),
		**stamp(country.moment(held_on, rng), officer(center.code)),
		**center.place,
		"activity_name": rng.choice(ACTIVITIES),
		"kind": "Done Together",
		"status": "Recorded",
		"center": center.code,
		"held_on": held_on,
		"fiscal_year": fiscal_year(held_on),
		"cooperation": row["name"],
		"partner": row["partner"],
		"work_process": row["work_process"],
		"people": 10 + rng.randrange(90),
	}


# figures of villages


def figures(country: Country, load: Loader) -> None:
	years = range(country.year - YEARS + 1, country.year + 1)
	imports = {
		(province, year): country.name("CDATA", number)
		for number, (province, year) in enumerate((p, y) for p in country.provinces for y in years)
	}
	for (province, year), name in imports.items():
		add_import(country, province, year, name, load)
	areas = country.sub_districts
	for place, center in enumerate(areas):
		for nth in range(share(country.size.villages, place, len(areas))):
			add_figures(country, center, f"{center.code}{nth + 1:02}", years, imports, load)
	country.advance("CDATA", len(imports))


def add_import(country: Country, province: str, year: int, name: str, load: Loader) -> None:
	moment = datetime.datetime.combine(day_of(country, year), datetime.time(9))
	load.add(
		"Community Data Import",
		{
			"name": name,
			**stamp(moment, officer(province)),
			**place_of(province),
			"title": f"จปฐ. {year} {area_name(province)}"[:140],
			"year": year,
			"source": "จปฐ.",
			"file": "/private/files/none.csv",
			"status": "Imported",
			"imported_on": moment,
		},
	)


def day_of(country: Country, year: int) -> datetime.date:
	return min(fiscal_year_start(year) + 60 * DAY, country.today)


def add_figures(country: Country, center: Center, village: str, years, imports: dict, load: Loader) -> None:
	rng = center.random(f"figures {village}")
	known = {row["code"]: rng.randrange(20, 400) for row in INDICATORS}
	for year in years:
		moment = datetime.datetime.combine(day_of(country, year), datetime.time(9))
		system = stamp(moment, officer(center.code[:2]))
		for code, value in known.items():
			load.add(
				"Village Figure",
				{
					"name": name_of(village, code, year),
					**system,
					**center.place,
					"village": village,
					"village_name": "บ้านทดสอบ",
					"indicator": code,
					"year": year,
					"value": value + rng.randrange(9),
					"data_import": imports[center.code[:2], year],
				},
			)
