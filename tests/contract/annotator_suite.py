"""What every annotator promises; each one's test inherits it and says how to open it over a vocabulary."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thesaury.model.annotation import Evidence, Reason, Voice
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.annotator import Annotator

HARBOUR, LIGHTHOUSE, BOAT = "urn:t:harbour", "urn:t:lighthouse", "urn:t:boat"
VOCABULARY = Vocabulary(
    "coast",
    (),
    (
        Concept(BOAT, preferred=(Label("fishing boat", "en"),), related=(HARBOUR,)),
        Concept(HARBOUR, preferred=(Label("harbour", "en"),), alternative=(Label("port of call", "en"),)),
        Concept(LIGHTHOUSE, preferred=(Label("lighthouse", "en"), Label("Leuchtturm", "de")), broader=(HARBOUR,)),
    ),
)
WORDS = [
    "harbour",
    "fishing boat",
    "lighthouse",
    "Leuchtturm",
    "port of call",
    "the",
    "of",
    ". ",
    "-",
    "ß",
    "e\u0301",
    "🚢",
    "İ",
]
prose = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=12).map(" ".join)


def asset(name: str, title: str = "", tags: tuple[str, ...] = (), language: str = "en") -> Asset:
    texts = (Text("title", title, language),) if title else ()
    return Asset(name, (Record("test", name, "1", texts, tags),))


def says(asset: Asset, evidence: Evidence) -> bool:
    """Whether some text or tag of that field has the quote where the evidence says."""
    texts = [*asset.texts(), *(Text("tag", tag) for tag in asset.tags())]
    fitting = (text.value for text in texts if text.field == evidence.field)
    return any(value[evidence.start : evidence.end] == evidence.quote for value in fitting)


def fitting(reason: Reason) -> bool:
    """Whether a reason has a subject, a weight in 0 to 1, and a step if and only if it leads through the graph."""
    steps = {"broader", "narrower", "related", "sibling"} if reason.voice is Voice.GRAPH else {""}
    return bool(reason.subject) and 0 <= reason.weight <= 1 and reason.step in steps


class AnnotatorSuite:
    """Inherit, and give `annotator`."""

    def annotator(self) -> Annotator:
        raise AssertionError("the test of an annotator has to open it")

    def test_finds_what_a_title_names(self):
        found = self.annotator().suggest([asset("1", "A fishing boat in the harbour")])
        assert {suggestion.concept for suggestion in found[0][:2]} == {BOAT, HARBOUR}

    def test_finds_what_a_tag_names(self):
        found = self.annotator().suggest([asset("1", tags=("lighthouse",))])
        assert found[0][0].concept == LIGHTHOUSE
        assert found[0][0].evidence[0].field == "tag"

    def test_an_asset_without_words_gets_nothing(self):
        bare = Asset("1", (Record("test", "1", "1"),))
        assert self.annotator().suggest([bare, asset("2", "...", ("", " "))]) == [(), ()]

    def test_no_assets_no_answers(self):
        assert self.annotator().suggest([]) == []

    def test_says_which_versions_it_worked_with(self):
        annotator = self.annotator()
        [(suggestion, *_)] = annotator.suggest([asset("1", "harbour")])
        assert suggestion.annotator == annotator.version
        assert suggestion.vocabulary in annotator.vocabulary.split()

    def test_assets_do_not_touch_each_other(self):
        assets = [asset("1", "harbour"), asset("2", "lighthouse"), asset("3"), asset("4", "fishing boat, harbour")]
        together = self.annotator().suggest(assets)
        assert self.annotator().suggest(assets[::-1]) == together[::-1]
        assert [self.annotator().suggest([one])[0] for one in assets] == together

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(title=prose, tags=st.lists(prose, max_size=3), language=st.sampled_from(["en", "de", ""]))
    def test_whatever_the_text(self, title: str, tags: list[str], language: str):
        one = asset("1", title, tuple(tags), language)
        annotator = self.annotator()
        [found] = annotator.suggest([one])
        scores = [suggestion.score for suggestion in found]
        assert all(0 <= score <= 1 for score in scores)
        assert scores == sorted(scores, reverse=True)
        assert len({suggestion.concept for suggestion in found}) == len(found)
        assert all(says(one, evidence) for suggestion in found for evidence in suggestion.evidence)
        assert all(suggestion.evidence or suggestion.reasons for suggestion in found)
        assert all(fitting(reason) for suggestion in found for reason in suggestion.reasons)
        assert annotator.suggest([one]) == [found]
