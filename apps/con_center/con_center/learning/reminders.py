"""Daily: some days before registration for a training ends, remind the offices that have registered nobody; once."""

from frappe import _
from frappe.utils import add_days, getdate, today

from con_center.access.posts import holders_in
from con_center.learning import registering
from con_center.notices import mark, tell, with_thai
from con_center.notices.days import reminder_due
from con_center.notices.kinds import REGISTERING
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.thai import thai_date


def remind() -> None:
	with_thai(_remind)


def _remind() -> None:
	day, before = getdate(today()), setting("registration_remind_days")
	near = registering.open_trainings(registration_until=("between", (day, add_days(day, before))))
	# a registration that is prolonged has its day anew
	due = [row for row in near if reminder_due(day, row.registration_until, row.reminded_on, [before], 0)]
	for row in due:
		for each in registering.awaited([row], {row.name: registering.areas_of(row.level, row.area)}):
			_remind_of(each)
	mark("Training", due)


def _remind_of(awaited: registering.Awaited) -> None:
	training = awaited.training
	users = {row.user for row in holders_in(registering.ROLES[training.level], awaited.areas)}
	said = _("Nobody of your area is registered for {0} yet: registration ends on {1}").format(
		training.training_title, thai_date(awaited.until, thai=False)
	)
	tell(REGISTERING, sorted(users), "Training", training.name, said)
