"""The line is cut while a decision is taken: the form looks again, and shows the document as it is."""

from playwright.sync_api import expect

from tests.faults.orders import ORDER, order_to_sign


def test_a_form_whose_answer_was_lost_shows_the_true_state(open_desk):
	order = order_to_sign()["name"]
	chief = open_desk("chief")
	chief.open_form(ORDER, order)

	def lose(route):
		"""The decision reaches the server; its answer does not reach the browser."""
		sent = route.request
		if "apply_workflow" in f"{sent.url} {sent.post_data}":
			route.fetch()
			route.abort("connectionreset")
		else:
			route.continue_()

	chief.page.route("**/*", lose)
	chief.decide("ลงนามและออก", confirm=True)
	expect(chief.dialog).to_contain_text("ไม่ได้รับคำตอบจากระบบ")
	expect(chief.dialog).to_contain_text("ออกแล้ว เลขที่")
	chief.page.unroute("**/*")
	chief.errors.clear()
	chief.close_dialog()
	chief.expect_state("ออกแล้ว")
