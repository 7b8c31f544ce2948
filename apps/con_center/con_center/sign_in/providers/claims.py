"""What a provider tells of who has signed in there: it is asked by this server, and nothing of it is logged.

Its answers come from its own address by TLS, which stands for the signature of a token that is fetched there (OpenID
Connect Core 1.0, 3.1.3.7, 6.); so that address has to be https. Within this machine it may be http.
"""

import hmac
from urllib.parse import urljoin, urlsplit

import frappe
import jwt
import requests
from frappe.utils.oauth import get_oauth2_flow, get_oauth2_providers, get_oauth_keys, get_redirect_uri

# to connect, and to be answered
SECONDS = (5, 10)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# clocks differ
LEEWAY = 60
# what a Social Login Key says in its Auth URL Data goes before it
ASKED = {"response_type": "code", "scope": "openid email"}


class ProviderAway(Exception):
	"""The provider does not answer."""


class ProviderRefused(Exception):
	"""The provider does not take the code, or its answer is not what OpenID Connect says."""


def authorize_url(provider: str, state: str, nonce: str) -> str:
	"""Return the address at the provider to which a browser is sent."""
	more = get_oauth2_providers()[provider].get("auth_url_data", {})
	told = {"redirect_uri": get_redirect_uri(provider), "state": state, "nonce": nonce}
	return get_oauth2_flow(provider).get_authorize_url(**{**ASKED, **more, **told})


def fetch(provider: str, code: str, nonce: str) -> dict:
	"""Return what the provider's token says of a person, and its userinfo where the key names an endpoint of it.

	Raises ProviderAway or ProviderRefused.
	"""
	keys, known = get_oauth_keys(provider), get_oauth2_providers()[provider]
	form = {"grant_type": "authorization_code", "code": code, "redirect_uri": get_redirect_uri(provider)}
	tokens = _ask(
		"POST",
		known["flow_params"]["access_token_url"],
		data=form,
		# in the header, as every provider has to take it (RFC 6749, 2.3.1)
		auth=(keys["client_id"], keys["client_secret"]),
	)
	told = _read(tokens.get("id_token"), keys["client_id"], nonce)
	# where none is named, Frappe 16 tells the provider's own address
	has_endpoint = frappe.db.get_value("Social Login Key", provider, "api_endpoint")
	info = _userinfo(known, tokens, told["sub"]) if has_endpoint else {}
	# an e-mail and the word on it come from one source; how somebody signed in stands in the token alone
	mail = told if "email" in told else info
	checked = {claim: mail.get(claim) for claim in ("email", "email_verified")}
	return {**info, "amr": None, "acr": None, **told, **checked}


def _userinfo(known: dict, tokens: dict, subject: str) -> dict:
	told = _ask(
		"GET",
		urljoin(known["flow_params"]["base_url"] or "", known["api_endpoint"]),
		params=known.get("api_endpoint_args"),
		headers={"Authorization": f"Bearer {tokens.get('access_token')}"},
	)
	if told.get("sub") != subject:
		raise ProviderRefused
	return told


def _read(token, client_id: str, nonce: str) -> dict:
	"""Return the claims of a token that is for this site, still good, and of this sign-in."""
	try:
		told = jwt.decode(
			token,
			options={
				"verify_signature": False,
				"verify_aud": True,
				"verify_exp": True,
				"require": ["aud", "exp", "sub"],
			},
			audience=client_id,
			leeway=LEEWAY,
		)
	except jwt.InvalidTokenError:
		raise ProviderRefused from None
	is_ours = told.get("azp", client_id) == client_id
	if not (is_ours and hmac.compare_digest(str(told.get("nonce")).encode(), nonce.encode())):
		raise ProviderRefused
	return told


def _ask(method: str, url: str, **values) -> dict:
	parts = urlsplit(url)
	if parts.scheme != "https" and parts.hostname not in LOOPBACK:
		raise ProviderRefused
	try:
		# it is not followed elsewhere with what is secret
		answer = requests.request(method, url, timeout=SECONDS, allow_redirects=False, **values)
	except requests.RequestException:
		raise ProviderAway from None
	if answer.status_code >= 500:
		raise ProviderAway
	try:
		told = answer.json()
	except ValueError:
		told = None
	if answer.status_code != 200 or not isinstance(told, dict):
		raise ProviderRefused
	return told
