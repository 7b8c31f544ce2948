"""Frappe's System Settings, in two things ours."""

import frappe
from frappe.core.doctype.system_settings.system_settings import SystemSettings

from con_center import seams
from con_center.sign_in.second_factor import EVERYBODY


class CONSystemSettings(SystemSettings):
	def __new__(cls, *_args, **_values):
		# every sign-in reads these settings first, in a process that has answered nothing yet: before the hooks of requests
		seams.install()
		return super().__new__(cls)

	def validate(self):
		"""Saving demands the second factor of everybody in Frappe; here, of whom it was demanded before."""
		was_on = self.has_second_factor()
		of_all = frappe.db.get_value("Role", EVERYBODY, "two_factor_auth")
		super().validate()
		if was_on and self.enable_two_factor_auth:
			frappe.db.set_value("Role", EVERYBODY, "two_factor_auth", of_all)

	def has_second_factor(self) -> bool:
		return bool(int(frappe.db.get_single_value("System Settings", "enable_two_factor_auth") or 0))
