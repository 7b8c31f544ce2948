"""Signing in by an OpenID Connect provider: who gets in, and who gets in nowhere."""

import json
import os
import re
import time
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.served import this_day
from tests.sign_in.conftest import execute
from tests.sign_in.provider import SECRET, serving, social_login_key
from tests.sign_in.test_sign_in import FREE, idle_time

NAME = "Office"
KEY = f"/api/resource/Social Login Key/{NAME.lower()}"
BACK = f"/api/method/frappe.integrations.oauth2_logins.custom/{NAME.lower()}"
PAGE = {"headers": {"Accept": "text/html"}}
TODAY = this_day()
# in Thai: what each page says
NO_ACCOUNT, NO_POST, SECOND = "ไม่มีบัญชีของระบบนี้", "ไม่มีการดำรงตำแหน่งที่มีผลในวันนี้", "ยืนยันตัวตนขั้นที่สอง"
STALE, DENIED, AWAY, UNCONFIRMED = (
	"เริ่มไว้นานเกินไป",
	"ยังไม่ได้ยืนยันตัวตน",
	"ผู้ให้บริการยืนยันตัวตนไม่ตอบ",
	"ไม่ยืนยันการเข้าสู่ระบบครั้งนี้",
)


@pytest.fixture(scope="module")
def served(admin):
	# a new site demands it of who signs and administers; what is shown of it here begins with that
	execute("con_center.sign_in.second_factor.waive")
	with serving() as provider:
		made = admin.ask("POST", "/api/resource/Social Login Key", json=social_login_key(provider, NAME))
		assert made.ok, made.text
		yield provider
	assert admin.ask("DELETE", KEY).ok


@pytest.fixture
def provider(served, admin):
	"""The provider, and the key that Frappe has of it, as they are at first."""
	served.forget()
	yield served
	plain = {
		"con_second_factor": 0,
		"con_second_factor_acr": "",
		"user_id_property": "",
		"enable_social_login": 1,
	}
	assert admin.ask("PUT", KEY, json=plain).ok


@pytest.fixture(scope="session")
def officer_of(admin, account):
	"""A function that makes an account with a post from some day to another, and gives its name."""

	def make(*roles: str, begins: int = -1, ends: int | None = None) -> str:
		user, _password = account(*roles)
		post = {
			"user": user,
			"officer_name": "นายทดสอบ เข้าระบบ",
			"position": "พัฒนากร",
			"area": "340101",
			"from_date": str(TODAY + timedelta(days=begins)),
			"to_date": None if ends is None else str(TODAY + timedelta(days=ends)),
		}
		made = admin.ask("POST", "/api/resource/Officer Assignment", json=post)
		assert made.ok, made.text
		return user

	return make


def verified(user: str) -> dict:
	return {"sub": f"of {user}", "email": user, "email_verified": True}


def begin(site, query: str = "") -> str:
	"""Open the login page and follow its button; return the address that the provider leads back to, without the host."""
	page = site.ask("GET", f"/login{query}", **PAGE)
	address = unescape(re.search(r'<a href="([^"]+)"\s+class="[^"]*btn-office"', page.text)[1])
	back = site.session.get(address, allow_redirects=False, timeout=20).headers["Location"]
	assert back.startswith(f"{site.base}{BACK}?"), back
	return back.removeprefix(site.base)


def come(site, query: str = ""):
	return site.ask("GET", begin(site, query), **PAGE)


def refused(answer, words: str, site=None, status: int = 403):
	"""The answer is a page that says this in Thai and nothing in English, and begins no session."""
	assert answer.status_code == status, (answer.status_code, answer.text[:500])
	assert words in answer.text and "Traceback" not in answer.text, answer.text[:2000]
	said = re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text)
	assert not re.search(r"[A-Za-z]{3}", said), said
	assert "sid" not in answer.cookies or answer.cookies["sid"] == "Guest"
	if site:
		assert site.ask("GET", "/api/method/frappe.auth.get_logged_user").status_code in (401, 403)


def signed_in(site) -> str | None:
	answer = site.ask("GET", "/api/method/frappe.auth.get_logged_user")
	return answer.json().get("message") if answer.ok else None


def subjects(admin, user: str) -> list[str]:
	rows = admin.ask("GET", f"/api/resource/User/{user}").json()["data"]["social_logins"]
	return [row["userid"] for row in rows if row["provider"] == NAME.lower()]


# who gets in


def test_an_officer_gets_in_by_the_button(guest, provider, officer_of):
	user = officer_of()
	provider.person = verified(user)
	page = guest.ask("GET", "/login", **PAGE).text
	assert f"เข้าสู่ระบบด้วย {NAME}" in page
	answer = come(guest)
	assert answer.status_code == 302 and re.fullmatch(r"/(app|desk)(/.*)?", answer.headers["Location"])
	assert signed_in(guest) == user


def test_the_session_is_as_by_password(guest, provider, officer_of, admin):
	user = officer_of("CON District Signatory")
	provider.person = verified(user)
	answer = come(guest)
	cookie = next(each for each in answer.raw.headers.getlist("Set-Cookie") if each.startswith("sid="))
	assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
	assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
	assert idle_time(user) == "00:30:00"
	assert [entry["status"] for entry in log(admin, user)] == ["Success"]


def log(admin, user: str) -> list[dict]:
	"""The log of sign-ins of a user."""
	query = {"filters": json.dumps({"user": user, "operation": "Login"}), "fields": '["status", "subject"]'}
	return admin.ask("GET", "/api/resource/Activity Log", params=query).json()["data"]


def test_an_e_mail_alone_is_no_word_of_the_provider(guest, provider, officer_of):
	user = officer_of()
	for word in ({"email_verified": False}, {"email_verified": "yes"}, {"email_verified": 1.5}, {}):
		provider.person = {"sub": "x", "email": user, **word}
		refused(come(guest), NO_ACCOUNT, guest)
	# of another e-mail than the one that is told
	provider.token = {"email_verified": True}
	refused(come(guest), NO_ACCOUNT, guest)


def test_no_other_spelling_of_an_e_mail_finds_the_account(guest, provider, officer_of):
	"""To the database é is e, and a blank at the end is nothing."""
	user = officer_of()
	for spelt in (
		user.replace("example", "éxample"),
		f"{user} ",
		user.replace("sign-in", "sign-ın"),
		f"%{user[1:]}",
	):
		provider.person = verified(spelt)
		refused(come(guest), NO_ACCOUNT, guest)
	provider.person = verified(user.upper())
	assert come(guest).status_code == 302


def test_once_signed_in_the_subject_counts(guest, at, provider, officer_of, admin):
	"""An e-mail that is given to somebody else does not give him the account; one that has changed does not take it."""
	user = officer_of()
	provider.person = verified(user)
	assert come(guest).status_code == 302
	provider.person = {**verified(user), "sub": "somebody else"}
	refused(come(at("203.0.113.100")), NO_ACCOUNT)
	provider.person = {"sub": f"of {user}"}
	other = at("203.0.113.101")
	assert come(other).status_code == 302 and signed_in(other) == user
	assert len(subjects(admin, user)) == 1


def test_the_administrator_links_a_personal_number(guest, at, provider, officer_of, admin):
	"""As of ThaID, which has no e-mail and no userinfo."""
	number = "1100700123452"
	assert admin.ask("PUT", KEY, json={"user_id_property": "pid", "api_endpoint": ""}).ok
	try:
		user = officer_of()
		provider.person = {"sub": "opaque", "pid": number}
		refused(come(guest), NO_ACCOUNT, guest)
		values = {"user": user, "provider": NAME.lower(), "secret": number}
		assert admin.ask("POST", "/api/method/con_center.sign_in.providers.accounts.link", json=values).ok
		assert come(guest).status_code == 302 and signed_in(guest) == user
		provider.person = {"sub": "opaque"}
		assert "ไม่ได้แจ้งว่าท่านเป็นผู้ใด (pid)" in come(at("203.0.113.102")).text
		values["user"] = officer_of()
		assert not admin.ask("POST", "/api/method/con_center.sign_in.providers.accounts.link", json=values).ok
		[kept] = subjects(admin, user)
		assert re.fullmatch("hashed:[0-9a-f]{64}", kept)
		assert dumped(number) == ""
		# another one takes its place
		values.update({"user": user, "secret": f"{number[:-1]}9"})
		assert admin.ask("POST", "/api/method/con_center.sign_in.providers.accounts.link", json=values).ok
		assert kept not in subjects(admin, user) and len(subjects(admin, user)) == 1
	finally:
		admin.ask("PUT", KEY, json={"api_endpoint": "/userinfo"})


def dumped(*words: str) -> str:
	"""Which of the words stand in the tables that tell of what was done, or in the logs of the servers."""
	tables = (
		"User Social Login",
		"Version",
		"Activity Log",
		"Error Log",
		"Access Log",
		"Comment",
		"Deleted Document",
	)
	execute("frappe.deferred_insert.save_to_db")
	found = []
	for table in tables:
		told = json.dumps(
			execute("frappe.db.sql", query=f"select * from `tab{table}` order by creation desc limit 300")
		)
		found += [word for word in words if word in told]
	for path in (Path(os.environ["BENCH_ROOT"]) / "logs").glob("*.log"):
		told = path.read_bytes()
		found += [word for word in words if word.encode() in told]
	return " ".join(found)


def test_a_subject_comes_in_no_other_way_in_plain_words(provider, officer_of, admin):
	user = officer_of()
	rows = [{"provider": NAME.lower(), "userid": "1100700123453"}]
	assert admin.ask("PUT", f"/api/resource/User/{user}", json={"social_logins": rows}).ok
	[kept] = subjects(admin, user)
	assert kept.startswith("hashed:")
	# as Frappe kept it before
	filters = {"parent": user, "provider": NAME.lower()}
	execute("frappe.db.set_value", dt="User Social Login", dn=filters, field="userid", val="1100700123453")
	execute("con_center.sign_in.providers.accounts.hide_those_of_before")
	assert subjects(admin, user) == [kept]


def test_only_who_runs_the_site_links(provider, officer, officer_of):
	values = {"user": officer_of(), "provider": NAME.lower(), "secret": "1"}
	answer = officer.ask("POST", "/api/method/con_center.sign_in.providers.accounts.link", json=values)
	assert answer.status_code == 403


# who gets in nowhere


@pytest.mark.parametrize("days", [{"ends": -1, "begins": -9}, {"begins": 1}], ids=["ended", "upcoming"])
def test_a_post_that_is_not_in_force_today(guest, provider, officer_of, days):
	provider.person = verified(officer_of(**days))
	refused(come(guest), NO_POST, guest)


def test_no_post(guest, provider, account, admin):
	user, _password = account()
	provider.person = verified(user)
	refused(come(guest), NO_POST, guest)
	assert [entry["status"] for entry in log(admin, user)] == ["Failed"]


@pytest.mark.parametrize("role", ["CON Administrator", "System Manager"])
def test_who_runs_the_system_needs_no_post(guest, provider, account, role):
	user, _password = account(role)
	provider.person = verified(user)
	assert come(guest).status_code == 302


def test_nobody_is_the_administrator_or_a_guest(guest, provider, admin):
	for user in ("Administrator", "Guest"):
		email = admin.ask("GET", f"/api/resource/User/{user}").json()["data"]["email"]
		provider.person = verified(email)
		refused(come(guest), NO_ACCOUNT, guest)
		values = {"user": user, "provider": NAME.lower(), "secret": "of nobody"}
		if admin.ask("POST", "/api/method/con_center.sign_in.providers.accounts.link", json=values).ok:
			provider.person = {"sub": "of nobody"}
			refused(come(guest), NO_ACCOUNT, guest)


def test_a_disabled_account(guest, provider, officer_of, admin):
	user = officer_of()
	provider.person = verified(user)
	assert admin.ask("PUT", f"/api/resource/User/{user}", json={"enabled": 0}).ok
	refused(come(guest), NO_ACCOUNT, guest)


def test_an_account_that_may_not_from_here(guest, provider, officer_of, admin):
	"""Frappe's bound of addresses; what was done until it is asked is taken back."""
	user = officer_of()
	provider.person = verified(user)
	assert admin.ask("PUT", f"/api/resource/User/{user}", json={"restrict_ip": "192.0.2.1"}).ok
	refused(come(guest), "ในเวลานี้หรือจากที่นี่", guest)
	assert [entry["status"] for entry in log(admin, user)] == ["Failed"]
	assert subjects(admin, user) == []


def test_no_account_is_made(guest, provider, admin):
	assert admin.ask("PUT", KEY, json={"sign_ups": "Allow"}).ok
	provider.person = verified("nobody@sign-in.example")
	refused(come(guest), NO_ACCOUNT, guest)
	assert admin.ask("GET", "/api/resource/User/nobody@sign-in.example").status_code == 404


# what comes back


def test_a_state_is_of_one_browser(guest, at, provider, officer_of):
	"""Else whoever sends somebody his own code signs him in as himself."""
	provider.person = verified(officer_of())
	victim, back = at("203.0.113.110"), begin(guest)
	victim.ask("GET", "/login", **PAGE)
	refused(victim.ask("GET", back, **PAGE), STALE, victim)
	without = at("203.0.113.111")
	refused(without.ask("GET", back, **PAGE), STALE, without)
	assert guest.ask("GET", back, **PAGE).status_code == 302


def test_a_state_is_good_once(guest, provider, officer_of):
	user = officer_of()
	provider.person = verified(user)
	back = begin(guest)
	kept = guest.session.cookies.copy()
	assert guest.ask("GET", back, **PAGE).status_code == 302
	guest.session.cookies = kept
	state = parse_qs(urlsplit(back).query)["state"][0]
	again = f"{BACK}?state={state}&code={provider.new_code(f'{guest.base}{BACK}', 'x')}"
	refused(guest.ask("GET", again, **PAGE), STALE)


def test_a_state_is_good_for_some_minutes(guest, provider, officer_of):
	"""Signed by the site's own secret, as it will be in ten minutes."""
	provider.person = verified(officer_of())
	begin(guest)
	browser = guest.session.cookies["con_center_provider"]
	for seconds, status in ((60, 302), (-1, 403)):
		told = {
			"provider": NAME.lower(),
			"nonce": f"n{seconds}",
			"path": "",
			"exp": int(time.time()) + seconds,
		}
		state = execute("con_center.sign_in.providers.states.sign", told=told, browser=browser)
		code = provider.new_code(f"{guest.base}{BACK}", told["nonce"])
		guest.session.cookies.set("con_center_provider", browser)
		assert guest.ask("GET", f"{BACK}?state={state}&code={code}", **PAGE).status_code == status


@pytest.mark.parametrize("state", ["", "x", "eyJzaXRlIjogIngiLCAidG9rZW4iOiAieCJ9", "e30.e30.", "[]"])
def test_a_state_that_was_never_given(guest, provider, state):
	"""The third is one of Frappe's, which anybody makes."""
	begin(guest)
	refused(guest.ask("GET", f"{BACK}?state={state}&code=x", **PAGE), STALE, guest)


def test_a_state_of_another_provider(guest, provider, officer_of):
	"""It leads back to where it was begun: else one provider's code is given to another."""
	provider.person = verified(officer_of())
	elsewhere = begin(guest).replace(".custom/office", ".login_via_office365")
	refused(guest.ask("GET", elsewhere, **PAGE), STALE, guest)


def test_a_provider_that_is_switched_off(guest, provider, officer_of, admin):
	provider.person = verified(officer_of())
	back = begin(guest)
	assert admin.ask("PUT", KEY, json={"enable_social_login": 0}).ok
	refused(guest.ask("GET", back, **PAGE), STALE, guest)


def test_it_is_no_door_for_forms(guest, provider, officer_of):
	provider.person = verified(officer_of())
	back = urlsplit(begin(guest))
	form = {name: values[0] for name, values in parse_qs(back.query).items()}
	assert guest.ask("POST", back.path, data=form).status_code in (403, 405)
	assert signed_in(guest) is None


@pytest.mark.parametrize(
	"wrong",
	[
		{"nonce": "another"},
		{"nonce": None},
		{"aud": "another"},
		{"aud": ["con-center", "another"], "azp": "another"},
		{"exp": int(time.time()) - 120},
		{"exp": None},
		{"sub": None},
	],
)
def test_a_token_that_is_not_of_this_sign_in(guest, provider, officer_of, wrong):
	provider.person, provider.token = verified(officer_of()), wrong
	refused(come(guest), UNCONFIRMED, guest)


def test_userinfo_of_somebody_else(guest, provider, officer_of):
	provider.person, provider.userinfo = verified(officer_of()), {"sub": "somebody else"}
	refused(come(guest), UNCONFIRMED, guest)


@pytest.mark.parametrize(("fails", "words"), [("denied", DENIED), ("away", AWAY), ("broken", UNCONFIRMED)])
def test_what_goes_wrong_at_the_provider_is_said_in_thai(guest, provider, officer_of, fails, words):
	provider.person, provider.fails = verified(officer_of()), fails
	refused(come(guest), words, guest)


def test_a_code_that_has_expired(guest, provider, officer_of):
	provider.person = verified(officer_of())
	back = begin(guest)
	provider.codes.clear()
	refused(guest.ask("GET", back, **PAGE), UNCONFIRMED, guest)


def test_a_provider_that_is_not_there(guest, provider, officer_of, admin):
	provider.person = verified(officer_of())
	back = begin(guest)
	# a port that nobody listens on
	assert admin.ask("PUT", KEY, json={"base_url": "http://127.0.0.1:9"}).ok
	try:
		refused(guest.ask("GET", back, **PAGE), AWAY, guest)
		assert admin.ask("PUT", KEY, json={"base_url": "http://provider.example"}).ok
		refused(guest.ask("GET", begin_elsewhere(guest, provider), **PAGE), UNCONFIRMED, guest)
	finally:
		assert admin.ask("PUT", KEY, json={"base_url": provider.url}).ok


def begin_elsewhere(site, provider) -> str:
	"""Begin at a provider that is not here; return the way back from it."""
	page = site.ask("GET", "/login", **PAGE)
	asked = parse_qs(
		urlsplit(unescape(re.search(r'<a href="([^"]+)"\s+class="[^"]*btn-office"', page.text)[1])).query
	)
	return f"{BACK}?state={asked['state'][0]}&code={provider.new_code(asked['redirect_uri'][0], asked['nonce'][0])}"


def test_nothing_secret_is_logged(at, provider, officer_of):
	provider.person = verified(officer_of())
	wrongs = (("away", {}), ("broken", {}), ("denied", {}), ("", {"nonce": "another"}), ("", {}))
	for n, (provider.fails, provider.token) in enumerate(wrongs):
		answer = come(at(f"203.0.113.13{n}"))
	assert answer.status_code == 302 and len(provider.given) > 4
	assert dumped(SECRET, *provider.given) == ""


# bounds, and ways out


def test_attempts_count_as_those_with_passwords(at, provider, account):
	user, password = account()
	provider.person = verified(user)
	for _ in range(FREE):
		refused(come(at("203.0.113.120")), NO_POST)
	office = at("203.0.113.120")
	refused(come(office), "โปรดลองใหม่อีกครั้งใน 1 นาที", status=429)
	assert office.sign_in(user, password).status_code == 429


def test_a_provider_that_is_away_locks_nobody_out(at, provider, officer_of, settings):
	settings(allow_consecutive_login_attempts=1)
	user = officer_of()
	provider.person, provider.fails = verified(user), "away"
	office = at("203.0.113.121")
	for _ in range(21):
		refused(come(office), AWAY)
	provider.fails = ""
	assert come(office).status_code == 302


@pytest.mark.parametrize(
	"elsewhere",
	["https://evil.example/app", "//evil.example", r"/\evil.example", "https:evil.example", "javascript:alert(1)", "/\t/evil.example", "///evil.example", "\\\\evil.example"],
)  # fmt: skip
def test_it_leads_nowhere_else(guest, provider, officer_of, elsewhere):
	provider.person = verified(officer_of())
	back = begin_with(guest, elsewhere)
	address = guest.ask("GET", back, **PAGE).headers["Location"]
	assert re.fullmatch(r"/[a-z][^\\]*", address) and not urlsplit(address).netloc, address


def begin_with(site, redirect_to: str) -> str:
	return begin(site, f"?redirect-to={quote(redirect_to, safe='')}")


def test_it_leads_to_where_one_was_going(guest, provider, officer_of):
	provider.person = verified(officer_of())
	answer = guest.ask("GET", begin_with(guest, "/app/meeting?status=x"), **PAGE)
	assert answer.headers["Location"] == "/app/meeting?status=x"


# the second factor


@pytest.fixture(scope="module")
def with_second_factor(admin):
	"""From here to the end: each switching is a process of its own."""
	assert admin.ask("PUT", "/api/resource/Role/All", json={"two_factor_auth": 0}).ok
	execute("con_center.sign_in.second_factor.demand")
	yield
	execute("con_center.sign_in.second_factor.waive")


@pytest.mark.parametrize(
	("role", "token"),
	[
		("CON District Signatory", {}),
		("CON Province Signatory", {"amr": ["pwd"]}),
		("CON Administrator", {"amr": "mfa"}),
		("System Manager", {"amr": ["pwd", "no-mfa"], "acr": "loa2"}),
	],
)
def test_who_owes_a_second_factor_owes_it_here(guest, provider, officer_of, with_second_factor, role, token):
	user = officer_of(role)
	provider.person, provider.token = verified(user), token
	refused(come(guest), SECOND, guest)


def test_userinfo_does_not_say_how_one_signed_in(guest, provider, officer_of, with_second_factor):
	provider.person, provider.userinfo = verified(officer_of("CON District Signatory")), {"amr": ["mfa"]}
	refused(come(guest), SECOND, guest)


@pytest.mark.parametrize(
	("key", "token"),
	[
		({}, {"amr": ["pwd", "mfa"]}),
		({"con_second_factor_acr": "loa2\nloa3"}, {"acr": "loa3"}),
		({"con_second_factor": 1}, {}),
	],
	ids=["amr", "acr", "always"],
)
def test_a_second_factor_at_the_provider(guest, provider, officer_of, admin, with_second_factor, key, token):
	assert admin.ask("PUT", KEY, json=key).ok
	provider.person, provider.token = verified(officer_of("CON District Signatory")), token
	assert come(guest).status_code == 302


def test_who_owes_none_is_asked_none(guest, provider, officer_of, with_second_factor):
	provider.person = verified(officer_of())
	assert come(guest).status_code == 302
