"""What is asked of Thesaury: a short-lived token for the picker, one item of the channel's feed, and its file."""

from typing import Any
from urllib.parse import quote

import requests

from . import conf

_SECONDS = 30
_MOST = 64 * 2**20


class NoAnswer(Exception):
    """Thesaury gave none; the word of `words` for it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def picker_token(origin: str) -> str:
    """A token for the frame of the picker on pages of this origin, good for what the channel publishes alone. Raises NoAnswer."""
    asked = {"origin": origin, "minutes": 10, "profile": conf.told("CHANNEL")}
    answer = _answered("POST", "/api/v1/picker/tokens", conf.told("TOKEN"), json=asked).json()
    return str(answer["token"])


def item(asset: str) -> dict[str, Any]:
    """What the channel publishes of an asset, as JSON-LD. Raises NoAnswer, also where it is not published (any more)."""
    path = f"/feed/{quote(conf.told('CHANNEL'), safe='')}/items/{quote(asset, safe='')}"
    found: dict[str, Any] = _answered("GET", path, conf.told("FEED_KEY")).json()
    return found


def file(address: str) -> tuple[bytes, str]:
    """A file of Thesaury's, and its type; nothing is fetched from anywhere else. Raises NoAnswer."""
    if conf.origin(address) != conf.origin(conf.server()):
        raise NoAnswer("no_image")
    with _sent("GET", address, {}, stream=True) as answer:
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if answer.status_code != 200 or not kind.startswith("image/"):
            raise NoAnswer("no_image")
        content = b""
        for piece in answer.iter_content(2**16):
            content += piece
            if len(content) > _MOST:
                raise NoAnswer("no_image")
    return content, kind


def _answered(method: str, path: str, key: str, **more: Any) -> requests.Response:
    answer = _sent(method, f"{conf.server()}{path}", {"Authorization": f"Bearer {key}"}, **more)
    if answer.status_code in (401, 403):
        raise NoAnswer("no_key")
    if answer.status_code in (404, 410):
        raise NoAnswer("not_published")
    if not answer.ok:
        raise NoAnswer("no_answer")
    return answer


def _sent(method: str, address: str, headers: dict[str, str], **more: Any) -> requests.Response:
    try:
        return requests.request(method, address, headers=headers, timeout=_SECONDS, allow_redirects=False, **more)
    except requests.RequestException as error:
        raise NoAnswer("no_answer") from error
