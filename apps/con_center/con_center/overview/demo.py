"""The yearly report of the demo's province: written by itself, and edited in one part. Through the doors that users have."""

import frappe
from frappe.utils import getdate

from con_center.thai import fiscal_year

PROVINCE = "34"
PROBLEMS = (
	"ปัญหาและอุปสรรค: กรรมการบางตำบลติดภารกิจ ทำให้การประชุมไม่ครบองค์ประชุม และข้อมูลกลุ่มบางหมู่บ้านยังไม่เป็นปัจจุบัน\n"
	"ข้อเสนอแนะ: ควรจัดอบรมบทบาทหน้าที่ของคณะกรรมการ ศอช. ปีละ 1 ครั้ง"
)


def load(signed_in, _take) -> None:
	with signed_in("province2"):
		report = frappe.get_doc(
			{"doctype": "Yearly Report", "area": PROVINCE, "fiscal_year": fiscal_year(getdate())}
		).insert()
		report.parts[-1].text = PROBLEMS
		report.save()


# what shows that a part is there, and the part
PARTS = (("Yearly Report", {"area": PROVINCE}, load),)
