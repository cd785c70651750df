"""What pages and programs ask when tags are checked: the words of this moment, the profiles, and uploaded tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.profile import NO_PROFILE, Profile
from thesaury.pipeline.correcting_answers import Approved, approved
from thesaury.pipeline.validating import ages, keeper_of, validator_of
from thesaury.web.desk import Desk
from thesaury.web.parts.checking.shown import LIMIT, Shown, age, corrected_line, fine, lacking, tags_in
from thesaury.web.parts.checking.uploads import Uploads
from thesaury.web.parts.checking.working import Working


@dataclass(frozen=True, slots=True)
class CheckingDesk:
    """The room of checks of one workspace."""

    desk: Desk
    uploads: Uploads
    working: Working

    def shown(self, typed: str, profile: str) -> Shown:
        """What the page shows of tags that were typed; a profile that is gone is none."""
        every = {one.name: one for one in self.desk.workspace.catalogue.profiles.all()}
        chosen = every.get(profile, NO_PROFILE)
        words = keeper_of(self.desk.workspace).words()
        any_terms = any(version.concepts for version in words.versions)
        told = tuple(map(age, ages(self.desk.workspace, words.versions)))
        bare = Shown(typed, chosen.name, tuple(every), any_terms, told)
        tags = tags_in(typed)
        return self._answered(bare, tags, chosen) if tags and any_terms else bare

    def _answered(self, bare: Shown, tags: Sequence[str], profile: Profile) -> Shown:
        lexicon = self.desk.lexicon()
        answer = validator_of(self.desk.workspace).record(tags[:LIMIT], profile=profile, languages=lexicon.languages)
        return Shown(
            bare.typed,
            bare.profile,
            bare.profiles,
            bare.any_terms,
            bare.ages,
            answer,
            over=len(tags) > LIMIT,
            corrected=corrected_line(answer),
            fine=fine(answer),
            lacking=lacking(answer.missing, lambda iri: lexicon.name(iri).text),
            unnamed=tuple(lexicon.name(iri).text for iri in answer.unnamed),
        )


def answering(desk: Desk, profile: str, languages: Sequence[str] = ()) -> Approved:
    """Who answers the rows of a table, in the languages given or those of the reader. Raises Usage where there are no terms, or no
    such profile."""
    lexicon = desk.lexicon()
    return approved(desk.workspace, lexicon.thesaurus, profile, languages or lexicon.languages)


def checking_for(desk: Desk) -> CheckingDesk:
    """The room of this desk; nothing is read yet."""
    uploads = Uploads(desk.workspace.root)
    return CheckingDesk(desk, uploads, Working(desk.workspace, uploads, lambda profile: answering(desk, profile)))
