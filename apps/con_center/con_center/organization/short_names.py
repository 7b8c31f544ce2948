"""Names of areas as one says them at home: without the district and the province that everybody there knows."""

from functools import cached_property
from typing import Self

import frappe

from con_center.access.areas import COUNTRY
from con_center.access.posts import posts


class ShortNames:
	"""Names of areas for somebody whose own area is `home` (DOPA code, None for nobody's)."""

	def __init__(self, home: str | None):
		# somebody of a sub-district works in its district
		self.home = home[:4] if home and home != COUNTRY else None
		self._full: dict[str, str] = {}

	@classmethod
	def of_user(cls) -> Self:
		"""Return the names for the session user, at home where his widest post is."""
		return cls(min((post.area for post in posts()), key=lambda area: (len(area), area), default=None))

	def full(self, area: str) -> str:
		if area not in self._full:
			self._full[area] = frappe.get_cached_value("Area", area, "full_name") or area
		return self._full[area]

	@cached_property
	def endings(self) -> list[str]:
		"""Return what is left out at the end of a name, the longest first."""
		known = [self.home[:length] for length in (4, 2) if len(self.home or "") >= length]
		return [f" {self.full(area)}" for area in known]

	def short(self, area: str | None) -> str:
		"""340102 → "ต.หัวเรือ" for its own district, "ต.หัวเรือ อ.เมืองอุบลราชธานี" for its own province."""
		return self.without_area(self.full(area)) if area else ""

	def without_area(self, text: str | None) -> str:
		"""Return a text without the names of the own district and province."""
		text = text or ""
		for ending in self.endings:
			if ending in text:
				return " ".join(text.replace(ending, "").split())
		return text


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: what links and lists leave out of the names of areas (public/js/short_names.js)."""
	bootinfo.con_center_at_home = ShortNames.of_user().endings
