"""The settings of a connection, typed: the portal, the credential, what is read, and where concepts go."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from thesaury.connectors.bynder.reading import chosen, measured, portal_base, switched
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

TOKEN, CLIENT, BROWSER = "token", "client", "browser"
TAGS = "tags"
_SCOPES = (
    "asset:read asset:write asset.usage:read asset.usage:write meta.assetbank:read analytics.api:read current.user:read"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One Bynder connection. `fields` names the metaproperty (or `tags`) for each scheme, `*` for the rest."""

    portal: str
    auth: str
    client_id: str
    redirect_uri: str
    scopes: str
    language: str
    locales: tuple[str, ...]
    page_size: int
    archived: bool
    trash: bool
    writes: bool
    fields: Mapping[str, str]
    create_options: bool
    vocabulary: bool
    usage: bool
    integration: str
    pace: Pace

    @property
    def host(self) -> str:
        """The portal's domain, as it stands in IRIs."""
        return quote(urlsplit(self.portal).netloc, safe=".")

    def iri(self, kind: str, id_: str) -> str:
        """The IRI of an option or metaproperty that has none of its own."""
        return f"urn:bynder:{self.host}:{kind}:{quote(id_, safe='-')}"


def settings_of(connection: Connection) -> Settings:
    """The settings of a Bynder connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    auth = chosen(connection, "auth", (TOKEN, CLIENT, BROWSER))
    return Settings(
        portal=portal_base(connection),
        auth=auth,
        client_id=_client(connection, auth),
        redirect_uri=connection.setting("redirect_uri").strip(),
        scopes=_scopes(connection, auth),
        language=_language(connection),
        locales=tuple(one.strip() for one in connection.setting("locales").split(",") if one.strip()),
        page_size=int(measured(connection, "page_size", 500, 1, 1000)),
        archived=switched(connection, "archived"),
        trash=switched(connection, "trash", "yes"),
        writes=chosen(connection, "write", ("options", "none")) != "none",
        fields=_fields(connection),
        create_options=switched(connection, "create_options"),
        vocabulary=switched(connection, "vocabulary"),
        usage=switched(connection, "usage", "yes"),
        integration=connection.setting("integration_id").strip(),
        pace=_pace(connection),
    )


def _client(connection: Connection, auth: str) -> str:
    given = connection.setting("client_id").strip()
    if auth != TOKEN and not given:
        raise Usage(f"With auth={auth} the connection {connection.name} needs the setting 'client_id'.")
    return given


def _scopes(connection: Connection, auth: str) -> str:
    usual = f"offline {_SCOPES}" if auth == BROWSER else _SCOPES
    if switched(connection, "create_options"):
        usual += " meta.assetbank:write"
    return " ".join((connection.setting("scopes").strip() or usual).split())


def _language(connection: Connection) -> str:
    given = connection.setting("language").strip() or "en"
    if not language_tag(given):
        raise Usage(f"'{given}' in the setting language of {connection.name} is no language; give a tag such as en.")
    return language_tag(given)


def _fields(connection: Connection) -> dict[str, str]:
    """Scheme to metaproperty; an IRI may hold `=`, a name hardly, so the last one counts."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, connection.setting("fields").split(";"))):
        scheme, equals, name = (one.strip() for one in part.rpartition("="))
        if not (scheme and equals and name):
            raise Usage(
                f"'{part}' in the setting fields of {connection.name} has to be SCHEME_IRI=Metaproperty; part several by semicolons."
            )
        found[scheme] = name
    return found


def _pace(connection: Connection) -> Pace:
    """Ten requests a second as Bynder advises, unless the settings say otherwise."""
    usual = Pace()
    per_second = measured(connection, "requests_per_second", usual.per_second, 0.01)
    return Pace(
        per_second=per_second,
        burst=max(1, round(per_second)),
        attempts=int(measured(connection, "retry_attempts", usual.attempts, 1)),
        first_wait=measured(connection, "retry_first_seconds", usual.first_wait, 0.001),
        longest_wait=measured(connection, "retry_longest_seconds", usual.longest_wait, 0.001),
        failures=int(measured(connection, "circuit_failures", usual.failures, 1)),
        seconds=measured(connection, "request_seconds", usual.seconds, 0.1),
        patience=measured(connection, "patience_seconds", usual.patience, 0.1),
    )
