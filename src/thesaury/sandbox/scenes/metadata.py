"""Writing descriptive metadata into a JPEG: an XMP packet, and the older IPTC-IIM block when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from thesaury.sandbox.scenes import iim as legacy

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
        "lr": "http://ns.adobe.com/lightroom/1.0/",
    }
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\x00"
_SEGMENT_LIMIT = 65_533  # a marker segment's length field counts itself and has two bytes


@dataclass(frozen=True, slots=True)
class EmbeddedMetadata:
    """What a picture says about itself; language maps go from language tag to text, the first being the default.

    `extra` maps qualified names such as `plus:LicenseEndDate` to a text or to several, which become a bag.
    `country` is an ISO 3166 code; `iim` writes the same facts as IPTC-IIM too.
    """

    title: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    rights: str = ""
    usage_terms: str = ""
    credit: str = ""
    created: datetime | None = None
    country: str = ""
    extra: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    iim: bool = False


def embed(jpeg: bytes, metadata: EmbeddedMetadata) -> bytes:
    """The same picture with the metadata in it.

    ValueError when the bytes are no JPEG, an extra name has an unknown prefix, or the metadata outgrows one segment.
    """
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("These bytes are not a JPEG: embed takes what `render` gives.")
    parts = [_segment(0xE1, _XMP_MARK + packet(metadata).encode())]
    if metadata.iim:
        parts.append(_segment(0xED, legacy.block(legacy_fields(metadata))))
    place = _after_jfif(jpeg)
    return jpeg[:place] + b"".join(parts) + jpeg[place:]


def packet(metadata: EmbeddedMetadata) -> str:
    """The XMP packet as text."""
    names = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMESPACES.items())
    body = "".join(_properties(metadata))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about=""{names}>{body}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    )


def legacy_fields(metadata: EmbeddedMetadata) -> legacy.Fields:
    """The facts the IPTC-IIM block can carry, in the default language."""
    return legacy.Fields(
        object_name=next(iter(metadata.title.values()), ""),
        caption=next(iter(metadata.description.values()), ""),
        keywords=metadata.subjects,
        by_line=metadata.creators,
        credit=metadata.credit,
        copyright_notice=metadata.rights,
        date_created=metadata.created.date() if metadata.created else None,
    )


def _properties(m: EmbeddedMetadata) -> Iterator[str]:
    rights = {"x-default": m.rights} if m.rights else {}
    terms = {"x-default": m.usage_terms} if m.usage_terms else {}
    yield from _languages("dc:title", m.title)
    yield from _languages("dc:description", m.description)
    yield from _list("dc:subject", m.subjects, "Bag")
    yield from _list("dc:creator", m.creators, "Seq")
    yield from _languages("dc:rights", rights)
    yield from _languages("xmpRights:UsageTerms", terms)
    yield from _text("photoshop:Credit", m.credit)
    yield from _text("xmp:CreateDate", m.created.isoformat(timespec="seconds") if m.created else "")
    yield from _text("photoshop:DateCreated", m.created.isoformat(timespec="seconds") if m.created else "")
    yield from _country(m.country)
    for name, value in m.extra.items():
        _check(name)
        yield from _text(name, value) if isinstance(value, str) else _list(name, value, "Bag")


def _check(name: str) -> None:
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in NAMESPACES or not local.isidentifier():
        raise ValueError(
            f"The extra name {name!r} is not usable. Write prefix:Name with one of: {', '.join(NAMESPACES)}."
        )


def _text(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"<{name}>{escape(value)}</{name}>"


def _list(name: str, values: Sequence[str], kind: str) -> Iterator[str]:
    if values:
        items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
        yield f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _languages(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Language alternatives; the first text is repeated as the default unless a default is given."""
    if not texts:
        return
    full = dict(texts) if "x-default" in texts else {"x-default": next(iter(texts.values())), **texts}
    items = "".join(f"<rdf:li xml:lang={quoteattr(tag)}>{escape(text)}</rdf:li>" for tag, text in full.items())
    yield f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _country(code: str) -> Iterator[str]:
    if code:
        yield f"<Iptc4xmpCore:CountryCode>{escape(code)}</Iptc4xmpCore:CountryCode>"
        yield (
            '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource">'
            f"<Iptc4xmpExt:CountryCode>{escape(code)}</Iptc4xmpExt:CountryCode>"
            "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>"
        )


def _segment(marker: int, payload: bytes) -> bytes:
    if len(payload) > _SEGMENT_LIMIT:
        raise ValueError(
            f"The metadata takes {len(payload)} bytes and one JPEG segment holds {_SEGMENT_LIMIT}: shorten its texts."
        )
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload


def _after_jfif(jpeg: bytes) -> int:
    """Where a new segment may begin: behind the start mark and the JFIF header, if there is one."""
    return 4 + int.from_bytes(jpeg[4:6], "big") if jpeg[2:4] == b"\xff\xe0" else 2
