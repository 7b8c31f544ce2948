"""Everything that can be measured, by the name by which it is asked for (`--only`)."""

from . import day, measures, people

GROUPS = {
	"users": measures.flatness,
	"lists": measures.lists,
	"forms": measures.forms,
	"steps": measures.steps,
	"reports": measures.reports,
	"letters": measures.letters,
	"cases": people.cases,
	"learning": people.learning,
	"community": people.community,
	"success": people.success,
	"prints": measures.prints,
	"today": measures.today,
	"dashboards": measures.dashboards,
	"requests": measures.requests,
}
# only where they are asked for: they begin servers of their own, and take long
ALONE = {"day": day.day, "bare": day.against_bare}
