"""An XMP packet that holds rights and nothing else: a sidecar for whoever asks for one."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from thesaury.model.plus import FORMS, PLUS, Form
from thesaury.model.statement import RDF

_META = "adobe:ns:meta/"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES: Mapping[str, str] = {"x": _META, "rdf": RDF, "plus": PLUS}


def packet_of(properties: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """The document in which a picture of any name has these properties (`Exported.properties`), as XMP part 1 wants it."""
    for prefix, uri in _PREFIXES.items():
        register_namespace(prefix, uri)
    root = Element(f"{{{_META}}}xmpmeta")
    description = SubElement(SubElement(root, f"{{{RDF}}}RDF"), f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    for name, values in properties:
        _put(SubElement(description, f"{{{PLUS}}}{name}"), name, [_printable(value) for value in values])
    return f"{tostring(root, encoding='unicode')}\n"


def _put(element: Element, name: str, values: Sequence[str]) -> None:
    form = FORMS[name]
    if form is Form.TEXT:
        element.text = "; ".join(values)
        return
    inner = {Form.LANGUAGES: "Alt", Form.LIST: "Bag", Form.NAMES: "Seq"}[form]
    items = SubElement(element, f"{{{RDF}}}{inner}")
    for value in values:
        item = SubElement(items, f"{{{RDF}}}li", {_LANGUAGE: "x-default"} if form is Form.LANGUAGES else {})
        if form is Form.NAMES:
            item.set(f"{{{RDF}}}parseType", "Resource")
            item = SubElement(item, f"{{{PLUS}}}{name}Name")
        item.text = value


def _printable(value: str) -> str:
    """The value without what XML cannot hold, on one line."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in value).split())
