"""The vocabulary room in a real browser: the tree by keyboard alone, thousands of concepts, imports, widths, dark, right to left, axe.

The long form has 20,000 concepts, and looks at every page at every width; the walks over all pages of the portal look at most of them, too.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.journeys.conftest import TABLE, prepared
from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.portal.axe import violations
from tests.long_form import LONG
from thesaury.bootstrap import open_workspace
from thesaury.web.app import create_app

T = "https://many.example/"
COMPOUND = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
SCRIPT = "<script>document.title='broken'</script>"
WIDTHS = (360, 768, 1440) if LONG else (360,)
CONCEPTS = 20_000 if LONG else 3_000
TINY = """() => [...document.querySelectorAll('main a, main button, main input, main select, main summary')]
    .filter(e => e.checkVisibility() && !e.closest('.unseen, p, dd, td, q') && e.type !== 'hidden')
    .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
    .filter(([, r]) => r.width > 0 && (r.height < 23.5 || r.width < 23.5)).map(([html, r]) => `${html} ${r.width}x${r.height}`)"""


def many(concepts: int = CONCEPTS) -> str:
    """SKOS with so many concepts: 150 at the top, one of which has 250 below it, and a chain of odd ones at the end."""
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix dcterms: <http://purl.org/dc/terms/> .",
        f"@prefix m: <{T}> .",
        'm:all a skos:ConceptScheme ; skos:prefLabel "Everything"@en .',
    ]
    for number in range(concepts):
        broader = "" if number < 150 else f"skos:broader m:c{0 if number < 400 else (number - 400) // 100 + 1} ;"
        label = f'skos:prefLabel "word {number:05}"@en, "Wort {number:05}"@de'
        lines.append(f"m:c{number} a skos:Concept ; skos:inScheme m:all ; {broader} {label} .")
    lines += [
        f'm:x a skos:Concept ; skos:inScheme m:all ; skos:broader m:c149 ; skos:prefLabel "تغليف مستدام"@ar, "{COMPOUND}"@de .',
        f'm:y a skos:Concept ; skos:inScheme m:all ; skos:broader m:x, m:c148 ; skos:prefLabel "{SCRIPT}"@en .',
        "m:z a skos:Concept ; skos:inScheme m:all ; skos:broader m:c149 ; skos:prefLabel 'old'@en ; owl:deprecated true ;",
        "  dcterms:isReplacedBy m:x .",
    ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("many") / "many.ttl"


@pytest.fixture(scope="module")
def address(words: Path) -> Iterator[str]:
    words.write_text(many(), encoding="utf-8")
    (words.parent / "assets.csv").write_text(TABLE + "9,word 00001 in a title,word 00160,,en\n")
    work = words.parent / "work"
    prepared("init", work)
    prepared("vocabulary", "import", words, "-w", work)
    prepared("connect", "table", words.parent / "assets.csv", "-w", work)
    prepared("sync", "-w", work)
    opened = open_workspace(work)
    with served_at(create_app(opened)) as served:
        yield served
    opened.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails its test when a script of it fails, or something foreign or missing is asked for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address, locale="en-US")
    page, amiss = context.new_page(), []
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on("console", lambda said: amiss.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else amiss.append(asked.url))
    page.amiss = amiss
    yield page
    context.close()
    assert page.amiss == []


FOCUSED = """() => { const at = document.activeElement;
    return (at.querySelector('.node-name') ?? at).textContent.trim() }"""


def focused(page: Any) -> str:
    return page.evaluate(FOCUSED)


def test_the_tree_by_keyboard_alone(page: Any) -> None:
    page.goto("/vocabulary/tree")
    tree = page.get_by_role("tree", name="Everything")
    assert tree.get_by_role("treeitem").count() == 101  # a stretch of 100, and the way to the rest
    first = tree.get_by_role("treeitem").first
    assert [first.get_attribute(f"aria-{name}") for name in ("level", "posinset", "setsize", "expanded")] == [
        "1",
        "1",
        "150",
        "false",
    ]
    assert tree.locator('[tabindex="0"]').count() == 1
    first.focus()
    press = page.keyboard.press
    press("ArrowRight")
    page.get_by_role("treeitem", name="word 00150").wait_for()
    assert first.get_attribute("aria-expanded") == "true"
    assert focused(page) == "word 00000"
    press("ArrowRight")
    assert focused(page) == "word 00150"
    press("ArrowDown")
    assert focused(page) == "word 00151"
    press("ArrowLeft")
    assert focused(page) == "word 00000"
    press("ArrowLeft")
    assert first.get_attribute("aria-expanded") == "false"
    press("ArrowDown")
    assert focused(page) == "word 00001"
    press("End")
    assert focused(page) == "50 more"
    press("Enter")
    page.get_by_role("treeitem", name="word 00149").wait_for()
    assert focused(page) == "word 00100"
    page.keyboard.type("word 00142")
    assert focused(page) == "word 00142"
    press("Home")
    assert focused(page) == "word 00000"
    press("Enter")
    page.locator("#concept-name", has_text="word 00000").wait_for()
    assert first.get_attribute("aria-selected") == "true"
    page.wait_for_url(f"**concept={quote(T + 'c0', safe='')}*")
    assert page.title().startswith("word 00000 – Everything")


def test_all_beside_one_open_at_once_and_back_goes_back(page: Any) -> None:
    page.goto(f"/vocabulary/tree?concept={quote(T + 'x', safe='')}")
    chosen = page.locator('[role="treeitem"][aria-selected="true"]')
    assert chosen.get_attribute("aria-level") == "2"
    chosen.focus()
    page.keyboard.press("*")
    page.get_by_role("treeitem", name="<script>").wait_for()
    page.get_by_role("treeitem", name="<script>").click()
    page.locator("#concept-name", has_text="<script>").wait_for()
    assert page.locator(".trails ol").count() == 2
    page.wait_for_url(lambda url: quote(T + "x", safe="") not in url)
    page.go_back()
    page.locator("#concept-name", has_text=COMPOUND).wait_for()
    assert page.title().startswith(COMPOUND)


def test_thousands_of_concepts_are_never_sent_at_once(page: Any) -> None:
    last = f"{CONCEPTS - 1:05}"
    answer = page.goto("/vocabulary/tree")
    assert len(answer.body()) < 200_000
    page.locator("#filter").press_sequentially(f"Wort {last[:-1]}", delay=5)
    page.locator("#found").get_by_text("10 concepts").wait_for()  # fewer letters find more
    page.get_by_role("link", name=f"Wort {last}").click()
    page.locator("#concept-name", has_text=f"word {last}").wait_for()
    assert page.locator('[role="treeitem"][aria-selected="true"] .node-name').text_content() == f"word {last}"
    page.goto("/vocabulary/alphabet?letter=W")
    assert page.locator(".listed li").count() == 100


def test_a_branch_that_cannot_be_loaded_is_said_and_can_be_tried_again(page: Any) -> None:
    page.goto("/vocabulary/tree")
    page.route("**/vocabulary/branch/part*", lambda route: route.abort())
    first = page.get_by_role("treeitem").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.locator("#said", has_text="could not be loaded").wait_for()
    assert first.get_attribute("aria-expanded") == "false"
    page.unroute("**/vocabulary/branch/part*")
    page.keyboard.press("ArrowRight")
    page.get_by_role("treeitem", name="word 00150").wait_for()
    page.amiss[:] = [one for one in page.amiss if "ERR_FAILED" not in one]


def test_a_file_is_imported_by_keyboard_reported_on_and_kept(page: Any, words: Path, tmp_path: Path) -> None:
    changed = tmp_path / "many.ttl"
    changed.write_text(
        words.read_text(encoding="utf-8").replace('"word 00001"@en', '"Größe eins"@en'), encoding="utf-8"
    )
    page.goto("/vocabulary/import")
    page.locator("#file").set_input_files(changed)
    page.get_by_role("button", name="Read the file").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What it changes of version").wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="1 relabelled").click()
    page.get_by_text("Größe eins").first.wait_for()
    page.go_back()
    page.get_by_role("button", name="Keep it").focus()
    page.keyboard.press("Enter")
    page.get_by_text("is kept as version").wait_for()
    page.goto("/vocabulary/many/diff")
    assert page.locator("del").text_content().endswith("word 00001 en")
    assert violations(page) == []


def test_a_broken_file_is_told_in_a_sentence(page: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\nskos:x a [")
    page.goto("/vocabulary/import")
    page.locator("#file").set_input_files(broken)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_text("The file cannot be imported. Nothing was kept.").wait_for()
    assert page.locator(".refusal").text_content()
    page.get_by_role("button", name="Leave it").click()
    page.wait_for_url("**/vocabulary/import")


def paths() -> list[str]:
    concept = quote(T + "x", safe="")
    odd = [
        "/vocabulary?q=wort+0001",
        f"/vocabulary/tree?concept={concept}",
        f"/concepts?iri={concept}",
        f"/concepts?iri={quote(T + 'z', safe='')}",
        "/vocabulary/nothing/versions",
    ]
    plain = ["", "/tree", "/alphabet", "/quality", "/import", "/many/versions", "/many/diff?old=1&new=1"]
    return odd + [f"/vocabulary{path}" for path in plain if LONG]


@pytest.mark.parametrize(("scheme", "language"), [("dark", "de-DE")])
def test_every_page_at_every_width(browser: Any, address: str, scheme: str, language: str) -> None:
    """No sideways scroll, targets of 24 pixels, nothing axe objects to, foreign labels with their language."""
    amiss = []
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=address, color_scheme=scheme, locale=language
        )
        page = context.new_page()
        for path in paths():
            page.goto(path)
            page.wait_for_load_state("networkidle")
            if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
                amiss.append(f"{path} at {width} scrolls sideways")
            amiss += [f"{path} at {width}: {one}" for one in page.evaluate(TINY)]
            if width != 768:
                amiss += [f"{path} at {width}: {one}" for one in violations(page)]
            if "/concepts" in path and path[-1] == "x":
                assert page.locator('.label-of[lang="ar"][dir="auto"]').count() == 1
            assert page.title() != "broken"
        context.close()
    assert amiss == []
