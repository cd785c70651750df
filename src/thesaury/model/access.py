"""Who may do what in a workspace: roles that people hold, and the permissions that each of them grants."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in one workspace; a person may hold several."""

    VIEWER = "viewer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    TAXONOMIST = "taxonomist"
    RIGHTS_MANAGER = "rights-manager"
    ADMIN = "admin"


class Permission(StrEnum):
    """One kind of deed; also the scope of a token."""

    READ = "read"
    """See assets, concepts, rights and the state of the work."""
    EDIT = "edit"
    """Keep searches, join and part assets, run a flow."""
    REVIEW = "review"
    """Decide on suggestions."""
    VOCABULARY = "vocabulary"
    """Import vocabularies and change terms."""
    RIGHTS = "rights"
    """Confirm and change rights records, answer notices."""
    ADMINISTER = "administer"
    """Connections, schedules, people, tokens, settings and the audit log."""


GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset({Permission.READ}),
    Role.EDITOR: frozenset({Permission.READ, Permission.EDIT}),
    Role.REVIEWER: frozenset({Permission.READ, Permission.REVIEW}),
    Role.TAXONOMIST: frozenset({Permission.READ, Permission.REVIEW, Permission.VOCABULARY}),
    Role.RIGHTS_MANAGER: frozenset({Permission.READ, Permission.RIGHTS}),
    Role.ADMIN: frozenset(Permission),
}


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that these roles grant together."""
    return frozenset().union(*(GRANTS[role] for role in roles))
