"""The stages of a flow's run, in order, and the position of a run among them as a short text."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.dispatch.cleaning.meaning import meant
from thesaury.dispatch.onboarding import round_meant
from thesaury.model.flow import Flow, Step
from thesaury.pipeline.placing import wants_placements
from thesaury.pipeline.publishing.targets import TARGET
from thesaury.ports.workspace import Workspace


class Kind(StrEnum):
    """What a stage does."""

    WORDS = "words"
    PULL = "pull"
    LOOK = "look"
    USAGE = "usage"
    ENRICH = "enrich"
    REVIEW = "review"
    PROJECT = "project"
    PUSH = "push"
    QUALIFY = "qualify"
    """Channels look at what was touched."""
    PUBLISH = "publish"
    USES = "uses"
    """The pages of a CMS are asked which assets stand in them."""
    PLACEMENTS = "placements"
    """Systems are told where their assets were placed."""
    MEASURE = "measure"
    """Analytics follow what was done."""
    CLEAN = "clean"
    REVERT = "revert"
    ONBOARD = "onboard"
    """What a client's fields and values are is proposed."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a run; `connection` is empty for those that concern the whole workspace."""

    kind: Kind
    connection: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run stands: the number of its stage, the part of the stage, and what the part goes on after."""

    stage: int = 0
    part: str = ""
    after: str = ""

    def text(self) -> str:
        """The position as it is kept."""
        return f"{self.stage}:{self.part}:{self.after}"

    @staticmethod
    def of(text: str) -> "Position":
        """The position again; an empty text is the beginning."""
        if not text:
            return Position()
        stage, part, after = text.split(":", 2)
        return Position(int(stage), part, after)

    def next_stage(self) -> "Position":
        """The beginning of the next stage."""
        return Position(self.stage + 1)


def stages(workspace: Workspace, flow: Flow) -> list[Stage]:
    """The stages of one run: words, then assets, then what is found in them, then what channels make of it, then the way back into the
    systems and out into CMS, then analytics of all that; of a clean-up its connections alone, of a round its proposals.

    Assets are looked at right after they were pulled, connection by connection, and then compared.
    """
    if run := meant(workspace.catalogue, flow.name):
        kind = Kind.REVERT if run.back else Kind.CLEAN
        terms = [] if run.back else [Stage(Kind.CLEAN)]
        return [*(Stage(kind, name) for name in flow.connections), *terms, Stage(Kind.PROJECT)]
    if round_meant(workspace.catalogue, flow.name):
        return [Stage(Kind.ONBOARD)]
    known = {connection.name: connection for connection in workspace.catalogue.records.connections()}
    roles = {name: workspace.roles(known[name]) for name in flow.connections if name in known}
    found: list[Stage] = []
    if Step.PULL in flow.steps:
        found += [Stage(Kind.WORDS, name) for name in roles if "vocabulary" in roles[name]]
        found += [Stage(Kind.PULL, name) for name in roles if "source" in roles[name]]
        found += [Stage(Kind.LOOK, name) for name in roles if "pictures" in workspace.helps(known[name])]
        found.append(Stage(Kind.LOOK))
        found += [Stage(Kind.USAGE, name) for name in roles if "usage" in roles[name]]
    if Step.ENRICH in flow.steps:
        found.append(Stage(Kind.ENRICH))
    if Step.REVIEW in flow.steps and flow.accept_above is not None:
        found.append(Stage(Kind.REVIEW))
    found.append(Stage(Kind.PROJECT))
    if workspace.catalogue.channels.all():
        found.append(Stage(Kind.QUALIFY))
    if Step.PUSH in flow.steps:
        found += [Stage(Kind.PUSH, name) for name in roles if "sink" in roles[name]]
        targets = [name for name in roles if TARGET in roles[name]]
        found += [Stage(Kind.PUBLISH, name) for name in targets] + [Stage(Kind.USES, name) for name in targets]
        found += [Stage(Kind.PLACEMENTS, name) for name in roles if wants_placements(workspace, known[name])]
    return [*found, Stage(Kind.MEASURE)]
