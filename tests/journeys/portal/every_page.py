"""Every page of the demo brand, opened one after the other."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.cms import publishing_to_a_cms
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.everywhere import ADDRESSES, STRANGERS, settled
from tests.journeys.portal.furnishing import furnish
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.portal.page_paths import page_paths
from tests.journeys.portal.signing_in import signed_in
from thesaury.bootstrap import open_workspace

WHOLE = "THESAURY_EVERY_PAGE"
"""Set in the environment, walks that take long look at every page, and not at a part of them."""


@dataclass
class Served:
    """A served demo brand, and where each page is."""

    address: str
    cookies: dict[str, str]
    pages: dict[str, str]


@contextmanager
def every_page(brand: Path, folder: Path) -> Iterator[Served]:
    """A copy of the demo brand, furnished and served, in which every page has something to show."""
    workspace = open_workspace(own_copy(brand, folder / "workspace"))
    app, cookies = signed_in(workspace)
    furnish(workspace)
    with publishing_to_a_cms(workspace), served_at(app) as address:
        assert page_paths(app) == set(ADDRESSES)
        pages = {path: made(workspace) for path, made in ADDRESSES.items()}
        settled(address, cookies, pages)
        yield Served(address, cookies, pages)
    workspace.close()


def on_every_page(
    browser: Any,
    served: Served,
    look: Callable[[Any], object],
    cookies: Mapping[str, str] = MappingProxyType({}),
    every: int = 1,
    first: int = 0,
    **context: Any,
) -> dict[str, object]:
    """What `look` found amiss on each page, and what the pages complained of; pages of strangers are asked for without a session. With
    `every` it looks at one of so many pages from the `first` on, unless WHOLE is set."""
    amiss: dict[str, object] = {}
    with (
        opened(browser, served.address, {**served.cookies, **cookies}, **context) as inside,
        opened(browser, served.address, cookies, **context) as outside,
    ):
        tabs = {at_home: at_home.tab() for at_home in (inside, outside)}
        pages = list(served.pages.items())
        for path, url in pages if os.environ.get(WHOLE) else pages[first::every]:
            seen: Opened = outside if path in STRANGERS else inside
            seen.complaints.clear()
            tabs[seen].goto(url)
            tabs[seen].wait_for_load_state()
            if found := [one for one in (look(tabs[seen]), list(seen.complaints)) if one]:
                amiss[path] = found
    return amiss
