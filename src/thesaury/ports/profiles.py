"""Where profiles are kept."""

from typing import Protocol

from thesaury.model.profile import Profile


class Profiles(Protocol):
    """Profiles by name."""

    def all(self) -> list[Profile]:
        """Every profile, by name."""

    def get(self, name: str) -> Profile | None:
        """The profile of this name."""

    def put(self, profile: Profile) -> None:
        """Add a profile, or replace the one of this name."""

    def drop(self, name: str) -> None:
        """Remove a profile. Raises Usage where there is none."""

    def exchange(self, name: str, before: Profile | None, profile: Profile | None) -> bool:
        """Put this profile (or none: remove it) in the place of what is kept under the name, if that is still exactly `before` (or
        nothing); false, and nothing is changed, where it is another. Nobody writes in between, in any process."""
