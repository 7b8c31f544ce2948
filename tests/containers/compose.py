"""What Compose makes of the containers' files."""

import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "containers"
EXAMPLE = FOLDER / ".env.example"


def tool(name: str) -> str:
	"""A program that config/requirements/test.txt brings."""
	return str(Path(sys.executable).parent / name)


def told(*argv: str | Path, **more) -> str:
	done = subprocess.run(argv, capture_output=True, text=True, check=False, **more)
	assert done.returncode == 0, f"{argv}: {done.stdout}\n{done.stderr}"
	return done.stdout


def composed(*files: str | Path, example: Path = EXAMPLE, **variables: str) -> dict:
	"""What Compose makes of its files, all profiles, with the variables of an example and these."""
	named = [word for file in files for word in ("-f", FOLDER / file)]
	argv = [tool("docker-compose"), "--env-file", example, *named, "--profile", "*"]
	env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **variables}
	return json.loads(told(*argv, "config", "--format", "json", env=env))
