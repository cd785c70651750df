"""The search bar's language, a working subset: words, phrases, field:value, field:("a" OR "b"), NOT, AND, OR, parentheses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.brandfolder.refusal import bad
from thesaury.sandbox.brandfolder.shelf import Asset

_TOKEN = re.compile(r'\s*(?:(?P<sign>[()])|(?P<field>[A-Za-z_]+):|"(?P<phrase>(?:[^"\\]|\\.)*)"|(?P<word>[^\s()":]+))')
_OPERATORS = ("AND", "OR", "NOT")
_MOST_NESTED = 30

Test = Callable[[Asset], bool]
Field = Callable[[Asset, str], bool]
"""Whether an asset has that value in the field."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parsed(text: str, fields: Mapping[str, Field], words: Field) -> Test:
    """The query as a test of assets; `words` tests what stands without a field. Raises Refusal (400) for what cannot be read."""
    reader = _Reader(_tokens(text), fields, words)
    test = reader.either(0)
    if reader.left:
        raise bad(f"The search has something left over: {reader.left[0].text}")
    return test


def _tokens(text: str) -> list[_Token]:
    tokens, place = [], 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            raise bad(f"The search cannot be read from here: {text[place : place + 20]}")
        kind = str(found.lastgroup)
        content = found.group(kind)
        if kind == "word" and content in _OPERATORS:
            kind = "operator"
        tokens.append(_Token(kind, re.sub(r"\\(.)", r"\1", content) if kind == "phrase" else content))
        place = found.end()
    return tokens


class _Reader:
    """Recursive descent: either = both (OR both)*; both = one (AND? one)*; one = NOT one | ( either ) | field:values | text."""

    def __init__(self, tokens: list[_Token], fields: Mapping[str, Field], words: Field) -> None:
        self.left, self._fields, self._words = tokens, fields, words

    def either(self, depth: int) -> Test:
        tests = [self._both(depth)]
        while self._took("operator", "OR"):
            tests.append(self._both(depth))
        return tests[0] if len(tests) == 1 else lambda asset: any(test(asset) for test in tests)

    def _both(self, depth: int) -> Test:
        tests = [self._one(depth)]
        while self._took("operator", "AND") or (self.left and not self._ends()):
            tests.append(self._one(depth))
        return tests[0] if len(tests) == 1 else lambda asset: all(test(asset) for test in tests)

    def _one(self, depth: int) -> Test:
        if depth > _MOST_NESTED:
            raise bad("The search is nested too deeply.")
        if self._took("operator", "NOT"):
            negated = self._one(depth + 1)
            return lambda asset: not negated(asset)
        if self._took("sign", "("):
            test = self.either(depth + 1)
            self._close()
            return test
        if self.left and self.left[0].kind == "field":
            return self._field(self.left.pop(0).text)
        return self._having(self._words, self._text())

    def _field(self, name: str) -> Test:
        field = self._fields.get(name)
        if field is None:
            raise bad(f"There is no search field {name}.")
        if not self._took("sign", "("):
            return self._having(field, self._text())
        values = [self._text()]
        while self._took("operator", "OR"):
            values.append(self._text())
        self._close()
        return lambda asset: any(field(asset, value) for value in values)

    def _having(self, field: Field, value: str) -> Test:
        field(_NOTHING, value)  # a value the field cannot have is refused at once, not at the first asset
        return lambda asset: field(asset, value)

    def _text(self) -> str:
        if not self.left or self.left[0].kind not in ("word", "phrase"):
            raise bad("The search ends, or goes on with an operator, where a word has to stand.")
        return self.left.pop(0).text

    def _took(self, kind: str, text: str) -> bool:
        if self.left and self.left[0] == _Token(kind, text):
            self.left.pop(0)
            return True
        return False

    def _close(self) -> None:
        if not self._took("sign", ")"):
            raise bad("The search has a parenthesis that is never closed.")

    def _ends(self) -> bool:
        return self.left[0] in (_Token("sign", ")"), _Token("operator", "OR"))


_NOTHING: Any = {
    "name": "",
    "description": "",
    "approved": False,
    "section": "",
    "availability_start": None,
    "availability_end": None,
    **{name: [] for name in ("collections", "labels", "attachments", "tags", "values")},
}
