"""The round that an address names."""

from thesaury.model.onboarding import OnboardingRound
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere


def known(desk: Desk, name: str) -> OnboardingRound:
    """The round of this name. Raises NotHere where there is none."""
    found = next((one for one in desk.workspace.catalogue.mappings.rounds() if one.name == name), None)
    if found is None:
        raise NotHere("onboarding")
    return found
