"""What an asset means: payload to record, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from thesaury.connectors.cloudinary.entries import is_ours, values
from thesaury.connectors.image_data import media_type
from thesaury.connectors.licence_roles import NO_FIELD
from thesaury.connectors.texts import cleaned, is_iri, readable_name
from thesaury.model.asset import File, Licence, Record, Text

FIELDS = (
    ("context.caption, display_name, public_id", "title"),
    ("context.alt", "description"),
    ("tags", "tags"),
    ("metadata, entries whose external id is an IRI", "stated concepts"),
    ("asset_folder", "property:folder"),
    ("moderation_status, access_control", "licence"),
    ("secure_url", "file"),
)
"""Which member of the source becomes which of our fields; every metadata field becomes a property of its label."""

_VERSION = 1
"""Of the mapping: raise it when records made from the same payload come out otherwise."""
RIGHTS = ("moderation_status", "access_type", "start", "end")
"""What every asset may have that speaks of rights."""
_CONTROLLED = ("enum", "set")
_OWN = ("resource_type", "delivery_type", "format", "folder", "public_id", "created")
Item = Mapping[str, Any]


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one asset. The payload holds `asset`, `fields` (the definitions of metadata fields as they come), `language` and
    `rights` (the metadata fields that speak of rights, by external id or label), `missing` those of them there are not."""
    asset, definitions = payload["asset"], {str(one.get("external_id")): one for one in payload.get("fields") or ()}
    held = [(definitions.get(name, {}), name, values(value)) for name, value in _object(asset, "metadata").items()]
    entries = [entry for definition, _, found in held if definition.get("type") in _CONTROLLED for entry in found]
    made = Record(
        connection,
        _text(asset, "asset_id"),
        "",
        texts=tuple(_texts(asset, str(payload.get("language") or ""))),
        tags=_different(cleaned(tag) for tag in _list(asset, "tags") if isinstance(tag, str)),
        stated=_different(filter(is_iri, entries)),
        properties=tuple(_properties(asset, held)),
        file=_file(asset),
        licences=tuple(_licences(asset, list(_rights(held, payload)))),
        raw=asset,
    )
    return replace(made, etag=_etag(made, asset))


def changed_at(asset: Item) -> str:
    """When the asset was changed last, as Cloudinary spells it; empty where it does not say."""
    told = _text(_object(asset, "last_updated"), "updated_at") or _text(asset, "updated_at")
    return told or _text(asset, "uploaded_at") or _text(asset, "created_at")


def _etag(made: Record, asset: Item) -> str:
    """A mark of what is made of the asset, and of its file's version; not of dates, which a search and a single read show differently."""
    parts = [
        _VERSION,
        asset.get("version"),
        made.texts,
        made.tags,
        made.stated,
        made.properties,
        made.file,
        made.licences,
    ]
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _texts(asset: Item, language: str) -> Iterator[Text]:
    """Contextual metadata, which the console shows as title (caption) and description (alt); a name is of no language."""
    context = _object(asset, "context")
    context = _object(context, "custom") or context  # a search gives the pairs, a single read one level deeper
    public_id = _text(asset, "public_id")
    if title := cleaned(_text(context, "caption")):
        yield Text("title", title, language)
    elif name := cleaned(_text(asset, "display_name")) or readable_name(public_id.rpartition("/")[2]):
        yield Text("title", name)
    if description := cleaned(_text(context, "alt")):
        yield Text("description", description, language)


def _properties(asset: Item, held: Sequence[tuple[Item, str, list[str]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    public_id = _text(asset, "public_id")
    folder = _text(asset, "asset_folder") or _text(asset, "folder") or public_id.rpartition("/")[0]
    told = (_text(asset, "resource_type"), _text(asset, "type"), _text(asset, "format"), folder, public_id)
    pairs: dict[str, tuple[str, ...]] = {
        name: (value,) for name, value in zip(_OWN, (*told, _text(asset, "created_at")), strict=True)
    }
    for definition, name, found in held:
        words = _words(definition)
        label = cleaned(_text(definition, "label")) or name
        label = f"metadata {label}" if label in _OWN else label
        theirs = [words.get(one, one) for one in found if not (definition.get("type") in _CONTROLLED and is_ours(one))]
        pairs[label] = (*pairs.get(label, ()), *theirs)
    return ((name, kept) for name, found in pairs.items() if (kept := _different(map(cleaned, found))))


def _words(definition: Item) -> dict[str, str]:
    entries = (one for one in _list(_object(definition, "datasource"), "values") if isinstance(one, Mapping))
    return {_text(one, "external_id"): _text(one, "value") for one in entries if _text(one, "value")}


def _rights(held: Sequence[tuple[Item, str, list[str]]], payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values of the metadata fields of rights in words, each by the name that the setting has for its field."""
    names = payload.get("rights") or ()
    for definition, name, found in held:
        words = _words(definition)
        called = next((one for one in (name, _text(definition, "label")) if one in names), "")
        yield from ((called, value) for one in found if called and (value := cleaned(words.get(one, one))))
    yield from ((name, NO_FIELD) for name in payload.get("missing") or ())


def _licences(asset: Item, rights: Sequence[tuple[str, str]]) -> Iterator[Licence]:
    """Cloudinary has no licences: how moderation went, from when until when anybody may see the asset, as it stands, and the metadata
    fields of rights."""
    told = [("moderation_status", status)] if (status := cleaned(_text(asset, "moderation_status"))) else []
    for rule in _list(asset, "access_control"):
        found = rule if isinstance(rule, Mapping) else {}
        told += [(name, value) for name in ("access_type", "start", "end") if (value := cleaned(_text(found, name)))]
    if told or rights:
        yield Licence("", (*told, *rights))


def _file(asset: Item) -> File | None:
    address, ending = _text(asset, "secure_url"), _text(asset, "format") or _text(asset, "public_id").rpartition(".")[2]
    size, width, height = (_natural(asset, name) for name in ("bytes", "width", "height"))
    return File(address, media_type(f"x.{ending}"), "", size, width, height) if address else None


def _text(item: Item, name: str) -> str:
    found = item.get(name)
    return found if isinstance(found, str) else ""


def _object(item: Item, name: str) -> Item:
    found = item.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(item: Item, name: str) -> Sequence[Any]:
    found = item.get(name)
    return found if isinstance(found, list) else ()


def _natural(item: Item, name: str) -> int:
    found = item.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**53 else 0


def _different(found: Iterable[str]) -> tuple[str, ...]:
    """Every different value that is not empty, in order."""
    return tuple(dict.fromkeys(filter(None, found)))
