"""A statement as a form and back: what nobody touched is the same, what was changed is read, and nothing is dropped in silence."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.model.licensing import (
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
from thesaury.rights.parsing import Context, parse
from thesaury.rights.vocabulary import shipped
from thesaury.web.pages.rights.fields import form
from thesaury.web.pages.rights.form import corrected, filled

WEB = Span(Axis.CHANNEL, 0, 3, "Web", "website")
DAY = Span(Axis.DATE, 10, 20, "31.12.2026", "date")
TERM = Term(
    channels=Selection(("website", "social"), ("social_paid",), ("email",)),
    regions=Selection(("DACH", "FR-IDF"), ("CH",), ("LI",)),
    valid_from=date(2026, 3, 1),
    valid_until=datetime(2026, 12, 31, 18, 0, tzinfo=UTC),
    first_use_by=date(2026, 6, 1),
    purposes=Selection(("editorial",), ("resale",), ("pr",)),
    parties=Selection(None, ("dealers",), ("retailers",)),
    limits=(Limit("copies", 5000.0, ("brochure",)), Limit("impressions", None), Limit("copies", 0.125)),
    duties=("attribution", "a duty of our own"),
    attribution_text="Photo: Ada\nLind",
    modification=Modification.MINOR,
    exclusivity="industry:food",
    scope=(("campaign", ("Spring; and more",)), ("shop", ("one",)), ("campaign", ("Autumn",))),
    unclear_axes=(Axis.DATE, Axis.QUANTITY),
    spans=(WEB, DAY),
)
MERGED = (("campaign", ("Spring; and more", "Autumn")), ("shop", ("one",)))
STATEMENT = Statement(LicenceModel.RIGHTS_MANAGED, False, (TERM, Term()), (Unresolved("empty", 0, 0, "x"),), (WEB, DAY))


def read(sent, before):
    return corrected(sent, before, shipped().regions)


names = st.lists(st.sampled_from(["website", "tv", "*", "a channel of our own", "digital"]), max_size=3).map(tuple)
selections = st.builds(Selection, st.none() | names, names, names)
days = st.none() | st.dates(date(1990, 1, 1), date(2099, 1, 1))
limits = st.builds(Limit, st.sampled_from(["copies", "strange"]), st.none() | st.floats(0, 1e12), st.none() | names)
terms = st.builds(
    Term, selections, selections, days, days, st.booleans(), days, selections, selections, st.lists(limits, max_size=2).map(tuple),
    names, st.text(max_size=9), st.none() | st.sampled_from(Modification), st.text(max_size=9),
    st.lists(st.tuples(st.sampled_from(["campaign", "own"]), names), max_size=2).map(tuple),
    st.lists(st.sampled_from(Axis), unique=True).map(tuple),
)  # fmt: skip


def test_a_form_sent_back_unchanged_gives_the_same_statement():
    assert read(filled(STATEMENT), STATEMENT).statement == STATEMENT


@settings(max_examples=30, deadline=None)
@given(st.lists(terms, min_size=1, max_size=2))
def test_whatever_is_stated_survives_the_form(stated):
    before = Statement(terms=tuple(stated))
    assert read(filled(before), before).statement == before


@settings(max_examples=30, deadline=None)
@given(terms)
def test_changing_one_field_keeps_all_the_others(term):
    before = Statement(terms=(term,))
    after = read({**filled(before), "t0.credit": "Ada Lind"}, before).statement
    assert after.terms == (replace(term, attribution_text="Ada Lind"),)


def test_a_text_read_by_rules_survives_the_form():
    before = parse(
        "Web and organic social, DACH, until 31.12.2026, no paid social. Max 5,000 copies of brochure.", Context()
    )
    assert read(filled(before), before).statement == before


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"channel.tv": "allow"}, {"channels": Selection(("website", "social", "tv"), ("social_paid",), ("email",))}),
        ({"channel.website": ""}, {"channels": Selection(("social",), ("social_paid",), ("email",))}),
        ({"channel.email": "deny"}, {"channels": Selection(("website", "social"), ("social_paid", "email"), ())}),
        ({"purpose.editorial": ""}, {"purposes": Selection(None, ("resale",), ("pr",))}),
        ({"party.licensee": "allow"}, {"parties": Selection(("licensee",), ("dealers",), ("retailers",))}),
        ({"region.allow": "Germany, benelux; fr-idf"}, {"regions": Selection(("DE", "BENELUX", "FR-IDF"), ("CH",), ("LI",))}),
        ({"region.allow": ""}, {"regions": Selection(None, ("CH",), ("LI",))}),
        ({"until": "2027-01-31"}, {"valid_until": date(2027, 1, 31)}),
        ({"until": "", "perpetual": "yes"}, {"valid_until": None, "perpetual": True}),
        ({"limit.0.max": "8000"}, {"limits": (Limit("copies", 8000.0, ("brochure",)), *TERM.limits[1:])}),
        ({"limit.1.drop": "yes"}, {"limits": (TERM.limits[0], TERM.limits[2])}),
        ({"limit.new.kind": "insertions", "limit.new.max": "3"}, {"limits": (*TERM.limits, Limit("insertions", 3.0))}),
        ({"limit.new.kind": "insertions"}, {"limits": (*TERM.limits, Limit("insertions", None))}),
        ({"duty.attribution": "", "duty.no_archive": "yes"}, {"duties": ("a duty of our own", "no_archive")}),
        ({"modification": "prohibited"}, {"modification": Modification.PROHIBITED}),
        ({"scope.brand": "Ada; Ben"}, {"scope": (*MERGED, ("brand", ("Ada", "Ben")))}),
        ({"unclear.date": ""}, {"unclear_axes": (Axis.QUANTITY,)}),
    ],
)  # fmt: skip
def test_what_a_person_changed_is_read_and_the_rest_kept(changes, wanted):
    sent = {**filled(STATEMENT), **{f"t0.{name}": value for name, value in changes.items()}}
    told = read(sent, STATEMENT)
    assert told.errors == {}
    assert replace(told.statement.terms[0], spans=()) == replace(TERM, spans=(), **wanted)
    assert told.statement.terms[1:] == STATEMENT.terms[1:]


def test_words_no_longer_stand_behind_what_a_person_stated_himself():
    told = read({**filled(STATEMENT), "t0.until": "2027-01-31"}, STATEMENT)
    assert told.statement.terms[0].spans == told.statement.spans == (WEB,)


def test_a_name_on_several_sides_stays_there_until_one_is_chosen():
    before = Statement(terms=(Term(channels=Selection(("tv",), ("tv",))),))
    assert filled(before)["t0.channel.tv"] == "kept"
    told = read({**filled(before), "t0.channel.book": "allow"}, before).statement
    assert told.terms[0].channels == Selection(("tv", "book"), ("tv",))
    assert read({**filled(before), "t0.channel.tv": "deny"}, before).statement.terms[0].channels == Selection(
        None, ("tv",)
    )


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"until": "31.12.2026"}, "until", "31.12.2026 is no day"),
        ({"until": "2026-12-31T18:00"}, "until", "needs its offset"),
        ({"until": "2026-02-01"}, "until", "before the first one"),
        ({"perpetual": "yes"}, "perpetual", "without end"),
        ({"region.deny": "DE, Narnia"}, "region.deny", "no region Narnia"),
        ({"limit.0.max": "5.000"}, "limit.0.max", "more than one way"),
        ({"limit.0.max": "-1"}, "limit.0.max", "more than one way"),
        ({"limit.new.max": "7"}, "limit.new.kind", "what is capped"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_stated(changes, field, sentence):
    sent = {**filled(STATEMENT), **{f"t0.{name}": value for name, value in changes.items()}}
    told = read(sent, STATEMENT)
    assert told.statement is None
    assert sentence in told.errors[f"t0.{field}"]
    assert told.values == sent
    shown = {
        one.name: one
        for grant in form(STATEMENT, told.values, told.errors).grants
        for axis in grant.axes
        for one in axis.fields
    }
    assert shown[f"t0.{field}"].error == told.errors[f"t0.{field}"]


def test_a_grant_is_added_and_one_taken_out():
    added = read({**filled(STATEMENT), "t2.channel.tv": "allow", "t2.region.allow": "DE", "t1.drop": "yes"}, STATEMENT)
    assert added.statement.terms == (TERM, Term(channels=Selection(("tv",)), regions=Selection(("DE",))))
    assert added.statement.spans == STATEMENT.spans


def test_a_stop_is_stated_and_nothing_at_all_is_not():
    empty = Statement()
    assert "stop" in read(filled(empty), empty).errors
    assert read({**filled(empty), "stop": "yes"}, empty).statement == Statement(prohibit_all=True)


def test_a_term_that_was_not_in_the_form_is_kept():
    assert read({"stop": ""}, STATEMENT).statement == STATEMENT


def test_every_field_of_the_form_has_what_it_is_filled_with():
    made = form(STATEMENT, filled(STATEMENT), {})
    fields = [one for grant in made.grants for axis in grant.axes for one in axis.fields]
    held = {one.name: one.value for one in fields if one.value} | {"model": made.model.value}
    markers = {grant.marker: "shown" for grant in made.grants}
    assert held | markers == filled(STATEMENT)
    assert len({one.name for one in fields}) == len(fields)
