"""Letters to people by e-mail, each to its own recipients."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: `id` is the same whenever it is sent again, `at` is UTC in ISO 8601. `html` says what `text` says."""

    id: str
    at: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    enclosures: tuple[Enclosure, ...] = ()


class Post(Protocol):
    """The mail server of the settings."""

    def send(self, letter: Letter) -> None:
        """Hand the letter in; a return means that the server has taken it for one recipient at least.

        Raises Unreachable where the same may be sent later and nothing was taken, LostReply where nobody knows whether it was, and Refused,
        NeedsLogin or Usage where a person has to change something first.
        """
