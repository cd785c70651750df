"""E-mails: heads, greetings, questions that were asked, names at the end. What is asked is not granted, and a name grants nothing."""

from collections.abc import Sequence, Set
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import CONTENT, Found, Kind, Meaning
from thesaury.rights.parsing.sentences import clauses_in, nothing, sentences_of
from thesaury.rights.parsing.signatures import ROOM, firsts, is_name, phrases, without_signatures

_DENYING = frozenset(
    {
        Kind.NEGATION,
        Kind.DENIED,
        Kind.EXCEPTION,
        Kind.ONLY,
        Kind.STOP,
        Kind.NO_PUBLICATION,
        Kind.OTHERWISE,
        Kind.NOT_ONLY,
    }
)
_NO = frozenset(("no", "nein", "non"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for phrase in table("names")[name] for word in words_of(phrase))


def without_letters(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with the frame of a letter as nothing, in order."""
    read = list(found)
    if "?" in words:
        read = _answered(read, tokens)
    if not words.isdisjoint(_words("mail_heads")) and ":" in words:
        read = [f for clause in clauses_in(read) for f in _head(clause, tokens)]
    if not words.isdisjoint(firsts("openings")):
        read = [f for clause in clauses_in(read) for f in _opened(clause, tokens)]
    return without_signatures(read, tokens) if not words.isdisjoint(firsts("closings")) else read


def _begin(clause: Sequence[Found], tokens: Sequence[Token]) -> int:
    """The first finding of a clause that is no mark of a quotation and no empty line."""
    return next((at for at, f in enumerate(clause) if tokens[f.first].text not in (">", "\n", "(", "*")), len(clause))


def _answered(found: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    """Without questions that ask for a use and have an answer: they grant and deny nothing. Others are left for a person."""
    read: list[Found] = []
    asked = False
    sentences = list(sentences_of(found, tokens))
    last = max((at for at, one in enumerate(sentences) if any(f.kind in CONTENT for f in one)), default=0)
    for at, sentence in enumerate(sentences):
        begin = _begin(sentence, tokens)
        question = begin < len(sentence) and tokens[sentence[-1].first].text == "?"
        if question and at < last and _asks(sentence, begin, tokens):
            read.extend(nothing(sentence[:-1], "question"))
            read.append(sentence[-1].as_(Meaning(Kind.BREAK, rule="question")))
            asked = True
            continue
        read.extend(_no_to_it(sentence, begin, tokens) if asked else sentence)
        asked = asked and begin == len(sentence)
    return read


def _asks(question: Sequence[Found], begin: int, tokens: Sequence[Token]) -> bool:
    """Whether a question asks for more: a polite request to leave something out ("could you refrain from TV?") is none."""
    asking = phrases("asking").longest(tokens, question[begin].first)
    if asking is None or any(f.kind in _DENYING or f.meaning.only for f in question):
        return False
    behind = [f for f in question[:-1] if f.first >= asking[1]]
    return all(f.kind is not Kind.UNKNOWN or tokens[f.first].text in _words("asking_words") for f in behind)


def _no_to_it(sentence: list[Found], begin: int, tokens: Sequence[Token]) -> list[Found]:
    """ "No, TV is not possible": the answer to a question, where what is denied is said once more behind it."""
    at, comma = begin, begin + 1
    if comma >= len(sentence) or tokens[sentence[at].first].text not in _NO or sentence[comma].kind is not Kind.COMMA:
        return sentence
    clause = next(clauses_in(sentence[comma + 1 :]), [])
    denied = [index for index, f in enumerate(clause) if f.kind in (Kind.NEGATION, Kind.DENIED)]
    objects = [index for index, f in enumerate(clause) if f.kind in CONTENT]
    if (
        len(denied) != 1
        or len({clause[index].kind for index in objects}) != 1
        or any(f.kind is Kind.COMMA for f in clause)
    ):
        return sentence
    return [*sentence[:at], *nothing(sentence[at : comma + 1], "answer"), *sentence[comma + 1 :]]


def _head(clause: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """The head of a mail: who wrote to whom, and about what in words that say nothing."""
    begin = _begin(clause, tokens)
    colon = next((at for at, f in enumerate(clause[: begin + 3]) if f.kind is Kind.COLON), None)
    if colon is None or colon <= begin:
        return clause
    label = tuple(token.text for token in tokens[clause[begin].first : clause[colon].first])
    rest = clause[colon + 1 :]
    if label in _labels("mail_heads") and any(is_name(f, tokens) for f in rest) and all(
        is_name(f, tokens) or f.kind in ROOM or _is_address(f, tokens) for f in rest
    ):  # fmt: skip
        return nothing(clause, "head of a mail")
    if label in _labels("subjects") and all(
        token.text in _words("subject_words") or token.kind == "mark"
        for f in rest
        for token in tokens[f.first : f.after]
    ):
        return nothing(clause, "head of a mail")
    return clause


@cache
def _labels(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("names")[name])


def _is_address(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind in (Kind.PLAIN, Kind.UNKNOWN) and (
        tokens[f.first].kind == "mark" or tokens[f.first].text in ("desk", "team")
    )


def _opened(clause: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """A greeting at the beginning of a clause, with the one or two names behind it and the comma that ends it."""
    begin = _begin(clause, tokens)
    if begin == len(clause):
        return clause
    opening = phrases("openings").longest(tokens, clause[begin].first)
    if opening is None:
        return clause
    end = begin
    while end < len(clause) and clause[end].first < opening[1]:
        end += 1
    names = end
    while names < len(clause) and names < end + 2 and is_name(clause[names], tokens):
        names += 1
    if names < len(clause) and clause[names].kind not in (Kind.COMMA, Kind.BREAK):
        return clause
    if names < len(clause) and clause[names].kind is Kind.COMMA:
        # What comes behind the greeting is a clause of its own.
        ended = clause[names].as_(Meaning(Kind.BREAK, rule="end of a greeting"))
        return [*nothing(clause[:names], "greeting"), ended, *clause[names + 1 :]]
    return [*nothing(clause[:names], "greeting"), *clause[names:]]
