"""Folders of a channel by its concepts, whatever these are called and however they hang together; and lists that hold at the moment."""

from datetime import date

from tests.fakes.feeds import FakeFeeds
from tests.unit.publishing.house import GEAR, TENT, House
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.publishing import Channel, Entry, Item, Topic
from thesaury.pipeline.offering.folders import DEEPEST, ROOT, Folder, Folders
from thesaury.pipeline.offering.listing import MOST, Listing
from thesaury.vocabulary.thesaurus import Thesaurus

V = "https://v.example/"
AT = "2026-03-01T10:00:00+00:00"
CHANNEL = Channel("web", "Web", languages=("en", "de"))


def concept(name: str, label: str = "", *broader: str) -> Concept:
    return Concept(V + name, (V,), (Label(label or name, "en"),), broader=tuple(V + one for one in broader))


def folders(
    *concepts: Concept, tops: tuple[str, ...] = (), used: tuple[str, ...] = (), above: tuple[str, ...] = ()
) -> Folders:
    scheme = ConceptScheme(V, (Label("Words", "en"),), tuple(V + one for one in tops))
    thesaurus, feeds = Thesaurus([Vocabulary("v", (scheme,), concepts)]), FakeFeeds()
    feeds.begin("web")
    for one in used:
        item = Item(one, one, topics=(Topic(V + one),), above=tuple(thesaurus.ancestors(V + one)))
        feeds.settle("web", [Entry("web", one, item, published_at=AT, changed_at=AT)])
    return Folders(thesaurus, feeds, CHANNEL)


def paths(found: list[Folder]) -> list[str]:
    return ["/".join(one.path) for one in found]


def test_a_tree_is_walked_down_and_found_again_by_its_paths():
    made = folders(concept("a"), concept("b", "", "a"), concept("c", "", "b"), tops=("a",), used=("c",))
    found, walked = ROOT, []
    while below := made.below(found):
        found = below[0]
        walked.append(found)
    assert paths(walked) == ["Words", "Words/a", "Words/a/b", "Words/a/b/c"]
    assert [made.at(one.path) for one in walked] == walked
    assert [made.of(one.iri) for one in walked] == walked
    assert made.at(()) == ROOT
    assert made.at(("Words", "nothing")) is None
    assert made.of(f"{V}nothing") is None


def test_empty_folders_are_left_out_and_schemes_without_tops_have_those_without_broader():
    made = folders(concept("a"), concept("b"), concept("c", "", "b"), used=("c",))
    assert paths(made.below(ROOT)) == ["Words"]
    assert paths(made.below(made.below(ROOT)[0])) == ["Words/b"]
    assert folders(concept("a"), used=()).below(ROOT) == []


def test_names_of_siblings_differ_whatever_the_labels_are():
    labels = {"a": "Food/Drink", "b": "same", "c": "same", "d": "\u0000\n", "e": "x" * 10_000, "f": "شعار 🌍 <b>"}
    made = folders(*(concept(name, label) for name, label in labels.items()), used=tuple(labels))
    below = made.below(made.below(ROOT)[0])
    names = [one.name for one in below]
    assert len(set(names)) == len(names) == 6
    assert {"Food∕Drink", "same", "same (2)", f"{V}d", "شعار 🌍 <b>"} <= set(names)
    assert max(map(len, names)) <= 200
    assert [made.at(one.path) for one in below] == below


def test_a_concept_lies_below_each_of_its_broader_ones_and_a_circle_ends():
    made = folders(concept("a"), concept("b"), concept("c", "", "a", "b"), tops=("a", "b"), used=("c",))
    [words] = made.below(ROOT)
    assert [paths(made.below(one)) for one in made.below(words)] == [["Words/a/c"], ["Words/b/c"]]
    circle = folders(concept("a", "", "b"), concept("b", "", "a"), tops=("a",), used=("b",))
    deep = ("Words", *(("a", "b") * DEEPEST))
    assert circle.at(deep) is None
    assert circle.at(deep[:5]) is not None
    assert circle.of(f"{V}b") is not None


def test_lists_hold_what_is_published_at_the_moment_and_no_more():
    house = House()
    kept, ending = house.add("kept"), house.add("ending", date(2026, 12, 10), concepts=(GEAR,))
    house.add("elsewhere")
    house.license("elsewhere", regions=("FR",))
    house.refresh()
    listing = Listing(house.workspace)
    everything = listing.folder(house.channel, ROOT, "", "1")
    assert set(everything) == {kept, ending}
    assert listing.folder(house.channel, Folder(TENT, ("Tent",)), "", "1") == (kept,)
    assert listing.folder(house.channel, Folder(TENT, ("Tent",)), "video", "1") == ()
    assert listing.folder(house.channel, Folder(V, ("Words",), scheme=True), "", "1") == ()
    assert {one.asset for one in listing.held(house.channel, everything, house.moment)} == {kept, ending}
    house.wait(days=30)
    assert [one.asset for one in listing.held(house.channel, everything, house.moment)] == [kept]
    assert not house.workspace.catalogue.feeds.entries("main", [ending])[ending].published
    house.approve(kept, approved=False)
    assert listing.held(house.channel, everything, house.moment) == []


def test_a_list_ends_where_nobody_browses_any_more():
    house = House()
    entries = [
        Entry("main", f"a{n:05}", Item(f"a{n:05}", "r"), published_at=AT, changed_at=AT) for n in range(MOST + 1)
    ]
    house.workspace.catalogue.feeds.settle("main", entries)
    listing = Listing(house.workspace)
    assert len(listing.folder(house.channel, ROOT, "", "1")) == MOST
