"""The question about one clause, from the versioned prompt: what a licence says is fenced in as data."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from thesaury.model.licensing import Modification, Unresolved
from thesaury.rights.vocabulary import Tables

_AROUND = 3_000
"""Code points of the licence on each side of the clause that are shown for context."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked about one clause, with the clause itself."""

    instructions: str
    question: str
    clause: Unresolved


@cache
def prompt() -> Mapping[str, Any]:
    """The prompt beside this code."""
    return tomllib.loads((files("thesaury.rights.proposing") / "prompt.toml").read_text(encoding="utf-8"))


def version() -> str:
    """The version of the prompt."""
    return str(prompt()["version"])


def asked(licence: str, clause: Unresolved, tables: Tables) -> Asked:
    """The question about a clause of this licence; its words are cut off after `LONGEST_CLAUSE` code points."""
    fence = _fence(f"{licence}\0{clause.words}")
    around = licence[max(0, clause.start - _AROUND) : clause.end + _AROUND]
    question = prompt()["question"].format(fence=fence, clause=clause.words, licence=around, reason=clause.reason)
    return Asked(_instructions(fence, tables), question, clause)


def _instructions(fence: str, tables: Tables) -> str:
    fields = "\n".join(f"  {name}: {meaning}" for name, meaning in prompt()["fields"].items())
    return str(
        prompt()["instructions"].format(
            fence=fence,
            fields=fields,
            channels=_listed((*tables.channels.leaves, *tables.channels.groups)),
            groups=_listed(name for name in tables.regions.stays if not name.isdigit()),
            purposes=_listed(tables.purposes),
            parties=_listed(tables.parties.leaves),
            limits=_listed(tables.limits),
            duties=_listed(tables.duties),
            modification=_listed(Modification),
        )
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _fence(text: str) -> str:
    """A mark that the text does not hold, so that it cannot close the fence: it depends on all of the text."""
    mark = f"====={sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}====="
    return mark if mark not in text else _fence(f"{mark}{text}")
