"""What Wagtail's answers mean, and what is told to it: pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from thesaury.connectors.hierarchy import placed
from thesaury.connectors.texts import cleaned
from thesaury.model.publication import Held, PageUse, Shown
from thesaury.model.publishing import Topic
from thesaury.ports.publishing_target import Edit, Package

PLAIN = ("credit", "copyright", "licence", "usage", "allowed_until")
"""Texts of no language."""
LOCALIZED = ("title", "alt", "caption")
LONGEST = 255
"""So many characters a title or description has at most, where the site has not our app."""
_HERE = ("localhost", "127.0.0.1")
Item = Mapping[str, Any]


def held(item: Item, base: str) -> Held:
    """An asset as our app tells it; the client has seen to its reference and number. What cannot be read is not there, but what does not
    say that it is withdrawn is live: so nothing stays that has to go."""
    told, iris = item.get("texts"), item.get("concepts")
    texts = {str(name): str(text) for name, text in told.items() if text} if isinstance(told, Mapping) else {}
    concepts = tuple(iri for iri in iris if isinstance(iri, str) and iri) if isinstance(iris, list) else ()
    shown = Shown.of(texts, concepts, str(item.get("tag") or ""))
    live, address = item.get("live") is not False, f"{base}{item.get('edit') or ''}"
    version = str(item.get("version") or "")
    return Held(str(item["ref"]), str(item["id"]), shown, live, version, address, withdrawn=not live)


def made(package: Package) -> Item:
    """A new asset, for our app."""
    shown = package.shown
    texts = {name: cleaned(text) for name, text in shown.fields}
    return {"ref": package.asset, "texts": texts, "add": list(shown.concepts), "tag": shown.file}


def changed(edit: Edit) -> Item:
    """A change, for our app."""
    tag = edit.file.shown.file if edit.file else ""
    texts = {name: cleaned(text) for name, text in edit.fields}
    return {"texts": texts, "add": list(edit.add), "remove": list(edit.remove), "tag": tag, "revive": edit.revive}


def concepts(topics: Sequence[Topic], there: Mapping[str, Item]) -> list[Item]:
    """Concepts, for our app, those above others first; what is above them may be among them, or there already."""
    given = {topic.iri: topic.broader for topic in topics}
    told = []
    for topic in placed(topics):
        above = given[topic.iri]
        told.append(concept(topic, topic.broader or (above if above in there and above not in given else "")))
    return told


def concept(topic: Topic, broader: str) -> Item:
    """A concept, for our app."""
    return {
        "uri": topic.iri,
        "scheme": cleaned(topic.scheme),
        "notation": cleaned(topic.notation),
        "labels": {label.language: cleaned(label.text) for label in topic.labels},
        "broader": broader,
    }


def stale(wanted: Sequence[Item], there: Mapping[str, Item]) -> list[Item]:
    """Those that are not there as they are wanted."""
    names = ("scheme", "notation", "labels", "broader")
    return [one for one in wanted if any(there.get(one["uri"], {}).get(name) != one[name] for name in names)]


def use(item: Item, base: str) -> PageUse | None:
    """A use as our app tells it, None where it does not say of what and where."""
    if not all(item.get(name) for name in ("ref", "image", "page")):
        return None
    return PageUse(
        asset=str(item["ref"]),
        external_id=str(item["image"]),
        page=str(item["page"]),
        address=address(str(item.get("address") or ""), base),
        title=cleaned(str(item.get("title") or "")),
        language=str(item.get("language") or ""),
        place=str(item.get("place") or ""),
        since=str(item.get("since") or ""),
        live=bool(item.get("live")),
    )


def address(told: str, base: str) -> str:
    """An address as people reach it: a site that nobody told its name calls itself localhost."""
    try:
        parts = urlsplit(told)
    except ValueError:
        return base
    if parts.netloc and not (parts.hostname in _HERE and urlsplit(base).hostname not in (None, parts.hostname)):
        return told
    return (
        f"{base}{parts.path or '/'}"
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )


def short(text: str, longest: int = LONGEST) -> str:
    """A text on one line, and no longer than this."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
