"""Rights that end, and rights whose records changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from thesaury.model.notice import Notice
from thesaury.model.webhook import Endpoint, EventKind
from thesaury.pipeline.announcing.events import Event
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.records import Records
from thesaury.ports.rights import RightsRecords

STREAM = "rights"
PAGE = 200


def way(endpoint: str) -> str:
    """What notices wait for that an endpoint has to be told of."""
    return f"webhook/{endpoint}"


def ways(catalogue: Catalogue) -> list[str]:
    """What new notices have to wait for: one for each endpoint that is told of rights that end."""
    return [way(one.id) for one in catalogue.webhooks.endpoints() if wants_notices(one)]


def wants_notices(endpoint: Endpoint) -> bool:
    """Whether it is told of rights that end, also once it goes on where it is paused."""
    return not endpoint.kinds or EventKind.RIGHTS_EXPIRING in endpoint.kinds


def wants_changes(endpoint: Endpoint) -> bool:
    """Whether it is told of rights that changed."""
    return not endpoint.kinds or EventKind.RIGHTS_CHANGED in endpoint.kinds


def expiring(notice: Notice) -> Event:
    """A notice of rights: `reason` says of which kind it is, `day` the day it is about, where there is one."""
    data: dict[str, str | int] = {"asset": notice.asset, "reason": notice.kind.value, "record": notice.record}
    data |= {"place": notice.place, "version": notice.version}
    if notice.day:
        data["day"] = notice.day
    return Event(EventKind.RIGHTS_EXPIRING, (notice.key,), notice.at, data)


def head(rights: RightsRecords) -> str:
    """The cursor behind everything there is now."""
    return str(rights.last_change())


def pages(catalogue: Catalogue, cursor: str, moment: str) -> Iterator[tuple[str, list[Event]]]:
    """The changes behind a cursor page by page, each with the cursor behind it."""
    after = int(cursor)
    while found := catalogue.rights.changes(after, PAGE):
        after = found[-1][0]
        assets = _assets(catalogue.records, [record for _, record, _, _ in found])
        yield (
            str(after),
            [_changed(record, place, version, assets, moment) for _, record, place, version in found],
        )


def _changed(record: str, place: str, version: int, assets: dict[str, str], moment: str) -> Event:
    data: dict[str, str | int] = {"asset": assets.get(record, ""), "record": record, "place": place}
    key = (record, place, str(version))
    return Event(EventKind.RIGHTS_CHANGED, key, moment, data | {"version": version})


def _assets(records: Records, names: Sequence[str]) -> dict[str, str]:
    """By the key of a record the asset it belongs to; records that are gone belong to none."""
    by_connection = defaultdict(set)
    for name in names:
        connection, _, external_id = name.partition("/")
        by_connection[connection].add(external_id)
    return {
        record.key: asset
        for connection, external_ids in by_connection.items()
        for asset, record in records.named(connection, sorted(external_ids))
    }
