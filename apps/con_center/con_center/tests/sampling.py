"""Tests that try everything in every combination take most of an hour; of these, a run may try a part.

SAMPLE=3 in the environment: a third of the combinations, another third each day. Without it, all are tried.
"""

import os
from datetime import date
from zlib import crc32

PARTS = int(os.environ.get("SAMPLE") or 1)


def is_tried(*combination: str, parts: int = PARTS, day: date | None = None) -> bool:
	"""Tell whether the run of a day, today's if none is given, tries the combination: words that name it in each run."""
	return (crc32("|".join(combination).encode()) + (day or date.today()).toordinal()) % parts == 0
