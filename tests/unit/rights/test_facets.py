"""What licences name as facets: never more than a decision could permit, nothing that is over, nothing a person has to read first."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.model.asset import Asset, Licence, Record
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.use import Use
from thesaury.rights.deciding import Basis, decide_asset
from thesaury.rights.deciding.records import rights_in
from thesaury.rights.derive import derive
from thesaury.rights.facets import NAMES, NOTHING, RightsFacets, facets
from thesaury.rights.keeping import confirmed, withdrawn
from thesaury.rights.parsing import parse
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import tables_of

TODAY = date(2026, 6, 1)
CLEAR = "Website only, DACH, until 31 December 2026."


def records(*texts: str, systems: Sequence[str] = ()) -> list[RightsRecord]:
    """A record for each text, of one system beside one another unless several are named."""
    found = []
    for number, text in enumerate(texts):
        key = systems[number] if systems else "dam/1"
        source = RightsSource(key, str(number), text)
        statement = parse(text)
        status = PolicyStatus.COMPLETE if statement.complete else PolicyStatus.NEEDS_REVIEW
        bought = Purchase() if systems else Purchase(transaction=str(number))
        found.append(RightsRecord(source, 1, statement, status, "test", "2026-01-01", bought))
    return found


def named(*texts: str, day: date = TODAY, systems: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    return dict(facets(records(*texts, systems=systems), day).values)


def test_a_licence_names_channels_regions_purposes_and_uses():
    found = named(CLEAR)
    assert found["licensed_channel"] == ("website",)
    assert found["licensed_region"] == ("AT", "CH", "DACH", "DE")  # LI is disputed, and not among them
    assert "commercial_promotion" in found["licensed_purpose"]
    assert "resale" not in found["licensed_purpose"]  # out of the ordinary, and not named
    assert "commercial" in found["licensed_use"]
    assert "advertising" not in found["licensed_use"]
    assert found["rights"] == ("complete",)


def test_no_source_at_all():
    assert facets([], TODAY) == RightsFacets((("rights", (NOTHING,)),), None)


def test_the_last_day_is_in_and_the_next_one_is_out():
    last = date(2026, 12, 31)
    assert named(CLEAR, day=last)["licensed_channel"] == ("website",)
    assert named(CLEAR, day=last + timedelta(days=1)) == {"rights": ("complete",)}


def test_what_is_still_to_come_is_named_already():
    assert named("Website, DE, 1 January 2027 to 31 December 2027.")["licensed_region"] == ("DE",)


def test_the_day_on_which_they_change_by_themselves():
    two = records("Website, DE, until 30 June 2026.", "Print, FR, until 31 December 2026.")
    assert facets(two, TODAY).change == date(2026, 7, 1)
    assert facets(two, date(2026, 7, 1)).change == date(2027, 1, 1)
    assert facets(two, date(2027, 1, 1)).change is None
    assert facets(records("All media, worldwide, perpetual."), TODAY).change is None


@pytest.mark.parametrize("text", ["Website, quuxed by the frobnicator.", "Do not use.", "All rights reserved.", ""])
def test_what_a_person_has_to_read_and_a_stop_name_nothing(text: str):
    assert set(named(text)) == {"rights"}


def test_exclusions_are_left_out():
    regions = named("All media, worldwide except USA, perpetual.")["licensed_region"]
    assert "US" not in regions
    assert "001" not in regions
    assert "NORAM" not in regions
    assert {"CA", "DE", "150", "EU"} <= set(regions)
    assert "social_paid" not in named("All media except paid social, worldwide, perpetual.")["licensed_channel"]


def test_licences_beside_one_another_unite():
    found = named("Website, DE, until 31 December 2026.", "Brochure, FR, until 31 December 2026.")
    assert found["licensed_channel"] == ("brochure", "website")
    assert found["licensed_region"] == ("DE", "FR")


def test_a_stop_among_them_is_for_a_person():
    assert set(named("Website, DE, until 31 December 2026.", "Do not use.")) == {"rights"}


def test_what_several_systems_say_all_has_to_name():
    found = named(
        "Website and brochure, DE, until 31 December 2026.",
        "Website, worldwide, perpetual.",
        systems=("dam/1", "shop/7"),
    )
    assert (found["licensed_channel"], found["licensed_region"]) == (("website",), ("DE",))


def test_a_use_needs_its_purpose_and_all_its_channels_in_one_term():
    assert "social_media" not in named("Organic social, DE, until 31 December 2026.")["licensed_use"]
    assert "social_media" in named("Social media, DE, until 31 December 2026.")["licensed_use"]
    assert named("All media, worldwide, perpetual, editorial use only.")["licensed_use"] == ("editorial",)


def test_the_status_is_the_one_that_promises_least():
    clear, unclear = records(CLEAR, "Website, quuxed.")
    sure = confirmed(clear, clear.statement, "Ana", "2026-02-01")
    assert dict(facets([sure], TODAY).values)["rights"] == ("confirmed",)
    assert dict(facets([sure, clear], TODAY).values)["rights"] == ("complete",)
    assert dict(facets([sure, unclear], TODAY).values)["rights"] == ("needs_review",)


def test_what_its_source_no_longer_states_counts_for_nothing_beside_others():
    first, second = records(CLEAR, "Brochure, FR, until 31 December 2026.")
    gone = withdrawn(second, "test", "2026-03-01")
    assert gone is not None
    found = dict(facets([first, gone], TODAY).values)
    assert (found["licensed_channel"], found["rights"]) == (("website",), ("complete",))
    assert dict(facets([gone], TODAY).values) == {"rights": ("needs_review",)}


def test_what_stands_in_a_file_restricts_and_is_never_enough():
    def in_file(text: str) -> RightsRecord:
        statement = parse(text)
        status = PolicyStatus.COMPLETE if statement.complete else PolicyStatus.NEEDS_REVIEW
        return RightsRecord(RightsSource("dam/1", "file", text, embedded=True), 1, statement, status, "test", "")

    assert set(dict(facets([in_file(CLEAR)], TODAY).values)) == {"rights"}
    both = facets([*records("All media, worldwide, perpetual."), in_file(CLEAR)], TODAY)
    assert dict(both.values)["licensed_channel"] == ("website",)
    assert both.change == date(2027, 1, 1)


def test_membership_is_that_of_the_day():
    assert "GB" not in named("Website, EU, until 31 December 2026.")["licensed_region"]
    assert "GB" in named("Website, EU, until 31 December 2026.", day=date(2019, 1, 1))["licensed_region"]


def test_a_clients_groups_count(tmp_path: Path):
    (tmp_path / "regions.toml").write_text('[DACH]\nmembers = ["DE", "AT", "CH", "LI"]\n')
    found = dict(facets(records(CLEAR), TODAY, tables_of(tmp_path)).values)
    assert found["licensed_region"] == ("AT", "CH", "DACH", "DE", "LI")


_TEXTS = st.lists(
    st.sampled_from(
        [
            CLEAR, "All media, worldwide except USA, perpetual.", "Website, quuxed.", "Do not use.",
            "Print and social, EU, until 30 June 2026.",
            "Editorial use only, worldwide, all media, perpetual.", "Online, FR, perpetual.", "TV, cinema, DE and FR, until 2025-12-31.",
            "Website, Bavaria, until 31 December 2026.", "No paid social. All other media, DACH, until 31 December 2026.",
        ]
    ),
    min_size=1,
    max_size=3,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    _TEXTS,
    st.booleans(),
    st.sampled_from(["website", "social_paid", "print", "tv"]),
    st.sampled_from(["DE", "US", "FR", "LI"]),
)
def test_what_is_permitted_today_is_named(texts: list[str], beside: bool, channel: str, region: str):
    """A filter hides nothing that a decision permits; the other way round it promises nothing."""
    told = records(*texts, systems=() if beside else [f"dam/{n}" for n in range(len(texts))])
    use = Use(channel, (region,), TODAY)
    verdict = decide_asset("a", {"a": rights_in(told)}, use, Basis()).verdict
    found = dict(facets(told, TODAY).values)
    if verdict is Verdict.PERMIT:
        assert channel in found["licensed_channel"]
        assert region in found["licensed_region"]
        assert use.purpose in found["licensed_purpose"]


def test_every_name_is_one_of_our_tables():
    tables = shipped()
    for name, values in facets(records("All media, worldwide, perpetual."), TODAY).values:
        assert name in NAMES
        if name == "licensed_region":
            assert all(tables.regions.known(value) for value in values)


def test_what_derives_from_an_asset_is_read_in_the_same_way():
    asset = Asset("a", (Record("dam", "1", "e", licences=(Licence(CLEAR),)),))
    assert dict(facets(derive(asset, {}, "2026-01-01").renewed, TODAY).values)["licensed_channel"] == ("website",)
