"""Links: they end, they can be ended, and what is no link says no more than that."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.watching.brand import Brand
from thesaury.model.board import Board
from thesaury.model.board_edit import AddComment
from thesaury.model.brief import Brief, Said
from thesaury.model.errors import BadInput, Refused, Usage
from thesaury.model.licensing import Selection, Term
from thesaury.pipeline import boards
from thesaury.pipeline.boards import sharing
from thesaury.pipeline.rights.facets import today


@pytest.fixture
def brand() -> Brand:
    return Brand()


@pytest.fixture
def board(brand: Brand) -> Board:
    return boards.create(brand, "x", Brief(""), [brand.bring("a").id])


def refusal(brand: Brand, token: str) -> Refused:
    with pytest.raises(Refused) as caught:
        boards.shared(brand, token)
    return caught.value


def test_a_link_shows_its_board_until_it_is_ended(brand: Brand, board: Board):
    link, token = boards.share(brand, board.id, 14)
    other, second = boards.share(brand, board.id, 90)
    assert boards.shared(brand, token).id == board.id
    days = datetime.fromisoformat(link.until) - datetime.now(UTC)
    assert timedelta(days=13, hours=23) < days <= timedelta(days=14)
    boards.revoke(brand, board.id, link.id)
    assert boards.shared(brand, second).id == board.id
    unknown = refusal(brand, "A" * 43)
    revoked = refusal(brand, token)
    assert (
        (revoked.message, revoked.status) == (unknown.message, unknown.status) == (refusal(brand, "../x").message, 404)
    )
    with pytest.raises(Usage):
        boards.revoke(brand, board.id, link.id)
    assert other.id != link.id


def test_the_token_is_kept_nowhere(brand: Brand, board: Board):
    _, token = boards.share(brand, board.id, 1)
    kept = repr(boards.board(brand, board.id)) + repr(brand.catalogue.audit.deeds())
    assert token not in kept


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_link_without_an_end_is_refused(brand: Brand, board: Board, days: int):
    with pytest.raises(BadInput, match="90"):
        boards.share(brand, board.id, days)


def test_a_link_that_ended_says_when(brand: Brand, board: Board, monkeypatch: pytest.MonkeyPatch):
    link, token = boards.share(brand, board.id, 1)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime.fromisoformat(link.until)

    monkeypatch.setattr(sharing, "datetime", Later)
    ended = refusal(brand, token)
    assert (ended.status, link.until[:10] in ended.message) == (410, True)
    with pytest.raises(Refused):
        boards.comment_shared(brand, token, "Agency", "late")


def test_who_has_a_link_may_say_something_under_a_name(brand: Brand, board: Board, monkeypatch: pytest.MonkeyPatch):
    link, token = boards.share(brand, board.id, 1)
    after, said = boards.comment_shared(brand, token, " Agentur  Süd ", "Das zweite bitte", board.items[0].asset)
    assert after.comments == (said,)
    assert (said.by, said.text) == ("link: Agentur Süd", "Das zweite bitte")
    for name, text, asset, failure in (
        ("", "x", "", BadInput),
        ("x", "", "", BadInput),
        ("x", "y" * 5000, "", BadInput),
        ("x", "y", "nobody", Usage),
    ):
        with pytest.raises(failure):
            boards.comment_shared(brand, token, name, text, asset)
    monkeypatch.setattr(sharing, "MOST_SAID", 1)
    with pytest.raises(Usage, match="no more"):
        boards.comment_shared(brand, token, "x", "y")
    assert boards.change(brand, board.id, 1, AddComment("ours")).comments[-1].text == "ours"
    boards.revoke(brand, board.id, link.id)
    with pytest.raises(Refused):
        boards.comment_shared(brand, token, "x", "y")
    boards.delete(brand, board.id, boards.board(brand, board.id).revision)
    assert refusal(brand, token).status == 404


def test_a_link_shows_no_picture_that_may_not_be_used(brand: Brand):
    term = Term(Selection(("website",)), Selection(("DE",)), valid_until=today() + timedelta(days=9))
    fine, over, drawn = (brand.bring(name, term).id for name in ("fine", "over", "drawn"))
    use = Brief("", regions=(Said("DE"),), channels=(Said("website"),))
    made = boards.create(brand, "x", use, [fine, over, drawn])
    _, token = boards.share(brand, made.id, 7)
    brand.state("over", replace(term, valid_until=today() - timedelta(days=1)))
    brand.bring("drawn", properties={"status": ["Withdrawn"]})
    shown = {asset: boards.shared_picture(brand, token, asset) for asset in (fine, over, drawn)}
    assert [asset for asset, found in shown.items() if found] == [fine]
    brand.catalogue.records.reconcile("dam", ["over", "drawn"], "2026-12-01T00:00:00+00:00")
    assert boards.shared_picture(brand, token, fine) is None
    for asked in (("A" * 43, over), (token, brand.bring("elsewhere").id)):
        with pytest.raises(Refused):
            boards.shared_picture(brand, *asked)
