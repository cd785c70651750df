"""Sentences that surely say nothing about permission: law, liability, payment, form, courtesy. Never one with a word of another kind.

The residue rule holds here too: a sentence is passed over where a closed table has every one of its words, and nothing else in it.
"""

from collections.abc import Sequence, Set

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.name_runs import LEGAL_FORMS
from thesaury.rights.parsing.sentences import NUMBERS, clauses_in, nothing, sentences_of
from thesaury.rights.parsing.topics import Topic, by_mark

_SMALL = frozenset(",:()[]\"'-–.§*#_\n")
_SAYING_NOTHING = frozenset(
    {
        Kind.UNKNOWN, Kind.PLAIN, Kind.JOIN, Kind.COMMA, Kind.COLON, Kind.CLOSE, Kind.REFERENCE, Kind.PARTY, Kind.ALLOWED, Kind.PART,
        Kind.FROM, Kind.UNTIL, Kind.WITHIN, Kind.ANCHOR, Kind.INCLUDING, Kind.BREAK, Kind.CREDIT,
    }
)  # fmt: skip
"""Kinds of words that may stand in boilerplate: what they mean elsewhere neither allows a use nor takes one away."""
_DENYING = frozenset({Kind.NEGATION, Kind.DENIED})
_DUE = frozenset(("within", "innerhalb", "von", "binnen", "in", "a", "sous", "net", "of"))
_MOST_DAYS = 120
"""Days in which somebody may be given to pay."""
_MOST_WORDS = 4
"""Words of the longest name of a company."""
_LAW = frozenset(
    (
        "law", "laws", "courts", "court", "jurisdiction", "venue", "recht", "gerichtsstand", "erfullungsort", "gericht", "gerichte",
        "sitz", "tribunaux", "tribunal", "juridictions", "droit", "seat", "place", "state", "bundesrepublik",
    )
)  # fmt: skip
_TO_A_PLACE = frozenset(words_of("of in the is ist der die das von de du la le d : , and und et s state"))


def without_boilerplate(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with boilerplate as nothing, in order; ends of clauses stay where they are."""
    marks = by_mark()
    if marks.keys().isdisjoint(words):
        return list(found)
    starts = (at for at, token in enumerate(tokens) if token.text in marks)
    if not any(topic.marks.longest(tokens, at) for at in starts for topic in marks[tokens[at].text]):
        return list(found)
    passed: list[Found] = []
    for sentence in sentences_of(found, tokens):
        if (topic := topic_of(sentence, tokens)) is not None:
            passed.extend(nothing(sentence, topic.name))
            continue
        for clause in clauses_in(sentence):
            topic = topic_of(clause, tokens)
            passed.extend(clause if topic is None else nothing(clause, topic.name))
    return passed


def topic_of(sentence: Sequence[Found], tokens: Sequence[Token]) -> Topic | None:
    """What a sentence is about if it says nothing about permission; None where it may."""
    if not sentence:
        return None
    first, after = sentence[0].first, sentence[-1].after
    about: dict[str, Topic] = {}
    for index in range(first, after):
        for topic in by_mark().get(tokens[index].text, ()):
            if topic.name not in about and topic.marks.longest(tokens, index, after):
                about[topic.name] = topic
    return next((topic for topic in about.values() if _consists(sentence, tokens, topic)), None)


def _consists(sentence: Sequence[Found], tokens: Sequence[Token], topic: Topic) -> bool:
    first, after = sentence[0].first, sentence[-1].after
    if topic.needs and not any(_needed(token, topic) for token in tokens[first:after]):
        return False
    end = first
    for at, f in enumerate(sentence):
        index = f.after if f.meaning.rule in NUMBERS else max(f.first, end)
        while index < f.after:
            phrase = topic.phrases.longest(tokens, index, after)
            if phrase:
                index = end = phrase[1]
            elif f.meaning.only:
                return False
            elif _slot(sentence, at, tokens, topic):
                index = f.after
            elif _is_word(f, tokens[index], topic):
                index += 1
            else:
                return False
    return True


def _needed(token: Token, topic: Topic) -> bool:
    return token.text in topic.needs or (
        token.kind == "quote" and bool(topic.needs.intersection(words_of(token.text[1:-1])))
    )


def _is_word(f: Found, token: Token, topic: Topic) -> bool:
    if f.kind not in _SAYING_NOTHING and not (topic.no and f.kind in _DENYING) and not _refers(f):
        return False
    return token.text in topic.words or token.text in _SMALL or (f.kind is Kind.BREAK and token.kind == "mark")


def _refers(f: Found) -> bool:
    """Whether it is a word such as "contract" or "invoice", which sends a person elsewhere only where something is granted."""
    return f.kind is Kind.OPEN and f.meaning.reason == "refers_to_external_document"


def _slot(sentence: Sequence[Found], at: int, tokens: Sequence[Token], topic: Topic) -> bool:
    """Whether a finding is a sum, a place of a court, a name or a quoted role, where its topic has a place for it."""
    f = sentence[at]
    if "money" in topic.slots and (f.meaning.rule == "sum of money" or _is_due(f, tokens)):
        return True
    if "law" in topic.slots and (f.kind in (Kind.REGION, Kind.LANGUAGE) or _is_name(f, tokens)):
        return _of_law(sentence, at, tokens)
    if "names" in topic.slots and (_is_name(f, tokens) or _of_company(f, tokens) or _is_signing_day(f, tokens)):
        return True
    role = f.kind is Kind.QUOTE and "quote" in topic.slots
    return role and all(word in topic.words for word in words_of(tokens[f.first].text[1:-1]))


def _is_name(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind is Kind.UNKNOWN and tokens[f.first].kind == "word" and tokens[f.first].capital


def _of_company(f: Found, tokens: Sequence[Token]) -> bool:
    """Whether it is a word of the name of a company: capitals alone stand between it and the legal form."""
    if f.kind not in (Kind.CHANNEL, Kind.PURPOSE, Kind.PART, Kind.UNKNOWN):
        return False
    for token in tokens[f.first : f.after + _MOST_WORDS]:
        if token.text in LEGAL_FORMS:
            return True
        if token.kind != "word" or not token.capital:
            return False
    return False


def _is_signing_day(f: Found, tokens: Sequence[Token]) -> bool:
    """Whether it is the day on which a contract was made."""
    period = f.meaning.period
    signed = f.kind is Kind.DATE and period is not None and period.whole == "day" and not period.problem
    return signed and f.first > 0 and tokens[f.first - 1].text in ("on", "dated")


def _is_due(f: Found, tokens: Sequence[Token]) -> bool:
    """Whether it says in how many days something has to be paid."""
    length = f.meaning.length
    if f.kind is not Kind.DURATION or length is None or length.months or length.days > _MOST_DAYS or not f.first:
        return False
    return tokens[f.first - 1].text in _DUE


def _of_law(sentence: Sequence[Found], at: int, tokens: Sequence[Token]) -> bool:
    """Whether a name is that of the place of a law or of a court: only small words and other such names stand between."""
    for f in reversed(sentence[:at]):
        text = tokens[f.after - 1].text
        if text in _LAW:
            return True
        if text not in _TO_A_PLACE and f.kind is not Kind.REGION and not _is_name(f, tokens):
            return False
    return False
