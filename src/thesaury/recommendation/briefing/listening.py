"""For whom a brief is meant, in its own words."""

from collections.abc import Iterator, Sequence

from thesaury.model.brief import Quote, Said
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.topics import SILENT, Topic
from thesaury.recommendation.briefing.words import said_in, spoken

_MOST = 6
_LONGEST = 200


def audience(text: str, sentences: Sequence[Sentence]) -> tuple[Said, ...]:
    """The sentences of the part that says it, else what stands behind "aimed at" and the like; the first six, as they are written."""
    stretches = list(_of_part(sentences)) or list(_spoken_of(sentences))
    found: dict[str, Said] = {}
    for start, end in stretches[:_MOST]:
        end = _cut(text, start, end)
        quoted = text[start:end]
        if value := " ".join(quoted.split()):
            found.setdefault(value, Said(value, (Quote(start, end, quoted),)))
    return tuple(found.values())


def _of_part(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    return (
        (one.start, _bare_end(one)) for one in sentences if one.part.topic is Topic.AUDIENCE and not one.part.heading
    )


def _spoken_of(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    for one in sentences:
        if one.part.topic in SILENT or one.part.topic is Topic.EXCLUDED:
            continue
        for cue in said_in(one.tokens, "cues", spoken(one.language), "audience_of"):
            if cue.after < len(one.tokens) and one.tokens[cue.after].kind == "word":
                yield one.tokens[cue.after].start, _bare_end(one)
                break


def _bare_end(sentence: Sentence) -> int:
    """Where a sentence ends without its last mark."""
    last = next((token for token in reversed(sentence.tokens) if token.kind != "mark"), sentence.tokens[-1])
    return last.end


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= _LONGEST:
        return end
    blank = text.rfind(" ", start, start + _LONGEST)
    return blank if blank > start else start + _LONGEST
