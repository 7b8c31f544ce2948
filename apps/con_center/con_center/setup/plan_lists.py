"""The lists of the plans that an installation seeds, each entry with where it comes from; then they are the admin's."""

from con_center.setup.seeds import UNCONFIRMED

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
