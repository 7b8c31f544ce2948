"""The sample of criteria, and the ladders of approval."""

from con_center.approval import ladder
from con_center.assessments import sample
from con_center.assessments.workflow import LADDERS

SEEDS = {
	"assessment sample": sample.seed,
	"assessment workflows": lambda: ladder.seed_all(LADDERS),
}
