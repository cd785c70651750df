"""Fields of forms as values for templates: their labels, choices, what they hold, and what is amiss."""

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `kind` is choice, text, date or tick, `error` a sentence about what is amiss with its value."""

    name: str
    kind: str
    label: str
    value: str
    error: str = ""
    choices: tuple[Choice, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the fields of one form out of what they hold and what is amiss."""

    values: Values
    errors: Values

    def text(self, name: str, label: str, hint: str = "", kind: str = "text") -> Field:
        """A field of one line, or of another kind that has no choices."""
        return Field(name, kind, label, self.values.get(name, ""), self.errors.get(name, ""), (), hint)

    def tick(self, name: str, label: str) -> Field:
        """A box to tick."""
        return self.text(name, label, kind="tick")

    def choice(self, name: str, label: str, options: list[tuple[str, str]]) -> Field:
        """One of several values, each with its label."""
        now = self.values.get(name, "")
        choices = tuple(Choice(value, text, value == now) for value, text in options)
        return Field(name, "choice", label, now, self.errors.get(name, ""), choices)
