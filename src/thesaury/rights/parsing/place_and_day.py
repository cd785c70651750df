"""Where and when a paper was signed: "Fait à Namur en deux exemplaires, le 24 février 2026", "Köln, den 3. Mai 2026"."""

import re
from collections.abc import Sequence, Set

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.sentences import nothing, sentences_of

_SIGNED = re.compile(
    r"(?:fait a|signe a|etabli a) (?P<town>\w+(?: \w+){0,2}?)(?: en (?:deux|trois|quatre|2|3|4|double) exemplaires?(?: originaux)?)? , le |"
    r"(?:done|signed) (?:at|in) (?P<place>\w+(?: \w+){0,2}?) , (?:on |the )?|(?P<ort>\w+(?: \w+){0,2}?) , den "
)
"""The words of such a line up to its date, with a blank between all of them."""
_HINTS = frozenset(("fait", "signe", "etabli", "done", "signed", "den"))
"""Words of which such a line has one."""
_IN_LINES = frozenset({Kind.UNKNOWN, Kind.REGION, Kind.PLAIN, Kind.COMMA, Kind.BREAK, Kind.DATE, Kind.LIMIT, Kind.FROM})
"""What the words of such a line may mean elsewhere."""


def without_place_and_day(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings without sentences that are nothing but the place and the day of a signature, in order."""
    if words.isdisjoint(_HINTS):
        return list(found)
    return [f for sentence in sentences_of(found, tokens) for f in _read(sentence, tokens)]


def _read(sentence: list[Found], tokens: Sequence[Token]) -> list[Found]:
    begin = next((at for at, f in enumerate(sentence) if tokens[f.first].text != "\n"), len(sentence))
    end = next((at for at, f in enumerate(sentence) if at >= begin and f.kind is Kind.DATE), None)
    if end is None or end == begin or any(f.kind not in _IN_LINES for f in sentence):
        return sentence
    behind = sentence[end + 1 :]
    before = " ".join(token.text for token in tokens[sentence[begin].first : sentence[end].first]) + " "
    said = _SIGNED.fullmatch(before)
    if said is None or any(f.kind is not Kind.BREAK for f in behind) or not _is_day(sentence[end]):
        return sentence
    town = next(name for name in said.groups() if name).split()
    named = [f for f in sentence[begin:end] if tokens[f.first].text in town]
    if not named or not all(_is_town(f, tokens) for f in named):
        return sentence
    return [*nothing(sentence[: end + 1], "place and day of a signature"), *behind]


def _is_town(f: Found, tokens: Sequence[Token]) -> bool:
    """Whether a capital means nothing else, or a part of a country such as Berlin; a country may be where a use is allowed."""
    part = f.kind is Kind.REGION and all("-" in name for name in f.meaning.names)
    return tokens[f.first].capital and (f.kind is Kind.UNKNOWN or part) and not f.meaning.only


def _is_day(f: Found) -> bool:
    period = f.meaning.period
    return period is not None and period.whole == "day" and not period.problem
