"""The lists of the plans, each entry with where it comes from, for admins to change, and the ladder of approval."""

from con_center.approval import ladder
from con_center.planning.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, insert_missing

THA_THAN = "แผนปฏิบัติงานประจำปีของ ศอช.ต.ท่าถ่าน พ.ศ. 2551"


def _entries(field: str, names: tuple[str, ...], provenance: str, **values) -> list[dict]:
	return [
		{field: name, "rank": n * 10, "provenance": provenance, **values} for n, name in enumerate(names, 1)
	]


ACTIVITY_KINDS = _entries(
	"kind_name",
	(
		"การประชุมเครือข่าย",
		"การประชุมระหว่างเครือข่าย",
		"การสัมมนาเครือข่าย",
		"จัดฝึกอบรม",
		"ข้อตกลงในการแบ่งปันผลประโยชน์",
		"จัดทำเอกสารผลการดำเนินงานของเครือข่าย",
		"ประสานงานช่องทางการตลาด",
		"ตั้งกองทุนสวัสดิการเครือข่าย",
	),
	THA_THAN,
)
for _kind in ACTIVITY_KINDS[:4]:
	_kind["with_participants"] = 1

# what the province asked of centers in 2564 (seed 004): after what is there, whatever that is by now
MORE_ACTIVITY_KINDS = _entries(
	"kind_name",
	(
		"ป้องกันและแก้ไขปัญหายาเสพติด",
		"ป้องกันและปราบปรามการทุจริตและประพฤติมิชอบ",
		"กิจกรรมสาธารณประโยชน์",
		"สัมมาชีพชุมชนและเศรษฐกิจพอเพียง (โคก หนอง นา)",
	),
	"ข่าวการประชุมเชิงปฏิบัติการ ศอช.จ.อุบลราชธานี พ.ศ. 2564",
)
for _kind in MORE_ACTIVITY_KINDS:
	_kind["rank"] += ACTIVITY_KINDS[-1]["rank"]

BUDGET_SOURCES = _entries(
	"source_name",
	(
		"กรมการพัฒนาชุมชน",
		"องค์กรปกครองส่วนท้องถิ่น",
		"จังหวัด",
		"กลุ่มจังหวัด",
		"ส่วนราชการอื่น",
		"กลุ่ม/องค์กรชุมชน",
		"ภาคเอกชน",
		"อื่น ๆ",
	),
	UNCONFIRMED,
)

PLAN_SIDES = _entries(
	"side_name",
	(
		"เศรษฐกิจ",
		"สังคม",
		"ทรัพยากรธรรมชาติและสิ่งแวดล้อม",
		"ความมั่นคง",
		"การบริหารจัดการ",
	),
	UNCONFIRMED,
)

# who takes part: the workshop of จ.อุบลราชธานี of 2564 and the set-up of ศอช.ต.ท่าถ่าน name these
PARTICIPANT_GROUPS = _entries(
	"group_name",
	(
		"คณะกรรมการ ศอช.",
		"ผู้นำชุมชน",
		"กลุ่ม/องค์กร/เครือข่าย",
		"เจ้าหน้าที่พัฒนาชุมชน",
		"ภาคีเครือข่าย",
		"ประชาชน",
	),
	"ข่าวการประชุมเชิงปฏิบัติการ ศอช.จ.อุบลราชธานี พ.ศ. 2564 และกรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551",
)

# committee and members of centers: their part in trainings is a measure of success (seed 000)
OF_CENTERS = ("คณะกรรมการ ศอช.", "กลุ่ม/องค์กร/เครือข่าย")
for _group in PARTICIPANT_GROUPS:
	_group["of_centers"] = int(_group["group_name"] in OF_CENTERS)

SEEDS = {
	"activity kinds": lambda: insert_missing("Activity Kind", ACTIVITY_KINDS),
	# a site that had the ones before gets these, too
	"more activity kinds": lambda: insert_missing("Activity Kind", MORE_ACTIVITY_KINDS),
	"budget sources": lambda: insert_missing("Budget Source", BUDGET_SOURCES),
	"plan sides": lambda: insert_missing("Plan Side", PLAN_SIDES),
	"participant groups": lambda: insert_missing("Participant Group", PARTICIPANT_GROUPS),
	"action plan workflow": lambda: ladder.seed_all(LADDERS),
	# a site that had the one before has no ladder of projects
	"plan project workflow": lambda: ladder.seed_all(LADDERS),
}
