"""Coming in over real HTTP: the first link, signing in and out, cookies, strangers, and what was typed meanwhile."""

import html
import re
from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.conftest import prepared
from tests.journeys.signing import ADMIN, PASSWORD, Serving, made_first, serving

COOKIE = re.compile(r"thesaury-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    work = tmp_path_factory.mktemp("door") / "work"
    prepared("init", work)
    with serving(work) as server:
        with server.client() as first:
            assert "You are the first one here" in first.get(server.link).text  # looking does not use it up
            assert first.get(server.link).status_code == 200
            answer = made_first(first, server.link)
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
        yield server


@pytest.fixture
def stranger(server: Serving) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


def signed_in(client: httpx.Client, address: str = ADMIN, password: str = PASSWORD, **further: str) -> httpx.Response:
    return client.post("/sign-in", data={"address": address, "password": password, **further})


def test_the_link_opens_once(server: Serving, stranger: httpx.Client):
    assert stranger.get(server.link).status_code == 410
    answer = made_first(stranger, server.link, "eve@example.org")
    assert answer.status_code == 410
    assert not stranger.cookies


@pytest.mark.parametrize(
    "path", ["/", "/search?q=lake", "/rights", "/audit", "/settings/people", "/account", "/pictures/a/320"]
)
def test_a_stranger_is_led_to_the_sign_in_page(stranger: httpx.Client, path: str):
    answer = stranger.get(path)
    assert answer.status_code == 303
    wanted = "" if path == "/" else f"?next={path.replace('/', '%2F').replace('?', '%3F').replace('=', '%3D')}"
    assert answer.headers["location"] == f"/sign-in{wanted}"


def test_programs_are_told_with_what_to_come_in(stranger: httpx.Client):
    for headers in ({}, {"Authorization": "Bearer thy_wrong"}, {"Authorization": "Basic YTpi"}):
        answer = stranger.get("/api/v1/assets", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith('Bearer realm="Thesaury"')


def test_what_needs_no_sign_in_is_little(stranger: httpx.Client):
    for path in ("/static/style.css", "/static/mark.svg", "/health", "/sign-in"):
        assert stranger.get(path).status_code == 200, path
    for path in ("/calendars/guess.ics", "/searches/guess.atom"):
        assert stranger.get(path).status_code == 404, path
    assert stranger.post("/hooks/guess").status_code == 404


def test_a_cookie_is_out_of_reach_and_new_at_each_sign_in(stranger: httpx.Client):
    planted = "thesaury-000000000000"
    stranger.cookies.set(planted, "planted")
    answer = signed_in(stranger, next="/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    [set_cookie] = answer.headers.get_list("set-cookie")
    name, value = set_cookie.split(";")[0].split("=")
    assert COOKIE.fullmatch(name)
    flags = {part.strip().lower() for part in set_cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= flags
    assert "secure" not in flags  # this is http on the own machine
    assert stranger.get("/account").status_code == 200
    again = signed_in(stranger).headers.get_list("set-cookie")[0]
    assert value not in again
    with httpx.Client(base_url=str(stranger.base_url), cookies={name: value}) as old:
        assert old.get("/account").status_code == 303  # what was there before the sign-in opens nothing


def test_a_session_somebody_else_fixed_before_is_not_taken_over(stranger: httpx.Client):
    name = COOKIE.search(signed_in(stranger).headers["set-cookie"])
    assert name
    with httpx.Client(base_url=str(stranger.base_url), headers=stranger.headers) as victim:
        victim.cookies.set(name[0], "chosen-by-somebody-else")
        answer = signed_in(victim)
        assert "chosen-by-somebody-else" not in answer.headers["set-cookie"]


def test_signing_out_ends_the_session(stranger: httpx.Client):
    signed_in(stranger)
    kept = dict(stranger.cookies)
    assert stranger.post("/sign-out").headers["location"] == "/sign-in"
    assert stranger.get("/account").status_code == 303
    with httpx.Client(base_url=str(stranger.base_url), cookies=kept) as old:
        assert old.get("/account").status_code == 303


def test_unknown_and_wrong_are_told_in_the_same_words(stranger: httpx.Client):
    unknown, wrong = (signed_in(stranger, who, "not my password") for who in ("nobody@example.org", ADMIN))
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.text.replace("nobody@example.org", ADMIN) == wrong.text
    assert "do not go together" in wrong.text


@pytest.mark.parametrize(
    "next",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil.example", "/a\r\nX: y"],
)
def test_nobody_is_sent_elsewhere(stranger: httpx.Client, next: str):
    assert signed_in(stranger, next=next).headers["location"] == "/"
    assert stranger.get("/sign-in", params={"next": next}).headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": "", "Referer": "https://evil.example/x"},
        {"Sec-Fetch-Site": ""},
    ],
)
def test_a_page_of_another_site_changes_nothing(stranger: httpx.Client, headers: dict[str, str]):
    signed_in(stranger)
    answer = stranger.post("/account/name", data={"name": "Mallory"}, headers=headers)
    assert answer.status_code == 403
    assert "Mallory" not in stranger.get("/account").text


def test_an_older_browser_says_it_by_origin_or_referer(stranger: httpx.Client):
    signed_in(stranger)
    for header in ("Origin", "Referer"):
        sent = {"Sec-Fetch-Site": "", header: f"{stranger.base_url}/account"}
        answer = stranger.post("/account/name", data={"name": "Ana Roe"}, headers=sent)
        assert answer.status_code == 303


def test_what_was_typed_when_the_session_had_ended_is_sent_after_signing_in(stranger: httpx.Client):
    typed = {"name": "Ana <Roe> & Söhne", "password": "never kept"}
    answer = stranger.post("/account/name", data=typed)
    assert answer.status_code == 401
    assert "nothing you typed is lost" in answer.text
    assert "never kept" not in answer.text
    carried = re.search(r'name="carried" value="([^"]*)"', answer.text)
    assert carried
    offered = signed_in(stranger, carried=html.unescape(carried[1]))
    assert offered.status_code == 200
    form = re.search(r'action="(/account/name)"', offered.text)
    assert form
    fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', offered.text.partition(form[0])[2]))
    sent = {name: html.unescape(value) for name, value in fields.items()}
    assert sent == {"name": typed["name"]}
    assert stranger.post(form[1], data=sent).status_code == 303
    assert "Ana &lt;Roe&gt; &amp; Söhne" in stranger.get("/account").text


def test_too_much_and_foreign_addresses_are_not_carried(stranger: httpx.Client):
    answer = stranger.post("/account/name", data={"name": "x" * 70_000})
    assert answer.status_code == 401
    assert "too large to be kept" in answer.text
    answer = signed_in(stranger, carried='["https://evil.example/", [["a", "b"]]]')
    assert answer.status_code == 303
    assert signed_in(stranger, carried="no json").status_code == 303


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(stranger: httpx.Client):
    headers = {"HX-Request": "true", "HX-Current-URL": f"{stranger.base_url}/rights?status=x"}
    answer = stranger.post("/rights/notices?key=1", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/sign-in?next=%2Frights%3Fstatus%3Dx"


def test_guessing_has_to_wait(server: Serving):
    with server.client() as guesser:
        answers = [
            signed_in(guesser, "guessed@example.org", f"wrong {number} wrong").status_code for number in range(10)
        ]
    assert answers == [401] * 8 + [429] * 2


def test_the_pages_are_in_the_language_of_the_browser(stranger: httpx.Client):
    assert "Angemeldet" not in stranger.get("/sign-in").text
    assert "Passwort" in stranger.get("/sign-in", headers={"Accept-Language": "de"}).text
