"""Forms of the review room, read from a page and sent as a browser without script sends them."""

import html
import re
from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

SCRIPT = {"HX-Request": "true"}


def fields(page: str, name: str) -> list[str]:
    """The values of all hidden fields of this name."""
    return [html.unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def terms(page: str) -> list[str]:
    """What is suggested, in its order."""
    return [html.unescape(name) for name in re.findall(r'id="offer-\d+"><a class="concept"[^>]*>([^<]+)</a>', page)]


def title(page: str) -> str:
    found = re.search(r'class="asset-title"><a[^>]*>([^<]+)<', page)
    return found[1] if found else ""


def shown(page: str) -> dict[str, str]:
    """The suggestions that are to be seen, by IRI, as the form names them."""
    return {one.partition(" ")[2]: one for one in dict.fromkeys(fields(page, "shown")) if one}


def deed(page: str, **more: Any) -> dict[str, Any]:
    """What the form of the suggestions sends beside its button."""
    return {"asset": fields(page, "asset")[0], "shown": list(shown(page).values()), **more}


def through(client: TestClient, decision: str) -> Iterator[str]:
    """Decide on everything that waits, one by one; gives each page before its decision."""
    for _ in range(40):
        page = client.get("/review").text
        if not (waiting := list(shown(page))):
            return
        yield page
        assert client.post("/review/decide", data=deed(page, **{decision: waiting[0]})).status_code == 303
