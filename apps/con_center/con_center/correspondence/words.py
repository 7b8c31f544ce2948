"""The words with which a letter opens and closes, and what it calls each receiver. Pure functions.

Source: annex 2 of the Rules of the Prime Minister's Office on Correspondence 2526 (letters.md 9).
"""

ORDINARY, HIGH_POST, MONK = "Ordinary", "High Post", "Monk"
EXTERNAL, MEMO, STAMPED, CERTIFICATE = "External", "Memo", "Stamped", "Certificate"
BY_RANK = {
	ORDINARY: ("เรียน", "ขอแสดงความนับถือ"),
	HIGH_POST: ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
	MONK: ("นมัสการ", "ขอนมัสการด้วยความเคารพ"),
}
TO_OF_STAMPED = "ถึง"
IN_THAI = {
	EXTERNAL: "หนังสือภายนอก",
	MEMO: "บันทึกข้อความ",
	STAMPED: "หนังสือประทับตรา",
	CERTIFICATE: "หนังสือรับรอง",
}
SECRECY = {"Confidential": "ลับ", "Secret": "ลับมาก", "Top Secret": "ลับที่สุด"}
# who a letter to an area goes to, unless it says otherwise
POST_OF_LEVEL = {"Province": "ผู้ว่าราชการจังหวัด", "District": "นายอำเภอ", "Sub-district": "ประธาน ศอช.ต."}


def opening_and_closing(kind: str, rank: str | None) -> tuple[str, str]:
	"""Return the word before the receiver, and the words before the signature; "" where the kind has none."""
	if kind == CERTIFICATE:
		return "", ""
	if kind == STAMPED:
		return TO_OF_STAMPED, ""
	opening, closing = BY_RANK.get(rank or ORDINARY, BY_RANK[ORDINARY])
	return opening, closing if kind == EXTERNAL else ""


def told_subject(subject: str | None, secrecy: str | None) -> str:
	"""Return what lists, notices and the page /check tell of a letter's subject: what is secret is told by its pages alone."""
	return SECRECY.get(secrecy) or " ".join((subject or "").split())


def title_of(number: str | None, subject: str | None, secrecy: str | None, name: str | None) -> str:
	"""Return what stands for a letter wherever it is named: number and subject; of a secret one its mark for that."""
	said = told_subject(subject, secrecy)
	if secrecy and not number:
		# many drafts have the same mark
		return f"{said} {name or ''}".strip()
	return (f"{number}: {said}" if number else said)[:140]


def reference_to(sender: str, number: str | None, dated: str | None) -> str:
	"""Return how a letter refers to another one; dated: the date as letters write it."""
	parts = [f"หนังสือ{sender}", f"ที่ {number}" if number else "", f"ลงวันที่ {dated}" if dated else ""]
	return " ".join(part for part in parts if part)
