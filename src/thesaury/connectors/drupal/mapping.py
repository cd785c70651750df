"""What media of Drupal show of an asset, and the resources that change them; nothing is asked here."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from thesaury.connectors.drupal.settings import Settings
from thesaury.connectors.texts import cleaned, web_address
from thesaury.model.publication import Held, Shown

_OURS = UUID("3d0f3b5e-6c53-5c0f-8f67-6a4c1f0b7a21")
_COVER, _MISSING = "cover-", "missing"
_NAME, _ALT = 255, 512
Item = Mapping[str, Any]
Included = Mapping[tuple[str, str], Item]


def media_id(asset: str) -> str:
    """The UUID under which the media of an asset are made: always the same one."""
    return str(uuid5(_OURS, f"asset {asset}"))


def term_id(iri: str) -> str:
    """The UUID under which the term of a concept is made."""
    return str(uuid5(_OURS, f"concept {iri}"))


def held(media: Item, included: Included, settings: Settings) -> Held:
    """Media with their file and terms."""
    told, file = attributes(media), file_of(media, included, settings)
    tag = str(told.get(settings.tag_field) or "")
    texts = {
        "title": str(told.get("name") or ""),
        "alt": alt_of(media, settings),
    }
    texts |= {name: _text(told.get(field)) for name, field in settings.texts.items()}
    terms = [included.get((str(one.get("type")), str(one.get("id")))) for one in linked(media, settings.concepts_field)]
    iris = [str(attributes(term).get(settings.uri_field) or "") for term in terms if term is not None]
    return Held(
        asset=str(told.get(settings.reference_field) or ""),
        external_id=str(media["id"]),
        shown=Shown.of(texts, tuple(filter(None, iris)), tag.removeprefix(_COVER)),
        live=shown(media) and has_file(media, settings) and not tag.startswith(_COVER),
        version=str(told.get("changed") or ""),
        address=_address(file, settings.base_url),
        withdrawn=not has_file(media, settings) or tag.startswith(_COVER),
    )


def made(asset: str, settings: Settings) -> dict[str, Any]:
    """The resource of new media, without a text, a file or a term yet."""
    return {
        "type": f"media--{settings.media_type}",
        "id": media_id(asset),
        "attributes": {settings.reference_field: asset, "name": asset[:_NAME], "status": True},
        "relationships": {},
    }


def texts_changed(fields: Sequence[tuple[str, str]], settings: Settings) -> dict[str, Any]:
    """The attributes that these texts change; the alternative text belongs to the file. Media always have a name."""
    changed: dict[str, Any] = {}
    for name, text in fields:
        if name == "title":
            changed["name"] = _cut(text, _NAME) or "-"
        elif name in settings.texts:
            changed[settings.texts[name]] = cleaned(text) or None
    return changed


def tag_attribute(tag: str, covered: bool, settings: Settings) -> dict[str, Any]:
    """The attribute that says which file there is, and whether it is a placeholder."""
    return {settings.tag_field: (f"{_COVER}{tag}" if covered else tag) or None}


def is_covered(media: Item, tag: str, settings: Settings) -> bool:
    """Whether the placeholder of this tag is in its place already."""
    return bool(attributes(media).get(settings.tag_field) == f"{_COVER}{tag}")


def file_relationship(file: str, alt: str, settings: Settings) -> dict[str, Any]:
    """The relationship to a file with its alternative text."""
    return {settings.file_field: {"data": {"type": "file--file", "id": file, "meta": {"alt": _cut(alt, _ALT)}}}}


def file_link(media: Item, settings: Settings) -> Item:
    """The link of media to their file, with what it says of it; empty where there is none."""
    return next(iter(linked(media, settings.file_field)), {})


def shown(media: Item) -> bool:
    """Whether media are published; those that do not say so may be."""
    return attributes(media).get("status") not in (False, 0, "0")


def has_file(media: Item, settings: Settings) -> bool:
    """Whether media link to a file that is there, seen or not: what Drupal keeps from an account is shown to visitors all the same."""
    return file_link(media, settings).get("id") not in (None, "", _MISSING)


def alt_of(media: Item, settings: Settings) -> str:
    """The alternative text, which belongs to the link to the file."""
    meta = file_link(media, settings).get("meta")
    return str(meta.get("alt") or "") if isinstance(meta, Mapping) else ""


def file_of(media: Item, included: Included, settings: Settings) -> Item | None:
    """The file of media, None where it is gone or was deleted."""
    return included.get(("file--file", str(file_link(media, settings).get("id"))))


def linked(thing: Item, field: str) -> list[Item]:
    """What a relationship links to."""
    relationships = thing.get("relationships")
    told = relationships.get(field) if isinstance(relationships, Mapping) else None
    data = told.get("data") if isinstance(told, Mapping) else None
    found = data if isinstance(data, list) else [data]
    return [one for one in found if isinstance(one, Mapping)]


def attributes(thing: Item) -> Item:
    """The attributes of a thing."""
    told = thing.get("attributes")
    return told if isinstance(told, Mapping) else {}


def _address(file: Item | None, base_url: str) -> str:
    uri = attributes(file).get("uri") if file is not None else None
    return web_address(str(uri.get("url") or ""), base_url) if isinstance(uri, Mapping) else ""


def _text(value: object) -> str:
    """A text field, plain or formatted; a link gives its address."""
    if isinstance(value, Mapping):
        value = value.get("value", value.get("uri"))
    return str(value) if isinstance(value, str | int | float) and value else ""


def _cut(text: str, most: int) -> str:
    return cleaned(text)[:most].rstrip()
