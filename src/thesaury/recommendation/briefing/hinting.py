"""Concepts that a word of a brief hints at where it names none: "runs on wind" wind power, "Wäsche raus" laundry care.

What is hinted at counts far less than what is named, and is a chip that a person may strike out.
"""

from collections.abc import Iterator, Sequence

from thesaury.enrichment.stopwords import is_stop_word
from thesaury.recommendation.briefing.judging import Heard, Judged, Sign
from thesaury.recommendation.briefing.label_parts import LabelParts
from thesaury.recommendation.briefing.naming import Mention
from thesaury.recommendation.briefing.stretches import Placed, Stretches
from thesaury.recommendation.briefing.words import said_in, spoken
from thesaury.rights.parsing.folding import Token
from thesaury.search.linking.sense_kin import light_words

_MOST = 8
"""So many concepts all words of a brief hint at, the surest."""
_WEIGHT = 0.5
"""What a hint weighs beside a name in the same place, where the word is all of a label."""


def hinted(text: str, spoken_of: Sequence[Heard], parts: LabelParts, taken: Stretches[Placed]) -> list[Judged]:
    """Mentions of what words hint at that stand in no name and in no denial, and are not `taken` for something else."""
    named = {one.mention.concept for each in spoken_of for one in each.judged}
    best: dict[str, Judged] = {}
    for one in spoken_of:
        language = one.sentence.language
        for token in _open(text, one) if language and not one.scopes.about_rights else ():
            if taken.touching(token.start, token.end):
                continue
            for hint in parts.hints(text[token.start : token.end], language):
                sure = _WEIGHT * hint.share
                known = best.get(hint.concept)
                if hint.concept not in named and (known is None or sure > known.mention.sure):
                    mention = Mention(token.start, token.end, hint.concept, sure, (hint.concept,))
                    best[hint.concept] = Judged(mention, one.sentence, Sign.WANTED, hint=True)
    return sorted(best.values(), key=lambda judged: (-judged.mention.sure, judged.mention.start))[:_MOST]


def _open(text: str, one: Heard) -> Iterator[Token]:
    """The words of a sentence that say something by themselves, and are named, denied and common nowhere."""
    sentence, languages = one.sentence, spoken(one.sentence.language)
    common = {
        at for cue in said_in(sentence.tokens, "generic", languages, "words") for at in range(cue.first, cue.after)
    }
    light, named = light_words(sentence.language), Stretches(each.mention for each in one.judged)
    for at, token in enumerate(sentence.tokens):
        silent = (
            at in common or one.scopes.denied[at] or one.scopes.silent[at] or named.touching(token.start, token.end)
        )
        # German writes nouns with a capital: a verb or an adjective there says what is done, and hints at nothing that is shown.
        thing = sentence.language != "de" or text[token.start].isupper()
        tells = token.text not in light and not is_stop_word(token.text, languages)
        if token.kind == "word" and thing and tells and not silent:
            yield token
