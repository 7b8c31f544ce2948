"""Funds, accounts and shared benefits prove four indicators of the sample criteria, where those are still as seeded."""

from con_center.patches.measures_of_success import fill_sample


def execute():
	fill_sample()
