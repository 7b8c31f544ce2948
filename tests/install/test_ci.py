"""What CI adds to the tests."""

import pytest

from bootstrap.ci import judge_candidates
from bootstrap.project import SetupError

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
