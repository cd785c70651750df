"""What the settings of a workspace say, as a workspace is asked for it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thesaury.config import Settings


class Chosen:
    """The settings of one directory, read when they are first asked for."""

    def __init__(self, root: Path) -> None:
        """Nothing is read or opened before it is asked for."""
        self.root = root

    @cached_property
    def settings(self) -> "Settings":
        """The settings of this workspace."""
        from thesaury.config import read_settings

        return read_settings(self.root)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to show, best first."""
        return self.settings.languages

    @property
    def currency(self) -> str:
        """The currency of the settings."""
        return self.settings.currency

    @property
    def campaigns_file(self) -> Path:
        """The table of campaigns of the settings. Raises Usage where this workspace may not look there."""
        return self._named("campaigns", self.settings.campaigns)

    @property
    def rates_file(self) -> Path:
        """The table of rates of the settings. Raises Usage where this workspace may not look there."""
        return self._named("rates", self.settings.rates)

    @property
    def notice_digest(self) -> bool:
        """Whether notices are gathered to one message a day."""
        return self.settings.notices_digest

    @property
    def settle_seconds(self) -> float:
        """How old a write without visible effect has to be before it is sent again, in seconds."""
        return self.settings.settle_seconds

    @property
    def concept_base(self) -> str:
        """Below which address the IRIs of concepts are made and answered; empty for none."""
        return self.settings.concept_base

    @property
    def public_vocabularies(self) -> tuple[str, ...]:
        """Which vocabularies everybody may read, by name."""
        return self.settings.public_vocabularies

    @property
    def answer_days(self) -> int:
        """For how many days answers to questions about rights are kept."""
        return self.settings.answer_days

    @property
    def search_days(self) -> int:
        """For how many days searches are kept for analysis."""
        return self.settings.search_days

    @property
    def teams(self) -> Mapping[str, Sequence[str]]:
        """Patterns of who belongs to which team."""
        return self.settings.teams

    def _named(self, name: str, value: str) -> Path:
        from thesaury.bootstrap.apart import check_named

        check_named(self.root, {name: value})
        return self.root / Path(value).expanduser()
