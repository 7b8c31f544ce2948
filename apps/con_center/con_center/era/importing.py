"""Dates in files that are imported: as they are typed, and of either era."""

import re

from frappe.utils import getdate

from con_center.seams import is_here
from con_center.thai import read_moment

# in a column of such dates the month comes first, as in no Thai office
MONTH_FIRST = re.compile(r"%m.*%d.*%[yY]")


def get_date(self, value, column):
	"""Return a moment for what the importer finds in a cell of a date, or the text that it cannot read."""
	if isinstance(value, str) and is_here() and not MONTH_FIRST.match(column.date_format or ""):
		try:
			return read_moment(value, getdate())
		except ValueError:
			pass
	return get_date.of_frappe(self, value, column)
