"""Tags and records asked about: with the profile that was named or that fits, and with what an asset holds already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from thesaury.governance.profiles import Properties, fitting
from thesaury.model.annotation import Origin
from thesaury.model.asset import Asset
from thesaury.model.errors import Usage
from thesaury.model.profile import NO_PROFILE, Profile
from thesaury.model.validation import RecordAnswer, TagAnswer
from thesaury.pipeline.validating.ages import WordsAge, ages
from thesaury.pipeline.validating.keeper import Words, keeper_of
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RecordAsked:
    """A record to check. Of an asset (by id, or `connection/external id`) what is None is taken as it holds it; what is given stands in
    its place, and the profile is chosen by the properties of both."""

    tags: Sequence[str] | None = None
    concepts: Sequence[str] | None = None
    properties: Properties = field(default_factory=dict)
    asset: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was answered: of tags alone, or of records, in the order asked; how old the words are, and what to call schemes."""

    words: tuple[WordsAge, ...]
    called: Callable[[str], str]
    tags: tuple[TagAnswer, ...] = ()
    records: tuple[RecordAnswer, ...] = ()


def check_tags(
    workspace: Workspace, tags: Sequence[str], profile: str = "", languages: Sequence[str] = ()
) -> tuple[Profile, Checked]:
    """Tags alone, under the profile of this name or none. Raises Usage for an unknown profile."""
    rules, words = profile_named(workspace, profile), keeper_of(workspace).words()
    shown = (*languages, *workspace.languages)
    return rules, _checked(workspace, words, shown, words.validator.tags(tags, rules, shown))


def check_records(
    workspace: Workspace, records: Sequence[RecordAsked], profile: str = "", languages: Sequence[str] = ()
) -> Checked:
    """Whole records, under the profile of this name or the one that fits each. Raises Usage for an unknown profile or asset."""
    named = profile_named(workspace, profile) if profile else None
    profiles, words = workspace.catalogue.profiles.all(), keeper_of(workspace).words()
    shown = (*languages, *workspace.languages)
    answers = []
    for asked in (_filled(workspace, one) for one in records):
        rules = named or fitting(profiles, asked.properties)
        answers.append(words.validator.record(asked.tags or (), asked.concepts or (), rules, shown))
    return _checked(workspace, words, shown, (), answers)


def profile_named(workspace: Workspace, name: str) -> Profile:
    """The profile of this name, no rules for an empty one. Raises Usage, with the right names, where there is none."""
    if not name:
        return NO_PROFILE
    profiles = workspace.catalogue.profiles
    if (found := profiles.get(name)) is None:
        known = ", ".join(one.name for one in profiles.all()) or "none"
        raise Usage(f"There is no profile {name!r}. Profiles here: {known}.")
    return found


def profile_chooser(workspace: Workspace) -> Callable[[Asset], Profile]:
    """Says which of the profiles of now is for an asset."""
    profiles = workspace.catalogue.profiles.all()
    return lambda asset: fitting(profiles, properties_of(asset))


def properties_of(asset: Asset) -> Mapping[str, tuple[str, ...]]:
    """What profiles can ask of an asset: the properties of all its records, `source` (its connections) and `type` (image, video ...)."""
    found: dict[str, dict[str, None]] = {"source": {}, "type": {}}
    for record in asset.records:
        found["source"][record.connection] = None
        if record.file and record.file.media_type:
            found["type"][record.file.media_type.split("/")[0]] = None
        for name, values in record.properties:
            found.setdefault(name, {}).update(dict.fromkeys(values))
    return {name: tuple(values) for name, values in found.items() if values}


def _checked(
    workspace: Workspace,
    words: Words,
    shown: Sequence[str],
    tags: Sequence[TagAnswer],
    records: Sequence[RecordAnswer] = (),
) -> Checked:
    def called(scheme: str) -> str:
        return words.validator.scheme_title(scheme, shown)

    return Checked(ages(workspace, words.versions), called, tuple(tags), tuple(records))


def _filled(workspace: Workspace, asked: RecordAsked) -> RecordAsked:
    if not asked.asset:
        return asked
    asset = workspace.catalogue.records.find(asked.asset)
    if asset is None:
        raise Usage(f"There is no asset {asked.asset!r}. Name it by its id, or by connection/external id.")
    held = workspace.catalogue.enrichments.findings([asset.id])[asset.id]
    # What the old tags said goes with them.
    concepts = [one.concept for one in held.annotations if asked.tags is None or one.origin is not Origin.TAG]
    return RecordAsked(
        asset.tags() if asked.tags is None else asked.tags,
        concepts if asked.concepts is None else asked.concepts,
        {**properties_of(asset), **asked.properties},
        asset.id,
    )
