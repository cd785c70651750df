"""`/governance/check` and `/governance/profiles` as people without script use them: what works, what is empty, what fails."""

import json
import re
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from typing import Any

import pytest

from tests.journeys.conftest import TERMS, prepared
from tests.journeys.pages.browsing import chromium, served_at, until
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.profile import Profile, SchemeRule, Unknowns
from thesaury.ports.vocabularies import Pulled
from thesaury.web.app import create_app
from thesaury.web.parts.checking.uploads import Uploads

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

SCHEME = "https://terms.example/scheme"
FORM = {
    "name": "shop-de",
    "property": ["market", ""],
    "values": ["DE, AT", ""],
    "scheme": SCHEME,
    f"least:{SCHEME}": "1",
    f"most:{SCHEME}": "3",
    "closed": "on",
    "languages": "de, en",
    "unknowns": "refused",
}
SHOP = Profile(
    "shop-de", (("market", ("DE", "AT")),), (SchemeRule(SCHEME, 1, 3),), True, ("de", "en"), Unknowns.REFUSED
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    base = tmp_path_factory.mktemp("pages")
    (base / "terms.ttl").write_text(TERMS)
    prepared("init", base / "work")
    prepared("vocabulary", "import", base / "terms.ttl", "-w", base / "work")
    with closing(open_workspace(base / "work")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1", raise_server_exceptions=False) as asking:
        asking.headers["origin"] = "http://127.0.0.1"
        yield asking


@pytest.fixture(autouse=True)
def no_profile(opened: EmbeddedWorkspace) -> Iterator[None]:
    """Every test begins without one."""
    yield
    for one in opened.catalogue.profiles.all():
        opened.catalogue.profiles.drop(one.name)


@pytest.fixture
def shop(opened: EmbeddedWorkspace) -> Profile:
    opened.catalogue.profiles.put(SHOP)
    return SHOP


def words(answer: Any) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]+>", " ", answer.text[max(answer.text.find("<main"), 0) :])
    return re.sub(r"\s+", " ", unescape(text))


def field(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    assert found, name
    return unescape(found[1])


def test_an_address_can_hold_the_tags(pages: TestClient):
    said = words(pages.get("/governance/check", params={"tags": "Refill_Pack; zzzz"}))
    assert "2 tags" in said
    assert "Refill_Pack Other word write refill pouch" in said


def test_tags_are_answered_with_words_and_not_with_colour_alone(pages: TestClient):
    sent = {"tags": "Refill_Pack, sustainble packaging; blurb", "profile": ""}
    for url in ("/governance/check", "/governance/check/part"):
        said = words(pages.post(url, data=sent))
        assert "3 tags, 1 of them approved" in said
        assert "Refill_Pack Other word write refill pouch" in said
        assert "sustainble packaging Did you mean" in said
        assert "blurb Unknown not approved; it can be proposed" in said
        assert "refill pouch, sustainble packaging, blurb" in said


def test_a_choice_is_put_in_the_place_of_the_tag(pages: TestClient):
    answer = pages.post(
        "/governance/check",
        data={"tags": "sustainble packaging, winter", "choose": "sustainble packaging\nsustainable packaging"},
    )
    assert re.search(r"<textarea[^>]*>sustainable packaging, winter</textarea>", answer.text)
    assert "2 tags, 2 of them approved" in words(answer)


def test_nothing_typed_and_too_much_are_both_told(pages: TestClient):
    assert "Nothing to check yet" in words(pages.get("/governance/check"))
    assert "Nothing to check yet" in words(pages.post("/governance/check", data={"tags": " , ;"}))
    many = ", ".join(f"tag {number}" for number in range(300))
    assert "The first 200 are checked" in words(pages.post("/governance/check/part", data={"tags": many}))


def test_a_profile_says_what_is_missing_and_what_is_not_allowed(pages: TestClient, shop: Profile):
    said = words(pages.post("/governance/check", data={"tags": "blurb", "profile": "shop-de"}))
    assert "Not complete Topics: 0 of at least 1" in said
    assert "this profile takes no unknown tags" in said
    fine = words(pages.post("/governance/check", data={"tags": "Winter", "profile": "shop-de"}))
    assert "Complete No tag needs a hand, and nothing is missing." in fine


def test_words_of_a_silent_server_say_how_old_they_are(pages: TestClient, opened: EmbeddedWorkspace):
    kept = opened.catalogue.vocabularies
    kept.pulled(
        Pulled(
            "pool", "terms", "", "2026-11-01T10:00:00+00:00", "", "2026-11-28T10:00:00+00:00", "No answer within 5 s."
        )
    )
    said = words(pages.get("/governance/check"))
    assert "terms, version 1: as of Sun, 1 Nov 2026, 10:00 UTC" in said
    assert "pool did not answer at Sat, 28 Nov 2026, 10:00 UTC. Tags are checked with the copy from before." in said
    assert "No answer within 5 s." in said


def uploaded(pages: TestClient, name: str, content: bytes, **more: str) -> Any:
    answer = pages.post("/governance/check/table", files={"file": (name, content)}, data=more)
    until = time.monotonic() + PATIENCE
    while "hx-trigger" in answer.text.split('id="table"')[-1].split(">")[0] and time.monotonic() < until:
        time.sleep(0.05)
        answer = pages.get(answer.url)
    return answer


def test_a_table_is_uploaded_checked_fetched_and_removed(pages: TestClient):
    answer = uploaded(pages, "upload.csv", b"id,tags\n1,Refill_Pack; blurb\n2,Winter\n")
    said = words(answer)
    assert "upload.csv, checked" in said
    assert "2 Rows" in re.sub(r"Rows 2", "2 Rows", said)
    assert "blurb 1 Unknown" in said
    table = pages.get(f"{answer.url.path}/rows")
    assert table.headers["content-disposition"] == 'attachment; filename="upload-corrected.csv"'
    assert "refill pouch; blurb" in table.content.decode("utf-8-sig")
    assert "upload.csv" in words(pages.get("/governance/check"))
    pages.post(f"{answer.url.path}/remove")
    assert pages.get(answer.url.path).status_code == 404


def test_a_table_that_cannot_be_read_says_why(pages: TestClient, opened: EmbeddedWorkspace):
    refused = uploaded(pages, "upload.csv", b"a,b\n1,2\n")
    assert "No column looks like tags. Name it; columns here: a, b." in words(refused)
    assert "Choose a table first." in words(
        pages.post("/governance/check/table", data={"profile": ""}, files={"x": b""})
    )
    sent = {"content-length": str(65 << 20), "content-type": "multipart/form-data; boundary=x"}
    assert pages.post("/governance/check/table", content=b"", headers=sent).status_code == 413


def test_a_table_belongs_to_whoever_uploaded_it(pages: TestClient, opened: EmbeddedWorkspace):
    other = Uploads(opened.root).begin("secret.csv", "somebody@else.example", "", ())
    assert pages.get(f"/governance/check/table/{other.id}").status_code == 404
    assert pages.get("/governance/check/table/../../etc").status_code == 404
    assert "secret.csv" not in pages.get("/governance/check").text


def test_a_check_that_was_cut_off_is_begun_again(pages: TestClient, opened: EmbeddedWorkspace):
    uploads = Uploads(opened.root)
    sent = uploads.begin("upload.csv", owner(pages, uploads), "", ())
    uploads.sent(sent).parent.mkdir()
    uploads.sent(sent).write_text("tags\nWinter\n")
    answer = pages.get(f"/governance/check/table/{sent.id}")
    assert "The check was cut off" in words(answer)
    pages.post(f"/governance/check/table/{sent.id}/again")
    until = time.monotonic() + PATIENCE
    while "upload.csv, checked" not in words(answer) and time.monotonic() < until:
        answer = pages.get(f"/governance/check/table/{sent.id}")
    assert "upload.csv, checked" in words(answer)


def owner(pages: TestClient, uploads: Uploads) -> str:
    """The name by which this process calls its owner."""
    id = uploaded(pages, "mine.csv", b"tags\nWinter\n").url.path.rsplit("/", 1)[1]
    told = (uploads.sent(uploads.begin("x", "", "", ())).parents[2] / id / ".upload.json").read_text()
    return str(json.loads(told)["by"])


def test_profiles_begin_empty_and_are_added_changed_and_removed(pages: TestClient, opened: EmbeddedWorkspace):
    assert "There is no profile yet" in words(pages.get("/governance/profiles"))
    added = pages.post("/governance/profile", data=FORM)
    assert opened.catalogue.profiles.get("shop-de") == SHOP
    assert "The profile “shop-de” is saved." in words(added)
    assert "market is DE or AT" in words(added)
    assert "Topics: 1 to 3; no other schemes" in words(added)
    form = pages.get("/governance/profiles/shop-de")
    changed = pages.post("/governance/profiles/shop-de", data=FORM | {"seen": field(form, "seen"), "languages": "fr"})
    assert changed.status_code == 200
    assert opened.catalogue.profiles.get("shop-de").languages == ("fr",)  # type: ignore[union-attr]
    late = pages.post("/governance/profiles/shop-de", data=FORM | {"seen": field(form, "seen")})
    assert (late.status_code, "Somebody else changed this profile" in words(late)) == (409, True)
    seen = field(pages.get("/governance/profiles/shop-de"), "seen")
    removed = pages.post("/governance/profiles/shop-de/remove", data={"seen": seen})
    assert opened.catalogue.profiles.all() == []
    pages.post("/governance/profiles/shop-de/undo", data={"held": field(removed, "held")})
    assert opened.catalogue.profiles.get("shop-de").languages == ("fr",)  # type: ignore[union-attr]
    deeds = [one.deed.action for one in opened.catalogue.audit.every()]
    assert deeds.count("profile.set") == 3
    assert deeds.count("profile.remove") == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Give it a name"),
        ({"name": "a/b"}, "Give it a name"),
        ({f"least:{SCHEME}": "x"}, "Topics: write whole numbers"),
        ({f"least:{SCHEME}": "4"}, "Topics: the greatest number"),
        ({"property": ["market", "team"], "values": ["DE", ""]}, "A condition has a property and at least one value"),
        ({"property": ["market", "market"], "values": ["DE", "AT"]}, "each property stands in one condition"),
        ({"languages": "deutsch!"}, "is no language tag"),
        ({"scheme": "", f"least:{SCHEME}": "", f"most:{SCHEME}": ""}, "Tick at least one scheme"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(
    pages: TestClient, opened: EmbeddedWorkspace, wrong: dict[str, Any], said: str
):
    answer = pages.post("/governance/profile", data=FORM | wrong)
    assert (answer.status_code, said in words(answer)) == (422, True), words(answer)
    assert 'value="refused" checked' in answer.text
    assert opened.catalogue.profiles.all() == []


def test_two_profiles_have_two_names(pages: TestClient, shop: Profile):
    answer = pages.post("/governance/profile", data=FORM | {"languages": "it"})
    assert (answer.status_code, "There is a profile of this name already" in words(answer)) == (409, True)
    assert pages.get("/governance/profiles/nobody").status_code == 404


def test_a_browser_answers_while_somebody_types_and_everything_fits_a_phone(opened: EmbeddedWorkspace, shop: Profile):
    with served_at(create_app(opened)) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 800}, locale="de")
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"{address}/governance/check")
        page.locator("#tags").press_sequentially("sustainble packaging, Refill_Pack")
        offered = page.get_by_role("button", name="sustainable packaging")
        offered.wait_for()
        offered.focus()
        page.keyboard.press("Enter")
        until(page, "document.getElementById('tags').value === 'sustainable packaging, Refill_Pack'")
        assert page.evaluate("document.activeElement.id") == "tags"
        page.locator("#corrected").get_by_text("sustainable packaging, refill pouch").wait_for()
        page.set_input_files(
            "#file", {"name": "upload.csv", "mimeType": "text/csv", "buffer": b"id,tags\n1,Winter; blurb\n"}
        )
        page.locator(".upload .button").click()
        page.locator(".check-sums").wait_for()
        with page.expect_download() as fetched:
            page.locator(".check-done a.button").first.click()
        assert fetched.value.suggested_filename == "upload-corrected.csv"
        for path in ("", "/shop-de"):
            page.goto(f"{address}/governance/profiles{path}")
            assert page.evaluate("document.documentElement.scrollWidth") == 360, path
        page.locator(".profile-remove summary").press("Enter")
        page.locator(".profile-remove button").press("Enter")
        page.get_by_role("button", name="Rückgängig").press("Enter")
        page.get_by_text("Das Profil „shop-de“ ist gespeichert.").wait_for()
        assert failed == []
        assert opened.catalogue.profiles.get("shop-de") == shop
