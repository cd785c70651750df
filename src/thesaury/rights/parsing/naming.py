"""Names: credits, campaigns, brands, events, companies, photographers and references. A name is never a way past a "no": what denies,
excepts or limits is left standing, and what is left over stays unknown."""

from collections.abc import Sequence, Set
from dataclasses import replace

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.name_runs import (
    LEGAL_FORMS,
    PEOPLE,
    company_end,
    event_end,
    is_year,
    merged,
    name_end,
    person_end,
)

_CREDIT_ONLY_NAMED = frozenset(table("names")["only_named_credits"])
_NUMBERED = frozenset(table("names")["numbered"])
_NUMBER_SIGNS = frozenset(("no", "nr", "n", "°", ".", "#", "number", "nummer", "numero", "-"))
_EDITIONS = frozenset(table("names")["editions"])
_BESIDE_NAMES = frozenset({
    Kind.CREDIT, Kind.OPEN, Kind.SCOPE, Kind.REFERENCE, Kind.PLAIN, Kind.PART, Kind.MODEL, Kind.INDUSTRY, Kind.UNKNOWN,
})  # fmt: skip
"""What a name, or the word in front of one, may be read as."""
_GIVEN_TO = frozenset(table("names")["given_to"])


def with_names(found: Sequence[Found], tokens: Sequence[Token], words: Set[str], text: str) -> list[Found]:
    """The findings with names put together, in order; nothing is lost."""
    named: list[Found] = []
    companies: set[str] = set()
    people = not words.isdisjoint(PEOPLE)
    at = 0
    while at < len(found):
        each = found[at]
        if each.kind not in _BESIDE_NAMES:
            named.append(each)
            at += 1
        elif each.kind is Kind.CREDIT or _is_notice(each, tokens):
            at = _credit(found, at, tokens, text, named)
        elif each.kind is Kind.SCOPE and len(each.meaning.names) == 1:
            at = _scope(found, at, tokens, text, named)
        elif (
            each.kind is Kind.REFERENCE
            or (each.kind is Kind.OPEN and each.meaning.reason == "refers_to_external_document")
            or _numbered(found, at, tokens)
        ):
            at = _reference(found, at, tokens, named)
        elif each.kind is Kind.INDUSTRY:
            at = _industry(found, at, text, named)
        elif people and (after := person_end(found, at, tokens)) > at + 1:
            named.append(merged(found[at:after], Meaning(Kind.PLAIN, rule="name of a person")))
            at = after
        elif each.kind is Kind.UNKNOWN and (after := company_end(found, at, tokens)):
            companies.update(
                token.text for token in tokens[each.first : found[after - 1].after] if token.text not in LEGAL_FORMS
            )
            given = bool(named) and any(
                token.text in _GIVEN_TO for token in tokens[max(0, each.first - 2) : each.first]
            )
            meaning = Meaning(Kind.PARTY, ("licensee",), rule="name of the licensee") if given else each.meaning
            named.append(merged(found[at:after], meaning))
            at = after
        elif each.kind is Kind.UNKNOWN and tokens[each.first].text in companies:
            named.append(each.as_(Meaning(Kind.PLAIN, rule="name of the licensee")))
            at += 1
        elif each.kind is Kind.UNKNOWN and (after := event_end(found, at, tokens, named)):
            named.append(
                merged(
                    found[at:after],
                    Meaning(Kind.SCOPE, ("event", text[each.start : found[after - 1].end]), rule="name of an event"),
                )
            )
            at = after
        else:
            named.append(each)
            at += 1
    return named


def _is_notice(each: Found, tokens: Sequence[Token]) -> bool:
    if each.kind is not Kind.OPEN:
        return False
    return "".join(token.text for token in tokens[each.first : each.after]) in ("©", "copyright", "(c)")


def _skip(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """Past colons, copyright signs and small words between a label and its name."""
    small = (
        "by",
        "to",
        "par",
        "von",
        "durch",
        "as",
        "als",
        "©",
        "line",
        "photo",
        "foto",
        "of",
        "de",
        "a",
        "des",
        ".",
        "credit",
        "copyright",
        "required",
        "mandatory",
        "obligatoire",
        "pflicht",
        "erforderlich",
    )
    while at < len(found) and (
        found[at].kind is Kind.COLON or (tokens[found[at].first].text in small and (found[at].kind is not Kind.BREAK))
        or (found[at].kind is Kind.CREDIT and found[at - 1].kind is Kind.COLON)
        or (found[at].kind is Kind.BREAK and tokens[found[at].first].text == "-")
    ):  # fmt: skip
        at += 1
    return at


def _credit(found: Sequence[Found], at: int, tokens: Sequence[Token], text: str, named: list[Found]) -> int:
    each = found[at]
    word = tokens[each.first].text
    begin = _skip(found, at + 1, tokens)
    notice = each.kind is Kind.OPEN
    if notice and begin + 1 < len(found) and is_year(found[begin]) and name_end(found, begin + 1, tokens) > begin + 1:
        begin += 1  # "(c) 2021 Anneke Visser"
    end = name_end(found, begin, tokens)
    if _denied(named):
        end = begin  # "no photo X": whatever X is, it is no credit, and has to be understood
    if end == begin:
        needs_name = word in _CREDIT_ONLY_NAMED and each.after == each.first + 1
        if notice:
            named.append(each)
        else:
            named.append(
                each.as_(
                    Meaning(Kind.PLAIN if needs_name else Kind.CREDIT, rule="small talk" if needs_name else "credit")
                )
            )
        return at + 1
    if notice:
        begin = at
    first = at if word in ("photo", "foto") and found[begin].kind is not Kind.QUOTE and begin > at + 1 else begin
    wanted = text[found[first].start : found[end - 1].end].strip("'\"„“”‘’«» ")
    for index in range(at, begin):
        if found[index].kind is Kind.CREDIT and tokens[found[index].first].text in ("photo", "foto") and index > at:
            wanted = text[found[index].start : found[end - 1].end]
        if tokens[found[index].first].text == "©":
            wanted = text[found[index].start : found[end - 1].end]
    kind = Kind.PLAIN if notice else Kind.CREDIT
    named.append(merged(found[at:end], Meaning(kind, (wanted,), rule="copyright notice" if notice else "credit")))
    return end


def _denied(named: Sequence[Found]) -> bool:
    """Whether the last word that says anything is a no."""
    said = next((each for each in reversed(named) if each.kind is not Kind.PLAIN), None)
    return said is not None and said.kind in (Kind.NEGATION, Kind.EXCEPTION, Kind.DENIED)


def _scope(found: Sequence[Found], at: int, tokens: Sequence[Token], text: str, named: list[Found]) -> int:
    each = found[at]
    begin = at + 1
    while begin < len(found) and (
        found[begin].kind is Kind.COLON
        or tokens[found[begin].first].text in ("called", "named", "namens", "of", "de", "der")
    ):
        begin += 1
    end = name_end(found, begin, tokens, 5)
    if end > begin or (end < len(found) and begin == end and found[begin].kind is Kind.QUOTE):
        if end < len(found) and is_year(found[end]) and found[end - 1].kind is not Kind.QUOTE:
            end += 1
        name = text[found[begin].start : found[end - 1].end].strip("'\"„“”‘’‚«»› ‹")
        named.append(
            merged(
                found[at:end],
                Meaning(Kind.SCOPE, (each.meaning.names[0], name), rule=f"name of a {each.meaning.names[0]}"),
            )
        )
        return end
    back = len(named)
    while (
        back
        and named[back - 1].kind in (Kind.UNKNOWN, Kind.QUOTE)
        and (named[back - 1].kind is Kind.QUOTE or tokens[named[back - 1].first].capital)
    ):
        back -= 1
    if back < len(named):
        name = text[named[back].start : named[-1].end].strip("'\"„“”‘’‚«»")
        named[back:] = [
            merged(
                (*named[back:], each),
                Meaning(Kind.SCOPE, (each.meaning.names[0], name), rule=f"name of a {each.meaning.names[0]}"),
            )
        ]
    else:
        own = (
            text[each.start : each.end]
            if any(tokens[index].text in _EDITIONS for index in range(each.first, each.after))
            and each.after > each.first + 1
            else ""
        )
        named.append(each.as_(replace(each.meaning, names=(*each.meaning.names, own), only=False)))
    return at + 1


def _reference(found: Sequence[Found], at: int, tokens: Sequence[Token], named: list[Found]) -> int:
    """A number of a contract or an invoice says nothing about rights by itself."""
    end, index = at + 1, at + 1
    while (
        index < len(found)
        and found[index].kind in (Kind.NUMBER, Kind.DATE, Kind.JOIN, Kind.COLON, Kind.REFERENCE, Kind.PLAIN)
        and index - at < 7
    ):
        if found[index].kind is Kind.DATE and not is_year(found[index]):
            break
        if found[index].kind is Kind.PLAIN and tokens[found[index].first].text not in _NUMBER_SIGNS:
            break
        index += 1
        if found[index - 1].kind in (Kind.NUMBER, Kind.DATE):
            end = index
    plain = end > at + 1 and found[at].kind not in (Kind.OPEN, Kind.MODEL)
    meaning = Meaning(Kind.PLAIN, rule="reference") if plain else found[at].meaning
    named.append(merged(found[at:end], meaning))
    return end


def _numbered(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> bool:
    """A licence or a picture with its number."""
    following = found[at + 1] if at + 1 < len(found) else None
    if (
        found[at].kind not in (Kind.PLAIN, Kind.PART, Kind.MODEL)
        or following is None
        or following.kind is not Kind.NUMBER
    ):
        return (
            following is not None
            and found[at].kind is Kind.PART
            and following.kind is Kind.JOIN
            and at + 2 < len(found)
            and found[at + 2].kind is Kind.NUMBER
        )
    headed = at + 2 < len(found) and found[at + 2].kind is Kind.COLON
    return tokens[found[at].after - 1].text in _NUMBERED and (headed or len(tokens[following.first].text) > 2)


def _industry(found: Sequence[Found], at: int, text: str, named: list[Found]) -> int:
    if named and named[-1].kind is Kind.UNKNOWN:
        before = named.pop()
        named.append(
            merged(
                (before, found[at]), Meaning(Kind.INDUSTRY, (text[before.start : before.end].lower(),), rule="industry")
            )
        )
    else:
        named.append(found[at].as_(Meaning(Kind.UNKNOWN, rule="industry without a name")))
    return at + 1
