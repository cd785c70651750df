"""What we ask of the store of panels: the origins where they may stand, those that wait to be connected, and those that are.

Secrets come as digests only. Every method is one transaction.
"""

from typing import Protocol

from thesaury.model.panel import AllowedOrigin, Pairing, PairingState, PanelSession


class Panels(Protocol):
    """Panels of one workspace."""

    def origins(self) -> list[AllowedOrigin]:
        """Every allowed origin, by its text."""

    def allow(self, origin: AllowedOrigin) -> bool:
        """Allow an origin; false, and nothing is changed, where it is allowed already."""

    def forbid(self, origin: str) -> bool:
        """Allow it no more; false where it was not allowed."""

    def ask(self, pairing: Pairing, most: int, most_of_place: int) -> bool:
        """Keep a panel that asks to be connected, and forget those that ended before it was made; false, and nothing is kept, where so
        many wait already, or so many of its place, or one has its code. Those that were decided do not wait."""

    def asking(self, code: str) -> Pairing | None:
        """The one that shows this code."""

    def asked(self, device: str) -> Pairing | None:
        """The one with this digest."""

    def settle(self, code: str, state: PairingState, person: str) -> bool:
        """Say what a person decided; false where there is none of this code that waits."""

    def take(self, device: str) -> bool:
        """Forget one that was decided; true for the one who had it."""

    def open(self, session: PanelSession, ended_before: str) -> None:
        """Keep a new session, and forget those that ended (or were ended) before this moment."""

    def session(self, id: str) -> PanelSession | None:
        """The session of this id, ended ones too."""

    def exchange(self, id: str, before: str, after: PanelSession) -> bool:
        """Put `after` in the place of the session, if `before` is still its `refresh` and nobody ended it; else false."""

    def sessions(self, person: str = "") -> list[PanelSession]:
        """Those that nobody ended (of this person), the newest first."""

    def end(self, id: str, at: str) -> bool:
        """It is good for nothing from now on; false where there is none, or it was ended before."""

    def end_all(self, person: str, at: str) -> list[PanelSession]:
        """End the sessions of a person that no API token made, the newest first, and forget what he decided and nobody took yet; those
        that were ended, as they were before."""
