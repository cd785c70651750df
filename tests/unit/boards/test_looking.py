"""Three weeks later: what may not be used any more, what is about to end, what changed, and what was replaced."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.watching.brand import Brand
from thesaury.model.asset import File, Record, Text
from thesaury.model.board import Board
from thesaury.model.board_edit import AddItems, ChangeBrief
from thesaury.model.brief import Brief, Said
from thesaury.model.licensing import Selection, Term
from thesaury.model.policy import Verdict
from thesaury.pipeline import boards, project
from thesaury.pipeline.boards import Change, LookedItem, State
from thesaury.pipeline.rights.facets import today
from thesaury.ports.source import Page


def until(days: int, *channels: str) -> Term:
    """Permitted in Germany and Austria for so many days from today."""
    return Term(
        Selection(channels or ("website",)), Selection(("DE", "AT")), valid_until=today() + timedelta(days=days)
    )


def brief(days: int | None = None, channels: Sequence[str] = ("website",)) -> Brief:
    last = Said((today() + timedelta(days=days)).isoformat()) if days is not None else None
    first = Said(today().isoformat()) if days is not None else None
    return Brief("", regions=(Said("DE"),), channels=tuple(map(Said, channels)), first_day=first, last_day=last)


@pytest.fixture
def brand() -> Brand:
    return Brand()


def one(brand: Brand, board: Board) -> LookedItem:
    [item] = boards.look(brand, board.id).items
    return item


def made(brand: Brand, asset: str, wanted: Brief) -> Board:
    return boards.create(brand, "x", wanted, [asset])


def test_every_item_says_how_it_stands_today(brand: Brand):
    licences = {"long": 400, "soon": 20, "half": 200, "over": -1}
    assets = {name: brand.bring(name, until(days)).id for name, days in licences.items()}
    assets["nobody"] = brand.bring("nobody").id
    board = boards.create(brand, "x", brief(300), list(assets.values()))
    look = boards.look(brand, board.id)
    found = dict(zip(assets, look.items, strict=True))
    assert {name: item.state for name, item in found.items()} == {
        "long": State.USABLE,
        "soon": State.ENDING,
        "half": State.ENDING,
        "over": State.DENIED,
        "nobody": State.REVIEW,
    }
    assert found["half"].verdict is Verdict.DENY
    assert (found["half"].until, found["over"].until) == (today() + timedelta(days=200), None)
    assert all(item.why for item in look.items)
    assert look.news == ()


def test_the_strictest_of_several_channels_counts(brand: Brand):
    asset = brand.bring("a", until(400), until(90, "print")).id
    item = one(brand, made(brand, asset, brief(channels=("website", "print"))))
    assert (item.state, item.until) == (State.USABLE, today() + timedelta(days=90))
    item = one(brand, made(brand, asset, brief(channels=("website", "tv"))))
    assert item.state is not State.USABLE


def test_rights_that_changed_say_what_they_were_until_somebody_has_seen_it(brand: Brand):
    asset = brand.bring("a", until(400)).id
    board = made(brand, asset, brief())
    brand.state("a", until(300))
    item = one(brand, board)
    assert (item.changes, item.state) == ((Change.RIGHTS,), State.USABLE)
    assert item.before == f"permitted until {(today() + timedelta(days=400)).isoformat()}"
    assert boards.seen(brand, board.id).revision == 2
    assert one(brand, board).changes == ()
    assert boards.seen(brand, board.id).revision == 2
    brand.state("a", until(-5))
    assert (one(brand, board).changes, one(brand, board).state) == ((Change.RIGHTS,), State.DENIED)


def test_a_new_file_and_new_words_are_told_apart_and_tags_are_no_news(brand: Brand):
    asset = brand.bring("a", until(400))
    board = made(brand, asset.id, brief())
    record = replace(asset.records[0], etag="2", tags=("sea",))
    for changed, told in (
        (record, ()),
        (replace(record, etag="3", texts=(Text("title", "Other"),)), (Change.WORDS,)),
        (replace(record, etag="4", file=File("b.jpg", digest="2" * 64)), (Change.PICTURE,)),
    ):
        brand.catalogue.records.store_page("dam", Page((changed,), changed.etag, True))
        assert one(brand, board).changes == told


def test_what_is_gone_is_told_and_where_it_went(brand: Brand):
    a, b = brand.bring("a", until(400)), brand.bring("b", until(400))
    board = made(brand, a.id, brief())
    brand.catalogue.records.reconcile("dam", ["b"], "2026-12-01T00:00:00+00:00")
    item = one(brand, board)
    assert (item.state, item.changes, item.asset, item.replacement) == (State.GONE, (Change.GONE,), None, "")
    boards.seen(brand, board.id)
    assert (one(brand, board).state, one(brand, board).changes) == (State.GONE, ())
    same = Record("dam", "a", "9", same_as=("dam/b",))
    brand.catalogue.records.store_page("dam", Page((same,), "9", True))
    item = one(brand, board)
    assert (item.state, item.replacement) == (State.GONE, b.id)


def test_what_was_replaced_names_its_heir_whichever_of_the_two_says_so(brand: Brand):
    old = brand.bring("old", until(400))
    board = made(brand, old.id, brief())
    new = brand.bring("new", until(400), properties={"replaces": ["old"]})
    project(brand)
    item = one(brand, board)
    assert (item.state, item.changes, item.replacement) == (State.REPLACED, (Change.REPLACED,), new.id)
    boards.seen(brand, board.id)
    assert (one(brand, board).state, one(brand, board).changes) == (State.REPLACED, ())
    said = brand.bring("said", until(400), properties={"Replaced by": ["new"]})
    item = one(brand, made(brand, said.id, brief()))
    assert (item.state, item.replacement) == (State.REPLACED, new.id)


def test_what_its_system_withdrew_is_not_to_be_used(brand: Brand):
    asset = brand.bring("a", until(400))
    board = made(brand, asset.id, brief())
    brand.bring("a", properties={"status": ["Archived"]})
    item = one(brand, board)
    assert (item.state, item.changes, item.why) == (State.WITHDRAWN, (Change.WITHDRAWN,), "Its system says: archived.")


def test_a_withdrawal_that_is_lifted_and_a_second_heir_are_news(brand: Brand):
    old = brand.bring("old", until(400), properties={"status": ["Archived"]})
    board = made(brand, old.id, brief())
    brand.bring("old", properties={"status": ["Approved"]})
    assert (one(brand, board).changes, one(brand, board).state) == ((Change.RESTORED,), State.USABLE)
    boards.seen(brand, board.id)
    first = brand.bring("first", until(400), properties={"replaces": ["old"]})
    project(brand)
    assert one(brand, board).replacement == first.id
    boards.seen(brand, board.id)
    assert one(brand, board).changes == ()
    brand.bring("first", properties={"replaces": ["nothing"]})
    second = brand.bring("second", until(400), properties={"replaces": ["old"]})
    project(brand)
    assert (one(brand, board).changes, one(brand, board).replacement) == ((Change.REPLACED,), second.id)


@pytest.mark.parametrize("said", ["Draft", "Withdrawn", "Rejected"])
def test_what_is_not_to_be_used_itself_takes_no_place(brand: Brand, said: str):
    old = brand.bring("old", until(400))
    board = made(brand, old.id, brief())
    brand.bring("new", until(400), properties={"replaces": ["old"], "status": [said]})
    project(brand)
    assert (one(brand, board).state, one(brand, board).changes, one(brand, board).replacement) == (
        State.USABLE,
        (),
        "",
    )
    brand.bring("new", properties={"replaces": ["old"], "status": ["superseded"]})
    project(brand)
    assert one(brand, board).state is State.REPLACED


def test_what_changed_after_it_was_shown_stays_news(brand: Brand):
    a, b = (brand.bring(name, until(400)).id for name in "ab")
    board = boards.create(brand, "x", brief(), [a, b])
    for name in "ab":
        brand.state(name, until(300))
    shown = {item.mark for item in boards.look(brand, board.id).items}
    brand.state("b", until(-1))
    boards.seen(brand, board.id, shown)
    assert [item.item.asset for item in boards.look(brand, board.id).news] == [b]
    boards.seen(brand, board.id)
    assert boards.look(brand, board.id).news == ()


def test_another_brief_is_no_news_but_what_was_news_before_stays(brand: Brand):
    a, b = brand.bring("a", until(400, "website", "print")).id, brand.bring("b", until(400)).id
    board = boards.create(brand, "x", brief(), [a, b])
    brand.state("b", until(-1))
    boards.change(brand, board.id, 1, ChangeBrief(brief(channels=("print",))))
    first, second = boards.look(brand, board.id).items
    assert (first.changes, second.changes) == ((), (Change.RIGHTS,))


def test_a_brief_without_a_use_or_with_one_that_nobody_knows_still_shows_the_board(brand: Brand):
    asset = brand.bring("a", until(400)).id
    board = made(brand, asset, Brief("words"))
    assert (one(brand, board).state, boards.look(brand, board.id).notes) == (State.UNASKED, (("no-use", ""),))
    brand.state("a", until(300))
    assert one(brand, board).changes == (Change.RIGHTS,)
    strange = replace(brief(), regions=(Said("Atlantis"),))
    board = made(brand, asset, strange)
    look = boards.look(brand, board.id)
    assert look.items[0].state is State.UNASKED
    assert (look.notes[0][0], "atlantis" in look.notes[0][1].casefold()) == (boards.UNREADABLE, True)


def test_days_that_are_over_are_not_asked_about(brand: Brand):
    term = replace(until(400), valid_from=today())
    asset = brand.bring("a", term).id
    past = (today() - timedelta(days=20)).isoformat()
    running = replace(brief(30), first_day=Said(past))
    over = replace(brief(), first_day=Said(past), last_day=Said((today() - timedelta(days=9)).isoformat()))
    for wanted in (running, over):
        board = made(brand, asset, wanted)
        assert one(brand, board).state is State.USABLE
        assert all(date.fromisoformat(str(use.first_day)) >= today() for use in boards.look(brand, board.id).uses)


def test_what_is_added_later_is_no_news(brand: Brand):
    board = made(brand, brand.bring("a", until(400)).id, brief())
    boards.change(brand, board.id, 1, AddItems((brand.bring("b", until(3)).id,)))
    assert boards.look(brand, board.id).news == ()
