"""Saved searches: asked again when the index changed, so that what is new can be told once."""

import pytest

from tests.fakes.embedder import FakeEmbedder
from tests.fakes.workspace import FakeWorkspace
from thesaury.dispatch.searches import new_feed, save_search, search_of
from thesaury.model.asset import Record, Text
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.pipeline import project
from thesaury.pipeline.saved_searches import MOST, Checking
from thesaury.pipeline.searching import by_words
from thesaury.ports.source import Page
from thesaury.search.finding import Sources
from thesaury.search.ranking import Filters
from thesaury.vocabulary.thesaurus import Thesaurus


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    made.catalogue.records.put_connection(Connection("dam", "fake"))
    add(made, lake="A lake", tree="A tree")
    return made


def add(workspace: FakeWorkspace, gone: tuple[str, ...] = (), **titles: str) -> None:
    records = tuple(Record("dam", name, text, texts=(Text("title", text, "en"),)) for name, text in titles.items())
    workspace.catalogue.records.store_page("dam", Page(records, "", True, gone=gone))
    project(workspace)


def sources(workspace: FakeWorkspace) -> Sources:
    thesaurus = Thesaurus([])
    return by_words(workspace, thesaurus).sources(workspace, thesaurus)


def save(workspace: FakeWorkspace, name: str = "lakes", words: str = "lake", filters: Filters = ()) -> tuple[str, str]:
    saved, path = save_search(workspace, sources(workspace), name, words, filters)
    return saved.id, path.removeprefix("/searches/").removesuffix(".atom")


def news(workspace: FakeWorkspace, id: str) -> list[str]:
    found = workspace.catalogue.records.assets([s.asset for s in workspace.catalogue.saved_searches.news(id, 99)])
    return sorted(asset.records[0].external_id for asset in found)


def test_what_comes_later_is_new_and_what_was_there_is_not(workspace: FakeWorkspace):
    id, _ = save(workspace)
    checking = Checking(workspace)
    assert checking.look() == 0
    add(workspace, deep="Deep lake", wood="Wood")
    assert (checking.look(), checking.look()) == (1, 0)
    assert news(workspace, id) == ["deep"]


def test_what_leaves_is_no_news_and_when_it_comes_back_it_is_no_new_one(workspace: FakeWorkspace):
    id, _ = save(workspace)
    add(workspace, deep="Deep lake")
    checking = Checking(workspace)
    checking.look()
    add(workspace, deep="A river")
    assert (checking.look(), news(workspace, id)) == (0, [])
    add(workspace, deep="Deep lake again")
    assert (checking.look(), news(workspace, id)) == (0, ["deep"])


def test_filters_alone_are_a_search_too(workspace: FakeWorkspace):
    id, _ = save(workspace, words="", filters=(("source", ("dam",)),))
    add(workspace, deep="Deep lake")
    assert (Checking(workspace).look(), news(workspace, id)) == (1, ["deep"])


def test_nothing_is_asked_while_the_index_stays_as_it_is(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch):
    save(workspace)
    checking = Checking(workspace)
    checking.look()
    monkeypatch.setattr(workspace.index, "search", None)
    assert checking.look() == 0


def test_asked_to_stop_it_leaves_the_rest_for_the_next_look(workspace: FakeWorkspace):
    save(workspace)
    add(workspace, deep="Deep lake")
    checking = Checking(workspace)
    assert (checking.look(lambda: True), checking.look()) == (0, 1)


def test_without_the_model_of_the_settings_nothing_is_checked(
    workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
):
    save(workspace)
    add(workspace, deep="Deep lake")

    def missing(self: FakeWorkspace) -> FakeEmbedder:
        raise Usage("There is no model.")

    monkeypatch.setattr(FakeWorkspace, "embedder", property(missing, lambda self, value: None), raising=False)
    checking = Checking(workspace)
    assert checking.look() == 0
    monkeypatch.undo()
    assert checking.look() == 1


def test_its_feed_is_known_by_the_newest_token_alone(workspace: FakeWorkspace):
    id, first = save(workspace)
    found = search_of(workspace.catalogue, first)
    assert found is not None
    assert found.id == id
    second = new_feed(workspace.catalogue, "lakes").removeprefix("/searches/").removesuffix(".atom")
    assert search_of(workspace.catalogue, first) is search_of(workspace.catalogue, "") is None
    assert search_of(workspace.catalogue, second) is not None


@pytest.mark.parametrize(
    ("name", "words", "filters"),
    [
        ("", "lake", ()),
        ("a\nb", "lake", ()),
        ("a/b", "lake", ()),
        ("..", "lake", ()),
        ("x" * 101, "lake", ()),
        ("taken", "lake", ()),
        ("n", " ", (("market", ()),)),
        ("n", "x" * 401, ()),
        ("n", "", (("market", tuple(map(str, range(101)))),)),
    ],
)
def test_what_cannot_be_saved_is_refused_and_nothing_is_kept(
    workspace: FakeWorkspace, name: str, words: str, filters: Filters
):
    save(workspace, "taken")
    with pytest.raises(Usage):
        save(workspace, name, words, filters)
    assert [search.name for search in workspace.catalogue.saved_searches.all()] == ["taken"]


def test_a_search_that_finds_just_anything_is_refused(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("thesaury.pipeline.saved_searches.MOST", 1)
    with pytest.raises(Usage, match="2 assets"):
        save(workspace, words="", filters=(("source", ("dam",)),))
    assert MOST == 10_000
