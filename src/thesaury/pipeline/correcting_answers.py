"""Who answers the rows of a table: the validator, each row under its profile, tags that come again out of memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from thesaury.governance.correcting import OpenRow
from thesaury.governance.profiles import Properties, fitting
from thesaury.governance.validating import Validator
from thesaury.model.concept import Concept
from thesaury.model.errors import Usage
from thesaury.model.profile import Profile
from thesaury.model.validation import RecordAnswer, TagAnswer
from thesaury.pipeline.validating import profile_named, validator_of
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus

_REMEMBERED = 100_000
_SIGNS = frozenset(",;|\n\t、，；")


class Approved:
    """Implements `pipeline.correcting.Answering`, for one table: what was answered is remembered as long as it lives."""

    def __init__(
        self,
        validator: Validator,
        profile_of: Callable[[Properties], Profile],
        languages: Sequence[str],
        called: Callable[[str], str],
        whole: frozenset[str] = frozenset(),
    ) -> None:
        """`profile_of` says under which profile a row with these properties is checked; `called` names schemes by their IRIs."""
        self._validator, self._profile_of, self._languages = validator, profile_of, tuple(languages)
        self.called, self.whole = called, whole
        self._answers: dict[str, dict[str, TagAnswer]] = defaultdict(dict)

    def records(self, rows: Sequence[OpenRow]) -> Sequence[RecordAnswer]:
        """An answer for each row, in their order."""
        groups: dict[str, tuple[Profile, list[int]]] = {}
        for place, row in enumerate(rows):
            profile = self._profile_of(row.properties)
            groups.setdefault(profile.name, (profile, []))[1].append(place)
        found: dict[int, RecordAnswer] = {}
        for profile, places in groups.values():
            found |= zip(places, self._answered(profile, [rows[place].tags for place in places]), strict=True)
        return [found[place] for place in range(len(rows))]

    def _answered(self, profile: Profile, records: Sequence[Sequence[str]]) -> Sequence[RecordAnswer]:
        known = self._answers[profile.name]
        new = [tag for tag in dict.fromkeys(tag for tags in records for tag in tags) if tag not in known]
        if len(known) + len(new) > _REMEMBERED:
            known.clear()
            new = list(dict.fromkeys(tag for tags in records for tag in tags))
        known.update(zip(new, self._validator.tags(new, profile, self._languages), strict=True))
        return self._validator.records_of([[known[tag] for tag in tags] for tags in records], profile, self._languages)


def approved(workspace: Workspace, thesaurus: Thesaurus, profile: str = "", languages: Sequence[str] = ()) -> Approved:
    """Who answers the rows of one table under the profile of this name, or (empty) each under the one that fits it.

    Terms are written in the languages of the profile, else in that of the tag, else in these, best first. Raises Usage where there are no
    terms, or no such profile.
    """
    if not len(thesaurus):
        raise Usage("There are no approved terms to check tags against. Import a vocabulary first.")
    spoken = (*languages, *workspace.languages)
    chosen = _chosen(workspace, profile)
    return Approved(
        validator_of(workspace), chosen, spoken, lambda iri: thesaurus.label(iri, spoken), with_signs(thesaurus)
    )


def _chosen(workspace: Workspace, name: str) -> Callable[[Properties], Profile]:
    if name:
        named = profile_named(workspace, name)
        return lambda properties: named
    every = workspace.catalogue.profiles.all()
    return lambda properties: fitting(every, properties)


def with_signs(concepts: Iterable[Concept]) -> frozenset[str]:
    """The labels, without capitals, that have a sign in them at which the cells of tables are cut."""
    texts = (label.text for concept in concepts for _, label in concept.labels())
    return frozenset(text.casefold() for text in texts if not _SIGNS.isdisjoint(text))
