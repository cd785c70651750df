"""A CMS in memory, and the target that publishes to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thesaury.model.errors import LostReply, Refused, ThesauryError, Unreachable
from thesaury.model.publication import Held, PageUse, Shown
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package

FIELDS = frozenset({"title", "alt", "caption", "credit", "copyright", "licence", "usage", "allowed_until"})
ABLE = Able(FIELDS, frozenset({"alt", "caption"}), (), tuple(Withdrawal), replaces_files=True)


@dataclass
class Kept:
    """An object of the CMS."""

    asset: str
    texts: dict[str, str]
    concepts: set[str]
    tag: str
    content: bytes
    live: bool = True
    version: int = 1
    withdrawn: bool = False


@dataclass
class MemoryCms:
    """What a CMS holds, and how it fails: `fault` is called before each request with what it asks and the asset, and may raise; `lose`
    counts down writes until the one whose reply is lost; fields in `drops` are not kept; without `knows_withdrawn` it cannot tell what was
    withdrawn from what was hidden."""

    able: Able = ABLE
    objects: dict[str, Kept] = field(default_factory=dict)
    concepts: dict[str, Topic] = field(default_factory=dict)
    pages: dict[str, PageUse] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    drops: set[str] = field(default_factory=set)
    refuses: dict[str, str] = field(default_factory=dict)
    reachable: bool = True
    knows_withdrawn: bool = True
    failing: int = 0
    lose: int = 0
    numbers: int = 0

    @property
    def writes(self) -> list[tuple[str, str]]:
        """What was asked to be changed, in order."""
        return [one for one in self.asked if one[0] not in ("held", "every", "uses")]

    def of(self, asset: str) -> Kept | None:
        """The object of an asset."""
        return next((kept for kept in self.objects.values() if kept.asset == asset), None)

    def page(self, asset: str, page: str, title: str = "", live: bool = True, since: str = "") -> None:
        """Put an asset into a page."""
        found = next(id for id, kept in self.objects.items() if kept.asset == asset)
        self.pages[page] = PageUse(asset, found, page, f"https://cms.example/{page}", title, "en", "body", since, live)


class MemoryTarget:
    """Implements `ports.publishing_target.PublishingTarget` over a `MemoryCms`."""

    describes = "Publishes to a CMS in memory."

    def __init__(self, cms: MemoryCms) -> None:
        self.cms = cms

    @property
    def able(self) -> Able:
        return self.cms.able

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        given = {topic.iri for topic in topics}
        placed = [topic if topic.broader in given else replace(topic, broader="") for topic in topics]
        changed = [topic for topic in placed if self.cms.concepts.get(topic.iri) != topic]
        for topic in changed:
            self._asked("concept", topic.iri)
            self.cms.concepts[topic.iri] = topic
            self._answered()
        return len(changed)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        if not known:
            return {}
        self._asked("held", ",".join(sorted(known)))
        by_asset = {kept.asset: id for id, kept in self.cms.objects.items()}
        return {asset: self._held(by_asset[asset]) for asset in known if asset in by_asset}

    def every(self) -> Iterator[Held]:
        self._asked("every", "")
        yield from (self._held(id) for id in list(self.cms.objects))

    def create(self, package: Package) -> Held:
        there = next((id for id, kept in self.cms.objects.items() if kept.asset == package.asset), "")
        if there:
            self._asked("held", package.asset)
            return self._held(there)
        self._asked("create", package.asset)
        self.cms.numbers += 1
        id = str(self.cms.numbers)
        shown = package.shown
        known = {iri for iri in shown.concepts if iri in self.cms.concepts}
        self.cms.objects[id] = Kept(package.asset, self._taken(shown.texts), known, shown.file, package.content())
        self._answered()
        return self._held(id)

    def update(self, held: Held, edit: Edit) -> Held:
        if edit.empty:
            return self._held(held.external_id)
        self._asked("update", held.asset)
        kept = self._kept(held)
        texts = kept.texts | self._taken(dict(edit.fields))
        kept.texts = {name: text for name, text in texts.items() if text}
        kept.concepts = (kept.concepts | {iri for iri in edit.add if iri in self.cms.concepts}) - set(edit.remove)
        if edit.file:
            kept.content, kept.tag = edit.file.content(), edit.file.shown.file
        kept.live, kept.withdrawn = kept.live or edit.revive, kept.withdrawn and not edit.revive
        kept.version += 1
        self._answered()
        return self._held(held.external_id)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        if held.external_id not in self.cms.objects:
            self._asked("held", held.asset)
            return None
        self._asked("withdraw", held.asset)
        if how is Withdrawal.DELETE:
            del self.cms.objects[held.external_id]
            self.cms.pages = {id: use for id, use in self.cms.pages.items() if use.external_id != held.external_id}
            self._answered()
            return None
        kept = self._kept(held)
        kept.live, kept.withdrawn = False, True
        if how is Withdrawal.PLACEHOLDER:
            kept.content, kept.tag = placeholder.content(), placeholder.shown.file
        self._answered()
        return self._held(held.external_id)

    def uses(self) -> Iterator[PageUse]:
        self._asked("uses", "")
        yield from list(self.cms.pages.values())

    def _kept(self, held: Held) -> Kept:
        if held.external_id not in self.cms.objects:
            raise Refused("There is no such object.", 404)
        return self.cms.objects[held.external_id]

    def _held(self, id: str) -> Held:
        kept = self.cms.objects[id]
        return Held(
            kept.asset,
            id,
            Shown.of(kept.texts, tuple(kept.concepts), kept.tag),
            kept.live,
            str(kept.version),
            f"https://cms.example/media/{id}",
            kept.withdrawn and self.cms.knows_withdrawn,
        )

    def _taken(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {name: text for name, text in texts.items() if name.partition("@")[0] not in self.cms.drops}

    def _asked(self, what: str, asset: str) -> None:
        """Note a request, or fail as the CMS is told to."""
        problem: ThesauryError | None = None
        if not self.cms.reachable:
            problem = Unreachable("The CMS does not answer.")
        elif self.cms.failing:
            self.cms.failing -= 1
            problem = Unreachable("The CMS is in trouble.")
        elif what in ("create", "update", "withdraw") and asset in self.cms.refuses:
            problem = Refused(self.cms.refuses[asset], 422)
        if problem:
            raise problem
        self.cms.asked.append((what, asset))

    def _answered(self) -> None:
        """After a write: lose its reply where that is its turn."""
        if self.cms.lose:
            self.cms.lose -= 1
            if not self.cms.lose:
                raise LostReply("The CMS did not say what became of it.")
