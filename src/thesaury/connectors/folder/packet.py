"""An XMP sidecar as a document that can be changed without losing anything foreign in it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from io import BytesIO
from xml.dom.minidom import Document, Element, Node
from xml.parsers.expat import ExpatError

from defusedxml.minidom import parse

from thesaury.connectors.folder.xmp import NAMESPACES, XML, read_xmp
from thesaury.connectors.texts import cleaned
from thesaury.model.concept import Label
from thesaury.model.errors import BadInput
from thesaury.model.outbox import ConceptTag
from thesaury.model.statement import RDF

_NEW = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>'
)
_XMLNS = "http://www.w3.org/2000/xmlns/"
_SUBJECT = ("dc", "subject")
_TERMS = ("Iptc4xmpExt", "AboutCvTerm")
# Characters that XML cannot hold even as references.
_ILLEGAL = {0xFFFE: " ", 0xFFFF: " "}
Name = tuple[str, str]


class Packet:
    """One sidecar. `thy:concepts` and `thy:keywords` remember what we wrote: only that is ever taken away unasked."""

    def __init__(self, content: bytes) -> None:
        """Raises BadInput when the content is there but is no XMP."""
        properties = read_xmp(content) if content else {}
        self._concepts = _words(properties.get("thy:concepts"))
        self._keywords = _words(properties.get("thy:keywords"))
        try:
            self._document: Document = parse(BytesIO((content or _NEW).strip(b"\0 \t\r\n")), forbid_dtd=True)
        except (ExpatError, ValueError) as error:
            raise BadInput(f"The sidecar is broken ({error}); mend or remove it.") from error

    def replace(self, concepts: Sequence[ConceptTag]) -> None:
        """Takes the concepts and keywords of the last write out and puts these in, with the first label as keyword."""
        self._remove(_SUBJECT, lambda item: _content(item) in self._keywords)
        self._remove(_TERMS, lambda item: _iri(item) in self._concepts)
        foreign = {_content(item) for item in self._items(_SUBJECT)}
        stated = {_iri(item) for item in self._items(_TERMS)}
        labels = dict.fromkeys(_one_line(concept.labels[0].text) for concept in concepts if concept.labels)
        keywords = [label for label in labels if label and label not in foreign]
        ours = [concept for concept in concepts if concept.iri not in stated]
        self._add(_SUBJECT, [self._text(keyword) for keyword in keywords])
        self._add(_TERMS, [self._term(concept) for concept in ours])
        self._remember("keywords", keywords)
        self._remember("concepts", [concept.iri for concept in ours])

    def concepts(self) -> frozenset[str]:
        """The IRI of every concept in the sidecar, whoever wrote it."""
        return frozenset(filter(None, map(_iri, self._items(_TERMS))))

    def add(self, concepts: Sequence[ConceptTag]) -> None:
        """Puts in those of these concepts that are not there, with the first label as keyword where it is not one already."""
        there = self.concepts()
        words = {_content(item) for item in self._items(_SUBJECT)}
        added = [concept for concept in {c.iri: c for c in concepts}.values() if concept.iri not in there]
        labels = dict.fromkeys(_one_line(concept.labels[0].text) for concept in added if concept.labels)
        keywords = [label for label in labels if label and label not in words]
        self._add(_SUBJECT, [self._text(keyword) for keyword in keywords])
        self._add(_TERMS, [self._term(concept) for concept in added])
        self._account(keywords, [concept.iri for concept in added])

    def remove(self, iris: Collection[str]) -> None:
        """Takes these concepts out, and the keywords that came with them unless another concept of ours needs them."""
        named = {_name(item) for item in self._items(_TERMS) if _iri(item) in iris}
        self._remove(_TERMS, lambda item: _iri(item) in iris)
        needed = {_name(item) for item in self._items(_TERMS) if _iri(item) in self._concepts}
        unneeded = named.intersection(self._keywords) - needed
        self._remove(_SUBJECT, lambda item: _content(item) in unneeded)
        self._account([], [])

    def _account(self, keywords: Sequence[str], concepts: Sequence[str]) -> None:
        """Remembers these as ours, and forgets what is there no more."""
        words, there = {_content(item) for item in self._items(_SUBJECT)}, self.concepts()
        ours = [word for word in self._keywords if word in words], [iri for iri in self._concepts if iri in there]
        for name, before, after in (
            ("keywords", self._keywords, [*ours[0], *keywords]),
            ("concepts", self._concepts, [*ours[1], *concepts]),
        ):
            if before != after:
                self._remember(name, after)
        self._keywords, self._concepts = [*ours[0], *keywords], [*ours[1], *concepts]

    def content(self) -> bytes:
        """The document in UTF-8."""
        for node in self._document.childNodes:
            if isinstance(node, Element):
                _declare(node, {})
        return self._document.toxml("utf-8")

    def _remember(self, name: str, texts: Sequence[str]) -> None:
        self._remove(("thy", name), lambda _: True)
        self._add(("thy", name), [self._text(text) for text in texts])

    def _properties(self, name: Name) -> list[Element]:
        """The elements of one property in every top-level description."""
        found = self._document.getElementsByTagNameNS(NAMESPACES[name[0]], name[1])
        return [element for element in found if element.parentNode in self._descriptions()]

    def _descriptions(self) -> list[Element]:
        return [
            child for root in self._document.getElementsByTagNameNS(RDF, "RDF") for child in _inner(root, "Description")
        ]

    def _items(self, name: Name) -> list[Element]:
        return [item for element in self._properties(name) for item in _list_items(element)]

    def _remove(self, name: Name, unwanted: Callable[[Element], bool]) -> None:
        """Takes the unwanted items of a list property away, and the property when that leaves it empty."""
        for element in self._properties(name):
            for item in filter(unwanted, _list_items(element)):
                if item.parentNode is not None:
                    item.parentNode.removeChild(item)
            if not _list_items(element) and not _content(element) and element.parentNode is not None:
                element.parentNode.removeChild(element)

    def _add(self, name: Name, items: Sequence[Element]) -> None:
        """Appends items to a list property, which is made when it is not there."""
        target = self._list(name) if items else None
        for item in items:
            target and target.appendChild(item)

    def _list(self, name: Name) -> Element:
        """The list of a property; a value written without one becomes its first item."""
        properties = self._properties(name)
        for element in properties:
            if lists := _lists(element):
                return lists[0]
        made = self._rdf("Bag")
        element = properties[0] if properties else self._new(name)
        if text := _content(element):
            made.appendChild(self._text(text))
        element.childNodes.clear()
        element.appendChild(made)
        return made

    def _new(self, name: Name) -> Element:
        """A new property in the first description."""
        descriptions = self._descriptions()
        if not descriptions:
            descriptions = [self._rdf("Description")]
            descriptions[0].setAttributeNS(RDF, "rdf:about", "")
            self._document.getElementsByTagNameNS(RDF, "RDF")[0].appendChild(descriptions[0])
        element = self._element(*name)
        descriptions[0].appendChild(element)
        return element

    def _term(self, concept: ConceptTag) -> Element:
        """One CvTerm structure of IPTC Extension: scheme, concept, and the name in each language."""
        item = self._rdf("li")
        item.setAttributeNS(RDF, "rdf:parseType", "Resource")
        for name, text in (("CvId", concept.scheme), ("CvTermId", concept.iri)):
            if text:
                item.appendChild(self._filled(self._element("Iptc4xmpExt", name), text))
        if concept.labels:
            item.appendChild(self._element("Iptc4xmpExt", "CvTermName")).appendChild(self._alternative(concept.labels))
        return item

    def _alternative(self, labels: Sequence[Label]) -> Element:
        """One text a language, the default first, as XMP wants it."""
        alternative = self._rdf("Alt")
        texts = {label.language: label.text for label in reversed(labels) if label.language}
        for language, text in (("x-default", labels[0].text), *sorted(texts.items())):
            item = alternative.appendChild(self._text(text))
            item.setAttributeNS(XML, "xml:lang", language)
        return alternative

    def _text(self, text: str) -> Element:
        return self._filled(self._rdf("li"), text)

    def _filled(self, element: Element, text: str) -> Element:
        element.appendChild(self._document.createTextNode(_one_line(text)))
        return element

    def _rdf(self, name: str) -> Element:
        return self._element("rdf", name)

    def _element(self, prefix: str, name: str) -> Element:
        uri = RDF if prefix == "rdf" else NAMESPACES[prefix]
        return self._document.createElementNS(uri, f"{prefix}:{name}")


def _declare(element: Element, outer: Mapping[str, str]) -> None:
    """Declares the prefix of every element where it does not already mean the same."""
    attributes = element.attributes.items() if element.attributes else ()
    scope = {**outer, **{name.removeprefix("xmlns:"): value for name, value in attributes if name.startswith("xmlns:")}}
    prefix, uri = element.prefix, element.namespaceURI
    if prefix and uri and scope.get(prefix) != uri:
        element.setAttributeNS(_XMLNS, f"xmlns:{prefix}", uri)
        scope[prefix] = uri
    for child in element.childNodes:
        if isinstance(child, Element):
            _declare(child, scope)


def _inner(element: Element, *names: str) -> list[Element]:
    """The children in the RDF namespace with one of these names."""
    children = [child for child in element.childNodes if isinstance(child, Element)]
    return [child for child in children if child.namespaceURI == RDF and child.localName in names]


def _lists(element: Element) -> list[Element]:
    return _inner(element, "Bag", "Seq", "Alt")


def _list_items(element: Element) -> list[Element]:
    return [item for inner in _lists(element) for item in _inner(inner, "li")]


def _content(element: Element) -> str:
    """The text of an element without inner elements."""
    texts = [child.data for child in element.childNodes if child.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE)]
    return cleaned("".join(texts))


def _iri(item: Element) -> str:
    """The CvTermId of one structure, given as an element or as an attribute."""
    uri = NAMESPACES["Iptc4xmpExt"]
    holders = [item, *_inner(item, "Description")]
    attributes = [holder.getAttributeNS(uri, "CvTermId") for holder in holders]
    elements = [_content(element) for element in item.getElementsByTagNameNS(uri, "CvTermId")]
    return next(filter(None, [*elements, *attributes]), "")


def _name(item: Element) -> str:
    """The default name of one structure: what its keyword is, where we wrote it."""
    names = item.getElementsByTagNameNS(NAMESPACES["Iptc4xmpExt"], "CvTermName")
    return next((_content(text) for name in names for text in _list_items(name)), "")


def _one_line(text: str) -> str:
    """The text as XML can hold it, white space as single blanks."""
    return " ".join(cleaned(text).translate(_ILLEGAL).split())


def _words(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
