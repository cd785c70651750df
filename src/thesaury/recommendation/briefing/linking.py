"""Concepts that a sentence means without naming any: found by likeness or by what words mean, above bars that keep chance out."""

from collections.abc import Callable, Iterator, Sequence

from thesaury.ports.embedder import Embedder
from thesaury.recommendation.briefing.judging import Heard, Judged, Sign
from thesaury.recommendation.briefing.naming import Mention
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.topics import NEEDS, Topic
from thesaury.search.embedding import taught, vector_of
from thesaury.search.linking.linker import By, Linker

_WHERE = NEEDS | {Topic.TITLE, Topic.ABOUT, Topic.OTHER}
_ASKED, _MOST = 40, 6
"""So many sentences are asked about at most, and so many concepts come of them: a brief is read while somebody waits."""
_SHORT = 2
_WORDS = (3, 30)
"""A sentence of fewer words says too little, one of more means more than one thing."""
_SURE = 0.7
"""From this certainty of the linker on (see `Linked.sure`): a cosine of 0.54 to the nearest concept for a model like MiniLM. In the briefs
of the demo brand what was right lay from 0.76 on, and what was wrong below 0.4."""
_TAUGHT = 0.75
"""A sentence of whose words a model was taught fewer than this share is in a language it does not know: its vector says nothing."""
_WEIGHT = 0.4
"""What a concept found so weighs beside one that is named in the same place."""


def linked(text: str, spoken: Sequence[Heard], linker: Linker | None, embedder: Embedder | None) -> list[Judged]:
    """At most one concept for each sentence that names none, as a mention of its words; none where the linker is not sure."""
    if linker is None or embedder is None:
        return []
    found: list[Judged] = []
    for sentence in list(_unnamed(spoken))[:_ASKED]:
        said = " ".join(text[sentence.start : sentence.end].split())
        vector, _ = vector_of(said, embedder)
        if vector is None or not _understood(sentence, taught(embedder)):
            continue
        meant = linker.link(said, vector)
        best = meant.links[0] if meant.links else None
        if best and meant.sure >= _SURE and best.by in (By.LIKENESS, By.LABEL):
            mention = Mention(sentence.start, sentence.end, best.concept, _WEIGHT * meant.sure, (best.concept,))
            found.append(Judged(mention, sentence, Sign.WANTED))
        if len(found) == _MOST:
            break
    return found


def _understood(sentence: Sentence, knows: Callable[[str], bool]) -> bool:
    words = [token.text for token in sentence.tokens if token.kind == "word" and len(token.text) > _SHORT]
    return bool(words) and sum(map(knows, words)) >= _TAUGHT * len(words)


def _unnamed(spoken: Sequence[Heard]) -> Iterator[Sentence]:
    for one in spoken:
        words = sum(token.kind == "word" for token in one.sentence.tokens)
        named = any(not each.generic for each in one.judged)
        plain = not one.scopes.about_rights and not any(one.scopes.denied) and not one.scopes.wording
        if (
            one.sentence.part.topic in _WHERE
            and not one.sentence.part.heading
            and not named
            and plain
            and _WORDS[0] <= words <= _WORDS[1]
        ):
            yield one.sentence
