"""Records as pictures are described: a sentence or two, and often a title that says nothing.

Library records have a title that sums up and an abstract below it. A ranker that learned from them alone believes titles too much and
captions too little: it put "school" before "school bag" in "Students with a school bag".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from thesaury.enrichment.learning.examples import Example
from thesaury.model.asset import Text

CAPTIONS = 0.6
"""Share of records that are cut to captions; compared with 0 and 1 on training records of a collection that is not learned from."""

_NAMELESS = 0.3
_SENTENCE = re.compile(r"(?<=[.!?]) ")
_LONGEST = 300
_SEED = 20_260


def with_captions(examples: Sequence[Example], share: float = CAPTIONS) -> list[Example]:
    """The same examples with this share of them cut to captions, drawn by chance, always the same ones."""
    draw = Random(_SEED)
    return [
        _captioned(example, number, draw) if draw.random() < share else example
        for number, example in enumerate(examples)
    ]


def _captioned(example: Example, number: int, draw: Random) -> Example:
    record = example.asset.records[0]
    sentences = draw.choice((1, 1, 2))
    cut = [_cut(text, sentences) if text.field == "description" else text for text in record.texts]
    texts = list(_nameless(cut, number)) if draw.random() < _NAMELESS else cut
    return replace(example, asset=replace(example.asset, records=(replace(record, texts=tuple(texts)),)))


def _cut(text: Text, sentences: int) -> Text:
    said = " ".join(_SENTENCE.split(text.value)[:sentences])
    return replace(text, value=said[:_LONGEST])


def _nameless(texts: Sequence[Text], number: int) -> Iterator[Text]:
    """The title becomes the caption, and a number stands in its place, as cameras name pictures."""
    title = next((text for text in texts if text.field == "title"), None)
    if title:
        yield replace(title, value=f"IMG {number}")
        yield replace(title, field="description")
    yield from (text for text in texts if text.field not in ("title", "description"))
