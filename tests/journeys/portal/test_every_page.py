"""What holds for every page: nothing axe knows of is wrong, in light and dark, with dialogs open; nothing fails or comes from elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.portal.axe import violations
from tests.journeys.portal.every_page import Served, every_page, on_every_page


@pytest.fixture(scope="module")
def served(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with every_page(brand, tmp_path_factory.mktemp("every")) as served:
        yield served


MENU = """() => { const menu = document.getElementById('mine').cloneNode(true);
    menu.querySelectorAll('[value]').forEach(e => e.removeAttribute('value'));
    return menu.innerHTML }"""
"""The menu of the frame, without the address to come back to: the same on nearly every page."""


def test_axe_finds_nothing_in_light_and_dark(browser: Any, served: Served) -> None:
    """The menu of the frame is opened once for each that differs."""
    menus: set[str] = set()

    def look(page: Any) -> object:
        found = {}
        new = (menu := page.evaluate(MENU)) not in menus
        menus.add(menu)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found |= {f"{scheme} {name}": broken for name, broken in _broken(page, scheme == "dark", new).items()}
        page.emulate_media(color_scheme="light")
        return {name: broken for name, broken in found.items() if broken}

    assert on_every_page(browser, served, look) == {}


def _broken(page: Any, dark: bool, menu: bool) -> dict[str, list[str]]:
    """What the page breaks, and each of its dialogs, and its menu, when it is open; in the dark it is the same page but for its colours."""
    found = {"": violations(page, "", dark)}
    for name in page.evaluate("() => [...document.querySelectorAll('dialog[id]')].map(d => d.id)"):
        page.evaluate("id => document.getElementById(id).showModal()", name)
        found[name] = violations(page, f"#{name}", dark)
        page.evaluate("id => document.getElementById(id).close()", name)
    if menu:
        page.evaluate("document.getElementById('mine').showPopover()")
        found["mine"] = violations(page, "#mine", dark)
        page.evaluate("document.getElementById('mine').hidePopover()")
    return found
