"""Signing in at a real OpenID Connect provider over real HTTP, and what is refused of what comes back."""

import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from tests.journeys.conftest import prepared
from tests.journeys.signing import Serving, made_first, serving
from thesaury.model.access import Role
from thesaury.model.errors import Refused
from thesaury.web.door.oidc import OidcSettings, Provider

SERVER = Path(__file__).with_name("identity_server.py")


@contextmanager
def provider_server(*arguments: str) -> Iterator[str]:
    command = [sys.executable, "-W", "ignore", str(SERVER), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@contextmanager
def set_up(folder: Path, *arguments: str) -> Iterator[Serving]:
    """A workspace whose people sign in at the provider."""
    work = folder / "work"
    prepared("init", work)
    with provider_server(*arguments) as issuer:
        lines = [
            f'oidc_issuer = "{issuer}"',
            'oidc_client_id = "thesaury"',
            'oidc_name = "Example ID"',
            'oidc_domains = ["example.org"]',
            'oidc_role_claim = "groups"',
            '[oidc_roles]\nrights-team = "rights-manager"',
        ]
        settings = work / "thesaury.toml"
        settings.write_text(settings.read_text() + "\n".join(lines) + "\n")
        with serving(work, THESAURY_OIDC_SECRET="a secret of ours") as server:
            with server.client() as first:
                made_first(first, server.link)
            yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with set_up(tmp_path_factory.mktemp("oidc")) as server:
        yield server


def sent_back(client: httpx.Client, who: str, back: str = "/account") -> str:
    """The address to which the provider sends this person's browser."""
    begun = client.post("/sign-in/provider", data={"next": back})
    assert begun.status_code == 303
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    answer = httpx.post(begun.headers["location"], data={"sub": who})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"].replace("http://localhost", "http://127.0.0.1")


def tampered(client: httpx.Client, part: str) -> dict[str, str]:
    """The cookie of a sign-in under way, with another value in this part."""
    [cookie] = [one for one in client.cookies.jar if one.name.endswith("-provider")]
    held = json.loads(base64.urlsafe_b64decode((cookie.value or "").strip('"')))
    return {cookie.name: base64.urlsafe_b64encode(json.dumps(held | {part: "x" * 48}).encode()).decode()}


def test_somebody_whose_group_has_a_role_comes_in_and_again_as_the_same(server: Serving):
    with server.client() as rita, server.client() as again:
        assert "Sign in with Example ID" in rita.get("/sign-in").text
        answer = rita.get(sent_back(rita, "rita"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")
        page = rita.get("/account").text
        assert "rita@example.org" in page
        assert "Rights manager" in page
        assert rita.get("/audit").status_code == 403
        assert again.get(sent_back(again, "rita", "/rights")).headers["location"] == "/rights"
        assert again.get("/account").status_code == 200


@pytest.mark.parametrize("who", ["nora", "ursula", "ed"], ids=["no role", "address not verified", "another domain"])
def test_others_do_not(server: Serving, who: str):
    with server.client() as client:
        assert client.get(sent_back(client, who)).headers["location"] == "/sign-in?wrong=provider"
        assert client.get("/account").status_code == 303
        assert "did not work" in client.get("/sign-in?wrong=provider").text


def test_an_answer_to_nothing_or_to_another_sign_in_is_refused(server: Serving):
    with server.client() as client, server.client() as other:
        back = sent_back(client, "rita")
        assert other.get(back).headers["location"] == "/sign-in?wrong=provider"  # no sign-in under way
        sent_back(other, "rita")
        assert other.get(back).headers["location"] == "/sign-in?wrong=provider"  # another state
        assert other.get("/account").status_code == 303


@pytest.mark.parametrize("part", ["nonce", "state"])
def test_what_does_not_belong_to_this_sign_in_is_refused(server: Serving, part: str):
    with server.client() as client:
        back = sent_back(client, "rita")
        with httpx.Client(base_url=server.address, cookies=tampered(client, part)) as tampering:
            assert tampering.get(back).headers["location"] == "/sign-in?wrong=provider"


def test_a_code_is_worth_something_once(server: Serving):
    with server.client() as client:
        back = sent_back(client, "rita")
        held = dict(client.cookies)
        assert client.get(back).headers["location"] == "/account"
        with httpx.Client(base_url=server.address, cookies=held) as again:
            assert again.get(back).headers["location"] == "/sign-in?wrong=provider"


@pytest.mark.long
def test_an_expired_token_is_refused(tmp_path: Path):
    """Whole, with a provider of its own; what is read of such a token is seen below."""
    with set_up(tmp_path, "-600") as server, server.client() as client:
        assert client.get(sent_back(client, "rita")).headers["location"] == "/sign-in?wrong=provider"


class Told(Provider):
    """A provider whose keys are at hand."""

    def __init__(self, key: RSAKey) -> None:
        super().__init__(OidcSettings("https://id.example", "us", ""))
        self._key = key

    def _keys(self) -> KeySet:
        return KeySet([self._key])


def test_only_a_token_for_us_of_now_by_the_provider_says_who_somebody_is():
    key, now = RSAKey.generate_key(2048, {"kid": "1"}), int(time.time())
    good = {"iss": "https://id.example", "aud": "us", "sub": "7", "nonce": "n", "iat": now, "exp": now + 60}
    provider = Told(key)

    def token(said: dict[str, Any], by: Any = key, algorithm: str = "RS256") -> str:
        return jwt.encode({"alg": algorithm, "kid": "1"}, said, by, algorithms=[algorithm])

    assert provider.claims(token(good), "n")["sub"] == "7"
    for wrong in (
        {"iss": "https://evil.example"},
        {"aud": "others"},
        {"nonce": "m"},
        {"exp": now - 600},
        {"iat": now + 6000},
        {"azp": "others", "aud": ["us", "others"]},
    ):
        with pytest.raises(Refused):
            provider.claims(token(good | wrong), "n")
    for missing in ("exp", "iat", "nonce", "sub", "aud"):
        with pytest.raises(Refused):
            provider.claims(token({name: value for name, value in good.items() if name != missing}), "n")
    forged = token(good, RSAKey.generate_key(2048, {"kid": "1"}))
    by_the_secret = token(good, OctKey.import_key("0123456789abcdef0123456789abcdef"), "HS256")
    for untrusted in (forged, by_the_secret, token(good)[:-8] + "AAAAAAAA", "no token", ""):
        with pytest.raises(Refused):
            provider.claims(untrusted, "n")


def test_groups_become_roles_or_the_default():
    def roles(claims: dict[str, Any], **settings: Any) -> frozenset[Role]:
        return Provider(OidcSettings("i", "us", "", role_claim="groups", roles={"g": "editor"}, **settings))._roles(
            claims
        )

    assert roles({"groups": ["g", "h"]}, default_role="viewer") == {Role.EDITOR}
    assert roles({"groups": "g"}) == {Role.EDITOR}
    assert roles({"groups": ["h"]}, default_role="viewer") == {Role.VIEWER}
    assert roles({}) == frozenset()
