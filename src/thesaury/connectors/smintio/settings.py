"""The settings of a connection, typed: hosts, login, pace and what is read of licensed content."""

import re
from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

LICENSED = "licensed"
PORTAL = "portal"
EXPORT = "export"
_SCOPES = {
    LICENSED: "smintio.full openid profile offline_access",
    PORTAL: "smintio.portals.frontend openid profile offline_access",
    EXPORT: "",
}
_SWEEPS = {LICENSED: 168, PORTAL: 24, EXPORT: 0}
"""Hours between two comparisons of every id; an export is compared after each pass."""
_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The bases of every interface; `frontend` is empty where the portal itself has to say it."""

    authority: str
    licensed: str
    backend: str
    app: str
    portal: str
    frontend: str


@dataclass(frozen=True, slots=True)
class LoginSettings:
    """How a credential is got; the secret itself lies in the vault."""

    client_id: str
    redirect_uri: str
    scopes: str
    client_credentials: bool


@dataclass(frozen=True, slots=True)
class LicensedPaths:
    """The read paths below the licensed base; they are not public, so every tenant may have others."""

    metadata: str
    transactions: str
    binaries: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What licensed and portal connections share, and what is read of licensed content; `path` is that of an export, else empty;
    `usage` says whether its counters of downloads are read."""

    tenant: str
    content: str
    hosts: Hosts
    login: LoginSettings
    paths: LicensedPaths
    pace: Pace
    page_size: int
    sweep_hours: int
    cultures: tuple[str, ...]
    vocabulary_iri: str
    path: str = ""
    usage: bool = False

    @property
    def link(self) -> str:
        """Where a person sees a bought picture, with the places {project} and {content_element}; empty where no tenant is known."""
        return self.hosts.app and f"{self.hosts.app}/project/{{project}}/content-element/{{content_element}}"


def settings_of(connection: Connection) -> Settings:
    """The settings of a Smint.io connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    content = given.choice(connection, "content", (LICENSED, PORTAL, EXPORT), LICENSED)
    return Settings(
        tenant=_tenant(connection, content),
        content=content,
        hosts=_hosts(connection, content),
        login=_login(connection, content),
        paths=_paths(connection),
        pace=given.pace(connection),
        page_size=given.whole(connection, "page_size", 50, 1),
        sweep_hours=given.whole(connection, "sweep_hours", _SWEEPS[content]),
        cultures=_cultures(connection),
        vocabulary_iri=connection.setting("vocabulary_iri") or "urn:smintio:vocabulary:",
        path=_path(connection, content),
        usage=_usage(connection, content),
    )


def _tenant(connection: Connection, content: str) -> str:
    """The tenant, which an export need not name."""
    tenant = connection.setting("tenant").strip()
    if not tenant and content == EXPORT:
        return ""
    if not tenant:
        raise Usage(
            f"The connection {connection.name} needs the setting 'tenant': the first part of your address, before .smint.io."
        )
    if not _TENANT.fullmatch(tenant):
        raise Usage(f"'{tenant}' is no tenant of Smint.io; it is the first part of your address, before .smint.io.")
    return tenant


def _path(connection: Connection, content: str) -> str:
    path = connection.setting("path").strip()
    if content == EXPORT and not path:
        raise Usage(f"The connection {connection.name} needs the setting 'path': the file with the exported purchases.")
    if content != EXPORT and path:
        raise Usage(f"The setting path of {connection.name} belongs to an export; set content=export, or take it out.")
    return path


def _usage(connection: Connection, content: str) -> bool:
    wanted = given.switch(connection, "usage")
    if wanted and content == PORTAL:
        raise Usage(
            f"A portal counts no downloads: take the setting usage out of {connection.name}. Bought content and exports can have it."
        )
    return wanted


def _hosts(connection: Connection, content: str) -> Hosts:
    tenant = _tenant(connection, content)
    if not tenant:
        return Hosts("", "", "", "", "", "")
    portal = given.address(connection, "portal_url")
    if content == PORTAL and not portal:
        raise Usage(f"The connection {connection.name} needs the setting 'portal_url': the address of the portal.")
    login = portal if content == PORTAL else f"https://{tenant}.smint.io"
    return Hosts(
        authority=given.address(connection, "authority_url", login),
        licensed=given.address(connection, "licensed_url", f"https://{tenant}.clapi.smint.io/consumer/v1"),
        backend=given.address(connection, "backend_url", f"https://{tenant}.portalsapib.smint.io/backend/v1"),
        app=given.address(connection, "app_url", f"https://{tenant}.smint.io"),
        portal=portal,
        frontend=given.address(connection, "frontend_url"),
    )


def _login(connection: Connection, content: str) -> LoginSettings:
    return LoginSettings(
        client_id=connection.setting("client_id").strip(),
        redirect_uri=connection.setting("redirect_uri").strip(),
        scopes=connection.setting("scopes").strip() or _SCOPES[content],
        client_credentials=given.switch(connection, "client_credentials"),
    )


def _paths(connection: Connection) -> LicensedPaths:
    binaries = (
        connection.setting("binaries_path")
        or "sync/cartPurchaseTransactions/{cart}/licensePurchaseTransactions/{lpt}/binaries"
    )
    if "{lpt}" not in binaries:
        raise Usage(f"The setting binaries_path of {connection.name} needs the place {{lpt}} (and usually {{cart}}).")
    return LicensedPaths(
        metadata=connection.setting("metadata_path") or "sync/genericMetadata",
        transactions=connection.setting("transactions_path") or "sync/licensePurchaseTransactions",
        binaries=binaries,
    )


def _cultures(connection: Connection) -> tuple[str, ...]:
    cultures = given.listed(connection, "cultures")
    for culture in cultures:
        if not language_tag(culture):
            raise Usage(f"'{culture}' in the setting cultures is no language; give tags such as en,de.")
    return tuple(language_tag(culture) for culture in cultures)


def selectors_of(connection: Connection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Which raw data say what: pairs of our name and its paths, the first that says something counts. Raises Usage."""
    selectors = given.structure(connection, "selectors", "{}")
    if not isinstance(selectors, dict):
        raise Usage('The setting selectors has to be a JSON object, such as {"region": "rawData/LAYER/region"}.')
    pairs = ((str(name), paths if isinstance(paths, list) else [paths]) for name, paths in selectors.items())
    return tuple((name, tuple(str(path) for path in paths if path)) for name, paths in pairs)
