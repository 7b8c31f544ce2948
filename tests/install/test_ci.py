"""What CI adds to the tests."""

import os
import shutil
import subprocess

import pytest

from bootstrap.ci import judge_candidates
from bootstrap.project import SetupError
from bootstrap.suites import BY_NAME
from tests.install.conftest import ROOT

CANDIDATE = {"rule_id": "FR-1", "file": "a.py", "function": "f", "line": 3, "evidence": "look"}
ACCEPTED = {"rule": "FR-1", "file": "a.py", "function": "f", "reason": "checked: only reads"}


def test_a_candidate_with_a_reason_passes():
	judge_candidates([CANDIDATE], [ACCEPTED])


@pytest.mark.parametrize("accepted", [[], [{**ACCEPTED, "reason": ""}], [{**ACCEPTED, "function": "g"}]])
def test_a_candidate_that_nobody_looked_at_fails(accepted):
	with pytest.raises(SetupError, match=r"a\.py:3 f: look"):
		judge_candidates([CANDIDATE], accepted)


def test_a_reason_for_nothing_fails():
	with pytest.raises(SetupError, match="no longer found"):
		judge_candidates([], [ACCEPTED])


@pytest.mark.parametrize("failing", ["", "cluster", "all|cluster|machine|upgrade"])
def test_all_and_each_suite_by_name_are_run_at_night_and_a_failure_is_told(tmp_path, failing):
	(tmp_path / ".ci").mkdir()
	script = shutil.copy(ROOT / ".ci/nightly", tmp_path / ".ci/nightly")
	make = tmp_path / "make"
	make.write_text(
		f'#!/bin/sh\necho "$@"\nsuite=${{2#ARGS=}}\ncase "${{suite:-all}}" in {failing or "-"}) exit 2;; esac\n'
	)
	make.chmod(0o755)
	path = f"{tmp_path}:{os.environ['PATH']}"
	done = subprocess.run([script], capture_output=True, text=True, timeout=60, env={"PATH": path})
	*lines, last = done.stdout.splitlines()
	assert {line.removeprefix("test ARGS=") for line in lines} == {"", *BY_NAME}
	failed = list(filter(None, failing.split("|")))
	assert (last, done.returncode) == (f"failed: {' '.join(failed) or 'none'}", len(failed))
