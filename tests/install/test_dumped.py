"""Test sites come from a dump only as long as that is what a new site would be."""

import tarfile
from types import SimpleNamespace

import pytest

from bootstrap.dumped import FILES, Dump, files_but_tests


@pytest.fixture
def site(tmp_path):
	"""Something that is backed up as sites are."""
	for folder in FILES:
		(tmp_path / "site" / folder).mkdir(parents=True)

	def command(*words) -> None:
		words[-1].write_text("rows")

	bench = SimpleNamespace(command=command)
	return SimpleNamespace(name="test.localhost", password="secret", bench=bench, folder=tmp_path / "site")


def test_a_dump_fits_until_its_key_changes(project, site):
	keys = ["one"]
	dump = Dump(project, "test-site", lambda: keys[0])
	assert not dump.fits()
	dump.keep(site)
	assert dump.fits() and dump.password == "secret"
	keys[0] = "two"
	assert not dump.fits()


@pytest.mark.parametrize("part", ["path", "files"])
def test_a_dump_of_which_a_part_is_gone_does_not_fit(project, site, part):
	dump = Dump(project, "test-site", lambda: "one")
	dump.keep(site)
	getattr(dump, part).unlink()
	assert not dump.fits()


def test_files_are_kept_with_the_rows_that_know_them(project, site):
	(site.folder / "private/files/order.pdf").write_text("signed")
	dump = Dump(project, "test-site", lambda: "one")
	dump.keep(site)
	with tarfile.open(dump.files) as tar:
		assert tar.extractfile("private/files/order.pdf").read() == b"signed"


def test_a_dump_that_was_interrupted_does_not_fit(project, site):
	dump = Dump(project, "test-site", lambda: "one")
	dump.keep(site)

	def stopped(*words) -> None:
		words[-1].write_text("half of the r")
		raise KeyboardInterrupt

	site.bench.command = stopped
	with pytest.raises(KeyboardInterrupt):
		dump.keep(site)
	assert dump.path.exists() and not dump.fits()


def test_tests_of_the_app_do_not_change_what_is_in_a_new_site(tmp_path):
	for name in ("hooks.py", "test_rules.py", "tests/case.py", "public/desk.js", "order/order.json"):
		(tmp_path / name).parent.mkdir(exist_ok=True)
		(tmp_path / name).touch()
	found = [path.relative_to(tmp_path).as_posix() for path in files_but_tests(tmp_path)]
	assert found == ["hooks.py", "order/order.json"]
