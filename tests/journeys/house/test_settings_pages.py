"""Settings in the browser: kept in the file, refused where wrong, read-only where the environment speaks; rules and brand."""

import io
import re

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tests.journeys.house.conftest import OURS, People
from tests.journeys.review.collection import TOPICS
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.config import read_settings
from thesaury.model.access import Role


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def saved(client: TestClient, path: str, **fields: str) -> str:
    answer = client.post(path, data=fields, headers=OURS)
    assert answer.status_code == 303, text(answer.text)
    return client.get(answer.headers["location"]).text


def test_a_setting_is_kept_in_the_file_and_noted(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    page = saved(owner, "/settings", group="words", languages="de\nen", processes="2")
    assert "Saved." in text(page)
    assert "once Thesaury and its workers are started again" in text(page)
    written = (opened.root / "thesaury.toml").read_text()
    assert written.startswith("# Settings of this Thesaury workspace")
    assert 'languages = ["de", "en"]' in written
    assert read_settings(opened.root).processes == 2
    noted = [kept.deed for kept in opened.catalogue.audit.deeds()]
    assert sorted((deed.action, deed.subject, deed.before, deed.after) for deed in noted) == [
        ("settings.change", "setting:languages", '"en\\nde"', '"de\\nen"'),
        ("settings.change", "setting:processes", '"0"', '"2"'),
    ]


def test_a_wrong_value_is_refused_with_what_was_typed(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    before = (opened.root / "thesaury.toml").read_text()
    answer = owner.post("/settings", data={"group": "words", "processes": "99", "languages": "en"}, headers=OURS)
    assert answer.status_code == 422
    assert "processes cannot be 99" in text(answer.text)
    assert 'value="99"' in answer.text
    assert (opened.root / "thesaury.toml").read_text() == before
    assert owner.post("/settings", data={"group": "words", "processes": "x"}, headers=OURS).status_code == 422
    assert owner.post("/settings", data={"group": "nothing"}, headers=OURS).status_code == 404


def test_what_the_environment_says_is_read_only(
    owner: TestClient, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THESAURY_ANSWER_DAYS", "7")
    page = owner.get("/settings").text
    assert "Comes from the environment variable THESAURY_ANSWER_DAYS; change it there." in page
    assert re.search(r'<input id="answer_days"[^>]+value="7"[^>]+readonly', page)
    saved(owner, "/settings", group="keeping", answer_days="9", settle_seconds="31")
    written = (opened.root / "thesaury.toml").read_text()
    assert "settle_seconds = 31" in written
    assert "answer_days" not in written


def test_settings_are_for_administrators(people: People) -> None:
    for role in (Role.VIEWER, Role.REVIEWER, Role.RIGHTS_MANAGER):
        client = people(role.value, role)
        for path in ("/settings", "/settings/model", "/settings/thresholds", "/settings/branding"):
            assert client.get(path).status_code == 403
            assert client.post(path, data={"group": "words"}).status_code == 403


def test_the_model_is_chosen_by_folder_or_left_out(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    owner.get("/search")  # waits for the vocabularies
    assert "By words" in text(owner.get("/settings/model").text)
    page = saved(owner, "/settings/model", chosen="other", embedding_model="models/small", wordnet="auto")
    assert 'value="models/small"' in page
    assert read_settings(opened.root).embedding_model == "models/small"
    saved(owner, "/settings/model", chosen="", embedding_model="models/small", wordnet="")
    settings = read_settings(opened.root)
    assert (settings.embedding_model, settings.wordnet) == ("", "")


def test_a_rule_that_decisions_do_not_support_cannot_be_switched_on(
    owner: TestClient, opened: EmbeddedWorkspace
) -> None:
    page = text(owner.get(f"/settings/thresholds?scheme={TOPICS}&precision=0.95").text)
    assert "Topics People decide 8 wait" in page
    assert "Cannot be switched on." in page
    answer = owner.post("/settings/thresholds", data={"scheme": TOPICS, "precision": "0.95"}, headers=OURS)
    assert answer.status_code == 422
    assert opened.catalogue.accept_rules.all() == []
    assert owner.get("/settings/thresholds?scheme=urn:none").status_code == 404


def test_name_and_colour_are_shown_at_once_on_all_pages(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    assert "/static/branding/colours.css" not in owner.get("/search").text
    page = saved(owner, "/settings/branding", brand_name="Fennmoor <&>", brand_accent="#003399")
    assert "Saved; the pages show it from now on." in text(page)
    search = owner.get("/search").text
    assert "<span>Fennmoor &lt;&amp;&gt;</span>" in search
    sheet = re.search(r'href="(/static/branding/colours.css\?v=\w+)"', search)
    assert sheet
    assert "--accent: light-dark(#003399, #" in owner.get(sheet[1]).text
    saved(owner, "/settings/branding", brand_name="", brand_accent="")
    assert "branding/colours" not in owner.get("/search").text
    assert "brand_name" not in (opened.root / "thesaury.toml").read_text()


@pytest.mark.parametrize(
    ("field", "colour", "sentence"),
    [
        ("brand_accent", "#ffcc00", "on light pages; words need 4.5:1. Choose a darker one."),
        ("brand_accent_dark", "#112233", "on dark pages; words need 4.5:1. Choose a lighter one."),
        ("brand_accent", "red", "cannot be 'red'"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(
    owner: TestClient, opened: EmbeddedWorkspace, field: str, colour: str, sentence: str
) -> None:
    answer = owner.post("/settings/branding", data={"brand_name": "House", field: colour}, headers=OURS)
    assert answer.status_code == 422
    assert sentence in text(answer.text).replace("&#39;", "'")
    assert read_settings(opened.root).brand_name == ""


def test_a_logo_is_cleaned_shown_and_taken_away(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>alert(1)</script><path d="M0 0h8v8z"/></svg>'
    for name, content, kind in (("l.svg", svg, "image/svg+xml"), ("l.png", _picture(), "image/png")):
        answer = owner.post("/settings/branding", files={"logo": (name, content)}, headers=OURS)
        assert answer.status_code == 303
        shown = re.search(r'<img src="(/static/branding/logo\?v=\w+)"', owner.get("/search").text)
        assert shown
        logo = owner.get(shown[1])
        assert logo.headers["content-type"] == kind
        assert b"alert" not in logo.content
        assert "default-src 'none'" in logo.headers["content-security-policy"]
    answer = owner.post("/settings/branding", files={"logo": ("l.gif", b"GIF89a...")}, headers=OURS)
    assert answer.status_code == 422
    assert "no SVG, PNG, JPEG or WebP" in text(answer.text)
    owner.post("/settings/branding", data={"no_logo": "yes"}, headers=OURS)
    assert owner.get("/static/branding/logo").status_code == 404
    assert "/static/mark.svg" in owner.get("/search").text
    deeds = [kept.deed.action for kept in opened.catalogue.audit.deeds()]
    assert deeds == ["branding.logo"] * 3


def test_the_brand_is_shown_before_somebody_signs_in(people: People, opened: EmbeddedWorkspace) -> None:
    admin = people("mara", Role.ADMIN)
    answer = admin.post("/settings/branding", data={"brand_name": "Fennmoor", "brand_accent": "#003399"})
    assert answer.status_code == 303
    admin.cookies.clear()
    page = admin.get("/sign-in").text
    assert "<span>Fennmoor</span>" in page
    sheet = re.search(r'href="(/static/branding/colours.css\?v=\w+)"', page)
    assert sheet
    assert "#003399" in admin.get(sheet[1]).text


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(made, "PNG")
    return made.getvalue()
