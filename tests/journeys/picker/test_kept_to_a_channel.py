"""A panel that the page around keeps to a channel, to concepts and to an audience: the server holds it to them."""

from datetime import date

import pytest

from tests.journeys.pages.collection import VOCABULARY, T, Workspace, findings, record
from tests.journeys.picker.conftest import ASKED, CMS, USE, Panels
from thesaury.model.asset import Asset, File, Licence
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel
from thesaury.pipeline.rights.facets import rights_facets
from thesaury.search.documents import document
from thesaury.vocabulary.thesaurus import Thesaurus

EVER, NEVER = "All media, worldwide, perpetual.", "Brochure only, FR, until 30 June 2027."


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Panels:
    """Six boxes that may be used anywhere, the first two with concepts, one that may not, and one of which nobody knows."""
    root = tmp_path_factory.mktemp("kept")

    def asset(number: int, licence: str) -> Asset:
        file, licences = File(f"{number}.jpg", "image/jpeg"), (Licence(licence),) if licence else ()
        return Asset(f"a{number}", (record(number, f"Kitchen box {number}", file=file, licences=licences),))

    held = [*(asset(number, EVER) for number in range(1, 7)), asset(7, NEVER), asset(8, "")]
    workspace = Workspace(root, held)
    named, thesaurus = rights_facets(workspace, held, date(2026, 11, 30)), Thesaurus([VOCABULARY])
    workspace.index.put([document(one, findings(one), thesaurus, named[one.id]) for one in held])
    return Panels(root, workspace)


@pytest.fixture
def channels(panels: Panels):
    kept = panels.catalogue.channels
    kept.put(Channel("web", "Website", markets=("DE",), concepts=0))
    kept.put(Channel("rich", "With concepts", markets=("DE",)))
    kept.put(Channel("careful", "By approval", markets=("DE",), concepts=0, by_approval=True))
    kept.put(Channel("films", "Films", markets=("DE",), media=("video",), concepts=0))
    kept.put(Channel("world", "Everywhere", concepts=0))
    return kept


def found(answer) -> set[str]:
    return {hit["asset"] for hit in answer.json()["hits"]}


def test_what_the_channel_publishes_is_all_there_is(panels: Panels, channels):
    ask = panels.panel()
    free = ask("GET", "/search", params=ASKED).json()
    kept = ask("GET", "/search", params=ASKED | {"profile": "web", "channel": "print"}).json()
    assert kept["profile"] == {"name": "web", "title": "Website", "channel": "website"}
    assert {hit["asset"] for hit in kept["hits"]} <= {hit["asset"] for hit in free["hits"]}
    assert kept["total"] == len(kept["hits"]) == 6
    rich = ask("GET", "/search", params=ASKED | {"profile": "rich"}).json()
    assert ({hit["asset"] for hit in rich["hits"]}, rich["total"]) == ({"a1", "a2"}, 2)
    assert (free["review"], free["blocked"]["total"]) == (1, 1)
    assert (kept["review"], kept["blocked"]["total"]) == (0, 0)
    assert found(ask("GET", "/search", params=ASKED | {"profile": "films"})) == set()
    assert found(ask("GET", "/search", params=ASKED | {"profile": "web", "list": "review"})) == set()
    unknown = ask("GET", "/search", params=ASKED | {"profile": "nowhere"})
    assert unknown.status_code in (400, 422)
    assert "careful" in unknown.json()["detail"]


def test_approvals_are_asked_for_too(panels: Panels, channels):
    ask, asked = panels.panel(), ASKED | {"profile": "careful"}
    assert found(ask("GET", "/search", params=asked)) == set()
    [asset, *_] = sorted(found(ask("GET", "/search", params=ASKED | {"profile": "web"})))
    assert ask("POST", "/renditions", json={"asset": asset, "use": USE, "profile": "careful"}).status_code == 403
    channels.approve([Approval("careful", asset, True, "2026-11-29T10:00:00+00:00", "ana")])
    assert found(ask("GET", "/search", params=asked)) == {asset}
    assert ask("POST", "/renditions", json={"asset": asset, "use": USE, "profile": "careful"}).status_code == 200
    channels.approve([Approval(EVERY_CHANNEL, asset, False, "2026-11-29T11:00:00+00:00", "ana")])
    refused = ask("POST", "/renditions", json={"asset": asset, "use": USE, "profile": "careful"})
    assert (refused.status_code, "publish" in refused.json()["detail"]) == (403, True)


def test_concepts_narrow_with_all_that_is_narrower(panels: Panels, channels):
    ask = panels.panel()
    every = found(ask("GET", "/search", params=ASKED))
    narrowed = found(ask("GET", "/search", params=ASKED | {"topic": f"{T}packaging"}))
    assert narrowed
    assert narrowed < every
    both = ASKED | {"topic": [f"{T}packaging", f"{T}nowhere"]}
    assert found(ask("GET", "/search", params=both)) == narrowed
    assert found(ask("GET", "/search", params=ASKED | {"topic": f"{T}nowhere"})) == set()
    kept = ask("GET", "/search", params=ASKED | {"topic": f"{T}packaging", "profile": "web"})
    assert found(kept) <= narrowed


def test_a_recommendation_keeps_to_the_channel_whatever_the_brief_says(panels: Panels, channels):
    ask = panels.panel()
    brief = ask("POST", "/briefs", json={"text": "Eco-friendly packaging in a kitchen, for print in Japan."}).json()
    body = {"brief": brief, "use": USE | {"regions": ["DE"]}}
    free = ask("POST", "/recommend", json=body).json()
    kept = ask("POST", "/recommend", json=body | {"profile": "web"}).json()
    assert kept["profile"]["name"] == "web"
    assert [one["value"] for one in kept["brief"]["channels"]] == ["website"]
    assert {one["asset"] for one in kept["picks"]} <= {one["asset"] for one in free["picks"]}
    assert (kept["review"], kept["blocked"]["total"]) == ([], 0)
    narrowed = ask("POST", "/recommend", json=body | {"topics": [f"{T}packaging"]}).json()
    assert (
        {one["asset"] for one in narrowed["picks"]} == {"a1", "a2"} & {one["asset"] for one in free["picks"]} != set()
    )
    assert ask("POST", "/recommend", json=body | {"profile": "films"}).json()["picks"] == []


def test_pages_go_on_where_much_is_not_for_the_channel(panels: Panels, channels):
    ask = panels.panel()
    asked = ASKED | {"profile": "web", "size": "1"}
    whole = found(ask("GET", "/search", params=ASKED | {"profile": "web"}))
    seen, more = set[str](), ""
    for _ in range(20):
        page = ask("GET", "/search", params=asked | ({"more": more} if more else {})).json()
        seen |= {hit["asset"] for hit in page["hits"]}
        more = page.get("more", "")
        if not more:
            break
    assert seen == whole


def bound(panels: Panels, profile: str):
    """Asks with a token that a host's server got for its page, kept to a channel."""
    made = panels.browser("ana").post("/api/v1/picker/tokens", json={"origin": CMS, "profile": profile})
    assert made.status_code == 201, made.text
    headers = {"Authorization": f"Bearer {made.json()['token']}", "Origin": CMS}
    return lambda method, path, **more: panels.http.request(method, f"/panel/v1{path}", headers=headers, **more)


def test_a_token_for_a_channel_is_kept_to_it_whatever_is_asked(panels: Panels, channels):
    ask, brochure = bound(panels, "web"), {"channel": "brochure", "regions": ["FR"], "first_day": "2026-11-30"}
    kept = found(ask("GET", "/search", params=ASKED | {"profile": "web"}))
    for other in ({}, {"profile": "world"}, {"list": "usable"}, {"channel": "brochure", "region": "FR"}):
        answer = ask("GET", "/search", params=ASKED | other).json()
        assert (answer["profile"]["name"], answer["review"], answer["blocked"]["total"]) == ("web", 0, 0)
        assert {hit["asset"] for hit in answer["hits"]} == kept
    assert found(ask("GET", "/search", params=ASKED | {"list": "review"})) == set()
    for path in ("/renditions", "/assets"):
        for asset, use in (("a7", brochure), ("a7", USE), ("a8", USE)):
            assert ask("POST", path, json={"asset": asset, "use": use}).status_code == 403
        assert ask("POST", path, json={"asset": min(kept), "use": USE}).status_code == 200
    asked = {"found": [{"asset": name} for name in ("a7", min(kept))], "use": brochure}
    checked = ask("POST", "/documents/check", json=asked).json()["checked"]
    assert {one["found"]: one["asset"] and one["asset"]["asset"] for one in checked} == {
        "a7": None,
        min(kept): min(kept),
    }
    brief = ask("POST", "/briefs", json={"text": "Eco-friendly packaging in a kitchen, for print in Japan."}).json()
    told = ask("POST", "/recommend", json={"brief": brief, "use": brochure}).json()
    assert (told["profile"]["name"], told["review"]) == ("web", [])


def test_a_token_for_a_channel_asks_for_its_approvals_and_names_one_that_is_there(panels: Panels, channels):
    ask, asset = bound(panels, "careful"), min(found(panels.panel()("GET", "/search", params=ASKED)))
    assert ask("POST", "/renditions", json={"asset": asset, "use": USE}).status_code == 403
    refused = panels.browser("ana").post("/api/v1/picker/tokens", json={"origin": CMS, "profile": "nowhere"})
    assert (refused.status_code, "careful" in refused.json()["detail"]) == (400, True)
