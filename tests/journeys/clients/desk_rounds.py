"""A whole round at the desk of a served client, by the careful person."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.journeys.clients.careful import CarefulPerson
from tests.journeys.pages.browsing import served_at, until
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.dispatch import done_here
from thesaury.model.onboarding import KeptMapping, Meaning, SubjectKind
from thesaury.pipeline import keep_vocabulary
from thesaury.pipeline.onboarding import every
from thesaury.sandbox.agency import write_agency
from thesaury.sandbox.agency.pack import CONCEPTS
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.web.app import create_app

ROUND = "assets"


def brought_in(
    browser: Any, folder: Path, settled: Callable[[EmbeddedWorkspace, CarefulPerson], None], lists: bool = True
) -> None:
    """Bring the second client in, from the first page to its first run; then look at what came of it."""
    pack = write_agency(folder / "agency", pictures=False)
    shared_model(folder / "work", pack.shared)
    workspace = open_workspace(folder / "work")
    try:
        with served_at(create_app(workspace)) as address:
            page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
            person = CarefulPerson(page, workspace, ROUND, lists)
            page.goto(f"{address}/onboarding")
            with page.expect_navigation():
                person.begin(pack.assets)
            worked(workspace)
            page.goto(f"{address}/onboarding/{ROUND}")
            _decide(person)
            _start(person)
            settled(workspace, person)
            page.context.close()
    finally:
        workspace.close()


def shared_model(root: Path, words: Path) -> None:
    """A client's workspace that has the shared model and nothing else."""
    with closing(init_workspace(root, ("fr", "en"))) as made:
        vocabulary, _ = import_vocabulary(words, "shared", made.rdf, made.tables)
        keep_vocabulary(made, vocabulary, words.name)


def final_mappings(
    workspace: EmbeddedWorkspace,
) -> tuple[dict[str, tuple[str, str]], dict[tuple[str, str], tuple[str, str]]]:
    """What is said of each field at last, and of each value, as gold says it."""
    kept = [one for one in every(workspace, ROUND) if one.decided]
    fields = {
        one.subject.field: (one.said.target, one.said.language) for one in kept if one.subject.kind is SubjectKind.FIELD
    }
    values = {
        (one.subject.field, one.subject.value): _as_gold(one) for one in kept if one.subject.kind is SubjectKind.VALUE
    }
    return fields, values


def worked(workspace: EmbeddedWorkspace) -> None:
    """A worker does what waits."""
    for run in workspace.catalogue.runs.open():
        done_here(workspace, run, 0)


def _decide(person: CarefulPerson) -> None:
    """Fields, then values; the pages lead from one to the other."""
    person.part("to the desk")
    _goes(person, lambda: person.click(".onboard-step .button"))
    person.part("fields")
    person.work()
    _goes(person, lambda: person.press("Enter"))
    person.part("values")
    person.work()


def _start(person: CarefulPerson) -> None:
    """Look at conflicts and at what would come in, then start."""
    page = person.page
    person.part("coverage, dry run, start")
    _goes(person, lambda: person.press("Enter"))
    person.now.read(page.inner_text(".onboard-figures"))
    for conflict in page.locator("section > .onboard-conflicts li").all():
        person.now.decide()
        person.now.read(conflict.inner_text())
    _goes(person, lambda: person.click(".title a.button"))
    person.now.read(page.inner_text(".onboard-figures"))
    _goes(person, lambda: person.click(".title a.button"))
    person.now.read(page.inner_text(".onboard-starting"))
    _goes(person, lambda: person.click(".onboard-starting form button"))
    until(page, "location.pathname.startsWith('/runs/')")


def _goes(person: CarefulPerson, deed: Callable[[], None]) -> None:
    """Do what leads to another page."""
    person.now.decide()
    with person.page.expect_navigation():
        deed()
    person.page.wait_for_load_state()


def _as_gold(one: KeptMapping) -> tuple[str, str]:
    said = one.said
    if said.meaning is not Meaning.CONCEPT:
        return {Meaning.OWN: "own", Meaning.NOTHING: "none"}[said.meaning], ""
    return said.relation.value.removesuffix("Match"), said.target.removeprefix(CONCEPTS)
