"""Addresses of delivered files: good for a while and for one thing alone."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.workspace import FakeWorkspace
from thesaury.web.feed.signing import STEP, DeliverySigner, Ticket
from thesaury.web.panel.signing import Signer
from thesaury.web.panel.signing import Ticket as PanelTicket
from thesaury.web.sealing import Expired, Forged

BEGIN = datetime(2026, 6, 15, 10, 10, tzinfo=UTC)


class Clock:
    at = BEGIN

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace()


def test_an_address_opens_what_it_names_and_stays_the_same_for_a_while(workspace: FakeWorkspace, clock: Clock):
    signer = DeliverySigner(workspace, "w", clock)
    text = signer.token("web", "asset-ü/1", "large")
    until = int(datetime(2026, 6, 15, 11, tzinfo=UTC).timestamp())
    assert signer.ticket_of(text) == Ticket("web", "asset-ü/1", "large", until)
    clock.at = BEGIN + timedelta(minutes=19)
    assert signer.token("web", "asset-ü/1", "large") == text
    clock.at = BEGIN + timedelta(minutes=20)
    assert signer.token("web", "asset-ü/1", "large") != text
    clock.at = BEGIN + timedelta(minutes=50)
    with pytest.raises(Expired):
        signer.ticket_of(text)


@pytest.mark.parametrize("minute", [0, 1, 29, 30, 59])
def test_no_address_is_good_for_more_than_an_hour_or_less_than_half_of_one(
    workspace: FakeWorkspace, clock: Clock, minute: int
):
    signer, clock.at = DeliverySigner(workspace, "w", clock), BEGIN.replace(minute=minute)
    left = signer.left(signer.ticket_of(signer.token("web", "a", "large")))
    assert STEP < left <= 2 * STEP


def test_no_address_is_good_beyond_the_moment_at_which_the_rights_turn(workspace: FakeWorkspace, clock: Clock):
    signer = DeliverySigner(workspace, "w", clock)
    soon = signer.token("web", "a", "large", "2026-06-15T10:15:00+00:00")
    assert signer.left(signer.ticket_of(soon)) == 300
    assert signer.token("web", "a", "large", "2027-01-01T00:00:00+00:00") == signer.token("web", "a", "large")
    over = signer.token("web", "a", "large", "2026-06-15T10:00:00+00:00")
    with pytest.raises(Expired):
        signer.ticket_of(over)


def test_what_is_signed_for_something_else_opens_nothing(workspace: FakeWorkspace, clock: Clock):
    signer, panel = DeliverySigner(workspace, "w", clock), Signer(workspace, "w", clock)
    text = signer.token("web", "a", "large")
    for wrong in (panel.ticket(PanelTicket("s", "a", "large")), "", "a.b.c", text + "x", "x" * 10_000):
        with pytest.raises(Forged):
            signer.ticket_of(wrong)
    with pytest.raises(Forged):
        panel.ticket_of(text)
    with pytest.raises(Forged):
        DeliverySigner(workspace, "another", clock).ticket_of(text)
    with pytest.raises(Forged):
        DeliverySigner(FakeWorkspace(), "w", clock).ticket_of(text)
