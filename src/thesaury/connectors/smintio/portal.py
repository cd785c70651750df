"""What an asset behind a portal means: its data object to a record, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.smintio.data_object import Members, identity, keyed, opened, pick, selected
from thesaury.connectors.smintio.localised import Spoken, first, scalar, spoken, wanted
from thesaury.connectors.smintio.moments import moment
from thesaury.connectors.texts import is_iri, readable_name
from thesaury.model.asset import File, Licence, Record, Text

FIELDS = (
    ("name, smintIoListDisplayName", "title"),
    ("description", "description"),
    ("localizedTags", "tags"),
    ("assetCategories", "category"),
    ("fileMetadata.creator, author", "creator"),
    ("fileMetadata.copyright", "copyright"),
    ("publishFrom, publishUntil, fileMetadata, selectors", "licence"),
    ("largeThumbnailUrl", "file"),
)
"""Which member of the source becomes which of our fields."""

RIGHTS = ("licence_text", "region", "channel", "expiry", "permitted_use", "editorial", "licensee")
"""Selectors that speak of rights."""

_FILE_RIGHTS = ("copyright", "credit", "source", "instructions")
_THUMBNAILS = ("largeThumbnailUrl", "previewThumbnailUrl", "mediumThumbnailUrl", "smallThumbnailUrl")
_CONTENT_TYPES = {"0": "image"}
"""Numbers of content types; only this one is proven by an example."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One data object, opened, with what the connection says of reading it."""

    asset: Any
    members: Members
    file: Members
    image: Members
    layout: str
    cultures: tuple[str, ...]
    selectors: Mapping[str, Sequence[str]]

    def said(self, value: Any) -> Spoken:
        return wanted(spoken(value), self.cultures)

    def chosen(self, name: str) -> tuple[str, ...]:
        """What the selector of this name finds: the first of its paths that says something counts."""
        found = (selected(self.asset, path, self.layout) for path in self.selectors.get(name, ()))
        return next(filter(None, found), ())


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one asset. The payload holds `external_id`, `asset`, `etag`, `layout`, `cultures`, `selectors` (our name to
    paths) and, where those are connected too, `dams` (data adapter to the connection of the DAM behind it)."""
    look = _look(payload)
    return Record(
        connection,
        payload["external_id"],
        payload["etag"],
        texts=tuple(dict.fromkeys(_texts(look))),
        tags=_all([*(text for _, text in look.said(pick(look.members, "localizedTags"))), *look.chosen("tags")]),
        stated=tuple(iri for iri in look.chosen("concepts") if is_iri(iri)),
        properties=tuple(_properties(look)),
        file=_file(look),
        licences=tuple(_licences(look)),
        same_as=_same_as(look, payload.get("dams", {})),
        raw={"asset": payload["asset"]},
    )


def parts(members: Members) -> tuple[str, str]:
    """The data adapter and the id in the system behind it: told apart by the object, else read off its own id."""
    adapter, _, rest = identity(members).partition(":")
    external = scalar(pick(members, "externalId")) or rest.partition(":")[2]
    return (scalar(pick(members, "dataAdapterInstanceKey")) or adapter).removeprefix("da:"), external


def _look(payload: Mapping[str, Any]) -> _Look:
    layout, members = payload["layout"], opened(payload["asset"], payload["layout"])
    inner = [opened(pick(members, name), layout) for name in ("fileMetadata", "imageMetadata")]
    return _Look(
        payload["asset"], members, inner[0], inner[1], layout, tuple(payload["cultures"]), payload["selectors"]
    )


def _texts(look: _Look) -> Iterator[Text]:
    titles = (pick(look.members, name) for name in ("name", "smintIoListDisplayName", "listDisplayName"))
    title = next(filter(None, (look.said(value) for value in titles)), [])
    if not title and (name := scalar(pick(look.file, "fileName"))):
        title = [("", readable_name(name))]
    for language, text in title:
        yield Text("title", text, language)
    description = look.said(pick(look.members, "description")) or look.said(pick(look.file, "description"))
    for language, text in description:
        yield Text("description", text, language)


def _properties(look: _Look) -> Iterator[tuple[str, tuple[str, ...]]]:
    members, file = look.members, look.file
    adapter, external = parts(members)
    kind = keyed(pick(members, "contentType"), look.layout)
    pairs: dict[str, tuple[str, ...]] = {
        "dataAdapter": _all([adapter]),
        "externalId": _all([external]),
        "content_type": _all([_CONTENT_TYPES.get(kind, kind)]),
        "category": _all(keyed(value, look.layout) for value in _list(pick(members, "assetCategories"))),
        "creator": _all(_one(look, pick(file, name)) for name in ("creator", "author")),
        **{
            name: _all([_one(look, pick(file, name))])
            for name in ("copyright", "credit", "source", "city", "state", "country")
        },
        "created": _all([moment(pick(members, "createdAt"))]),
        "modified": _all([moment(pick(members, "modifiedAt"))]),
        "file_name": _all([scalar(pick(file, "fileName"))]),
        "sha1": _all([scalar(pick(file, "sha1Hash"))]),
        "folder": _all(keyed(value, look.layout) for value in _list(pick(members, "parentFolderIds"))),
    }
    chosen = {name: look.chosen(name) for name in look.selectors if name not in (*RIGHTS, "tags", "concepts")}
    return ((name, values) for name, values in {**pairs, **{n: v for n, v in chosen.items() if v}}.items() if values)


def _same_as(look: _Look, dams: Mapping[str, str]) -> tuple[str, ...]:
    """The record of the DAM behind the portal, where that DAM is connected."""
    adapter, external = parts(look.members)
    return (f"{dams[adapter]}/{external}",) if external and adapter in dams else ()


def _licences(look: _Look) -> Iterator[Licence]:
    """One licence from everything that speaks of rights, or none when nothing does: portals have no licences of their own."""
    fields = [(name, text) for name in ("publishFrom", "publishUntil") if (text := moment(pick(look.members, name)))]
    file = {name: _one(look, pick(look.file, name)) for name in _FILE_RIGHTS}
    fields += [(f"fileMetadata.{name}", text) for name, text in file.items() if text]
    indicator = opened(pick(look.members, "indicator"), look.layout)
    fields += [("indicator.text", text) for _, text in look.said(pick(indicator, "text"))]
    fields += [
        ("permissionUuids", text)
        for text in [_joined(map(scalar, _list(pick(look.members, "permissionUuids"))))]
        if text
    ]
    chosen = {name: look.chosen(name) for name in RIGHTS}
    fields += [(name, _joined(values)) for name, values in chosen.items() if values and name != "licence_text"]
    lines = _all([file["copyright"], file["instructions"], *chosen["licence_text"]])
    if fields or lines:
        yield Licence("\n".join(lines), tuple(fields))


def _file(look: _Look) -> File | None:
    """The thumbnail as the picture to show, with what is known of the file; its SHA-1 is no digest of ours."""
    address = next((text for name in _THUMBNAILS if (text := scalar(pick(look.members, name)))), "")
    if not address:
        return None
    media = scalar(pick(look.file, "mediaType"))
    size = [_length(pick(look.image, name)) for name in ("width", "height")]
    shown = media if media.startswith("image/") else ""  # the thumbnail of a film is a picture all the same
    return File(address, shown, "", _length(pick(look.file, "fileSizeInBytes")), size[0], size[1])


def _one(look: _Look, value: Any) -> str:
    return keyed(value, look.layout) or first(spoken(value), look.cultures)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _joined(values: Any) -> str:
    return "; ".join(filter(None, values))


def _all(values: Any) -> tuple[str, ...]:
    """Every different value that is not empty, in order."""
    return tuple(dict.fromkeys(filter(None, values)))


def _length(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else 0
