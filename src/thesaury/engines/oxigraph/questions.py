"""Which SPARQL may reach the engine: it has no time-out, it fetches what SERVICE names, and deep nesting kills it."""

import re

from thesaury.model.errors import BadInput

LONGEST = 8_000
"""Characters; the engine's parser recurses, and chains of operators a few times as long have ended the process."""
DEEPEST = 100
"""Open brackets, or signs in a row; the engine has died of some thousand."""

_ASIDE = re.compile(
    r"""
      \\.                                                # an escape in a name, which may be a quote or a hash
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\x00-\x20]*>
    | \#[^\n\r]*
    """,
    re.DOTALL | re.VERBOSE,
)
"""Strings, IRIs and comments: what looks like a clause or a bracket there is none."""

_NAME = re.compile(r":[A-Za-z0-9_-]*|[?$][A-Za-z0-9_]+")
"""Local names and variables may be called as they like; the engine wants no space around a keyword, so all else counts."""

_SIGNS = re.compile(rf"(?:[!+-]\s*){{{DEEPEST},}}")


def check(sparql: str) -> None:
    """Raises BadInput, with the reason, for text that fetches from elsewhere or could end the process."""
    if len(sparql) > LONGEST:
        raise BadInput(f"the question has {len(sparql)} characters, more than {LONGEST}: ask it in smaller parts")
    bare = _ASIDE.sub(" ", sparql)
    if "service" in _NAME.sub(" ", bare).lower() or re.search(r"(?<![\w:?$-])load(?![\w:-])", bare, re.IGNORECASE):
        raise BadInput("SERVICE and LOAD are not allowed: a question is answered from this workspace alone")
    if _depth(bare) > DEEPEST or _SIGNS.search(bare):
        raise BadInput(f"the question is nested more than {DEEPEST} deep: ask it in smaller parts")


def _depth(text: str) -> int:
    deepest = depth = 0
    for character in text:
        depth += (character in "({[") - (character in ")}]")
        deepest = max(deepest, depth)
    return deepest
