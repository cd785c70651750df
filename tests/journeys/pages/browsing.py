"""A real browser over a really served application."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp

from tests.journeys.pages.slow_machine import late, slowed
from tests.patience import PATIENCE

CHROMIUM = next(
    (path for path in map(Path, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")) if path.exists()), None
)
"""Chromium without the windows that nobody sees here, which is a quarter quicker, or the whole one; None where there is neither."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def until(page: Any, so: str, seconds: float = PATIENCE) -> None:
    """Wait until an expression is true in the page.

    Playwright's own wait evaluates within the page, which the policy of our pages forbids once the first look has found it false.
    """
    from playwright.sync_api import Error

    end = monotonic() + seconds
    while True:
        try:
            if page.evaluate(so):
                return
        except Error as error:
            if "context was destroyed" not in str(error):  # another page comes
                raise
        assert monotonic() < end, f"never so: {so}"
        page.wait_for_timeout(50)


def at_rest(page: Any) -> None:
    """Wait until the page is loaded to its end, with its sheets and its script, and what it asked for is exchanged."""
    until(page, "document.readyState === 'complete' && !document.querySelector('.htmx-request, .htmx-swapping')")


@contextmanager
def served_at(app: ASGIApp) -> Iterator[str]:
    """Serve the application on a free port of this machine; gives its address."""
    ready = Event()

    class Announced(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            ready.set()

    server = Announced(uvicorn.Config(late(app), port=0, log_config=None, access_log=False))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same pages or contexts, which wait as patiently as the tests do."""

    def made(**options: Any) -> Any:
        it = make(**options)
        it.set_default_timeout(PATIENCE * 1000)
        slowed(it)
        return it

    return made


@contextmanager
def chromium() -> Iterator[Any]:
    """Chromium, where the machine has it; else the test is skipped."""
    if CHROMIUM is None:
        pytest.skip(
            "needs Chromium in /usr/bin, as Debian's chromium-headless-shell or chromium, which is not on this machine"
        )
    sync = pytest.importorskip("playwright.sync_api", reason="needs Playwright for Python")
    sync.expect.set_options(timeout=PATIENCE * 1000)
    with sync.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        launched.new_page, launched.new_context = patient(launched.new_page), patient(launched.new_context)
        yield launched
        launched.close()
