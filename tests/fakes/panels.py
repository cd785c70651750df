"""Panels in memory."""

from dataclasses import replace

from thesaury.model.panel import AllowedOrigin, Pairing, PairingState, PanelSession


class FakePanels:
    def __init__(self) -> None:
        self._origins: dict[str, AllowedOrigin] = {}
        self._pairings: dict[str, Pairing] = {}
        self._kept: dict[str, PanelSession] = {}

    def origins(self) -> list[AllowedOrigin]:
        return [self._origins[name] for name in sorted(self._origins)]

    def allow(self, origin: AllowedOrigin) -> bool:
        new = origin.origin not in self._origins
        self._origins.setdefault(origin.origin, origin)
        return new

    def forbid(self, origin: str) -> bool:
        return self._origins.pop(origin, None) is not None

    def ask(self, pairing: Pairing, most: int, most_of_place: int) -> bool:
        self._pairings = {name: one for name, one in self._pairings.items() if one.ends_at >= pairing.made_at}
        waiting = [one for one in self._pairings.values() if one.state is PairingState.WAITING]
        here = [one for one in waiting if one.place == pairing.place]
        if len(waiting) >= most or len(here) >= most_of_place or self.asking(pairing.code):
            return False
        self._pairings[pairing.device] = pairing
        return True

    def asking(self, code: str) -> Pairing | None:
        return next((one for one in self._pairings.values() if one.code == code), None)

    def asked(self, device: str) -> Pairing | None:
        return self._pairings.get(device)

    def settle(self, code: str, state: PairingState, person: str) -> bool:
        found = self.asking(code)
        if found is None or found.state is not PairingState.WAITING:
            return False
        self._pairings[found.device] = replace(found, state=state, person=person)
        return True

    def take(self, device: str) -> bool:
        found = self._pairings.get(device)
        if found is None or found.state is PairingState.WAITING:
            return False
        del self._pairings[device]
        return True

    def open(self, session: PanelSession, ended_before: str) -> None:
        self._kept = {
            id: one
            for id, one in self._kept.items()
            if one.ends_at >= ended_before and (not one.ended_at or one.ended_at >= ended_before)
        }
        self._kept[session.id] = session

    def session(self, id: str) -> PanelSession | None:
        return self._kept.get(id)

    def exchange(self, id: str, before: str, after: PanelSession) -> bool:
        found = self._kept.get(id)
        if found is None or found.refresh != before or found.ended_at:
            return False
        self._kept[id] = after
        return True

    def sessions(self, person: str = "") -> list[PanelSession]:
        found = [one for one in self._kept.values() if not one.ended_at and person in ("", one.person)]
        return sorted(sorted(found, key=lambda one: one.id), key=lambda one: one.made_at, reverse=True)

    def end(self, id: str, at: str) -> bool:
        found = self._kept.get(id)
        if found is None or found.ended_at:
            return False
        self._kept[id] = replace(found, ended_at=at)
        return True

    def end_all(self, person: str, at: str) -> list[PanelSession]:
        self._pairings = {name: one for name, one in self._pairings.items() if one.person != person}
        own = [one for one in self.sessions(person) if not one.token]
        self._kept.update((one.id, replace(one, ended_at=at)) for one in own)
        return own
