"""A real HTTP server on loopback that speaks the chat-completions protocol and answers as a test wants."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes, Mapping[str, str]]
"""Status, body and headers."""


@dataclass
class ChatServer:
    """`asked`: the bodies that came, with their headers in lower case; `answers`: what comes next, the last one again and again."""

    answers: list[Answer]
    asked: list[tuple[dict[str, Any], dict[str, str]]] = field(default_factory=list)
    pause: threading.Event = field(default_factory=threading.Event)
    slow: bool = False
    base: str = ""

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def completion(content: object) -> Answer:
    """A good reply of the protocol with this content of the assistant: a text, or proposals."""
    text = content if isinstance(content, str) else json.dumps({"proposals": content})
    reply = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
    }
    return 200, json.dumps(reply).encode(), {"Content-Type": "application/json"}


def proposal(field: str, value: object, words: str) -> dict[str, object]:
    return {"field": field, "value": value, "words": words}


@contextmanager
def served(*answers: Answer) -> Iterator[ChatServer]:
    """The server while the block runs."""
    chat = ChatServer(list(answers))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    server.daemon_threads = True
    chat.base = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        chat.pause.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(chat: ChatServer) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            chat.asked.append((body, {name.lower(): value for name, value in self.headers.items()}))
            if self.path != "/v1/chat/completions":
                return self._send(404, b'{"error": {"message": "no such path"}}', {})
            if chat.slow:
                chat.pause.wait(30)
            return self._send(*chat.next())

        def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # whoever asked has gone
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler
