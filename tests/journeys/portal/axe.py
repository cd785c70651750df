"""axe-core in a page: which rules of WCAG 2.0 to 2.2, A and AA, the page breaks as it stands."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

_AXE = Path(__file__).parents[3] / "clients" / "portal" / "node_modules" / "axe-core" / "axe.min.js"
_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of those tags that look at colours."""
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def _source() -> str:
    if not _AXE.exists():
        pytest.skip("needs axe-core in clients/portal/node_modules, which ./run test brings where there is npm")
    return _AXE.read_text(encoding="utf-8")


def violations(page: Any, place: str = "", colours_alone: bool = False) -> list[str]:
    """Each broken rule with its first places; empty where all is well.

    With a selector, of that part of the page alone; `colours_alone` leaves out what has nothing to do with colours. It looks once all
    sheets are there.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    only = {"type": "rule", "values": _COLOURS} if colours_alone else {"type": "tag", "values": _TAGS}
    run = "([place, only]) => axe.run(place || document, { runOnly: only, resultTypes: ['violations'] })"
    found = page.evaluate(run, [place, only])["violations"]
    return [f"{one['id']}: {one['help']} | {_places(one)}" for one in found]


def _places(violation: Any) -> str:
    return "; ".join(
        f"{node['html'][:140]} ({node.get('failureSummary', '')[:200]})" for node in violation["nodes"][:3]
    )
