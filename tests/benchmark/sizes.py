"""How much is filled in, and how often it is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
	name: str
	# code of the area that is filled, with all that lies in it and around it; "" is the whole country but Bangkok
	within: str
	members: int
	meetings: int
	assessments: int
	# official letters, and as many that come in
	letters: int
	# how many of them two workers print
	prints: int
	# numbers of officers with which a workflow step is measured, the largest last
	users: tuple[int, ...]
	# how often each variant is measured
	rounds: int
	# the province, district and sub-district whose officers are measured
	province: str = "34"
	district: str = "3401"
	sub_district: str = "340101"


SIZES = {
	size.name: size
	for size in (
		Size("national", "", 150_000, 33_000, 14_500, 100_000, 1000, (10, 1000, 7000), 60),
		Size("small", "34", 4_500, 1_000, 430, 3_000, 6, (10, 300), 15),
		# for the test of the benchmark itself: one district with its province
		Size("district", "5001", 160, 40, 8, 100, 2, (10, 14), 1, "50", "5001", "500101"),
	)
}
