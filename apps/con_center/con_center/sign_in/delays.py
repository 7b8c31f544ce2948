"""How long whoever guesses waits: a pure rule."""

LONGEST = 3600


def delay_after(failures: int, free: int, first: int, longest: int = LONGEST) -> int:
	"""Return the seconds to wait after so many failures.

	None before the `free`-th, `first` after it, then twice as long each time. 0 free ones turn the rule off.
	"""
	if free <= 0 or failures < free:
		return 0
	return min(first * 2 ** min(failures - free, 30), longest)
