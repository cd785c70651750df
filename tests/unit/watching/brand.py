"""A small brand in memory: assets, what is stated of their rights, and where they are in use."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from tests.fakes.workspace import FakeWorkspace
from thesaury.model.asset import Record, Text
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError, Unreachable
from thesaury.model.licensing import Selection, Statement, Term
from thesaury.model.notice import NoticeMessage
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.source import Page
from thesaury.ports.usage import UsagePage

AT = "2026-01-01T00:00:00+00:00"
END = date(2026, 12, 31)
WEB = Term(Selection(("website",)), Selection(("DE", "AT")), valid_until=END)


def morning(day: date) -> datetime:
    """Six in the morning, UTC."""
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


class Brand(FakeWorkspace):
    """One connection `dam`; assets are brought in one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.catalogue.records.put_connection(Connection("dam", "fake"))
        self._uses: list[UsageEvent] = []

    def bring(
        self, name: str, *terms: Term, place: str = "0", properties: Mapping[str, Sequence[str]] | None = None, **more
    ):
        """An asset with a licence that has these terms; without terms the asset alone."""
        pairs = tuple((key, tuple(values)) for key, values in (properties or {}).items())
        made = Record("dam", name, name + repr(pairs), (Text("title", f"Picture {name}"),), properties=pairs)
        self.catalogue.records.store_page("dam", Page((made,), name, True))
        if terms:
            self.state(name, *terms, place=place, **more)
        found = self.catalogue.records.find(f"dam/{name}")
        assert found is not None
        return found

    def state(
        self,
        name: str,
        *terms: Term,
        place: str = "0",
        status: PolicyStatus = PolicyStatus.COMPLETE,
        purchase: Purchase = Purchase(),
        fields: tuple[tuple[str, str], ...] = (),
        at: str = AT,
    ) -> RightsRecord:
        """The next version of what a source states."""
        version = len(self.catalogue.rights.history(f"dam/{name}", place)) + 1
        source = RightsSource(f"dam/{name}", place, f"text {version}", fields)
        by = "ana" if status is PolicyStatus.CONFIRMED else ""
        made = RightsRecord(source, version, Statement(terms=terms), status, "p/1", at, purchase, by)
        self.catalogue.rights.put([made])
        return made

    def use(
        self,
        name: str,
        at: str,
        where: str = "https://shop.example/",
        kind: UsageKind = UsageKind.USE,
        **properties: str,
    ):
        """A system reports a use."""
        event = UsageEvent(f"{len(self._uses)}", kind, at, name, where, properties=tuple(properties.items()))
        self._uses.append(event)
        self.catalogue.usage.store_page("dam", UsagePage((event,), "", True))


class Ear:
    """A channel that remembers what it was told, and fails when it shall."""

    channel = "ear"

    def __init__(self) -> None:
        self.heard: list[NoticeMessage] = []
        self.failing: ThesauryError | None = None

    def tell(self, message: NoticeMessage) -> None:
        if self.failing:
            raise self.failing
        self.heard.append(message)

    @property
    def keys(self) -> list[str]:
        return [key for message in self.heard for key in message.keys]

    def deaf(self) -> None:
        self.failing = Unreachable("nobody hears")
