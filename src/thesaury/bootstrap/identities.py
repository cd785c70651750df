"""Whose word counts for who somebody is: in an agency, that of the agency's identity provider alone.

All clients have one directory of people. Who administers one client writes its settings, and a provider that he names could vouch for
anybody: for the administrator of the agency, too. So a client says only which roles come of what the agency's provider tells.
"""

from typing import TYPE_CHECKING

from thesaury.bootstrap.standing import SHARED, agency_above
from thesaury.bootstrap.workspace import EmbeddedWorkspace
from thesaury.config import read_settings

if TYPE_CHECKING:
    from thesaury.config import Settings

_OF_THE_CLIENT = ("oidc_role_claim", "oidc_roles", "oidc_default_role")


def identity_settings(workspace: EmbeddedWorkspace) -> "Settings":
    """The settings by which people sign in here with an identity provider. Raises Usage where those of the agency are wrong."""
    agency = agency_above(workspace.root)
    if agency is None:
        return workspace.settings
    own = {name: getattr(workspace.settings, name) for name in _OF_THE_CLIENT}
    return read_settings(agency / SHARED).model_copy(update=own)
