"""A panel that is kept to a publishing channel, and to concepts: what it shows is what the channel publishes, and nothing else.

The page around says so, or the token does, and then whatever the page says; the server holds it: every answer is looked at by the rules of
the channel as they are now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field

from thesaury.model.brief import Brief
from thesaury.model.publishing import Channel, Entry
from thesaury.pipeline.publishing.channels import channel_of
from thesaury.pipeline.publishing.looking import Look
from thesaury.pipeline.publishing.scope import Filters, scope
from thesaury.search.by_scheme import CONCEPT
from thesaury.web.api.models.shapes import Sent
from thesaury.web.desk import Desk
from thesaury.web.panel.door import profile_here
from thesaury.web.panel.uses import MOST_REGIONS, PlannedUse

_MOST_TOPICS = 100
Profile = Annotated[str, Field(max_length=60, description="A publishing channel: only what it publishes is shown.")]
Topics = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=2000)]],
    Field(
        max_length=_MOST_TOPICS,
        description="Concept IRIs: only what carries one of them, or something narrower, is shown.",
    ),
]
Audience = Annotated[str, Field(max_length=200, description="With `profile`: what names other audiences is not shown.")]


class Keeping(Sent):
    """What a panel is kept to, as it says with everything it asks; nothing without any of it."""

    profile: Profile = ""
    topics: Topics = Field([])
    audience: Audience = ""


@dataclass(frozen=True)
class Kept:
    """What is kept to, for one question. Without a channel only concepts narrow, and nothing is looked at again."""

    desk: Desk
    channel: Channel | None = None
    topics: tuple[str, ...] = ()
    audience: str = ""

    @property
    def firm(self) -> Filters:
        """What narrows a search."""
        own: Filters = ((CONCEPT, self.topics),) if self.topics else ()
        return (*scope(self.desk.workspace, self.channel).filters, *own) if self.channel else own

    def use(self, use: PlannedUse) -> PlannedUse:
        """The use that is asked about: that of the channel in all its markets, and in the markets of the page too."""
        if self.channel is None:
            return use
        regions = list(dict.fromkeys((*self.channel.markets, *use.regions)))[:MOST_REGIONS]
        return use.model_copy(update={"channel": self.channel.use, "regions": regions})

    def pairs(self) -> list[tuple[str, str]]:
        """What is asked about beside the use."""
        return [("purpose", self.channel.purpose)] if self.channel else []

    def brief(self, brief: Brief) -> Brief:
        """The brief for the channel alone."""
        return replace(brief, channels=brief.channels[:1]) if self.channel else brief

    def carrying(self, assets: Iterable[str]) -> list[str]:
        """Those of these assets that carry one of the concepts, or something narrower."""
        wanted = list(assets)
        if not self.topics:
            return wanted
        thesaurus, topics = self.desk.lexicon().thesaurus, set(self.topics)
        found = self.desk.workspace.catalogue.enrichments.findings(wanted)
        carried = {id: {one.concept for one in found[id].annotations} for id in wanted}
        return [id for id in wanted if any(topics & {iri, *thesaurus.ancestors(iri)} for iri in carried[id])]

    def passing(self, assets: Iterable[str]) -> set[str]:
        """Those of these assets that the channel publishes now, and that are about the concepts and for the audience."""
        wanted = list(dict.fromkeys(assets))
        if self._look is None or not wanted:
            return set(wanted)
        seen = self._look.at(wanted)
        return {id for id in wanted if (one := seen.get(id)) and one.entry and self._fits(one.entry)}

    def told(self) -> Mapping[str, Any]:
        """What a panel is told of it."""
        if self.channel is None:
            return {}
        return {"profile": {"name": self.channel.name, "title": self.channel.title, "channel": self.channel.use}}

    @cached_property
    def _look(self) -> Look | None:
        return Look(self.desk.workspace, self.channel) if self.channel else None

    def _fits(self, entry: Entry) -> bool:
        item, topics = entry.item, set(self.topics)
        about = not topics or bool(topics & {*(one.iri for one in item.topics), *item.above})
        return about and (not self.audience or not item.audiences or self.audience in item.audiences)


def kept_by(desk: Desk, keeping: Keeping) -> Kept:
    """What a question is kept to; a token for a channel stays there. Raises Usage, naming those there are, for one that is not there."""
    profile = profile_here.get() or keeping.profile
    channel = channel_of(desk.workspace, profile) if profile else None
    return Kept(desk, channel, tuple(dict.fromkeys(keeping.topics)), keeping.audience.strip())
