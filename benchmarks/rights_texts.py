"""Our own licence texts: how often the answers are those that people gave, by family and half, and what systematic changes make of them.

The fresh texts (tests/data/rights/README.md) are printed as totals alone, so that nobody can tune on them.

`python -m benchmarks.rights_texts` prints the figures; with `--wrong` the wrong answers of the half that rules may be improved on.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.unit.rights import mutations as change
from tests.unit.rights.attacks import permitted, widened
from tests.unit.rights.boilerplate import SENTENCES, clause_ends, spliced, website, with_sentence
from tests.unit.rights.texts import HALVES, LabelledText, as_it_stands, own_texts, parsed
from thesaury.model.policy import Verdict
from thesaury.rights.deciding import decide

UNKNOWN_WORDS = ("zorblaxen", "Quindelm")
LONGEST = 2000
"""Characters of the longest text that is changed in every place: the others are thousands of words of the same."""


def run() -> dict[str, object]:
    """Figures by half and family, totals of the fresh texts, then unsafe permits by kind of change, each out of how many changed texts."""
    halves = {half: own_texts(half) for half in HALVES}
    every = [text for texts in halves.values() for text in texts]
    return {
        **{half: {**figures(texts), "families": by_family(texts)} for half, texts in halves.items()},
        "fresh": figures(own_texts("fresh")),
        "changes": {
            name: tried(cases) for name, cases in changes([text for text in every if len(text.text) <= LONGEST]).items()
        },
        "restrictions within boilerplate": tried((told, [told] * website(text)) for told, text in spliced()),
    }


def figures(texts: Iterable[LabelledText]) -> dict[str, object]:
    """As checks/README.md names them; `unsafe` has the ids and numbers of the questions permitted against their label."""
    count: Counter[str] = Counter()
    unsafe: list[str] = []
    for text in texts:
        statement = parsed(text.text, text.context)
        count["texts"] += 1
        count["status"] += statement.complete == text.complete
        for number, (use, label) in enumerate(text.questions, 1):
            answer = decide(statement, use).verdict
            count["questions"] += 1
            count["right"] += answer is label
            count["sure"] += label is not Verdict.NEEDS_REVIEW
            count["over_review"] += answer is Verdict.NEEDS_REVIEW and label is not Verdict.NEEDS_REVIEW
            if answer is Verdict.PERMIT and label is not Verdict.PERMIT:
                unsafe.append(f"{text.id}#{number}")
    return {
        "texts": count["texts"],
        "questions": count["questions"],
        "unsafe_permits": len(unsafe),
        "decision_accuracy": _share(count["right"], count["questions"]),
        "over_review_rate": _share(count["over_review"], count["sure"]),
        "status_accuracy": _share(count["status"], count["texts"]),
        "unsafe": unsafe,
    }


def by_family(texts: Iterable[LabelledText]) -> dict[str, object]:
    """The figures of each family."""
    families: dict[str, list[LabelledText]] = {}
    for text in texts:
        families.setdefault(text.family, []).append(text)
    return {family: figures(members) for family, members in families.items()}


def changes(texts: list[LabelledText]) -> dict[str, Iterator[tuple[str, list[str]]]]:
    """Every change of a kind to every text, with the questions it permits wrongly."""
    return {
        "unknown word": (
            (text.id, widened(text, change.with_word(text.text, at, word)))
            for text in texts
            for at in range(len(change.words(text.text)) + 1)
            for word in UNKNOWN_WORDS
        ),
        "typing mistake": (
            (text.id, widened(text, change.misspelt(text.text, at, kind)))
            for text in texts
            for at in range(len(change.LETTERS.findall(text.text)))
            for kind in range(3)
        ),
        "negation in front": ((text.id, widened(text, no + text.text)) for text in texts for no in change.NEGATIONS),
        "stop behind": ((text.id, permitted(text, f"{text.text}\n{stop}")) for text in texts for stop in change.STOPS),
        "instruction": (
            (text.id, widened(text, f"{text.text} {told}")) for text in texts for told in change.INSTRUCTIONS
        ),
        "boilerplate": (
            (text.id, widened(text, with_sentence(text.text, at, sentence)))
            for text in texts
            for sentence in SENTENCES
            for at in range(len(clause_ends(text.text)))
        ),
        "case": (
            (text.id, widened(text, case(text.text)))
            for text in texts
            for case in (str.upper, str.lower, str.title, str.swapcase)
        ),
    }


def tried(cases: Iterable[tuple[str, list[str]]]) -> dict[str, object]:
    """How many changed texts there were, how many of them permitted too much, and of which texts."""
    found = list(cases)
    return {
        "tried": len(found),
        "unsafe": sum(bool(permits) for _, permits in found),
        "texts": sorted({key for key, permits in found if permits}),
    }


def wrong() -> Iterator[str]:
    """The wrong answers of the half that rules may be improved on, a line each."""
    for text in own_texts("tuning"):
        statement = as_it_stands(text.id)
        for number, (use, label) in enumerate(text.questions, 1):
            answer = decide(statement, use).verdict
            if answer is not label:
                unread = [(found.reason, found.words) for found in statement.unresolved]
                asked = (use.channel, *use.regions, use.first_day.isoformat(), use.purpose, use.party)
                yield f"{text.id}#{number} {answer}, not {label}: {asked} of {text.text[:300]!r}; unresolved {unread}"


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


if __name__ == "__main__":
    print("\n".join(wrong()) if "--wrong" in sys.argv[1:] else json.dumps(run(), indent=2))
