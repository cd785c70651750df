"""Two clients whose connections, records and vocabularies are called alike, so that their assets have the same ids: each door tells its own
alone, whoever was asked before, and keeps nobody's answer for the other."""

from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from starlette.testclient import TestClient

from tests.journeys.agency.things import filled, routes
from tests.journeys.agency.two_clients import OURS, THEIRS, Held, administrator
from tests.journeys.conftest import TABLE, TERMS, prepared
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.allowing import allow
from thesaury.model.access import Role
from thesaury.pipeline.accounts import people
from thesaury.web.agency.app import agency_server
from thesaury.web.app import create_app

WORDS = {OURS: "zibeline", THEIRS: "quillonflax"}
LISTS = {"/search", "/search/part", "/review", "/api/v1/assets", "/api/v1/search", "/api/v1/complete", "/api/v1/review"}


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Agency:
    made = init_agency(tmp_path_factory.mktemp("alike") / "agency", ("en", "de"))
    for name, word in WORDS.items():
        made.create(name).close()
        root, files = made.folder(name), made.root.parent / name
        files.mkdir()
        (files / "terms.ttl").write_text(TERMS.replace('"@', f' {word}"@'))
        (files / "assets.csv").write_text(TABLE.replace("scene", word).replace("lake", word).replace("Bad", word))
        prepared("vocabulary", "import", files / "terms.ttl", "--name", "terms", "-w", root)
        allow(made.root, name, [files])
        prepared("connect", "table", files / "assets.csv", "--name", "studio", "-w", root)
        prepared("sync", "--quiet", "-w", root)
    with closing(made.open(THEIRS)) as workspace:
        people.add(workspace.access, f"admin@{THEIRS}.example", "Admin", [Role.ADMIN])
    return made


Doors = tuple[TestClient, dict[str, tuple[Held, Held, Held]], list[str]]


@pytest.fixture
def doors(agency: Agency) -> Iterator[Doors]:
    """The server, what the administrators hold, and the addresses of what both have."""
    opened = {name: agency.open(name) for name in WORDS}
    first, second = ({one.id for one in each.catalogue.records.asset_page("", 9)} for each in opened.values())
    assert first == second
    both = {
        f"{way} {gap}": min(first)
        for way, gap in (("/assets", "asset_id"), ("/pictures", "asset_id"), ("/api", "asset"))
    }
    both |= dict.fromkeys(("/rest vocabulary", "/vocabulary/ name", "/api/v1/vocabularies name"), "terms")
    both |= dict.fromkeys(("/connections name", "/api/v1/connections name"), "studio") | {"/pictures width": "320"}
    addresses = []
    for method, path in sorted(set(routes(create_app(opened[OURS]).routes))):
        with suppress(KeyError):
            of_both = method == "GET" and ("{" in path or path in LISTS) and not path.endswith("/events")
            addresses += [filled(path, both)] if of_both else []
    server = agency_server(
        agency, agency.open_own(), lambda one: create_app(one, per_minute=100_000, access=one.access)
    )
    with TestClient(server, raise_server_exceptions=False) as client:
        yield client, {name: administrator(one) for name, one in opened.items()}, addresses
    for workspace in opened.values():
        workspace.close()


def test_the_same_address_tells_each_client_its_own(doors: Doors):
    client, held, addresses = doors
    told = dict.fromkeys(WORDS, 0)
    for address in addresses:
        tag = ""
        for name, other in ((OURS, THEIRS), (THEIRS, OURS), (OURS, THEIRS)):
            client.cookies.clear()
            headers = held[name][address.startswith("/api/")].headers() | ({"If-None-Match": tag} if tag else {})
            answer = client.get(f"http://{name}.localhost{address}", headers=headers, follow_redirects=False)
            said = "\n".join([answer.text, *answer.headers.values()]).lower()
            assert WORDS[other] not in said, f"{name}: {address}"
            assert answer.status_code < 500, f"{name}: {address}"
            if WORDS[name] not in said:
                break  # what tells nothing of this client needs no second look
            told[name] += 1
            tag = answer.headers.get("etag", "")
    assert min(told.values()) > 12, told
