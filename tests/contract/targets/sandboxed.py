"""A sandbox server of a CMS in a thread, that can lose the reply to a write, answer with errors and vanish: what tests of targets share."""

from starlette.types import Receive, Scope, Send

from thesaury.connectors.pacing import forget_circuits
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import Running

QUICK = {
    "requests_per_second": "5000",
    "retry_attempts": "3",
    "retry_first_seconds": "0.01",
    "retry_longest_seconds": "0.02",
    "request_seconds": "5",
    "circuit_failures": "50",
}
"""Settings for a server that answers at once and fails on purpose."""


class Sandboxed:
    """One server as new; `stop` it at the end."""

    def __init__(self, sandbox: Sandbox) -> None:
        """It answers from here on."""
        self.sandbox, self.writes, self._cut = sandbox, 0, 0
        forget_circuits()

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            await self.sandbox(self._counted(scope), receive, send)

        self._server = Running(application).start()
        self.url, self._up = self._server.url, True

    def cut(self, after: int) -> None:
        """Let the write with this number from now take effect, and its reply be lost."""
        self._cut = after

    def answer(self, status: int, times: int) -> None:
        """Answer the next requests with this status."""
        self.sandbox.faults.clear()
        if times:
            self.sandbox.faults.add(f"status:{status}:0", times=times)

    def stop(self) -> None:
        """Nothing listens any more; a second time it does nothing."""
        if self._up:
            self._server.stop()
            self._up = False

    def _counted(self, scope: Scope) -> Scope:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD") or "__sandbox__" in scope["path"]:
            return scope
        self.writes += 1
        self._cut -= 1
        lost = [(b"x-sandbox-fault", b"reset_after")] if self._cut == 0 else []
        return {**scope, "headers": [*scope["headers"], *lost]}
