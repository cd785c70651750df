"""What the metadata of a picture means: payload to record, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from thesaury.connectors.texts import is_iri, language_tag, readable_name
from thesaury.model.asset import File, Licence, Record, Text

Layer = Mapping[str, Any]

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
# The places that we write labels to.
_KEYWORDS = ("dc:subject", "iptc:keywords")
# PLUS 2.0.1 and XMP rights, by their own names.
_RIGHTS = (
    *("plus:LicenseStartDate", "plus:LicenseEndDate", "plus:RegionConstraints", "plus:MediaConstraints"),
    *("plus:MediaSummaryCode", "plus:ProductOrServiceConstraints", "plus:ImageFileConstraints"),
    *("plus:ImageAlterationConstraints", "plus:ImageDuplicationConstraints", "plus:ModelReleaseStatus"),
    *("plus:PropertyReleaseStatus", "plus:CreditLineRequired", "plus:AdultContentWarning", "plus:Reuse"),
    *("plus:OtherConstraints", "plus:OtherLicenseRequirements", "plus:OtherLicenseInfo", "plus:CopyrightStatus"),
    *("plus:TermsAndConditionsText", "plus:TermsAndConditionsURL", "plus:LicenseID", "plus:LicensorTransactionID"),
    *("plus:LicenseeTransactionID", "plus:DataMining", "plus:Licensor", "plus:Licensee", "plus:EndUser"),
    *("plus:CopyrightOwner", "plus:ImageSupplier", "xmpRights:WebStatement", "xmpRights:Marked", "xmpRights:Owner"),
)
_PLUS_CODE = "http://ns.useplus.org/ldf/vocab/"
_DATE = re.compile(r"(\d{4})[:-]?(\d\d)?[:-]?(\d\d)?(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?)?")


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one file. A sidecar's value takes the place of the embedded one; where they differ, `raw` says so."""
    layers = (_merged(payload["sidecars"]), _people(payload["embedded"]))
    folders = PurePosixPath(payload["path"]).parts[:-1]
    return Record(
        connection,
        payload["path"],
        payload["etag"],
        texts=_texts(layers, payload["path"]),
        tags=_first(_tags(layer) for layer in layers),
        stated=_first(_stated(layer) for layer in layers),
        properties=(*_properties(layers), *((("folder", folders),) if folders else ())),
        file=File(**payload["file"]),
        licences=_licences(layers),
        raw={**payload, "differences": _differences(*layers)},
    )


def concepts(layer: Layer) -> frozenset[str]:
    """The IRI of every concept one block of metadata names, whoever wrote it."""
    return frozenset(filter(None, map(_iri, _structures(layer.get(_TERMS)))))


def _merged(sidecars: list[Layer]) -> Layer:
    """The sidecars as one layer; a later one wins over an earlier."""
    merged: dict[str, Any] = {}
    for layer in sidecars:
        merged |= {key: value for key, value in _people(layer).items() if value}
    return merged


def _people(layer: Layer) -> Layer:
    """One layer without what Thesaury wrote itself: that must not come back as the word of a person."""
    words, ours = set(_listed(layer.get("thy:keywords"))), _listed(layer.get("thy:concepts"))
    people: dict[str, Any] = {
        name: [word for word in _listed(layer.get(name)) if word not in words] for name in _KEYWORDS
    }
    for stated in _listed(layer.get("thy:rights")):
        name, _, text = stated.partition(" ")
        if text in _plain(layer.get(name.lower())):
            people[name.lower()] = ""
    people[_TERMS] = [term for term in _structures(layer.get(_TERMS)) if _iri(term) not in ours]
    return {**layer, **people}


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


def _licences(layers: tuple[Layer, ...]) -> tuple[Licence, ...]:
    """One licence from the rights texts and the rights fields, or none when nothing is said."""
    lines = [text for name in ("copyright", "terms", "instructions") for _, text in _value(layers, name)]
    fields: list[tuple[str, str]] = []
    for name in _RIGHTS:
        fields += _first(_right(layer, name) for layer in layers)
    licence = Licence("\n".join(dict.fromkeys(lines)), tuple(fields))
    return (licence,) if lines or fields else ()


def _right(layer: Layer, name: str) -> tuple[tuple[str, str], ...]:
    """One rights property as named fields; the members of a structure such as Licensor count one by one."""
    value, short = layer.get(name.lower()), name.partition(":")[2]
    if structures := _structures(value):
        members = [(member, text) for structure in structures for member, text in structure.items()]
        found = [(_member(short, member), "; ".join(_plain(value))) for member, value in members]
    else:
        found = [(short, "; ".join(_plain(value)))]
    return tuple((field, text) for field, text in found if text)


def _member(name: str, member: str) -> str:
    """`licensorname` of Licensor as `LicensorName`, in PLUS's own spelling."""
    rest = member.removeprefix(name.lower())
    return name + (rest.upper() if rest in ("url", "id") else rest.title())


def _plain(value: Any) -> tuple[str, ...]:
    """The texts of a rights value: in one language, dates in ISO 8601, PLUS codes without their namespace."""
    texts = [text for _, text in _spoken(value)]
    chosen = texts[:1] if isinstance(value, dict) else texts
    return tuple(iso_date(text.removeprefix(_PLUS_CODE)) for text in chosen)


def _tags(layer: Layer) -> tuple[str, ...]:
    found: list[str] = []
    for name in _TAGS:
        values = _listed(layer.get(name))
        if name == "exif:xpkeywords":
            values = [part.strip() for value in values for part in value.split(";")]
        elif name == "lr:hierarchicalsubject":
            values = [value.rpartition("|")[2].strip() for value in values]
        found += filter(None, values)
    return tuple(dict.fromkeys(found))


def _stated(layer: Layer) -> tuple[str, ...]:
    terms = [_iri(term) for term in _structures(layer.get(_TERMS))]
    return tuple(dict.fromkeys(term for term in terms if is_iri(term)))


def _iri(term: Layer) -> str:
    """The CvTermId of one structure, or an empty string."""
    return next(iter(_listed(term.get("cvtermid"))), "")


def _value(layers: tuple[Layer, ...], field: str) -> tuple[tuple[str, str], ...]:
    """The (language, text) pairs of one of our fields from the first layer, and there the best place, that has any."""
    return _first(_placed(layer, place) for layer in layers for place in FIELDS[field])


def _placed(layer: Layer, place: str) -> tuple[tuple[str, str], ...]:
    texts = _spoken(layer.get(place))
    if "date" not in place:
        return texts
    with_time = [f"{text} {layer.get(_TIMES.get(place, ''), '')}".strip() for _, text in texts]
    return tuple(("", iso) for iso in map(_moment, with_time) if iso)


def _spoken(value: Any) -> tuple[tuple[str, str], ...]:
    """The (language, text) pairs of a value; a default that repeats the text of a language is left out."""
    if not isinstance(value, dict):
        return tuple(("", text) for text in _listed(value))
    texts = {key: text for key, text in sorted(value.items()) if isinstance(text, str) and text}
    named = {language_tag(key): text for key, text in texts.items() if language_tag(key)}
    default = texts.get("x-default", "")
    return ((("", default),) if default and default not in named.values() else ()) + tuple(named.items())


def iso_date(text: str) -> str:
    """An EXIF, IPTC or XMP date (`2026:05:14`, `2026-05-14T09:30+02:00`) in ISO 8601; any other text as it stands."""
    match = _DATE.fullmatch(text)
    if not match or not match[2]:
        return text
    day = "-".join(part for part in match.groups()[:3] if part)
    return f"{day}T{match[4]}{match[5] or ''}" if match[4] else day


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
    return [
        {"field": field, "sidecar": [*said], "embedded": [*held]}
        for field, said, held in found
        if said and held and said != held
    ]


def _listed(value: Any) -> list[str]:
    """A text or a list of texts as a list, without structures and empty texts."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str) and item]


def _structures(value: Any) -> list[dict[str, Any]]:
    """The structures of a list of them, or of a single one; a text by languages is none."""
    values = value if isinstance(value, list) else [value]
    return [
        item
        for item in values
        if isinstance(item, dict) and not any(key == "x-default" or language_tag(key) for key in item)
    ]


def _first(candidates: Iterator[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The first candidate that is not empty."""
    return next(filter(None, candidates), ())
