"""Ids of our own in Contentful: the same for the same asset and concept at all times, so that nothing is made twice."""

import re
from hashlib import sha256

from thesaury.model.errors import Refused

_MOST = 64
_PLAIN = re.compile(r"[A-Za-z0-9-]")
_ESCAPED = re.compile(r"_([0-9a-f]{2})")


def escaped(text: str) -> str:
    """A text in letters, digits, hyphens and underscores, from which it can be read again."""
    return "".join(
        sign if _PLAIN.fullmatch(sign) else "".join(f"_{byte:02x}" for byte in sign.encode("utf-8", "surrogatepass"))
        for sign in text
    )


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    whole = b"".join(
        bytes.fromhex(part) if number % 2 else part.encode("utf-8", "replace")
        for number, part in enumerate(_ESCAPED.split(text))
    )
    return whole.decode("utf-8", "replace")


def asset_id(prefix: str, asset: str) -> str:
    """The id of the object of an asset. Raises Refused where Contentful takes none that long."""
    id = f"{prefix}.{escaped(asset)}"
    if len(id) > _MOST:
        raise Refused(f"The asset {asset[:80]} has an id too long for Contentful, which takes {_MOST} characters.")
    return id


def asset_of(prefix: str, id: str) -> str:
    """The asset of an id of ours."""
    return unescaped(id.removeprefix(f"{prefix}."))


def concept_id(prefix: str, iri: str) -> str:
    """The id of a concept: a hash of its IRI, which may be longer than an id, behind the client's prefix."""
    return f"{prefix}.{sha256(iri.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"
