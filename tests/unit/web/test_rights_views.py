"""The question of an address, the marks of a text, the history of a record: rights as values for pages."""

from dataclasses import replace
from datetime import date

import pytest

from thesaury.model.licensing import Axis, Limit, Selection, Span, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.use import Use
from thesaury.rights.deciding import decide
from thesaury.rights.parsing import Context, parse
from thesaury.rights.vocabulary import shipped
from thesaury.web.pages.rights.history import versions
from thesaury.web.parts.rights.answer import answer
from thesaury.web.parts.rights.cards import card, standing
from thesaury.web.parts.rights.numbers import exact_number
from thesaury.web.parts.rights.question import asked_url, question
from thesaury.web.parts.rights.terms import rows
from thesaury.web.parts.rights.text import readings, stretches

AT = "2026-11-28T10:00:00+00:00"
TEXT = "Web, DACH, until 31.12.2027, no paid social. Blorfing required."
SOURCE = RightsSource("dam/1", "0", TEXT, (("terms.0.allowed", "channel_web"),), AT)


def record(statement: Statement, status: PolicyStatus = PolicyStatus.NEEDS_REVIEW, **more) -> RightsRecord:
    return RightsRecord(
        **{"source": SOURCE, "version": 1, "statement": statement, "status": status, "parser": "p/1", "at": AT, **more}
    )


def asked(address: str):
    from urllib.parse import parse_qsl, urlsplit

    return question(parse_qsl(urlsplit(address).query, keep_blank_values=True), shipped().regions)


@pytest.mark.parametrize(
    "use",
    [
        Use("website", ("DE",), date(2026, 12, 1)),
        Use("print", ("DACH", "FR"), date(2026, 12, 1), date(2027, 1, 31), "editorial", "dealers"),
        Use(
            "tv", ("001",), date(2026, 12, 1), None, quantity=(("copies", 5000.0), ("page_fraction", 0.5)),
            scope=(("campaign", ("Spring, and more", "B")), ("brand", ("X",))), modify=True, approved=True, time_zone="Asia/Tokyo",
        ),
    ],
)  # fmt: skip
def test_a_use_and_its_address_are_one(use):
    assert asked(asked_url("/assets/a1", use)).use == use


def test_nothing_is_asked_until_somebody_asks():
    told = question([], shipped().regions)
    assert (told.asked, told.use, told.errors) == (False, None, {})
    assert told.values["from"]
    assert told.values["purpose"] == "commercial_promotion"


def test_regions_are_typed_as_codes_or_names():
    told = question(
        [("channel", "website"), ("region", "germany, Österreich; dach, Bayern"), ("from", "2026-12-01")],
        shipped().regions,
    )
    assert told.use.regions == ("DE", "AT", "DACH", "DE-BY")


@pytest.mark.parametrize(
    ("field", "pairs"),
    [
        ("channel", {"channel": ""}),
        ("channel", {"channel": "<b>"}),
        ("region", {"region": ""}),
        ("region", {"region": "Narnia"}),
        ("from", {"from": "31.12.2026"}),
        ("to", {"to": "2026-11-30"}),
        ("to", {"to": "2026-12-03T10:00"}),
        ("purpose", {"purpose": "fun"}),
        ("party", {"party": "aunts"}),
        ("zone", {"zone": "Mars/Base"}),
        ("amount", {"limit": "copies", "amount": "5.000"}),
        ("amount", {"limit": "copies"}),
        ("amount", {"limit": "", "amount": "5"}),
        ("approved", {"approved": "no"}),
        ("region", {"region": "Georgia"}),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field_and_stays_as_typed(field, pairs):
    whole = {"channel": "website", "region": "DE", "from": "2026-12-01", **pairs}
    told = question(whole.items(), shipped().regions)
    assert told.use is None
    assert set(told.errors) == {field}
    assert {name: told.values[name] for name in pairs if name in told.values} == {
        n: v for n, v in pairs.items() if n in told.values
    }


@pytest.mark.parametrize(
    ("written", "number"),
    [("5000", 5000), ("0.5", 0.5), ("0.125", 0.125), ("5,000", 5000), *((w, None) for w in ("5.000", "1e3", "-1", "5,5", ""))],
)  # fmt: skip
def test_a_number_is_read_in_one_way_only(written, number):
    assert exact_number(written) == number


def test_a_text_is_marked_by_axis_and_by_what_is_not_understood():
    statement = parse(TEXT, Context())
    told = stretches(TEXT, statement.spans, statement.unresolved)
    assert "".join(one.text for one in told) == TEXT
    marked = {one.text: (one.axes, one.open) for one in told if one.title}
    assert marked["DACH"] == (("region",), False)
    assert marked["paid social"] == (("channel",), False)
    assert any(open_ for words, (_, open_) in marked.items() if "Blorfing" in words)


def test_what_words_were_read_as_is_told_in_words_once():
    statement = parse(TEXT, Context())
    told = [(one.axis, one.words, one.rule) for one in readings(TEXT, (*statement.spans, *statement.spans))]
    assert ("Channel", "Web", "Website") in told
    assert ("Channel", "paid social", "Social media, paid") in told
    assert len(told) == len(set(told))
    by_name = Span(Axis.REGION, 0, 3, "Web", "DE by name (en)")
    assert readings(TEXT, (by_name,))[0].rule == "Germany (DE) by name (en)"
    assert readings(TEXT, (replace(by_name, rule="DE AT"),))[0].rule == "Germany (DE), Austria (AT)"
    assert readings(TEXT, (replace(by_name, axis=Axis.QUANTITY, rule="cap_on copies"),))[0].rule == "cap on copies"
    assert (
        readings(TEXT, (replace(by_name, axis=Axis.PARTY, rule="name of the licensee"),))[0].rule
        == "name of the licensee"
    )


def test_spans_that_do_not_stand_in_the_text_mark_nothing():
    spans = (
        Span(Axis.DATE, 0, 3, "DACH", "x"),
        Span(Axis.DATE, 50, 999, "y", "x"),
        Span(Axis.REGION, 0, 0, "any", "field"),
    )
    assert [one.title for one in stretches("Web", spans, (Unresolved("empty", -1, 2, "We"),))] == [""]
    held = card(record(Statement(spans=spans)))
    assert [one.words for one in held.beside] == ["DACH", "y", "any"]


def test_a_term_says_every_axis_in_words():
    term = Term(
        Selection(("website",), ("social_paid",), ("email",)),
        Selection(("DE", "001")),
        limits=(Limit("copies", None, ("book",)),),
    )
    told = {
        row.name: [(line.kind, line.text) for line in row.lines]
        for row in rows(replace(term, unclear_axes=(Axis.DATE,)))
    }
    assert told["Channel"] == [("allow", "Website"), ("deny", "Social media, paid"), ("unclear", "E-mail")]
    assert told["Region"] == [("allow", "Germany (DE), Worldwide")]
    assert [kind for kind, _ in told["Date"]] == ["unstated", "unclear"]
    assert told["Quantity"] == [("said", "At most a number nobody gives of copies, for Book")]
    assert told["Purpose"][0][0] == "unstated"


def test_an_answer_has_a_word_and_a_sign_and_links_that_ask_the_alternatives():
    use = Use("website", ("DE", "FR"), date(2026, 12, 1))
    statement = parse("Web, DACH, until 31.12.2027, no paid social.", Context())
    decision = decide(statement, use)
    told = answer(decision, use, [record(statement)], AT, "/assets/a1")
    assert (told.verdict, told.word) == ("deny", "Denied")
    assert [row.axis for row in told.axes][:3] == ["Channel", "Region", "Date"]
    assert told.axes[1].quote == "DACH"
    again = asked(told.alternatives[0].url).use
    assert decide(statement, again).verdict is Verdict.PERMIT
    assert told.records[0].url == "/rights/record?record=dam%2F1&place=0"
    assert "not legal advice" in told.notice


def test_names_of_tables_in_sentences_are_words():
    use = Use("social_paid", ("DE",), date(2026, 12, 1))
    told = answer(decide(parse(TEXT, Context()), use), use, (), AT, "/assets/a1")
    assert told.axes[0].sentence == "The licence denies Social media, paid."


def test_the_weakest_record_says_how_far_rights_can_be_relied_on():
    weak, strong = (
        card(record(Statement())),
        card(record(Statement(), PolicyStatus.CONFIRMED, confirmed_by="ana", confirmed_at=AT)),
    )
    assert standing([strong, weak]).kind == "needs_review"
    assert standing([strong]).word == "Confirmed"
    assert standing([]).word == "No licence known"
    assert "ana" in strong.confirmed


def test_passages_are_told_by_their_reason_each_once():
    twice = tuple(Unresolved("not_a_grant", at, at + 1, "B") for at in (0, 5))
    (one, other) = card(record(Statement(unresolved=(*twice, Unresolved("empty", 0, 0, "(no text)"))))).waiting
    assert one.words == ("B",)
    assert (other.reason, other.words) == ("there is no text", ())


def test_a_history_says_what_changed_and_who_did_it():
    first = record(Statement(terms=(Term(Selection(("website",))),), unresolved=(Unresolved("empty", 0, 0, "x"),)))
    said = Statement(terms=(Term(Selection(("website", "tv"))), Term()), prohibit_all=True)
    second = replace(
        first, version=2, statement=said, status=PolicyStatus.CONFIRMED, confirmed_by="ana", confirmed_at=AT
    )
    third = replace(
        first, version=3, source=replace(SOURCE, text="Print"), parser="p/2", purchase=Purchase(licensor="Studio")
    )
    newest, confirmed, made = versions([first, second, third])
    assert (made.number, made.by, [one.what for one in made.changes]) == (1, "read by rules (p/1)", ["First read"])
    assert confirmed.by == "ana"
    told = {one.what: (one.before, one.after) for one in confirmed.changes}
    assert told["Status"] == ("Needs review", "Confirmed")
    assert told["Grant 1, Channel"] == ("Allowed: Website", "Allowed: Website, Television")
    assert {"Grant 2 is new", "Every use is prohibited now", "Passages that need a person"} <= told.keys()
    assert {"Text", "Rules it was read by", "What is known of the purchase"} <= {one.what for one in newest.changes}


def test_purchase_facts_and_caps_are_told():
    bought = Purchase(
        "Studio",
        cost=(99.5, "EUR"),
        releases=(("model", "released"),),
        used=(("downloads", 3.0),),
        caps=(("downloads", 5.0), ("users", None)),
    )
    told = dict(card(record(Statement(), purchase=bought)).facts)
    assert told["Cost"] == "99.50 EUR"
    assert told["Model release"] == "released"
    assert told["Downloads"] == "3 of 5 used"
    assert told["Users"] == "an unknown number used, without a cap"
