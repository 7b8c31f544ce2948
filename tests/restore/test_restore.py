"""What is backed up comes back: on another machine, by Frappe's own commands, with no right but a new site's own."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from .bench import SITES, Backup, Site
from .server import running

ORIGIN = Site(os.environ["SITE"])
LOG = "tabApproval Log"
# what docs/operations.md says about backups that are older than the seals
SED = r"sed '/^\/\*!50003 CREATE\*\/ .*trigger `approval_log_no_/I,/^\*\/;;$/d'"


@pytest.fixture(scope="module")
def server():
	with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as started:
		yield started


@pytest.fixture(scope="module")
def bare(server) -> Site:
	"""A new site of the other machine: nothing but Frappe."""
	site = Site("restored.localhost", server)
	site.make()
	yield site
	site.remove()


@pytest.fixture(scope="module")
def before(bare) -> dict:
	"""What the bare site has."""
	return {name: bare.inside(name) for name in ("rows", "dangling", "called")}


@pytest.fixture(scope="module")
def made():
	yield ORIGIN.inside("fill") | {"people": json.dumps(ORIGIN.inside("fill_people"))}
	ORIGIN.inside("unfill")


@pytest.fixture(scope="module")
def original(made) -> dict:
	"""The site that is backed up, as it is then."""
	backup = ORIGIN.backup("--with-files")
	return {
		"backup": backup,
		"contents": ORIGIN.inside("contents"),
		"log": ORIGIN.inside("verified"),
		"issued": ORIGIN.inside("issued", made["order"]),
		**{name: ORIGIN.inside(name) for name in ("numbers", "settings", "users")},
		"told": ORIGIN.inside("people", made["people"]),
		**made,
	}


@pytest.fixture(scope="module")
def restored(bare, before, original) -> Site:
	bare.restore(original["backup"])
	return bare


class TestAFullBackup:
	def test_the_other_machine_gives_the_least_rights(self, restored, server):
		user = restored.config["db_name"]
		grants = server.ask(
			f"show grants for '{user}'@'127.0.0.1'; select @@log_bin, @@log_bin_trust_function_creators"
		)
		assert "ALL PRIVILEGES" not in grants and "SUPER" not in grants
		assert grants.split()[-2:] == ["1", "0"]

	def test_every_table_is_as_it_was(self, restored, original):
		assert restored.inside("contents") == original["contents"]

	def test_so_are_users(self, restored, original):
		assert restored.inside("users") == original["users"]

	def test_so_are_settings(self, restored, original):
		now, before = (
			{tuple(row) for row in each} for each in (restored.inside("settings"), original["settings"])
		)
		assert sorted(now ^ before, key=str) == []

	@pytest.mark.parametrize(
		"kind", ["Official Letter", "Incoming Letter", "Substitution", "Document Number"]
	)
	def test_letters_and_who_stands_for_whom_are_among_them(self, restored, kind):
		assert restored.inside("rows")[f"tab{kind}"] > 0

	def test_the_log_is_whole_entry_by_entry(self, restored, original):
		log = restored.inside("verified")
		assert log == original["log"]
		assert log["entries"] >= 6 and log["sealed"]
		assert (log["broken"], log["lost"], log["wrong"]) == ([], 0, [])
		assert restored.inside("content_unchanged", original["order"])

	def test_the_log_is_as_closed_as_before(self, restored):
		before = restored.inside("verified")
		answers = restored.inside("attack")
		assert len(answers) == 9 and "done" not in answers, answers
		assert sum("only grows" in answer for answer in answers) >= 6, answers
		assert restored.inside("verified") == before

	def test_files(self, restored, original):
		texts = [f"แนบ {original['order']} {is_private}" for is_private in (0, 1)]
		assert restored.inside("texts_of_files", original["order"]) == texts

	def test_issued_files_are_handed_out_as_they_were_made(self, restored, original):
		issued = restored.inside("issued", original["order"])
		assert issued == original["issued"]
		assert (issued["damaged"], issued["lost"], issued["sealed"]) == ([], 0, True)
		assert "done" not in restored.inside("attack_issued")

	def test_who_may_log_in(self, restored):
		assert restored.inside("can_log_in", os.environ["ADMIN_PASSWORD"]) == "Administrator"

	def test_secrets_come_with_the_key_of_the_old_site(self, restored, original):
		assert restored.inside("people", original["people"]) == {**original["told"], "found": None}
		take_key(restored, original)
		assert restored.inside("secret") == "ลับมาก"

	def test_so_do_people_and_money_and_a_house_is_found_by_its_code(self, restored, original):
		take_key(restored, original)
		told = restored.inside("people", original["people"])
		assert told == original["told"]
		assert told["found"] and told["photo"] and told["money"] == 1234.5

	def test_names_that_had_gone_and_came_back_go_by_the_next_job(self, restored, original):
		restored.inside("let_names_go")
		told = restored.inside("people", original["people"])
		assert told["head"] != original["told"]["head"] and not told["found"] and not told["photo"]
		assert (told["money"], told["parties"]) == (1234.5, original["told"]["parties"])

	def test_work_goes_on_with_the_next_number(self, restored, original):
		assert restored.inside("numbers") == original["numbers"]
		assert restored.inside("decide", original["waiting"]) == 3
		before, after = restored.inside("next_number")
		assert before and before == {name: original["numbers"][name] for name in before}
		assert max(after[name] - before[name] for name in before) == 1

	def test_an_update_changes_nothing_of_it(self, restored):
		before = restored.inside("verified")
		restored.command("execute", "con_center.setup.install.after_migrate")
		assert restored.inside("verified") == before


def take_key(restored: Site, original: dict) -> None:
	restored.command("set-config", "--", "encryption_key", original["backup"].config["encryption_key"])


class TestAPartialBackup:
	def test_of_the_log_alone(self, restored):
		before = restored.inside("verified")
		restored.command("partial-restore", restored.backup("--only", "Approval Log").database)
		assert restored.inside("verified") == before
		assert "done" not in restored.inside("attack")

	def test_of_all_but_the_log(self, restored):
		before = restored.inside("verified")
		restored.command("partial-restore", restored.backup("--exclude", "Approval Log").database)
		assert restored.inside("verified") == before

	def test_what_was_decided_since_is_missed(self, restored):
		backup = restored.backup("--only", "Approval Log")
		made = restored.inside("fill")
		restored.command("partial-restore", backup.database)
		log = restored.inside("verified")
		assert (log["lost"], log["broken"]) == (made["decided"], []), made


class TestBackupsOlderThanTheSeals:
	@pytest.fixture(scope="class")
	def older(self, restored, server) -> Backup:
		"""A backup of the site as it was kept by triggers, of a user that is not there any more."""
		restored.inside("use_triggers")
		database = restored.config["db_name"]
		for event in ("update", "delete"):
			server.ask(
				f"use `{database}`; create definer = 'con_old'@'localhost' trigger `approval_log_no_{event}`"
				f" before {event} on `{LOG}` for each row signal sqlstate '45000' set message_text = 'only grows'"
			)
		return restored.backup()

	def test_the_patch_puts_seals_in_the_place_of_triggers(self, restored, older):
		entries = restored.inside("rows")[LOG]
		assert len(restored.inside("triggers")) == 2
		restored.command("execute", "con_center.patches.seals_for_triggers.execute")
		log = restored.inside("verified")
		assert (log["entries"], log["broken"], log["lost"], log["sealed"]) == (entries, [], 0, True)
		assert restored.inside("triggers") == []
		assert "done" not in restored.inside("attack")

	def test_they_come_back_without_their_triggers(self, restored, older):
		mended = older.database.with_name("mended-database.sql.gz")
		subprocess.run(f"zcat {older.database} | {SED} | gzip > {mended}", shell=True, check=True)
		restored.restore(Backup(mended))
		restored.command("execute", "con_center.setup.install.after_migrate")
		log = restored.inside("verified")
		assert (log["broken"], log["lost"], log["sealed"]) == ([], 0, True)
		assert "done" not in restored.inside("attack")

	def test_the_guide_says_so(self):
		assert SED in (SITES.parent / "docs" / "operations.md").read_text()


# what an app brings into Frappe's own tables: a bare site has as many
BROUGHT = (
	"Custom DocPerm",
	"Custom Field",
	"Custom Role",
	"Dashboard Chart",
	"Dashboard Chart Source",
	"DocType",
	"File",
	"Module Def",
	"Number Card",
	"Page",
	"Print Format",
	"Property Setter",
	"Report",
	"Role",
	"Scheduled Job Type",
	"Tag Link",
	"ToDo",
	"Workflow",
	"Workflow Action Master",
	"Workflow Document State",
	"Workflow State",
	"Workflow Transition",
	"Workspace",
)
NOTES = {"Activity Log", "Deleted Document", "Error Log", "Version"}


class TestUninstalling:
	@pytest.fixture(scope="class")
	def uninstalled(self, restored) -> Site:
		restored.command("uninstall-app", "con_center", "--yes")
		return restored

	def test_a_dry_run_changes_nothing(self, restored):
		assert restored.inside("called") == "CON Center"
		before = restored.inside("rows")
		restored.command("uninstall-app", "con_center", "--dry-run")
		assert restored.inside("rows") == before
		assert "done" not in restored.inside("attack")

	def test_nothing_refers_to_what_is_gone(self, uninstalled, before):
		assert uninstalled.inside("dangling") == before["dangling"]

	def test_nothing_that_it_brought_is_left(self, uninstalled, before):
		rows = uninstalled.inside("rows")
		tables = [f"tab{doctype}" for doctype in BROUGHT]
		assert {t: rows[t] for t in tables} == {t: before["rows"][t] for t in tables}
		assert set(rows) == set(before["rows"])

	def test_the_app_is_named_nowhere(self, uninstalled, before):
		assert uninstalled.inside("called") == before["called"]
		named = {table.removeprefix("tab") for table, _column in uninstalled.inside("traces")}
		assert named <= NOTES

	def test_its_files_are_gone_and_kept_in_a_backup(self, uninstalled):
		folder = uninstalled.folder
		assert not list(folder.glob("p*/files/attached-*"))
		assert not list(folder.glob("private/files/official-appointment-*"))
		assert list((folder / "private" / "backups").glob("*-private-files.tar"))

	def test_it_can_be_installed_again(self, uninstalled):
		uninstalled.command("install-app", "con_center")
		made = uninstalled.inside("fill")
		log = uninstalled.inside("verified")
		assert (log["entries"], log["broken"], log["lost"], log["sealed"]) == (made["decided"], [], 0, True)


def test_reinstalling_begins_anew(bare):
	bare.command("reinstall", "--yes", *bare.root, "--admin-password", "new")
	log = bare.inside("verified")
	assert (log["entries"], log["lost"], log["sealed"]) == (0, 0, True)
	bare.inside("fill")
	assert "done" not in bare.inside("attack")
