"""Messages over real sockets of this machine: signed as Standard Webhooks say, and sent to no place that must not be reached."""

import socket
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.fakes.hook_receiver import Does, Receiver, receiving
from thesaury.engines.notifying.standard_webhook import LONGEST_WAIT, StandardWebhooks
from thesaury.model.errors import Usage
from thesaury.model.webhook import Delivery, Endpoint, EventKind

SECRET, OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
MESSAGE = Delivery("msg_1", "e", EventKind.ASSET_WITHDRAWN, '{"type":"asset.withdrawn","title":"\\u00fc"}', "")
HERE = StandardWebhooks(["127.0.0.1"], seconds=5)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def to(address: str) -> Endpoint:
    return Endpoint("e", address)


def naming(*answers: Sequence[str]) -> StandardWebhooks:
    """A sender whose names are answered with these addresses, one after the other."""
    left = list(answers)
    return StandardWebhooks((), lambda host, port: left.pop(0), seconds=2)


def test_the_library_of_others_verifies_a_message_and_nothing_that_was_changed(receiver: Receiver):
    told = HERE.send(to(f"{receiver.address}?key=a%20b&x=ü"), MESSAGE, [SECRET])
    assert (told.status, told.message, told.wait) == (204, "", 0)
    [got] = receiver.got
    assert Webhook(SECRET).verify(got.body, got.headers) == {"type": "asset.withdrawn", "title": "ü"}
    assert (got.id, got.path) == ("msg_1", "/hooks?key=a%20b&x=%C3%BC")
    assert got.headers["content-type"] == "application/json"
    forged = [
        (got.body + b" ", got.headers),
        (got.body, got.headers | {"webhook-id": "msg_2"}),
        (got.body, got.headers | {"webhook-timestamp": str(int(got.headers["webhook-timestamp"]) + 1)}),
        (got.body, got.headers | {"webhook-timestamp": str(int(time.time()) - 301)}),
    ]
    for body, headers in forged:
        with pytest.raises(WebhookVerificationError):
            Webhook(SECRET).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD).verify(got.body, got.headers)


def test_while_secrets_change_either_of_the_two_verifies(receiver: Receiver):
    HERE.send(to(receiver.address), MESSAGE, [SECRET, OLD])
    [got] = receiver.got
    for secret in (SECRET, OLD):
        Webhook(secret).verify(got.body, got.headers)


def test_a_secret_that_is_none_is_said_before_anything_is_sent(receiver: Receiver):
    with pytest.raises(Usage, match="rotate"):
        HERE.send(to(receiver.address), MESSAGE, ["whsec_%%%"])
    assert receiver.got == []


@pytest.mark.parametrize("status", [200, 302, 400, 410, 429, 500])
def test_what_an_endpoint_answers_is_told_and_no_redirect_followed(receiver: Receiver, status: int):
    receiver.plan = [Does(status, (("Location", receiver.address),), b"x" * 100_000)]
    told = HERE.send(to(receiver.address), MESSAGE, [SECRET])
    assert told.status == status
    assert bool(told.message) == (status != 200)
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("120", 120, 120),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("soon", 0, 0),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999", 0, 0),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 0, LONGEST_WAIT),
        ("-5", 0, 0),
        ("99999999999999", LONGEST_WAIT, LONGEST_WAIT),
    ],
)
def test_how_long_an_endpoint_wants_to_be_left_alone(receiver: Receiver, asked: str, least: float, most: float):
    receiver.plan = [Does(503, (("Retry-After", asked),))]
    assert least <= HERE.send(to(receiver.address), MESSAGE, [SECRET]).wait <= most


def test_a_day_and_an_hour_are_waited_for(receiver: Receiver):
    at = datetime.now(UTC) + timedelta(hours=1)
    receiver.plan = [Does(503, (("Retry-After", format_datetime(at)),))]
    wait = HERE.send(to(receiver.address), MESSAGE, [SECRET]).wait
    assert (at - datetime.now(UTC)).total_seconds() - 1 <= wait <= 3600


def test_a_lost_reply_and_a_closed_port_are_no_answer(receiver: Receiver):
    receiver.plan = [Does(0)]
    told = HERE.send(to(receiver.address), MESSAGE, [SECRET])
    assert (told.status, told.message.startswith("It did not answer")) == (0, True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        told = HERE.send(to(f"http://127.0.0.1:{free.getsockname()[1]}/"), MESSAGE, [SECRET])
    assert told.status == 0


def test_headers_without_end_do_not_hold_the_sender(receiver: Receiver):
    receiver.plan = [Does(200, drip=0.02)]
    told = StandardWebhooks(["127.0.0.1"], seconds=0.3).send(to(receiver.address), MESSAGE, [SECRET])
    assert (told.status, told.message) == (0, "It did not answer within 0.3 seconds.")


def test_plain_speech_to_a_port_of_tls_is_no_answer(receiver: Receiver):
    told = HERE.send(to(receiver.address.replace("http:", "https:")), MESSAGE, [SECRET])
    assert told.status == 0


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1%eth0"]
)
def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(address: str):
    with pytest.raises(Usage, match="webhook_private_hosts"):
        naming([address]).send(to("https://cms.example/"), MESSAGE, [SECRET])
    with pytest.raises(Usage, match="not on the public network"):
        naming([address]).check("https://cms.example/")


def test_one_address_inside_is_enough_to_refuse_a_name():
    with pytest.raises(Usage, match=r"10\.0\.0\.1"):
        naming(["93.184.216.34", "10.0.0.1"]).send(to("https://cms.example/"), MESSAGE, [SECRET])


def test_a_name_that_says_something_else_the_second_time_leads_nowhere(receiver: Receiver):
    sender = naming(["93.184.216.34"], ["127.0.0.1"])
    sender.check(f"https://cms.example:{receiver.server_port}/")
    with pytest.raises(Usage, match=r"127\.0\.0\.1"):
        sender.send(to(f"https://cms.example:{receiver.server_port}/"), MESSAGE, [SECRET])
    assert receiver.got == []


def test_what_was_looked_at_is_what_is_connected_to(receiver: Receiver):
    """A second question would be answered with an empty list, and end in an error."""
    asked = [["127.0.0.1"]]
    sender = StandardWebhooks(["cms.example"], lambda host, port: asked.pop(), seconds=5)
    told = sender.send(to(f"http://cms.example:{receiver.server_port}/x"), MESSAGE, [SECRET])
    assert (told.status, asked) == (204, [])
    assert receiver.got[0].headers["host"] == f"cms.example:{receiver.server_port}"


def test_numbers_in_strange_spellings_lead_nowhere_either():
    for host in ("2130706433", "0x7f.1", "127.1"):
        with pytest.raises(Usage):
            StandardWebhooks().send(to(f"https://{host}/"), MESSAGE, [SECRET])


def test_a_host_nobody_knows_is_let_pass_and_told_when_something_is_sent():
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    sender = StandardWebhooks((), unknown)
    sender.check("https://cms.example/")
    told = sender.send(to("https://cms.example/"), MESSAGE, [SECRET])
    assert (told.status, told.message) == (0, "Nobody knows the host cms.example.")
