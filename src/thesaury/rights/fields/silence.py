"""What a text beside fields leaves to them: the axes it does not speak of, and lines that only say whose a picture is."""

import re
from collections.abc import Iterator

from thesaury.rights.fields.words import said
from thesaury.rights.parsing import Context
from thesaury.rights.parsing.clauses import clauses_of
from thesaury.rights.parsing.findings import findings_of
from thesaury.rights.parsing.folding import fold
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.signing import signed
from thesaury.rights.parsing.signs import Sign
from thesaury.rights.parsing.terms import NO_USE, missing

NO_END = missing("term_not_stated", "(no end date stated)")
NO_REGION = missing("region_not_stated", "(no region stated)")
NO_CHANNEL = missing("no_grant_stated", NO_USE)
SILENT = frozenset({NO_END, NO_REGION, NO_CHANNEL})
"""What the parser says of axes that a text does not speak of; any other reason is about words that stand there."""

_CHUNKS = re.compile(r"[^\n;|]+?(?:\.(?=\s|$)|(?=[\n;|])|$)")
_NOTICE = re.compile(
    r"\s*(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|copyright))?[\s:]*"
    r"(?:(?:19|20)\d\d(?:\s*[-,/]\s*(?:(?:19|20)\d\d|present|heute))?[\s,]*)?(?:by|von|par)?\s*"
)
_LONGEST, _MOST_WORDS = 120, 7
"""Code points and words of the longest line that is taken for a notice."""
_NAMED = frozenset({Kind.UNKNOWN, Kind.PLAIN, Kind.JOIN, Kind.COMMA, Kind.PARTY, Kind.BREAK, Kind.CLOSE})
_SMALL = frozenset(("of", "von", "van", "de", "der", "la", "le", "du", "and", "und", "et", "the", "for", "fur", "pour"))


def without_notices(text: str) -> str:
    """The text with lines like "© 2024 Jane Doe / Agency" blanked: they name an owner and grant or forbid nothing. Places stay."""
    blanked = text
    for start, end in _notices(text):
        blanked = blanked[:start] + " " * (end - start) + blanked[end:]
    return blanked


def affirmed(text: str, context: Context) -> frozenset[Kind]:
    """The kinds of things a text says other than with a no."""
    _, found = findings_of(text, context)
    clauses = [signed(clause) for clause in clauses_of(found)]
    return frozenset(each.found.kind for clause in clauses for each in clause.signed if each.sign is not Sign.NO)


def _notices(text: str) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNKS.finditer(text):
        if len(chunk[0]) <= _LONGEST and _is_notice(chunk[0]):
            yield chunk.span()


def _is_notice(line: str) -> bool:
    """The sign, perhaps years, and names with capitals; a word that says anything of a use makes it a text like any other."""
    head = _NOTICE.match(fold(line))
    name = line[head.end() :].strip(" .") if head and len(fold(line)) == len(line) else ""
    if not name:
        return False
    tokens, found = read(name, "")
    words = [token for token in tokens if token.kind == "word"]
    if len(words) > _MOST_WORDS or any(said(token.text, "no_names") for token in words) or " - " in fold(name):
        return False
    plain = all(each.kind in _NAMED or _is_stock(each) or _is_particle(each, name) for each in found)
    return plain and all(token.capital or token.text in _SMALL for token in words)


def _is_particle(found: Found, name: str) -> bool:
    """The "de" or "von" of a name, which elsewhere begins a period."""
    return found.kind is Kind.FROM and fold(name[found.start : found.end]) in _SMALL


def _is_stock(found: Found) -> bool:
    """A seller of royalty-free pictures, whose name restricts nothing."""
    return found.kind is Kind.MODEL and found.meaning.names == ("royalty-free",)
