"""Whatever somebody pastes, a brief is read, and its quotes stand where they are said to."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.briefing.words import read
from thesaury.model.brief_json import brief_from, brief_shape

PIECES = [
    "no", "keine", "sans", "not only", "kitchen", "Küche", "cuisine", "children", "refill pouch", "France", "Märkte:", "**Markets**",
    "DE, AT", "from 1 July", "bis 30. September 2027", "03/04/2027", "\n", "\n\n", "# ", "## What to avoid", "- ", "1. ", "|", "(", ")",
    ":", ",", ".", ";", "upright", "hoch und quer", "9:16", "must", "gern", "only", "before Legal", '"', "'", "\u00ad", "\u0301", "ß",
    "ﬁ", "İ", "\u200b", "\r\n", "…", "the words", "social media", "Weihnachten", "1920x1080", "sondern", "👩‍🏫", "\x00", "٣", "ǅ",
]  # fmt: skip

MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map(" ".join)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(MIXED)
def test_any_text_is_read_and_quoted_exactly(text: str):
    brief = read(text)
    said = (*brief.regions, *brief.channels, *brief.formats, *brief.audience)
    days = tuple(one for one in (brief.first_day, brief.last_day) if one)
    for one in (*brief.concepts, *said, *days):
        assert one.quotes
        assert all(quote.text == text[quote.start : quote.end] for quote in one.quotes)
    assert brief.sections
    assert all(0 <= one.start <= one.end <= len(text) for one in brief.sections)
    known = {one.concept for one in brief.concepts}
    assert all(known.issuperset(one.concepts) for one in brief.sections)
    assert all(0 < one.weight <= 1 for one in brief.concepts)
    assert brief_from(brief_shape(brief)) == brief
