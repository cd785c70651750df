"""The webhook and e-mail over real sockets of this machine."""

import asyncio
import hashlib
import hmac
import json
import smtplib
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from tests.patience import PATIENCE
from thesaury.engines.notifying import Letters, Mail, MailServer, Webhook, smtp
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable, Usage
from thesaury.model.notice import Notice, NoticeGroup, NoticeKind, NoticeMessage
from thesaury.model.reach import Reach
from thesaury.ports.posting import Enclosure, Letter

AT = "2026-12-01T06:00:00+00:00"
ONE = Notice(
    "k1",
    NoticeKind.END,
    30,
    "a1",
    "Birnen, süß\nBcc: x@y",
    "dam/1",
    "0",
    2,
    "It ends.",
    AT,
    "2026-12-31",
    "Winter\r\nX: y",
    "team",
    True,
)
MESSAGE = NoticeMessage("m1", AT, (NoticeGroup(ONE.campaign, ONE.owner, (ONE,)),))


class Receiver(ThreadingHTTPServer):
    """Takes what is POSTed, and answers with the statuses it is given, then 204."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hooks"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 204)
        self.send_header("Location", "https://elsewhere.example/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as made:
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_a_message_is_posted_once_and_signed(receiver: Receiver):
    Webhook(receiver.address, lambda: "s3cret").tell(MESSAGE)
    [(headers, body)] = receiver.got
    told = json.loads(body)
    assert (told["type"], told["id"]) == ("rights.expiring", "m1")
    assert (
        told["groups"][0]["notices"][0] | {"key": "k1", "kind": "end", "day": "2026-12-31"}
        == told["groups"][0]["notices"][0]
    )
    moment = headers["thesaury-timestamp"]
    expected = hmac.new(b"s3cret", moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["thesaury-signature"] == f"v1={expected}"
    assert headers["thesaury-id"] == "m1"
    assert abs(int(moment) - time.mktime(time.strptime(AT[:19], "%Y-%m-%dT%H:%M:%S")) + time.timezone) < 1


@pytest.mark.parametrize(
    ("status", "failure"),
    [(500, Unreachable), (503, Unreachable), (429, Unreachable), (302, Refused), (400, Refused), (404, Refused)],
)
def test_what_was_not_taken_is_a_failure_of_its_kind(receiver: Receiver, status: int, failure: type[Exception]):
    receiver.statuses = [status]
    with pytest.raises(failure, match=str(status)):
        Webhook(receiver.address, lambda: "s").tell(MESSAGE)
    assert len(receiver.got) == 1  # no redirect is followed


def test_nobody_at_the_address_is_unreachable_and_the_address_is_not_told(receiver: Receiver):
    address = f"{receiver.address}?token=hidden"
    receiver.shutdown()
    receiver.server_close()
    with pytest.raises(Unreachable) as caught:
        Webhook(address, lambda: "s").tell(MESSAGE)
    assert "hidden" not in str(caught.value)


def test_without_a_secret_nothing_is_sent(receiver: Receiver):
    with pytest.raises(Usage, match="thesaury rights secret webhook"):
        Webhook(receiver.address, lambda: "").tell(MESSAGE)
    assert receiver.got == []


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "ftp://example.org",
        "example.org",
        "",
        "http://127.0.0.1.example.org/",
        "https://[x/",
        "https://",
    ],
)
def test_an_address_in_the_clear_is_refused(address: str):
    with pytest.raises(Usage, match="https"):
        Webhook(address, lambda: "s").tell(MESSAGE)


class Inbox:
    """Keeps mail, and refuses what it shall."""

    def __init__(self) -> None:
        self.mails: list[object] = []
        self.answers: list[str] = []

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: Any, session: object, envelope: object
    ) -> str:
        if self.answers == ["break off"]:
            server.transport.abort()
        if self.answers:
            return self.answers.pop(0)
        self.mails.append(envelope)
        return "250 taken"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    pytest.importorskip("aiosmtpd", reason="needs aiosmtpd for a mail server on this machine")
    from aiosmtpd.smtp import SMTP

    made, ready = Inbox(), Event()

    async def serve() -> None:
        made.loop, made.over = asyncio.get_running_loop(), asyncio.Event()
        served = await made.loop.create_server(lambda: SMTP(made, loop=made.loop), "127.0.0.1", 0)
        made.server = f"127.0.0.1:{served.sockets[0].getsockname()[1]}"
        async with served:
            ready.set()
            await made.over.wait()

    thread = Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    yield made
    made.loop.call_soon_threadsafe(made.over.set)
    thread.join()


def mail(server: str, *to: str, user: str = "", security: str = "none") -> Mail:
    return Mail(
        lambda: MailServer.of(server, security, user),
        "rights@fennmoor.example",
        to or ("ana@fennmoor.example",),
        lambda: "pw",
    )


def test_a_mail_has_one_subject_line_and_the_notices(inbox: Inbox):
    from email import message_from_bytes, policy

    mail(inbox.server, "ana@fennmoor.example", "ben@fennmoor.example").tell(MESSAGE)
    [envelope] = inbox.mails
    assert envelope.rcpt_tos == ["ana@fennmoor.example", "ben@fennmoor.example"]
    read = message_from_bytes(envelope.content, policy=policy.default)
    assert read["Subject"] == "Thesaury: 1 notice of rights (Winter X: y)"
    assert (read["Bcc"], read["X"], read["Message-ID"]) == (None, None, "<m1@thesaury>")
    text = read.get_content()
    assert "* [in use] Birnen, süß Bcc: x@y: It ends. (dam/1#0, version 2)" in text
    assert "not legal advice" in text


@pytest.mark.parametrize(("answer", "failure"), [("451 later", Unreachable), ("554 no", Refused)])
def test_mail_that_was_not_taken_is_a_failure_of_its_kind(inbox: Inbox, answer: str, failure: type[Exception]):
    inbox.answers = [answer]
    with pytest.raises(failure):
        mail(inbox.server).tell(MESSAGE)
    mail(inbox.server).tell(MESSAGE)
    assert len(inbox.mails) == 1


def test_a_server_without_tls_gets_no_mail_that_asks_for_it(inbox: Inbox):
    with pytest.raises(Refused, match="notices_smtp_security"):
        mail(inbox.server, security="starttls").tell(MESSAGE)
    assert inbox.mails == []


def test_mail_goes_to_what_was_looked_at_and_nowhere_else(inbox: Inbox, monkeypatch: pytest.MonkeyPatch):
    """The server keeps its name, whatever is connected to; one that is not open is not asked."""
    monkeypatch.setattr(smtp, "resolved", lambda host, port: ["127.0.0.1"])
    reach = Reach(lambda: {"mail.example"}, lambda host, port: f"{host} is not open")

    def told(host: str) -> None:
        server = MailServer.of(f"{host}:{inbox.server.rpartition(':')[2]}", "none", "", reach)
        Mail(lambda: server, "a@fennmoor.example", ("b@fennmoor.example",), lambda: "").tell(MESSAGE)

    told("mail.example")
    with pytest.raises(Usage, match="is not open"):
        told("mail.elsewhere.example")
    assert len(inbox.mails) == 1


def test_nobody_at_the_mail_server_is_unreachable():
    with pytest.raises(Unreachable):
        mail("127.0.0.1:1").tell(MESSAGE)


def test_a_refused_login_says_what_to_do():
    from thesaury.engines.notifying.smtp import named_failures

    with pytest.raises(NeedsLogin, match="thesaury rights secret smtp"), named_failures("mail.example"):
        raise smtplib.SMTPAuthenticationError(535, b"no")


@pytest.mark.parametrize("server", ["", ":25", "host:port", "host:99999", "mail..example:25", f"{'x' * 70}.example"])
def test_a_mail_server_that_is_none_is_refused(server: str):
    with pytest.raises(Usage):
        MailServer.of(server, "none", "")


def test_mail_without_recipients_or_with_a_login_in_the_clear_is_refused():
    with pytest.raises(Usage):
        Mail(lambda: MailServer("h"), "a@b", (), lambda: "").tell(MESSAGE)
    with pytest.raises(Usage, match="in the clear"):
        mail("h:25", user="ana").tell(MESSAGE)


LETTER = Letter(
    "r1-2026-11",
    AT,
    ("ana@fennmoor.example",),
    "Report\nBcc: x@y",
    "In words.",
    "<p>In words, süß.</p>",
    (Enclosure("report.pdf", "application/pdf", b"%PDF-1.4"),),
)


def letters(server: str) -> Letters:
    return Letters(lambda: MailServer.of(server, "none", ""), "reports@fennmoor.example", lambda: "")


def test_a_letter_has_its_words_twice_and_its_files(inbox: Inbox):
    from email import message_from_bytes, policy

    letters(inbox.server).send(LETTER)
    [envelope] = inbox.mails
    assert envelope.rcpt_tos == ["ana@fennmoor.example"]
    read = message_from_bytes(envelope.content, policy=policy.default)
    assert (read["Subject"], read["Bcc"], read["Message-ID"]) == ("Report Bcc: x@y", None, "<r1-2026-11@thesaury>")
    assert read.get_body(("plain",)).get_content().strip() == "In words."
    assert read.get_body(("html",)).get_content().strip() == "<p>In words, süß.</p>"
    [file] = read.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("report.pdf", b"%PDF-1.4")


def test_a_server_that_breaks_off_once_it_has_the_letter_leaves_it_unsure(inbox: Inbox):
    inbox.answers = ["break off"]
    with pytest.raises(LostReply, match="before it is sent again"):
        letters(inbox.server).send(LETTER)
    with pytest.raises(Unreachable):
        letters("127.0.0.1:1").send(LETTER)
