"""Words of Thai texts, which has no spaces between them: split by the dictionary of PyThaiNLP, for searching."""

import re
from functools import cache

from pythainlp.corpus import thai_words
from pythainlp.tokenize import Tokenizer, word_tokenize

from con_center.thai.names import normalize_name

# ศอช., ศอช.ต. and the like are one word, however many full stops are written; คอช้าง is none of them
_CENTER = re.compile(r"[คศ]อช(?![ะ-ฺ็-๎])\.?\s*(?:[ตอจ](?![ก-๙])\.?)?")
CENTER = "ศอช"
_WORD = re.compile(r"[a-z0-9]+|[ก-๎]+")
# shorter than this, a part of a word says nothing
LEAST = 2


def words_of(text) -> list[str]:
	"""Return the words of a text in the form in which they are compared, each once: องค์กร is องค์การ, คอช. is ศอช."""
	plain = _CENTER.sub(f" {CENTER} ", normalize_name(text))
	found = (word for run in _WORD.findall(plain) for word in _split(run))
	return list(dict.fromkeys(word for word in found if len(word) >= LEAST))


def parts_of(word: str) -> list[str]:
	"""Return the shorter words that a word of the dictionary is put together of; [] where it is not."""
	if len(word) < 2 * LEAST or not "ก" <= word[0] <= "๎":
		return []
	parts = [part for part in _shorter().word_tokenize(word) if part.strip()]
	whole = len(parts) > 1 and all(part in _dictionary() and len(part) > LEAST for part in parts)
	return parts if whole else []


def _split(run: str) -> list[str]:
	if run == CENTER or run[0] < "ก":
		return [run]
	return word_tokenize(run, engine="newmm", keep_whitespace=False)


@cache
def _dictionary() -> frozenset[str]:
	return frozenset(thai_words())


@cache
def _shorter() -> Tokenizer:
	"""Return what splits by the words that are not put together of two others themselves."""
	known = _dictionary()

	def is_put_together(word: str) -> bool:
		return any(word[:at] in known and word[at:] in known for at in range(LEAST + 1, len(word) - LEAST))

	return Tokenizer([word for word in known if not is_put_together(word)], engine="newmm")
