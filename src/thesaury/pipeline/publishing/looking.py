"""A channel looks at assets: what it publishes of them now, or why it does not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from thesaury.model.asset import Asset
from thesaury.model.policy import Verdict
from thesaury.model.publishing import Channel, Entry, Reason
from thesaury.model.standing import names_of, replaces, takes_over
from thesaury.model.time import now
from thesaury.pipeline.publishing.channels import use_of
from thesaury.pipeline.publishing.deciding import Deciding, Ruling, midnight
from thesaury.pipeline.publishing.said import approvals_of
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.index import IndexQuery
from thesaury.ports.workspace import Workspace
from thesaury.publishing.items import Items
from thesaury.publishing.qualifying import Case, Refusal, refusal, refusal_beside_rights
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.documents import REPLACES
from thesaury.vocabulary.thesaurus import Thesaurus

_HEIRS = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a channel makes of one asset: the entry where it qualifies, else why not. `turns_at` is the moment from which the rights may
    say otherwise, empty where that never comes, or nobody asked them."""

    asset: str
    entry: Entry | None = None
    refusal: Refusal | None = None
    turns_at: str = ""


class Look:
    """Looks at assets for one channel, by the rights of one day; what it worked out for some of them serves for the next."""

    def __init__(
        self,
        workspace: Workspace,
        channel: Channel,
        day: date | None = None,
        thesaurus: Thesaurus | None = None,
        rights: bool = True,
    ) -> None:
        """`day` is today without one. Raises Usage and BadInput where the tables of rights do not know the channel's use; without `rights`
        they are not needed, and there is `beside_rights` alone."""
        self.channel, self.day = channel, day or today()
        self._workspace = workspace
        words = thesaurus if thesaurus is not None else thesaurus_of(workspace)
        self._items = Items(channel, words)
        # Assets carry what took the place of a concept, so that is what the channel asks for.
        self._asked = replace(channel, topics=tuple(words.successor(topic) for topic in channel.topics))
        self._deciding = Deciding(use_of(workspace, channel, self.day), tables_of(workspace.root)) if rights else None

    def beside_rights(self, ids: Sequence[str]) -> dict[str, Refusal]:
        """Why those of these assets do not qualify that would not whatever their rights were."""
        return {id: found for id, case in self._cases(ids).items() if (found := refusal_beside_rights(case))}

    def at(self, ids: Sequence[str], moment: str = "", whole: Collection[str] | None = None) -> dict[str, Seen]:
        """What becomes of each of these assets at this moment of the day (UTC), with the gravest reason where it does not qualify.

        Where `whole` is given, only for assets in it the rights are asked although there is another reason already.
        """
        wanted = list(dict.fromkeys(ids))
        cases = self._cases(wanted)
        needed = set(wanted if whole is None else whole)
        early = {
            id: found for id in wanted if id not in needed and (found := refusal_beside_rights(cases[id])) is not None
        }
        asked = [asset for id in wanted if id not in early and (asset := cases[id].asset)]
        rulings = self._deciding.of(self._workspace, asked) if self._deciding else {}
        at = moment or now()
        return {id: self._seen(cases[id], id, rulings.get(id), early.get(id), at) for id in wanted}

    def _cases(self, ids: Sequence[str]) -> dict[str, Case]:
        catalogue = self._workspace.catalogue
        assets = {asset.id: asset for asset in catalogue.records.assets(ids)}
        findings = catalogue.enrichments.findings(list(assets))
        approvals = approvals_of(catalogue, self.channel.name, list(assets.values()))
        replaced = replaced_names(self._workspace, list(assets.values()))
        cases = {}
        for id in ids:
            concepts = self._items.concepts(one.concept for one in findings[id].annotations) if id in assets else ()
            cases[id] = Case(
                self._asked,
                assets.get(id),
                concepts,
                self._items.above(concepts),
                approvals.get(id, ()),
                replaced,
            )
        return cases

    def _seen(self, case: Case, id: str, ruling: Ruling | None, early: Refusal | None, at: str) -> Seen:
        turns_at = self._turn(case, ruling)
        if early is not None:
            return Seen(id, None, early, turns_at)
        found = refusal(replace(case, decision=ruling.decision if ruling else None))
        if found is None and case.asset and ruling:
            return Seen(id, self._entry(case.asset, case.concepts, ruling, turns_at, at), None, turns_at)
        assert found is not None  # without an asset or its rights nothing qualifies
        return Seen(id, None, _dated(found, ruling), turns_at)

    def _entry(self, asset: Asset, concepts: tuple[str, ...], ruling: Ruling, turns_at: str, at: str) -> Entry:
        return Entry(
            self.channel.name,
            asset.id,
            self._items.item(asset, concepts, ruling.stated),
            published_at=at,
            changed_at=at,
            allowed_until=_last_day(ruling.decision.next_change),
            turns_at=turns_at,
        )

    def _turn(self, case: Case, ruling: Ruling | None) -> str:
        """What took the place of an asset may go without a word: the asset is looked at again the next day."""
        if case.asset and not names_of(case.asset).isdisjoint(case.replaced):
            return midnight(self.day + timedelta(days=1))
        change = ruling.decision.next_change if ruling else None
        return midnight(change) if change else ""


def _dated(found: Refusal, ruling: Ruling | None) -> Refusal:
    """The refusal with the moment its reason arose, as far as that is known: when a licence ended, else when rights were stated so."""
    if found.since or ruling is None or ruling.decision.verdict is Verdict.PERMIT or found.reason not in _OF_RIGHTS:
        return found
    return replace(found, since=midnight(ruling.began) if ruling.began else ruling.stated_at)


_OF_RIGHTS = (Reason.LICENCE_EXPIRED, Reason.REGION_LOST, Reason.CHANNEL_LOST, Reason.RIGHTS_UNKNOWN)


def replaced_names(workspace: Workspace, assets: Sequence[Asset]) -> frozenset[str]:
    """Those of the names of these assets that other assets say they took the place of, and may."""
    names = tuple(sorted({name for asset in assets for name in names_of(asset)}))
    if not names:
        return frozenset()
    found = workspace.index.search(IndexQuery(filters=((REPLACES, names),), most=_HEIRS)).ids
    if not found:
        return frozenset()
    heirs = [one for one in workspace.catalogue.records.assets(list(found)) if takes_over(one)]
    return frozenset(name for heir in heirs for name in replaces(heir)) & frozenset(names)


def _last_day(change: date | None) -> str:
    """The last day before the answer changes; empty where no change is known."""
    if change is None:
        return ""
    day = change.date() if isinstance(change, datetime) else change - timedelta(days=1)
    return day.isoformat()
