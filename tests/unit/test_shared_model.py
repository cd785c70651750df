"""The shared model in a client: offered, weighed, taken, declined, made one's own; and edited nowhere but at the agency."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import thesaury
from tests.contract.catalogue_values import AT, enrich, fill, record, tagged
from tests.fakes.vocabulary_source import FakeVocabularyServer, FakeVocabularySource
from tests.fakes.workspace import FakeWorkspace
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.client_word import TAGS, ClientWord
from thesaury.model.concept import Concept, Label, MappingRelation, Match, Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.edit import Rename
from thesaury.model.errors import Outdated, Usage
from thesaury.model.mapping import BY_MATCHING, MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, Said, SourceKind, Subject, SubjectKind
from thesaury.pipeline import editing, keep_vocabulary, pull_vocabulary, shared_model
from thesaury.pipeline.following_taken import REPLACED, follow_taken
from thesaury.pipeline.onboarding import undo
from thesaury.pipeline.onboarding.rounds import round_named
from thesaury.pipeline.onboarding.rounds import shared_model as mapped_to
from thesaury.pipeline.onboarding.standing import standing as standing_of
from thesaury.pipeline.proposals.deciding import propose
from thesaury.pipeline.proposals.planning import Errands, planned_accept
from thesaury.pipeline.proposals.targets import targets
from thesaury.pipeline.shared_model import Outcome

A, B, C, D = (Concept(f"https://model.example/{name}", preferred=(Label(name, "en"),)) for name in "abcd")
FIRST = Vocabulary("model", (), (A, B, C))
SECOND = Vocabulary("model", (), (A, replace(B, deprecated=True, replaced_by=D.iri), D))
"""b is replaced by d, c is gone."""


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    offered(made, FIRST, 1)
    shared_model.take(made, "model")
    return made


def offered(workspace: FakeWorkspace, content: Vocabulary, number: int) -> Outcome:
    """As an agency offers version `number` of its own."""
    digest = f"{hash(content.concepts):x}"
    version = VocabularyVersion(content.name, number, digest, len(content.concepts), AT, "begun by mara")
    return shared_model.offer(workspace, version, content, "Two words more.")


def mapped(workspace: FakeWorkspace, **targets: Said) -> None:
    """A round in which each value is said to be something."""
    catalogue = workspace.catalogue
    catalogue.mappings.put_round(OnboardingRound("dam", SourceKind.CONNECTION, "dam", "model", AT, AT))
    kept = [
        KeptMapping(Subject(SubjectKind.VALUE, "tags", value), said, 3, choices=(said,))
        for value, said in targets.items()
    ]
    catalogue.mappings.propose("dam", (SubjectKind.VALUE,), kept)


def said(concept: Concept, author: str = "ana", status: MappingStatus = MappingStatus.ACCEPTED) -> Said:
    label = concept.preferred[0].text
    return Said(Meaning.CONCEPT, concept.iri, label, MappingRelation.BROAD, 0.8, author=author, status=status)


def standing(workspace: FakeWorkspace) -> dict[str, Said]:
    return {one.subject.value: one.said for one in workspace.catalogue.mappings.page("dam")}


def test_what_is_taken_is_the_agency_s_and_told_in_the_log(workspace: FakeWorkspace):
    [version], [taken] = workspace.catalogue.vocabularies.current(), workspace.catalogue.offers.taken()
    assert (version.key, version.source, taken.version, taken.followed) == ("model@1", "agency", 1, True)
    assert offered(workspace, FIRST, 1) is Outcome.THERE
    actions = [kept.deed.action for kept in workspace.catalogue.audit.every()]
    assert actions == ["vocabulary.offer", "vocabulary.take"]
    with pytest.raises(Usage, match=r"No version of 'model' is offered here\. Offered: nothing"):
        shared_model.take(workspace, "model")


def test_offering_what_is_there_withdraws_what_waits(workspace: FakeWorkspace):
    assert offered(workspace, SECOND, 2) is Outcome.OFFERED
    assert offered(workspace, FIRST, 1) is Outcome.THERE
    assert workspace.catalogue.offers.all() == []


def test_the_impact_is_told_before_anything_is_kept(workspace: FakeWorkspace):
    for number, concept in enumerate((A, B, C, C)):
        [asset] = fill(workspace.catalogue, record(str(number)))
        enrich(workspace.catalogue, asset, tagged(concept.iri))
    mapped(workspace, bee=said(B), sea=said(C), see=said(C, "ben"), ay=said(A))
    own = Concept(
        "https://own.example/1", preferred=(Label("ocean", "en"),), matches=(Match(MappingRelation.CLOSE, C.iri),)
    )
    keep_vocabulary(workspace, Vocabulary("own", (), (own,)), "own.ttl")
    workspace.catalogue.brand_terms.change(
        [BrandTerm("deep blue", BrandStanding.PREFERRED, concept=C.iri)], [], AT[:10]
    )
    offered(workspace, SECOND, 2)
    found = shared_model.impact(workspace, "model")
    assert (found.version, found.added, found.removed, found.changed, found.deprecated) == (1, 1, 1, 1, 1)
    assert [(one.label, one.assets) for one in found.lost] == [("c", 2)]
    assert (found.moved, found.reopened, found.brand_terms, found.matches) == (1, 2, ("deep blue",), ("ocean",))
    assert found.reopened_assets == 6
    assert found.touched == 4  # more than a fifth of the concepts change: all assets are read again
    assert workspace.catalogue.vocabularies.get("model") == FIRST


def test_assets_of_a_mapping_to_what_was_out_of_use_before_are_touched_too(workspace: FakeWorkspace):
    """Its concept does not change, but the mapping is open again once the version is taken."""
    many = [Concept(f"https://model.example/{number}", preferred=(Label(f"n{number}", "en"),)) for number in range(9)]
    old = replace(C, deprecated=True)
    offered(workspace, Vocabulary("model", (), (A, B, old, *many)), 2)
    shared_model.take(workspace, "model")
    for number, tag in enumerate(("sea", "land")):
        [asset] = fill(workspace.catalogue, replace(record(str(number)), tags=(tag,)))
        enrich(workspace.catalogue, asset)
    mapped(workspace, sea=said(C))
    word = ClientWord(record("0").connection, TAGS, "sea", said(C))
    workspace.catalogue.client_words.enforce([word])
    offered(workspace, Vocabulary("model", (), (A, B, old, replace(many[0], notations=("1",)), *many[1:])), 3)
    found = shared_model.impact(workspace, "model")
    assert (found.changed, found.reopened, found.touched) == (1, 1, 1)


def test_mappings_follow_what_replaces_their_concept_and_can_be_undone(workspace: FakeWorkspace):
    before = said(B)
    guess = said(B, BY_MATCHING, MappingStatus.PROPOSED)
    safe = said(B, BY_MATCHING)
    no = said(C, status=MappingStatus.REJECTED)
    mapped(workspace, bee=before, buzz=guess, hum=safe, sea=said(C), ay=said(A), no=no)
    offered(workspace, SECOND, 2)
    shared_model.take(workspace, "model")
    now = standing(workspace)
    assert (now["bee"].target, now["bee"].label, now["bee"].author) == (D.iri, "d", REPLACED)
    assert (now["bee"].relation, now["bee"].status) == (before.relation, MappingStatus.ACCEPTED)
    assert now["bee"].explanation == "In place of “b”, which version 2 of the shared model replaces."
    assert (now["buzz"].target, now["buzz"].author, now["buzz"].status) == (D.iri, BY_MATCHING, MappingStatus.PROPOSED)
    assert (now["hum"].target, now["hum"].author, now["hum"].status) == (D.iri, BY_MATCHING, MappingStatus.ACCEPTED)
    assert {one.at for one in now.values()} == {""}  # when it was decided, not when it was carried over
    assert (now["sea"].meaning, now["sea"].target, now["sea"].status) == (Meaning.NOTHING, "", MappingStatus.PROPOSED)
    assert (now["ay"], now["no"]) == (said(A), no)
    [decided] = standing_of(workspace, round_named(workspace)).decided.values()
    assert (decided.by_itself, decided.by_person, decided.as_proposed) == (2, 2, 1)
    undo(workspace, round_named(workspace))
    assert standing(workspace) == {"bee": before, "buzz": guess, "hum": safe, "sea": said(C), "ay": said(A), "no": no}
    follow_taken(workspace)  # as every later sync does: what a person took back stays so
    assert standing(workspace)["bee"] == before


def test_cut_off_after_the_version_was_kept_the_rest_comes_with_the_next_sync(
    workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
):
    mapped(workspace, bee=said(B))
    offered(workspace, SECOND, 2)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("thesaury.pipeline.shared_model.taking.follow_taken", cut)
        with pytest.raises(KeyboardInterrupt):
            shared_model.take(workspace, "model")
    assert (workspace.catalogue.vocabularies.get("model"), standing(workspace)["bee"].target) == (SECOND, B.iri)
    follow_taken(workspace)
    assert standing(workspace)["bee"].target == D.iri
    assert workspace.catalogue.offers.taken()[0].followed


def test_what_was_looked_at_is_what_is_decided_on(workspace: FakeWorkspace):
    offered(workspace, SECOND, 2)
    [offer] = workspace.catalogue.offers.all()
    for decided in (shared_model.take, shared_model.decline):
        with pytest.raises(Outdated, match="Version 2 of model is offered by now"):
            decided(workspace, "model", "another")
    assert shared_model.decline(workspace, "model", offer.digest) == offer
    [declined] = workspace.catalogue.offers.all()
    assert not declined.waits
    with pytest.raises(Usage):
        shared_model.take(workspace, "model")
    assert offered(workspace, SECOND, 2) is Outcome.OFFERED  # asked again


def test_a_vocabulary_of_one_s_own_is_not_covered_by_the_agency_s():
    workspace = FakeWorkspace()
    offered(workspace, FIRST, 1)
    keep_vocabulary(workspace, Vocabulary("model", (), (D,)), "own.ttl")
    for refused in (lambda: offered(workspace, SECOND, 2), lambda: shared_model.take(workspace, "model")):
        with pytest.raises(Usage, match="There is a vocabulary model here that is not the agency's"):
            refused()
    assert workspace.catalogue.vocabularies.get("model").concepts == (D,)


def test_made_one_s_own_it_is_edited_here_and_offers_are_refused(workspace: FakeWorkspace):
    offered(workspace, SECOND, 2)
    shared_model.make_own(workspace, "model")
    editing.edit(workspace, "model", [Rename(A.iri, Label("ay", "en"))], None, "ana")
    assert editing.publish(workspace, "model", "ana").version == 2
    with pytest.raises(Usage):
        offered(workspace, SECOND, 2)
    with pytest.raises(Usage, match="no vocabulary of the agency"):
        shared_model.make_own(workspace, "model")


def test_values_are_mapped_to_the_agency_s_where_there_are_several(workspace: FakeWorkspace):
    keep_vocabulary(workspace, Vocabulary("own", (), (D,)), "own.ttl")
    assert mapped_to(workspace) == "model"
    shared_model.make_own(workspace, "model")
    with pytest.raises(Usage, match="Several"):
        mapped_to(workspace)


def pulled(workspace: FakeWorkspace) -> None:
    server = FakeVocabularyServer()
    server.add(Label("pulled", "en"))
    workspace.servers["server"] = FakeVocabularySource(server, "model")
    pull_vocabulary(workspace, Connection("server", "fake"))


def accepted(workspace: FakeWorkspace) -> None:
    proposal, _ = propose(workspace, "refill pouch")
    planned_accept(workspace, proposal.id, 0, Errands("vocabulary:model"))


PATHS: dict[str, Callable[[FakeWorkspace], object]] = {
    "import": lambda workspace: keep_vocabulary(workspace, SECOND, "model.ttl"),
    "back to a version": lambda workspace: keep_vocabulary(workspace, FIRST, "model@1"),
    "pull": pulled,
    "edit": lambda workspace: editing.edit(workspace, "model", [Rename(A.iri, Label("ay", "en"))], None, "ana"),
    "add": lambda workspace: editing.add_concept(workspace, "model", [Label("new", "en")]),
    "draft": lambda workspace: editing.draft_of(workspace, "model"),
    "publish": lambda workspace: editing.publish(workspace, "model", "ana"),
    "begin": lambda workspace: editing.begin(workspace, "model", "Model", "en", "ana"),
    "proposal": accepted,
}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_here_changes_what_is_the_agency_s(workspace: FakeWorkspace, path: str):
    with pytest.raises(Usage, match="There is a vocabulary 'model' already" if path == "begin" else "is the agency's"):
        PATHS[path](workspace)
    assert workspace.catalogue.vocabularies.get("model") == FIRST
    assert workspace.catalogue.drafts.current("model") is None
    assert "vocabulary:model" not in [one.to for one in targets(workspace)]


def test_content_is_kept_in_one_place_alone_which_asks_whose_it_is():
    """A way that keeps versions by itself has to go by `pipeline.new_versions`, whose ways stand in PATHS."""
    keeping = re.compile(r"vocabularies\.(put|pulled)\b|catalogue\.offers\.take\b")
    root = Path(thesaury.__file__).parent
    found = {
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if keeping.search(path.read_text("utf-8"))
    }
    assert found - {"engines/sql/catalogue.py"} == {"pipeline/new_versions.py"}
