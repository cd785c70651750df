"""Publications: what stands of an asset in one CMS, what is to stand there, and the way from one to the other.

The words of the write-back hold here too: `written` is what we left there last, `held` what is there now, `wanted` what is to be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thesaury.model.publishing import Reason


class PublicationState(StrEnum):
    """How what is intended for an asset in a CMS stands.

    pending -> sending -> done | refused | uncertain | pending (the system did not answer)
    uncertain -> done | pending, once it was read back
    """

    PENDING = "pending"
    SENDING = "sending"
    DONE = "done"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"


LONGEST_WAIT = 3600
"""Seconds: nothing waits longer until it is tried (again)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What an object in a CMS shows of an asset. `fields` are texts by name, sorted; a text of one language is called `alt@de`.

    The names are: title, alt, caption, credit, copyright, licence (an address), usage, allowed_until (a day). `concepts` are IRIs, sorted,
    `file` is the tag of the file that was sent.
    """

    fields: tuple[tuple[str, str], ...] = ()
    concepts: tuple[str, ...] = ()
    file: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """The fields by name."""
        return dict(self.fields)

    @staticmethod
    def of(texts: Mapping[str, str], concepts: tuple[str, ...] = (), file: str = "") -> "Shown":
        """The same from fields by name; those without a text are left out."""
        return Shown(tuple(sorted((k, v) for k, v in texts.items() if v)), tuple(sorted(set(concepts))), file)


@dataclass(frozen=True, slots=True)
class Held:
    """An object of a CMS that bears our reference to an asset. `live`: a visitor of the site may see it. `address` is where people see it,
    `version` what a system wants to hear when it is changed. An object that was withdrawn and kept there is held still, and not live;
    `withdrawn`: the system knows that it was withdrawn, by us or on its last day by itself, and not hidden by an editor."""

    asset: str
    external_id: str
    shown: Shown
    live: bool = True
    version: str = ""
    address: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """One asset in one CMS: `wanted` is what is to stand there, None where it is to be gone.

    `needed_at` is when what is wanted arose (the end of a licence, say), `due_at` when it is tried (next); `done_at` when it was last as
    it was wanted, all UTC in ISO 8601. `kept` names the fields that somebody changed in the CMS, and which are left alone for that;
    `dropped` those that the CMS did not keep. `message` says in a sentence what went wrong. `hidden`: an editor hid the object, and it
    stays so until it is withdrawn.
    """

    connection: str
    asset: str
    channel: str = ""
    external_id: str = ""
    state: PublicationState = PublicationState.PENDING
    wanted: Shown | None = None
    written: Shown = field(default_factory=Shown)
    live: bool = False
    reason: Reason | None = None
    needed_at: str = ""
    due_at: str = ""
    done_at: str = ""
    attempts: int = 0
    message: str = ""
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    address: str = ""
    hidden: bool = False

    @property
    def withdrawing(self) -> bool:
        """Whether it is to leave the CMS and has not yet."""
        return self.wanted is None and self.state is not PublicationState.DONE


class Step(StrEnum):
    """What was done to an asset in a CMS."""

    CREATED = "created"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PublicationStep:
    """One line of the log: what was done, what it was needed for and since when, when it was through; `message` says more."""

    connection: str
    asset: str
    step: Step
    at: str
    needed_at: str = ""
    reason: Reason | None = None
    message: str = ""
    run: int = 0


@dataclass(frozen=True, slots=True)
class PageUse:
    """An asset that stands in a page of a CMS. `page` is the page's id there, `external_id` the object of the asset (`Held`); `place`
    says where in the page (cover, body ...). `since` is UTC; `live` is false for a draft."""

    asset: str
    external_id: str
    page: str
    address: str
    title: str = ""
    language: str = ""
    place: str = ""
    since: str = ""
    live: bool = True


@dataclass(frozen=True, slots=True)
class KnownUse:
    """A use of a page as it is remembered: of which connection, when it was first seen, and when it was found to be over (empty while it
    lasts)."""

    connection: str
    use: PageUse
    seen_at: str
    ended_at: str = ""
