"""Printing bears a crowd: nobody gets an error, everybody his own document, and memory stays bounded."""

import json
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bootstrap.processes import wait_for
from tests.load import crowd
from tests.served import Client

# two web workers and their browsers: what they held after 2,000 prints, doubled (docs/printing.md)
MOST_MEMORY = {"web": 1500, "browsers": 1500}


def test_the_prints_compared_with_differ(pages):
	"""Else a neighbour's print would be taken for the right one."""
	words = [page.words for page in pages]
	assert len(pages) >= 15 and all(words)
	assert len(set(words)) == len(words)


def test_a_crowd_gets_its_prints(pages, request):
	outcome = crowd.print_at_once(
		pages, request.config.getoption("prints"), request.config.getoption("threads")
	)
	print(f"\n{outcome}")
	assert not outcome.failures and not outcome.wrong, str(outcome)
	for kind, most in MOST_MEMORY.items():
		assert max(outcome.memory[kind]) < most, str(outcome)


def test_several_documents_in_one_file_are_all_there(pages):
	"""Frappe passes over a document of a bundle that could not be printed, and says nothing."""
	orders = [page for page in pages if page.doctype == "Appointment Order"]
	names = json.dumps([page.name for page in orders])
	path = "frappe.utils.print_format.download_multi_pdf"

	def ask(_number: int) -> str:
		answer = Client().ask(path, doctype="Appointment Order", name=names, format="Official Appointment")
		assert answer.status_code == 200, answer.text
		return crowd.words_of(answer.content)

	with ThreadPoolExecutor(6) as pool:
		for words in pool.map(ask, range(6)):
			assert words == "".join(page.words for page in orders)


@pytest.mark.parametrize(
	("number", "which"),
	[
		pytest.param(signal.SIGKILL, crowd.main_browsers, id="crash"),
		pytest.param(signal.SIGKILL, crowd.renderers, id="crash of the page"),
		pytest.param(signal.SIGSTOP, crowd.browsers, id="hang"),
	],
)
def test_a_browser_that_fails_in_the_middle_costs_nobody_his_print(pages, number, which):
	"""Signals go to the processes that print, while a crowd waits for its prints."""
	struck: list[int] = []

	def strike() -> None:
		time.sleep(2)
		for pid in wait_for(which, 20) or []:
			crowd.send(pid, number)
			struck.append(pid)

	striker = threading.Thread(target=strike)
	striker.start()
	outcome = crowd.print_at_once(pages, 24, 8)
	striker.join()
	assert struck
	assert not outcome.failures and not outcome.wrong, str(outcome)
	# what was struck is gone: at the next print, or where none followed, once it has been idle for a minute
	assert wait_for(lambda: not set(struck) & set(crowd.browsers()), 300)
