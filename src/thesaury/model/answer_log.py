"""What is kept of an answer to "may I use this?" that somebody relies on."""

from dataclasses import dataclass

from thesaury.model.policy import Verdict


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer as it was given: at which moment (UTC, ISO 8601), to whom, and where it was asked (page, api, placing, publishing).

    `title` is what the asset was called then. `asked` is the use as JSON, as the interface takes it. `reason` is the one sentence
    behind the verdict, `records` the rights records it rests on with their versions, and `digest` the SHA-256 of all they stated: the
    same digest means that nothing about the rights had changed.
    """

    at: str
    who: str
    where: str
    asset: str
    title: str
    asked: str
    verdict: Verdict
    reason: str
    records: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A kept answer with its number in the log, counted from 1."""

    number: int
    answer: KeptAnswer


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which answers; what is empty narrows nothing. `since` and `until` are moments in ISO 8601, the second one not included."""

    verdict: Verdict | None = None
    who: str = ""
    asset: str = ""
    where: str = ""
    since: str = ""
    until: str = ""
