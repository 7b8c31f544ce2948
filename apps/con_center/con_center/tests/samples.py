"""What the modules' factories make for tests that walk all DocTypes."""

from con_center.setup.modules import parts

_FACTORIES = list(parts("factories"))
# a document of each scoped DocType in an area: {"sub_district": code, "district": code, "province": code}
SAMPLES = {doctype: make for part in _FACTORIES for doctype, make in getattr(part, "SAMPLES", {}).items()}
# governed DocType: (states, function of a state and a sub-district that makes a document which has come so far; where a step
# asks for more than a reason, function of the document that returns it)
IN_STATES = {doctype: made for part in _FACTORIES for doctype, made in getattr(part, "IN_STATES", {}).items()}


def forget() -> None:
	"""Let samples that are made once be made anew: those of another class of tests have been rolled back."""
	for part in _FACTORIES:
		for made_once in (each for each in vars(part).values() if hasattr(each, "cache_clear")):
			made_once.cache_clear()
