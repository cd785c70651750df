"""Pages of a browser that remembers what went wrong while they were open."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Opened:
    """One browser context over a served portal, with all that its pages complained of."""

    context: Any
    address: str
    complaints: list[str] = field(default_factory=list)

    def page(self, path: str) -> Any:
        """The page at this path, loaded to its end."""
        page = self.tab()
        page.goto(path)
        page.wait_for_load_state()
        return page

    def tab(self) -> Any:
        """A page that shows nothing yet."""
        page = self.context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)
        return page

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"{request.url} lies elsewhere")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the test went on to the next page while a picture was on its way
            self.complaints.append(f"{request.url} failed: {request.failure}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.url} answered {response.status}")


@contextmanager
def opened(
    browser: Any,
    address: str,
    cookies: Mapping[str, str],
    width: int = 1440,
    height: int = 900,
    scheme: str = "light",
    **further: Any,
) -> Iterator[Opened]:
    """A context of its own, signed in by these cookies."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        base_url=address,
        color_scheme=scheme,
        reduced_motion="reduce",
        **further,
    )
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    yield Opened(context, address)
    context.close()
