"""The log of decisions: what is kept of questions that people and programs ask on purpose, filtered, page after page, and as a table."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.contract.catalogue_values import fill, record
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.answer_log import KeptAnswer, Wanted
from thesaury.model.asset import Licence
from thesaury.model.policy import Verdict
from thesaury.pipeline.rights.answering import forget_answers
from thesaury.pipeline.rights.confirming import confirm
from thesaury.rights.derive import derive
from thesaury.web.app import create_app

AT = "2026-11-28T10:00:00+00:00"
ASKED = "channel=website&region=DE&from=2026-12-01"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    made = init_workspace(tmp_path / "work")
    texts = {"1": "Web, DACH, until 31.12.2027.", "2": "See contract 9."}
    records = [replace(record(id, title=f"=Lake {id}"), licences=(Licence(text),)) for id, text in texts.items()]
    for asset in made.catalogue.records.assets(fill(made.catalogue, *records)):
        made.catalogue.rights.put(derive(asset, {}, AT).renewed)
    yield made
    made.close()


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def asset(opened: EmbeddedWorkspace, id: str) -> str:
    return opened.catalogue.records.find(f"dam/{id}").id


def read(answer) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_a_question_on_a_page_is_kept_once_until_its_answer_is_another(pages, opened):
    first, log = asset(opened, "1"), opened.catalogue.answers
    pages.get(f"/assets/{first}")
    pages.get("/search?channel=website&region=DE")
    assert log.count() == 0  # nobody asked about one asset
    for _ in range(2):
        pages.get(f"/assets/{first}?{ASKED}")
    assert log.count() == 1
    pages.get(f"/assets/{first}?channel=tv&region=DE&from=2026-12-01")
    confirm(opened, "dam/1", "0", 1, "Ana")
    pages.get(f"/assets/{first}?{ASKED}")
    newest, denied, oldest = (one.answer for one in log.page())
    assert (newest.verdict, denied.verdict, oldest.verdict) == (Verdict.PERMIT, Verdict.DENY, Verdict.PERMIT)
    assert (oldest.where, oldest.records, newest.records) == ("page", ("dam/1#0 v1",), ("dam/1#0 v2",))
    assert oldest.who
    assert oldest.digest != newest.digest


def test_programs_are_kept_each_time_and_a_text_never(pages, opened):
    use = {"channel": "website", "region": "DE", "date": "2026-12-01"}
    both = [asset(opened, "1"), asset(opened, "2")]
    for body in ({"asset": both[0]}, {"asset": both[0]}, {"assets": both}, {"text": "Web, DACH."}):
        assert pages.post("/api/v1/rights/check", json={**body, **use}).status_code == 200
    assert [one.answer.asset for one in opened.catalogue.answers.page()] == [both[1], both[0], both[0], both[0]]
    assert {one.answer.where for one in opened.catalogue.answers.every()} == {"api"}


def test_the_page_leads_to_asset_and_question_and_narrows(pages, opened):
    for id in ("1", "2"):
        pages.get(f"/assets/{asset(opened, id)}?{ASKED}")
    html = read(pages.get("/rights/decisions"))
    assert "2 answers" in html
    assert f'href="/assets/{asset(opened, "1")}"' in html
    [question] = re.findall(rf'href="(/assets/{asset(opened, "2")}\?[^"]+)"', html)
    pages.get(question.replace("&amp;", "&"))
    assert opened.catalogue.answers.count() == 2  # the same question again
    assert "Needs review" in html
    narrowed = read(pages.get("/rights/decisions?verdict=permit"))
    assert "1 answer <" in narrowed
    assert "1 answer <" in read(pages.get("/rights/decisions?asset=dam/2"))
    assert "No answer fits" in read(pages.get("/rights/decisions?who=nobody"))
    day = datetime.now(UTC).date()
    assert "2 answers" in read(pages.get(f"/rights/decisions?from={day - timedelta(1)}&to={day + timedelta(1)}"))
    assert "No answer fits" in read(pages.get(f"/rights/decisions?to={day - timedelta(2)}"))
    for wrong in ("verdict=strange", "from=soon", "to=9999-12-31"):
        assert pages.get(f"/rights/decisions?{wrong}").status_code == 400


def test_the_table_has_all_of_them_and_no_formula(pages, opened):
    for id in ("1", "2"):
        pages.get(f"/assets/{asset(opened, id)}?{ASKED}")
    answer = pages.get("/rights/decisions.csv?verdict=permit")
    assert answer.headers["content-disposition"] == 'attachment; filename="decisions.csv"'
    [row] = csv.DictReader(io.StringIO(answer.text))
    told = (row["title"], row["decision"], row["channel"], row["regions"], row["from"], row["records"])
    assert told == ("'=Lake 1", "permit", "website", "DE", "2026-12-01", "dam/1#0 v1")


def test_many_answers_come_in_pages(pages, opened):
    one = KeptAnswer(AT, "ana", "api", "gone", "Gone", "{}", Verdict.DENY, "No.", (), "d")
    opened.catalogue.answers.add([replace(one, title=f"Gone {number}") for number in range(60)])
    html = read(pages.get("/rights/decisions?verdict=deny"))
    assert ("Gone 59" in html, "Gone 9<" in html) == (True, False)
    [older] = re.findall(r'class="step" href="([^"]+)"', html)
    rest = read(pages.get(older.replace("&amp;", "&")))
    assert ("Gone 9<" in rest, "60 answers" in rest, "Older" in rest) == (True, True, False)


def test_answers_are_forgotten_after_the_days_of_the_settings(opened):
    one = KeptAnswer(AT, "ana", "api", "a", "", "{}", Verdict.DENY, "", (), "d")
    opened.catalogue.answers.add([one, replace(one, at="2036-11-27T10:00:00+00:00")])
    assert forget_answers(opened, datetime(2036, 11, 27, tzinfo=UTC)) == 1
    assert [kept.answer.at for kept in opened.catalogue.answers.page(Wanted())] == ["2036-11-27T10:00:00+00:00"]


def test_the_page_speaks_german(pages, opened):
    pages.get(f"/assets/{asset(opened, '1')}?{ASKED}")
    html = read(pages.get("/rights/decisions", headers={"Accept-Language": "de"}))
    for said in (
        "Entscheidungen",
        "1 Antwort",
        "Erlaubt",
        "Deutschland (DE), 1. Dezember 2026, Werbung und Verkaufsförderung",
    ):
        assert said in html
