"""What is said when Frappe cannot say it: a short page in Thai that tells what to do, and the same for the desk.

It knows no Frappe: outage.py answers with it from inside, and a web server before Frappe is set up with the same pages
(bootstrap/production/nginx.py) for what never gets as far.
"""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
	"""A title and lines in Thai, and all of it in English; `again`: whether trying once more is of any use."""

	title: str
	lines: tuple[str, ...]
	in_english: str
	again: bool = True

	def as_page(self) -> str:
		"""Return a page of HTML that needs nothing else."""
		lines = "".join(f"<p>{line}</p>" for line in self.lines)
		link = ("", "ลองใหม่") if self.again else ("/", "กลับหน้าแรก")
		return f"""<!doctype html>
<html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{self.title}</title><style>
body{{font:18px/1.7 Sarabun,"Noto Sans Thai",sans-serif;max-width:34em;margin:12vh auto;padding:0 1.2em;color:#1f272e}}
h1{{font-size:1.5em}}small{{color:#687178}}</style></head>
<body><h1>{self.title}</h1>{lines}<p><a href="{link[0]}">{link[1]}</a></p><p lang="en"><small>{self.in_english}</small></p></body></html>
"""

	def as_json(self, error: str) -> str:
		"""Return what the desk shows as a message; error: the name of its kind."""
		message = json.dumps(
			{
				"message": "<br>".join((*self.lines, self.in_english)),
				"title": self.title,
				"indicator": "orange",
			},
			ensure_ascii=False,
		)
		return json.dumps({"exc_type": error, "_server_messages": json.dumps([message])})


AWAY = Notice(
	"ระบบขัดข้องชั่วคราว",
	(
		"ฐานข้อมูลหรือบริการของระบบไม่พร้อมใช้งานชั่วคราว โปรดรอสักครู่แล้วลองใหม่",
		"สิ่งที่ท่านเพิ่งบันทึกหรือสั่งการอาจสำเร็จแล้วหรือยังไม่สำเร็จ ก่อนทำซ้ำโปรดเปิดเอกสารนั้นดูสถานะอีกครั้ง",
		"หากยังใช้งานไม่ได้ภายใน 10 นาที โปรดแจ้งผู้ดูแลระบบ",
	),
	"The system is away for a moment. Wait a little and try again. What you last did may have been saved or not: "
	"look at the document before you do it again.",
)
SLOW = Notice(
	"ระบบใช้เวลานานเกินไป",
	(
		"คำขอนี้ใช้เวลานานเกินกำหนด ระบบจึงหยุดรอ โปรดรอสักครู่แล้วลองใหม่",
		"สิ่งที่ท่านเพิ่งบันทึกหรือสั่งการอาจสำเร็จแล้วหรือยังไม่สำเร็จ ก่อนทำซ้ำโปรดเปิดเอกสารนั้นดูสถานะอีกครั้ง",
		"หากเป็นรายงานหรือรายการขนาดใหญ่ โปรดเลือกช่วงวันที่หรือพื้นที่ให้แคบลง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ",
	),
	"This took too long and was given up. Wait a little and try again; choose a shorter time or a smaller area for a "
	"large list. What you last did may have been saved or not: look at the document before you do it again.",
)
REFUSED = Notice(
	"ไม่พบหรือไม่อนุญาต",
	(
		"ระบบไม่รับคำขอนี้ หรือไม่พบสิ่งที่ท่านขอ โปรดตรวจสอบที่อยู่ (ลิงก์) อีกครั้ง",
		"หากท่านเปิดจากลิงก์ในระบบหรือในหนังสือ โปรดแจ้งผู้ดูแลระบบว่าเปิดจากที่ใด",
	),
	"This was not found, or is not allowed. Look at the address again; where a link of the system led here, tell your "
	"administrator.",
	again=False,
)


def too_large(megabytes: int) -> Notice:
	"""Return what is said of a file, or another request, above the size that is taken."""
	return Notice(
		"ไฟล์ใหญ่เกินกำหนด",
		(
			f"ระบบรับไฟล์ได้ไม่เกิน {megabytes} MB ต่อครั้ง ไฟล์ที่ท่านส่งใหญ่กว่านั้น และยังไม่ได้บันทึก",
			"โปรดย่อขนาดรูปภาพ สแกนด้วยความละเอียดต่ำลง หรือแบ่งเป็นหลายไฟล์ แล้วส่งใหม่",
		),
		f"The system takes files up to {megabytes} MB. What you sent is larger, and was not saved: make it smaller, or "
		"divide it, and send it again.",
		again=False,
	)
