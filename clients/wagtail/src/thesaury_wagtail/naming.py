"""The texts of an asset on an image: which of them are the image's own title and description, and how long these may be; and its days.

A text of one language is called `alt@de`. All texts stand whole in `asset_texts`; the image's own title and description, which editors
change, are those of the site's language, cut to what Wagtail allows.
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

DAYS = ZoneInfo("Europe/Berlin")
"""Where a last day ends, as Thesaury has it, whatever zone the site is in."""
LOCALIZED = ("title", "alt", "caption")
PLAIN = {"credit": "asset_credit", "copyright": "asset_copyright", "licence": "asset_licence", "usage": "asset_usage"}
OWN = {"title": "title", "alt": "description"}
LONGEST = 255


def source(texts: Mapping[str, str], name: str, language: str) -> str:
    """Which of these texts is the image's own: that of the site's language, else one without a language, else the first."""
    primary = language.partition("-")[0]
    for candidate in (f"{name}@{language}", f"{name}@{primary}", name):
        if candidate in texts:
            return candidate
    return min((key for key in texts if key.partition("@")[0] == name), default=f"{name}@{primary}")


def short(text: str) -> str:
    """A text on one line, and no longer than a title may be."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def read(texts: Mapping[str, str], own: Mapping[str, str], language: str) -> dict[str, str]:
    """The texts as they stand: what an editor made of the image's own title or description counts for what it was made from."""
    found = {key: text for key, text in texts.items() if text}
    for name, words in own.items():
        key = source(found, name, language)
        if words == short(found.get(key, "")):
            continue
        if words:
            found[key] = words
        else:
            found.pop(key, None)
    return found


def chosen(texts: Mapping[str, str], name: str, language: str) -> str:
    """The text of a language, else of its primary language; empty where there is none."""
    return texts.get(f"{name}@{language}") or texts.get(f"{name}@{language.partition('-')[0]}") or ""
