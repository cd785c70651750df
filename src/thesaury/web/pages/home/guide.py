"""The first steps in a workspace, each ticked by what is there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thesaury.model.access import Permission
from thesaury.model.connection import RunState
from thesaury.model.policy import PolicyStatus
from thesaury.ports.audit import Sought
from thesaury.ports.catalogue import Catalogue
from thesaury.web.door.caller import caller
from thesaury.web.texts import phrase

_FILES = ("folder", "table")
_LOOKED_AT = 5
"""Runs that are looked at for one that ended well."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it is done, and where it is done; no address where the caller may not do it."""

    key: str
    done: bool
    url: str
    also: str = ""
    """Where it may as well be done: by bringing in a client's table."""

    @property
    def name(self) -> str:
        """What is to be done."""
        return phrase(f"home.step.{self.key}")

    @property
    def why(self) -> str:
        """What it is good for."""
        return phrase(f"home.step.{self.key}.why")

    @property
    def go(self) -> str:
        """The word on its button."""
        return phrase(f"home.step.{self.key}.go")

    @property
    def go_also(self) -> str:
        """The word on the button of the other way."""
        return phrase(f"home.step.{self.key}.also") if self.also else ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The steps in their order; `empty`: no asset and no word is here yet, so that the demo can be offered."""

    steps: tuple[Step, ...]
    empty: bool

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(step.done for step in self.steps)

    @property
    def complete(self) -> bool:
        """Whether all are done."""
        return self.done == len(self.steps)

    @property
    def next(self) -> str:
        """The key of the first step that is left."""
        return next((step.key for step in self.steps if not step.done), "")


def guide(catalogue: Catalogue) -> Guide:
    """The steps as they stand."""
    steps = tuple(_steps(catalogue))
    return Guide(steps, not any(step.done for step in steps))


def _steps(catalogue: Catalogue) -> Iterator[Step]:
    connectors = {connection.connector for connection in catalogue.records.connections()}
    ran = any(run.state is RunState.FINISHED for run in catalogue.runs.recent(_LOOKED_AT))
    decided = bool(catalogue.audit.deeds(Sought(action="suggestion"), limit=1))
    confirmed = bool(catalogue.rights.counts().get(PolicyStatus.CONFIRMED))
    yield _step("words", bool(catalogue.vocabularies.current()), "/vocabulary/import", Permission.VOCABULARY)
    begun = bool(connectors.intersection(_FILES) or catalogue.mappings.rounds())
    table = "/onboarding" if caller().may(Permission.VOCABULARY) else ""
    yield replace(_step("folder", begun, "/connections/new/folder", Permission.ADMINISTER), also=table)
    yield _step("system", any(name not in _FILES for name in connectors), "/connections/new", Permission.ADMINISTER)
    yield _step("run", ran, "/flows", Permission.EDIT)
    yield _step("review", decided, "/review", Permission.REVIEW)
    yield _step("rights", confirmed, "/rights", Permission.RIGHTS)


def _step(key: str, done: bool, url: str, needs: Permission) -> Step:
    return Step(key, done, url if caller().may(needs) else "")
