"""Git, without touching the user's configuration and never asking for a password."""

import os
from pathlib import Path

from bootstrap.console import Log
from bootstrap.processes import run

IDENTITY = "CON Center bootstrap"


def environment() -> dict[str, str]:
	"""The user's environment, without variables that point git at another repository."""
	env = {key: value for key, value in os.environ.items() if key not in LOCAL_VARIABLES}
	return {**env, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


LOCAL_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")


def git(*words: str | Path, cwd: Path, log: Log | None = None, seconds: float = 600) -> str:
	"""Runs git in a folder and returns what it printed."""
	return run(["git", *words], cwd=cwd, env=environment(), log=log, seconds=seconds).strip()


def commit_all(folder: Path, message: str, log: Log | None = None) -> str:
	"""Makes a folder a repository with one commit of all its files; the same files give the same commit id."""
	fixed = {
		"GIT_AUTHOR_NAME": IDENTITY,
		"GIT_AUTHOR_EMAIL": "",
		"GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z",
		"GIT_COMMITTER_NAME": IDENTITY,
		"GIT_COMMITTER_EMAIL": "",
		"GIT_COMMITTER_DATE": "2000-01-01T00:00:00Z",
		"GIT_CONFIG_GLOBAL": os.devnull,
		"GIT_CONFIG_SYSTEM": os.devnull,
	}
	env = {**environment(), **fixed}
	for words in (
		["init", "-q", "--template=", "-b", "main"],
		["add", "-A", "-f"],
		["commit", "-q", "--no-verify", "-m", message],
	):
		run(["git", *words], cwd=folder, env=env, log=log)
	return run(["git", "rev-parse", "HEAD"], cwd=folder, env=env, log=log).strip()
