"""Numbers of people and houses that have no place in a text: 13 digits of a person, 11 of a house."""

import re

from con_center.thai.digits import arabic_digits

# as it is on a card (1-2345-67890-12-3), with spaces, or in one; no part of a longer number
PERSONAL = re.compile(r"(?<!\d)\d(?:[ .\-–]?\d){12}(?![ .\-–]?\d)")
# as it is in the register of houses (3401-012345-6), or in one; no telephone number of +66
HOUSE = re.compile(r"(?<![\d+])\d{4}-?\d{6}-?\d(?!\d)")


def holds_personal_number(text) -> bool:
	"""Tell whether a text holds a number of 13 digits, in Thai or Arabic digits."""
	return bool(PERSONAL.search(arabic_digits(str(text or ""))))


def holds_house_code(text) -> bool:
	"""Tell whether a text holds a code of a house, 11 digits, in Thai or Arabic digits."""
	return bool(HOUSE.search(arabic_digits(str(text or ""))))
