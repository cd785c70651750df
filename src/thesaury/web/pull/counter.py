"""What every answer of the pull surface is made with: the channel that is asked, its folders, and where its files lie."""

from dataclasses import dataclass

from fastapi import Request

from thesaury.model.errors import BadInput
from thesaury.model.publishing import Channel, Entry
from thesaury.pipeline.offering.folders import ROOT, Folder, Folders
from thesaury.pipeline.offering.listing import Ids, Listing
from thesaury.web.failures import NotHere
from thesaury.web.feed.places import FeedPlaces
from thesaury.web.feed.window import Window, server_of
from thesaury.web.pull.door import pulling
from thesaury.web.pull.tokens import Opened, PullSigner


@dataclass(frozen=True, slots=True)
class Counter:
    """The channels of a desk as other tools ask for them."""

    window: Window
    listing: Listing
    signer: PullSigner

    def asked(self, request: Request, language: str = "") -> "Asked":
        """One request, by the channel whose key it showed. Raises BadInput for a language that the channel has not."""
        opened = pulling.get()
        channel = self.window.channel(opened.channel)
        known = {one.casefold(): one for one in channel.languages}
        if language and language.casefold() not in known:
            raise BadInput(f"This channel has no {language!r}. It has: {', '.join(channel.languages)}.")
        first = channel.languages[0] if channel.languages else ""
        return Asked(self, request, opened, channel, known.get(language.casefold(), first), self.window.at())


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a channel at a moment, in one of its languages."""

    counter: Counter
    request: Request
    opened: Opened
    channel: Channel
    language: str
    at: str

    @property
    def places(self) -> FeedPlaces:
        """Where its files can be had for a short while."""
        return FeedPlaces(server_of(self.request), self.channel.name, self.counter.window.signer)

    @property
    def folders(self) -> Folders:
        """Its folders."""
        desk = self.counter.window.desk
        return Folders(desk.lexicon().thesaurus, desk.workspace.catalogue.feeds, self.channel, self.language)

    def below(self, folder: Folder) -> tuple[Folder, ...]:
        """The folders directly below one in which something is published."""
        words = [version.key for version, _ in self.counter.window.desk.lexicon().vocabularies]
        return self.counter.listing.below(self.folders, folder, " ".join((self.state(), *words)))

    def folder(self, iri: str) -> Folder:
        """The folder of this concept or scheme, the root without one. Raises NotHere."""
        found = self.folders.of(iri) if iri else ROOT
        if found is None:
            raise NotHere("concept")
        return found

    def lying_in(self, folder: Folder, kind: str = "") -> Ids:
        """What lies directly in a folder."""
        return self.counter.listing.folder(self.channel, folder, kind, self.state())

    def found(self, words: str, folder: Folder, kind: str = "") -> Ids:
        """What is found by these words in a folder and below."""
        desk = self.counter.window.desk
        sources = lambda: desk.lexicon().sources(desk.workspace)  # noqa: E731 - asked for only where nothing is remembered
        return self.counter.listing.search(self.channel, words, folder, kind, self.state(), sources)

    def held(self, ids: Ids) -> list[Entry]:
        """Those of these that may be given now."""
        return self.counter.listing.held(self.channel, ids, self.at)

    def state(self) -> str:
        """A text that is another one whenever the feed is."""
        return self.counter.window.reader.state(self.channel, self.at)

    def lasting(self, entry: Entry, form: str) -> str:
        """An address of a file that lasts as long as the asset is published and the key holds."""
        token = self.counter.signer.lasting(self.opened, entry.asset, form)
        return f"{server_of(self.request)}/pull/files/{token}"
