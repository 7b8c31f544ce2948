"""Kinds of numbers of letters, to whom letters go in many areas, and the ladder of a letter."""

from con_center.approval import ladder
from con_center.correspondence.letter_templates import LETTER_TEMPLATES
from con_center.correspondence.numbers import CERTIFICATE, CIRCULAR, INCOMING, LETTER
from con_center.correspondence.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

RULE = "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526"
NUMBER_KINDS = [
	{"kind_name": LETTER, "provenance": f"{RULE}: เลขทะเบียนส่งเรียงเป็นลำดับติดต่อกันไปตลอดปีปฏิทิน"},
	{"kind_name": CIRCULAR, "provenance": f"{RULE}: หนังสือเวียนใช้รหัสตัวพยัญชนะ ว เริ่มจากเลข 1 จนถึงสิ้นปีปฏิทิน"},
	{"kind_name": CERTIFICATE, "provenance": f"{RULE}: เลขที่ของหนังสือรับรองโดยเฉพาะ ทับเลขปีพุทธศักราช"},
	{"kind_name": INCOMING, "provenance": f"{RULE}: แบบทะเบียนหนังสือรับ; {UNCONFIRMED}"},
]


def _group(name: str, level: str, post: str, source: str = UNCONFIRMED, **values) -> dict:
	return {
		"group_name": name,
		"level": level,
		"post": post,
		"provenance": source,
		**values,
	}


RECEIVER_GROUPS = [
	_group(
		"นายอำเภอทุกอำเภอ",
		"District",
		"นายอำเภอ",
		"หนังสือจังหวัดอุบลราชธานี ที่ อบ 0019/05514 ลงวันที่ 2 พฤศจิกายน 2566",
		is_default=1,
	),
	_group("พัฒนาการอำเภอทุกอำเภอ", "District", "พัฒนาการอำเภอ"),
	_group("ผู้ว่าราชการจังหวัดทุกจังหวัด", "Province", "ผู้ว่าราชการจังหวัด", is_default=1),
	_group("พัฒนาการจังหวัดทุกจังหวัด", "Province", "พัฒนาการจังหวัด"),
	_group("ประธาน ศอช.ต. ทุกตำบล", "Sub-district", "ประธาน ศอช.ต.", with_center=1, is_default=1),
]

# a site that is older than they are has none of their defaults
LETTER_SETTINGS = {
	"letter_remind_before": "7, 1, 0",
	"letter_remind_every": 7,
	"letter_answer_days": 7,
	"letter_most_named": 3,
	"memo_remarks_cm": 5,
	"seal_warn_before": 60,
	"seal_warn_every": 7,
	"letter_days_provenance": UNCONFIRMED,
}

SEEDS = {
	"numbers of letters": lambda: insert_missing("Number Kind", NUMBER_KINDS),
	"receivers of letters": lambda: insert_missing("Letter Receiver Group", RECEIVER_GROUPS),
	"letter templates": lambda: insert_missing("Letter Template", LETTER_TEMPLATES),
	"letter workflow": lambda: ladder.seed_all(LADDERS),
	"letter settings": lambda: fill_settings(LETTER_SETTINGS),
}
