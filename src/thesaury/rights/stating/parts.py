"""Plain data taken apart with its place at hand, so that whatever is wrong with it is named where it stands."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.model.errors import BadInput


@dataclass(frozen=True, slots=True)
class Part:
    """A value and the way to it: `terms[0].channels.allow`."""

    value: Any
    path: str = ""

    def wrong(self, sentence: str) -> BadInput:
        """The error that names the place and says what to do about it."""
        return BadInput(f"{self.path}: {sentence}" if self.path else sentence)

    def members(self, known: Collection[str]) -> "dict[str, Part]":
        """The members of an object. Raises BadInput for what is none, and for a member nobody knows: left out, it would be lost."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"This has to be an object with {', '.join(known)}.")
        if strange := [name for name in self.value if name not in known]:
            raise self.wrong(f"There is no field {strange[0]!r} here. There are: {', '.join(known)}.")
        return {name: Part(value, f"{self.path}.{name}" if self.path else name) for name, value in self.value.items()}

    def elements(self) -> "list[Part]":
        """The values of a list. Raises BadInput for what is none."""
        if not isinstance(self.value, list):
            raise self.wrong("This has to be a list.")
        return [Part(value, f"{self.path}[{number}]") for number, value in enumerate(self.value)]

    def text(self) -> str:
        """A text that is not empty. Raises BadInput for what is none."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("This has to be a text that is not empty.")
        return self.value

    def flag(self) -> bool:
        """True or false. Raises BadInput for everything else: nothing else is taken for one of them."""
        if not isinstance(self.value, bool):
            raise self.wrong("This has to be true or false.")
        return self.value

    def amount(self) -> float:
        """A number from zero up, exactly as it was written. Raises BadInput for what is none."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            try:
                number = float(self.value)
            except OverflowError:
                number = -1.0
            if number == self.value and 0 <= number < float("inf"):
                return number
        raise self.wrong("This has to be a number from zero up, of 15 digits at most.")

    def among(self, what: str, known: Collection[str]) -> str:
        """One of these names. Raises BadInput that lists them."""
        name = self.text()
        if name not in known:
            raise self.wrong(f"There is no {what} {name!r}. There are: {', '.join(sorted(known))}.")
        return name


def whole(text: str | bytes, what: str) -> Part:
    """A JSON document that says one thing only. Raises BadInput where it is none, names a field twice or holds no real number."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False).encode()
        return Part(value)
    except UnicodeEncodeError:
        raise BadInput(f"{what} holds half a character (a lone surrogate). Write the whole one.") from None
    except RecursionError:
        raise BadInput(f"{what} is nested too deeply. Nest less deeply.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{what} is not in UTF-8. Save it in UTF-8 and try again.") from None
    except ValueError as error:
        raise BadInput(f"{what} is not JSON: {error}. Correct it and try again.") from None


def _object(members: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) < len(members):
        names = [name for name, _ in members]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(f"The field {twice!r} stands twice in one object. Keep one of the two.")
    return found


def _no_number(name: str) -> float:
    raise BadInput(f"{name} is no number. Write a number, or null where it is not known.")
