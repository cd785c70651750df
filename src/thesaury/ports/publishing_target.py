"""Publishing targets: systems whose editors find our assets and put them into pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from thesaury.model.publication import Held, PageUse, Shown
from thesaury.model.publishing import Topic, Withdrawal


@dataclass(frozen=True, slots=True)
class Able:
    """What a target can hold. `fields` are names as in `Shown`, without a language; those of `localized` are kept for each of `languages`
    (empty: for any). `withdrawals` are what it can do to withdraw, the one it does by default first. `replaces_files`: the file of an
    object can be another one, and its address stays."""

    fields: frozenset[str]
    localized: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = (Withdrawal.DELETE,)
    replaces_files: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """What an object is made of. `name` is the name of the file, the same for the same asset at all times; `content` makes its bytes, and
    is called only where they are sent. Raises what `ports.renditions` raises."""

    asset: str
    shown: Shown
    name: str
    media_type: str
    content: Callable[[], bytes] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """What of an object is to be another: texts by name (an empty one empties the field), concepts to add and to take away, a new file
    (None: the file stays), and whether it is to be seen again after it was withdrawn."""

    fields: tuple[tuple[str, str], ...] = ()
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    file: Package | None = None
    revive: bool = False

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return self == Edit()


class PublishingTarget(Protocol):
    """Publishes to one CMS. Every object bears our reference to its asset, by which it is found again.

    All methods raise Unreachable or NeedsLogin where nothing was sent, Refused where the system said no, and LostReply where nobody knows
    what became of a write. What `create`, `update` and `withdraw` return was read back from the system after the write: fields that it
    dropped are missing there.
    """

    @property
    def able(self) -> Able:
        """What it can hold."""

    @property
    def describes(self) -> str:
        """One sentence for people: what it publishes as what, and what it cannot do."""

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """See that the system has these concepts, found by their IRI, called and placed as here; those that are there already are not
        written. What is `broader` and not among them is left out. Returns how many writes it took."""

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """By asset the object that bears our reference; `known` has the id of the object for each asset asked about, empty where nobody
        knows one: then, and where nothing is under that id any more, it is looked for. Assets without an object are left out."""

    def every(self) -> Iterator[Held]:
        """All objects that bear our reference."""

    def create(self, package: Package) -> Held:
        """Make the object, unless there is one already that a lost reply left."""

    def update(self, held: Held, edit: Edit) -> Held:
        """Change only what the edit names."""

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """See that nobody is shown the picture any more, in this way; None where the object is gone then. The file itself has to be out of
        reach too, where the system serves files to everybody who has the address."""

    def uses(self) -> Iterator[PageUse]:
        """Every place in a page, drafts too, where one of these objects stands now."""
