"""Tests that try everything in every combination take most of an hour; of these, a run may try a part.

SAMPLE=3 in the environment: a third of the combinations, another third each day. Without it, all are tried.
"""

import os
from datetime import date
from zlib import crc32


PARTS = int(os.environ.get("SAMPLE") or 1)


def is_tried(*combination: str) -> bool:
	"""Tell whether this run tries the combination: words that name it, the same in each run."""
	return (crc32("|".join(combination).encode()) + date.today().toordinal()) % PARTS == 0
