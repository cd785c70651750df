"""A vocabulary begun here, for people who have no file to bring."""

from thesaury.model.concept import ConceptScheme, Label, Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.pipeline.new_versions import keep_vocabulary
from thesaury.pipeline.words import RIGHTS
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.minting import new_iri, scheme_iri

LONGEST = 100


def begin(workspace: Workspace, name: str, title: str, language: str, who: str) -> VocabularyVersion:
    """Make a vocabulary with one concept scheme of this title and no concept; what comes into it is edited from here on.

    Raises Usage for a name that is taken or cannot be one, a title that is empty, and a language that is none.
    """
    name, title = name.strip(), title.strip()
    if not name or len(name) > LONGEST or not name.isprintable() or "/" in name or name.startswith(RIGHTS):
        raise Usage(f"A vocabulary is called by up to {LONGEST} readable signs without a slash, such as terms.")
    if workspace.catalogue.vocabularies.versions(name):
        raise Usage(f"There is a vocabulary {name!r} already. Edit it, or choose another name.")
    if not title:
        raise Usage("Give the vocabulary a title that people read.")
    if not (spoken := canonical(language)):
        raise Usage(f"{language!r} is no language tag. Write one such as en or de-AT.")
    base = workspace.concept_base
    scheme = new_iri(name, "scheme", base) if base else scheme_iri(name)
    empty = Vocabulary(name, (ConceptScheme(scheme, (Label(title, spoken),)),), ())
    return keep_vocabulary(workspace, empty, f"begun by {who}")
