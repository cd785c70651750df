"""The round that an address names."""

from thesaury.model.onboarding import OnboardingRound
from thesaury.ports.mappings import round_called
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere


def known(desk: Desk, name: str) -> OnboardingRound:
    """The round of this name. Raises NotHere where there is none."""
    found = round_called(desk.workspace.catalogue.mappings, name)
    if found is None:
        raise NotHere("onboarding")
    return found
