"""Where Frappe comes from: each source ends as a git repository with the commit to check out."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bootstrap.console import say, warn
from bootstrap.git import git
from bootstrap.processes import CommandFailed
from bootstrap.project import Project, SetupError
from bootstrap.registry_copy import RegistryCopy
from bootstrap.tools import cache_lock

KINDS = ("git", "registry")
REGISTRY_NOTICE = """\
Note: no git source of Frappe was to be had, so this bench runs the registry copy ({label}).
      It is for evaluation on this machine, on loopback only: it lacks later security fixes.
      For production give a git source: make start FRAPPE_URL=… (README.md)."""


@dataclass(frozen=True)
class Source:
	"""A commit of Frappe in a git repository on this machine."""

	kind: str
	origin: str
	label: str
	repository: str
	commit: str

	@property
	def title(self) -> str:
		return f"{self.label} from {self.origin}"


class Sources:
	"""Finds the first source that is to be had, in the order of the issue: URL, cache, upstream, registry."""

	def __init__(self, project: Project, registry_copy: RegistryCopy | None = None) -> None:
		self.project = project
		self.pin = project.sources["upstream"]
		self.clone = project.cache / "frappe.git"
		self.registry_copy = registry_copy or RegistryCopy(project)

	def find(self, forced: str = "", url: str = "", branch: str = "") -> Source:
		"""The source to use. Raises SetupError when what the user asked for is not to be had."""
		if forced and forced not in KINDS:
			raise SetupError(f"SOURCE is {' or '.join(KINDS)}, not {forced!r}.")
		if url and forced == "registry":
			raise SetupError("FRAPPE_URL and SOURCE=registry contradict each other; give one of them.")
		for attempt in self.attempts(forced, url, branch):
			if source := attempt():
				return source
		raise SetupError(
			f"Frappe {self.pin['tag']} is not cached, and {self.pin['url']} cannot be reached. "
			"Give FRAPPE_URL, or SOURCE=registry to evaluate with the registry copy."
		)

	def attempts(self, forced: str, url: str, branch: str) -> Iterator[Callable[[], Source | None]]:
		if url:
			yield lambda: self.from_url(url, branch or self.pin["tag"])
			return
		if forced != "registry":
			yield self.from_cache
			yield self.from_upstream
		if forced != "git":
			yield lambda: self.from_registry(forced)

	def from_url(self, url: str, branch: str) -> Source:
		"""Fetches a branch or tag from where the user says. What carries the pinned tag must be the pinned commit."""
		if Path(url).expanduser().exists():
			url = str(Path(url).expanduser().resolve())
		try:
			commit = self.fetch(url, branch)
		except CommandFailed as error:
			self.project.log.write(str(error))
			raise SetupError(
				f"FRAPPE_URL={url} did not give {branch}; details are in {self.project.log.path}."
			) from error
		if branch == self.pin["tag"]:
			self.check_pin(commit, url)
		elif commit != self.pin["commit"]:
			warn(f"Using Frappe {branch}, commit {commit}. This project is tested on {self.pin['tag']}.")
		return Source("git", "FRAPPE_URL", f"Frappe {branch}", str(self.clone), commit)

	def from_cache(self) -> Source | None:
		"""The clone that an earlier set-up of this user left."""
		if not (self.clone / "HEAD").exists() or not self.has_pin():
			return None
		return self.pinned("cached clone")

	def from_upstream(self) -> Source | None:
		"""Upstream, if it answers within seconds."""
		if not self.reaches_upstream():
			return None
		url = self.pin["url"]
		self.check_pin(self.fetch(url, self.pin["tag"]), url)
		return self.pinned("upstream")

	def reaches_upstream(self) -> bool:
		tag, patience = f"refs/tags/{self.pin['tag']}", self.pin["reach_timeout"]
		try:
			self.git("ls-remote", self.pin["url"], tag, cwd=self.project.root, seconds=patience)
		except CommandFailed as error:
			self.project.log.write(f"upstream: {error}")
			return False
		return True

	def git_is_at_hand(self) -> bool:
		"""Whether a set-up from git needs nothing that the user would have to give."""
		return self.from_cache() is not None or self.reaches_upstream()

	def from_registry(self, forced: str) -> Source:
		pin = self.project.sources["registry_copy"]
		if not forced:
			say(REGISTRY_NOTICE.format(label=pin["label"]))
		repository, commit = self.registry_copy.repository()
		return Source("registry", "the registry copy", pin["label"], str(repository), commit)

	def is_current(self, source: Source) -> bool:
		"""Whether a bench can stay with a git source: it is still here, and is the user's own or the pinned one."""
		if source.kind != "git" or not Path(source.repository).exists():
			return False
		return source.origin == "FRAPPE_URL" or source.commit == self.pin["commit"]

	def pinned(self, origin: str) -> Source:
		return Source("git", origin, f"Frappe {self.pin['tag']}", str(self.clone), self.pin["commit"])

	def fetch(self, url: str, name: str) -> str:
		"""Fetches one branch or tag into the cached clone and returns its commit id."""
		# git refuses a second one meanwhile, and both would find what the later one has fetched
		with cache_lock(self.project, self.clone.name):
			if not (self.clone / "HEAD").exists():
				self.clone.mkdir(parents=True, exist_ok=True)
				self.git("init", "-q", "--bare", "--template=", ".")
			self.git("fetch", "-q", "--no-tags", "--depth", "1", url, name, seconds=900)
			commit = self.git("rev-parse", "FETCH_HEAD^{commit}")
			self.git("update-ref", f"refs/con-center/{commit}", commit)
			return commit

	def git(self, *words: str, cwd: Path | None = None, seconds: float = 600) -> str:
		"""Runs git in the cached clone, or elsewhere."""
		return git(*words, cwd=cwd or self.clone, log=self.project.log, seconds=seconds)

	def has_pin(self) -> bool:
		"""Whether the cached clone holds the pinned commit under the name that a finished fetch gave it."""
		ref = f"refs/con-center/{self.pin['commit']}"
		try:
			return self.git("rev-parse", "--verify", f"{ref}^{{commit}}") == self.pin["commit"]
		except CommandFailed:
			return False

	def check_pin(self, commit: str, url: str) -> None:
		if commit != self.pin["commit"]:
			raise SetupError(
				f"{url} gives commit {commit} for {self.pin['tag']}, but {self.pin['commit']} is pinned in "
				"config/frappe.toml. Nothing of it is used."
			)


def settle(project: Project, sources: Sources, env: Mapping[str, str] = os.environ) -> Source:
	"""The source of this bench: of the kind that it was set up with, unless the user asks for another.

	A site's database belongs to its Frappe: it follows a newer one of the same kind (and is migrated), but a
	bench with sites does not change from git to the registry copy or back.
	"""
	forced, url, branch = (env.get(name, "") for name in ("SOURCE", "FRAPPE_URL", "FRAPPE_BRANCH"))
	kept = Source(**state) if (state := project.read_state("source")) else None
	if kept and not url and forced in ("", kept.kind):
		if sources.is_current(kept):
			return kept
		forced = kept.kind
	found = sources.find(forced, url, branch)
	if kept and kept.kind != found.kind and project.read_state("sites"):
		raise SetupError(
			f"This bench was set up with {kept.title}; its sites' data belong to that. "
			f"`make reset` throws them away, and then it can be set up with {found.title}."
		)
	project.write_state("source", asdict(found))
	return found
