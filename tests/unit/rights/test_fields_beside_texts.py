"""Fields beside a text of the same licence: silence is filled, what both say is the stricter, and nothing is widened."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.wild import asked_often
from thesaury.model.licensing import Axis, Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Fit, Use
from thesaury.ports.licences import Field, FieldedLicence, Role
from thesaury.rights.deciding import AssetRights, Basis, Right, Source, decide, decide_asset
from thesaury.rights.deciding.choices import channel
from thesaury.rights.deciding.period import period
from thesaury.rights.deciding.places import region
from thesaury.rights.fields import stated
from thesaury.rights.fields.silence import without_notices
from thesaury.rights.parsing import parse

GRANT = (
    Field("Channels", Role.CHANNELS, "website; social"),
    Field("Regions", Role.REGIONS, "DACH, FR"),
    Field("Expiry", Role.VALID_UNTIL, "2026-12-31"),
)
USE = Use("website", ("DE",), date(2026, 6, 1))
BASIS = Basis()


def beside(text: str, *fields: Field, embedded: bool = False) -> Statement:
    return stated(FieldedLicence((Field("Text", Role.TEXT, text), *fields), embedded))[0]


@pytest.mark.parametrize(
    "text", ["© 2024 Jane Doe / Agency GmbH", "Copyright by Getty Images", "(c) Jane Doe", "Rights managed"]
)
def test_a_line_that_names_an_owner_or_a_kind_of_licence_leaves_all_to_the_fields(text: str):
    assert decide(beside(text, *GRANT), USE).verdict is Verdict.PERMIT
    assert decide(beside(text), USE).verdict is Verdict.NEEDS_REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "© Jane Doe. All rights reserved.", "© Jane Doe, not for web", "© ask Jane", "© Ask Jane", "© Jane Doe - Draft",
        "© Jane Doe - Confidential", "Foobar", "See contract",
        "Radio only", "image: web, FR, until 2026-12-31. music: web, until 2026-12-31", "until further notice", "Web on request",
        "Print only, Italy, until 2030-01-01",
    ],
)  # fmt: skip
def test_a_text_that_says_more_than_that_is_never_lifted(text: str):
    statement = beside(text, *GRANT)
    assert statement.unresolved or decide(statement, USE).verdict is Verdict.DENY
    assert decide(statement, USE).verdict is not Verdict.PERMIT


def test_what_both_say_is_the_stricter():
    [term] = beside("Web and print, Germany, until 30.06.2026", *GRANT).terms
    assert term.channels.allow == ("website",)
    assert "social_organic" in term.channels.unclear
    assert (term.regions.allow, term.valid_until) == (("DE",), date(2026, 6, 30))


def test_what_a_text_denies_is_denied_of_what_the_fields_allow():
    statement = beside("No social media, not in France", *GRANT)
    assert statement.complete
    assert decide(statement, USE).verdict is Verdict.PERMIT
    assert decide(statement, Use("social", ("DE",), date(2026, 6, 1))).verdict is Verdict.DENY
    assert decide(statement, Use("website", ("FR",), date(2026, 6, 1))).verdict is Verdict.DENY


def test_the_small_words_of_a_name_are_no_period():
    for name in ("Marieke De Smet", "Anna von Berg", "Studio de la Rive"):
        assert without_notices(f"© 2025 Fennmoor / {name}").strip() == ""
    for line in ("© Fennmoor de 2026", "© von 1.1.2026 bis 3.3.2027", "© 2025 Fennmoor from 2026"):
        assert without_notices(line) == line


def test_a_notice_that_goes_on_is_read_as_it_goes_on():
    statement = beside("© Jane Doe, Germany only", *GRANT)
    assert decide(statement, Use("website", ("AT",), date(2026, 6, 1))).verdict is not Verdict.PERMIT


def test_every_grant_of_a_text_has_the_restrictions_of_the_fields():
    statement = beside("Website until 2026-06-30, brochures until 2028-06-30.", *GRANT[1:])
    assert {term.valid_until for term in statement.terms} == {date(2026, 6, 30), date(2026, 12, 31)}
    assert all(term.regions.allow == ("DACH", "FR") for term in statement.terms)


def test_several_texts_all_have_to_allow_and_keep_their_places():
    told = ("Web and print, DACH", "Print only", "until 31.12.2026")
    fields = tuple(Field(f"T{place}", Role.TEXT, text) for place, text in enumerate(told))
    statement = stated(FieldedLicence(fields))[0]
    whole = "\n".join(told)
    assert statement.complete
    assert all(whole[span.start : span.end] == span.words for span in statement.terms[0].spans)
    assert decide(statement, Use("brochure", ("DE",), date(2026, 6, 1))).verdict is Verdict.PERMIT
    assert decide(statement, USE).verdict is Verdict.DENY
    odd = stated(FieldedLicence((*fields, Field("T", Role.TEXT, "Quuxed by Foo"))))[0]
    assert [whole_ for one in odd.unresolved if (whole_ := f"{whole}\nQuuxed by Foo"[one.start : one.end])]
    assert all(f"{whole}\nQuuxed by Foo"[one.start : one.end] == one.words for one in odd.unresolved)
    assert decide(odd, Use("brochure", ("DE",), date(2026, 6, 1))).verdict is Verdict.NEEDS_REVIEW


def test_a_grant_that_the_fields_rule_out_leaves_the_others_standing():
    channels = Field("Channels", Role.CHANNELS, "website")
    statement = beside("Website until 2026-06-30, brochures until 2028-06-30.", channels, *GRANT[1:])
    asked = {
        name: decide(statement, Use(name, ("DE",), date(2026, 6, 1))).verdict for name in ("website", "brochure", "tv")
    }
    assert asked == {"website": Verdict.PERMIT, "brochure": Verdict.NEEDS_REVIEW, "tv": Verdict.NEEDS_REVIEW}


def test_a_stop_on_either_side_is_a_stop():
    assert decide(beside("Do not use.", *GRANT), USE).verdict is Verdict.DENY
    stop = Field("Stop", Role.PROHIBITED, "yes")
    assert decide(beside("All media, worldwide, perpetual.", stop), USE).verdict is Verdict.DENY


PURCHASE = parse("All media, worldwide, perpetual.")


def with_purchase(statement: Statement, use: Use = USE) -> Verdict:
    sources = (Source(PURCHASE, "bought"), Source(statement, "file", embedded=True))
    return decide_asset("a", {"a": AssetRights((Right("", (sources,)),))}, use).verdict


@pytest.mark.parametrize(
    ("text", "fields", "verdict"),
    [
        ("© 2024 Jane Doe. All rights reserved.", (), Verdict.PERMIT),
        ("", (Field("Credit", Role.CREDIT, "Jane"),), Verdict.PERMIT),
        ("", (Field("Until", Role.VALID_UNTIL, "2027-01-01"),), Verdict.PERMIT),
        ("", (Field("Regions", Role.REGIONS, "FR"),), Verdict.DENY),
        ("Editorial use only", (), Verdict.DENY),
        ("", (Field("Regions", Role.REGIONS, "Narnia"),), Verdict.NEEDS_REVIEW),
        ("", (Field("Other", Role.UNREAD, "ask us"),), Verdict.NEEDS_REVIEW),
        ("Quuxed by the frobnicator", (), Verdict.NEEDS_REVIEW),
        ("", (Field("Notice", Role.NOTICE, "© Jane"),), Verdict.PERMIT),
    ],
)
def test_what_stands_in_the_file_restricts_a_purchase_by_what_it_says_and_by_nothing_else(
    text: str, fields: tuple[Field, ...], verdict: Verdict
):
    assert with_purchase(beside(text, *fields, embedded=True)) is verdict


TEXTS = (
    "", "© 2024 Jane Doe", "Web only", "Web only, DE, until 2026-06-30", "All media, worldwide, perpetual.", "Not for social media",
    "Editorial use only", "Germany, Austria until 2027-01-01", "worldwide except France", "CC BY 4.0", "Royalty-free", "Do not use",
    "See contract", "Website until 2026-06-30, TV until 2028-06-30, DACH", "No TV. Not in Austria.", "Shutterstock standard", "no changes",
    "From 2026-05-01 until 2026-11-30", "Commercial use, print and web, EU", "Foobar", "TV, cinema; until 31.12.2027; EMEA",
)  # fmt: skip
VALUES = {
    Role.CHANNELS: ("Web", "website; tv", "Social Media", "all", "Blurb", "digital, print"),
    Role.DENIED_CHANNELS: ("TV", "none", "social", "Web"),
    Role.REGIONS: ("DE; AT", "EU", "worldwide", "DACH", "FR", "NO", "Europe"),
    Role.DENIED_REGIONS: ("AT", "FR", "EU"),
    Role.VALID_UNTIL: ("2026-06-15", "31.12.2026", "never", "03/04/2027", "2027"),
    Role.VALID_FROM: ("2026-06-01", "2026-01-01T00:00:00Z"),
    Role.PURPOSES: ("editorial", "all", "Advertising"),
    Role.MODEL: ("CC BY-NC 4.0", "RM", "comp", "royalty free"),
    Role.PROHIBITED: ("false", "true"),
    Role.UNREAD: ("hm",),
}
FIELDS = st.lists(
    st.sampled_from([(role, value) for role, values in VALUES.items() for value in values]), min_size=1, max_size=6
).map(lambda told: tuple(Field(f"F{place % 4}", role, value) for place, (role, value) in enumerate(told)))
USES = st.builds(
    Use, st.sampled_from(["website", "tv", "social_paid", "brochure", "email"]),
    st.sampled_from([("DE",), ("AT",), ("FR",), ("DE", "AT"), ("US",), ("NO",), ("DACH",)]),
    st.sampled_from([date(2026, 1, 10), date(2026, 6, 10), date(2026, 12, 1), date(2027, 6, 1)]),
    purpose=st.sampled_from(["commercial_promotion", "editorial", "resale"]), modify=st.booleans(),
)  # fmt: skip


@asked_often
@given(st.sampled_from(TEXTS), FIELDS, USES)
def test_both_together_permit_only_what_neither_denies_and_what_one_of_them_states(
    text: str, fields: tuple[Field, ...], use: Use
):
    merged = beside(text, *fields)
    if decide(merged, use).verdict is not Verdict.PERMIT:
        return
    alone = [parse(text) if text.strip() else Statement(), stated(FieldedLicence(fields))[0]]
    assert all(decide(one, use).verdict is not Verdict.DENY for one in alone)
    for look in (channel, region, period):
        assert any(look(term, use, BASIS).fit is Fit.YES for one in alone for term in one.terms)
    assert {axis.axis for axis in decide(merged, use).axes} == set(Axis)


@asked_often
@given(st.text(max_size=40), st.sampled_from(list(Role)), st.sampled_from(TEXTS))
def test_no_value_of_any_role_raises(value: str, role: Role, text: str):
    stated(FieldedLicence((Field("F", role, value), Field("T", Role.TEXT, text), *GRANT)))
