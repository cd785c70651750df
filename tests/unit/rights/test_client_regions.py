"""A client's own groups of regions: read, checked, and used by parser, decision and schemes."""

from datetime import date
from pathlib import Path

import pytest

from thesaury.model.asset import Asset, Licence, Record
from thesaury.model.errors import BadInput
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding import Basis, decide
from thesaury.rights.derive import derive, version_with
from thesaury.rights.parsing import Context, parse
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import FILE, own_regions, tables_of
from thesaury.rights.vocabulary.schemes import schemes

OWN = """
[CEE]
name = { en = "Central and Eastern Europe", de = "Mittel- und Osteuropa" }
called = ["CEE", "our core markets"]
members = ["PL", "CZ", { in = ["RO"], since = 2027-01-01 }]
disputed = ["AT"]
"""
TEXT = "Website, our core markets, until 31 December 2027."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / FILE).write_text(OWN)
    return tmp_path


def verdict(root: Path, region: str, day: date) -> Verdict:
    statement = parse(TEXT, Context(regions=own_regions(root).called))
    return decide(statement, Use("website", (region,), day), Basis(tables_of(root))).verdict


def test_without_a_table_it_is_the_shipped_one(tmp_path: Path):
    assert tables_of(tmp_path) is tables_of(None) is shipped()
    assert own_regions(tmp_path).digest == ""


def test_licences_and_questions_may_name_a_clients_group(root: Path):
    day = date(2026, 6, 1)
    assert not parse(TEXT).complete  # nobody else knows it
    assert verdict(root, "PL", day) is Verdict.PERMIT
    assert verdict(root, "RO", day) is Verdict.DENY
    assert verdict(root, "RO", date(2027, 6, 1)) is Verdict.PERMIT
    assert verdict(root, "AT", day) is Verdict.NEEDS_REVIEW
    assert verdict(root, "DE", day) is Verdict.DENY


def test_a_group_of_the_same_name_takes_the_place_of_ours(root: Path):
    (root / FILE).write_text('[DACH]\nmembers = ["DE", "AT"]\n')
    use, basis = Use("website", ("CH",), date(2026, 6, 1)), Basis(tables_of(root))
    assert decide(parse("Website, DACH, until 31 December 2026."), use, basis).verdict is Verdict.DENY


def test_a_clients_words_are_no_way_past_a_no(root: Path):
    own = Context(regions=own_regions(root).called)
    statement = parse("Website, worldwide except our core markets, until 31 December 2027.", own)
    use, basis = Use("website", ("PL",), date(2026, 6, 1)), Basis(tables_of(root))
    assert decide(statement, use, basis).verdict is Verdict.DENY
    assert parse("Website, no our core markets quuxed", own).complete is False


def test_a_name_with_a_number(root: Path):
    (root / FILE).write_text('[TIER1]\ncalled = ["tier 1 markets"]\nmembers = ["PL"]\n')
    own = Context(regions=own_regions(root).called)
    assert parse("Website, tier 1 markets, until 31 December 2027.", own).terms[0].regions.allow == ("TIER1",)
    assert not parse("Website, tier 1, 500 copies in markets, until 31 December 2027.", own).complete


def test_another_table_is_another_version_of_reading(root: Path):
    own = own_regions(root)
    assert own.digest[:12] in version_with({}, own)
    assert version_with({}) != version_with({}, own)
    asset = Asset("a", (Record("dam", "1", "e", licences=(Licence(TEXT),)),))
    [record] = derive(asset, {}, "2026-01-01", tables=tables_of(root), own=own).renewed
    assert record.statement.complete
    assert own.digest[:12] in record.parser


def test_the_schemes_have_it(root: Path):
    made = schemes(tables_of(root), date(2026, 6, 1), own_regions(root))
    cee = next(one for one in made.concepts if one.notations == ("CEE",))
    assert {label.text for label in cee.preferred} == {"Central and Eastern Europe", "Mittel- und Osteuropa"}
    assert any(one.notations == ("PL",) and cee.iri in one.broader for one in made.concepts)


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ('[CEE]\nmembers = ["PX"]', "'PX' is no country"),
        ('[CEE]\nmembers = ["DACH"]', "'DACH' is no country"),
        ("[CEE]\nmembers = [3]", "3 is no country"),
        ("[CEE]\nmembers = []", "needs members"),
        ("[CEE]\nmembers = 'PL'", "needs members"),
        ("CEE = 3", "needs members"),
        ('[DE]\nmembers = ["AT"]', "not by the code of a country"),
        ('[150]\nmembers = ["AT"]', "not by the code"),
        ('[cee]\nmembers = ["PL"]', "capitals"),
        ('[CEE]\nmembers = ["PL"]\ndisputd = ["AT"]', "'disputd' means nothing"),
        ('[CEE]\nmembers = ["PL"]\ndisputed = "AT"', "disputed is a list"),
        ('[CEE]\nmembers = [{ in = ["GB"], since = "2020-01-01" }]', "days"),
        ('[CEE]\nmembers = [{ in = ["GB"], since = 2021-01-01, until = 2020-01-01 }]', "days"),
        ('[CEE]\nmembers = [{ of = ["GB"] }]', "dated member"),
        ('[CEE]\nmembers = ["PL"]\nname = "CEE"', "text by language"),
        ('[CEE]\nmembers = ["PL"]\ncalled = "CEE"', "list of words"),
        ('[CEE]\nmembers = ["PL"]\ncalled = ["web"]', "(channel)"),
        ('[CEE]\nmembers = ["PL"]\ncalled = ["not in Poland"]', "(negation)"),
        ('[CEE]\nmembers = ["PL"]\ncalled = ["in"]', "(small word)"),
        ('[CEE]\nmembers = ["PL"]\ncalled = ["."]', "(break)"),
        ('[TV]\nmembers = ["PL"]\n', "by the code of a country"),
        ("[CEE", "no TOML"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(tmp_path: Path, table: str, word: str):
    (tmp_path / FILE).write_text(table)
    with pytest.raises(BadInput, match=FILE) as refused:
        tables_of(tmp_path)
    assert word.replace("no TOML", "not a TOML") in refused.value.message


def test_a_table_that_is_no_text(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="UTF-8"):
        own_regions(tmp_path)
