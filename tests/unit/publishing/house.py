"""A workspace in memory with pictures, licences and a channel, and CMS's in memory to publish it to; its clock stands until it is moved."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.contract.catalogue_values import enrich, fill, record, tagged
from tests.fakes.publishing_target import MemoryCms, MemoryTarget
from tests.fakes.workspace import FakeWorkspace
from thesaury.dispatch.publishing import Rounds
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.licensing import Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.publication import Publication
from thesaury.model.publishing import Approval, Channel
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline.publishing.publishing import Published, plan, publish, publish_due
from thesaury.pipeline.publishing.refreshing import refresh
from thesaury.pipeline.publishing.uses import Collected, collect
from thesaury.publishing.planning import Plan

TERMS = "https://terms.example/"
TENT, GEAR = f"{TERMS}tent", f"{TERMS}gear"
MAIN = Channel("main", "Website", markets=("DE",), languages=("en", "de"))
WORDS = Vocabulary(
    "v",
    (),
    (
        Concept(GEAR, (), (Label("Gear", "en"), Label("Ausrüstung", "de"))),
        Concept(TENT, (), (Label("Tent", "en"), Label("Zelt", "de")), broader=(GEAR,)),
    ),
)


@dataclass
class House:
    """What a test publishes from."""

    workspace: FakeWorkspace = field(default_factory=FakeWorkspace)
    moment: str = "2026-12-01T08:00:00+00:00"
    sites: dict[str, MemoryCms] = field(default_factory=dict)
    channel: Channel = MAIN

    def __post_init__(self) -> None:
        self.workspace.catalogue.vocabularies.put(WORDS, "", self.moment)
        self.workspace.catalogue.channels.put(self.channel)

    def clock(self) -> str:
        return self.moment

    def wait(self, **more: float) -> None:
        """Let time go by, as `timedelta` has it."""
        later = datetime.fromisoformat(self.moment) + timedelta(**more)
        self.moment = later.isoformat(timespec="seconds")

    def site(self, name: str, **settings: str) -> MemoryCms:
        """Connect a CMS that publishes the channel."""
        self.sites[name] = cms = MemoryCms()
        self.workspace.targets[name] = MemoryTarget(cms)
        pairs = {"channel": self.channel.name, "base_url": f"https://{name}.example"} | settings
        self.workspace.catalogue.records.put_connection(Connection(name, "fake", tuple(pairs.items())))
        return cms

    def bind(self, name: str, channel: str) -> None:
        """Let a CMS publish another channel."""
        pairs = dict(self.connection(name).settings) | {"channel": channel}
        self.workspace.catalogue.records.put_connection(Connection(name, "fake", tuple(pairs.items())))

    def add(self, name: str, until: date | None = None, title: str = "", concepts: tuple[str, ...] = (TENT,)) -> str:
        """Add a picture that may be shown in Germany and Austria, up to this day or for ever; returns the asset's id."""
        made = replace(record(name, digest=name, etag=title), texts=(Text("title", title or f"Title {name}", "en"),))
        [asset] = fill(self.workspace.catalogue, made)
        self.workspace.renditions.colours[asset] = "red"
        enrich(self.workspace.catalogue, asset, *(tagged(concept) for concept in concepts))
        self.license(name, until)
        return asset

    def say(self, name: str, **properties: str) -> None:
        """Let a picture say more of itself."""
        found = self.workspace.catalogue.records.find(f"dam/{name}")
        assert found
        pairs = tuple((key, (value,)) for key, value in properties.items())
        made = replace(found.records[0], etag=repr(pairs), properties=pairs)
        fill(self.workspace.catalogue, made)
        self.touch(name)

    def license(
        self, name: str, until: date | None = None, regions: tuple[str, ...] = ("DE", "AT"), touch: bool = True
    ) -> None:
        """Say anew what its licence says; without `touch` no channel is told to look."""
        term = Term(Selection(("website",)), Selection(regions), date(2026, 1, 1), until, perpetual=until is None)
        number = len(self.workspace.catalogue.rights.history(f"dam/{name}", "0")) + 1
        made = RightsRecord(
            RightsSource(f"dam/{name}", "0"), number, Statement(terms=(term,)), PolicyStatus.COMPLETE, "p", self.moment
        )
        self.workspace.catalogue.rights.put([made])
        if touch:
            self.touch(name)

    def touch(self, name: str) -> None:
        found = self.workspace.catalogue.records.find(f"dam/{name}")
        assert found
        self.workspace.catalogue.feeds.touch([found.id])

    def approve(self, asset: str, approved: bool = True) -> None:
        """Say that it may be published, or may no more."""
        said = Approval(self.channel.name, asset, approved, self.moment, "ana")
        self.workspace.catalogue.channels.approve([said])

    def refresh(self) -> None:
        refresh(self.workspace, now=self.clock)

    def publish(self, name: str = "web", whole: bool = False) -> Published:
        """Bring the feed up to date, and the CMS to what it says."""
        self.refresh()
        return publish(self.workspace, self.connection(name), 7, clock=self.clock, whole=whole)

    def collect(self, name: str = "web") -> Collected:
        return collect(self.workspace, self.connection(name), self.moment)

    def look(self) -> list[Published]:
        """What a worker does once a minute."""
        return Rounds(self.workspace, self.clock).look()

    def due(self, name: str = "web") -> Published:
        return publish_due(self.workspace, self.connection(name), self.clock)

    def plan(self, name: str = "web", whole: bool = False) -> Plan:
        self.refresh()
        return plan(self.workspace, self.connection(name), whole, self.clock)

    def connection(self, name: str) -> Connection:
        return next(one for one in self.workspace.catalogue.records.connections() if one.name == name)

    def known(self, asset: str, name: str = "web") -> Publication:
        return self.workspace.catalogue.publications.of(name, [asset])[asset]

    def steps(self, asset: str = "") -> list[str]:
        """What the log says was done, oldest first."""
        return [step.step.value for _, step in self.workspace.catalogue.publications.log(asset=asset)][::-1]
