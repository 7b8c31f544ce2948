"""A server on loopback in LINE's place, which refuses what LINE's Messaging API would refuse."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import UUID

TOKEN = "token-of-the-channel-" + "x" * 160
PATHS = ("/v2/bot/message/push", "/v2/bot/message/reply")
SUMMARY = re.compile(r"/v2/bot/group/(\w+)/summary")
ACCOUNT = {
	"userId": "U" + "0" * 32,
	"basicId": "@216test",
	"displayName": "สพจ.อุบลราชธานี (ทดสอบ)",
	"chatMode": "bot",
	"markAsReadMode": "auto",
}
MOST_MESSAGES, LONGEST = 5, 5000


class LINEServer:
	"""Used as a context. `taken`: what was accepted (path and body); `answers`: statuses to give instead of 200, in turn."""

	def __init__(self):
		self.taken, self.keys, self.answers, self.wrong = [], [], [], []
		self.taken_keys = set()

	def __enter__(self):
		self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
		self.address = f"http://127.0.0.1:{self.server.server_port}"
		Thread(target=self.server.serve_forever, daemon=True).start()
		return self

	def __exit__(self, *error):
		self.server.shutdown()
		self.server.server_close()

	def handler(self):
		line = self

		class Handler(BaseHTTPRequestHandler):
			def do_POST(self):
				body = self.rfile.read(int(self.headers["Content-Length"]))
				line.answer(self, line.status(self.path, self.headers, body))

			def do_GET(self):
				if self.headers["Authorization"] != f"Bearer {TOKEN}":
					return line.answer(self, 401)
				if self.path == "/v2/bot/info":
					return line.answer(self, 200, ACCOUNT)
				group = SUMMARY.fullmatch(self.path)
				status = 200 if group else 404
				line.answer(self, status, {"groupId": group and group[1], "groupName": "สพจ. อุบลราชธานี"})

			def log_message(self, *words):
				pass

		return Handler

	def answer(self, request, status: int, body: dict | None = None) -> None:
		request.send_response(status)
		request.send_header("Content-Type", "application/json")
		request.end_headers()
		request.wfile.write(json.dumps(body or self.said(status)).encode())

	def said(self, status: int) -> dict:
		return {"sentMessages": [{"id": "1"}]} if status == 200 else {"message": f"status {status}"}

	def status(self, path: str, headers, body: bytes) -> int:
		if path not in PATHS:
			return self.refuse(404, path)
		if headers["Authorization"] != f"Bearer {TOKEN}":
			return self.refuse(401, headers["Authorization"])
		if (headers["Content-Type"] or "").partition(";")[0] != "application/json":
			return self.refuse(400, headers["Content-Type"])
		sent = json.loads(body)
		receiver = sent.get("to" if path.endswith("push") else "replyToken")
		messages = sent.get("messages")
		if not (isinstance(receiver, str) and receiver and isinstance(messages, list)):
			return self.refuse(400, sent)
		if not 1 <= len(messages) <= MOST_MESSAGES or not all(map(is_text, messages)):
			return self.refuse(400, messages)
		is_push = path.endswith("push")
		if is_push:
			self.keys.append(str(UUID(headers["X-Line-Retry-Key"])))
		if self.answers:
			return self.answers.pop(0)
		if is_push and self.keys[-1] in self.taken_keys:
			return 409
		if is_push:
			self.taken_keys.add(self.keys[-1])
		self.taken.append((path, sent))
		return 200

	def refuse(self, status: int, what) -> int:
		self.wrong.append((status, what))
		return status


def is_text(message) -> bool:
	text = isinstance(message, dict) and message.get("type") == "text" and message.get("text")
	return isinstance(text, str) and len(text) <= LONGEST
