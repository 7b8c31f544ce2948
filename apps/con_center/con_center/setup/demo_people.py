"""Invented people for the demo site: names as they are met in the province, put together at random."""

from itertools import count

MALE = (
	"สมชาย",
	"ประยูร",
	"บุญมี",
	"วิชัย",
	"สุรชัย",
	"ทองดี",
	"คำปัน",
	"ณรงค์",
	"อดิศักดิ์",
	"ไพโรจน์",
	"เฉลิม",
	"ชัยวัฒน์",
	"มานพ",
	"ศักดิ์ดา",
)
FEMALE = (
	"มาลี",
	"สมใจ",
	"บัวผัน",
	"จันทร์เพ็ญ",
	"ละออง",
	"ทองใบ",
	"นงลักษณ์",
	"พรทิพย์",
	"รัชนี",
	"อรทัย",
	"วาสนา",
	"ดวงใจ",
	"ปราณี",
)
FAMILY = ("ทองสุข", "บุญเรือง", "ศรีวงศ์", "แก้วมณี", "พูลผล", "สายทอง", "จันทะวงษ์", "คำภา", "มณีรัตน์", "ภูมิใจ", "นามวงศ์", "โสภา", "บำรุงถิ่น", "ป้องเมือง", "เที่ยงธรรม", "น้ำใส", "ฝั่งขวา")  # fmt: skip
GROUPS = (
	"กลุ่มออมทรัพย์เพื่อการผลิต",
	"กลุ่มสตรี",
	"กองทุนหมู่บ้าน",
	"กลุ่มอาชีพทอผ้า",
	"กลุ่มฌาปนกิจสงเคราะห์",
	"กลุ่มผู้ใช้น้ำ",
	"อาสาพัฒนาชุมชน",
)

LEADING = ("ประธานกรรมการ", "รองประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ", "กรรมการและผู้ช่วยเลขานุการ", "เหรัญญิก", "ประชาสัมพันธ์")  # fmt: skip
# head, deputy, the others, secretary
ROLES_OF_GROUP = ("ประธานคณะทำงาน", "รองประธานคณะทำงาน", "คณะทำงาน", "คณะทำงานและเลขานุการ")
ROLES_OF_INTEGRATED = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการ", "กรรมการและเลขานุการ")

_people = count()


def person() -> dict[str, str]:
	"""Return an invented person, another one at each call."""
	n = next(_people)
	female = n % 2
	first = FEMALE[n // 2 % len(FEMALE)] if female else MALE[n // 2 % len(MALE)]
	return {
		"title": ("นางสาว" if n % 3 == 0 else "นาง") if female else "นาย",
		"first_name": first,
		"last_name": FAMILY[(n * 7 + n // len(FAMILY)) % len(FAMILY)],
	}


def members(number: int, leading: tuple[str, ...], ordinary: str) -> list[dict]:
	"""Return `number` members: one for each leading role, the others with the ordinary one."""
	rows = []
	for n in range(number):
		rows.append(
			{
				**person(),
				"role": leading[n] if n < len(leading) else ordinary,
				"organization_name": GROUPS[n % len(GROUPS)],
				"village": f"หมู่ {n % 7 + 1}",
				"phone": f"08{n % 10}-555-{1000 + n}",
			}
		)
	return rows
