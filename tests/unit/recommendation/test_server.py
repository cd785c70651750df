"""A taxonomy server widens a brief where one is connected; one that is silent is left alone, and our own expansion goes on."""

from collections.abc import Sequence
from pathlib import Path

from tests.fakes.workspace import FakeWorkspace
from tests.unit.recommendation.worlds import Shot, brief, names, recommended, world
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.ports.concept_expander import Widened
from thesaury.recommendation.recommended import Relation


class Server:
    """Says that autumn is near to school, and counts how often it was asked; where it is broken, it does not answer."""

    def __init__(self, *, broken: bool = False) -> None:
        self.asked: list[str] = []
        self.broken = broken

    def expand(self, concept: str, most: int = 30, languages: Sequence[str] = ()) -> tuple[Widened, ...]:
        self.asked.append(concept)
        if self.broken:
            raise Unreachable("words: no answer")
        return (Widened("urn:autumn", 0.9),) if concept == "urn:school" else ()


def connected(server: Server, root: Path) -> FakeWorkspace:
    opened = world(leaves=Shot("autumn"), desks=Shot("supplies"))
    opened.root = root
    opened.expanders["words"] = server
    opened.catalogue.records.put_connection(Connection("words", "fake"))
    return opened


def test_what_the_server_says_is_a_step_of_the_brief_it_came_from_and_is_asked_once(tmp_path: Path):
    server = Server()
    opened = connected(server, tmp_path)
    found = recommended(opened, brief("school kitchen"))
    assert names(found)[0] == "leaves"
    [step] = [step for step in found.steps if step.relation is Relation.SERVER]
    assert (step.root, step.concept) == ("urn:school", "urn:autumn")
    assert ("server-expansion", "words") in found.notes
    recommended(opened, brief("school kitchen"))
    assert sorted(server.asked) == ["urn:kitchen", "urn:school"]


def test_a_server_whose_settings_or_languages_changed_is_asked_anew(tmp_path: Path):
    server = Server()
    opened = connected(server, tmp_path)
    recommended(opened, brief("school"))
    opened.catalogue.records.put_connection(Connection("words", "fake", (("project", "other"),)))
    recommended(opened, brief("school"))
    opened.languages = ("en", "de")
    recommended(opened, brief("school"))
    assert server.asked == ["urn:school"] * 3


def test_what_one_workspace_was_told_is_not_told_to_another(tmp_path: Path):
    for server in (Server(), Server()):
        recommended(connected(server, tmp_path), brief("school"))
        assert server.asked == ["urn:school"]


def test_a_silent_server_is_told_of_and_left_alone(tmp_path: Path):
    server = Server(broken=True)
    opened = connected(server, tmp_path)
    for _ in range(2):
        found = recommended(opened, brief("school"))
        assert names(found) == ["desks"]
        assert ("server-silent", "words: no answer") in found.notes
    assert server.asked == ["urn:school"]


def test_without_a_server_nothing_is_said_of_one():
    found = recommended(world(desks=Shot("supplies")), brief("school"))
    assert found.notes == ()
