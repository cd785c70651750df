"""A board over the interface: made, changed by two, looked at, shared, exported, deleted."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

from thesaury.cli.app import run
from thesaury.model.board_edit import AddComment
from thesaury.pipeline import boards

BRIEF = {"text": "Zurück zur Schule", "regions": ["DE"], "channels": ["website"]}


def assets(api: Any) -> list[str]:
    return [one["id"] for one in api.get("/assets?limit=3").json()["assets"]]


def made(api: Any, **more: Any) -> Any:
    items = [{"asset": asset, "section": "Held"} for asset in assets(api)]
    answer = api.post("/boards", json={"title": "Größe & Maß", "brief": BRIEF, "items": items, **more})
    assert answer.status_code == 201, answer.text
    return answer


def test_two_change_one_board_and_nothing_is_lost(api: Any):
    board = made(api).json()
    here = f"/boards/{board['id']}"
    a, b, c = (item["asset"] for item in board["items"])
    tag = {"If-Match": api.get(here).headers["etag"]}
    note = {"edit": "note", "asset": a, "note": "größer"}
    assert api.patch(here, json=note, headers=tag).json()["revision"] == 2
    moved = api.patch(here, json={"edit": "move", "asset": c, "before": a}, headers=tag)
    assert [item["asset"] for item in moved.json()["items"]] == [c, a, b]
    assert moved.json()["items"][1]["note"] == "größer"
    late = api.patch(here, json={**note, "note": "kleiner"}, headers=tag)
    assert (late.status_code, late.json()["type"]) == (409, "/api/v1#problem-conflict")
    assert "note of this picture" in late.json()["detail"]
    assert api.patch(here, json=note).status_code == 428
    for wrong in ('"x"', f'"{board["id"]}-9"', '"0-1"', 'W/"1"'):
        assert api.patch(here, json=note, headers={"If-Match": wrong}).status_code == 412
    for edit, status in (
        ({"edit": "take-off", "assets": [b]}, 200),
        ({"edit": "add", "assets": [b], "section": "Neben"}, 200),
        ({"edit": "retitle", "title": "Herbst"}, 200),
        ({"edit": "brief", "brief": {"text": "x", "regions": ["Atlantis"]}}, 200),
        ({"edit": "brief", "brief": {"colour": "red"}}, 422),
        ({"edit": "add", "assets": ["nobody"]}, 400),
        ({"edit": "note", "asset": "nobody", "note": "x"}, 400),
        ({"edit": "nonsense"}, 422),
    ):
        assert api.patch(here, json=edit, headers={"If-Match": "*"}).status_code == status, edit
    now = api.get(here)
    assert (now.json()["title"], now.json()["items"][-1]["section"]) == ("Herbst", "Neben")
    assert api.get(here, headers={"If-None-Match": now.headers["etag"]}).status_code == 304
    assert api.delete(here, headers=tag).status_code == 412
    assert api.delete(here, headers={"If-Match": now.headers["etag"]}).status_code == 204
    assert api.get(here).status_code == api.get(f"{here}/look").status_code == 404
    deeds = [one["action"] for one in api.get("/audit?limit=20").json()["deeds"]]
    assert {"board.make", "board.note", "board.move", "board.remove"} <= set(deeds)


def test_a_board_is_listed_looked_at_talked_about_and_shared(api: Any, key: Any):
    board = made(api).json()
    here, asset = f"/boards/{board['id']}", board["items"][0]["asset"]
    other = made(api, title="Second").json()
    first = api.get("/boards?limit=1").json()
    second = api.get("/boards", params={"limit": 1, "cursor": first["next"]}).json()
    assert {first["boards"][0]["id"], second["boards"][0]["id"]} == {board["id"], other["id"]}
    assert second["next"] is None
    look = api.get(f"{here}/look").json()
    assert [item["asset"] for item in look["items"]] == [item["asset"] for item in board["items"]]
    assert {use["channel"] for use in look["uses"]} == {"website"}
    assert api.post(f"{here}/seen").json()["revision"] == 1
    assert api.post(f"{here}/seen", json={"marks": [item["mark"] for item in look["items"]]}).json()["revision"] == 1
    said = api.post(f"{here}/comments", json={"text": "schön", "asset": asset}, headers=key("c1"))
    again = api.post(f"{here}/comments", json={"text": "schön", "asset": asset}, headers=key("c1"))
    assert (said.status_code, again.json()) == (201, said.json())
    assert api.delete(f"{here}/comments/{said.json()['id']}").status_code == 204
    assert api.delete(f"{here}/comments/{said.json()['id']}").status_code == 404
    assert api.post(f"{here}/shares", json={"days": 91}).status_code == 422
    link = api.post(f"{here}/shares", json={"days": 14}, headers=key("s1"))
    assert link.json()["path"].startswith("/shared/boards/")
    assert api.post(f"{here}/shares", json={"days": 14}, headers=key("s1")).status_code == 409
    shares = api.get(here).json()["shares"]
    assert [one["id"] for one in shares] == [link.json()["id"]]
    assert "path" not in shares[0]
    assert api.delete(f"{here}/shares/{link.json()['id']}").status_code == 204
    assert api.delete(f"{here}/shares/{link.json()['id']}").status_code == 404


def test_who_comments_while_another_does_is_told_his_own(api: Any, monkeypatch: Any):
    here, change = f"/boards/{made(api).json()['id']}", boards.change

    def busy(workspace: Any, id: str, revision: int, edit: Any) -> Any:
        change(workspace, id, revision, AddComment("the other"))
        return change(workspace, id, revision, edit)

    monkeypatch.setattr(boards, "change", busy)
    assert api.post(f"{here}/comments", json={"text": "mine"}).json()["text"] == "mine"


def test_a_board_is_exported_in_three_forms_also_by_command(api: Any, opened: Any, tmp_path: Path, capsys: Any):
    board = made(api).json()
    here = f"/boards/{board['id']}/export"
    table = api.get(f"{here}?form=csv&language=de")
    assert (table.headers["content-type"], table.content[:3]) == ("text/csv; charset=utf-8", b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(table.content.decode("utf-8-sig"))))
    assert [row["asset"] for row in rows] == [item["asset"] for item in board["items"]]
    archive = ZipFile(BytesIO(api.get(f"{here}?form=zip").content))
    assert archive.namelist()[-1] == "manifest.csv"
    printed = api.get(here)
    assert printed.headers["content-type"] == "application/pdf"
    assert "Gr%C3%B6%C3%9Fe%20%26%20Ma%C3%9F.pdf" in printed.headers["content-disposition"]
    assert "Größe & Maß" in PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    assert api.get(f"{here}?form=docx").status_code == 422
    commands(board, opened, tmp_path, capsys)


def commands(board: Any, opened: Any, tmp_path: Path, capsys: Any) -> None:
    where = ["-w", str(opened.root)]
    assert run(["boards", "list", *where]) == 0
    assert capsys.readouterr().out.startswith(f"{board['id']}\tGröße & Maß\t{len(board['items'])}\t")
    assert run(["boards", "show", board["id"], "--json", *where]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["title"], len(told["look"]["items"])) == ("Größe & Maß", len(board["items"]))
    assert run(["boards", "show", board["id"], *where]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(board["items"])
    for form, begins in (("pdf", b"%PDF"), ("zip", b"PK"), ("csv", b"\xef\xbb\xbf")):
        assert run(["boards", "export", board["id"], "--out", str(tmp_path / f"b.{form}"), *where]) == 0
        assert (tmp_path / f"b.{form}").read_bytes().startswith(begins)
    capsys.readouterr()
    assert run(["boards", "export", board["id"], "--out", str(tmp_path / "b.doc"), *where]) == 2
    assert run(["boards", "export", "nobody", "--out", str(tmp_path / "c.pdf"), *where]) == 2
    assert "boards list" in capsys.readouterr().err
    assert not (tmp_path / "c.pdf").exists()
