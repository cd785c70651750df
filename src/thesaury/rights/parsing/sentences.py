"""Findings to sentences and lines: where a thought ends, whatever the width of the page it was typed on."""

from collections.abc import Iterator, Sequence

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

NUMBERS = frozenset({"layout", "heading", "number of a clause"})
"""The rules that read headings and the numbers of clauses."""
_ENDS = frozenset((".", ";", "!"))


def sentences_of(found: Sequence[Found], tokens: Sequence[Token]) -> Iterator[list[Found]]:
    """Stretches up to a full stop, a semicolon, a question mark or an empty line; a broken line goes on in the next. Nothing is lost."""
    sentence: list[Found] = []
    for f in found:
        sentence.append(f)
        text = tokens[f.first].text
        empty = text == "\n" and len(sentence) > 1 and tokens[sentence[-2].first].text == "\n"
        if text == "?" or empty or (f.kind is Kind.BREAK and text in _ENDS):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def clauses_in(sentence: Sequence[Found]) -> Iterator[list[Found]]:
    """The stretches of a sentence up to each end of a clause, a line being one at most. Nothing is lost."""
    clause: list[Found] = []
    for f in sentence:
        clause.append(f)
        if f.kind is Kind.BREAK:
            yield clause
            clause = []
    if clause:
        yield clause


def nothing(findings: Sequence[Found], rule: str) -> list[Found]:
    """The findings as words that say nothing, by the rule that passed over them; ends of clauses stay."""
    meaning = Meaning(Kind.PLAIN, rule=rule)
    return [f if f.kind is Kind.BREAK else f.as_(meaning) for f in findings]
