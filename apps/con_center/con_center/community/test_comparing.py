import unittest

from con_center.community.comparing import ADDED, CHANGED, REMOVED, SAME, compare, differences

BEFORE = [
	("หมวด 1", "ระเบียบนี้เรียกว่า ระเบียบศูนย์"),
	("", "คณะกรรมการประชุมอย่างน้อยปีละ 2 ครั้ง"),
	("", "มติของที่ประชุมให้ถือเสียงข้างมาก"),
]


def whole(parts) -> str:
	return "".join(part["text"] for part in parts)


def differing(parts) -> list[str]:
	return [part["text"] for part in parts if part["differs"]]


class TestComparing(unittest.TestCase):
	def test_what_is_the_same_is_so(self):
		rows = compare(BEFORE, BEFORE)
		self.assertEqual([row["state"] for row in rows], [SAME] * 3)
		self.assertEqual(
			[(row["before_number"], row["after_number"]) for row in rows], [(1, 1), (2, 2), (3, 3)]
		)

	def test_a_clause_that_is_put_in_moves_the_others(self):
		after = [BEFORE[0], ("", "สมาชิกพ้นจากสมาชิกภาพเมื่อลาออก"), *BEFORE[1:]]
		rows = compare(BEFORE, after)
		self.assertEqual([row["state"] for row in rows], [SAME, ADDED, SAME, SAME])
		self.assertEqual(rows[2]["before_number"], 2)
		self.assertEqual(rows[2]["after_number"], 3)

	def test_a_clause_that_goes(self):
		rows = compare(BEFORE, [BEFORE[0], BEFORE[2]])
		self.assertEqual([row["state"] for row in rows], [SAME, REMOVED, SAME])
		self.assertEqual(rows[1]["after"], [])

	def test_a_change_shows_where_it_is(self):
		after = [BEFORE[0], ("", "คณะกรรมการประชุมอย่างน้อยปีละ 4 ครั้ง"), BEFORE[2]]
		row = compare(BEFORE, after)[1]
		self.assertEqual(row["state"], CHANGED)
		self.assertEqual(differing(row["before"]), ["2"])
		self.assertEqual(differing(row["after"]), ["4"])

	def test_nothing_of_a_text_is_lost(self):
		for before, after in (
			("น้ำใจของชุมชน", "น้ำใจของชาวชุมชนทุกคน"),
			("", "ใหม่"),
			("เก่า", ""),
			("ABC ๑๒๓\nบรรทัดสอง", "ABC ๑๒๔\nบรรทัดสาม"),
		):
			left, right = differences(before, after)
			self.assertEqual((whole(left), whole(right)), (before, after))

	def test_marks_stay_with_their_letters(self):
		left, _right = differences("ปี๒๕๖๘ ที่ประชุม", "ปี่๒๕๖๘ ที่ประชุม")
		self.assertEqual(differing(left)[:1], ["ปี"])

	def test_chapters_count(self):
		rows = compare(BEFORE, [("หมวด 1 ทั่วไป", BEFORE[0][1]), *BEFORE[1:]])
		self.assertEqual([row["state"] for row in rows], [CHANGED, SAME, SAME])
