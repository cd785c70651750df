"""How old the words are that answer: of vocabularies pulled from a server, when that was last heard and whether it is silent now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from thesaury.model.concept import VocabularyVersion
from thesaury.ports.workspace import Workspace

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


@dataclass(frozen=True, slots=True)
class WordsAge:
    """One vocabulary that answers.

    `at` is when its words were last known to be those of their source: the last pull that worked, or the import of a file. `failed_at`
    and `message` are set while the server of `connection` does not answer; `connection` is empty for a file.
    """

    vocabulary: str
    version: int
    at: str
    connection: str = ""
    failed_at: str = ""
    message: str = ""

    @property
    def stale(self) -> bool:
        """Whether the server has not answered since."""
        return bool(self.failed_at)


def ages(workspace: Workspace, versions: Iterable[VocabularyVersion]) -> tuple[WordsAge, ...]:
    """The age of each of these vocabularies, in their order."""
    pulls = {pull.vocabulary: pull for pull in workspace.catalogue.vocabularies.pulls()}
    found = []
    for version in versions:
        pull = pulls.get(version.name)
        at = (pull.at if pull else "") or version.imported_at
        more = (pull.connection, pull.failed_at, pull.message) if pull else ()
        found.append(WordsAge(version.name, version.number, at, *more))
    return tuple(found)


def told(age: WordsAge, now: datetime | None = None) -> str:
    """The age as a sentence; says when a server fell silent, and why."""
    said = f"{age.vocabulary}@{age.version}: words of {ago(age.at, now or datetime.now(UTC))}"
    if not age.connection:
        return f"{said}, from a file."
    if not age.stale:
        return f"{said}, from {age.connection}."
    return f"{said}; {age.connection} has not answered since (last tried {age.failed_at}): {age.message}"


def ago(moment: str, now: datetime) -> str:
    """How long ago a moment (ISO 8601) was, in its largest unit: `2 days ago`."""
    seconds = max(0, int((now - datetime.fromisoformat(moment)).total_seconds()))
    for size, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
