"""Where a client leads the server: to the public network, and to hosts of the server's own network that the agency's operator allows."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from tests.fakes.hook_receiver import Does, Receiver, receiving
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.allowing import allow
from thesaury.bootstrap.notifying import KEPT_AS
from thesaury.bootstrap.settings_file import change_settings
from thesaury.bootstrap.systems import connectors
from thesaury.connectors import within
from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.pacing import Pace, Traffic, counted_in
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.notice import NoticeMessage
from thesaury.model.reach import Reach

SHUT = (
    "127.0.0.1 is in a network that is not open here. Ask who runs the agency's server to write into agency.toml, under"
)
MESSAGE = NoticeMessage("m1", datetime(2026, 12, 1, tzinfo=UTC).isoformat(), ())
SECRET = "c2VjcmV0"
ADDRESSED = {
    "poolparty": (("project", "p"), ("user", "u"), ("url", "{}")),
    "bynder": (("portal", "{}"),),
    "brandfolder": (("brandfolder", "b"), ("base_url", "{}")),
    "smintio": (
        ("tenant", "t"), ("client_id", "c"), ("portal_uuid", "p"), ("portal_url", "{}"), ("authority_url", "{}"), ("licensed_url", "{}")
    ),
    "cloudinary": (("cloud_name", "c"), ("base_url", "{}")),
    "wordpress": (("site", "{}"), ("user", "u"), ("channel", "web")),
    "wagtail": (("base_url", "{}"), ("channel", "web")),
    "strapi": (("base_url", "{}"), ("channel", "web")),
    "contentful": (
        ("space", "s"), ("organization", "o"), ("prefix", "thy"), ("channel", "web"), ("base_url", "{}"), ("upload_url", "{}")
    ),
    "drupal": (("base_url", "{}"), ("channel", "web")),
}  # fmt: skip
"""Every connector that asks somebody, with its addresses."""
SECRETS = ("password", "client_secret", "token", "api_key", "api_secret", "refresh_token")


@dataclass
class Inside:
    """A port of this machine that counts who comes, and hangs up."""

    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    came: int = 0

    def __post_init__(self) -> None:
        Thread(target=self._counted, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def _counted(self) -> None:
        while True:
            try:
                one, _ = self.listening.accept()
            except OSError:
                return
            self.came += 1
            one.close()


@pytest.fixture
def inside() -> Iterator[Inside]:
    made = Inside()
    yield made
    made.listening.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    made = init_agency(tmp_path / "agency", ("en",))
    for name in ("alder", "birch"):
        made.create(name).close()
    return made


@pytest.fixture
def alder(agency: Agency) -> Iterator[EmbeddedWorkspace]:
    with closing(agency.open("alder")) as opened:
        yield opened


def said(ask: Callable[[], object]) -> str:
    try:
        ask()
    except ThesauryError as error:
        return error.message
    return ""


def checked(workspace: EmbeddedWorkspace, kind: str, address: str) -> str:
    """What trying a connection of this kind says."""
    workspace.catalogue.secrets.put(kind, dict.fromkeys(SECRETS, "x"))
    known = {setting.name for setting in connectors()[kind].settings}
    once = tuple((name, "1") for name in ("retry_attempts", "attempts") if name in known)
    settings = (*((name, value.format(address)) for name, value in ADDRESSED[kind]), *once)
    return said(lambda: workspace.check(Connection(kind, kind, settings)))


@pytest.mark.parametrize("kind", ADDRESSED)
def test_no_connection_of_a_client_leads_inside_before_it_is_allowed(
    agency: Agency, alder: EmbeddedWorkspace, inside: Inside, kind: str
):
    address = f"http://127.0.0.1:{inside.port}"
    told = checked(alder, kind, address)
    assert (told, inside.came) == (f'{SHUT} [clients.alder]: hosts = ["127.0.0.1:{inside.port}"].', 0)
    allow(agency.root, "alder", hosts=[f"127.0.0.1:{inside.port}"])
    assert SHUT not in checked(alder, kind, address)
    assert inside.came > 0
    with closing(agency.open("birch")) as birch, closing(agency.open_own()) as own:
        assert [SHUT in checked(one, kind, address) for one in (birch, own)] == [True, True]


def test_every_connector_that_has_an_address_is_tried():
    asking = {
        name
        for name, manifest in connectors().items()
        if any(
            "Address" in one.description or one.name.endswith(("url", "site", "portal")) for one in manifest.settings
        )
    }
    assert asking == set(ADDRESSED)


def test_a_workspace_of_no_agency_reaches_its_own_network(inside: Inside, tmp_path: Path):
    with closing(init_workspace(tmp_path / "alone")) as alone:
        checked(alone, "wagtail", f"http://127.0.0.1:{inside.port}")
    assert inside.came > 0


def client_of(reach: Reach, base: str) -> HttpClient:
    with counted_in(Traffic(reach)):
        return HttpClient(base, "c", Pace(attempts=1, seconds=5, patience=5))


def test_what_a_name_says_when_it_is_connected_to_counts_and_so_does_where_a_redirect_leads(
    inside: Inside, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    """A name that said a public address a moment before leads nowhere, and neither does an answer of who may be reached."""
    reach = Reach(lambda: {f"dam.example:{receiver.server_port}"}, lambda host, port: f"{host}:{port} is not open")
    names = {"dam.example": ["127.0.0.1"], "127.0.0.1": ["127.0.0.1"], "metadata.example": ["169.254.169.254"]}
    monkeypatch.setattr(within, "resolved", lambda host, port: names[host])
    base = f"http://dam.example:{receiver.server_port}"
    assert client_of(reach, base).reply(Ask("POST", "hooks")).status == 204
    for address in (
        f"http://127.0.0.1:{inside.port}/",
        f"http://dam.example:{inside.port}/",
        "http://metadata.example/",
    ):
        receiver.plan.append(_sent_on_to(address))
        with pytest.raises(Usage, match="is not open"):
            client_of(reach, base).reply(Ask("POST", "hooks"))
        with pytest.raises(Usage, match="is not open"):
            client_of(reach, base).reply(Ask("GET", address, led=True))
    assert client_of(reach, base).reply(Ask("POST", f"{base}/hooks", led=True)).status == 204
    names["dam.example"] = ["93.184.216.34", "10.0.0.7"]  # one of two that is not public is enough
    with pytest.raises(Usage, match="is not open"):
        client_of(reach, f"http://dam.example:{inside.port}").reply(Ask("GET", ""))
    assert inside.came == 0


def _sent_on_to(address: str) -> Does:
    return Does(302, (("Location", address),))


def test_notices_by_webhook_lead_as_far_as_all_webhooks(agency: Agency, receiver: Receiver):
    """The same rule for both, and the same line that allows it."""
    root = agency.folder("alder")
    change_settings(root, {"notices_webhook": receiver.address})
    with closing(agency.open("alder")) as alder:
        alder.catalogue.secrets.put(KEPT_AS, {"webhook": SECRET})
        [notifier] = alder.notifiers()
        assert "http is for hosts named in webhook_private_hosts only" in said(lambda: notifier.tell(MESSAGE))
        secure = receiver.address.replace("http:", "https:")
        change_settings(root, {"notices_webhook": secure})
    with closing(agency.open("alder")) as alder:
        [notifier] = alder.notifiers()
        line = f'{SHUT} [clients.alder]: hosts = ["127.0.0.1:{receiver.server_port}"].'
        assert said(lambda: notifier.tell(MESSAGE)) == line
        assert said(lambda: alder.webhook_sender.check(secure)) == line
    allow(agency.root, "alder", hosts=["127.0.0.1"])
    change_settings(root, {"notices_webhook": receiver.address})
    with closing(agency.open("alder")) as alder:
        [notifier] = alder.notifiers()
        notifier.tell(MESSAGE)
        assert said(lambda: alder.webhook_sender.check(receiver.address)) == ""
    assert [one.headers["thesaury-id"] for one in receiver.got] == ["m1"]
    receiver.plan.append(_sent_on_to("http://127.0.0.1:1/"))
    with closing(agency.open("alder")) as alder:
        assert "answered 302" in said(lambda: alder.notifiers()[0].tell(MESSAGE))


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_mail_is_handed_in_at_no_host_inside_before_it_is_allowed(agency: Agency, inside: Inside, security: str):
    server = f"127.0.0.1:{inside.port}"
    mail = {"notices_smtp": server, "notices_smtp_security": security, "notices_from": "a@b", "notices_to": ("c@d",)}
    change_settings(agency.folder("alder"), mail)
    with closing(agency.open("alder")) as alder:
        [notifier] = alder.notifiers()
        assert said(lambda: notifier.tell(MESSAGE)) == f'{SHUT} [clients.alder]: hosts = ["{server}"].'
        assert inside.came == 0
        allow(agency.root, hosts=[server])
        assert "did not take the mail" in said(lambda: notifier.tell(MESSAGE))
        assert inside.came > 0


def test_what_the_operator_alone_sets_leads_wherever_he_likes(agency: Agency, receiver: Receiver):
    """The server of proposals is named in the file, which nobody writes from the browser."""
    change_settings(
        agency.folder("alder"), {"proposals_url": receiver.address.removesuffix("hooks"), "proposals_model": "m"}
    )
    with closing(agency.open("alder")) as alder:
        assert SHUT not in said(lambda: alder.proposer.propose("Read.", "A clause."))
    assert receiver.got
