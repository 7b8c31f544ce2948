"""What a row of a list tells of somebody in a household: relation to its head, and age group. No member's name is kept."""

import re

from con_center.entry.spreadsheets import bare
from con_center.thai import arabic_digits

NOT_TOLD = "Not Told"
HEAD = "Head of the Household"
# how lists call it; compared without spaces and marks
_WORDS = {
	HEAD: "หัวหน้า หัวหน้าครัวเรือน หัวหน้าครอบครัว เจ้าบ้าน head",
	"Husband or Wife": "คู่สมรส สามี ภรรยา ภริยา สามีภรรยา spouse husband wife",
	"Son or Daughter": "บุตร ลูก บุตรชาย บุตรสาว ลูกชาย ลูกสาว son daughter child",
	"Father or Mother": "บิดา มารดา บิดามารดา พ่อ แม่ พ่อแม่ father mother parent",
	"Grandchild": "หลาน หลานชาย หลานสาว grandchild",
	"Other Relative": "ญาติ ญาติอื่น พี่ น้อง พี่น้อง พี่ชาย พี่สาว น้องชาย น้องสาว ปู่ ย่า ตา ยาย ลุง ป้า น้า อา เขย สะใภ้ "
	"บุตรเขย บุตรสะใภ้ ลูกเขย ลูกสะใภ้ พ่อตา แม่ยาย เหลน relative",
	"Not Related": "ไม่ใช่ญาติ ผู้อาศัย ผู้อยู่อาศัย ลูกจ้าง",
}
_RELATIONS = {bare(word): relation for relation, words in _WORDS.items() for word in words.split()}
# from what age on
_AGES = ((60, "60 and Over"), (25, "25 to 59"), (15, "15 to 24"), (6, "6 to 14"), (0, "Under 6"))
OLDEST = 130
# an age, or from one to another: no day of birth
_AGE = re.compile(r"\D*(\d{1,3})(?:\D+\d{1,3})?\D*")


def relation_of(text: str | None) -> str:
	"""Return the relation (an option of Household Member) that a cell tells."""
	return _RELATIONS.get(bare(text), NOT_TOLD)


def age_group_of(text: str | None) -> str:
	"""Return the age group that a cell tells: 7, ๗ ปี, 6-14 ปี, ต่ำกว่า 6 ปี, 60 ปีขึ้นไป."""
	said = arabic_digits(text or "")
	found = _AGE.fullmatch(said)
	if not found or "/" in said or int(found[1]) > OLDEST:
		return NOT_TOLD
	age = int(found[1])
	if "เดือน" in said and "ปี" not in said:
		age = 0
	elif any(word in said for word in ("ต่ำกว่า", "น้อยกว่า", "ไม่ถึง")):
		age -= 1
	return next(group for first, group in _AGES if age >= first or not first)
