"""The way to a mail server: SMTP, secured as the settings say."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from thesaury.engines.notifying.posting_to import resolved
from thesaury.model.errors import LostReply, NeedsLogin, Refused, ThesauryError, Unreachable, Usage
from thesaury.model.reach import Reach

if TYPE_CHECKING:
    from smtplib import SMTP

    from typing_extensions import Buffer

_SECONDS = 30.0
_TRIED = 4
_PORTS = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in: `security` is starttls, tls or none; without a `user` nobody logs in. Port 0: the usual one. With a `reach`
    nothing is handed in further away than that."""

    host: str
    port: int = 0
    security: str = "starttls"
    user: str = ""
    reach: Reach | None = None

    @classmethod
    def of(cls, address: str, security: str, user: str, reach: Reach | None = None) -> "MailServer":
        """From `host` or `host:port`. Raises Usage for anything else."""
        host, colon, port = address.strip().rpartition(":")
        if not colon:
            host, port = port, "0"
        if not _is_name(host) or not port.isdecimal() or int(port) > 65_535:
            raise Usage("notices_smtp has to be a host, or host:port, such as mail.example.org:587.")
        return cls(host, int(port), security, user, reach)


def _is_name(host: str) -> bool:
    """Whether anything could be called so: no part is empty, and none too long."""
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False


def hand_in(
    server: MailServer, password: Callable[[], str], mail: EmailMessage, sender: str, recipients: Sequence[str]
) -> int:
    """Hand a mail in; returns how many of the recipients the server refused, which are not all of them.

    Raises Unreachable, NeedsLogin or Refused, LostReply where the connection broke after all of the mail was sent, and Usage where a login
    would be readable on its way, or the server must not be reached.
    """
    if server.user and server.security == "none":
        raise Usage("A login is never sent in the clear: set notices_smtp_security to starttls or tls.")
    import smtplib

    begun: list[bool] = []
    try:
        with named_failures(server.host), _connected(server, password) as smtp:
            handed = smtp.data

            def data(msg: "Buffer | str") -> tuple[int, bytes]:
                begun.append(True)
                return handed(msg)

            smtp.data = data  # type: ignore[method-assign]
            return len(smtp.send_message(mail, sender, list(recipients)))
    except Unreachable as error:
        answered = isinstance(error.__cause__, smtplib.SMTPException)
        if begun and (not answered or isinstance(error.__cause__, smtplib.SMTPServerDisconnected)):
            told = f"{server.host} was sent the mail and did not say whether it took it."
            raise LostReply(f"{told} See whether it came before it is sent again.") from error
        raise


@contextmanager
def _connected(server: MailServer, password: Callable[[], str]) -> "Iterator[SMTP]":
    """A connection that is logged in. What a server says when it is told goodbye changes nothing any more."""
    import smtplib
    import ssl

    secure = ssl.create_default_context()
    port = server.port or _PORTS[server.security]
    tls = server.security == "tls"
    kind: Callable[..., SMTP] = smtplib.SMTP_SSL if tls else smtplib.SMTP
    if server.reach:
        kind = _pinned(kind, _found(server.host, port, server.reach))
    smtp = kind(server.host, port, timeout=_SECONDS, **({"context": secure} if tls else {}))
    try:
        if server.security == "starttls":
            smtp.starttls(context=secure)
        if server.user:
            smtp.login(server.user, password())
        yield smtp
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
    finally:
        smtp.close()


def _found(host: str, port: int, reach: Reach) -> list[str]:
    """Where the server lies. Raises Usage where it must not be reached, OSError where nobody knows it."""
    found = resolved(host, port)
    if refused := reach.refused(host, port, found):
        raise Usage(refused)
    return found


def _pinned(kind: "Callable[..., SMTP]", places: Sequence[str]) -> "Callable[..., SMTP]":
    """Connects to what was looked at; the name, which certificates are compared with, stays that of the server."""

    class Pinned(kind):  # type: ignore[valid-type, misc]
        def _get_socket(self, host: str, port: int, timeout: float) -> Any:
            failed = OSError("its host has no address")
            for place in places[:_TRIED]:
                try:
                    return super()._get_socket(place, port, timeout)
                except OSError as error:
                    failed = error
            raise failed

    return Pinned


@contextmanager
def named_failures(host: str) -> Iterator[None]:
    """What a mail server meets us with, in our names."""
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

    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused(
            f"{host} does not offer what the settings ask of it: STARTTLS, or a login. See notices_smtp_security (starttls, tls or none) "
            "and notices_smtp_user."
        )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        final = all(code >= 500 for code, _ in error.recipients.values())
    else:
        final = getattr(error, "smtp_code", 0) >= 500
    if final:
        return Refused(f"{host} refused the mail ({type(error).__name__}). See notices_from, notices_to and the login.")
    return Unreachable(f"{host} did not take the mail ({type(error).__name__}); it waits for the next round.")
