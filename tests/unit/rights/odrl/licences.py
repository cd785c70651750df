"""Licences and uses of all kinds, those that are likely and those that are not, and what our policies say of them."""

from datetime import date, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from tests.unit.rights.odrl.documents import json_ld
from thesaury.model.licensing import (
    ANY,
    WORLD,
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Statement,
    Term,
    Unresolved,
)
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.exporting import exported
from thesaury.rights.odrl.ours import our_names
from thesaury.rights.odrl.outcome import outcome
from thesaury.rights.odrl.planned import planned
from thesaury.rights.odrl.reading import policies
from thesaury.rights.odrl.world import World
from thesaury.rights.vocabulary import shipped

UID = "urn:uuid:2f4dd9f6-6a0f-4dc5-9f0b-6d3b5f1e6a11"
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    [ANY, "tv", "a/b?c#d %", "été"]
)
names = st.lists(words, max_size=3).map(tuple)
lists = st.builds(Selection, st.none() | names, names, names)
days = st.dates() | st.datetimes(timezones=st.timezones().map(lambda _: timezone(timedelta(hours=2))))
limits = st.builds(
    Limit,
    st.sampled_from(["copies", "width_px", "impressions"]) | words,
    st.none() | st.floats(0, 1e12),
    st.none() | names,
)
terms = st.builds(
    Term,
    channels=lists,
    regions=lists,
    purposes=lists,
    parties=lists,
    valid_from=st.none() | days,
    valid_until=st.none() | days,
    perpetual=st.booleans(),
    first_use_by=st.none() | days,
    limits=st.lists(limits, max_size=2).map(tuple),
    duties=st.lists(
        st.sampled_from(["attribution", "share_alike", "prior_approval", "no_archive"]) | words, max_size=2
    ).map(tuple),
    attribution_text=words,
    modification=st.none() | st.sampled_from(Modification),
    exclusivity=words,
    scope=st.lists(st.tuples(st.sampled_from(["campaign", "language", "event"]) | words, names), max_size=2).map(tuple),
    unclear_axes=st.lists(st.sampled_from(Axis), max_size=2).map(tuple),
)
unresolved = st.builds(Unresolved, words, st.integers(0, 99), st.integers(0, 99), words)
statements = st.builds(
    Statement,
    st.sampled_from(LicenceModel),
    st.booleans(),
    st.lists(terms, max_size=2).map(tuple),
    st.lists(unresolved, max_size=2).map(tuple),
)
FULL = Term(
    Selection(("website", "social"), ("tv",), ("email",)),
    Selection(("DACH", "FR"), ("LI",)),
    date(2026, 1, 1),
    date(2026, 12, 31),
    purposes=Selection(("editorial",)),
    limits=(Limit("copies", 500_000), Limit("width_px", None, ("website",))),
    duties=("attribution",),
    attribution_text="Foto: A. Muster",
    modification=Modification.PROHIBITED,
)


CHANNELS, REGIONS = sorted(shipped().channels.leaves), ["DE", "FR", "GP", "LI", "US", "DE-BY", "CY"]
said_channels = st.sampled_from([*CHANNELS, "digital", "social", ANY, "hologram"])
said_regions = st.sampled_from([*REGIONS, "DACH", "EMEA", "EU", WORLD, "150", "Atlantis"])
said_purposes = st.sampled_from([*sorted(shipped().purposes), ANY, "astrology"])
said_parties = st.sampled_from([*sorted(shipped().parties.leaves), ANY, "neighbours"])


def mostly(usual: Any, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """So that most of them are permitted but for one thing or two: what never permits proves nothing."""
    return st.integers(0, 5).flatmap(lambda number: other if number == 0 else st.just(usual))


def said(usual: tuple[str, ...], from_names: st.SearchStrategy[str]) -> st.SearchStrategy[Selection]:
    several = st.lists(from_names, max_size=3, unique=True).map(tuple)
    with_others = st.lists(from_names, max_size=2).map(lambda more: (*usual, *more))
    allow = mostly(usual, st.none() | several | with_others)
    return st.builds(Selection, allow, mostly((), several), mostly((), several))


near = st.dates(date(2026, 1, 1), date(2026, 12, 31))
caps = st.builds(
    Limit,
    st.sampled_from(["copies", "circulation", "width_px"]),
    st.none() | st.floats(0, 9),
    st.none() | st.just(("tv",)),
)
campaign = (("campaign", ("Spring",)),)
likely = st.builds(
    Term,
    channels=said(("digital",), said_channels),
    regions=said(("DACH", "FR"), said_regions),
    purposes=mostly(Selection(), said(("editorial",), said_purposes)),
    parties=mostly(Selection(), said(("licensee",), said_parties)),
    valid_from=mostly(None, near),
    valid_until=mostly(date(2026, 12, 31), near),
    first_use_by=mostly(None, near),
    limits=mostly((), st.tuples(caps)),
    duties=mostly((), st.just(("prior_approval",))),
    modification=mostly(Modification.ALLOWED, st.none() | st.sampled_from(Modification)),
    scope=mostly((), st.just(campaign)),
    unclear_axes=mostly((), st.tuples(st.sampled_from(Axis))),
)
likely_statements = st.builds(
    Statement,
    terms=st.lists(likely, min_size=1, max_size=2).map(tuple),
    unresolved=mostly((), st.tuples(unresolved)),
)
uses = st.builds(
    Use,
    mostly("website", st.sampled_from(CHANNELS)),
    mostly(("DE", "AT"), st.lists(st.sampled_from([*REGIONS, "DACH", "150"]), min_size=1, max_size=2).map(tuple)),
    mostly(date(2026, 6, 1), near),
    mostly(date(2026, 9, 1), st.none() | near),
    purpose=mostly("editorial", said_purposes),
    party=mostly("licensee", said_parties),
    quantity=mostly((("copies", 5.0), ("circulation", 5.0), ("width_px", 3.0)), st.just(())),
    scope=mostly(campaign, st.just(())),
    modify=mostly(False, st.booleans()),
)


def verdict_of_policy(statement: Statement, use: Use) -> Verdict:
    (policy,) = policies(json_ld(exported(statement, UID).document))
    hierarchy = our_names(shipped(), use.first_day)
    return outcome(policy, evaluate(policy, planned(use, "urn:asset:7", ""), World(), hierarchy))
