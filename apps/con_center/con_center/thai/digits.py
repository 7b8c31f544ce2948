"""Thai digits (๐๑๒๓๔๕๖๗๘๙, U+0E50–U+0E59) and Arabic ones."""

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def thai_digits(value) -> str:
	"""Return `value` as text with every Arabic digit replaced by the Thai one.

	`value` may be a number or text; `None` gives "". Everything but digits stays: "111/2551" → "๑๑๑/๒๕๕๑".
	"""
	return "" if value is None else str(value).translate(_TO_THAI)


def arabic_digits(value) -> str:
	"""Return `value` as text with every Thai digit replaced by the Arabic one; `None` gives ""."""
	return "" if value is None else str(value).translate(_TO_ARABIC)


def in_digits(value, thai: bool = True) -> str:
	"""Return `value` as text in Thai digits, or in Arabic digits where `thai` is false; `None` gives ""."""
	return thai_digits(value) if thai else arabic_digits(value)
