"""An XMP packet, of a sidecar or of a picture, as a document that can be changed without losing anything foreign in it."""

from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from xml.dom.minidom import Document, Element
from xml.parsers.expat import ExpatError

from defusedxml.minidom import parse

from thesaury.connectors.folder.elements import (
    declare,
    list_items,
    one_line,
    rdf_children,
    rdf_lists,
    term_iri,
    term_name,
    text_of,
)
from thesaury.connectors.folder.stated_rights import FORMS, Name, values_of
from thesaury.connectors.folder.xmp import NAMESPACES, XML, read_xmp, said
from thesaury.model.concept import Label
from thesaury.model.errors import BadInput
from thesaury.model.outbox import ConceptTag
from thesaury.model.plus import Form
from thesaury.model.statement import RDF

_NEW = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>'
)
_SUBJECT = ("dc", "subject")
_TERMS = ("Iptc4xmpExt", "AboutCvTerm")


class Packet:
    """One packet. `thy:concepts` and `thy:keywords` remember what we wrote: only that is ever taken away unasked."""

    def __init__(self, content: bytes) -> None:
        """Raises BadInput when the content is there but is no XMP."""
        properties = read_xmp(content) if content else {}
        self._concepts = _words(properties.get("thy:concepts"))
        self._keywords = _words(properties.get("thy:keywords"))
        self._rights = _words(properties.get("thy:rights"))
        self._said = {name: said(properties.get(":".join(name).lower())) for name in FORMS}
        try:
            self._document: Document = parse(BytesIO((content or _NEW).strip(b"\0 \t\r\n")), forbid_dtd=True)
        except (ExpatError, ValueError) as error:
            raise BadInput(f"The XMP is broken ({error}); mend or remove it.") from error

    def replace(self, concepts: Sequence[ConceptTag]) -> None:
        """Takes the concepts and keywords of the last write out and puts these in, with the first label as keyword."""
        self._remove(_SUBJECT, lambda item: text_of(item) in self._keywords)
        self._remove(_TERMS, lambda item: term_iri(item) in self._concepts)
        foreign = {text_of(item) for item in self._items(_SUBJECT)}
        stated = {term_iri(item) for item in self._items(_TERMS)}
        labels = dict.fromkeys(one_line(concept.labels[0].text) for concept in concepts if concept.labels)
        keywords = [label for label in labels if label and label not in foreign]
        ours = [concept for concept in concepts if concept.iri not in stated]
        self._add(_SUBJECT, [self._text(keyword) for keyword in keywords])
        self._add(_TERMS, [self._term(concept) for concept in ours])
        self._remember("keywords", keywords)
        self._remember("concepts", [concept.iri for concept in ours])

    def state_rights(self, rights: Sequence[tuple[str, str]]) -> None:
        """Puts copyright, terms of use, web statement and what PLUS says in where others have not said their own; ours of the last
        time go. Where others say in PLUS what is not what we would say, all of PLUS is theirs: half of either might permit more."""
        wanted = {name: values_of(name, rights) for name in FORMS}
        theirs = {name for name in FORMS if self._said[name] and _memory(name, self._said[name]) not in self._rights}
        if any(name[0] == "plus" and wanted[name] and said(wanted[name]) != self._said[name] for name in theirs):
            wanted = {name: [] if name[0] == "plus" else values for name, values in wanted.items()}
        ours: list[str] = []
        for name in (name for name in FORMS if name not in theirs):
            self._unsay(name)
            if values := wanted[name]:
                self._new_valued(name, values)
                ours.append(_memory(name, said(values)))
        self._remember("rights", ours)

    def concepts(self) -> frozenset[str]:
        """The IRI of every concept in the packet, whoever wrote it."""
        return frozenset(filter(None, map(term_iri, self._items(_TERMS))))

    def own_keywords(self) -> tuple[str, ...]:
        """The keywords that we wrote and that are still there."""
        return tuple(self._keywords)

    def add(self, concepts: Sequence[ConceptTag], others: Collection[str] = ()) -> None:
        """Puts in those of these concepts that are not there, with the first label as keyword where it is not one already, here
        or among `others`."""
        there = self.concepts()
        words = {text_of(item) for item in self._items(_SUBJECT)}.union(others)
        added = [concept for concept in {c.iri: c for c in concepts}.values() if concept.iri not in there]
        labels = dict.fromkeys(one_line(concept.labels[0].text) for concept in added if concept.labels)
        keywords = [label for label in labels if label and label not in words]
        self._add(_SUBJECT, [self._text(keyword) for keyword in keywords])
        self._add(_TERMS, [self._term(concept) for concept in added])
        self._account(keywords, [concept.iri for concept in added])

    def foreign_keywords(self) -> frozenset[str]:
        """The keywords that are not ours."""
        return frozenset(text_of(item) for item in self._items(_SUBJECT)).difference(self._keywords)

    def retag(self, clear: Collection[str], restore: Sequence[str]) -> None:
        """Takes these keywords of people out, and puts others in as theirs; our own stay."""
        gone = frozenset(clear).difference(self._keywords)
        self._remove(_SUBJECT, lambda item: text_of(item) in gone)
        there = {text_of(item) for item in self._items(_SUBJECT)}
        self._add(_SUBJECT, [self._text(word) for word in dict.fromkeys(restore) if word not in there])

    def remove(self, iris: Collection[str]) -> None:
        """Takes these concepts out, and the keywords that came with them unless another concept of ours needs them."""
        named = {term_name(item) for item in self._items(_TERMS) if term_iri(item) in iris}
        self._remove(_TERMS, lambda item: term_iri(item) in iris)
        needed = {term_name(item) for item in self._items(_TERMS) if term_iri(item) in self._concepts}
        unneeded = named.intersection(self._keywords) - needed
        self._remove(_SUBJECT, lambda item: text_of(item) in unneeded)
        self._account([], [])

    def _account(self, keywords: Sequence[str], concepts: Sequence[str]) -> None:
        """Remembers these as ours, and forgets what is there no more."""
        words, there = {text_of(item) for item in self._items(_SUBJECT)}, self.concepts()
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
                declare(node, {})
        return self._document.toxml("utf-8")

    def _unsay(self, name: Name) -> None:
        """Takes a property away, however it is written."""
        for element in self._properties(name):
            if element.parentNode is not None:
                element.parentNode.removeChild(element)
        for description in self._descriptions():
            if description.hasAttributeNS(NAMESPACES[name[0]], name[1]):
                description.removeAttributeNS(NAMESPACES[name[0]], name[1])

    def _remember(self, name: str, texts: Sequence[str]) -> None:
        self._remove(("thy", name), lambda _: True)
        self._add(("thy", name), [self._text(text) for text in texts])

    def _properties(self, name: Name) -> list[Element]:
        """The elements of one property in every top-level description."""
        found = self._document.getElementsByTagNameNS(NAMESPACES[name[0]], name[1])
        return [element for element in found if element.parentNode in self._descriptions()]

    def _descriptions(self) -> list[Element]:
        return [
            child
            for root in self._document.getElementsByTagNameNS(RDF, "RDF")
            for child in rdf_children(root, "Description")
        ]

    def _items(self, name: Name) -> list[Element]:
        return [item for element in self._properties(name) for item in list_items(element)]

    def _remove(self, name: Name, unwanted: Callable[[Element], bool]) -> None:
        """Takes the unwanted items of a list property away, and the property when that leaves it empty."""
        for element in self._properties(name):
            for item in filter(unwanted, list_items(element)):
                if item.parentNode is not None:
                    item.parentNode.removeChild(item)
            if not list_items(element) and not text_of(element) and element.parentNode is not None:
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
            if lists := rdf_lists(element):
                return lists[0]
        made = self._rdf("Bag")
        element = properties[0] if properties else self._new(name)
        if text := text_of(element):
            made.appendChild(self._text(text))
        element.childNodes.clear()
        element.appendChild(made)
        return made

    def _new_valued(self, name: Name, values: Sequence[str]) -> None:
        """A new property with these values in its form; of a text there is one."""
        element, form = self._new(name), FORMS[name]
        if form is Form.TEXT:
            self._filled(element, values[0])
        elif form is Form.LANGUAGES:
            element.appendChild(self._alternative([Label(values[0])]))
        else:
            items = element.appendChild(self._rdf("Bag" if form is Form.LIST else "Seq"))
            for value in values:
                items.appendChild(self._text(value) if form is Form.LIST else self._name(name, value))

    def _name(self, name: Name, value: str) -> Element:
        """One structure of PLUS that says who somebody is."""
        item = self._rdf("li")
        item.setAttributeNS(RDF, "rdf:parseType", "Resource")
        item.appendChild(self._filled(self._element(name[0], f"{name[1]}Name"), value))
        return item

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
        element.appendChild(self._document.createTextNode(one_line(text)))
        return element

    def _rdf(self, name: str) -> Element:
        return self._element("rdf", name)

    def _element(self, prefix: str, name: str) -> Element:
        uri = RDF if prefix == "rdf" else NAMESPACES[prefix]
        return self._document.createElementNS(uri, f"{prefix}:{name}")


def _memory(name: Name, text: str) -> str:
    """By what we know again what we wrote: the property and what it says."""
    return f"{':'.join(name)} {text}"


def _words(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
