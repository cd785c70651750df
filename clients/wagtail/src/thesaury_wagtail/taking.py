"""An asset that somebody chose in the picker becomes an image, unless it is one already. What it is Thesaury says, not the browser."""

from collections.abc import Iterable
from typing import Any

from . import asking, assets, files, vocabulary
from .models import Concept

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


def take(asset: str, collection: Any, user: Any) -> Any:
    """The image of an asset that the channel publishes now. Raises asking.NoAnswer, ValidationError for a file Wagtail does not take."""
    item = asking.item(asset)
    there = assets.find(asset)
    if there is not None and there.asset_withdrawn is None:
        return there
    content, kind = asking.file(str(item.get("contentUrl") or ""))
    if kind not in _ENDINGS:
        raise asking.NoAnswer("no_image")
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in asset)[:60]
    file = files.checked(f"thesaury-{name}.{_ENDINGS[kind]}", content)
    change = assets.Change(texts_of(item), add=_concepts(item), revive=True)
    if there is not None:
        return assets.alter(there, change, file, user)
    return assets.make(asset, change, file, collection, user)


def texts_of(item: dict[str, Any]) -> dict[str, str]:
    """The texts of an item by the names they have on an image."""
    texts = {}
    for name, told in (("title", "name"), ("caption", "caption"), ("alt", "description")):
        for text, language in _words(item.get(told)):
            texts[f"{name}@{language}" if language else name] = text
    usage = item.get("usageInfo")
    plain = {
        "credit": item.get("creditText"),
        "copyright": item.get("copyrightNotice"),
        "licence": item.get("license"),
        "usage": usage.get("text") if isinstance(usage, dict) else usage,
        "allowed_until": item.get("expires"),
    }
    return texts | {name: text for name, text in plain.items() if isinstance(text, str) and text}


def _concepts(item: dict[str, Any]) -> list[str]:
    """The IRIs of its concepts; those that are not here yet are made, what is here keeps its place."""
    told = {one["@id"]: one for one in _listed(item.get("about")) if isinstance(one, dict) and one.get("@id")}
    known = set(Concept.objects.filter(uri__in=told).values_list("uri", flat=True))
    vocabulary.store(
        vocabulary.Told(
            uri=iri,
            scheme=str(one.get("inDefinedTermSet") or ""),
            notation=str(one.get("termCode") or ""),
            labels={language: text for text, language in _words(one.get("name"))},
        )
        for iri, one in told.items()
        if iri not in known
    )
    return list(told)


def _words(told: Any) -> Iterable[tuple[str, str]]:
    """Texts with their languages, however many there are."""
    for one in _listed(told):
        if isinstance(one, dict) and isinstance(one.get("@value"), str):
            yield one["@value"], str(one.get("@language") or "")
        elif isinstance(one, str):
            yield one, ""


def _listed(told: Any) -> list[Any]:
    return told if isinstance(told, list) else [] if told is None else [told]
