"""What could not be read of a brief, or was read otherwise than it may have been meant: codes that pages have words for, and those in
English."""

from collections.abc import Sequence
from enum import StrEnum

from thesaury.vocabulary.thesaurus import Thesaurus


class Code(StrEnum):
    """The first part of a note; the second is what it is about: words of the brief, or the IRI of a concept where the code says so."""

    NOTHING_NAMED = "nothing_named"
    TOO_MANY = "too_many"
    """More concepts are named than a brief keeps; the second part says how many."""
    WANTED_AND_EXCLUDED = "wanted_and_excluded"
    """About a concept, by IRI: it is wanted in one place, excluded in another, and stays wanted."""
    EXCLUDED_AND_WANTED = "excluded_and_wanted"
    """About a concept, by IRI: it is wanted in one place, excluded in another, and stays excluded."""
    EXCLUDED_IN_PART = "excluded_in_part"
    EXCLUDED_ELSEWHERE = "excluded_elsewhere"
    """Denied for one market alone."""
    REGION_LEFT_OUT = "region_left_out"
    DATE_UNCLEAR = "date_unclear"
    PERIOD_BACKWARDS = "period_backwards"
    SEVERAL_PERIODS = "several_periods"
    RIGHTS_REMARK = "rights_remark"
    WORDING = "wording"


_SENTENCES = {
    Code.NOTHING_NAMED: "No concept of the vocabulary is named in this brief. Add concepts, or use other words.",
    Code.TOO_MANY: "The brief names {about} concepts; those it speaks of most are kept.",
    Code.WANTED_AND_EXCLUDED: "{about} is wanted in one place and excluded in another; it stays wanted.",
    Code.EXCLUDED_AND_WANTED: "{about} is wanted in one place and excluded in another; it stays excluded.",
    Code.EXCLUDED_IN_PART: "“{about}” excludes more than one concept says, so nothing is excluded by it: look at the pictures.",
    Code.EXCLUDED_ELSEWHERE: "“{about}” excludes something for one market alone, so nothing is excluded by it.",
    Code.REGION_LEFT_OUT: "The markets are many; “{about}” was to be left out of them, and is not. Name the markets.",
    Code.DATE_UNCLEAR: "“{about}” can be more than one day, or is none. Give the days.",
    Code.PERIOD_BACKWARDS: "“{about}” ends before it begins. Give the days.",
    Code.SEVERAL_PERIODS: "The brief names several periods; “{about}” is taken.",
    Code.RIGHTS_REMARK: "“{about}” speaks of rights: they are decided by the licences, not by the brief.",
    Code.WORDING: "“{about}” speaks of words in texts, not of pictures.",
}
_ABOUT_CONCEPTS = (Code.WANTED_AND_EXCLUDED, Code.EXCLUDED_AND_WANTED)


def sentence(note: tuple[str, str], thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    """A note in English; one whose code is not known as it is."""
    code, about = note
    if code not in tuple(Code):
        return f"{code}: {about}" if about else code
    known = Code(code)
    return _SENTENCES[known].format(about=thesaurus.label(about, languages) if known in _ABOUT_CONCEPTS else about)
