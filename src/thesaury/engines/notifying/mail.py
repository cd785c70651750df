"""Notices by e-mail, `ports.notifying.Notifier`, and letters, `ports.posting.Post`, over SMTP."""

import logging
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from thesaury.engines.notifying.saying import as_text, subject
from thesaury.engines.notifying.smtp import MailServer, hand_in
from thesaury.model.errors import Usage
from thesaury.model.notice import NoticeMessage
from thesaury.ports.posting import Letter

_log = logging.getLogger(__name__)


class Mail:
    """Sends each message to all recipients."""

    channel = "email"

    def __init__(
        self, server: Callable[[], MailServer], sender: str, recipients: tuple[str, ...], password: Callable[[], str]
    ) -> None:
        """`server` and `password` are asked for when something is sent: till then notices wait."""
        self._server, self._sender, self._recipients, self._password = server, sender, recipients, password

    def tell(self, message: NoticeMessage) -> None:
        """Send the message. Raises Unreachable, LostReply, NeedsLogin or Refused, and Usage where sender or recipients lack, or where a
        login would be readable on its way."""
        server = self._server()
        if not self._sender or not self._recipients:
            raise Usage("E-mail needs notices_from and notices_to beside notices_smtp. Add them to thesaury.toml.")
        mail = _addressed(message.id, message.at, subject(message), self._sender, self._recipients)
        mail.set_content(as_text(message))
        if refused := hand_in(server, self._password, mail, self._sender, self._recipients):
            _log.warning("%s took the notices, but not for %d of the recipients", server.host, refused)


class Letters:
    """Hands letters in at the mail server of notices; implements `ports.posting.Post`."""

    def __init__(self, server: Callable[[], MailServer], sender: str, password: Callable[[], str]) -> None:
        """`server` and `password` are asked for when something is sent."""
        self._server, self._sender, self._password = server, sender, password

    def send(self, letter: Letter) -> None:
        """Hand the letter in. Raises as `Mail.tell` does."""
        server = self._server()
        if not self._sender or not letter.recipients:
            raise Usage(
                "E-mail needs notices_from beside notices_smtp, and somebody to send to. Add it to thesaury.toml."
            )
        mail = _addressed(letter.id, letter.at, letter.subject, self._sender, letter.recipients)
        mail.set_content(_whole(letter.text))
        if letter.html:
            mail.add_alternative(_whole(letter.html), subtype="html")
        for file in letter.enclosures:
            kind, _, form = file.media_type.partition("/")
            mail.add_attachment(file.content, maintype=kind, subtype=form, filename=file.name)
        if refused := hand_in(server, self._password, mail, self._sender, letter.recipients):
            _log.warning("%s took a letter, but not for %d of the recipients", server.host, refused)


def _addressed(id: str, at: str, about: str, sender: str, recipients: tuple[str, ...]) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = " ".join(about.split())
    mail["From"], mail["To"] = sender, ", ".join(recipients)
    mail["Date"] = format_datetime(datetime.fromisoformat(at))
    mail["Message-ID"] = f"<{id}@thesaury>"
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def _whole(text: str) -> str:
    """Without halves of signs, which nobody can send."""
    return text.encode("utf-8", "replace").decode()
