"""Reads an XMP packet into plain values: texts, lists, structures, and texts by language."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from thesaury.connectors.texts import cleaned, language_tag
from thesaury.model.errors import BadInput
from thesaury.model.plus import PLUS, PLUS_VOCABULARY
from thesaury.model.statement import DC, RDF, THY

NAMESPACES = {
    "dc": DC,
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "plus": PLUS,
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "thy": THY,
}
"""The namespaces we know, by the prefix of their standard (XMP part 2, IPTC Photo Metadata, PLUS)."""

XML = "http://www.w3.org/XML/1998/namespace"
MOST_BYTES = 16 << 20
"""No honest sidecar is larger: the largest hold a long editing history and stay below 2 MB."""

_PREFIX = {uri: prefix.lower() for prefix, uri in NAMESPACES.items()}
_DEEPEST = 60


def read_xmp(packet: bytes) -> dict[str, Any]:
    """Every property as `prefix:name` in small letters.

    A text is a text, a bag or sequence a list, a structure a dict by small local name, an alternative a dict by language
    (`x-default` first in meaning). Raises BadInput for what is no XMP, holds a DOCTYPE or nests too deep.
    """
    properties: dict[str, Any] = {}
    for description in _parsed(packet).iterfind(f"{{{RDF}}}Description"):
        properties = _members(description, _qualified) | properties
    return properties


def said(value: Any) -> str:
    """What a property says, in one line, however it holds it: by this line we know again what we wrote.

    Of several languages the default one; items and members follow one another; codes of PLUS without their namespace.
    """
    if isinstance(value, dict):
        speaks = "x-default" in value or all(map(language_tag, value))
        told = [value.get("x-default") or next(iter(value.values()), "")] if speaks else list(value.values())
        return "; ".join(filter(None, map(said, told)))
    if isinstance(value, list):
        return "; ".join(filter(None, map(said, value)))
    return value.removeprefix(PLUS_VOCABULARY) if isinstance(value, str) else ""


def _parsed(packet: bytes) -> Element:
    """The rdf:RDF element."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(packet) > MOST_BYTES:
        raise BadInput("The XMP is larger than 16 MB; let the program that wrote it write it anew.")
    try:
        root: Element = fromstring(packet.strip(b"\0 \t\r\n"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadInput(f"The XMP is broken ({error or type(error).__name__}).") from error
    if _depth(root) > _DEEPEST:
        raise BadInput(f"The XMP nests deeper than {_DEEPEST} levels; no program that reads it would go so deep.")
    rdf = root if root.tag == f"{{{RDF}}}RDF" else root.find(f".//{{{RDF}}}RDF")
    if rdf is None:
        raise BadInput("The file is no XMP: it holds no rdf:RDF element.")
    return rdf


def _depth(root: Element) -> int:
    """How many levels the tree has, found without recursion."""
    levels, level = 0, [root]
    while level:
        levels, level = levels + 1, [child for element in level for child in element]
    return levels


def _members(element: Element, named: Callable[[str], str]) -> dict[str, Any]:
    """The properties of a description or structure, given as elements or as attributes."""
    members = {
        named(tag): cleaned(text)
        for tag, text in element.attrib.items()
        if tag.startswith("{") and not tag.startswith((f"{{{RDF}}}", f"{{{XML}}}"))
    }
    for child in element:
        members.setdefault(named(child.tag), _value(child))
    return members


def _value(element: Element) -> Any:
    inner = next(iter(element), None)
    if element.get(f"{{{RDF}}}parseType") == "Resource":
        return _structure(element)
    if inner is None:
        resource = element.get(f"{{{RDF}}}resource")
        return resource or cleaned(element.text or "") or _members(element, _local) or ""
    if inner.tag == f"{{{RDF}}}Alt":
        return _alternative(inner)
    if inner.tag in (f"{{{RDF}}}Bag", f"{{{RDF}}}Seq"):
        return [_value(item) for item in inner]
    return _structure(inner if inner.tag == f"{{{RDF}}}Description" else element)


def _structure(element: Element) -> Any:
    """The members by local name; a value with qualifiers is its value."""
    if (qualified := element.find(f"{{{RDF}}}value")) is not None:
        return _value(qualified)
    return _members(element, _local)


def _alternative(alternative: Element) -> Any:
    """Texts by language, or a list when no language is said."""
    if not any(f"{{{XML}}}lang" in item.attrib for item in alternative):
        return [_value(item) for item in alternative]
    texts: dict[str, Any] = {}
    for item in alternative:
        texts.setdefault(language_tag(item.get(f"{{{XML}}}lang", "")) or "x-default", _value(item))
    return texts


def _qualified(tag: str) -> str:
    uri, _, name = tag.removeprefix("{").partition("}")
    return f"{_PREFIX[uri]}:{name.lower()}" if uri in _PREFIX else tag


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
