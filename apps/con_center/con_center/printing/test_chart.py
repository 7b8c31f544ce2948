import unittest

from con_center.printing import chart


def person(number: int, role: str = "กรรมการ", name: str | None = None) -> dict:
	return {
		"full_name": name or f"นางสาวเกียรติศักดิ์{number % 7} กิจเจริญวัฒนากุล",
		"role": role,
		"organization_name": "กลุ่มออมทรัพย์เพื่อการผลิตบ้านท่าถ่าน",
	}


def committee(members: int) -> list[list[dict]]:
	rows = [[person(0, "ประธานกรรมการ")], [person(1, "รองประธานกรรมการ"), person(2, "รองประธานกรรมการ")]]
	rows.append([person(3, "กรรมการและเลขานุการ")])
	return [*rows, [person(number) for number in range(4, members)]]


class TestChart(unittest.TestCase):
	def test_every_size_of_committee_fits_one_page(self):
		for members in (5, 9, 17, 25, 31, 40):
			with self.subTest(members=members):
				layout = chart.lay_out(committee(members))
				self.assertEqual(sum(map(len, layout.lines)), members)
				self.assertTrue(
					chart._fits(layout.lines, layout.widths, layout.name_pt, layout.with_organization)
				)
				for people, width in zip(layout.lines, layout.widths, strict=True):
					self.assertLessEqual(
						len(people) * width + (len(people) - 1) * chart.GAP_MM, chart.PAGE_WIDTH_MM + 0.1
					)

	def test_small_committees_get_large_names_and_organizations(self):
		nine, thirty = chart.lay_out(committee(9)), chart.lay_out(committee(31))
		self.assertGreater(nine.name_pt, thirty.name_pt)
		self.assertTrue(nine.with_organization)
		self.assertGreaterEqual(thirty.name_pt, 12)

	def test_order_is_kept(self):
		layout = chart.lay_out(committee(25))
		self.assertEqual([p["role"] for p in layout.lines[0]], ["ประธานกรรมการ"])
		self.assertEqual([p["role"] for p in layout.lines[1]], ["รองประธานกรรมการ"] * 2)

	def test_odd_committees(self):
		self.assertEqual(chart.lay_out([]).lines, [])
		self.assertEqual(len(chart.lay_out([[person(0)]]).lines), 1)
		layout = chart.lay_out([[person(0, name="ก" * 200)]])
		self.assertEqual(layout.name_pt, chart.SMALLEST_PT)


if __name__ == "__main__":
	unittest.main()
