"""The names of options of ours: stable keys made from concept IRIs, for a name can never be changed."""

import re
from hashlib import sha256

_WORD = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 40


def option_name(iri: str) -> str:
    """The end of the IRI for people, and eight digits that tell it from every other IRI."""
    ending = _WORD.sub("_", re.split(r"[/#:]", iri.rstrip("/#:"))[-1]).strip("_")[:_LONGEST]
    return f"{ending or 'concept'}_{sha256(iri.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
