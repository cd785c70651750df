"""What a person states is kept exactly as he wrote it, or refused with the place; and questions from plain data."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.licences import licence, term
from tests.unit.rights.wild import asked_often, days, moments, some, uses
from thesaury.model.errors import BadInput, ThesauryError, Usage
from thesaury.model.licensing import (
    ANY,
    WORLD,
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Span,
    Statement,
    Term,
    Unresolved,
)
from thesaury.rights.deciding.telling import asked
from thesaury.rights.parsing import Context, parse
from thesaury.rights.stating.asking import use_of
from thesaury.rights.stating.parts import Part, whole
from thesaury.rights.stating.reading import SCOPES, statement_of
from thesaury.rights.stating.shape import shape_of
from thesaury.rights.stating.spans import with_spans
from thesaury.rights.stating.words import words_of
from thesaury.rights.vocabulary import shipped

TABLES = shipped()
CHANNELS = (ANY, *sorted(TABLES.channels.leaves), *TABLES.channels.groups)
REGIONS = (WORLD, "DE", "DE-BY", "150", "DACH", "EU", "GB-ENG")
QUESTION: dict[str, Any] = {"channel": "website", "region": "DE", "date": "2026-06-01"}
"""Every region is written as it is called here: another spelling is refused."""


def chosen(names: tuple[str, ...]) -> st.SearchStrategy[Selection]:
    return st.builds(Selection, st.none() | some(names), some(names), some(names))


def named() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=9).filter(str.strip)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Any term that people may state."""
    first = draw(st.none() | st.dates(max_value=date(2019, 1, 1)))
    last = draw(st.none() | days | moments)
    return Term(
        draw(chosen(CHANNELS)),
        draw(chosen(REGIONS)),
        first,
        last,
        draw(st.booleans()) and last is None,
        draw(st.none() | days | moments),
        draw(chosen((ANY, *sorted(TABLES.purposes)))),
        draw(chosen((ANY, *sorted(TABLES.parties.leaves)))),
        tuple(
            draw(
                st.lists(
                    st.builds(
                        Limit,
                        st.sampled_from(sorted(TABLES.limits)),
                        st.none() | st.floats(0, 1e15) | st.integers(0, 10**9).map(float),
                        st.none() | some(CHANNELS, least=1),
                    ),
                    max_size=3,
                )
            )
        ),
        draw(some(tuple(TABLES.duties))),
        draw(st.just("") | named()),
        draw(st.none() | st.sampled_from(Modification)),
        draw(st.just("") | named()),
        tuple(draw(st.dictionaries(st.sampled_from(SCOPES), st.lists(named(), min_size=1, max_size=2))).items()),
        tuple(draw(st.lists(st.sampled_from(Axis), unique=True))),
    )


def listed(said: Term) -> Term:
    return replace(said, scope=tuple((kind, tuple(names)) for kind, names in said.scope))


STATEMENTS = st.builds(
    Statement, st.sampled_from(LicenceModel), st.booleans(), st.lists(terms().map(listed), max_size=3).map(tuple)
)


def read(told: object) -> Statement:
    return statement_of(whole(json.dumps(told), "The file"))


@asked_often
@given(STATEMENTS)
def test_what_is_stated_is_what_is_kept(statement: Statement):
    assert read(shape_of(statement)) == statement


@asked_often
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3)
       | st.dictionaries(st.sampled_from(["terms", "channels", "allow", "deny", "limits", "kind", "max", "prohibit_all",
                                          "valid_until", "regions", "scope", "x"]), inner, max_size=4)))  # fmt: skip
def test_anything_else_is_refused_or_says_the_same_when_it_is_told_again(told: object):
    try:
        statement = read(told)
    except BadInput:
        return
    assert read(shape_of(statement)) == statement


TEXT = "Web only, DACH, until 31.12.2026, no paid social, max. 5,000 copies, credit: Ana Roe"


def test_what_rights_parse_prints_can_be_stated():
    statement = parse(TEXT, Context())
    told = {**shape_of(statement), "status": "complete", "parser": {}, "notice": "n"}
    assert with_spans(read(told), statement) == statement


@pytest.mark.parametrize(
    ("told", "place", "sentence"),
    [
        ([], "", "has to be an object"),
        ({"term": []}, "", "no field 'term'"),
        ({"terms": {}}, "terms: ", "a list"),
        ({"prohibit_all": "no"}, "prohibit_all: ", "true or false"),
        ({"license_model": "free"}, "license_model: ", "no licence model 'free'"),
        ({"unresolved": [{"span": "tbd", "reason": "empty"}]}, "unresolved: ", "empty this list"),
        ({"terms": [{"chanels": {}}]}, "terms[0]: ", "no field 'chanels'"),
        ({"terms": [{}, {"channels": {"allow": ["webb"]}}]}, "terms[1].channels.allow[0]: ", "no channel 'webb'"),
        ({"terms": [{"channels": ["website"]}]}, "terms[0].channels: ", "an object"),
        ({"terms": [{"channels": {"allow": "website"}}]}, "terms[0].channels.allow: ", "a list"),
        ({"terms": [{"regions": {"deny": ["Atlantis"]}}]}, "terms[0].regions.deny[0]: ", "no region 'Atlantis'"),
        ({"terms": [{"regions": {"allow": ["de"]}}]}, "terms[0].regions.allow[0]: ", "called 'DE' here"),
        ({"terms": [{"regions": {"allow": ["*"]}}]}, "terms[0].regions.allow[0]: ", "called '001' here"),
        ({"terms": [{"purposes": {"allow": ["fun"]}}]}, "terms[0].purposes.allow[0]: ", "no purpose"),
        ({"terms": [{"parties": {"deny": [7]}}]}, "terms[0].parties.deny[0]: ", "a text"),
        ({"terms": [{"valid_until": "31.12.2026"}]}, "terms[0].valid_until: ", "Write it as"),
        ({"terms": [{"valid_until": "2026-02-30"}]}, "terms[0].valid_until: ", "is no day"),
        ({"terms": [{"valid_until": "2026-12-31T18:00"}]}, "terms[0].valid_until: ", "is no day"),
        ({"terms": [{"valid_from": "2026-W01-1"}]}, "terms[0].valid_from: ", "is no day"),
        ({"terms": [{"valid_from": "2027-01-01", "valid_until": "2026-01-01"}]}, "terms[0]: ", "ends before it begins"),
        (
            {"terms": [{"valid_from": "2026-01-01T12:00Z", "valid_until": "2026-01-01T12:30+01:00"}]},
            "terms[0]: ",
            "ends before it begins",
        ),
        ({"terms": [{"perpetual": True, "valid_until": "2026-01-01"}]}, "terms[0]: ", "perpetual"),
        ({"terms": [{"perpetual": 1}]}, "terms[0].perpetual: ", "true or false"),
        ({"terms": [{"limits": [{"kind": "copies"}]}]}, "terms[0].limits[0]: ", "null where the number"),
        ({"terms": [{"limits": [{"kind": "souls", "max": 1}]}]}, "terms[0].limits[0].kind: ", "no limit"),
        ({"terms": [{"limits": [{"kind": "copies", "max": True}]}]}, "terms[0].limits[0].max: ", "a number"),
        ({"terms": [{"limits": [{"kind": "copies", "max": -1}]}]}, "terms[0].limits[0].max: ", "a number"),
        ({"terms": [{"limits": [{"kind": "copies", "max": 2**53 + 1}]}]}, "terms[0].limits[0].max: ", "15 digits"),
        ({"terms": [{"limits": [{"kind": "copies", "max": 10**400}]}]}, "terms[0].limits[0].max: ", "15 digits"),
        ({"terms": [{"limits": [{"kind": "copies", "max": 1, "channels": []}]}]}, "terms[0].limits[0]: ", "no channel"),
        ({"terms": [{"duties": ["sing"]}]}, "terms[0].duties[0]: ", "no duty"),
        ({"terms": [{"modification": "some"}]}, "terms[0].modification: ", "no modification"),
        ({"terms": [{"scope": {"moon": ["x"]}}]}, "terms[0].scope: ", "no field 'moon'"),
        ({"terms": [{"scope": {"brand": []}}]}, "terms[0].scope: ", "Nothing is named"),
        ({"terms": [{"attribution_text": ""}]}, "terms[0].attribution_text: ", "not empty"),
        ({"terms": [{"unclear_axes": ["moon"]}]}, "terms[0].unclear_axes[0]: ", "no axis"),
        ({"terms": [{}] * 501}, "terms: ", "500 terms"),
    ],
)
def test_what_cannot_be_kept_as_it_was_written_is_refused_at_its_place(told: object, place: str, sentence: str):
    with pytest.raises(BadInput) as refused:
        read(told)
    assert refused.value.message.startswith(place)
    assert sentence in refused.value.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "not JSON"),
        ('{"prohibit_all": true, "prohibit_all": false}', "stands twice"),
        ('{"terms": NaN}', "NaN is no number"),
        ("[" * 100_000, "nested too deeply"),
        (b"\xff\xfe\x00", "UTF-8"),
        ('{"terms": "\\ud800"}', "half a character"),
    ],
)
def test_a_file_that_does_not_say_one_thing(text: str | bytes, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        whole(text, "says.json")


WEB, LAND = Span(Axis.CHANNEL, 0, 3, "Web", "r"), Span(Axis.REGION, 5, 9, "DACH", "r")


def test_words_stay_with_what_was_left_as_it_was_read():
    before = licence(channels="website", regions="DACH", spans=(WEB, LAND))
    assert with_spans(licence(channels="website", regions="DACH"), before) == before
    moved = with_spans(licence(channels="website", regions="DE"), before)
    assert moved.terms[0].spans == (WEB,)
    assert with_spans(licence(term(), term()), before).terms[0].spans == ()


def test_words_of_the_whole_licence_stay_where_every_term_is_as_it_was():
    before = replace(licence(channels="website", regions="DACH"), spans=(WEB, LAND))
    assert with_spans(licence(channels="website", regions="DE"), before).spans == (WEB,)
    assert with_spans(licence(term(), term()), before).spans == ()
    other = replace(WEB, axis=Axis.OTHER)
    assert with_spans(Statement(prohibit_all=True), Statement(spans=(other,))).spans == ()
    assert with_spans(Statement(), Statement(spans=(other,))).spans == (other,)


def test_a_term_in_words():
    said = dict(
        words_of(
            Term(
                Selection((ANY,), ("tv",), ("app",)),
                Selection((WORLD,), ("US",)),
                date(2026, 1, 1),
                datetime(2026, 12, 31, 18, tzinfo=UTC),
                limits=(Limit("copies", 5000.0, ("print",)), Limit("impressions", None), Limit("width_px", 2e6)),
                duties=("attribution", "prior_approval"),
                attribution_text="Ana Roe",
                exclusivity="sector",
                scope=(("brand", ("Fennmoor",)),),
                unclear_axes=(Axis.REGION,),
            )
        )
    )
    assert said[Axis.CHANNEL] == "any channel; not tv; unclear: app"
    assert said[Axis.REGION] == "the world; not US; something is said here that nobody could resolve"
    assert said[Axis.DATE] == "from 1 January 2026, until 31 December 2026, 18:00 +00:00, included"
    assert said[Axis.PURPOSE] == "not stated: the ordinary purposes"
    assert said[Axis.PARTY] == "not stated: the licensee itself"
    assert said[Axis.QUANTITY] == (
        "copies: at most 5,000 on print; impressions: a cap whose number is not known; width_px: at most 2,000,000"
    )
    assert said[Axis.SCOPE] == "brand: Fennmoor"
    assert said[Axis.MODIFICATION] == "changes: not stated"
    assert "Show the credit line: Ana Roe." in said[Axis.OTHER]
    assert "Get the approval" in said[Axis.OTHER]
    assert dict(words_of(Term()))[Axis.DATE] == "no end is stated"
    assert dict(words_of(Term(perpetual=True)))[Axis.DATE] == "for ever"


# Questions.


@asked_often
@given(uses(zone="Europe/Berlin"))
def test_a_question_that_was_told_is_the_question(use):
    known = replace(use, quantity=tuple((kind, most) for kind, most in use.quantity if kind in TABLES.limits))
    assert use_of(whole(json.dumps(asked(known)), "It")) == known


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"quantity": {"kind": "copies", "value": 20000}}, "quantity", (("copies", 20000.0),)),
        ({"quantity": {"copies": 20000}}, "quantity", (("copies", 20000.0),)),
        ({"campaign": "Spring"}, "scope", (("campaign", ("Spring",)),)),
        ({"brand": ["A", "B"], "scope": {"brand": ["C"]}}, "scope", (("brand", ("C", "A", "B")),)),
        ({"modify": True}, "modify", True),
        ({"region": None, "regions": ["DE", "de", "FR"]}, "regions", ("DE", "FR")),
        ({"date": None, "from": "2026-01-01", "to": "2026-02-01"}, "last_day", date(2026, 2, 1)),
    ],
)
def test_a_question_in_the_shape_of_the_contract(more: dict[str, Any], field: str, value: object):
    assert getattr(use_of(Part({**QUESTION, **more})), field) == value


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"chanel": "tv"}, "no field 'chanel'"),
        ({"channel": None}, "needs a channel"),
        ({"channel": "hologram"}, "no channel 'hologram'"),
        ({"channel": ["tv"]}, "channel: "),
        ({"region": None}, "needs a region"),
        ({"regions": ["FR"]}, "only one of the two"),
        ({"region": None, "regions": []}, "regions: Name at least one"),
        ({"region": "Atlantis"}, "no region"),
        ({"date": 20260601}, "date: "),
        ({"date": "01/06/2026"}, "Write it as"),
        ({"from": "2026-01-01"}, "either a date"),
        ({"modify": "yes"}, "modify: "),
        ({"quantity": {"kind": "copies"}}, "quantity: A quantity needs a value"),
        ({"quantity": {"souls": 3}}, "quantity: There is no field 'souls'"),
        ({"quantity": {"copies": "many"}}, "quantity.copies: "),
        ({"purpose": "mischief"}, "no purpose"),
        ({"time_zone": "Mars/Olympus"}, "no time zone"),
        ({"campaign": [""]}, r"campaign\[0\]: "),
    ],
)
def test_a_question_that_cannot_be_asked_names_the_field(more: dict[str, Any], sentence: str):
    with pytest.raises((BadInput, Usage), match=sentence) as refused:
        use_of(Part({**QUESTION, **more}))
    assert isinstance(refused.value, ThesauryError)


def test_unresolved_words_and_spans_are_told_each_once():
    told = shape_of(
        Statement(terms=(Term(spans=(WEB,)),), unresolved=(Unresolved("empty", 1, 2, "x"),), spans=(WEB, LAND))
    )
    assert [span["words"] for span in told["spans"]] == ["Web", "DACH"]
    assert told["unresolved"] == [{"reason": "empty", "start": 1, "end": 2, "span": "x"}]
