"""Roles in committees and reasons to leave them, for admins to change."""

from con_center.setup.seeding import UNCONFIRMED, insert_missing


def _committee_role(name: str, rank: int, chart_row: int, single: int = 0) -> dict:
	return {"role_name": name, "rank": rank, "chart_row": chart_row, "single": single}


COMMITTEE_ROLES = [
	_committee_role("ประธานกรรมการ", 10, 1, 1),
	_committee_role("ประธานคณะทำงาน", 11, 1, 1),
	_committee_role("รองประธานกรรมการ", 20, 2),
	_committee_role("รองประธานคณะทำงาน", 21, 2),
	_committee_role("กรรมการและเลขานุการ", 30, 3, 1),
	_committee_role("คณะทำงานและเลขานุการ", 31, 3, 1),
	_committee_role("กรรมการและผู้ช่วยเลขานุการ", 40, 3),
	_committee_role("เหรัญญิก", 41, 3),
	_committee_role("ประชาสัมพันธ์", 42, 3),
	_committee_role("กรรมการ", 50, 4),
	_committee_role("คณะทำงาน", 51, 4),
	_committee_role("ผู้ทรงคุณวุฒิ", 60, 4),
]

LEAVING_REASONS = [
	{"reason": reason, "provenance": UNCONFIRMED}
	for reason in (
		"ครบวาระ",
		"ลาออก",
		"ตาย",
		"ย้ายภูมิลำเนา",
		"พ้นจากกลุ่ม/องค์กรที่เป็นผู้แทน",
		"ถูกให้ออก",
		"อื่น ๆ",
	)
]

SEEDS = {
	"committee roles": lambda: insert_missing("Committee Role", COMMITTEE_ROLES),
	"leaving reasons": lambda: insert_missing("Leaving Reason", LEAVING_REASONS),
}
