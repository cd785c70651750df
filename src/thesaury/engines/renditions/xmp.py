"""The packet of XMP that a delivered file carries: title, rights, licensor, concepts and the day its licence ends."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from thesaury.engines.renditions.said import keywords
from thesaury.model.rendition import RightsMarks

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_START = "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>"
_END = "<?xpacket end='r'?>"


def packet(marks: RightsMarks) -> bytes:
    """The packet in UTF-8; empty where nothing is said."""
    lines = [line for line in _properties(marks) if line]
    if not lines:
        return b""
    spaces = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in _NAMESPACES.items())
    body = "\n".join(lines)
    return (
        f"{_START}\n<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='{_RDF}'>\n"
        f"<rdf:Description rdf:about=''{spaces}>\n{body}\n</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n{_END}"
    ).encode()


def _properties(marks: RightsMarks) -> Iterable[str]:
    language = marks.language
    yield _text("dc:identifier", marks.asset)
    yield _spoken("dc:title", marks.title, language)
    yield _text("photoshop:Headline", marks.title)
    yield _spoken("dc:description", marks.description, language)
    yield _spoken("Iptc4xmpCore:AltTextAccessibility", marks.alt, language)
    yield _list("dc:creator", "Seq", map(escape, filter(None, [marks.creator])))
    yield _text("photoshop:Credit", marks.credit)
    yield _spoken("dc:rights", marks.copyright, language)
    # Without a notice nobody knows whether it is protected: then nothing is said.
    yield _text("xmpRights:Marked", "True" if marks.copyright else "")
    yield _spoken("xmpRights:UsageTerms", marks.usage, language)
    yield _text("photoshop:Instructions", marks.usage)
    yield _text("xmpRights:WebStatement", marks.licence)
    yield _structures("plus:Licensor", "Seq", [_text("plus:LicensorURL", marks.acquire)])
    yield _text("plus:LicenseEndDate", marks.expires)
    yield _text("prism:expirationDate", marks.expires)
    yield _list("dc:subject", "Bag", map(escape, keywords(marks)))
    terms = (
        _text("Iptc4xmpExt:CvTermId", iri) + _spoken("Iptc4xmpExt:CvTermName", label, language)
        for iri, label in marks.concepts
    )
    yield _structures("Iptc4xmpExt:AboutCvTerm", "Bag", terms)


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _spoken(name: str, text: str, language: str) -> str:
    """One text in the default language, and in its own where that is said."""
    if not text:
        return ""
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(tag)}>{escape(text)}</rdf:li>" for tag in ("x-default", language) if tag
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _list(name: str, form: str, items: Iterable[str]) -> str:
    inner = "".join(f"<rdf:li>{item}</rdf:li>" for item in items)
    return f"<{name}><rdf:{form}>{inner}</rdf:{form}></{name}>" if inner else ""


def _structures(name: str, form: str, items: Iterable[str]) -> str:
    inner = "".join(f"<rdf:li rdf:parseType='Resource'>{item}</rdf:li>" for item in items if item)
    return f"<{name}><rdf:{form}>{inner}</rdf:{form}></{name}>" if inner else ""
