"""The desk and the login page can be installed on a phone: read as a browser reads it."""

import json

import pytest


@pytest.mark.parametrize("login, path", [("officer", "/app"), (None, "/login"), ("officer", "/con-field")])
def test_a_browser_finds_name_icons_and_colour(open_desk, login, path):
	desk = open_desk(login, phone=True)
	desk.page.goto(path)
	desk.page.wait_for_selector('link[rel="manifest"]', state="attached")
	session = desk.context.new_cdp_session(desk.page)
	found = session.send("Page.getAppManifest")
	assert found["errors"] == [] and found["url"].endswith("/assets/con_center/manifest.json")
	told = json.loads(found["data"])
	assert (told["display"], told["start_url"], told["scope"]) == ("standalone", "/app", "/")
	assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
	for icon in told["icons"]:
		assert icon["src"].startswith("/assets/con_center/")
		size = desk.page.evaluate(
			"""async (address) => {
				const picture = await createImageBitmap(await (await fetch(address)).blob());
				return `${picture.width}x${picture.height}`;
			}""",
			icon["src"],
		)
		assert size == icon["sizes"]
	colour = desk.page.locator('meta[name="theme-color"]').last.get_attribute("content")
	assert colour == told["theme_color"]
	wrong = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
	# a private window is not installed from
	assert [each["errorId"] for each in wrong if each["errorId"] != "in-incognito"] == []
