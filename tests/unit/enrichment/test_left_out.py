"""Annotators that say nothing of some schemes."""

from tests.unit.enrichment.test_fusing import ASSET, Saying, said
from thesaury.enrichment.left_out import without_schemes
from thesaury.model.concept import Concept, Vocabulary
from thesaury.ports.annotator import Unread

VOCABULARIES = (
    Vocabulary("one", (), (Concept("c", ("s",)), Concept("both", ("s", "t")), Concept("free"))),
    Vocabulary("two", (), (Concept("d", ("t",)), Concept("shared", ("s",)))),
    Vocabulary("three", (), (Concept("shared", ("u",)),)),
)
ALL = tuple(said(iri, 0.5) for iri in ("c", "both", "free", "d", "shared"))


def test_what_is_in_no_other_scheme_is_left_out():
    ((first, *_, last),) = without_schemes(Saying("a", ALL), VOCABULARIES, ("s",)).suggest([ASSET])
    kept = without_schemes(Saying("a", ALL), VOCABULARIES, ("s",)).suggest([ASSET])[0]
    assert [one.concept for one in kept] == ["both", "free", "d", "shared"]
    assert (first.annotator, last.score) == (without_schemes(Saying("a"), VOCABULARIES, ("s",)).version, 0.5)


def test_the_version_is_another_one_for_other_concepts():
    plain = Saying("a")
    versions = [without_schemes(plain, VOCABULARIES, schemes).version for schemes in (("s",), ("t",), ("s", "t"))]
    assert len({plain.version, *versions}) == 4
    assert without_schemes(plain, VOCABULARIES, ("t", "s")).version == versions[2]
    assert without_schemes(plain, VOCABULARIES, ("s", "unknown")).version == versions[0]
    assert without_schemes(plain, VOCABULARIES, ("s",)).vocabulary == plain.vocabulary


def test_nothing_left_out_is_the_annotator_itself():
    plain = Saying("a")
    assert without_schemes(plain, VOCABULARIES, ()) is plain
    assert without_schemes(plain, VOCABULARIES, ("unknown",)) is plain


def test_what_was_not_read_stays_unread():
    silent = without_schemes(Saying("a", Unread("away")), VOCABULARIES, ("s",))
    assert silent.suggest([ASSET]) == [Unread("away")]
