"""A placement as usage: the event it makes, and the address under which systems are told of its document."""

from hashlib import sha256
from urllib.parse import quote

from thesaury.model.placement import Placement
from thesaury.model.usage import UsageEvent, UsageKind

OURS = "placement:"
"""How the ids of events begin that placements make."""
PAGE = "page:"
"""How the ids of placements begin that were found in pages of a CMS, and which are over when they are found there no more."""
ADDRESS = "address"
"""The property of such an event that holds the address its system is told."""
_MARK = "thesaury"


def event_of(placement: Placement, external_id: str) -> UsageEvent:
    """The use that a placement is, of its record, whose external id this is; it names no person, nor the folder in which somebody keeps
    the document."""
    told = {
        "host": placement.host,
        "document": document_name(placement),
        "rendition": placement.rendition,
        "channel": placement.channel,
        "regions": " ".join(placement.regions),
        "campaign": placement.campaign,
        ADDRESS: address_of(placement),
    }
    where = document_name(placement) or placement.host
    known = tuple((name, value) for name, value in told.items() if value)
    return UsageEvent(f"{OURS}{placement.id}", UsageKind.USE, placement.at, external_id, where, properties=known)


def document_name(placement: Placement) -> str:
    """What the document is called: its address on the web, or the last part of its path."""
    document = placement.document
    return document if _on_the_web(document) else document.replace("\\", "/").rstrip("/").rpartition("/")[2]


def address_of(placement: Placement) -> str:
    """One address for each document, the same for all placements in it; of a placement that names none, one of its own.

    A document on the web has its own address with a mark, so that nobody else's report of that page is replaced by ours.
    """
    document = placement.document
    if _on_the_web(document):
        return f"{document}{'&' if '#' in document else '#'}{_MARK}"
    if not document:
        return f"urn:{_MARK}:placement:{quote(placement.id, safe='')}"
    digest = sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    name = quote(document_name(placement), safe="")
    return f"urn:{_MARK}:document:{quote(placement.host, safe='')}:{name}:{digest}"


def may_be_ours(address: str) -> bool:
    """Whether an address looks like one that `address_of` gives."""
    return address.startswith(f"urn:{_MARK}:") or address.endswith((f"#{_MARK}", f"&{_MARK}"))


def _on_the_web(document: str) -> bool:
    return document.startswith(("http://", "https://"))
