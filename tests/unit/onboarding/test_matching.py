"""Concepts find the ones that correspond to them, each kind of evidence by itself."""

from collections.abc import Iterable
from dataclasses import replace

from tests.fakes.embedder import FakeEmbedder
from tests.fakes.word_senses import MemoryWordSenses
from thesaury.model.concept import Concept, Label, MappingRelation, Vocabulary
from thesaury.model.mapping import BY_MATCHING, Justification, Mapping, MappingStatus
from thesaury.onboarding.matching.knowledge import Knowledge
from thesaury.onboarding.matching.matching import match

LEAVES = ("Lily", "Fern", "Moss", "Reed", "Sedge", "Thistle")


def concept(iri: str, *labels: str, broader: Iterable[str] = (), language: str = "en") -> Concept:
    """The first label is the preferred one."""
    first, *others = (Label(text, language) for text in labels)
    return Concept(iri, preferred=(first,), alternative=tuple(sorted(others)), broader=tuple(sorted(broader)))


def vocabulary(*concepts: Concept) -> Vocabulary:
    return Vocabulary("v", (), tuple(sorted(concepts, key=lambda one: one.iri)))


def garden(side: str, leaves: int = 12, top: str = "Garden") -> list[Concept]:
    """A tree with leaves that are called the same on either side."""
    names = (*LEAVES, "Rush", "Clover", "Nettle", "Mallow", "Yarrow", "Sorrel")[:leaves]
    return [
        concept(f"{side}:garden", top),
        *(concept(f"{side}:{name}", name, broader=[f"{side}:garden"]) for name in names),
    ]


def accepted(source: Vocabulary, target: Vocabulary) -> set[str]:
    return {one.subject for one in match(source, target) if one.status is MappingStatus.ACCEPTED}


def best(source: Vocabulary, target: Vocabulary, knowledge: Knowledge | None = None) -> dict[str, Mapping]:
    found: dict[str, Mapping] = {}
    for one in match(source, target, knowledge):
        found.setdefault(one.subject, one)
    return found


def test_the_same_name_is_accepted_and_everything_else_is_proposed():
    source = vocabulary(concept("s:1", "Arts & Crafts"), concept("s:2", "Trucks"), concept("s:3", "Xylophone"))
    target = vocabulary(concept("t:1", "Arts and Crafts"), concept("t:2", "Pickup Trucks"), concept("t:3", "Weather"))

    found = best(source, target)

    assert (found["s:1"].object, found["s:1"].relation) == ("t:1", MappingRelation.EXACT)
    assert (found["s:1"].status, found["s:1"].author) == (MappingStatus.ACCEPTED, BY_MATCHING)
    assert (found["s:2"].object, found["s:2"].relation) == ("t:2", MappingRelation.NARROW)
    assert found["s:2"].status is MappingStatus.PROPOSED
    assert "“Pickup Trucks” says “Trucks” and more." in found["s:2"].explanation
    assert (found["s:1"].confidence or 0) > (found["s:2"].confidence or 0)
    assert found["s:3"].object is None
    assert found["s:3"].subject_label == "Xylophone"


def test_of_two_with_the_same_name_the_one_in_the_like_place_is_meant():
    source = vocabulary(concept("s:travel", "Travel"), concept("s:africa", "Africa", broader=["s:travel"]))
    target = vocabulary(
        concept("t:geo", "Content Source"),
        concept("t:africa", "Africa", broader=["t:geo"]),
        concept("t:travel", "Travel"),
        concept("t:tours", "Africa Travel", broader=["t:travel"]),
    )

    found = best(source, target)["s:africa"]

    assert found.object == "t:tours"
    assert found.status is MappingStatus.PROPOSED


def test_a_name_that_stands_somewhere_else_is_not_accepted_by_itself():
    source = vocabulary(concept("s:up", "Drinks"), concept("s:1", "Java", broader=["s:up"]), *garden("s"))
    target = vocabulary(concept("t:up", "Languages"), concept("t:1", "Java", broader=["t:up"]), *garden("t"))

    found = best(source, target)

    assert (found["s:1"].object, found["s:1"].status) == ("t:1", MappingStatus.PROPOSED)
    assert found["s:Moss"].status is MappingStatus.ACCEPTED


def test_the_head_of_a_tree_is_not_safely_what_stands_within_one():
    head = concept("s:1", "News"), concept("s:2", "Local News", broader=["s:1"])
    leaf = concept("t:up", "Formats"), concept("t:1", "News", broader=["t:up"])

    assert "s:1" not in accepted(vocabulary(*head, *garden("s")), vocabulary(*leaf, *garden("t")))
    assert "t:1" not in accepted(vocabulary(*leaf, *garden("t")), vocabulary(*head, *garden("s")))
    # Of what stands alone nothing is said.
    assert "s:1" in accepted(vocabulary(head[0], *garden("s")), vocabulary(*leaf, *garden("t")))


def test_equal_words_are_trusted_where_the_hierarchies_show_that_they_mean_the_same():
    assert len(accepted(vocabulary(*garden("s")), vocabulary(*garden("t")))) == 13
    # Too few to tell.
    assert not accepted(vocabulary(*garden("s", 3)), vocabulary(*garden("t", 3)))
    # As many in other places as in like ones: not even these are safe.
    others = [concept(f"{side}:other", top) for side, top in (("s", "Sea"), ("t", "Sky"))]
    torn = [
        [*garden(side), up, *(concept(f"{side}:{n}", f"Number {n}", broader=[up.iri]) for n in range(12))]
        for side, up in zip("st", others, strict=True)
    ]
    assert not accepted(vocabulary(*torn[0]), vocabulary(*torn[1]))
    # A list has no places that could speak for its words or against them.
    assert len(accepted(vocabulary(concept("s:1", "Moss"), concept("s:2", "Reed")), vocabulary(*garden("t", 3)))) == 1


def test_function_words_that_matter_are_no_small_difference():
    source = vocabulary(concept("s:1", "name"))
    target = vocabulary(concept("t:1", "has a name"), concept("t:2", "the name"))

    found = best(source, target)["s:1"]

    assert (found.object, found.status) == ("t:2", MappingStatus.ACCEPTED)
    assert best(source, vocabulary(concept("t:1", "has a name")))["s:1"].status is MappingStatus.PROPOSED


def test_alternative_labels_teach_how_others_may_be_written():
    # That `urinary bladder` is also called `bladder`, and `splenic` stands for `spleen`, is said of other concepts.
    source = vocabulary(
        concept("s:1", "Urinary Bladder Mucosa"), concept("s:2", "Spleen Pulp"), concept("s:3", "Kidney")
    )
    target = vocabulary(
        concept("t:0", "Urinary Bladder", "Bladder"),
        concept("t:1", "Bladder Mucosa"),
        concept("t:2", "Splenic Pulp"),
        concept("t:3", "Splenic Vein", "Spleen Vein"),
        concept("t:4", "Splenic Artery", "Spleen Artery"),
        concept("t:5", "Kidney Mucosa"),
    )

    found = best(source, target)

    assert [found[iri].object for iri in ("s:1", "s:2")] == ["t:1", "t:2"]
    assert found["s:1"].status is MappingStatus.PROPOSED


def test_spelling_is_read_one_way_and_a_mistake_is_forgiven():
    source = vocabulary(
        concept("s:1", "Oesophagus Colour"), concept("s:2", "Mammory Gland"), concept("s:3", "Gall Bladder")
    )
    target = vocabulary(
        concept("t:1", "Esophagus Color"), concept("t:2", "Mammary Gland"), concept("t:3", "Gallbladder")
    )

    assert {iri: one.object for iri, one in best(source, target).items()} == {"s:1": "t:1", "s:2": "t:2", "s:3": "t:3"}


def test_labels_meet_in_the_languages_both_have():
    # `Gift` is poison in German and a present in English.
    poison = Concept("t:poison", preferred=(Label("Gift", "de"), Label("poison", "en")))
    present = Concept("t:present", preferred=(Label("Geschenk", "de"), Label("gift", "en")))
    target = vocabulary(poison, present)

    assert best(vocabulary(concept("s:1", "Gift", language="de")), target)["s:1"].object == "t:poison"
    assert best(vocabulary(concept("s:1", "Gift", language="en")), target)["s:1"].object == "t:present"
    assert best(vocabulary(concept("s:1", "Geschenke", language="de-AT")), target)["s:1"].object == "t:present"
    assert best(vocabulary(concept("s:1", "Geschenke", language="")), target)["s:1"].object == "t:present"
    assert best(vocabulary(concept("s:1", "poisons", language="")), target)["s:1"].object == "t:poison"


def test_vectors_find_what_has_another_name():
    meanings = {"guitar": "music", "musical": "music", "instruments": "music"}
    source = vocabulary(concept("s:1", "Guitar"))
    target = vocabulary(concept("t:1", "Boats"), concept("t:2", "Musical Instruments"))

    found = best(source, target, Knowledge(embedder=FakeEmbedder(meanings)))["s:1"]

    assert (found.object, found.justification) == ("t:2", Justification.SIMILARITY)
    assert best(source, target)["s:1"].object is None


def test_a_dictionary_finds_what_the_one_is_a_kind_of():
    source = vocabulary(concept("s:1", "Temple"), concept("s:2", "Geese"))
    target = vocabulary(
        concept("t:1", "Houses of Worship & Graves"), concept("t:2", "Weapons"), concept("t:3", "Buildings")
    )

    found = best(source, target, Knowledge(senses=MemoryWordSenses()))

    assert (found["s:1"].object, found["s:1"].relation) == ("t:3", MappingRelation.BROAD)
    assert found["s:1"].justification is Justification.BACKGROUND
    assert {
        one.object for one in match(source, target, Knowledge(senses=MemoryWordSenses())) if one.subject == "s:1"
    } >= {"t:1", "t:3"}
    assert found["s:2"].object is None


def test_assets_that_carry_both_speak_for_a_pair():
    source = vocabulary(concept("s:1", "Y26 hero"), concept("s:2", "Zinc"))
    target = vocabulary(concept("t:1", "Campaign"), concept("t:2", "Weather"))
    company = {("s:1", "t:1"): 40, ("s:1", "s:1"): 42, ("t:1", "t:1"): 45}

    found = best(source, target, Knowledge(company=company))

    assert (found["s:1"].object, found["s:1"].justification) == ("t:1", Justification.INSTANCE)
    assert found["s:2"].object is None


def test_who_has_no_place_of_its_own_is_offered_that_of_its_parent():
    source = vocabulary(concept("s:up", "Plants"), concept("s:1", "Reed Mace", broader=["s:up"]))
    target = vocabulary(
        concept("t:up", "Plants"), *(concept(f"t:{n}", f"{name} Reed") for n, name in enumerate(LEAVES))
    )

    offered = [one for one in match(source, target) if one.subject == "s:1"]

    assert len(offered) == 5
    assert (offered[-1].object, offered[-1].relation) == ("t:up", MappingRelation.BROAD)
    assert offered[-1].justification is Justification.STRUCTURAL
    assert [one.confidence for one in offered] == sorted((one.confidence or 0 for one in offered), reverse=True)


def test_several_may_go_to_one_target():
    source = vocabulary(concept("s:1", "Cold Wine"), concept("s:2", "Warm Wine"))

    assert {one.object for one in best(source, vocabulary(concept("t:1", "Wine"))).values()} == {"t:1"}


def test_what_is_deprecated_or_without_a_name_or_alone_does_no_harm():
    gone = replace(concept("t:1", "Wine"), deprecated=True)
    source = vocabulary(concept("s:1", "Wine"), Concept("s:2"))

    assert {one.object for one in match(source, vocabulary(gone))} == {None}
    assert match(vocabulary(), vocabulary(concept("t:1", "Wine"))) == ()


def test_the_same_vocabularies_give_the_same_mappings():
    source = vocabulary(*(concept(f"s:{n}", f"{name} Water") for n, name in enumerate(LEAVES)))
    target = vocabulary(*(concept(f"t:{n}", f"Water {name}") for n, name in enumerate(reversed(LEAVES))))

    assert match(source, target) == match(source, target)


ROOMS = {"kitchen": "cocina", "garden": "jardín", "bedroom": "dormitorio"}
THINGS = {"chairs": "sillas", "mirrors": "espejos", "curtains": "visillos"}
MAKERS = ("Thonet", "Ormevaux", "Fennmoor", "Braun", "Vitra", "Kvadrat")


def house(side: str, english: bool) -> Vocabulary:
    """What stands in the rooms of a house, and one room or thing by each maker, whose names are the same in all languages."""
    told = (
        (room, thing, f"{room} {thing}" if english else f"{THINGS[thing]} de {ROOMS[room]}")
        for room in ROOMS
        for thing in THINGS
    )
    made = (
        (maker, name, f"{maker} {name}" if english else f"{own} {maker}")
        for maker, (name, own) in zip(MAKERS, (ROOMS | THINGS).items(), strict=True)
    )
    return vocabulary(
        *(
            concept(f"{side}:{one}-{other}", label, language="en" if english else "es")
            for one, other, label in (*told, *made)
        )
    )


def test_without_a_common_language_words_are_learned_from_what_is_alike():
    source = house("s", english=False)
    found = best(source, house("t", english=True))

    right = [one.iri for one in source.concepts if (found[one.iri].object or "").partition(":")[2] == one.iri[2:]]
    assert len(right) == len(source.concepts)
    chairs = found["s:kitchen-chairs"]
    assert chairs.relation is MappingRelation.CLOSE
    assert "“sillas de cocina” and “kitchen chairs” seem to stand for each other" in chairs.explanation


def test_equal_words_of_two_languages_are_not_trusted_where_no_hierarchy_could_tell():
    source = vocabulary(concept("s:1", "Gift", language="de"), concept("s:2", "Film", language="de"))
    target = vocabulary(concept("t:1", "Gift"), concept("t:2", "Film"))

    assert {one.object for one in best(source, target).values()} == {"t:1", "t:2"}
    assert accepted(source, target) == set()
