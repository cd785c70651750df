"""Licences that are known by their names: what they bring, and where a text names one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from thesaury.model.licensing import Limit, Modification
from thesaury.rights.parsing.counting import Counted
from thesaury.rights.parsing.folding import words_of
from thesaury.rights.parsing.lexicon import Lexicon
from thesaury.rights.parsing.meanings import Kind, Meaning


@dataclass(frozen=True, slots=True)
class Template:
    """What a named licence brings. `known`: the name alone grants its terms, for the world and for ever, in every medium; otherwise
    it only restricts what the text says."""

    id: str
    model: str
    known: bool = False
    channels: tuple[str, ...] = ()
    channels_denied: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    purposes_denied: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    modification: Modification | None = None
    exclusivity: str = ""
    since: date | None = None
    """The day from which licences were sold on these terms, None where they are not known to have been others."""
    earlier: tuple["Template", ...] = ()
    """The versions before it, newest first."""

    def on(self, purchased: date | None) -> "Template":
        """The version that was sold on a day; the newest where nobody knows the day. Before all that are known, caps have no number."""
        if purchased is None or self.since is None or purchased >= self.since:
            return self
        before = next((one for one in self.earlier if one.since is None or purchased >= one.since), None)
        return before or replace(self, limits=tuple(replace(limit, max=None) for limit in self.limits))


@cache
def templates() -> dict[str, Template]:
    """All templates by id."""
    return {entry["id"]: _template(entry) for entry in _table()["licence"]}


@cache
def _table() -> dict[str, Any]:
    return loads((files("thesaury.rights.parsing") / "named_licences.toml").read_text(encoding="utf-8"))


def _template(entry: dict[str, Any]) -> Template:
    lists = {
        name: tuple(entry.get(name, ()))
        for name in ("channels", "channels_denied", "purposes", "purposes_denied", "duties")
    }
    limits = _limits(entry)
    change = Modification(entry["modification"]) if "modification" in entry else None
    return Template(
        entry["id"], entry["model"], entry.get("known", False), **lists, limits=limits,
        modification=change, exclusivity=entry.get("exclusivity", ""), since=_day(entry),
        earlier=tuple(_template({**entry, "earlier": (), "since": "", **version}) for version in entry.get("earlier", ())),
    )  # fmt: skip


def _limits(entry: dict[str, Any]) -> tuple[Limit, ...]:
    return tuple(Limit(each["kind"], float(each["max"]), tuple(each["channels"])) for each in entry.get("limits", ()))


def _day(entry: dict[str, Any]) -> date | None:
    return date.fromisoformat(entry["since"]) if entry.get("since") else None


@cache
def licence_names() -> Lexicon:
    """The names that are plain phrases."""
    made = Lexicon()
    for entry in _table()["licence"]:
        for phrase in entry.get("words", ()):
            made.add(words_of(phrase), Meaning(Kind.MODEL, (entry["id"],), rule=f"licence {entry['id']}"))
    return made


_PORT = (
    r"(?:[\s,-]*\(?(?:international(?:e|er)?|universal|universel(?:le)?|unported|non transposee?|nicht portiert|generic|igo|deed|"
    r"(?:au|at|be|ca|ch|de|es|fr|it|jp|lu|nl|nz|pl|uk|us)\b)\)?(?!\w))?"
)
_END = (
    r"(?:[\s,-]*(?:v\.?\s?|version\s)?(?P<version>\d\.\d)(?![.,]?\d)"
    + _PORT
    + r")?(?:[\s-]+(?:public )?(?:licen[cs]e|lizenz))?(?!\w)"
)
_UNDER = (
    r"(?:(?<!\w)(?:is |ist |wird |steht |stehen |est |sont )?(?:made available |released |shared |licen[cs]ed |verfugbar |"
    r"veroffentlicht |lizenziert |mise? a (?:la )?disposition |publiee? |diffusee? |distribuee? |sous licence )?"
    r"(?:under|unter|sous|selon)(?: (?:the|der|den|einer|a|an|la|une|les|terms of|termes de|bedingungen))*"
    r"(?: (?:license|licence|lizenz))?[ :]+)?"
)
"""How sentences lead to the name of a licence; nothing of it says anything by itself."""
_ELEMENTS = {
    "nc": r"nc|non-?\s?commercial|nicht[- ]?kommerziell|keine kommerzielle nutzung|pas d'utilisation commerciale|"
    r"utilisation non commerciale|pas d'usage commercial",
    "nd": r"nd|no-?\s?deriv(?:ative)?(?:s| works)?|keine bearbeitung(?:en)?|pas de modifications?|pas d'?\s?[oœ]?e?uvres? derivees?",
    "sa": r"sa|share-?\s?alike|weitergabe unter gleichen bedingungen|partage (?:dans les memes conditions|a l'identique)",
}
_ANY_ELEMENT = "|".join(_ELEMENTS.values())
_ZERO = re.compile(
    _UNDER
    + r"(?<!\w)(?:creative commons\s*|cc\s*-?\s*)(?:0|zero)"
    + _END.replace("(?P<version>", "(?:")
    + r"(?:\s*\(?cc0(?: 1\.0)?\)?)?(?:[\s,]*public domain dedication)?(?!\w)"
)
_BY = re.compile(
    _UNDER + r"(?<!\w)(?:creative[ -]commons|cc)[\s:-]*(?:(?:licen[cs]e|lizenz)\s*)?(?:by|attribution|namensnennung|"
    r"paternite)(?P<elements>(?:[\s,/-]+(?:" + _ANY_ELEMENT + r"))*)" + _END
)
_SPELLED = re.compile(
    _UNDER + r"(?<!\w)(?:attribution|namensnennung|paternite)(?P<elements>(?:[\s,/-]+(?:" + _ANY_ELEMENT + r"))*)"
    r"[\s,-]*(?P<version>\d\.\d)(?![.,]?\d)" + _PORT + r"\s*(?=\(\s*cc[\s-]*by)"
)
"""The elements in words alone, with the version, name a licence where its short name follows in brackets."""
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/(?:licenses/by(?P<elements>(?:-(?:nc|nd|sa))*)/\d\.\d(?:/[a-z]{2,3})?|"
    r"publicdomain/(?:(?P<zero>zero)|(?P<mark>mark))/1\.0)/?(?:deed(?:\.[a-z]{2})?|legalcode(?:\.[a-z]{2})?)?(?![\w/])"
)
_UNKNOWN = re.compile(r"(?<!\w)(?:creative[ -]commons(?:[ -](?:licen[cs]e|lizenz))?|cc[- ](?:licen[cs]e|lizenz))(?!\w)")


def licences_in(text: str) -> Iterator[Counted]:
    """Creative Commons licences in a folded text, by their elements; the words alone, without elements, name none of them."""
    if "cc" not in text and "creative" not in text:
        return
    taken: list[tuple[int, int]] = []
    for match in _ADDRESS.finditer(text):
        taken.append(match.span())
        elements = tuple(name for name in _ELEMENTS if name in (match["elements"] or "").split("-"))
        known = "CC0" if match["zero"] else "public domain" if match["mark"] else ""
        found = (known,) if known else ("CC BY", *elements)
        yield Counted(*match.span(), Meaning(Kind.MODEL, found, rule=f"licence {' '.join(found).upper()}"))
    for match in _ZERO.finditer(text):
        taken.append(match.span())
        yield Counted(*match.span(), Meaning(Kind.MODEL, ("CC0",), rule="licence CC0"))
    for match in (*_SPELLED.finditer(text), *_BY.finditer(text)):
        taken.append(match.span())
        elements = tuple(
            name
            for name, words in _ELEMENTS.items()
            if re.search(r"(?<!\w)(?:" + words + r")(?!\w)", match["elements"])
        )
        yield Counted(
            *match.span(),
            Meaning(Kind.MODEL, ("CC BY", *elements), rule=f"licence {' '.join(('CC BY', *elements)).upper()}"),
        )
    for match in _UNKNOWN.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield Counted(
                *match.span(),
                Meaning(Kind.OPEN, ("other",), reason="refers_to_external_document", rule="licence not named"),
            )


def named(names: tuple[str, ...], purchased: date | None = None) -> Template:
    """The template of a name found in a text, as it was on the day of purchase; the elements of Creative Commons change the plain one."""
    if names[0] != "CC BY":
        return templates()[names[0]].on(purchased)
    plain = templates()["CC NC" if "nc" in names else "CC BY"]
    return Template(
        " ".join(names).upper(), plain.model, True, purposes=plain.purposes, purposes_denied=plain.purposes_denied,
        duties=(*plain.duties, *(("share_alike",) if "sa" in names else ())),
        modification=Modification.PROHIBITED if "nd" in names else plain.modification,
    )  # fmt: skip
