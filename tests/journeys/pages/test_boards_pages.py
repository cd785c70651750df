"""Boards as pages over the small collection: they work, are empty, and fail in a sentence; strangers see what a link shows."""

import re
from dataclasses import replace
from threading import Semaphore

import pytest

from tests.journeys.pages.conftest import TestClient
from thesaury.model.board import Board
from thesaury.model.errors import Unreachable
from thesaury.pipeline import boards
from thesaury.pipeline.boards import State
from thesaury.web.pages.boards import shared
from thesaury.web.parts import brief_turns

TEXT = "# Packs of winter\n\nSustainable packaging for the website in Germany, 1 July to 31 August 2027. No winter."
FREE = "# Packs of winter\n\nSustainable packaging and refill packs. No kitchen."
"""Without a planned use: the collection has hardly a licence."""
DOCUMENT = ("brief.md", TEXT.encode(), "text/markdown")


def of(client: TestClient, text: str) -> str:
    """The address of a new board of this brief."""
    answer = client.post("/boards/new", data={"text": text, "way": "text"}, files={"file": ("", b"")})
    assert (answer.status_code, answer.url.path == "/boards/new") == (200, False), answer.text
    return str(answer.url.path)


@pytest.fixture
def made(client: TestClient) -> str:
    """The address of a new board of a brief with a planned use."""
    return of(client, TEXT)


@pytest.fixture
def free(client: TestClient) -> str:
    """The address of a new board of a brief for which something is recommended."""
    return of(client, FREE)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def pinned(client: TestClient, board: str) -> list[str]:
    """The first two recommended assets, put on the board."""
    picks = re.findall(r'id="deeds-\w+" data-pick="([^"]+)"', client.get(f"{board}/picks/part").text)[:2]
    for asset in picks:
        client.post(f"{board}/pin", data={"asset": asset, "told": "1;coverage=0.5;nonsense;words=7"})
    return picks


def revision(client: TestClient, board: str) -> int:
    return boards.board(client.workspace, board.rpartition("/")[2]).revision


def test_without_boards_the_list_says_what_they_are_for(served) -> None:
    page = served().get("/boards").text
    assert "No board yet" in page
    assert 'href="/boards/new"' in page


def test_a_pasted_brief_becomes_chips_a_use_and_recommendations(client: TestClient, made: str) -> None:
    page = client.get(made).text
    assert "Packs of winter" in page
    assert "sustainable packaging" in text_of(page)
    assert "Germany (DE)" in page
    assert 'value="2027-08-31"' in page
    assert "<mark" in page
    plain = client.get(f"{made}?picks=1").text
    assert "Nothing that may be used fits" in plain
    assert "hx-get" not in plain.partition('id="picks"')[2].partition("</section>")[0]


def test_a_file_is_read_as_its_text_is(client: TestClient, made: str) -> None:
    of_file = client.post("/boards/new", data={"way": "file"}, files={"file": DOCUMENT})
    chips = [re.findall(r'id="(chip-\w+)"', page) for page in (client.get(made).text, of_file.text)]
    assert chips[0] == chips[1] != []


def test_while_other_files_are_read_a_file_is_sent_again_later(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief_turns, "TURNS", Semaphore(0))
    monkeypatch.setattr(brief_turns, "_PATIENCE", 0)
    busy = client.post("/boards/new", data={"way": "file", "title": "Kept"}, files={"file": DOCUMENT})
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
    assert "other files are being read" in busy.text
    assert 'value="Kept"' in busy.text
    assert of(client, TEXT)


@pytest.mark.parametrize(
    ("data", "file", "field"),
    [
        ({"way": "text", "text": " ", "title": "Kept"}, ("", b""), "text"),
        ({"way": "file", "text": "Kept"}, ("", b""), "wrong"),
        ({"way": "file", "text": "Kept"}, ("brief.exe", b"MZ"), "wrong"),
        ({"way": "text", "text": "Sustainable packaging", "title": "K" * 201}, ("", b""), "title"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_what_was_typed_stays(
    client: TestClient, data: dict[str, str], file: tuple[str, bytes], field: str
) -> None:
    answer = client.post("/boards/new", data=data, files={"file": file})
    assert answer.status_code == 422
    wrong = field if field == "wrong" else f"{field}-wrong"
    assert re.search(rf'id="{wrong}" role="alert">[^<]{{10,}}', answer.text)
    assert all(value.strip() in answer.text for name, value in data.items() if name != "way")


def test_chips_and_the_planned_use_are_corrected(client: TestClient, made: str) -> None:
    concept = re.search(r'name="concept" value="([^"]+)"', client.get(made).text)
    assert concept
    answer = client.post(f"{made}/concept", data={"concept": concept[1], "wanting": "excluded", "revision": "1"})
    assert "chip is-excluded" in answer.text
    unknown = client.post(f"{made}/concept", data={"words": "blorf", "wanting": "wished", "revision": "2"})
    assert (unknown.status_code, 'value="blorf"' in unknown.text) == (422, True)
    use = {"used": "1", "region": "Austria, Nowhere", "first": "2027-09-01", "last": "2027-08-01", "revision": "2"}
    wrong = client.post(f"{made}/use", data=use)
    assert wrong.status_code == 422
    assert "“Nowhere”" in wrong.text
    assert 'value="Austria, Nowhere"' in wrong.text
    right = client.post(f"{made}/use", data=use | {"region": "Austria", "last": "", "channel": "email"})
    assert "Austria (AT)" in right.text
    assert "from 1 September 2027" in right.text


def test_pictures_are_pinned_ordered_noted_and_taken_off_and_back(client: TestClient, free: str) -> None:
    first, second = pinned(client, free)
    moved = client.post(f"{free}/move", data={"asset": second, "before": first, "revision": revision(client, free)})
    assert re.findall(r'data-asset="([^"]+)"', moved.text) == [second, first]
    client.post(f"{free}/note", data={"asset": first, "note": "For the poster", "revision": revision(client, free)})
    off = client.post(f"{free}/take", data={"asset": first, "revision": revision(client, free)})
    assert re.findall(r'data-asset="([^"]+)"', off.text) == [second]
    back = {"asset": first, "before": second, "section": "", "note": "For the poster"}
    again = client.post(f"{free}/back", data=back | {"revision": revision(client, free)})
    assert re.findall(r'data-asset="([^"]+)"', again.text) == [first, second]
    assert "For the poster" in again.text


def test_what_was_put_aside_stands_apart_until_it_is_taken_back(client: TestClient, free: str) -> None:
    picks = client.get(f"{free}/picks/part").text
    asset = re.search(r'data-pick="([^"]+)"', picks)
    assert asset
    assert "Left aside" not in picks
    answer = client.post(
        f"{free}/reject", data={"asset": asset[1], "told": "1;coverage=0.5"}, headers={"HX-Request": "true"}
    )
    assert "is-rejected" in answer.text
    assert "Left aside" in client.get(f"{free}/picks/part").text
    client.post(f"{free}/unreject", data={"asset": asset[1]})
    assert "Left aside" not in client.get(f"{free}/picks/part").text


def test_whoever_was_slower_sees_both_and_loses_nothing(client: TestClient, free: str) -> None:
    asset, _ = pinned(client, free)
    seen = revision(client, free)
    client.post(f"{free}/note", data={"asset": asset, "note": "Quicker", "revision": seen})
    slower = client.post(f"{free}/note", data={"asset": asset, "note": "Slower", "revision": seen})
    assert slower.status_code == 409
    assert "Somebody was quicker" in slower.text
    assert '<p class="board-note" dir="auto">Quicker</p>' in slower.text
    assert re.search(r"<textarea[^>]*>\s*Slower</textarea>", slower.text)


def test_comments_are_said_and_taken_away(client: TestClient, free: str) -> None:
    asset, _ = pinned(client, free)
    assert client.post(f"{free}/comment", data={"comment": " "}).status_code == 422
    told = client.post(
        f"{free}/comment", data={"comment": "Wider?", "asset": asset, "revision": revision(client, free)}
    )
    assert "Wider?" in told.text
    id = re.search(r'name="comment" value="(\w+)"', told.text)
    assert id
    client.post(f"{free}/comment/remove", data={"comment": id[1], "revision": revision(client, free)})
    assert "Wider?" not in client.get(free).text


def test_a_link_shows_the_board_and_its_pictures_until_it_ends(client: TestClient, free: str) -> None:
    asset, _ = pinned(client, free)
    answer = client.post(f"{free}/share", data={"days": "7"})
    link = re.search(r"http://testserver(/shared/boards/[\w-]+)<", answer.text)
    assert link
    assert answer.headers["cache-control"] == "no-store"
    assert link[1] not in client.get(free).text
    page = client.get(link[1])
    assert "Packs of winter" in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert f"/pictures/{asset}" not in re.sub(rf"{link[1]}/pictures/{asset}", "", page.text)
    assert client.get(f"{link[1]}/pictures/{asset}/320").status_code == 200
    others = client.workspace.held.keys() - set(re.findall(r"/pictures/([^/]+)/", page.text))
    assert client.get(f"{link[1]}/pictures/{others.pop()}/320").status_code == 404
    share = re.search(r'name="share" value="(\w+)"', client.get(free).text)
    assert share
    client.post(f"{free}/share/revoke", data={"share": share[1]})
    ended = client.get(link[1])
    assert ended.status_code == 404
    assert "This link leads nowhere any more" in ended.text
    assert client.get(f"{link[1]}/pictures/{asset}/320").status_code == 404


@pytest.fixture
def link(client: TestClient, free: str) -> str:
    """The address of a board for people without an account."""
    _, token = boards.share(client.workspace, free.rpartition("/")[2], 7)
    return f"/shared/boards/{token}"


@pytest.mark.parametrize("state", [State.DENIED, State.WITHDRAWN, State.GONE])
def test_strangers_see_no_picture_that_may_not_be_used_and_never_why(
    client: TestClient, free: str, link: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pinned(client, free)

    def looked(workspace: object, board: Board) -> boards.Looked:
        look = boards.looked(workspace, board)
        items = (replace(one, state=state, why="Contract 7, 300 EUR") for one in look.items if one.item.asset == first)
        return replace(look, items=(*items, *(one for one in look.items if one.item.asset != first)))

    monkeypatch.setattr(shared, "looked", looked)
    page = client.get(link).text
    assert f"/pictures/{first}" not in page
    assert f"/pictures/{second}" in page
    assert "Contract 7" not in page
    monkeypatch.setattr(shared, "shared_picture", lambda *asked: None)
    picture = client.get(f"{link}/pictures/{first}/1280")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")


def test_who_has_a_link_says_something_under_a_name_that_looks_like_no_colleague(
    client: TestClient, free: str, link: str
) -> None:
    empty = client.post(f"{link}/comment", data={"name": " ", "comment": "Kept"})
    assert (empty.status_code, "Say who you are" in empty.text, "Kept</textarea>" in empty.text) == (422, True, True)
    told = client.post(f"{link}/comment", data={"name": "Anna Müller", "comment": "Mehr Blau"})
    assert (told.status_code, "Your comment is there" in told.text) == (200, True)
    assert told.headers["cache-control"] == "private, no-store"
    assert "Mehr Blau" not in told.text
    assert "Anna Müller by link, no account" in text_of(client.get(free).text)
    assert client.post(f"{link}/comment", data={"name": "A" * 101, "comment": "x"}).status_code == 422
    assert client.post(f"{link[:-1]}!/comment", data={"name": "A", "comment": "x"}).status_code == 404


def test_a_page_that_was_shown_takes_as_seen_what_stood_on_it(client: TestClient, free: str) -> None:
    id = free.rpartition("/")[2]
    pinned(client, free)
    held = boards.board(client.workspace, id)
    stale = replace(
        held, items=tuple(replace(one, rights="permit - old") for one in held.items), revision=held.revision + 1
    )
    assert client.workspace.catalogue.boards.exchange(held.revision, stale, (), "")
    shown = re.search(r'name="shown" value="([^"]+)"', client.get(free).text)
    assert shown
    assert len(shown[1].split()) == 2
    client.post(f"{free}/seen", data={"shown": shown[1].split()[0]})
    assert len(boards.look(client.workspace, id).news) == 1


def test_a_board_is_deleted_by_whoever_saw_it_last(client: TestClient, made: str) -> None:
    seen = revision(client, made)
    client.post(f"{made}/title", data={"title": "Another name", "revision": seen})
    assert client.post(f"{made}/delete", data={"revision": seen}).status_code == 409
    assert "The board is deleted" in client.post(f"{made}/delete", data={"revision": revision(client, made)}).text
    assert client.get(made).status_code == 404


def test_where_nothing_can_be_recommended_the_board_says_why(client: TestClient, made: str) -> None:
    client.workspace.broken = Unreachable("The index is not there. Build it by: thesaury reindex")
    answer = client.get(f"{made}/picks/part")
    assert answer.status_code in (200, 503)
    assert "The index is not there" in answer.text
