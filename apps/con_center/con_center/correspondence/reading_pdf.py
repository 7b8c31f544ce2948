"""Writes the words of a PDF, which comes by the standard input: a process of its own, with little memory and time.

Whoever made the PDF may have made it to take all there is of both. Run by `file_text`; no Frappe here.
Arguments: bytes of memory, seconds of the processor, the most pages.
"""

import io
import resource
import sys

from pypdf import PdfReader


def main(memory: int, seconds: int, most_pages: int) -> None:
	resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
	resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
	pages = PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages[:most_pages]
	words = " ".join("\n".join(page.extract_text() for page in pages).split())
	sys.stdout.buffer.write(words.encode("utf-8", "replace"))


if __name__ == "__main__":
	main(*map(int, sys.argv[1:]))
