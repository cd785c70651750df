"""Channels and items of feeds to compact JSON and back, exactly."""

import json
from dataclasses import asdict, fields
from typing import Any

from thesaury.model.concept import Label
from thesaury.model.publishing import Channel, Item, Topic

_LABELS = ("titles", "captions", "alts")
_PLAIN = tuple(one.name for one in fields(Item) if one.name not in (*_LABELS, "asset", "topics"))


def encode_channel(channel: Channel) -> str:
    """All of it, but for its name."""
    shape = asdict(channel)
    del shape["name"]
    return _dumps(shape)


def decode_channel(name: str, payload: str) -> Channel:
    """The channel again."""
    return Channel(name, **_tuples(json.loads(payload)))


def encode_item(item: Item) -> str:
    """All of it, but for its asset; what says nothing is left out."""
    shape: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(item, name))}
    shape |= {name: _plain_labels(value) for name in _LABELS if (value := getattr(item, name))}
    if item.topics:
        shape["topics"] = [
            (one.iri, one.scheme, one.notation, _plain_labels(one.labels), one.broader) for one in item.topics
        ]
    return _dumps(shape)


def decode_item(asset: str, payload: str) -> Item:
    """The item again."""
    said = json.loads(payload)
    found = _tuples({name: said[name] for name in _PLAIN if name in said})
    found |= {name: _labels(said[name]) for name in _LABELS if name in said}
    topics = tuple(
        Topic(iri, scheme, notation, _labels(labels), broader)
        for iri, scheme, notation, labels, broader in said.get("topics", ())
    )
    return Item(asset, found.pop("record", ""), topics=topics, **found)


def _plain_labels(labels: tuple[Label, ...]) -> list[tuple[str, str]]:
    return [(label.text, label.language) for label in labels]


def _labels(said: list[list[str]]) -> tuple[Label, ...]:
    return tuple(Label(text, language) for text, language in said)


def _tuples(said: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}


def _dumps(value: Any) -> str:
    # ASCII only, so that even a lone surrogate of a damaged file name survives.
    return json.dumps(value, separators=(",", ":"))
