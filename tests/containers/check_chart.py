"""Renders Frappe's Helm chart with the containers' values, and looks at what comes of it. By hand: the chart is not here.

	git clone https://github.com/frappe/helm
	python3 -m venv chart && chart/bin/pip install -r config/requirements/chart.txt
	chart/bin/python tests/containers/check_chart.py helm/erpnext

It is rendered by gotpl, which stands for Helm's engine; what is rendered is held against Kubernetes' own schemas, keys of
the values against the chart's. Ends with 1, and with what it has found, if that is anything.
"""

import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import kubernetes_validate
import yaml
from gotpl.exts.helm import HelmTemplateEngine

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "containers"
KUBERNETES = "1.33"
RELEASE = "con-center"
# what the chart names in remarks, or leaves to whoever uses it
FREE = {
	"dbHost",
	"dbPort",
	"dbRootUser",
	"dbExistingSecret",
	"dbExistingSecretPasswordKey",
	"persistence.worker.storageClass",
	"ingress.className",
}
# below these, it passes on whatever it is given
PASSED_ON = re.compile(
	r"(.+\.)?(resources|envVars|annotations|readinessProbe|securityContext|podSecurityContext|containers|volumes)(\..+)?"
)


def main(chart: Path) -> int:
	usual, ours = read(chart / "values.yaml"), read(FOLDER / "values.yaml")
	with_site = merged(ours, read(FOLDER / "values-create-site.yaml"))
	found = [*unknown(usual, with_site), *subcharts(chart, with_site)]
	rendered = list(render(chart, merged(usual, with_site)))
	rendered.append(("backup-cronjob.yaml", read(FOLDER / "backup-cronjob.yaml")))
	for name, document in rendered:
		found += [f"{name}: {fault}" for fault in faults(document)]
	for line in found:
		print(line)
	kinds = sorted(f"{document['kind']} {document['metadata']['name']}" for _name, document in rendered)
	print(f"{len(rendered)} documents of {chart}, {len(found)} faults\n" + "\n".join(kinds))
	return 1 if found else 0


def read(file: Path) -> dict:
	return yaml.safe_load(file.read_text())


def merged(usual: dict, given: dict) -> dict:
	"""As Helm does: what is given wins, and null takes a key away."""
	both = {key: value for key, value in usual.items() if given.get(key, ...) is not None}
	for key, value in given.items():
		if isinstance(value, dict):
			below = both.get(key)
			both[key] = merged(below if isinstance(below, dict) else {}, value)
		elif value is not None:
			both[key] = value
	return both


def unknown(usual: dict, given: dict, path: str = "") -> Iterator[str]:
	"""Keys of ours that the chart's own values do not have: it would not read them."""
	for key, value in given.items():
		here = f"{path}{key}"
		if here in FREE or PASSED_ON.fullmatch(here):
			continue
		if path.startswith("valkey-") and "." in path:
			continue
		if key not in usual:
			if not here.startswith("valkey-"):
				yield f"values: the chart knows no {here}"
		elif isinstance(value, dict) and isinstance(usual[key], dict):
			yield from unknown(usual[key], value, f"{here}.")


def subcharts(chart: Path, values: dict) -> Iterator[str]:
	"""What the schema of Valkey's chart says of our values for it."""
	archive = next((chart / "charts").glob("valkey-*.tgz"))
	with tarfile.open(archive) as packed:
		schema = json.load(packed.extractfile("valkey/values.schema.json"))
		usual = yaml.safe_load(packed.extractfile("valkey/values.yaml"))
	for name in ("valkey-cache", "valkey-queue"):
		given = {key: value for key, value in values[name].items() if key != "enabled"}
		yield from (f"{name}: no key {key}" for key in given if key not in usual)
		for error in jsonschema.Draft202012Validator(schema).iter_errors(merged(usual, given)):
			yield f"{name}: {error.json_path}: {error.message}"


def render(chart: Path, values: dict) -> Iterator[tuple[str, dict]]:
	told = read(chart / "Chart.yaml")
	version = f"v{KUBERNETES}.0"
	context = {
		"Values": values,
		"Release": {
			"Name": RELEASE,
			"Namespace": "default",
			"Service": "Helm",
			"IsInstall": True,
			"Revision": 1,
		},
		"Chart": {"Name": told["name"], "Version": told["version"], "AppVersion": told["appVersion"]},
		"Capabilities": {"KubeVersion": {"GitVersion": version, "Version": version}, "APIVersions": []},
	}
	sources = {file.name: file.read_text() for file in sorted((chart / "templates").glob("*.*"))}
	engine = HelmTemplateEngine.from_sources(sources)
	wanted = {name: context for name in sources if name.endswith(".yaml")}
	for name, text in engine.render(wanted).items():
		yield from ((name, document) for document in yaml.safe_load_all(text) if document)


def faults(document: dict) -> Iterator[str]:
	"""What Kubernetes refuses, or what is less than we ask of every pod."""
	try:
		kubernetes_validate.validate(document, KUBERNETES, strict=True)
	except kubernetes_validate.ValidationError as error:
		yield f"{error.path}: {error.message}"
	for pod in pods(document):
		for container in [*pod.get("containers", []), *pod.get("initContainers", [])]:
			name = container["name"]
			for probe in ("livenessProbe", "readinessProbe"):
				kinds = {"exec", "httpGet", "tcpSocket", "grpc"} & set(container.get(probe) or {})
				if probe in container and len(kinds) != 1:
					yield f"{name}: {probe} of {len(kinds)} kinds"
			if (security := container.get("securityContext")) is not None:
				if security.get("capabilities") != {"drop": ["ALL"]} or not security.get("runAsNonRoot"):
					yield f"{name}: may do more than it has to: {security}"
			elif name != "configure":
				yield f"{name}: has no bounds to what it may do"
			for each in container.get("env", []):
				if re.search("passw|secret", each["name"], re.IGNORECASE) and "value" in each:
					if not each["name"].endswith("_FILE"):
						yield f"{name}: {each['name']} stands in the values"


def pods(content) -> Iterator[dict]:
	if isinstance(content, dict):
		if isinstance(content.get("containers"), list):
			yield content
		for value in content.values():
			yield from pods(value)


if __name__ == "__main__":
	sys.exit(main(Path(sys.argv[1])))
