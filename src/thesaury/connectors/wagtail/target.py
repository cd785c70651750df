"""Publishes to a Wagtail site: through our app where it is installed, else through API v3 alone, which can do less."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from thesaury.connectors.wagtail.app import AppSite
from thesaury.connectors.wagtail.bare import BareSite
from thesaury.connectors.wagtail.client import Api
from thesaury.connectors.wagtail.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package
from thesaury.ports.source import Tools


def open_target(connection: Connection, tools: Tools) -> "WagtailTarget":
    """The target of a connection; nothing is asked yet. Raises Usage for a wrong setting."""
    settings = settings_of(connection)
    return WagtailTarget(settings, Api(settings, tools.secrets))


class WagtailTarget:
    """Implements `ports.publishing_target.PublishingTarget`. What the site is it looks up at the first question."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is asked yet."""
        self._settings, self._api = settings, api

    @property
    def able(self) -> Able:
        """What the site can hold. Raises as every method does."""
        return self.site.able

    @property
    def describes(self) -> str:
        """What it publishes as what, and what it cannot do."""
        return self.site.describes

    @cached_property
    def site(self) -> AppSite | BareSite:
        """The site as it is: with our app or without. Raises NeedsLogin for a dead token, Refused where the site cannot hold assets."""
        self._api.whoami()
        about = self._api.about()
        if about is None:
            return BareSite(self._settings, self._api)
        if not about.get("assets"):
            model, mixin = about.get("image_model"), "thesaury_wagtail.models.AssetImageMixin"
            raise Refused(
                f"{self._settings.connection}: the image model {model} of the site has to inherit from {mixin}."
            )
        return AppSite(self._settings, self._api)

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """See that the site has these concepts."""
        return self.site.put_concepts(topics)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """By asset the image that bears its reference."""
        return self.site.held(known) if known else {}

    def every(self) -> Iterator[Held]:
        """All images that bear a reference."""
        yield from self.site.every()

    def create(self, package: Package) -> Held:
        """Make the image, unless there is one already."""
        return self.site.create(package)

    def update(self, held: Held, edit: Edit) -> Held:
        """Change only what the edit names."""
        return held if edit.empty else self.site.update(held, edit)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """See that nobody is shown the picture any more."""
        return self.site.withdraw(held, how, placeholder)

    def uses(self) -> Iterator[PageUse]:
        """Every page where one of these images stands now."""
        yield from self.site.uses()
