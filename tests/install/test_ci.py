"""What CI adds to the tests."""

import os
import shlex
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


@pytest.mark.parametrize(
	"failing", [[], ["test machine"], ["test all", "test machine", "test upgrade", "benchmark --only day"]]
)
@pytest.mark.parametrize("newer", ["", "a/newer/frappe"])
def test_all_and_each_suite_by_name_are_run_at_night_and_a_failure_is_told(tmp_path, failing, newer):
	(tmp_path / ".ci").mkdir()
	script = shutil.copy(ROOT / ".ci/nightly", tmp_path / ".ci/nightly")
	make = tmp_path / "make"
	make.write_text(
		'#!/bin/sh\necho "$@"\nsuite=${2#ARGS=}\ncase "$1 ${suite:-all}" in '
		f"{'|'.join(shlex.quote(each) for each in failing) or '-'}) exit 2;; esac\n"
	)
	make.chmod(0o755)
	path = f"{tmp_path}:{os.environ['PATH']}"
	env = {"PATH": path, "UPGRADE_URL": newer}
	done = subprocess.run([script], capture_output=True, text=True, timeout=60, env=env)
	told = [line for line in done.stdout.splitlines() if line.startswith("failed: ")]
	asked = [line for line in done.stdout.splitlines() if line not in told]
	tests = [line.removeprefix("test ARGS=").split(" ")[0] for line in asked if line.startswith("test ")]
	assert sorted(tests) == sorted(["", *BY_NAME]) and "benchmark ARGS=--only day" in asked
	left_out = [] if newer else ["left out: to the next Frappe, UPGRADE_URL is not set"]
	assert sorted(told) == sorted(f"failed: {each}" for each in [*failing, *left_out] or ["none"])
	assert done.returncode == len(failing) + len(left_out)
