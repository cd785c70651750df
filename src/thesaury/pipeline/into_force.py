"""What people decided on words comes into force before assets are annotated by it."""

from thesaury.pipeline.brand import bring_into_force as bring_terms_into_force
from thesaury.pipeline.onboarding.in_force import bring_words_into_force
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace


def bring_into_force(workspace: Workspace, progress: Progress = unheard) -> None:
    """Let the brand terms be in force whose day has come, and what was decided of the client's words."""
    bring_terms_into_force(workspace, progress)
    bring_words_into_force(workspace, progress)
