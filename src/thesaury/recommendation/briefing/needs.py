"""The sections of a brief: each item of what it asks for, with its concepts and shapes; the whole where it is not divided."""

from collections import defaultdict
from collections.abc import Sequence

from thesaury.model.brief import BriefConcept, Section, Wanting
from thesaury.recommendation.briefing.judging import Judged, Sign
from thesaury.recommendation.briefing.parts import Part
from thesaury.recommendation.briefing.shapes import Shaped
from thesaury.recommendation.briefing.topics import NEEDS, Topic

MOST = 30
_TITLE = 70


def sections(
    text: str,
    title: str,
    parts: Sequence[Part],
    concepts: Sequence[BriefConcept],
    judged: Sequence[Judged],
    shaped: Sequence[Shaped],
) -> tuple[Section, ...]:
    """One for each item of the lists of needs (of any list, where no part is said to hold the needs); the 30th goes on to the end of
    the last one. Without a list one for the whole text."""
    stretches = _items(parts)
    whole = _joined(stretches)
    if not stretches:
        wanted = tuple(one.concept for one in concepts if one.wanting is not Wanting.EXCLUDED)
        return (Section(title, 0, len(text), wanted, tuple(dict.fromkeys(one.format for one in shaped))),)
    headed = {one.start: one.end for one in parts if one.heading}
    kept = {one.concept for one in concepts if one.wanting is not Wanting.EXCLUDED}
    return tuple(
        Section(
            _title(text[start : headed.get(start, first_end)]),
            start,
            end,
            tuple(
                dict.fromkeys(
                    one.mention.concept
                    for one in judged
                    if one.sign is Sign.WANTED and start <= one.mention.start < end and one.mention.concept in kept
                )
            ),
            tuple(dict.fromkeys(one.format for one in shaped if start <= one.start < end)),
        )
        for (start, end), (_, first_end) in zip(whole, stretches, strict=False)
    )


def _joined(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """At most 30, the last one with all that comes after it."""
    kept, rest = list(stretches[: MOST - 1]), stretches[MOST - 1 :]
    return [*kept, (rest[0][0], max(end for _, end in rest))] if rest else kept


def _items(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """The items, each with what stands below it, in order; a single one divides nothing."""
    asked = [one for one in parts if one.item and one.topic in NEEDS]
    if not asked:
        # Where marks of lists were lost on the way, each paragraph is one of what is asked for.
        told = [(one.start, one.end) for one in parts if one.topic in NEEDS and not one.heading]
        if len(told) > 1:
            return told
        asked = [one for one in parts if one.item and one.topic in (Topic.OTHER, Topic.ABOUT)]
    if not asked:
        return _under_headings(parts)
    by_item: dict[int, list[Part]] = defaultdict(list)
    for one in asked:
        by_item[one.item].append(one)
    found = [(min(one.start for one in item), max(one.end for one in item)) for item in by_item.values()]
    return found if len(found) > 1 else []


def _under_headings(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Where there is no list at all, what stands under headings that say nothing but what is wanted: "1. The new packs"."""
    by_section: dict[int, list[Part]] = defaultdict(list)
    for one in parts:
        if one.topic is Topic.OTHER and one.section:
            by_section[one.section].append(one)
    found = [
        (section[0].start, section[-1].end)
        for section in by_section.values()
        if section[0].heading and len(section) > 1
    ]
    return found if len(found) > 1 else []


def _title(said: str) -> str:
    """The beginning of an item, up to the end of a sentence, or as many words as fit; of a stretch with a heading, that."""
    plain = " ".join(said.replace("**", "").replace("|", " ").split())
    for mark in (". ", ": ", " – ", "; "):
        head = plain.split(mark)[0]
        if len(head) >= len(plain) // 4 and len(head.split()) > 1:
            plain = head if len(head) <= _TITLE else plain
            break
    plain = plain.rstrip(" .;,:")
    if len(plain) <= _TITLE:
        return plain
    return f"{plain[:_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"
