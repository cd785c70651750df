"""Profiles as people change them: schemes by title, nobody's change lost, and every change in the audit log."""

from collections.abc import Mapping
from typing import Any

from thesaury.governance.profiles import profile_dict, profile_of
from thesaury.model.errors import BadInput
from thesaury.model.profile import Profile
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.scheme_names import scheme_called


def read_profile(workspace: Workspace, name: str, data: Mapping[str, Any]) -> Profile:
    """A profile from plain data, its schemes by IRI or by title. Raises BadInput for what is wrong, Usage for an unknown scheme."""
    rules = data.get("schemes")
    if not isinstance(rules, list) or not all(isinstance(rule, Mapping) for rule in rules):
        return profile_of(name, data)
    if any(rule.get("scheme") == "" for rule in rules):
        raise BadInput("The member 'schemes' of a profile names a scheme in each rule.")
    thesaurus = thesaurus_of(workspace)
    called = [
        {**rule, "scheme": scheme_called(rule["scheme"], thesaurus)} if isinstance(rule.get("scheme"), str) else rule
        for rule in rules
    ]
    return profile_of(name, {**data, "schemes": called})


def exchange_profile(workspace: Workspace, name: str, before: Profile | None, profile: Profile | None) -> bool:
    """Put this profile (or none) in the place of the one that was read; false where that is no more what is kept."""
    if not workspace.catalogue.profiles.exchange(name, before, profile):
        return False
    if before != profile:
        action = "profile.set" if profile else "profile.remove"
        note(workspace.catalogue.audit, action, f"profile:{name}", *map(_told, (before, profile)))
    return True


def keep_profile(workspace: Workspace, profile: Profile) -> Profile | None:
    """Add a profile, or replace the one of its name whatever it is; returns that."""
    before = workspace.catalogue.profiles.get(profile.name)
    workspace.catalogue.profiles.put(profile)
    if before != profile:
        note(workspace.catalogue.audit, "profile.set", f"profile:{profile.name}", *map(_told, (before, profile)))
    return before


def drop_profile(workspace: Workspace, name: str) -> None:
    """Remove a profile. Raises Usage where there is none."""
    before = workspace.catalogue.profiles.get(name)
    workspace.catalogue.profiles.drop(name)
    note(workspace.catalogue.audit, "profile.remove", f"profile:{name}", _told(before))


def _told(profile: Profile | None) -> dict[str, Any] | None:
    return profile_dict(profile) if profile else None
