"""Signing in: bounds on guesses, the second factor, how long it lasts."""

import ast
import json
import os
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from tests.sign_in.conftest import execute, read

FREE = 5


def messages(answer) -> str:
	"""What the answer says to a person."""
	content = answer.json()
	return " ".join(
		json.loads(each)["message"] for each in json.loads(content.get("_server_messages") or "[]")
	)


def guess(site, user: str, times: int) -> list[int]:
	return [site.sign_in(user, "not-the-password").status_code for _ in range(times)]


def test_a_locked_sign_in_is_answered_in_thai_and_without_a_traceback(guest, account):
	user, password = account()
	assert guess(guest, user, FREE) == [401] * FREE
	answer = guest.sign_in(user, password)
	assert answer.status_code == 429
	assert "โปรดลองใหม่อีกครั้งใน 1 นาที" in messages(answer)
	assert "Traceback" not in answer.text and not guest.session.cookies.get("user_id")


def test_whatever_the_name_is_spelt_like_it_is_one_account(guest, account):
	user, password = account()
	for spelt in (user.upper(), f"{user} ", user.title(), user, user.upper()):
		assert guest.sign_in(spelt, "not-the-password").status_code == 401
	assert guest.sign_in(user, password).status_code == 429


def test_a_locked_account_does_not_lock_the_office(at, account):
	locked, colleague = account(), account()
	office = at("203.0.113.50")
	guess(office, locked[0], FREE + 3)
	assert at("203.0.113.50").sign_in(*colleague).ok


def test_a_stranger_elsewhere_does_not_lock_the_account(at, account):
	user, password = account()
	guess(at("203.0.113.51"), user, FREE + 2)
	assert at("203.0.113.52").sign_in(user, password).ok


def test_guesses_from_many_addresses_lock_the_account(at, account, settings):
	settings(allow_consecutive_login_attempts=1)
	user, password = account()
	for n in range(10):
		at(f"203.0.113.60-{n}").sign_in(user, "not-the-password")
	assert at("203.0.113.61").sign_in(user, password).status_code == 429


def test_signing_in_forgets_the_failures(guest, account):
	user, password = account()
	for _ in range(3):
		guess(guest, user, FREE - 1)
		assert guest.sign_in(user, password).ok


@pytest.mark.parametrize(
	"path", ["/api/method/login?", "/?cmd=login&", "/login?cmd=login&", "/api/method/ping?cmd=login&"]
)
def test_nobody_signs_in_by_get(guest, account, path):
	user, password = account()
	answer = guest.ask("GET", f"{path}usr={user}&pwd={password}")
	assert answer.status_code == 405
	assert "รหัสผ่านต้องไม่อยู่ในที่อยู่เว็บ" in messages(answer), (answer.text, answer.request.headers)
	assert guest.ask("GET", "/api/method/frappe.auth.get_logged_user").status_code in (401, 403)


@pytest.mark.parametrize("usr", [["a"], {"a": 1}, 7, None])
def test_a_name_that_is_none_is_a_failed_sign_in(guest, usr):
	answer = guest.ask("POST", "/api/method/login", json={"usr": usr, "pwd": "x"})
	assert answer.status_code == 401, answer.text


def test_an_administrator_lets_somebody_in_again(guest, account):
	user, password = account()
	guess(guest, user, FREE)
	execute("con_center.sign_in.attempts.forgive", account=user)
	assert guest.sign_in(user, password).ok


def test_clearing_the_cache_forgives_nothing(guest, admin, account):
	"""Frappe clears all of it for a stranger who signs in without a name."""
	user, password = account()
	guess(guest, user, FREE)
	guest.ask("POST", "/api/method/login", data={"pwd": "x"})
	execute("frappe.clear_cache")
	assert guest.sign_in(user, password).status_code == 429


def test_a_form_of_a_page_gets_a_page(guest, account):
	user, password = account()
	guess(guest, user, FREE)
	answer = guest.ask(
		"POST", "/api/method/login", data={"usr": user, "pwd": password}, headers={"Accept": "text/html"}
	)
	assert answer.status_code == 429
	assert "<h1>" in answer.text and "Traceback" not in answer.text


# second factor


@pytest.fixture
def with_second_factor(admin):
	assert admin.ask("PUT", "/api/resource/Role/All", json={"two_factor_auth": 0}).ok
	execute("con_center.sign_in.second_factor.demand")
	yield
	execute("con_center.sign_in.second_factor.waive")


def test_who_signs_gives_a_code_and_who_does_not_does_not(guest, at, account, with_second_factor):
	signatory, officer = account("CON District Signatory"), account()
	assert at("203.0.113.70").sign_in(*officer).json()["message"] == "Logged In"
	uri = execute("con_center.sign_in.second_factor.enrol", user=signatory[0])
	answer = guest.sign_in(*signatory)
	asked = answer.json()
	assert answer.status_code == 200
	assert "message" not in asked and asked["verification"]["method"] == "OTP App"
	code = pyotp.TOTP(parse_qs(urlsplit(uri).query)["secret"][0]).now()
	answer = guest.ask("POST", "/api/method/login", data={"tmp_id": asked["tmp_id"], "otp": code})
	assert answer.json()["message"] == "Logged In"


def test_codes_are_guessed_as_little_as_passwords(guest, account, with_second_factor):
	"""Frappe forgets the failures each time that the password is given."""
	user, password = account("CON District Signatory")
	execute("con_center.sign_in.second_factor.enrol", user=user)
	for _ in range(FREE):
		tmp_id = guest.sign_in(user, password).json()["tmp_id"]
		answer = guest.ask("POST", "/api/method/login", data={"tmp_id": tmp_id, "otp": "000000"})
		assert answer.status_code == 401, answer.text
	assert guest.sign_in(user, password).status_code == 429


def test_a_code_with_a_password_does_not_lift_the_bound(guest, account, with_second_factor):
	"""Frappe counts nothing for the account where a code is sent along."""
	user, password = account("CON District Signatory")
	for _ in range(FREE):
		assert guest.sign_in(user, "not-the-password", otp="000000").status_code == 401
	assert guest.sign_in(user, password).status_code == 429


def test_saving_the_settings_does_not_ask_everybody_for_a_code(guest, account, with_second_factor, settings):
	settings(otp_issuer_name="ศอช.")
	assert guest.sign_in(*account()).json()["message"] == "Logged In"


def test_administrator_is_not_locked_out(guest, with_second_factor):
	assert guest.sign_in("Administrator", os.environ["ADMIN_PASSWORD"]).json()["message"] == "Logged In"


# forgotten passwords


def forget(site, user: str):
	return site.ask("POST", "/api/method/frappe.core.doctype.user.user.reset_password", data={"user": user})


def test_the_answer_to_who_forgot_does_not_tell_of_accounts(guest, account):
	answers = {
		(answer.status_code, messages(answer))
		for answer in (
			forget(guest, user) for user in (account()[0], "nobody@sign-in.example", "Administrator")
		)
	}
	assert len(answers) == 1
	assert "หากมีบัญชีชื่อนี้" in answers.pop()[1]


def test_forgetting_is_bounded_by_account_not_by_the_office(at):
	office = at("203.0.113.80")
	user = "forgetful@sign-in.example"
	assert [forget(office, user).ok for _ in range(4)] == [True, True, True, False]
	assert forget(office, "colleague@sign-in.example").ok


# sessions


def test_who_signs_has_a_shorter_session(at, account, settings):
	settings(session_expiry="12:00")
	signatory, officer = account("CON District Signatory"), account()
	for visitor, (user, password) in ((at("203.0.113.90"), signatory), (at("203.0.113.91"), officer)):
		assert visitor.sign_in(user, password).ok
	assert [idle_time(user) for user in (signatory[0], officer[0])] == ["00:30:00", "12:00:00"]


def idle_time(user: str) -> str:
	"""How long the user's last session may be idle, as Frappe keeps it."""
	query = "select sessiondata from tabSessions where user = %(user)s order by lastupdate desc limit 1"
	[[data]] = execute("frappe.db.sql", query=query, values={"user": user})
	# Frappe 15 keeps what Python prints, Frappe 16 JSON
	kept = read(data)
	return (kept if isinstance(kept, dict) else ast.literal_eval(data))["session_expiry"]


def test_the_session_is_for_this_site_and_not_for_scripts(guest, account):
	answer = guest.ask(
		"POST",
		"/api/method/login",
		data=dict(zip(("usr", "pwd"), account(), strict=True)),
		headers={"X-Forwarded-Proto": "https"},
	)
	cookie = next(each for each in answer.raw.headers.getlist("Set-Cookie") if each.startswith("sid="))
	assert "HttpOnly" in cookie and "Secure" in cookie and "SameSite=Lax" in cookie
