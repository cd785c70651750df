"""The settings of a connection, typed: the portal, the credential, what is read, and where concepts go."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from thesaury.connectors import given
from thesaury.connectors.bynder.reading import portal_base
from thesaury.connectors.licence_roles import configured
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

TOKEN, CLIENT, BROWSER = "token", "client", "browser"
TAGS = "tags"
_SCOPES = (
    "asset:read asset:write asset.usage:read asset.usage:write meta.assetbank:read analytics.api:read current.user:read"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One Bynder connection. `fields` names the metaproperty (or `tags`) for each scheme, `*` for the rest; `rights` the fields that
    the setting of that name gives a role."""

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
    rights: tuple[str, ...]
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
    auth = given.choice(connection, "auth", (TOKEN, CLIENT, BROWSER), TOKEN)
    return Settings(
        portal=portal_base(connection),
        auth=auth,
        client_id=_client(connection, auth),
        redirect_uri=connection.setting("redirect_uri").strip(),
        scopes=_scopes(connection, auth),
        language=given.language(connection, "en"),
        locales=given.listed(connection, "locales"),
        page_size=given.whole(connection, "page_size", 500, 1, 1000),
        archived=given.switch(connection, "archived"),
        trash=given.switch(connection, "trash", "yes"),
        writes=given.choice(connection, "write", ("options", "none"), "options") != "none",
        fields=dict(given.fields(connection)),
        create_options=given.switch(connection, "create_options"),
        vocabulary=given.switch(connection, "vocabulary"),
        usage=given.switch(connection, "usage", "yes"),
        integration=connection.setting("integration_id").strip(),
        rights=tuple(configured(connection)),
        pace=given.pace(connection),
    )


def _client(connection: Connection, auth: str) -> str:
    client = connection.setting("client_id").strip()
    if auth != TOKEN and not client:
        raise Usage(f"With auth={auth} the connection {connection.name} needs the setting 'client_id'.")
    return client


def _scopes(connection: Connection, auth: str) -> str:
    usual = f"offline {_SCOPES}" if auth == BROWSER else _SCOPES
    if given.switch(connection, "create_options"):
        usual += " meta.assetbank:write"
    return " ".join((connection.setting("scopes").strip() or usual).split())
