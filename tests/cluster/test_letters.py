"""A host of workers loses power while it sends letters out: each receiver gets each of them, and gets it once."""

import json
import time

from bootstrap.processes import wait_for
from tests.served import on_site

from .deciding import BEGIN_ANEW

LETTERS, BY_MAIL = 6, "saraban@foundation.example"
ACCOUNT = {
	"doctype": "Email Account",
	"name": "Cluster",
	"email_id": "office@con-center.example",
	"enable_outgoing": 1,
	"default_outgoing": 1,
	"smtp_server": "127.0.0.1",
	"no_smtp_authentication": 1,
}
# written past the checks of an Email Account: nobody takes mails here, they stay in the queue
SEND = (
	"from con_center.correspondence.factories import make_letter_in; "
	"account = frappe.get_doc({account}); frappe.db.exists(account.doctype, account.name) or account.db_insert(); "
	"areas = frappe.get_all('Area', {{'name': ('like', '34__')}}, pluck='name'); "
	"rows = [{{'receiver_area': area}} for area in areas] + [{{'receiver_name': 'มูลนิธิ', 'way': 'E-mail', 'email': {mail!r}}}]; "
	"[make_letter_in('Letter Sent', subject={mark!r}, circular=1, receivers=[dict(row) for row in rows]) for _each in range({count})]"
)


def test_letters_are_sent_once(cluster):
	database = cluster.config["db_name"]
	host = cluster.workers[0]
	mark = f"letters {time.time_ns()}"

	def asked(what: str) -> list[list[str]]:
		rows = cluster.writer().ask(f"use `{database}`; {what}").splitlines()
		return [row.split("\t") for row in rows]

	letters = f"(select name from `tabOfficial Letter` where subject = '{mark}')"
	entries = f"(select name from `tabIncoming Letter` where letter in {letters})"
	waiting = f"select name from `tabOfficial Letter` where subject = '{mark}' and sent_out_on is null"
	on_site(SEND.format(account=json.dumps(ACCOUNT), mail=BY_MAIL, mark=mark, count=LETTERS))
	# what its worker is about is the last line of the log
	assert wait_for(lambda: "delivery.send_out" in cluster.last_words(f"{host.name}-worker").splitlines()[-1])
	host.kill()
	# the other host sends the rest
	assert wait_for(lambda: len(asked(waiting)) <= 1, 60), asked(waiting)
	time.sleep(5)
	[[cut_off]] = asked(waiting)
	host.start()
	assert wait_for(lambda: host.pids("con_center.worker"), 60)
	on_site(BEGIN_ANEW)
	assert wait_for(lambda: not asked(waiting), 60), asked(waiting)
	# what the jobs have queued themselves
	time.sleep(10)
	print(f"\n{LETTERS} letters sent out; begun anew: {cut_off}", flush=True)

	[[receivers]] = asked("select count(*) from tabArea where name like '34__'")
	sent = asked(f"select count(*) from `tabIncoming Letter` where letter in {letters} group by letter")
	assert sent == [[receivers]] * LETTERS
	for what in (
		f"select count(*) from tabFile where attached_to_doctype = 'Incoming Letter' and attached_to_name in {entries} "
		"group by attached_to_name",
		f"select count(*) from `tabEmail Queue` where reference_name in {letters} group by reference_name",
		f"select count(*) from `tabNotification Log` where document_name in {entries} group by document_name, for_user",
	):
		counts = asked(what)
		assert counts and set(map(tuple, counts)) == {("1",)}, (what, counts)
