"""Which source of Frappe is used, in which order, and what is refused. Git repositories here are real, and local."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bootstrap.bench import Bench
from bootstrap.processes import CommandFailed
from bootstrap.project import SetupError
from bootstrap.sources import Sources, settle

TAG = "v15.55.1"


class FakeCopy:
	"""Stands for the registry copy: a repository that is there."""

	def __init__(self, repository):
		self.repository_made = repository

	def repository(self):
		return self.repository_made.folder, self.repository_made.git("rev-parse", "HEAD")


@pytest.fixture
def upstream(frappe_repository, project):
	"""The pinned release, at a URL that can be reached."""
	commit = frappe_repository.tag(TAG)
	project.sources["upstream"].update(url=str(frappe_repository.folder), commit=commit, tag=TAG)
	return frappe_repository


@pytest.fixture
def unreachable(upstream, project):
	project.sources["upstream"]["url"] = str(project.root / "nowhere.git")
	return upstream


@pytest.fixture
def sources(project, frappe_repository):
	return Sources(project, FakeCopy(frappe_repository))


def test_a_url_comes_first(upstream, sources):
	sources.find()
	source = sources.find(url=str(upstream.folder))
	assert (source.kind, source.origin, source.commit) == ("git", "FRAPPE_URL", sources.pin["commit"])


def test_then_the_clone_of_an_earlier_set_up(unreachable, sources):
	sources.find(url=str(unreachable.folder))
	source = sources.find()
	assert (source.origin, source.commit) == ("cached clone", sources.pin["commit"])


def test_then_upstream(upstream, sources):
	assert sources.find().origin == "upstream"
	assert sources.find().origin == "cached clone"


def test_then_the_registry_copy_with_a_notice(unreachable, sources, capsys):
	assert sources.find().kind == "registry"
	assert "evaluation on this machine" in capsys.readouterr().out


def test_a_forced_registry_copy_asks_nobody(upstream, sources, monkeypatch, capsys):
	monkeypatch.setattr(sources, "from_upstream", lambda: pytest.fail("asked upstream"))
	assert sources.find("registry").kind == "registry"
	assert capsys.readouterr().out == ""


def test_a_forced_git_source_never_falls_back(unreachable, sources):
	with pytest.raises(SetupError, match="cannot be reached"):
		sources.find("git")


def test_an_unknown_kind_is_refused(sources):
	with pytest.raises(SetupError, match="git or registry"):
		sources.find("svn")


def test_a_url_and_the_registry_contradict_each_other(sources):
	with pytest.raises(SetupError, match="contradict"):
		sources.find("registry", url="x")


def test_a_url_that_gives_nothing_is_no_reason_to_take_another_source(upstream, sources):
	with pytest.raises(SetupError, match="did not give"):
		sources.find(url=str(upstream.folder.parent / "nothing"))


def test_upstream_with_another_commit_is_refused(upstream, sources, project):
	project.sources["upstream"]["commit"] = "0" * 40
	with pytest.raises(SetupError, match="Nothing of it is used"):
		sources.find()


def test_a_url_with_another_commit_under_the_pinned_tag_is_refused(upstream, sources, project):
	project.sources["upstream"]["commit"] = "0" * 40
	with pytest.raises(SetupError, match="Nothing of it is used"):
		sources.find(url=str(upstream.folder))
	assert sources.from_cache() is None


def test_another_branch_is_used_and_named(upstream, sources, capsys):
	commit = upstream.commit("two")
	source = sources.find(url=str(upstream.folder), branch="main")
	assert source.commit == commit
	assert f"commit {commit}" in capsys.readouterr().err


def test_benches_that_fetch_at_the_same_time_get_each_its_own(upstream, sources):
	branches = [f"branch-{n}" for n in range(6)]
	commits = []
	for branch in branches:
		upstream.git("checkout", "-q", "-b", branch)
		commits.append(upstream.commit(branch))
	with ThreadPoolExecutor(len(branches)) as threads:
		found = threads.map(lambda branch: sources.find(url=str(upstream.folder), branch=branch), branches)
		assert [source.commit for source in found] == commits


def test_a_cache_without_the_pinned_commit_is_not_used(upstream, sources):
	upstream.commit("two")
	sources.find(url=str(upstream.folder), branch="main")
	assert sources.from_cache() is None


def test_a_clone_that_was_cut_off_is_not_used(unreachable, sources):
	sources.clone.mkdir(parents=True)
	(sources.clone / "HEAD").write_text("ref: refs/heads/main\n")
	assert sources.from_cache() is None


def test_upstream_that_does_not_answer_costs_seconds(upstream, sources, project, monkeypatch, tmp_path):
	slow = tmp_path / "bin"
	slow.mkdir()
	(slow / "git").write_text("#!/bin/sh\nsleep 60\n")
	(slow / "git").chmod(0o755)
	monkeypatch.setenv("PATH", str(slow), prepend=":")
	project.sources["upstream"]["reach_timeout"] = 1
	started = time.monotonic()
	assert sources.from_upstream() is None
	assert time.monotonic() - started < 5


class TestSettling:
	"""A bench stays with its kind of source."""

	def test_it_stays_with_its_source(self, upstream, sources, project):
		first = settle(project, sources, {})
		project.sources["upstream"]["url"] = "nowhere"
		assert settle(project, sources, {}) == first

	def test_with_sites_it_does_not_change_the_kind(self, upstream, sources, project):
		settle(project, sources, {})
		project.write_state("sites", {"con.localhost": {}})
		with pytest.raises(SetupError, match="make reset"):
			settle(project, sources, {"SOURCE": "registry"})

	def test_without_sites_it_may_change(self, upstream, sources, project):
		settle(project, sources, {})
		assert settle(project, sources, {"SOURCE": "registry"}).kind == "registry"
		assert settle(project, sources, {}).kind == "registry"

	def test_it_follows_a_newer_pin(self, upstream, sources, project):
		settle(project, sources, {})
		project.write_state("sites", {"con.localhost": {}})
		upstream.commit("two")
		newer = upstream.tag("v15.99.0")
		project.sources["upstream"].update(tag="v15.99.0", commit=newer)
		assert settle(project, sources, {}).commit == newer

	def test_it_keeps_a_branch_of_the_users_own(self, upstream, sources, project):
		commit = upstream.commit("two")
		settle(project, sources, {"FRAPPE_URL": str(upstream.folder), "FRAPPE_BRANCH": "main"})
		assert settle(project, sources, {}).commit == commit


def test_a_checkout_that_fails_leaves_the_one_that_is_there(project, sources, upstream):
	"""Web processes read it meanwhile."""
	bench = Bench(project, lambda: source)
	source = sources.find()
	bench.check_out()
	(project.frappe / "mark").touch()
	source = replace(source, repository=str(project.root / "nowhere.git"))
	with pytest.raises(CommandFailed):
		bench.check_out()
	assert (project.frappe / "mark").exists()
	source = sources.find()
	bench.check_out()
	assert bench.is_checked_out() and not (project.frappe / "mark").exists()
