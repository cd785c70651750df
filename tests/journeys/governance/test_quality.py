"""How good a vocabulary is, on the page, over the interface and on the command line: a score, what turned, and the trend."""

import json
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import TERMS, prepared
from tests.patience import PATIENCE
from thesaury.bootstrap import open_workspace
from thesaury.pipeline import keep_vocabulary
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

SCHEME = "https://terms.example/scheme"
MENDED = TERMS.replace('"season"@en', '"season"@en, "Saison"@de')
WORSE = MENDED + 't:box a skos:Concept ; skos:inScheme t:scheme ; skos:prefLabel "Winter"@en, "Karton"@de .\n'


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose vocabulary was kept three times: with translations missing, with one fewer, and with a doubtful concept more."""
    root = tmp_path_factory.mktemp("words")
    prepared("init", root)
    with closing(open_workspace(root)) as workspace:
        for text in (TERMS, MENDED, WORSE):
            file = root / "terms.ttl"
            file.write_text(text)
            keep_vocabulary(
                workspace, import_vocabulary(file, "terms", workspace.rdf, workspace.tables)[0], "terms.ttl"
            )
    return root


@pytest.fixture
def asked(words: Path) -> Iterator[Callable[[str], Any]]:
    """Asks for an address until the background has looked everything through."""
    with closing(open_workspace(words)) as workspace:
        client = TestClient(create_app(workspace), base_url="http://127.0.0.1")

        def get(address: str, ready: Callable[[Any], bool]) -> Any:
            end = time.monotonic() + PATIENCE
            while not ready(answer := client.get(address)):
                assert time.monotonic() < end, answer.text
                time.sleep(0.05)
            return answer

        yield get


def test_the_interface_tells_scores_and_their_trend(asked: Callable[..., Any]):
    def whole(answer: Any) -> bool:
        return bool(answer.json()["ready"]) and len(answer.json()["scores"][0]["trend"]) == 3

    told = asked("/api/v1/vocabularies/terms/quality", whole).json()
    [scored] = told["scores"]
    assert scored["scheme"] == SCHEME
    assert (scored["concepts"], scored["clean"]) == (7, 4)
    assert scored["counts"] == told["counts"] == {"duplicate-label": 1, "missing-language": 1, "orphan": 1}
    first, second, third = (one["score"] for one in scored["trend"])
    assert first < second > third == scored["score"]
    assert [one["version"] for one in scored["trend"]] == [1, 2, 3]


def test_the_page_shows_the_score_and_what_turned(asked: Callable[..., Any]):
    page = asked(f"/vocabulary/quality?scheme={SCHEME}", lambda answer: answer.text.count("<circle") == 3).text
    assert page.count('<th scope="row">') == 3
    turned = page[page.index("Since version 2") :]
    assert "worse</span> Same preferred label" in turned
    assert "before, 1 now" in turned
    assert "of 7 concepts have no notice" in page


def test_the_command_tells_the_same(words: Path, thesaury: Callable[..., Any]):
    told = json.loads(thesaury("vocabulary", "quality", "terms", "--json", "--rule", "orphan", cwd=words).stdout)
    [scheme] = told["vocabularies"][0]["schemes"]
    assert [one["version"] for one in scheme["trend"]] == [1, 2, 3]
    assert [one["concept"] for one in told["notices"]] == ["https://terms.example/box"]
    refused = thesaury("vocabulary", "quality", "nothing", cwd=words, ok=False)
    assert "There is no vocabulary 'nothing'. Vocabularies here: terms." in refused.stderr
    assert "There is no rule" in thesaury("vocabulary", "quality", "--rule", "odd", cwd=words, ok=False).stderr
