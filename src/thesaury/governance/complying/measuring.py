"""One asset against its profile, and each of its tags against the approved terms; the same tag is looked up once."""

from collections.abc import Callable, Iterable, Sequence

from thesaury.governance.grouping import groups, month
from thesaury.governance.validating.validator import Validator
from thesaury.model.asset import Asset
from thesaury.model.compliance import Kind, Measured
from thesaury.model.profile import Profile
from thesaury.model.validation import Standing, TagAnswer

Choose = Callable[[Asset], Profile]


class Measuring:
    """Measures assets page by page. Not for several threads."""

    def __init__(self, validator: Validator, choose: Choose, languages: Sequence[str]) -> None:
        """`choose` says which profile an asset has to follow; concepts are named in these languages, best first."""
        self._validator, self._choose, self._languages = validator, choose, languages
        self._answers: dict[tuple[str, str], TagAnswer] = {}

    def answers(self, asset: Asset) -> tuple[TagAnswer, ...]:
        """What is said of each tag of the asset."""
        profile, tags = self._choose(asset), asset.tags()
        new = [tag for tag in tags if (profile.name, tag) not in self._answers]
        for tag, answer in zip(new, self._validator.tags(new, profile, self._languages), strict=True):
            self._answers[profile.name, tag] = answer
        return tuple(self._answers[profile.name, tag] for tag in tags)

    def measured(self, asset: Asset, concepts: Iterable[str]) -> Measured:
        """The asset with these accepted concepts, by IRI."""
        answers = self.answers(asset)
        held = dict.fromkeys([*concepts, *_named(answers)])
        told = self._validator.record((), held, self._choose(asset), self._languages)
        missing = tuple(one.scheme for one in told.missing)
        if not any(one.standing is Standing.APPROVED for one in told.concepts):
            missing = ("", *missing)
        clean = all(answer.standing is Standing.APPROVED for answer in answers)
        return Measured(asset.id, told.complete and not missing, clean, _groups(asset), missing)


def _named(answers: Iterable[TagAnswer]) -> list[str]:
    """The concepts that tags name without anybody's help, those in parts of a tag too."""
    parts = (part for answer in answers for part in (answer, *answer.parts))
    return [part.concept for part in parts if part.concept]


def _groups(asset: Asset) -> tuple[tuple[Kind, str], ...]:
    found = {(Kind(kind), value): None for record in asset.records for kind, value in groups(record)}
    months = filter(None, map(month, asset.records))
    return (*found, *((Kind.MONTH, made) for made in sorted(months)[:1]))
