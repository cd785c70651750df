"""Where the files lie that a table names: what the pages of the dry run and of the start ask."""

from contextlib import suppress

from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import OnboardingRound, SourceKind, SubjectKind
from thesaury.onboarding.fields import FieldRole
from thesaury.pipeline.onboarding import every
from thesaury.pipeline.onboarding.connecting import connection_of
from thesaury.ports.mappings import WantedMappings
from thesaury.web.desk import Desk

_ACCEPTED = WantedMappings((SubjectKind.FIELD,), (MappingStatus.ACCEPTED,))


def files_asked(desk: Desk, round: OnboardingRound) -> bool:
    """Whether to ask: a field of this table is accepted as that of the files."""
    if round.kind is not SourceKind.TABLE:
        return False
    return any(one.said.target == FieldRole.FILE for one in every(desk.workspace, round.name, _ACCEPTED))


def files_from(desk: Desk, round: OnboardingRound) -> str:
    """The folder that the connection of this round has, empty where there is none yet; of no interest but to who administers."""
    with suppress(Usage):  # its name is taken: who starts it is told
        return connection_of(desk.workspace, round, trying=True).setting("root")
    return ""
