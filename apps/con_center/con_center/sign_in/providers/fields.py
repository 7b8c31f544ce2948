"""What a Social Login Key says besides, of the second factor: nothing, until an administrator does."""

from functools import partial

from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

from con_center.setup.seeding import custom_field

_field = partial(custom_field, "Organization")


def install() -> None:
	create_custom_fields(
		{
			"Social Login Key": [
				_field(
					"con_second_factor",
					"Always Demands a Second Factor",
					"Check",
					insert_after="user_id_property",
					description="For who signs or administers. By what the provider itself declares: note its document"
					" in a comment below. Not set: the provider has to say so in each token.",
				),
				_field(
					"con_second_factor_acr",
					"Levels (acr) With a Second Factor",
					"Small Text",
					insert_after="con_second_factor",
					description="One a line, as the provider's own document names them: note it in a comment below."
					" A token with amr mfa needs none.",
				),
			]
		}
	)
