"""Profiles in memory."""

from thesaury.model.errors import Usage
from thesaury.model.profile import Profile


class FakeProfiles:
    def __init__(self) -> None:
        self._kept: dict[str, Profile] = {}

    def all(self) -> list[Profile]:
        return [profile for _, profile in sorted(self._kept.items())]

    def get(self, name: str) -> Profile | None:
        return self._kept.get(name)

    def put(self, profile: Profile) -> None:
        self._kept[profile.name] = profile

    def drop(self, name: str) -> None:
        if self._kept.pop(name, None) is None:
            raise Usage(f"There is no profile {name!r}.")

    def exchange(self, name: str, before: Profile | None, profile: Profile | None) -> bool:
        if self._kept.get(name) != before:
            return False
        if profile is None:
            self._kept.pop(name, None)
        else:
            self._kept[name] = profile
        return True
