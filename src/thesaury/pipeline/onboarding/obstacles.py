"""What keeps a round from being read: what has to be decided on its fields first."""

from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.onboarding.fields import FieldConflict, FieldRole, conflicts_among
from thesaury.pipeline.onboarding.field_settings import accepted_roles
from thesaury.pipeline.onboarding.rounds import fields_of
from thesaury.ports.workspace import Workspace

_KEYS = (FieldRole.ID, FieldRole.FILE)


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps a round from being read: whether no accepted field names the assets, roles that several accepted fields have although
    one alone fills each, and how many fields nobody decided on. The last one keeps from nothing: such fields are only kept."""

    nameless: bool = False
    conflicts: tuple[FieldConflict, ...] = ()
    undecided: int = 0

    def __bool__(self) -> bool:
        """Whether anything has to be decided first."""
        return self.nameless or bool(self.conflicts)

    def sentences(self, language: str = "en") -> Iterator[str]:
        """Each as a sentence that says what to do."""
        if self.nameless:
            yield (
                "No field is accepted that names the assets: as identifier, or as file. "
                "Decide with: thesaury onboard decide FIELD --role id"
            )
        yield from (one.sentence(language) for one in self.conflicts)


def obstacles(workspace: Workspace, round: OnboardingRound) -> Obstacles:
    """What has to be decided before this round can be rehearsed or started; nothing for connections and vocabularies, which are read as
    ever."""
    if round.kind is not SourceKind.TABLE:
        return Obstacles()
    fields = fields_of(workspace, round)
    roles = accepted_roles(fields)
    return Obstacles(
        not any(role in _KEYS for role, _ in roles.values()),
        conflicts_among(roles),
        sum(one.said.status is MappingStatus.PROPOSED for one in fields),
    )


def require_decided(workspace: Workspace, round: OnboardingRound) -> None:
    """Raises Usage, with everything that is missing, where this round cannot be read yet."""
    if missing := obstacles(workspace, round):
        raise Usage(" ".join(missing.sentences(workspace.languages[0])))
