"""A real workspace behind the pages of connections: folders of pictures, a sandbox DAM, and what tests read from pages."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PIL import Image
from starlette.testclient import TestClient

from tests.journeys.portal.signing_in import signed_in
from tests.made_once import copied
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.access import Role
from thesaury.pipeline import keep_vocabulary
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.web.app import create_app

WORDS = Path(__file__).parents[1] / "few_words.ttl"


@contextmanager
def workspace(root: Path) -> Iterator[EmbeddedWorkspace]:
    """An empty workspace that knows a few words."""
    with closing(open_workspace(copied(with_few_words, root))) as opened:
        yield opened


def with_few_words(root: Path) -> None:
    """Make a workspace that knows a few words and nothing else."""
    with closing(init_workspace(root)) as made:
        words, _ = import_vocabulary(WORDS, "words", made.rdf, made.tables)
        keep_vocabulary(made, words, WORDS.name)


@contextmanager
def pages_of(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    """The application over it, to a browser without script."""
    with TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@contextmanager
def pages_for(opened: EmbeddedWorkspace, role: Role) -> Iterator[TestClient]:
    """The application behind its lock, to somebody who has come in with this role."""
    app, cookies = signed_in(opened, (role,))
    here = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, cookies=cookies, headers=here) as client:
        yield client


def pictures(folder: Path, count: int = 3) -> Path:
    """A folder of pictures, and one file that is none although its name says so."""
    folder.mkdir()
    for number in range(count):
        Image.new("RGB", (60, 40), (number * 40 % 255, 90, 30)).save(folder / f"packaging {number}.jpg")
    (folder / "broken.jpg").write_bytes(b"no picture")
    return folder


def text(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]
