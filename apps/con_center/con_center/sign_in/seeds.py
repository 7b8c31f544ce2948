"""What an installation sets of signing in."""

from con_center.setup.seeding import UNCONFIRMED, fill_settings
from con_center.sign_in import settings
from con_center.sign_in.providers import accounts, fields

SIGN_IN_SETTINGS = {"signatory_idle_minutes": 30, "sign_in_provenance": UNCONFIRMED}

SEEDS = {
	"sign-in": settings.seed,
	"name of the system": settings.seed_name,
	"sign-in of signatories": lambda: fill_settings(SIGN_IN_SETTINGS),
	"sign-in by providers": fields.install,
	"subjects of providers": accounts.hide_those_of_before,
}
