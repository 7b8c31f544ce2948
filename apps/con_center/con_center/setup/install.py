"""What an installation gets, each part once: what an admin has changed or removed since is his.

Each module names its parts in `seeds.py`, as SEEDS: {key: function}, in the order in which they need each other.
"""

from collections.abc import Callable

import frappe

from con_center import registry
from con_center.approval import meaning, seals
from con_center.issuing.doctype.issued_file import issued_file
from con_center.setup.modules import parts
from con_center.setup.seeding import fill_in_new_settings
from con_center.setup.workspaces import leave_to_administrators
from con_center.sign_in import second_factor

SEEDED = "con_center_seeded"


def after_install():
	seed_missing()
	# of a new site only: where people sign in already, an admin says when they are ready for it
	second_factor.demand()
	leave_to_administrators()
	seal()


def after_migrate():
	# before any part saves them, with nothing in its fields
	for name, doctype in registry.doctypes().items():
		if doctype.get("issingle"):
			fill_in_new_settings(name)
	seed_missing()
	leave_to_administrators()
	seal()


def seal():
	"""Seal what the system alone enters: the log of approvals, and the files of what was issued."""
	seals.install()
	seals.install(issued_file.SEALED)


def seed_missing():
	"""Seed every part that this site has not been given yet."""
	install_meanings()
	done = set(frappe.parse_json(frappe.db.get_global(SEEDED) or "[]"))
	for key, seed in all_seeds().items():
		if key not in done:
			seed()
			done.add(key)
			frappe.db.set_global(SEEDED, frappe.as_json(sorted(done), indent=None))


def install_meanings() -> None:
	"""Put the flags of Workflows into Frappe's DocTypes, with the meanings that the modules have of their own."""
	ladders = [ladder for part in parts("workflow") for ladder in part.LADDERS]
	own = dict.fromkeys(named for ladder in ladders for named in ladder.meanings.values())
	questions = dict.fromkeys(question for ladder in ladders for question in ladder.asks_for.values())
	meaning.install([named for named in own if named not in meaning.MEANINGS], questions)


def all_seeds() -> dict[str, Callable[[], None]]:
	"""Return the function of every part by its key, module after module."""
	return {key: seed for seeds in parts("seeds") for key, seed in seeds.SEEDS.items()}
