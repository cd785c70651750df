"""Which SPARQL may reach the engine: it has no time-out, it fetches what SERVICE names, and deep nesting kills it."""

import re

from thesaury.model.errors import BadInput

LONGEST = 8_000
"""Characters; the engine's parser recurses, and chains of operators a few times as long have ended the process."""
DEEPEST = 100
"""Open brackets, or signs in a row; the engine has died of some thousand."""

_TEXT = r"""
      \\.                                                # an escape in a name, which may be a quote or a hash
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
"""
ASIDE = rf'{_TEXT} | <[^<>"{{}}|^`\x00-\x20]*>'
"""Strings, comments and IRIs: what looks like a clause, a bracket or a variable there is none. To be read verbosely, dots as anything."""
_ASIDE = re.compile(ASIDE, re.DOTALL | re.VERBOSE)
_ASIDE_COMPARED = re.compile(_TEXT, re.DOTALL | re.VERBOSE)
"""The same where each `<` is "less than", as it is behind an operand: only a parser could tell which."""

_VARIABLE = re.compile(r"[?$]\w+")
_GAP = r"(?:\s|\#[^\n\r]*[\n\r])*+"
_SERVICE = re.compile(
    rf"""
    service {_GAP} (?:silent {_GAP})?
    (?: <[^>]*+> | [?$] | (?=[^\s<>{{}}:]*+:) (?:\\.|[^\s<>{{}}\#\\])++ )   # an IRI, a variable, a name with a prefix
    {_GAP} \{{
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The clause as it is written, wherever it stands: the engine wants no space before it, and reads `x:SERVICE` as `x:` and the clause
where the name would be no IRI. Nothing is set aside first, so nothing can be hidden; a string that looks just so is refused with it."""

_SIGNS = re.compile(rf"(?:[!+-]\s*){{{DEEPEST},}}")

_PROLOGUE = r"\s*(?:(?:prefix\s+[^\s:]*:|base)\s+)*"
"""Whose IRIs are gone by then."""
_UPDATE = re.compile(rf"{_PROLOGUE}(?:insert|delete|clear|drop|create|add|move|copy|load|with)\b", re.IGNORECASE)
_KIND = re.compile(rf"{_PROLOGUE}(select|ask|construct|describe)\b", re.IGNORECASE)


def check(sparql: str) -> None:
    """Raises BadInput, with the reason, for text that fetches from elsewhere or could end the process."""
    if len(sparql) > LONGEST:
        raise BadInput(f"the question has {len(sparql)} characters, more than {LONGEST}: ask it in smaller parts")
    bare = _ASIDE.sub(" ", sparql)
    if _SERVICE.search(_VARIABLE.sub("?", sparql)) or re.search(r"(?<![\w:?$-])load(?![\w:-])", bare, re.IGNORECASE):
        raise BadInput("SERVICE and LOAD are not allowed: a question is answered from this workspace alone")
    for read in (bare, _ASIDE_COMPARED.sub(" ", sparql)):
        if _depth(read) > DEEPEST or _SIGNS.search(read):
            raise BadInput(f"the question is nested more than {DEEPEST} deep: ask it in smaller parts")


def check_reads(sparql: str) -> None:
    """Raises BadInput for an update: what it would change is changed elsewhere."""
    if _UPDATE.match(_ASIDE.sub(" ", sparql)):
        raise BadInput("Nothing is changed by a question: ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def kind(sparql: str) -> str:
    """Which kind of question it is: `select`, `ask`, `construct` or `describe`; empty where it is none of them."""
    found = _KIND.match(_ASIDE.sub(" ", sparql))
    return found[1].lower() if found else ""


def names_graphs(sparql: str) -> bool:
    """Whether the question says itself, by FROM, which graphs it is asked of."""
    return re.search(r"(?<![\w:?$-])from(?![\w:-])", _ASIDE.sub(" ", sparql), re.IGNORECASE) is not None


def _depth(text: str) -> int:
    deepest = depth = 0
    for character in text:
        depth += (character in "({[") - (character in ")}]")
        deepest = max(deepest, depth)
    return deepest
