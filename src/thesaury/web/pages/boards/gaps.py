"""What a recommendation could not find, in sentences."""

from thesaury.recommendation.recommended import Gap, Recommendation
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase


def gap_sentences(recommendation: Recommendation, lexicon: Lexicon) -> tuple[str, ...]:
    """ "No portrait-format picture for “teachers” is cleared for France (FR); 3 would fit.", each once."""
    return tuple(dict.fromkeys(_sentence(gap, lexicon) for gap in recommendation.gaps))


def _sentence(gap: Gap, lexicon: Lexicon) -> str:
    told = {
        "kind": phrase(f"picks.gap.{gap.format}") if gap.format else phrase("picks.gap.kind"),
        "concept": phrase("picks.gap.concept", name=lexicon.name(gap.concept).text) if gap.concept else "",
        "section": phrase("picks.gap.section", section=gap.section) if gap.section else "",
    }
    if not gap.blocked:
        return phrase("picks.gap", **told)
    region = phrase("picks.gap.region", region=words.region(gap.region)) if gap.region else ""
    channel = phrase("picks.gap.channel", channel=words.channel(gap.channel)) if gap.channel else ""
    return phrase("picks.gap.blocked", count=gap.blocked, place=f"{region}{channel}", **told)
