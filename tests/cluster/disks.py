"""Disks that become full, slow, or answer nothing: files with a filesystem in them, mounted where the servers write."""

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SIZE, LAST = 2 << 30, 1 << 20
# of the first version of cgroups: writes in a second, for all who write to a device
BOUND = Path("/sys/fs/cgroup/blkio/blkio.throttle.write_iops_device")


@dataclass(frozen=True)
class Disk:
	"""Below a folder, from when it is made until it is taken out."""

	folder: Path

	def make(self) -> None:
		self.folder.mkdir(parents=True, exist_ok=True)
		image = self.folder.with_name(f"{self.folder.name}.disk")
		with image.open("wb") as file:
			file.truncate(SIZE)
		# no room is kept back for root
		do("mkfs.ext4", "-q", "-F", "-m", "0", image)
		do("mount", "-o", "loop", image, self.folder)

	def take_out(self) -> None:
		if self.folder.is_mount():
			with suppress(AssertionError):
				self.thaw()
			do("umount", "--lazy", self.folder)

	@property
	def filler(self) -> Path:
		return self.folder / "filler"

	def fill(self) -> None:
		"""Leaves no room for a single byte."""
		with self.filler.open("wb", buffering=0) as file:
			left = os.statvfs(self.folder)
			os.posix_fallocate(file.fileno(), 0, left.f_bavail * left.f_frsize - LAST)
			file.seek(0, os.SEEK_END)
			with suppress(OSError):
				while True:
					file.write(b"0" * 4096)

	def free(self) -> None:
		self.filler.unlink()

	def freeze(self) -> None:
		"""Whoever writes waits."""
		do("fsfreeze", "--freeze", self.folder)

	def thaw(self) -> None:
		do("fsfreeze", "--unfreeze", self.folder)

	def slow_down(self, writes: int) -> None:
		"""So many writes in a second; 0: as fast as it can."""
		device = self.folder.stat().st_dev
		BOUND.write_text(f"{os.major(device)}:{os.minor(device)} {writes}")


def do(*words: str | Path) -> None:
	done = subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=60)
	assert done.returncode == 0, f"{words}: {done.stderr}"
