"""Lessons are found again by words: kept beside each lesson when it is saved, and indexed by MariaDB (FULLTEXT).

MariaDB cuts Thai at every mark above or below a letter, and finds nothing shorter than three letters. So a word is kept
by its hash, in letters that it does not cut. What is being written is found once it is committed: so FULLTEXT works.
"""

import hashlib

import frappe
from pypika.terms import PseudoColumn

from con_center.thai.words import parts_of, words_of

COLUMN = "search_words"
INDEX = "search_words_fulltext"
# a question has few words
MOST_WORDS = 12


def kept_of(*texts: str | None) -> str:
	"""Return what is kept of texts to be found by: their words, and the words that these are put together of."""
	words = words_of("\n".join(filter(None, texts)))
	return " ".join(
		dict.fromkeys(map(_hashed, [*words, *(part for word in words for part in parts_of(word))]))
	)


def criterion(doctype: str, asked: str) -> PseudoColumn | None:
	"""Return the query criterion: a document has all words that are asked for; None where nothing is asked for."""
	words = words_of(asked)[:MOST_WORDS]
	if not words:
		return None
	wanted = " ".join(f"+{_hashed(word)}" for word in words)
	return PseudoColumn(f"MATCH(`tab{doctype}`.`{COLUMN}`) AGAINST ('{wanted}' IN BOOLEAN MODE)")


def add_index(doctype: str) -> None:
	"""Index the words of a DocType; Frappe knows no such index."""
	frappe.db.sql_ddl(f"alter table `tab{doctype}` add fulltext index if not exists `{INDEX}` (`{COLUMN}`)")


def _hashed(word: str) -> str:
	return f"w{hashlib.blake2s(word.encode(), digest_size=6).hexdigest()}"
