"""A small workspace whose words are edited on its pages."""

import html
import re
import shutil
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.conftest import TABLE, TERMS, prepared
from tests.journeys.portal.signing_in import session_of
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.access import Role
from thesaury.web.app import create_app

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

T = "https://terms.example/"
BASE = "/vocabulary/terms"


def words_and_assets(base: Path) -> Path:
    """A workspace with six concepts and four assets, that nobody opens: it is copied."""
    (base / "terms.ttl").write_text(TERMS)
    (base / "assets.csv").write_text(TABLE)
    work = base / "work"
    prepared("init", work)
    for args in (
        ("vocabulary", "import", base / "terms.ttl"),
        ("connect", "table", base / "assets.csv", "--name", "assets"),
        ("sync",),
    ):
        prepared(*args, "-w", work)
    return work


@contextmanager
def opened_copy(work: Path, to: Path) -> Iterator[EmbeddedWorkspace]:
    """A copy of it, open."""
    shutil.copytree(work, to)
    with closing(open_workspace(to)) as workspace:
        yield workspace


class Person:
    """Somebody with a session, who fills the forms of pages as they are."""

    def __init__(self, workspace: EmbeddedWorkspace, app: Any, name: str, role: Role = Role.ADMIN) -> None:
        self.name = f"{name}@fennmoor.example"
        self.client = TestClient(app, base_url="http://127.0.0.1", cookies=session_of(workspace, (role,), self.name))

    def sees(self, path: str, status: int = 200) -> str:
        """The page at this path."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return " ".join(answer.text.split()) if status == 200 else answer.text

    def looks_at(self, name: str) -> dict[str, str]:
        """The form with the words of a concept, as its page has it."""
        return form_in(self.client.get(f"{BASE}/edit?iri={T}{name}").text)

    def sends(self, path: str, form: dict[str, str], status: int = 200) -> str:
        """What answers a form that is sent; where it leads elsewhere, that page."""
        answer = self.client.post(path, data=form, headers={"origin": "http://127.0.0.1"})
        assert answer.status_code == status, answer.text
        return answer.text

    def does(self, name: str, deed: str, status: int = 200, **fields: str) -> str:
        """What answers a button beside a concept."""
        form = {"iri": T + name, "deed": deed, "saw": self.looks_at(name)["saw"]}
        return self.sends(f"{BASE}/deed", form | fields, status)


def people_of(workspace: EmbeddedWorkspace, **roles: Role) -> list[Person]:
    """People by their names, each with a session of his own."""
    app = create_app(workspace, access=workspace.access)
    return [Person(workspace, app, name, role) for name, role in roles.items()]


def form_in(page: str) -> dict[str, str]:
    """The fields of the form with a concept's words."""
    start = page.index('class="words-form"')
    form = page[start : page.index("</form>", start)]
    pairs = re.findall(r'<input[^>]*? name="([^"]*)" value="([^"]*)"', form)
    pairs += re.findall(r'<textarea[^>]*? name="([^"]*)"[^>]*>([^<]*)</textarea>', form)
    return {html.unescape(name): html.unescape(value) for name, value in pairs}
