"""What the elements of an XMP document say, whichever way they are written."""

from collections.abc import Mapping
from xml.dom.minidom import Element, Node

from thesaury.connectors.folder.xmp import NAMESPACES
from thesaury.connectors.texts import cleaned
from thesaury.model.statement import RDF

_XMLNS = "http://www.w3.org/2000/xmlns/"
# Characters that XML cannot hold even as references.
_ILLEGAL = {0xFFFE: " ", 0xFFFF: " "}


def declare(element: Element, outer: Mapping[str, str]) -> None:
    """Declares the prefix of every element where it does not already mean the same."""
    attributes = element.attributes.items() if element.attributes else ()
    scope = {**outer, **{name.removeprefix("xmlns:"): value for name, value in attributes if name.startswith("xmlns:")}}
    prefix, uri = element.prefix, element.namespaceURI
    if prefix and uri and scope.get(prefix) != uri:
        element.setAttributeNS(_XMLNS, f"xmlns:{prefix}", uri)
        scope[prefix] = uri
    for child in element.childNodes:
        if isinstance(child, Element):
            declare(child, scope)


def rdf_children(element: Element, *names: str) -> list[Element]:
    """The children in the RDF namespace with one of these names."""
    children = [child for child in element.childNodes if isinstance(child, Element)]
    return [child for child in children if child.namespaceURI == RDF and child.localName in names]


def rdf_lists(element: Element) -> list[Element]:
    """The bags, sequences and alternatives in an element."""
    return rdf_children(element, "Bag", "Seq", "Alt")


def list_items(element: Element) -> list[Element]:
    """The items of every list in an element."""
    return [item for inner in rdf_lists(element) for item in rdf_children(inner, "li")]


def text_of(element: Element) -> str:
    """The text of an element without inner elements."""
    texts = [child.data for child in element.childNodes if child.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE)]
    return cleaned("".join(texts))


def term_iri(item: Element) -> str:
    """The CvTermId of one structure, given as an element or as an attribute."""
    uri = NAMESPACES["Iptc4xmpExt"]
    holders = [item, *rdf_children(item, "Description")]
    attributes = [holder.getAttributeNS(uri, "CvTermId") for holder in holders]
    elements = [text_of(element) for element in item.getElementsByTagNameNS(uri, "CvTermId")]
    return next(filter(None, [*elements, *attributes]), "")


def term_name(item: Element) -> str:
    """The default name of one structure: what its keyword is, where we wrote it."""
    names = item.getElementsByTagNameNS(NAMESPACES["Iptc4xmpExt"], "CvTermName")
    return next((text_of(text) for name in names for text in list_items(name)), "")


def one_line(text: str) -> str:
    """The text as XML can hold it, white space as single blanks."""
    return " ".join(cleaned(text).translate(_ILLEGAL).split())
