"""The page of an intake as values: the marked text, the form, what the draft answers, and the assets it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.model.intake import Intake
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline.rights.answering import digest_of
from thesaury.pipeline.rights.asking import records_of
from thesaury.pipeline.rights.intake import foreseen, tried
from thesaury.pipeline.rights.lookup import by_name
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import find
from thesaury.search.ranking import Question as Sought
from thesaury.web.desk import Desk
from thesaury.web.pages.rights.fields import Form, form
from thesaury.web.pages.rights.intake_draft import ASKED, CHOSEN, PICKED, Draft
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import SIGNS, Answer, answer, record_url, told_by
from thesaury.web.parts.rights.asking import Asking, asking
from thesaury.web.parts.rights.cards import Badge, Card, badge, card
from thesaury.web.parts.rights.inputs import Field
from thesaury.web.texts import phrase

FOUND = 12
"""Assets that a search offers at once."""

_LANGUAGES = ("en", "de", "fr")


@dataclass(frozen=True, slots=True)
class Known:
    """A rights record that an asset has already."""

    key: str
    url: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Turn:
    """What an asset is answered, in a word and a sign."""

    verdict: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An asset that the licence is or may be for; `field` is its box, with the standing that the person sees."""

    id: str
    title: Label
    picture: Picture | None
    field: str
    standing: str
    known: tuple[Known, ...]
    before: Turn | None = None
    after: Turn | None = None


@dataclass(frozen=True, slots=True)
class IntakeSheet:
    """All that the page shows. `faults` is empty until somebody wanted to confirm."""

    intake: Intake
    card: Card
    language: str
    form: Form
    values: Mapping[str, str]
    read_all: Field | None
    unclear: str
    asking: Asking
    answer: Answer | None
    chosen: tuple[Candidate, ...]
    found: tuple[Candidate, ...]
    sought: str
    faults: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    conflict: str

    @property
    def empty(self) -> bool:
        """Whether there is no text."""
        return not self.intake.text.strip()


def intake_sheet(desk: Desk, draft: Draft, wanted: bool = False, conflict: str = "") -> IntakeSheet:
    """The page of a draft; `wanted`: somebody wanted to confirm it, so that what stands in the way is told."""
    workspace, values = desk.workspace, draft.values
    faults = draft.errors() if wanted else dict(draft.correction.errors)
    shown = {name: sentence for name, sentence in faults.items() if name not in ("words", "text", "read_all")}
    return IntakeSheet(
        draft.intake,
        card(_as_record(draft)),
        language_of(workspace, draft.intake.text),
        replace(form(draft.read, values, shown), faults=tuple(faults.items())),
        values,
        _read_all(draft, faults.get("read_all", "")) if draft.open and draft.intake.text.strip() else None,
        words.listed(map(words.axis, draft.unclear)),
        _asking(draft),
        _answered(workspace, draft),
        _chosen(workspace, draft),
        _found(desk, draft),
        values.get("words", ""),
        tuple(faults.items()),
        words.regions_offered(draft.regions),
        conflict,
    )


def language_of(workspace: Workspace, text: str) -> str:
    """The language that the text seems to be in, in words; empty where nothing tells."""
    found = workspace.detector.detect(text, _LANGUAGES) if text.strip() else ""
    return phrase(f"intake.language.{found}") if found in _LANGUAGES else ""


def candidates(workspace: Workspace, assets: Sequence[Asset], prefix: str) -> list[Candidate]:
    """These assets with what is recorded of them."""
    return [_candidate(workspace, asset, prefix) for asset in assets]


def _as_record(draft: Draft) -> RightsRecord:
    source = RightsSource("", draft.intake.id, draft.intake.text)
    status = PolicyStatus.COMPLETE if draft.read.complete else PolicyStatus.NEEDS_REVIEW
    return RightsRecord(source, 1, draft.read, status, "", draft.intake.at)


def _read_all(draft: Draft, fault: str) -> Field:
    label = phrase("rights.correct.read_all", count=draft.open)
    return Field("read_all", "tick", label, draft.values.get("read_all", ""), fault)


def _asking(draft: Draft) -> Asking:
    """The question with its fields named apart from those of the axes."""
    made = asking(draft.question, draft.regions)
    fields = tuple(replace(one, name=f"{ASKED}{one.name}") for one in made.fields)
    return replace(made, channel=replace(made.channel, name=f"{ASKED}channel"), fields=fields)


def _answered(workspace: Workspace, draft: Draft) -> Answer | None:
    if draft.question.use is None or draft.says is None:
        return None
    decision = tried(workspace, draft.says, draft.question.use)
    told = answer(decision, draft.question.use, (), "", f"/rights/intake/{draft.intake.id}")
    return replace(told, alternatives=())


def _chosen(workspace: Workspace, draft: Draft) -> tuple[Candidate, ...]:
    assets = workspace.catalogue.records.assets(list(draft.chosen))
    told = candidates(workspace, assets, CHOSEN)
    if draft.question.use is None or draft.says is None or not assets:
        return tuple(told)
    seen = foreseen(workspace, draft.intake, draft.says, draft.beside, assets, draft.question.use)
    return tuple(
        replace(one, before=_turn(two.before.verdict), after=_turn(two.after.verdict))
        for one, two in zip(told, seen, strict=True)
    )


def _turn(verdict: Verdict) -> Turn:
    return Turn(verdict.value, SIGNS[verdict], phrase(f"rights.verdict.{verdict}"))


def _found(desk: Desk, draft: Draft) -> tuple[Candidate, ...]:
    """What the words find that is not chosen yet: assets by their ids where they are ids, else by a search."""
    typed = draft.values.get("words", "").strip()
    if not typed:
        return ()
    names = [name.strip() for name in typed.replace(",", "\n").replace(";", "\n").splitlines() if name.strip()]
    assets = list(by_name(desk.workspace, names).values())
    if not assets:
        hits = find(Sought(" ".join(typed.split()), limit=FOUND), desk.lexicon().sources(desk.workspace)).hits
        assets = [hit.asset for hit in hits]
    unique = {asset.id: asset for asset in assets if asset.id not in draft.chosen}
    return tuple(candidates(desk.workspace, list(unique.values()), PICKED))


def _candidate(workspace: Workspace, asset: Asset, prefix: str) -> Candidate:
    languages = tuple(workspace.languages)
    records = records_of(workspace, asset)
    known = tuple(Known(told_by(one), record_url(*one.key), badge(one.status)) for one in records)
    return Candidate(
        asset.id,
        title(asset, languages),
        picture(asset, languages) if asset.picture() is not None else None,
        f"{prefix}{asset.id}",
        digest_of(records),
        known,
    )
