"""Fields of other systems whose allowed values can be those of a concept scheme: custom forms, metaproperties, custom fields."""

from dataclasses import dataclass
from typing import Protocol

from thesaury.model.concept import Vocabulary


@dataclass(frozen=True, slots=True)
class Published:
    """What a form item holds now: how many values are ours, how many of other people were kept, and what a person should know."""

    form: str
    item: str
    values: int
    kept: int
    notes: tuple[str, ...] = ()


class Forms(Protocol):
    """The fields of one system; one without forms ignores `form`, and `item` is the name of its field."""

    def publish(self, vocabulary: Vocabulary, scheme: str, form: str, item: str, dry_run: bool = False) -> Published:
        """Make the scheme's concepts the allowed values of a form item, under optimistic locking; `item` may be empty.

        Raises Refused, NeedsLogin or Unreachable; nothing is half written then.
        """
