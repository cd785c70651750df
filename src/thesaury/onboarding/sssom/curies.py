"""IRIs as CURIEs: the prefixes a file declares, made up for those it has to name."""

import re
from collections.abc import Iterable

from thesaury.onboarding.sssom.names import BUILT_IN

_CUT = re.compile(r"(.*[#/]|.*:)(.*)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


class Curies:
    """Prefixes for a set of IRIs, the same for the same ones in the same order."""

    def __init__(self, iris: Iterable[str]) -> None:
        self._bases = {base: prefix for prefix, base in BUILT_IN.items()}
        self.declared: dict[str, str] = {}
        for iri in iris:
            base = _cut(iri)[0]
            if base not in self._bases:
                self._bases[base] = prefix = self._prefix(base)
                self.declared[prefix] = base

    def curie(self, iri: str) -> str:
        """The IRI with its prefix; one whose prefix was not foreseen stays as it is."""
        base, rest = _cut(iri)
        return f"{self._bases[base]}:{rest}" if base in self._bases else iri

    def _prefix(self, base: str) -> str:
        """The last word of the base, with a number where it is taken."""
        said = _NAME.findall(base.rpartition("://")[2])
        name = said[-1].lower() if said else "ns"
        taken = {*BUILT_IN, *self.declared}
        return next(p for p in (name, *(f"{name}{n}" for n in range(2, len(taken) + 3))) if p not in taken)


def _cut(iri: str) -> tuple[str, str]:
    found = _CUT.fullmatch(iri)
    return (found[1], found[2]) if found else (iri, "")
