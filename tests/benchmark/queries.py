"""The one SQL query that answers what a report is asked: written by hand, with no rights, names or totals.

Each takes %(year)s (B.E.), %(round)s, %(state)s (what a code begins with), the first and last day of the fiscal year.
"""

# for each district or province: the 25 numbers of the progress report, as rows of (part, code, number)
ROLL_UP = """
select {part} as part, concat('register_', c.level), count(*), sum(m.sitting_members)
from `tabCON Center` c join `tabCommittee` m on m.name = c.current_committee
where {center_place} c.status = 'Active' and c.register_updated_on between %(first)s and %(last)s
group by 1, c.level
union all
select {part}, concat(c.kind, c.level), count(*), sum(c.sitting_members)
from `tabCommittee` c
where {center_place} c.status = 'Current' and c.kind in ('Center Committee', 'Integrated Administration Committee')
	and exists (select 1 from `tabAppointment Order` o where o.committee = c.name and o.docstatus = 1
		and o.purpose in ('Certify Selection', 'Appoint', 'Amend', 'Yearly Review')
		and o.dated between %(first)s and %(last)s)
group by 1, c.level, c.kind
union all
select left(h.center, {length}), concat('meetings_', length(h.center)), count(*), 0
from (
	select b.center from `tabMeeting` c join `tabMeeting Committee` b on b.parent = c.name
	where {center_place} c.fiscal_year = %(year)s and c.kind != 'Forum' and b.kind = 'Center Committee'
		and c.workflow_state in ('Held', 'Minutes Draft', 'Minutes Corrected', 'Adopted')
	group by b.center having count(distinct c.name) >= 2) h
group by 1, length(h.center)
union all
select {part}, 'assessed', count(distinct c.area), 0 from `tabAssessment` c
where {center_place} c.fiscal_year = %(year)s and c.workflow_state in ('Scoring Complete', 'Confirmed')
group by 1
union all
select {part}, 'strong', count(distinct c.area), count(*) from `tabPlan Project` c
where {center_place} c.fiscal_year = %(year)s and c.strong_sub_district = 1
	and c.workflow_state in ('Agreed in Forum', 'Passed On', 'Funded', 'Not Funded', 'Done')
group by 1
"""

ASSESSMENT_RESULTS = """
select a.{part} as part, c.category, a.band, count(distinct a.name), avg(c.percent), avg(a.percent)
from `tabAssessment` a join `tabAssessment Category Result` c on c.parent = a.name
where {place} a.fiscal_year = %(year)s and a.round in (%(round)s - 1, %(round)s)
	and a.workflow_state in ('Scoring Complete', 'Confirmed')
group by 1, a.round, c.category, a.band
"""

MEETINGS_BY_AREA = """
select a.{part} as part, count(*), sum(coalesce(h.held, 0)), sum(coalesce(h.held, 0) >= 2)
from `tabCommittee` a left join (
	select b.center, count(*) as held from `tabMeeting` m join `tabMeeting Committee` b on b.parent = m.name
	where m.fiscal_year = %(year)s and m.kind != 'Forum' and b.kind = 'Center Committee' and m.{place_m} like %(like)s
		and m.workflow_state in ('Held', 'Minutes Draft', 'Minutes Corrected', 'Adopted')
	group by b.center) h on h.center = a.center
where {place} a.status = 'Current' and a.kind = 'Center Committee'
group by 1
"""

PLAN_AND_BUDGET = """
select p.part, count(*), avg(p.progress), sum(p.planned), sum(p.spent)
from (
	select a.{part} as part, a.progress_percent as progress,
		(select sum(l.amount) from `tabPlan Activity Budget` l where l.parent = a.name) as planned,
		(select sum(s.amount) from `tabActivity Progress` r join `tabActivity Spending` s on s.parent = r.name
			where r.plan = a.name and r.status = 'Recorded') as spent
	from `tabAction Plan` a where {place} a.fiscal_year = %(year)s and a.docstatus = 1) p
group by 1
"""

# of one letter with an item that is answered by hand and one by the assessments of a round: for each province the
# receivers, those who have received it, who have answered everything, who have not, and who is late with something
ANSWERS = """
select left(x.receiver_area, 2), count(*), sum(x.received_on is not null), sum(x.undone = 0), sum(x.undone > 0),
	sum(x.late > 0)
from (
	select r.receiver_area, r.received_on,
		sum(if(i.done_when = 'Free Answer', f.receiver_row is null, u.district is not null)) as undone,
		sum(if(i.done_when = 'Free Answer', f.receiver_row is null, u.district is not null) and i.due < %(today)s) as late
	from `tabLetter Receiver` r join `tabLetter Item` i on i.parent = r.parent
	left join (
		select distinct e.receiver_row, a.letter_item
		from `tabIncoming Letter` e join `tabIncoming Letter Item` a on a.parent = e.name
		where e.letter = %(letter)s and a.answered_on is not null) f
		on f.receiver_row = r.name and f.letter_item = i.name
	left join (
		select distinct left(s.name, 4) as district from `tabArea` s
		where s.level = 'Sub-district' and s.status = 'Active' and s.name not like '10%%'
			and s.name not in (select c.area from `tabCON Center` c where c.status = 'Closed')
			and s.name not in (select a.area from `tabAssessment` a
				where a.fiscal_year = %(year)s and a.round = %(round)s
					and a.workflow_state in ('Scoring Complete', 'Confirmed'))) u
		on u.district = r.receiver_area
	where r.parent = %(letter)s
	group by r.name) x
group by 1
"""

# people and their cases: the rows of `t` lie in {place}; each brings the numbers of a report before they are hidden.
# Lessons are found by the {words} that MariaDB is asked for

HOUSEHOLDS = """
select h.part, h.households, h.closed, h.unchecked, h.in_need, h.being_helped, h.improved, h.need_met, l.helped, l.times, l.value
from (
	select t.{part} as part, count(*) as households, sum(t.status = 'Closed') as closed,
		sum(t.status = 'Open' and coalesce(t.check_result, '') = 'Not Checked Yet') as unchecked,
		sum('In Need' in (t.state_health, t.state_living, t.state_education, t.state_income, t.state_services)) as in_need,
		sum('Being Helped' in (t.state_health, t.state_living, t.state_education, t.state_income, t.state_services))
			as being_helped,
		sum('Improved' in (t.state_health, t.state_living, t.state_education, t.state_income, t.state_services))
			as improved,
		sum('Need Met' in (t.state_health, t.state_living, t.state_education, t.state_income, t.state_services))
			as need_met
	from `tabTarget Household` t where {place} true group by 1) h
left join (
	select t.{part} as part, count(distinct t.household) as helped, count(*) as times, sum(t.value) as value
	from `tabHelp Log` t
	where {place} t.fiscal_year = %(year)s and t.status = 'Recorded' and t.kind = 'Help' group by 1) l on l.part = h.part
"""

DISPUTES = """
select t.{part} as part, count(*), sum(coalesce(t.outcome, '') = ''), sum(t.outcome = 'Agreed'), sum(t.outcome = 'Kept'),
	sum(t.outcome = 'Broken'), sum(t.outcome = 'Not Agreed'), sum(t.outcome = 'Referred'), sum(t.outcome = 'Withdrawn'),
	sum(t.ended_on is not null), sum(datediff(t.ended_on, t.received_on))
from `tabDispute Case` t where {place} t.received_on between %(first)s and %(last)s group by 1
"""

# members of committees who have come to no training on a subject
# asked of each member by an index: joined, MariaDB would compare all members with all who came
NEVER_TRAINED = """
select t.{part} as part, count(*), sum(exists (
	select 1 from `tabTraining Participant` p
	join `tabTraining Topic` s on s.parent = p.training and s.parenttype = 'Training' and s.subject = %(subject)s
	where p.province = t.province and p.first_name = m.first_name and p.last_name = m.last_name and p.came = 1))
from `tabCommittee` t join `tabCommittee Member` m on m.parent = t.name and m.parenttype = 'Committee'
where {place} t.status = 'Current' and m.status = 'Sitting' and m.first_name != '' group by 1
"""

COOPERATIONS = """
select t.name, count(distinct c.work_process), count(distinct c.partner), max(p.integrates = 'Sub-district'),
	max(p.integrates = 'District'),
	(select count(*) from `tabJoint Activity` j where j.center = t.name and j.fiscal_year = %(year)s
		and j.status = 'Recorded')
from `tabCON Center` t
left join `tabCooperation` c on c.center = t.name and c.workflow_state in %(confirmed)s and c.from_date <= %(last)s
	and (c.to_date is null or c.to_date >= %(first)s) and (c.ended_on is null or c.ended_on >= %(first)s)
left join `tabCooperation Process` p on p.name = c.work_process
where {place} t.status = 'Active' group by 1
"""

FIGURES = """
select t.{part} as part, t.indicator, sum(t.value), avg(t.value), count(*)
from `tabVillage Figure` t where {place} t.year = %(year)s group by 1, 2
"""

LESSONS = """
select name, lesson_title, subject, area, published_on, workflow_state, occasion from `tabLesson`
where docstatus < 2 and {words} order by modified desc limit 200
"""
