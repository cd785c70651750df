"""What the metadata of a picture means: payload to record, and nothing else."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from thesaury.connectors.folder import rights_fields
from thesaury.connectors.folder.layers import Layer, first, iso_date, listed, spoken, structures
from thesaury.connectors.folder.xmp import said
from thesaury.connectors.texts import is_iri, readable_name
from thesaury.model.asset import DERIVED_FROM, File, Record, Text

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("dc:title", "iptc:objectname", "exif:xptitle"),
    "headline": ("photoshop:headline", "iptc:headline"),
    "description": ("dc:description", "iptc:caption-abstract", "exif:imagedescription", "exif:xpcomment"),
    "creator": ("dc:creator", "iptc:by-line", "exif:artist"),
    "credit": ("photoshop:credit", "iptc:credit"),
    "source": ("photoshop:source", "iptc:source"),
    "copyright": ("dc:rights", "iptc:copyrightnotice", "exif:copyright"),
    "terms": ("xmprights:usageterms",),
    "instructions": ("photoshop:instructions", "iptc:specialinstructions"),
    "created": ("photoshop:datecreated", "iptc:datecreated", "exif:datetimeoriginal", "xmp:createdate"),
    "country": ("photoshop:country", "iptc:country-primarylocationname"),
    "city": ("photoshop:city", "iptc:city"),
    # Many brands write the campaign into the job reference; an event, where there is one, says it better.
    "campaign": ("iptc4xmpext:event", "photoshop:transmissionreference", "iptc:originaltransmissionreference"),
    "job": ("photoshop:transmissionreference", "iptc:originaltransmissionreference"),
}
"""Our fields and where they stand in a picture, the best place first (Metadata Working Group: XMP, then IPTC, then EXIF)."""

PROPERTIES = ("creator", "credit", "source", "copyright", "created", "country", "city", "campaign", "job", "headline")
# What goes with a date in the same block: time of day, or offset.
_TIMES = {"iptc:datecreated": "iptc:timecreated", "exif:datetimeoriginal": "exif:offsettimeoriginal"}
_TAGS = ("dc:subject", "iptc:keywords", "exif:xpkeywords", "lr:hierarchicalsubject")
_TERMS = "iptc4xmpext:aboutcvterm"
KEYWORDS = ("dc:subject", "iptc:keywords")
"""The places that we write labels to."""
_RIGHTS_TEXTS = ("copyright", "terms", "instructions")


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one file. A sidecar's value takes the place of the embedded one; where they differ, `raw` says so."""
    layers = (_merged(payload["sidecars"]), _people(payload["embedded"]))
    folders = PurePosixPath(payload["path"]).parts[:-1]
    return Record(
        connection,
        payload["path"],
        payload["etag"],
        texts=_texts(layers, payload["path"]),
        tags=first(_tags(layer) for layer in layers),
        stated=first(_stated(layer) for layer in layers),
        properties=(*_properties(layers), *((("folder", folders),) if folders else ()), *_derived(connection, payload)),
        file=File(**payload["file"]),
        licences=rights_fields.licences(layers, _told(layers, *_RIGHTS_TEXTS), _told(layers, "credit")),
        raw={**payload, "differences": _differences(*layers)},
    )


def concepts(layer: Layer) -> frozenset[str]:
    """The IRI of every concept one block of metadata names, whoever wrote it."""
    return frozenset(filter(None, map(_iri, structures(layer.get(_TERMS)))))


def _merged(sidecars: list[Layer]) -> Layer:
    """The sidecars as one layer; a later one wins over an earlier."""
    merged: dict[str, Any] = {}
    for layer in sidecars:
        merged |= {key: value for key, value in _people(layer).items() if value}
    return merged


def _people(layer: Layer) -> Layer:
    """One layer without what Thesaury wrote itself: that must not come back as the word of a person."""
    words, ours = set(listed(layer.get("thy:keywords"))), listed(layer.get("thy:concepts"))
    people: dict[str, Any] = {
        name: [word for word in listed(layer.get(name)) if word not in words] for name in KEYWORDS
    }
    for stated in listed(layer.get("thy:rights")):
        name, _, text = stated.partition(" ")
        if text == said(layer.get(name.lower())):
            people[name.lower()] = ""
    people[_TERMS] = [term for term in structures(layer.get(_TERMS)) if _iri(term) not in ours]
    return {**layer, **people}


def tags(layer: Layer, but: Collection[str] = ()) -> frozenset[str]:
    """The keywords of people in one block of metadata, in all places but these."""
    return frozenset(_tags({name: value for name, value in _people(layer).items() if name not in but}))


def _texts(layers: tuple[Layer, ...], path: str) -> tuple[Text, ...]:
    title, headline = _value(layers, "title"), _value(layers, "headline")
    description = _value(layers, "description")
    if not (title or headline or description):
        return (Text("title", readable_name(PurePosixPath(path).name)),)
    titles = [Text("title", text, language) for language, text in title or headline]
    known = {text.value for text in titles}
    more = [Text("headline", text, language) for language, text in headline if text not in known]
    return (*titles, *more, *(Text("description", text, language) for language, text in description))


def _properties(layers: tuple[Layer, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in PROPERTIES:
        found = tuple(dict.fromkeys(text for _, text in _value(layers, name)))
        if name == "creator":
            found = tuple(part.strip() for text in found for part in text.split(";") if part.strip())
        elif name != "created":
            found = found[:1]
        if found:
            yield name, found


def _derived(connection: str, payload: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the picture was made from: pictures of this folder, and another document that nobody here can name."""
    made_from = payload.get("made_from", {})
    pictures = [f"{connection}/{path}" for path in made_from.get("pictures", ())]
    if found := (*pictures, *made_from.get("unknown", ())):
        yield DERIVED_FROM, found


def _tags(layer: Layer) -> tuple[str, ...]:
    found: list[str] = []
    for name in _TAGS:
        values = listed(layer.get(name))
        if name == "exif:xpkeywords":
            values = [part.strip() for value in values for part in value.split(";")]
        elif name == "lr:hierarchicalsubject":
            values = [value.rpartition("|")[2].strip() for value in values]
        found += filter(None, values)
    return tuple(dict.fromkeys(found))


def _stated(layer: Layer) -> tuple[str, ...]:
    terms = [_iri(term) for term in structures(layer.get(_TERMS))]
    return tuple(dict.fromkeys(term for term in terms if is_iri(term)))


def _iri(term: Layer) -> str:
    """The CvTermId of one structure, or an empty string."""
    return next(iter(listed(term.get("cvtermid"))), "")


def _told(layers: tuple[Layer, ...], *fields: str) -> list[str]:
    """The texts of these fields, in every language."""
    return [text for field in fields for _, text in _value(layers, field)]


def _value(layers: tuple[Layer, ...], field: str) -> tuple[tuple[str, str], ...]:
    """The (language, text) pairs of one of our fields from the first layer, and there the best place, that has any."""
    return first(_placed(layer, place) for layer in layers for place in FIELDS[field])


def _placed(layer: Layer, place: str) -> tuple[tuple[str, str], ...]:
    texts = spoken(layer.get(place))
    if "date" not in place:
        return texts
    with_time = [f"{text} {layer.get(_TIMES.get(place, ''), '')}".strip() for _, text in texts]
    return tuple(("", iso) for iso in map(_moment, with_time) if iso)


def _moment(text: str) -> str:
    """A date with what its block says of the time; cameras write zeros for a clock never set."""
    packed = re.sub(r"^(\d{4})(\d\d)(\d\d)", r"\1-\2-\3", text)
    spelled = re.sub(r" (\d\d)(\d\d)(\d\d)([+-]\d\d)(\d\d)$", r" \1:\2:\3\4:\5", packed)
    return "" if text.startswith("0000") else iso_date(re.sub(r" ([+-]\d\d:\d\d)$", r"\1", spelled))


def _differences(sidecar: Layer, inside: Layer) -> list[dict[str, Any]]:
    """Where sidecar and embedded metadata say different things of one field."""
    pairs = {field: (_value((sidecar,), field), _value((inside,), field)) for field in FIELDS}
    found: list[tuple[str, Any, Any]] = [(field, *pair) for field, pair in pairs.items()]
    found.append(("tags", _tags(sidecar), _tags(inside)))
    found.extend(rights_fields.differing(sidecar, inside))
    return [
        {"field": field, "sidecar": [*said], "embedded": [*held]}
        for field, said, held in found
        if said and held and said != held
    ]
