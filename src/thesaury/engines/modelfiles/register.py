"""The register of models: which there are, what is known of each, and which one speaks; one JSON document."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from math import isfinite
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.ports.models import KeptModel, ModelNote

_FORM = 1
_RECENT = 2
"""The one that speaks, and the one to go back to."""


@dataclass(frozen=True, slots=True)
class Register:
    """Every model by number, the one that speaks (None: the default), and the two that were chosen last, the later one first."""

    models: tuple[KeptModel, ...] = ()
    chosen: int | None = None
    recent: tuple[int, ...] = ()

    @property
    def following(self) -> int:
        """The next number; none is given twice."""
        return self.models[-1].number + 1 if self.models else 1

    @property
    def here(self) -> tuple[int, ...]:
        """The numbers of the models whose content is here."""
        return tuple(kept.number for kept in self.models if kept.bytes)

    def get(self, number: int) -> KeptModel | None:
        """One model, or None."""
        return next((kept for kept in self.models if kept.number == number), None)

    def added(self, kept: KeptModel) -> "Register":
        """With one model more, chosen where it says so."""
        more = replace(self, models=(*self.models, replace(kept, chosen=False)))
        return more.choosing(kept.number) if kept.chosen else more

    def choosing(self, number: int | None) -> "Register":
        """With this model chosen, or none."""
        models = tuple(replace(kept, chosen=kept.number == number) for kept in self.models)
        recent = () if number is None else (number,)
        return Register(models, number, (*recent, *(n for n in self.recent if n != number))[:_RECENT])

    def pruned(self, keep: int) -> "Register":
        """With all contents given up but those of the newest `keep` and of the two that were chosen last."""
        spared = {kept.number for kept in self.models[-keep:]} | set(self.recent)
        return replace(self, models=tuple(k if k.number in spared else replace(k, bytes=0) for k in self.models))


def plain(note: ModelNote) -> ModelNote:
    """The note in Python's own numbers. Raises BadInput for a figure that is no number."""
    figures = {name: float(figure) for name, figure in note.figures.items()}
    for name, figure in figures.items():
        if not isfinite(figure):
            raise BadInput(f"The figure {name!r} of the model is {figure}, which is no number. Measure it again.")
    return replace(note, examples=int(note.examples), figures=figures)


def encoded(register: Register) -> bytes:
    """The register as JSON, readable for people."""
    models = [
        {**asdict(kept), "note": {**asdict(kept.note), "figures": dict(kept.note.figures)}} for kept in register.models
    ]
    told = {"form": _FORM, "chosen": register.chosen, "recent": register.recent, "models": models}
    return json.dumps(told, indent=1, allow_nan=False).encode()


def decoded(content: bytes) -> Register:
    """The register again. Raises ValueError for anything that is none."""
    told = json.loads(content)
    try:
        if told["form"] != _FORM:
            raise ValueError(f"form {told['form']}")
        register = Register(tuple(_kept(model) for model in told["models"]), told["chosen"], tuple(told["recent"]))
        numbers = [kept.number for kept in register.models]
        if numbers != sorted(set(numbers)) or not {register.chosen, *register.recent} <= {*numbers, None}:
            raise ValueError("numbers that do not fit together")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{error!r}") from error
    return register


def _kept(told: Mapping[str, Any]) -> KeptModel:
    note = ModelNote(**told["note"])
    kept = KeptModel(**{**told, "note": replace(note, figures=dict(note.figures))})
    if not (isinstance(kept.number, int) and isinstance(kept.bytes, int)):
        raise TypeError(f"model {kept.number!r} of {kept.bytes!r} bytes")
    return kept
