"""Writes concepts to assets: options and tags are added and taken away one by one, and everything else stays as people left it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from thesaury.connectors.bynder.catalog import Metaproperty
from thesaury.connectors.bynder.client import BynderApi, Document
from thesaury.connectors.bynder.dependencies import lacking, needs
from thesaury.connectors.bynder.finding import Finding
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.reading import many
from thesaury.connectors.bynder.retagging import Retagging
from thesaury.connectors.bynder.settings import TAGS, settings_of
from thesaury.connectors.bynder.tagging import Tagging
from thesaury.connectors.bynder.walking import shape
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.model.outbox import Change, ConceptTag, Renaming
from thesaury.ports.sink import Answer, Outcome
from thesaury.ports.source import Tools

CONCEPTS = "concepts"
_REST = "*"
_MANY = 100
_SURE = frozenset((201, 204))
"""What the definition answers when it is done; 202 comes before that, and a page with 200 is somebody else's answer."""
_CHANGED = 201
Step = Callable[[], int]
"""One call, which gives its status."""


@dataclass(frozen=True, slots=True)
class BynderSink:
    """Writes to one portal; the field `concepts` means what the setting fields says of each concept's scheme."""

    api: BynderApi
    finding: Finding
    tagging: Tagging
    retagging: Retagging
    _needs: dict[str, Mapping[str, tuple[frozenset[str], ...]]] = field(default_factory=dict)

    @property
    def keeps_labels(self) -> bool:
        """Labels stand there, beside references or alone."""
        return True

    @property
    def describes(self) -> str:
        """Where concepts go, and what it cannot do."""
        fields = self.api.settings.fields
        said = ", ".join(f"{scheme} to {name}" for scheme, name in fields.items()) or "no scheme yet (setting fields)"
        return (
            f"Adds and removes single options and tags ({said}) and never replaces what people wrote; plain tags are read back only as far "
            "as their labels are known."
        )

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """The concepts each asset carries there. Options without a reference and plain tags are told by the labels of `among`; without
        that, None where an asset carries one that was not written from here."""
        assets = self._assets([record.external_id for record in records])
        names = self._names(field) if assets else ()
        self._learn(among, field)
        told: dict[str, str] = {}
        for name in names:
            told |= {} if name == TAGS else self.finding.iris(self.finding.metaproperty(name))
        there = {id_: asset for id_, asset in assets.items() if asset is not None}
        carried = {id_: self._carried(asset, told, TAGS in names) for id_, asset in there.items()}
        return {id_: frozenset(iris - {""}) if among or "" not in iris else None for id_, iris in carried.items()}

    def apply(self, change: Change) -> Answer:
        """Carry the change out in single additive calls; one that fails after another was done leaves the end unknown."""
        return self._carried_out(change, self._steps)

    def free_tags(self, records: Sequence[Record]) -> Mapping[str, frozenset[str] | None]:
        """The tags of each asset, those that stand for concepts among them."""
        assets = self._assets([record.external_id for record in records])
        return {id_: frozenset(many(asset.get("tags"))) for id_, asset in assets.items() if asset is not None}

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        """Capitals do not tell tags apart."""
        return self.retagging.stands_for(tag, concept)

    def retag(self, change: Change) -> Answer:
        """Take tags away and give them back in single calls."""
        return self._carried_out(change, self._retagging)

    def _carried_out(self, change: Change, steps: Callable[[Change], Iterable[Step]]) -> Answer:
        if change.empty:
            return Answer(change.key, Outcome.DONE)
        done, statuses = 0, list[int]()
        try:
            for step in steps(change):
                statuses.append(step())
                done += 1
        except LostReply as error:
            return Answer(change.key, Outcome.UNKNOWN, error.message)
        except (Unreachable, NeedsLogin, Refused) as error:
            if done:
                words = f"{error.message} What came before it was written; the asset is read back."
                return Answer(change.key, Outcome.UNKNOWN, words)
            if isinstance(error, Refused):
                return Answer(change.key, Outcome.REFUSED, error.message)
            raise
        if not _SURE.issuperset(statuses):
            words = f"{self.api.name} did not say that the change is applied; the asset is read back."
            return Answer(change.key, Outcome.UNKNOWN, words)
        return Answer(change.key, Outcome.DONE)

    def _retagging(self, change: Change) -> list[Step]:
        """As `_steps`, for plain tags."""
        asset, found = self._found(change)
        return list(self.retagging.steps(asset, found, change))

    def _found(self, change: Change) -> tuple[str, Document]:
        """The id of the asset as the portal spells it, and the asset as it is now. Raises Refused where it is not there."""
        asset = asset_shape(change.external_id)
        found = self.api.asset(asset) if asset else None
        if found is None:
            self._answering(asset)
            raise Refused(f"{self.api.name}: there is no asset {change.external_id}. Sync, then push again.")
        return asset, found

    def _steps(self, change: Change) -> list[Step]:
        """Every call, once all of them are known to make sense. Raises Refused before anything is sent."""
        asset, found = self._found(change)
        adding, removing = self._sorted(change, change.add), self._sorted(change, change.remove)
        called = {
            name: self._renamings(change, tags)
            for name, tags in self._sorted(change, [one.after for one in change.renamed]).items()
        }
        tags = called.pop(TAGS, [])
        more, fewer = (
            [*adding.pop(TAGS, []), *(one.after for one in tags)],
            [*removing.pop(TAGS, []), *(one.before for one in tags)],
        )
        steps = list(self.tagging.steps(asset, more, fewer))
        owners = {name: self.finding.metaproperty(name) for name in (*adding, *removing)}
        add = {name: [self._option(owners[name], tag) for tag in tags] for name, tags in adding.items()}
        remove = {name: [self.finding.option(owners[name], tag) for tag in tags] for name, tags in removing.items()}
        self._allowed(found, owners, add, remove)
        steps += [
            step for name, ones in called.items() for step in self._labelling(self.finding.metaproperty(name), ones)
        ]
        for method, plan in (("DELETE", remove), ("POST", self._ordered(owners, add))):
            for name, ids in plan.items():
                if wanted := list(dict.fromkeys(filter(None, ids))):
                    steps.append(_call(self.api, method, asset, owners[name], wanted))
        return steps

    @staticmethod
    def _renamings(change: Change, tags: Sequence[ConceptTag]) -> list[Renaming]:
        return [one for one in change.renamed if one.after in tags]

    def _labelling(self, metaproperty: Metaproperty, renamed: Sequence[Renaming]) -> Iterator[Step]:
        """An option of ours whose concept is called otherwise by now is given its new labels: once, for all assets that have it. Raises
        Refused for one of people that is known by its label alone."""
        for one in renamed:
            if self.finding.called_otherwise(metaproperty, one.after):
                yield partial(self._labelled, metaproperty, one.after)
            elif theirs := self.finding.called_by_people(metaproperty, one):
                raise Refused(
                    f"{self.api.name}: the option '{theirs}' was made by people and is called otherwise by now. Rename it in the portal, "
                    "or publish the scheme there."
                )

    def _labelled(self, metaproperty: Metaproperty, tag: ConceptTag) -> int:
        self.finding.label_anew(metaproperty, tag)
        return _CHANGED

    def _answering(self, asset: str) -> None:
        """What is no id was not asked for; then at least the portal has to be there."""
        if not asset:
            self.api.media([("limit", "1")])

    def _sorted(self, change: Change, tags: Sequence[ConceptTag]) -> dict[str, list[ConceptTag]]:
        """The concepts by the metaproperty they go to."""
        found: dict[str, list[ConceptTag]] = {}
        for tag in tags:
            name = self._name(tag) if change.field == CONCEPTS else change.field
            found.setdefault(name, []).append(tag)
        return found

    def _name(self, tag: ConceptTag) -> str:
        fields = self.api.settings.fields
        if name := fields.get(tag.scheme) or fields.get(_REST):
            return name
        raise Refused(
            f"{self.api.name}: the setting fields says nothing of the scheme {tag.scheme or '(none)'}. Add SCHEME_IRI=Metaproperty, "
            "or *=Metaproperty for all others."
        )

    def _names(self, field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.api.settings.fields.values())) if field == CONCEPTS else (field,)

    def _option(self, metaproperty: Metaproperty, tag: ConceptTag) -> str:
        """The option a concept is to be written as. Raises Refused when there is none and none may be made."""
        if found := self.finding.option(metaproperty, tag):
            grouping = (one for one in metaproperty.options.values() if not one.selectable)
            if found in map(asset_shape, (one.id for one in grouping)):
                raise Refused(
                    f"{self.api.name}: the option {self._called(found)} is a grouping node and cannot be chosen. Write a narrower concept."
                )
            return found
        if self.api.settings.create_options:
            return self.finding.made(metaproperty, tag)
        raise Refused(
            f"{self.api.name}: the metaproperty '{metaproperty.name}' has no option for {tag.iri}. Publish the scheme there first, or "
            "set create_options=yes."
        )

    def _allowed(
        self,
        asset: Document,
        owners: Mapping[str, Metaproperty],
        add: Mapping[str, Sequence[str]],
        remove: Mapping[str, Sequence[str]],
    ) -> None:
        """Raises Refused for an option that needs another one which is not there."""
        gone = frozenset(id_ for ids in remove.values() for id_ in ids)
        there = frozenset(map(asset_shape, many(asset.get("propertyOptions")))) - gone
        for name, ids in add.items():
            self._single(owners[name], there | set(ids))
        needed = {id_: told for name in add for id_, told in self._needed(owners[name]).items()}
        missing = lacking(needed, [id_ for ids in add.values() for id_ in ids], there)
        for id_, other in missing.items():
            raise Refused(
                f"{self.api.name}: the option {self._called(id_)} needs the option {self._called(other)}, which the asset does not have. "
                "Give it that first."
            )

    def _single(self, metaproperty: Metaproperty, after: frozenset[str]) -> None:
        """Raises Refused where a metaproperty of one value would get two: the portal would drop what a person chose."""
        own = after & {asset_shape(id_) for id_ in metaproperty.options}
        if not metaproperty.several and len(own) > 1:
            names = ", ".join(sorted(map(self._called, own)))
            raise Refused(
                f"{self.api.name}: the metaproperty '{metaproperty.name}' takes one option, and the asset would have {names}. Make it "
                "multi-select in the portal, or choose another one."
            )

    def _needed(self, metaproperty: Metaproperty) -> Mapping[str, tuple[frozenset[str], ...]]:
        if not metaproperty.dependent:
            return {}
        if metaproperty.id not in self._needs:
            self._needs[metaproperty.id] = needs(self.api.dependencies(metaproperty.id))
        return self._needs[metaproperty.id]

    def _ordered(self, owners: Mapping[str, Metaproperty], add: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Metaproperties on which nothing depends here last: what is needed goes first."""
        return {name: add[name] for name in sorted(add, key=lambda name: (bool(self._needed(owners[name])), name))}

    def _called(self, id_: str) -> str:
        known = self.finding.knowledge.metaproperties.values()
        found = (one for owner in known for one in owner.options.values() if asset_shape(one.id) == id_)
        return next((f"'{one.label(self.api.settings.language)}'" for one in found), id_)

    def _assets(self, external_ids: Sequence[str]) -> dict[str, Document | None]:
        """The assets by external id, listed many at once; one that is not listed is asked for alone."""
        spelled = {id_: asset_shape(id_) for id_ in dict.fromkeys(external_ids)}
        asked = sorted(set(filter(None, spelled.values())))
        if spelled and not asked:
            self._answering("")
        found: dict[str, Document | None] = {}
        for start in range(0, len(asked), _MANY):
            chunk = asked[start : start + _MANY]
            listed = self.api.media([("ids", ",".join(chunk)), ("limit", str(_MANY))]).items
            found |= {key: item for item in listed if (key := shape(item)) in chunk}
        found |= {id_: self.api.asset(id_) for id_ in asked if id_ not in found}
        return {id_: found.get(key) for id_, key in spelled.items()}

    def _carried(self, asset: Document, told: Mapping[str, str], tags: bool) -> set[str]:
        """The concepts it carries, and an empty text where it carries something of which that cannot be told."""
        iris = {told[id_] for id_ in map(asset_shape, many(asset.get("propertyOptions"))) if id_ in told}
        return iris | set(self.tagging.iris(many(asset.get("tags")))) if tags else iris

    def _learn(self, among: Sequence[ConceptTag], field: str) -> None:
        """Which option or tag each of these concepts is; one that can be none here is left aside."""
        self.tagging.only(among)
        for tag in among:
            try:
                name = self._name(tag) if field == CONCEPTS else field
                if name == TAGS:
                    self.tagging.label(tag)
                else:
                    self.finding.option(self.finding.metaproperty(name), tag)
            except Refused:
                continue


def _call(api: BynderApi, method: str, asset: str, metaproperty: Metaproperty, options: Sequence[str]) -> Step:
    return lambda: api.set_options(method, asset, metaproperty.id, options)


def open_sink(connection: Connection, tools: Tools) -> BynderSink:
    """The sink of a Bynder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    api = BynderApi(connection, settings, tools)
    return BynderSink(
        api,
        Finding(api, Knowledge(api, settings.language)),
        Tagging(api, settings.language),
        Retagging(api, settings.language),
    )
