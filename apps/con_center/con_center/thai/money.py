"""Amounts of money in Thai words."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from num2words import num2words

from con_center.thai.digits import in_digits

LARGEST_AMOUNT = Decimal("1e15")


def as_satang(amount) -> Decimal:
	"""Return an amount in baht as a Decimal rounded to the satang (0.01 baht), halves away from zero.

	`amount` is a number or its text. Floats are read as they are printed (2.675 is 2.675), so 2.675 gives 2.68.
	Raises ValueError for anything that is no number, not finite, or as large as 10**15.
	"""
	if isinstance(amount, bool) or amount is None:
		raise ValueError(f"not an amount: {amount!r}")
	try:
		value = Decimal(str(amount).replace(",", "").strip())
	except InvalidOperation as error:
		raise ValueError(f"not an amount: {amount!r}") from error
	if not value.is_finite() or abs(value) >= LARGEST_AMOUNT:
		raise ValueError(f"not an amount below 10**15: {amount!r}")
	return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def baht_text(amount) -> str:
	"""Return an amount in baht in words: 1250.75 → "หนึ่งพันสองร้อยห้าสิบบาทเจ็ดสิบห้าสตางค์", 0 → "ศูนย์บาทถ้วน".

	Rounded to the satang (see `as_satang`); whole amounts end in ถ้วน, negative ones begin with ลบ.
	Raises ValueError as `as_satang`.
	"""
	value = as_satang(amount)
	sign = "ลบ" if value < 0 else ""
	value = abs(value)
	baht, satang = int(value), int(value % 1 * 100)
	words = f"{_words(baht)}บาท" if baht or not satang else ""
	return sign + words + (f"{_words(satang)}สตางค์" if satang else "ถ้วน")


def baht(amount, *, thai: bool = True) -> str:
	"""Return an amount with commas and two decimals, in Thai digits: 1250.75 → "๑,๒๕๐.๗๕"."""
	return in_digits(f"{as_satang(amount):,.2f}", thai)


def _words(number: int) -> str:
	return num2words(number, lang="th")
