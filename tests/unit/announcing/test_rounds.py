"""Messages are sent until they are taken: when, how often, and what becomes of the endpoint."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from tests.unit.announcing.told import Told, entry
from thesaury.model.errors import Usage, WorkspaceBusy
from thesaury.model.publishing import Reason
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState, EventKind
from thesaury.pipeline.announcing import endpoints, rounds
from thesaury.pipeline.announcing.sending import TRIES, WAITS
from thesaury.ports.webhooks import Answered

MINUTE = timedelta(minutes=1)
ALL = (EventKind.ASSET_PUBLISHED, EventKind.ASSET_WITHDRAWN, EventKind.ASSET_UPDATED)


def answering(made: Told, answers: Iterable[Answered]) -> None:
    """These one after the other, then everything is taken."""
    left = list(answers)
    made.workspace.webhook_sender.answer = lambda endpoint, delivery: left.pop(0) if left else Answered(204)


def always(made: Told, answered: Answered, but: str = "") -> None:
    def answer(endpoint: Endpoint, delivery: Delivery) -> Answered:
        return Answered(204) if but and but in delivery.body else answered

    made.workspace.webhook_sender.answer = answer


def test_a_message_is_tried_ten_times_within_a_day_and_the_endpoint_is_failing_then():
    made = Told(ALL)
    always(made, Answered(500, "It answered 500."))
    made.settle(entry("a"))
    made.round()
    for minutes in WAITS:
        assert made.states() == [DeliveryState.WAITING]
        made.round(minutes * MINUTE - timedelta(seconds=1))
        made.round(timedelta(seconds=1))
    ids = [one.id for one in made.sent()]
    assert (len(ids), len(set(ids))) == (TRIES, 1) == (10, 1)
    assert timedelta(hours=23) < sum(WAITS) * MINUTE < timedelta(hours=24)
    [dead] = made.kept()
    assert (dead.state, dead.attempts, dead.status, dead.message) == (DeliveryState.DEAD, 10, 500, "It answered 500.")
    assert (made.held().state, made.held().message) == (EndpointState.FAILING, "It answered 500.")
    made.round(timedelta(days=1))
    assert made.sent() == []


def test_waits_differ_by_a_tenth_and_go_on_as_the_endpoint_asks():
    made = Told(ALL)
    answering(made, [Answered(503, "busy", 3600.0), Answered(503, "busy", 1.0)])
    made.settle(entry("a"))
    made.round()
    assert made.kept()[0].next_at == "2026-03-01T13:00:00+00:00"
    made.clock += timedelta(hours=1)
    rounds.announce(made.workspace, clock=lambda: made.clock, chance=lambda: 1.0)
    assert made.kept()[0].next_at == "2026-03-01T13:05:30+00:00"


def test_a_failing_endpoint_that_takes_something_again_is_active_and_the_dead_are_replayed():
    made = Told(ALL)
    always(made, Answered(500, "no"))
    made.settle(entry("a"))
    for minutes in (0, *WAITS):
        made.round(minutes * MINUTE)
    assert made.held().state is EndpointState.FAILING
    always(made, Answered(204))
    made.settle(entry("b"))
    made.sent()
    made.round()
    assert (made.held().state, made.held().message) == (EndpointState.ACTIVE, "")
    [dead] = [one for one in made.kept() if one.state is DeliveryState.DEAD]
    made.sent()
    assert endpoints.replay(made.workspace.catalogue, made.endpoint.id) == 1
    made.clock += timedelta(days=999)
    made.round()
    assert [one.id for one in made.sent()] == [dead.id]
    assert made.states() == [DeliveryState.DELIVERED]


def test_one_message_that_is_never_taken_does_not_make_an_endpoint_fail():
    made = Told(ALL)
    always(made, Answered(500, "no"), but='"asset":"good')
    made.settle(entry("bad"))
    for minutes in (0, *WAITS):
        made.clock += minutes * MINUTE
        made.settle(entry(f"good{minutes}", made.now()))
        made.round()
    assert made.held().state is EndpointState.ACTIVE
    assert made.workspace.catalogue.webhooks.counts()[made.endpoint.id, DeliveryState.DEAD] == 1


def test_who_answers_410_is_sent_nothing_more():
    made = Told(ALL)
    answering(made, [Answered(410, "It wants no more.")])
    made.settle(entry("a"), entry("b"))
    made.round()
    assert len(made.sent()) == 1
    assert (made.held().state, made.held().message) == (EndpointState.PAUSED, "It wants no more.")
    assert sorted(made.states()) == [DeliveryState.DEAD, DeliveryState.WAITING]
    made.round(timedelta(days=2))
    assert made.sent() == []


def test_who_does_not_answer_is_asked_once_a_round_and_others_are_not_held_up():
    made = Told(ALL)
    other = made.another(ALL)
    silent = made.endpoint.id
    made.workspace.webhook_sender.answer = lambda endpoint, _: Answered(0 if endpoint.id == silent else 204, "silent")
    made.settle(*(entry(f"a{number:03}") for number in range(450)))
    made.round()
    assert (len(made.sent()), len(made.sent(other))) == (1, 450)
    waiting = made.workspace.catalogue.webhooks.deliveries(silent, [DeliveryState.WAITING], limit=999)
    assert {(one.attempts, one.message) for one in waiting} == {(1, "silent")}
    assert len(waiting) == 450


def test_an_address_that_must_not_be_reached_is_no_answer_and_says_why():
    made = Told(ALL)

    def refuses(endpoint: Endpoint, delivery: Delivery) -> Answered:
        raise Usage("cms.example lies at 10.0.0.1.")

    made.workspace.webhook_sender.answer = refuses
    made.settle(entry("a"))
    assert made.round().failed == ((made.endpoint.id, "cms.example lies at 10.0.0.1."),)
    assert made.states() == [DeliveryState.WAITING]


def test_a_secret_that_is_gone_is_said():
    made = Told(ALL)
    made.workspace.catalogue.secrets.put(f"webhook/{made.endpoint.id}", {"secret": ""})
    made.settle(entry("a"))
    [(_, why)] = made.round().failed
    assert "thesaury webhook rotate" in why
    assert made.sent() == []


def test_two_rounds_at_once_are_one():
    made = Told(ALL)
    made.settle(entry("a"))

    def within(endpoint: Endpoint, delivery: Delivery) -> Answered:
        with pytest.raises(WorkspaceBusy, match="webhooks"):
            rounds.announce(made.workspace)
        return Answered(204)

    made.workspace.webhook_sender.answer = within
    assert made.round().taken == 1


def test_a_round_stops_when_it_is_asked_to():
    made = Told(ALL)
    made.settle(*(entry(f"a{number}") for number in range(9)))
    asked = iter(range(99))
    rounds.announce(made.workspace, lambda: next(asked) > 4, lambda: made.clock)
    assert 0 < len(made.sent()) < 9


def test_who_is_slow_leaves_the_rest_for_the_next_round():
    made = Told(ALL)

    def slow(endpoint: Endpoint, delivery: Delivery) -> Answered:
        made.clock += timedelta(seconds=25)
        return Answered(204)

    made.workspace.webhook_sender.answer = slow
    made.settle(*(entry(f"a{number}") for number in range(9)))
    assert made.round().taken == 3
    assert made.round().taken == 3


def test_the_log_forgets_what_was_delivered_a_month_ago_and_it_is_not_sent_again():
    made = Told(ALL)
    made.settle(entry("a"), entry("b", reason=Reason.DELETED))
    made.round()
    made.sent()
    made.round(timedelta(days=31))
    assert (made.kept(), made.sent()) == ([], [])
    made.round()
    assert made.sent() == []


def test_an_answer_nobody_foresaw_is_a_failed_try_of_that_endpoint_and_others_are_told():
    made = Told(ALL)
    other = made.another(ALL)

    def strange(endpoint: Endpoint, delivery: Delivery) -> Answered:
        if endpoint.id == made.endpoint.id:
            raise OverflowError("date value out of range")
        return Answered(204)

    made.workspace.webhook_sender.answer = strange
    made.settle(entry("a"))
    done = made.round()
    assert (done.taken, done.left) == (1, 1)
    assert done.failed == ((made.endpoint.id, "Its answer could not be read. The log of the server says more."),)
    assert len(made.sent(other)) == 1
    [waiting] = made.workspace.catalogue.webhooks.deliveries(made.endpoint.id, [DeliveryState.WAITING])
    assert waiting.attempts == 1
