"""The arithmetic of docs/scale.md: what a peak needs, by hand and by scale.py."""

import pytest

from tests.benchmark import scale


def test_cores_are_the_busy_seconds_over_the_time_that_may_be_used():
	assert scale.cores({"a": 3600, "b": 10}, {"a": 0.7, "b": 252}, 1) == pytest.approx(2.0)
	assert scale.cores({"a": 3600}, {"a": 0.7}, 1, share=0.5) == pytest.approx(0.5)


def test_everybody_sends_once_and_each_district_signs():
	counts = scale.last_day()
	assert (counts["send"], counts["sign"], counts["export"], counts["print"]) == (8133, 878, 20, 50)


def test_a_step_that_was_not_measured_is_told():
	lines = [{"group": "day step", "what": "form", "processor_ms": 20.0}]
	assert scale.seconds_of(lines) == {"form": 0.02}
	assert "| send | 8,133 | not measured | – |" in scale.peak_table(scale.last_day(), {"form": 0.02})
	assert "not measured" in scale.cores_table(scale.last_day(), {"form": 0.02})[-1]
