"""From a brief to assets by command and over the interface: the briefs of the demo brand, files, campaigns, and what can go wrong."""

import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.portal.demo import demo_brand
from thesaury.bootstrap import open_workspace
from thesaury.model.brief import Brief, Wanting
from thesaury.pipeline import thesaurus_of
from thesaury.pipeline.briefs import brief_of_file
from thesaury.pipeline.searching import by_words
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # as in tests/journeys/api/conftest.py
    from starlette.testclient import TestClient

PERIOD = ("--from", "2027-07-01", "--to", "2027-09-30")
BRIEFS = Path(__file__).parents[2] / "src" / "thesaury" / "sandbox" / "brand" / "data" / "briefs"
SOCIAL = ["social_organic", "social_paid"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_brand(tmp_path_factory) / "workspace"


@pytest.fixture(scope="module")
def api(workspace: Path) -> Iterator[TestClient]:
    with (
        closing(open_workspace(workspace)) as opened,
        TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def demo_briefs(workspace: Path) -> dict[str, tuple[Brief, Callable[[Wanting], list[str]]]]:
    with closing(open_workspace(workspace)) as opened:
        thesaurus = thesaurus_of(opened)
        how = by_words(opened, thesaurus)
        found = {}
        for path in BRIEFS.glob("*.md"):
            brief = brief_of_file(opened, how, thesaurus, path.name, path.read_bytes())

            def labels(wanting: Wanting, brief: Brief = brief) -> list[str]:
                return sorted(thesaurus.label(one.concept, ("en",)) for one in brief.of(wanting))

            found[path.stem] = (brief, labels)
        return found


def test_better_pack_is_read_as_it_is_meant(demo_briefs: Any):
    brief, labels = demo_briefs["better-pack"]
    assert (brief.title, brief.language) == ("Better Pack: the relaunch of our packs", "en")
    assert {"sustainable packaging", "refillable packaging", "kitchen", "bathroom", "shop", "Lumo"} <= {
        *labels(Wanting.REQUIRED), *labels(Wanting.WISHED)
    }  # fmt: skip
    assert labels(Wanting.EXCLUDED) == ["carbon-neutral product"]
    assert [one.value for one in brief.regions] == ["DE", "AT", "CH", "FR", "NL"]
    assert [one.value for one in brief.channels] == ["website", *SOCIAL, "email", "pos", "ooh"]
    assert (brief.first_day.value, brief.last_day.value) == ("2026-10-15", "2027-04-30")
    assert [one.value for one in brief.formats] == ["landscape", "portrait"]
    assert [one.formats for one in brief.sections] == [("landscape", "portrait"), (), ()]
    assert len(brief.audience) == 3
    assert {code for code, _ in brief.notes} == {"rights_remark", "wording"}


def test_schulanfang_is_read_as_it_is_meant_in_both_its_languages(demo_briefs: Any):
    brief, labels = demo_briefs["schulanfang"]
    assert labels(Wanting.REQUIRED) == ["back to school", "children", "teachers"]
    assert {"lunch box", "classroom", "homework", "pupils", "school bag", "parents"} <= set(labels(Wanting.WISHED))
    assert labels(Wanting.EXCLUDED) == []
    bag = next(one for one in brief.concepts if {quote.text for quote in one.quotes} == {"Ranzen", "cartable"})
    assert bag.wanting is Wanting.WISHED
    assert [one.value for one in brief.regions] == ["DE", "AT", "CH", "FR"]
    assert [one.value for one in brief.channels] == ["website", *SOCIAL, "email", "pos"]
    assert (brief.first_day.value, brief.last_day.value) == ("2027-07-01", "2027-09-30")
    assert brief.sections[0].formats == ("portrait", "landscape")
    assert len(brief.sections) == 4
    assert {code for code, _ in brief.notes} == {"rights_remark", "excluded_elsewhere"}


def test_a_brief_in_a_file_gives_assets_by_section_with_reasons(thesaury: Any, workspace: Path):
    done = thesaury(
        "recommend", BRIEFS / "schulanfang.md", "--market", "DE", "--channel", "social", *PERIOD, "-w", workspace
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows
    assert {len(row) for row in rows} == {5}
    assert any("shows" in row[3] for row in rows)
    assert "Required: back to school" in done.stderr or "back to school" in done.stderr
    assert "Markets: DE\n" in done.stderr
    assert "Channels: social_organic, social_paid\n" in done.stderr
    assert "not legal advice" in done.stderr


def test_words_standard_input_and_campaigns_are_briefs_too(thesaury: Any, workspace: Path):
    told = json.loads(
        thesaury("recommend", "children with lunch boxes for Germany,", "website", "--json", "-w", workspace).stdout
    )
    assert [one["label"] for one in told["brief"]["concepts"]] == ["children", "lunch box"]
    assert [one["value"] for one in told["brief"]["regions"]] == ["DE"]
    assert all(pick["rights"]["decision"] == "permit" for pick in told["picks"])
    said = thesaury("recommend", "-", "-w", workspace, "--limit", "3", stdin="# Rentrée\n\nDes enfants en classe.")
    assert len(said.stdout.splitlines()) <= 3
    campaign = json.loads(thesaury("recommend", "--campaign", "rentree-2026", "--json", "-w", workspace).stdout)[
        "brief"
    ]
    assert (campaign["campaign"], [one["value"] for one in campaign["regions"]]) == ("rentree-2026", ["FR", "BE"])
    assert {one["source"] for one in campaign["regions"]} == {"campaign"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say for which brief"),
        (("nowhere.docx",), "no such file"),
        (("--campaign", "nobody"), "Campaigns here: "),
    ],
)
def test_what_is_wrong_is_said(thesaury: Any, workspace: Path, arguments: tuple[str, ...], said: str):
    assert said in thesaury("recommend", *arguments, "-w", workspace, ok=False).stderr


def test_where_nothing_fits_the_way_out_is_said(thesaury: Any, workspace: Path, tmp_path: Path):
    none = thesaury("recommend", "zzzz", "-w", workspace)
    assert none.stdout == ""
    assert "No concept of the vocabulary is named" in none.stderr
    thesaury("init", tmp_path / "empty")
    assert "no assets yet" in thesaury("recommend", "families", "-w", tmp_path / "empty").stderr


def test_a_brief_that_was_read_is_corrected_and_recommended_for(api: TestClient):
    answer = api.post("/briefs/read", json={"text": (BRIEFS / "better-pack.md").read_text()})
    assert answer.status_code == 200, answer.text
    brief = answer.json()
    assert {"label": "Germany", "value": "DE"}.items() <= brief["regions"][0].items()
    assert all(
        brief["text"][quote["start"] : quote["end"]] == quote["text"] for quote in brief["concepts"][0]["quotes"]
    )
    assert {note["code"] for note in brief["notes"]} == {"rights_remark", "wording"}
    brief["concepts"] = [one | {"wanting": "required"} for one in brief["concepts"] if one["label"] == "kitchen"]
    brief["sections"] = []
    answer = api.post("/recommend", json={"brief": brief, "market": ["DE"], "channel": ["social"], "limit": 5})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert 0 < len(told["picks"]) <= 5
    assert {pick["rights"]["decision"] for pick in told["picks"]} == {"permit"}
    assert [one["value"] for one in told["brief"]["channels"]] == SOCIAL
    assert [one["source"] for one in told["brief"]["channels"]] == ["text", "text"]
    assert "not legal advice" in told["notice"]
    liked = {"asset": told["picks"][0]["asset"], "brief": told["digest"], "liking": "pinned", "place": 1}
    kept = api.post("/feedback", json={"feedback": [liked]})
    assert kept.status_code < 300, kept.text


def test_files_and_campaigns_are_read_over_the_interface(api: TestClient):
    import docx

    made, into = docx.Document(), BytesIO()
    made.add_paragraph("Families in the kitchen, for Germany, no Christmas.")
    made.save(into)
    as_file = {"content-type": "application/octet-stream"}
    read = api.post("/briefs/files", params={"file": "b.docx"}, content=into.getvalue(), headers=as_file).json()
    assert {one["label"]: one["wanting"] for one in read["concepts"]}["Christmas"] == "excluded"
    assert [one["value"] for one in read["regions"]] == ["DE"]
    campaigns = api.get("/campaigns").json()["campaigns"]
    assert {"id": "rentree-2026", "markets": ["FR", "BE"], "first_day": "2026-07-20"}.items() <= next(
        one for one in campaigns if one["id"] == "rentree-2026"
    ).items()
    assert api.post("/briefs/read", json={"campaign": "rentree-2026"}).json()["campaign"] == "rentree-2026"


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/briefs/read", {}, 422, "only one of the two"),
        ("/briefs/read", {"text": "a", "campaign": "b"}, 422, "only one of the two"),
        ("/briefs/read", {"campaign": "nobody"}, 400, "no campaign"),
        ("/briefs/read", {"words": "a"}, 422, ""),
        ("/recommend", {"text": "families", "market": ["XX1"]}, 400, "no market"),
        ("/recommend", {"brief": {"concepts": [{"concept": "urn:a", "wanting": "maybe"}]}}, 422, "wanting"),
        ("/recommend", {"brief": {}, "text": "families"}, 422, "only one of the three"),
        ("/recommend", {"text": "families", "from": "soon"}, 422, ""),
    ],
)
def test_what_is_wrong_over_the_interface_is_a_problem_with_a_sentence(
    api: TestClient, path: str, body: dict[str, Any], status: int, said: str
):
    answer = api.post(path, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert said in answer.json()["detail"]
    broken = api.post("/briefs/files", params={"file": "b.pdf"}, content=b"nope")
    assert (broken.status_code, "no PDF" in broken.json()["detail"]) == (422, True)
