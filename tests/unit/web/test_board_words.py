"""What pages of boards say: of changes, of gaps, of the way to a concept, of a use that was typed and of text that was marked."""

from datetime import date

from thesaury.model.board import Item
from thesaury.model.brief import Brief, BriefConcept, Quote, Said, Wanting
from thesaury.model.concept import Label
from thesaury.pipeline.boards.looked import Change, LookedItem, State
from thesaury.recommendation.recommended import Relation, Step, UsageLine
from thesaury.rights.vocabulary import shipped
from thesaury.web.pages.boards.brief_form import typed_of, with_use
from thesaury.web.pages.boards.brief_sheet import Chip, marked
from thesaury.web.pages.boards.pick_routes import told_of
from thesaury.web.pages.boards.picks import used_line, widened
from thesaury.web.pages.boards.sheet import news_of


def looked(state: State, *changes: Change, **more: object) -> LookedItem:
    return LookedItem(Item("a"), None, state, changes=changes, **more)  # type: ignore[arg-type]


def test_news_tells_what_is_worst_first_and_what_ends():
    end = looked(State.ENDING, until=date(2026, 12, 31))
    told = news_of([looked(State.DENIED, Change.RIGHTS), looked(State.DENIED, Change.RIGHTS, Change.WORDS), end])
    assert told
    assert told.parts == ("2 pictures may no longer be used", "1 picture ends on 31 December 2026")
    assert (told.bad, told.fresh) == (True, True)
    back = news_of([looked(State.USABLE, Change.RIGHTS, before="not permitted"), looked(State.GONE, Change.GONE)])
    assert back
    assert back.parts == ("1 picture is gone", "1 picture may be used now")
    assert news_of([looked(State.USABLE), looked(State.DENIED)]) is None
    only = news_of([end])
    assert only
    assert (only.bad, only.fresh) == (False, False)


def test_steps_are_told_by_the_concept_they_began_with():
    class Names:
        def name(self, iri: str) -> Label:
            return Label(iri, "en")

    steps = (
        Step("school", "school", Relation.MEANT, 1.0, "school"),
        Step("pupil", "school", Relation.RELATED, 0.6, "school"),
        Step("child", "pupil", Relation.BROADER, 0.24, "school"),
    )
    [one] = widened(steps, Names())  # type: ignore[arg-type]
    assert [([name.text for name in way], said) for way, said in one.steps] == [
        (["pupil"], "related, 0.6"),
        (["pupil", "child"], "broader, 0.24"),
    ]


def test_a_usage_line_says_how_often_and_when_last():
    assert used_line(UsageLine()) == "Not used yet"
    told = used_line(UsageLine(4, 2, "2026-11-02", 1))
    assert told == "Used 4 times, 2 of them in the last 90 days, last on 2 November 2026, 1 in campaigns like this"


def test_what_a_form_sends_back_of_a_score_is_read_leniently():
    assert told_of("3;coverage=0.5;words=1;success=7;=0.1;fatigue=nan;x") == (3, (("coverage", 0.5), ("words", 1.0)))
    assert told_of("") == told_of("first") == (0, ())


def test_a_typed_use_takes_names_and_codes_and_says_what_is_amiss():
    brief = Brief("For Germany.", regions=(Said("DE", (Quote(4, 11, "Germany"),)),))
    regions = shipped().regions
    typed = typed_of(
        [("region", "Germany (DE), österreich"), ("first", "2027-07-01"), ("channel", "email"), ("channel", "x")]
    )
    made, faults = with_use(brief, typed, regions)
    assert faults == {}
    assert [one.value for one in made.regions] == ["DE", "AT"]
    assert made.regions[0].quotes == brief.regions[0].quotes
    assert ([one.value for one in made.channels], made.first_day, made.last_day) == (
        ["email"],
        Said("2027-07-01", (), made.regions[1].source),
        None,
    )
    wrong = typed_of([("region", "Nowhere"), ("first", "soon"), ("last", "2027-01-01"), ("audience", "x" * 101)])
    kept, faults = with_use(brief, wrong, regions)
    assert (kept, sorted(faults)) == (brief, ["audience", "first", "region"])


def test_marked_text_is_the_text_and_says_what_its_words_stand_for():
    text = "Back to school in Germany"
    concepts = (BriefConcept("c", Wanting.REQUIRED, 1.0, (Quote(0, 14, "Back to school"), Quote(90, 99, "elsewhere"))),)
    brief = Brief(text, concepts=concepts, regions=(Said("DE", (Quote(18, 25, "Germany"),)),))
    pieces = marked(brief, [Chip(0, "c", Label("back to school", "en"), Wanting.REQUIRED, (), "")])
    assert "".join(one.text for one in pieces) == text
    assert [(one.text, one.kind) for one in pieces if one.said] == [("Back to school", "required"), ("Germany", "use")]
