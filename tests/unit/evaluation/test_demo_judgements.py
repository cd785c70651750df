"""The judged queries of the demo brand: complete in themselves, and about assets that the brand has."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from thesaury.sandbox.brand.corpus import CONCEPTS, assets_by_record, documents, main
from thesaury.sandbox.brand.pack import gold
from thesaury.sandbox.brand.shoots import pictures
from thesaury.sandbox.brand.usage import records

JUDGED = Path(__file__).parents[2] / "data" / "search" / "demo"
HEADER = "query-id\tcorpus-id\tscore"
FAMILIES = {
    "label", "paraphrase", "broader", "both", "scene", "brand", "campaign", "misspelt", "compound", "inflection", "ambiguous",
    "brief", "nothing",
}  # fmt: skip
WORD = re.compile(r"(?!sans\b)\b\w{4,}")  # shorter ones and this one carry no meaning


def queries() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (JUDGED / "queries.jsonl").read_text(encoding="utf-8").splitlines()]


def rows() -> list[tuple[str, str, int]]:
    lines = (JUDGED / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines[1:]]
    return [(query, asset, int(grade)) for query, asset, grade in cells]


def grades() -> dict[str, dict[str, int]]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for query, asset, grade in rows():
        found[query][asset] = grade
    return dict(found)


def family(query: dict[str, Any]) -> str:
    return str(query["metadata"]["family"])


def test_every_query_says_its_family_and_language_and_stands_once() -> None:
    asked = queries()
    assert all(query.keys() == {"_id", "text", "metadata"} for query in asked)
    assert all(query["metadata"].keys() == {"family", "language"} for query in asked)
    assert {family(query) for query in asked} == FAMILIES
    assert all(re.fullmatch(rf"{family(one)}-{one['metadata']['language']}-\d+", one["_id"]) for one in asked)
    assert max(Counter(query["_id"] for query in asked).values()) == 1
    assert max(Counter(query["text"].casefold() for query in asked).values()) == 1


def test_there_are_enough_queries_in_each_of_three_languages() -> None:
    languages = Counter(query["metadata"]["language"] for query in queries())
    assert languages.keys() == {"en", "de", "fr"}
    assert languages.total() >= 90
    assert min(languages.values()) >= languages.total() // 4


def test_judgements_have_the_form_of_the_gold_sets() -> None:
    first = (JUDGED / "qrels" / "test.tsv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert first == HEADER
    assert {grade for *_, grade in rows()} == {0, 1, 2, 3}


def test_the_gold_sets_have_this_header_too(shared: Path) -> None:
    files = shared.glob("data/search/*/qrels/test.tsv")
    assert {path.read_text(encoding="utf-8").split("\n", 1)[0] for path in files} == {HEADER}


def test_every_judged_asset_is_in_the_brand_and_no_pair_stands_twice() -> None:
    assert {asset for _, asset, _ in rows()} <= {picture.asset for picture in pictures()}
    assert max(Counter((query, asset) for query, asset, _ in rows()).values()) == 1


def test_every_query_has_judgements_and_hard_negatives() -> None:
    judged = grades()
    assert judged.keys() == {query["_id"] for query in queries()}
    assert [query for query, found in judged.items() if list(found.values()).count(0) < 2] == []


def test_a_query_has_something_that_fits_well_or_nothing_at_all() -> None:
    for query in queries():
        best = max(grades()[query["_id"]].values())
        assert best == 0 if family(query) == "nothing" else best >= 2, query["text"]


def test_a_paraphrase_shares_no_word_with_what_fits_it() -> None:
    said = {one["_id"]: set(WORD.findall(f"{one['title']} {one['text']}".casefold())) for one in documents()}
    for query in queries():
        if family(query) == "paraphrase":
            fitting = [asset for asset, grade in grades()[query["_id"]].items() if grade >= 2]
            words = set(WORD.findall(query["text"].casefold()))
            assert words & set().union(*(said[asset] for asset in fitting)) == set(), query["text"]


def test_briefs_are_long_and_ambiguous_queries_are_short() -> None:
    lengths = [(family(query), len(query["text"].split())) for query in queries()]
    assert min(length for kind, length in lengths if kind == "brief") >= 20
    assert max(length for kind, length in lengths if kind == "ambiguous") == 1


def test_the_same_need_in_another_wording_has_the_same_judgements() -> None:
    by_text = {query["text"]: grades()[query["_id"]] for query in queries()}
    alike = ("planet-friendly wrappers", "emballage durable", "sustainble packging", "nachhaltige Verpackungen")
    assert all(by_text[text] == by_text[alike[0]] for text in alike)


def test_the_readme_counts_what_is_there() -> None:
    readme = (JUDGED / "README.md").read_text(encoding="utf-8")
    asked = Counter(family(query) for query in queries())
    of = {query["_id"]: family(query) for query in queries()}
    judged = Counter((of[query], grade) for query, _, grade in rows())
    for kind, count in asked.items():
        assert re.search(
            rf"^\| `{kind}` \| {count} \|.*" + "".join(rf" {judged[kind, g]} \|" for g in (3, 2, 1, 0)), readme, re.M
        ), kind


def test_the_corpus_has_every_asset_with_its_words_and_concepts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "corpus.jsonl")
    written = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["_id"] for one in written] == [picture.asset for picture in pictures()]
    for document, picture in zip(written, pictures(), strict=True):
        assert (document["title"] == document["text"] == "") == picture.bare
        assert document["metadata"]["concepts"] == [CONCEPTS + name for name in gold()[picture.asset]]
    assert main([]) == 2


def test_a_record_leads_to_its_asset() -> None:
    found = assets_by_record()
    assert len(found) == sum(len(records(picture)) for picture in pictures())
    assert found["studio/lumo-pouch-at-home/IH_250218_01.jpg"] == "fm-001"
    assert found["licensed/2:0:610179202"] == "fm-202"
