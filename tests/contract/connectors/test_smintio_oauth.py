"""Logging in to Smint.io against the sandbox: rotation, expiry, one renewal at a time, dead grants, a person's login."""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import jwt
import pytest

from tests.contract.connectors.smintio_server import Bench, fresh, holding, served
from tests.contract.source_suite import everything, records
from tests.fakes.secrets import FakeSecrets
from tests.fakes.source import FakeKnown
from tests.fakes.tools import lent
from thesaury.connectors.smintio.login import _check, authorize_url, complete_login
from thesaury.connectors.smintio.oauth import Login, keep_login
from thesaury.connectors.smintio.settings import settings_of
from thesaury.model.errors import NeedsLogin, Refused, Usage


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with holding(4) as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    return fresh(server)


def refreshes(bench: Bench) -> int:
    return len(bench.asked("/connect/token"))


class Asked(HTTPRedirectHandler):
    """Stops at the first redirect, as a browser that is read off does."""

    def redirect_request(self, *given: object) -> None:
        return None


def came_back(address: str) -> str:
    try:
        build_opener(Asked()).open(address, timeout=10).close()
    except HTTPError as error:
        with error:
            return error.headers["Location"]
    raise AssertionError("the login did not send the browser back")


def test_the_new_refresh_token_is_kept_before_the_new_access_token_is_used(bench: Bench):
    order: list[str] = []

    class Watched(FakeSecrets):
        def put(self, connection: str, secrets: Mapping[str, str]) -> None:
            if "access_token" in secrets:
                assert secrets["refresh_token"] not in ("", pasted)
                order.append(f"kept after {len(bench.asked('/sync/'))} uses")
            super().put(connection, secrets)

    secrets, pasted = Watched(), bench.where["refresh_tokens"]["licensing"]
    secrets.put("licensed", {"client_secret": bench.where["client_secret"], "refresh_token": pasted})
    everything(bench.opened("source", tools=lent(secrets)))
    assert order == ["kept after 0 uses"]
    assert refreshes(bench) == 1


def test_an_access_token_that_lapses_in_the_middle_of_a_pass_is_renewed(bench: Bench):
    pages = bench.source(page_limit=1).changes("", FakeKnown())
    found = list(next(pages).records)
    for page in pages:
        bench.control("clock", {"advance": 3700})
        found += page.records
    assert len(found) == 4
    assert refreshes(bench) > 1
    assert bench.violations() == []


def test_a_token_near_its_end_is_renewed_ahead_of_it(bench: Bench):
    login = Login(bench.connection(), settings_of(bench.connection()), bench.tools)
    login.headers()
    bench.secrets.put("licensed", {"access_due": f"{time.time() - 1:.0f}"})
    other = Login(bench.connection(), settings_of(bench.connection()), bench.tools)
    assert other.headers() != login.headers()
    assert refreshes(bench) == 2
    login.close()
    other.close()


def test_a_second_process_uses_the_token_of_the_first(bench: Bench):
    everything(bench.source())
    everything(bench.source())
    assert refreshes(bench) == 1
    bench.control("clock", {"advance": 3700})
    sources = [bench.source(), bench.source()]
    assert [len(records(everything(source))) for source in sources] == [4, 4]
    assert refreshes(bench) == 2


def test_many_threads_and_clients_renew_once(bench: Bench):
    logins = [Login(bench.connection(), settings_of(bench.connection()), bench.tools) for _ in range(3)]
    found: list[Mapping[str, str]] = []
    threads = [threading.Thread(target=lambda login=login: found.append(login.headers())) for login in logins * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({header["Authorization"] for header in found}) == 1
    assert len(found) == 12
    assert refreshes(bench) == 1
    for login in logins:
        login.close()


def test_a_dead_grant_is_dropped_said_and_never_tried_again(bench: Bench):
    everything(bench.source())
    bench.do(revoke=True)
    with pytest.raises(NeedsLogin, match="thesaury login licensed"):
        everything(bench.source())
    assert bench.secrets.get("licensed", "refresh_token") == ""
    asked = refreshes(bench)
    with pytest.raises(NeedsLogin, match="not logged in"):
        everything(bench.source())
    assert refreshes(bench) == asked


def test_a_pasted_token_takes_the_place_of_a_login_that_is_kept(bench: Bench):
    everything(bench.source())
    bench.secrets.put("licensed", {"refresh_token": "pasted and wrong"})
    with pytest.raises(NeedsLogin):
        everything(bench.source())


def test_a_disabled_account_needs_a_person(bench: Bench):
    everything(bench.source())
    bench.do(account="disabled")
    with pytest.raises((NeedsLogin, Refused)):
        everything(bench.source())


def test_a_token_of_the_other_scope_is_refused_after_one_renewal(bench: Bench):
    bench.secrets.put("licensed", {"refresh_token": bench.where["refresh_tokens"]["portals"]})
    with pytest.raises(Refused) as refused:
        everything(bench.source(scopes=bench.where["scopes"]["portals"]))
    assert refused.value.status == 403
    assert refreshes(bench) <= 2


def test_a_login_that_was_idle_is_kept_alive_once_a_day(bench: Bench):
    assert keep_login(bench.connection(), bench.tools)
    assert not keep_login(bench.connection(), bench.tools)
    bench.secrets.put("licensed", {"access_got": f"{time.time() - 90_000:.0f}"})
    assert keep_login(bench.connection(), bench.tools)
    assert refreshes(bench) == 2


def test_machines_log_in_by_client_credentials_where_the_tenant_allows_it():
    with holding(2, client_credentials=True) as bench:
        bench.secrets.put("licensed", {"refresh_token": ""})
        assert len(records(everything(bench.source(client_credentials="yes")))) == 2


def test_no_secret_is_logged(bench: Bench, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        everything(bench.source())
        bench.do(revoke=True)
        with pytest.raises(NeedsLogin) as error:
            everything(bench.source())
    hidden = [
        bench.where["client_secret"],
        *bench.where["refresh_tokens"].values(),
        bench.secrets.get("licensed", "access_token"),
    ]
    assert not [secret for secret in hidden if secret and secret in caplog.text + error.value.message]


def test_a_person_logs_in_with_a_browser(bench: Bench):
    bench.secrets.put("licensed", {"refresh_token": ""})
    address, state, verifier = authorize_url(bench.connection(), bench.tools)
    query = parse_qs(urlsplit(address).query)
    assert (query["code_challenge_method"], query["state"]) == (["S256"], [state])
    assert verifier not in address
    callback = came_back(address)
    complete_login(bench.connection(), bench.tools, callback, state, verifier)
    assert len(records(everything(bench.source()))) == 4
    with pytest.raises(NeedsLogin):
        complete_login(bench.connection(), bench.tools, callback, state, verifier)


def test_a_callback_is_exactly_one_code_and_one_state_of_this_login(bench: Bench):
    for query in (
        "code=a",
        "state=s",
        "code=a&code=b&state=s",
        "code=a&state=s&state=s",
        "code=&state=s",
        "code=a&state=x",
        "error=no",
    ):
        with pytest.raises(NeedsLogin, match="thesaury login licensed"):
            complete_login(bench.connection(), bench.tools, f"https://thesaury.example/callback?{query}", "s", "v")
    assert refreshes(bench) == 0


def test_a_wrong_verifier_gets_nothing(bench: Bench):
    address, state, _ = authorize_url(bench.connection(), bench.tools)
    before = bench.secrets.get("licensed", "refresh_token")
    with pytest.raises(NeedsLogin):
        complete_login(bench.connection(), bench.tools, came_back(address), state, "another verifier")
    assert bench.secrets.get("licensed", "refresh_token") == before


def test_an_id_token_holds_only_with_the_authoritys_signature_audience_and_time(bench: Bench):
    login = Login(bench.connection(), settings_of(bench.connection()), bench.tools)
    claims = {"aud": bench.where["client_id"], "exp": int(time.time()) + 300}
    for forged in (
        "",
        "a.b.c",
        jwt.encode(claims, bench.where["client_secret"].ljust(32, "."), "HS256"),
        jwt.encode(claims, "", "none"),
    ):
        with pytest.raises(NeedsLogin, match="does not hold"):
            _check(login, forged)
    login.close()


def test_an_id_token_that_is_too_old_or_for_another_is_refused():
    with served() as bench:
        bench.control("clock", {"advance": -7200})
        address, state, verifier = authorize_url(bench.connection(), bench.tools)
        with pytest.raises(NeedsLogin, match="does not hold"):
            complete_login(bench.connection(), bench.tools, came_back(address), state, verifier)


def test_a_login_needs_its_settings(bench: Bench):
    connection = bench.connection()
    without = replace(connection, settings=tuple(pair for pair in connection.settings if pair[0] != "client_id"))
    with pytest.raises(Usage, match="client_id"):
        authorize_url(without, bench.tools)
