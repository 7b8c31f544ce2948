import unittest

from con_center.correspondence import body


def said(*rows: tuple[str, str]) -> list[dict]:
	return [{"style": style, "text": text} for style, text in rows]


class TestBody(unittest.TestCase):
	def test_items_are_numbered_in_their_order(self):
		rows = said(
			("Paragraph", "ขอให้ดำเนินการ ดังนี้"),
			("Numbered Item", "ก"),
			("Sub-item", "ข"),
			("Sub-item", "ค"),
			("Numbered Item", "ง"),
			("Paragraph", "ทั้งนี้ ให้รายงาน"),
			("Numbered Item", "จ"),
			("Paragraph", "และให้จัดเตรียม ดังต่อไปนี้"),
			("Numbered Item", "ฉ"),
		)
		self.assertEqual(body.numbers(rows), ["", "1.", "1.1", "1.2", "2.", "", "3.", "", "1."])

	def test_what_stands_below_nothing_has_a_number_of_its_own(self):
		self.assertEqual(body.numbers(said(("Sub-item", "ก"), ("Sub-item", "ข"))), ["(1)", "(2)"])

	def test_a_table_grows_no_wider_than_a_page(self):
		wide = "|" * 40_000 + "\nx" * 20_000
		self.assertTrue(body.is_too_wide(wide))
		self.assertFalse(body.is_too_wide("|".join("x" * body.MOST_COLUMNS)))
		table = body.table_of(wide)
		self.assertEqual(len(table["columns"]), body.MOST_COLUMNS)
		self.assertLessEqual(sum(map(len, table["rows"])), 20_000 * body.MOST_COLUMNS)

	def test_blank_rows_are_left_out(self):
		blocks = body.blocks(said(("Paragraph", " \n"), ("Table", ""), ("Numbered Item", "ก  ข\n\nค")))
		self.assertEqual([(block.number, block.lines) for block in blocks], [("1.", ["ก ข", "ค"])])

	def test_a_table_has_a_head_and_as_many_cells_in_each_row(self):
		[table] = body.blocks(said(("Table", "| ตำบล | คน\n1|ในเมือง\n2 | หัวเรือ|10")))
		self.assertEqual([column["label"] for column in table.columns], ["", "ตำบล", "คน"])
		self.assertEqual(
			table["rows"], [{"c0": "1", "c1": "ในเมือง", "c2": ""}, {"c0": "2", "c1": "หัวเรือ", "c2": "10"}]
		)

	def test_a_pasted_text_is_read(self):
		text = "ด้วยกรม ดังนี้\r\n๑. จัดทำ\n1.1 ทะเบียน\n(๒) คำสั่ง\n\nที่\tตำบล\n1\tในเมือง\n2 | หัวเรือ\nจึงเรียนมา\n๑.๕ ล้านบาท\n12.30 น."
		self.assertEqual(
			[tuple(row.values()) for row in body.read(text)],
			[
				("Paragraph", "ด้วยกรม ดังนี้"),
				("Numbered Item", "จัดทำ"),
				("Sub-item", "ทะเบียน"),
				("Sub-item", "คำสั่ง"),
				("Table", "ที่ | ตำบล\n1 | ในเมือง\n2 | หัวเรือ"),
				("Paragraph", "จึงเรียนมา"),
				("Sub-item", "ล้านบาท"),
				("Sub-item", "น."),
			],
		)

	def test_bodies_are_compared_by_what_they_say(self):
		rows = said(("Paragraph", "ก"))
		self.assertTrue(body.same(rows, [{"style": None, "text": "ก "}]))
		self.assertFalse(body.same(rows, said(("Numbered Item", "ก"))))
		self.assertFalse(body.same(rows, []))
