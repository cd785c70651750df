"""The planned use of a panel, as it sends it with everything it asks: rights are always asked about."""

from dataclasses import replace

from pydantic import Field

from thesaury.model.brief import Brief, Said, Source
from thesaury.model.use import Use
from thesaury.pipeline.rights.facets import today
from thesaury.rights.stating.asking import question
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.api.models.shapes import Sent, sent_example
from thesaury.web.desk import Desk

_LONGEST = 100
MOST_REGIONS = 300


class PlannedUse(Sent):
    """What assets are wanted for. Days are ISO 8601, both within; without any it is today, with the first alone that day, with
    the last alone the time from today to it."""

    model_config = sent_example(
        channel="social_paid", regions=["DE", "AT"], first_day="2026-12-01", last_day="2026-12-31"
    )

    channel: str = Field(min_length=1, max_length=_LONGEST, description="A channel of the rights tables.")
    regions: list[str] = Field(
        min_length=1, max_length=MOST_REGIONS, description="Every one of them has to be covered."
    )
    first_day: str = Field("", max_length=_LONGEST)
    last_day: str = Field("", max_length=_LONGEST)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day; the last one is empty where it is the first."""
        first = self.first_day or (min(today().isoformat(), self.last_day) if self.last_day else "")
        return first, "" if self.last_day in ("", first) else self.last_day


def asked_use(desk: Desk, use: PlannedUse) -> Use:
    """The use as the engine takes it. Raises Usage for names that are in no table, BadInput for days that cannot be read."""
    first, last = use.days
    days = ("", first, last) if last else (first, "", "")
    return question(use.channel, use.regions, days, tables=tables_of(desk.workspace.root))


def use_pairs(use: PlannedUse) -> list[tuple[str, str]]:
    """The same as parts of a search address."""
    first, last = use.days
    days = [("from", first), ("to", last)] if last else [("date", first)] if first else []
    return [("channel", use.channel), *(("region", one) for one in use.regions), *days]


def planned(brief: Brief, use: PlannedUse) -> Brief:
    """The brief for this use: what the person chose in the panel holds, and what the brief said of it keeps its words. Further channels of
    the brief stay."""
    first, last = use.days
    others = tuple(one for one in brief.channels[1:] if one.value != use.channel)
    return replace(
        brief,
        channels=(*_said([use.channel], brief.channels), *others),
        regions=_said(use.regions, brief.regions),
        first_day=_day(first, brief.first_day),
        last_day=_day(last or first, brief.last_day),
    )


def _said(values: list[str], before: tuple[Said, ...]) -> tuple[Said, ...]:
    known = {one.value: one for one in before}
    return tuple(known.get(value) or Said(value, source=Source.PERSON) for value in dict.fromkeys(values))


def _day(value: str, before: Said | None) -> Said | None:
    if not value:
        return None
    return before if before and before.value == value else Said(value, source=Source.PERSON)
