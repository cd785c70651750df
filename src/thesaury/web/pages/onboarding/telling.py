"""What a person is told at the desk: what he did last, what somebody else did meanwhile, how much is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning, Said, Subject
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.onboarding.shown import meaning_told, relation_told
from thesaury.web.parts.moments import ago, at
from thesaury.web.texts import phrase

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Last:
    """A batch in a sentence, and its number, by which it is taken back."""

    text: str
    batch: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch of the history: who, when, what; the decisions in it, and whether any of them still stands."""

    number: int
    who: str
    ago: str
    at: str
    text: str
    steps: tuple[str, ...]
    stands: bool


def batch_of(steps: Sequence[MappingStep], lexicon: Lexicon) -> Batch:
    """The batch of these steps."""
    first = steps[0]
    told = tuple(step_told(step, lexicon) for step in steps[:_SHOWN])
    stands = any(not step.undone for step in steps)
    return Batch(first.batch, first.by, ago(first.at), at(first.at), batch_told(steps, lexicon), told, stands)


def last_told(steps: Sequence[MappingStep], lexicon: Lexicon) -> Last | None:
    """The batch of these steps; None where there are none."""
    return Last(batch_told(steps, lexicon), steps[0].batch) if steps else None


def batch_told(steps: Sequence[MappingStep], lexicon: Lexicon) -> str:
    """A batch in a sentence."""
    if len(steps) == 1:
        return step_told(steps[0], lexicon)
    left = sum(step.after.status is MappingStatus.PROPOSED for step in steps)
    fields = {step.subject.field for step in steps}
    named = next(iter(fields)) if len(fields) == 1 else ""
    told = phrase("onboard.last.many", count=len(steps) - left)
    if named:
        told = f"{named}: {told}"
    return f"{told} {phrase('onboard.last.left', count=left)}" if left else told


def step_told(step: MappingStep, lexicon: Lexicon) -> str:
    """One decision in a sentence."""
    status, name = step.after.status, called(step.subject, lexicon)
    if status is MappingStatus.PROPOSED:
        return phrase("onboard.last.open", name=name)
    key = "accepted" if status is MappingStatus.ACCEPTED else "rejected"
    return phrase(f"onboard.last.{key}", name=name, target=said_told(step.after, lexicon))


def said_told(said: Said, lexicon: Lexicon) -> str:
    """What is said, in a few words."""
    if said.meaning is not Meaning.CONCEPT:
        return meaning_told(said)
    known = lexicon.thesaurus.concept(said.target) is not None
    named = lexicon.name(said.target).text if known else said.label or said.target
    relation = relation_told(said.relation)
    return phrase("onboard.related", name=named, relation=relation) if relation else named


def conflict_told(subjects: Sequence[Subject], kept: Mapping[Subject, KeptMapping], lexicon: Lexicon) -> str:
    """What somebody else changed meanwhile; empty where nobody did."""
    if not subjects:
        return ""
    if len(subjects) > 1:
        return phrase("onboard.conflict.many", count=len(subjects))
    found = kept.get(subjects[0])
    name = subjects[0].value or subjects[0].field
    if found is None:
        return phrase("onboard.conflict.gone", name=name)
    return phrase("onboard.conflict.one", name=name, who=found.said.author, target=said_told(found.said, lexicon))


def called(subject: Subject, lexicon: Lexicon) -> str:
    """What a subject is called."""
    if subject.value and not subject.field and lexicon.thesaurus.concept(subject.value):
        return lexicon.name(subject.value).text
    return subject.value or subject.field
