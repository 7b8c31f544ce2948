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
	# households, and what is noted of help that they got, over three fiscal years
	households: int
	helps: int
	disputes: int
	# who takes part in trainings of districts, and in a conference of the whole country
	participants: int
	conference: int
	lessons: int
	# villages whose figures of three years are known
	villages: int
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
		Size(
			"national",
			"",
			members=150_000,
			meetings=33_000,
			assessments=14_500,
			letters=100_000,
			prints=1000,
			households=500_000,
			helps=2_000_000,
			disputes=60_000,
			participants=210_000,
			conference=2145,
			lessons=50_000,
			villages=75_000,
			users=(10, 1000, 7000),
			rounds=60,
		),
		Size(
			"small",
			"34",
			members=4_500,
			meetings=1_000,
			assessments=430,
			letters=3_000,
			prints=6,
			households=14_000,
			helps=56_000,
			disputes=1_800,
			participants=6_000,
			conference=2145,
			lessons=1_500,
			villages=2_300,
			users=(10, 300),
			rounds=15,
		),
		# for the test of the benchmark itself: one district with its province
		Size(
			"district",
			"5001",
			members=160,
			meetings=40,
			assessments=8,
			letters=100,
			prints=2,
			households=70,
			helps=300,
			disputes=90,
			participants=60,
			conference=40,
			lessons=60,
			villages=30,
			users=(10, 14),
			rounds=1,
			province="50",
			district="5001",
			sub_district="500101",
		),
	)
}
