"""Notices by e-mail: `ports.notifying.Notifier` over SMTP."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from thesaury.engines.notifying.saying import as_text, subject
from thesaury.model.errors import NeedsLogin, Refused, ThesauryError, Unreachable, Usage
from thesaury.model.notice import NoticeMessage

if TYPE_CHECKING:
    from smtplib import SMTP

_SECONDS = 30.0
_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in: `security` is starttls, tls or none; without a `user` nobody logs in. Port 0: the usual one."""

    host: str
    port: int = 0
    security: str = "starttls"
    user: str = ""

    @classmethod
    def of(cls, address: str, security: str, user: str) -> "MailServer":
        """From `host` or `host:port`. Raises Usage for anything else."""
        host, colon, port = address.strip().rpartition(":")
        if not colon:
            host, port = port, "0"
        if not host or not port.isdecimal() or int(port) > 65_535:
            raise Usage("notices_smtp has to be a host, or host:port, such as mail.example.org:587.")
        return cls(host, int(port), security, user)


class Mail:
    """Sends each message to all recipients."""

    channel = "email"

    def __init__(
        self, server: Callable[[], MailServer], sender: str, recipients: tuple[str, ...], password: Callable[[], str]
    ) -> None:
        """`server` and `password` are asked for when something is sent: till then notices wait."""
        self._server, self._sender, self._recipients, self._password = server, sender, recipients, password

    def tell(self, message: NoticeMessage) -> None:
        """Send the message. Raises Unreachable, NeedsLogin or Refused, and Usage where sender or recipients lack, or where a login would
        be readable on its way."""
        server = self._server()
        if not self._sender or not self._recipients:
            raise Usage("E-mail needs notices_from and notices_to beside notices_smtp. Add them to thesaury.toml.")
        if server.user and server.security == "none":
            raise Usage("A login is never sent in the clear: set notices_smtp_security to starttls or tls.")
        with _named_failures(server.host), self._connected(server) as smtp:
            refused = smtp.send_message(self._mail(message), self._sender, list(self._recipients))
        if refused:
            _log.warning("%s took the notices, but not for %d of the recipients", server.host, len(refused))

    def _mail(self, message: NoticeMessage) -> EmailMessage:
        from datetime import datetime

        mail = EmailMessage()
        mail["Subject"] = subject(message)
        mail["From"], mail["To"] = self._sender, ", ".join(self._recipients)
        mail["Date"] = format_datetime(datetime.fromisoformat(message.at))
        mail["Message-ID"] = f"<{message.id}@thesaury>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(as_text(message))
        return mail

    @contextmanager
    def _connected(self, server: MailServer) -> "Iterator[SMTP]":
        import smtplib
        import ssl

        secure = ssl.create_default_context()
        port = server.port or _PORTS[server.security]
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, port, timeout=_SECONDS, context=secure)
        else:
            smtp = smtplib.SMTP(server.host, port, timeout=_SECONDS)
        with smtp:
            if server.security == "starttls":
                smtp.starttls(context=secure)
            if server.user:
                smtp.login(server.user, self._password())
            yield smtp


@contextmanager
def _named_failures(host: str) -> Iterator[None]:
    import smtplib

    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise NeedsLogin(f"{host} refused the login. Set it again with: thesaury rights secret smtp") from error
    except (smtplib.SMTPException, OSError) as error:
        raise _named(host, error) from error


def _named(host: str, error: Exception) -> ThesauryError:
    """A 5xx is final (RFC 5321, section 4.2.1); of refused recipients all have to be."""
    import smtplib

    if isinstance(error, smtplib.SMTPRecipientsRefused):
        final = all(code >= 500 for code, _ in error.recipients.values())
    else:
        final = isinstance(error, smtplib.SMTPNotSupportedError) or getattr(error, "smtp_code", 0) >= 500
    if final:
        return Refused(f"{host} refused the mail ({type(error).__name__}). See notices_from, notices_to and the login.")
    return Unreachable(f"{host} did not take the mail ({type(error).__name__}); it waits for the next round.")
