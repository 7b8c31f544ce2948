"""Two versions of by-laws beside each other, clause by clause. No Frappe here.

Clauses are found again by what they say, not by their number: one that is put in moves all after it. Inside of a
clause, letters with their marks are compared, since Thai has no spaces between words.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
# how alike two clauses are that count as one that was changed
ALIKE = 0.5
# a consonant with what is written above, below and around it
CLUSTER = re.compile(r"[เแโใไ]?[ก-ฮ][ะ-ู็-๎]*|\s+|[A-Za-z]+|[0-9๐-๙]+|.", re.DOTALL)
# less than so many signs between two changes are no island of what is the same
SHORTEST_SAME = 3


def compare(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[dict]:
	"""Return the clauses of both, in their order; before, after: (chapter, text) of each clause.

	Each is a dict of state, before_number, after_number (None where there is none), before and after: lists of
	{"text", "differs"} that together are the text.
	"""
	return [_row(pair, before, after) for pair in _pairs(before, after)]


def _pairs(before, after) -> Iterator[tuple[int | None, int | None]]:
	old, new = [_plain(clause) for clause in before], [_plain(clause) for clause in after]
	matcher = SequenceMatcher(a=old, b=new, autojunk=False)
	for tag, start, end, other_start, other_end in matcher.get_opcodes():
		left, right = range(start, end), range(other_start, other_end)
		if tag == "equal":
			yield from zip(left, right, strict=True)
		else:
			yield from _changed(left, right, old, new)


def _changed(left, right, old, new) -> Iterator[tuple[int | None, int | None]]:
	"""Pair what was changed with what is most like it; the order of both is kept."""
	done = left.start
	for at in right:
		found = max(range(done, left.stop), key=lambda other: _alike(old[other], new[at]), default=None)
		if found is None or _alike(old[found], new[at]) < ALIKE:
			yield None, at
			continue
		yield from ((other, None) for other in range(done, found))
		yield found, at
		done = found + 1
	yield from ((other, None) for other in range(done, left.stop))


def _alike(one: str, other: str) -> float:
	return SequenceMatcher(a=one, b=other, autojunk=False).ratio()


def _plain(clause: tuple[str, str]) -> str:
	return " ".join(f"{clause[0] or ''}\n{clause[1] or ''}".split())


def _row(pair, before, after) -> dict:
	old, new = pair
	left = _whole(before[old]) if old is not None else ""
	right = _whole(after[new]) if new is not None else ""
	if old is None:
		state, parts = ADDED, ([], [_part(right, True)])
	elif new is None:
		state, parts = REMOVED, ([_part(left, True)], [])
	else:
		parts = differences(left, right)
		state = CHANGED if any(part["differs"] for part in (*parts[0], *parts[1])) else SAME
	return {
		"state": state,
		"before_number": None if old is None else old + 1,
		"after_number": None if new is None else new + 1,
		"before": parts[0],
		"after": parts[1],
	}


def _whole(clause: tuple[str, str]) -> str:
	return "\n".join(part.strip() for part in clause if part and part.strip())


def _part(text: str, differs: bool) -> dict:
	return {"text": text, "differs": differs}


def differences(before: str, after: str) -> tuple[list[dict], list[dict]]:
	"""Return both texts in parts, each with whether the other one has it."""
	old, new = CLUSTER.findall(before), CLUSTER.findall(after)
	left: list[dict] = []
	right: list[dict] = []
	matcher = SequenceMatcher(a=old, b=new, autojunk=False)
	for tag, start, end, other_start, other_end in matcher.get_opcodes():
		alone = end - start < SHORTEST_SAME and 0 < start and end < len(old)
		differs = tag != "equal" or alone
		_add(left, "".join(old[start:end]), differs)
		_add(right, "".join(new[other_start:other_end]), differs)
	return left, right


def _add(parts: list[dict], text: str, differs: bool) -> None:
	if not text:
		return
	if parts and parts[-1]["differs"] == differs:
		parts[-1]["text"] += text
	else:
		parts.append(_part(text, differs))
