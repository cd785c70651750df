"""Settings of a workspace: `thesaury.toml` in its directory, overridden by environment variables `THESAURY_...`."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from thesaury.model.access import Role
from thesaury.model.errors import Usage

SETTINGS_FILE = "thesaury.toml"


class Settings(BaseSettings):
    """What a workspace lets its owner choose; every field can be set in `thesaury.toml` or as `THESAURY_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="THESAURY_", extra="ignore")
    toml: ClassVar[Path | None] = None

    languages: tuple[str, ...] = Field(
        default=("en", "de", "fr"), description="Languages to show, best first, as BCP 47 tags."
    )
    import_memory_mib: int = Field(default=2048, ge=64, description="Memory a vocabulary import may use, in MiB.")
    import_seconds: int = Field(default=600, ge=1, description="Time a vocabulary import may take, in seconds.")

    annotators: tuple[str, ...] = Field(
        default=("own",),
        description="Which annotators read the assets: `own`, a connection that annotates, or several, whose answers are fused.",
    )
    schemes_first: tuple[str, ...] = Field(
        default=(),
        description="Concept schemes, by IRI, in the order in which searches show them as facets; all others come after them.",
    )
    schemes_without_facet: tuple[str, ...] = Field(
        default=(), description="Concept schemes, by IRI, that searches do not show as facets."
    )
    schemes_without_tagging: tuple[str, ...] = Field(
        default=(),
        description="Concept schemes, by IRI, from which nothing is suggested for assets; queries are understood by them all the same.",
    )
    embedding_model: str = Field(
        default="",
        description="Folder of an embedding model, relative to the workspace, or the name of a fetched one, as owner/name or "
        "owner/name@revision; empty for none.",
    )
    model_hub: str = Field(
        default="",
        description="Address of the model hub that `thesaury models fetch` asks; empty for that in HF_ENDPOINT, else the usual one.",
    )
    wordnet: str = Field(
        default="auto",
        description="WordNet, by whose meanings of English words queries are understood where there is no embedding model: `auto` for "
        "the one in /usr/share/wordnet, if it is there; another folder, relative to the workspace; empty for none.",
    )
    accounts: str = Field(
        default="accounts.db",
        description="The directory of people, relative to the workspace; several workspaces may name the same file.",
    )
    behind_proxy: bool = Field(
        default=False,
        description="Whether a proxy on this machine stands before `thesaury serve`: what it says of the caller's address and of "
        "https (X-Forwarded-For, X-Forwarded-Proto) is believed then.",
    )
    host_names: tuple[str, ...] = Field(
        default=(), description="Names under which the pages are reached besides 127.0.0.1 and localhost."
    )
    oidc_issuer: str = Field(
        default="", description="Address of an OpenID Connect provider by which people may sign in; empty for none."
    )
    oidc_client_id: str = Field(default="", description="As whom Thesaury asks that provider.")
    oidc_secret_from: str = Field(
        default="THESAURY_OIDC_SECRET",
        description="Environment variable with the secret that belongs to it; without one, no secret is sent (PKCE protects the way).",
    )
    oidc_name: str = Field(default="OpenID Connect", description="What the sign-in page calls the provider.")
    oidc_domains: tuple[str, ...] = Field(
        default=(), description="Only people with a verified address of these domains may sign in by it; empty for all."
    )
    oidc_role_claim: str = Field(
        default="", description="Claim of the identity token that names groups, such as `groups`; empty for none."
    )
    oidc_roles: dict[str, Role] = Field(
        default={}, description="Which group is which role, at somebody's first sign-in."
    )
    oidc_default_role: Role | Literal[""] = Field(
        default="", description="Role of who has no such group; empty to let nobody else in."
    )
    brand_name: str = Field(
        default="", max_length=40, description="What the pages are called instead of Thesaury; empty for that name."
    )
    brand_accent: str = Field(
        default="",
        pattern=r"^(#[0-9a-fA-F]{6})?$",
        description="Colour of buttons and links on light pages, such as `#1d6b59`; empty for the usual one.",
    )
    brand_accent_dark: str = Field(
        default="",
        pattern=r"^(#[0-9a-fA-F]{6})?$",
        description="The same on dark pages; empty for a lighter shade of it.",
    )
    key_file: str = Field(
        default="secret.key",
        description="File with the key that secrets are encrypted with, relative to the workspace; THESAURY_KEY wins over it.",
    )
    jobs_database: str = Field(
        default="",
        description="Where durable jobs are kept: empty for jobs.db in the workspace, or a postgresql:// address.",
    )
    settle_seconds: float = Field(
        default=30,
        ge=0,
        description="How old a write without visible effect has to be before it is sent again, in seconds.",
    )

    api_requests_per_minute: int = Field(
        default=600,
        ge=1,
        description="How many requests one caller of the interface has a minute; the next is answered 429.",
    )

    concept_base: str = Field(
        default="",
        pattern=r"^(https?://[^\s<>\"{}|\\^`?#]+/)?$",
        description="Address, ending with a slash, below which concepts made here get their IRIs, and which is answered by this server "
        "at /id/, such as `https://words.example.com/id/`; empty for IRIs that are no addresses.",
    )
    public_vocabularies: tuple[str, ...] = Field(
        default=(),
        description="Vocabularies, by name, that everybody may read without signing in: at /id/, /rest/v1/ and /reconcile/public/, nothing "
        "else of them.",
    )
    sparql_seconds: float = Field(
        default=30, ge=1, le=600, description="How long a SPARQL question may take, in seconds."
    )
    sparql_memory_mib: int = Field(default=1024, ge=256, description="Memory a SPARQL question may use, in MiB.")
    sparql_rows: int = Field(
        default=100_000, ge=1, description="How many rows or statements the answer to a SPARQL question may have."
    )
    sparql_mib: int = Field(default=64, ge=1, description="How large the answer to a SPARQL question may be, in MiB.")
    sparql_at_once: int = Field(
        default=2,
        ge=1,
        le=64,
        description="How many SPARQL questions are answered at once; others wait a moment. One person has all but one of them at the most.",
    )

    graph_server: str = Field(
        default="",
        description="Address where a SPARQL 1.1 server is asked that keeps the graph, such as https://graph.example.com/sparql; empty for "
        "the workspace's own directory. Run `thesaury reindex` after a change.",
    )
    graph_server_update: str = Field(
        default="", description="Address where that server takes SPARQL Update; empty for the same one."
    )
    graph_server_store: str = Field(
        default="",
        description="Address of its graph store (SPARQL 1.1 Graph Store HTTP Protocol), by which much is written fast; empty for none.",
    )
    graph_server_user: str = Field(default="", description="Login at that server, by Basic or Digest; empty for none.")
    graph_server_secret_from: str = Field(
        default="THESAURY_GRAPH_SECRET", description="Environment variable with the password of that login."
    )

    processes: int = Field(
        default=0,
        ge=0,
        le=64,
        description="How many processes read assets when there are many: 1 for the command's own, 0 for as many as processors are spare.",
    )

    notices_digest: bool = Field(
        default=False, description="Gather notices of rights to one message a day instead of telling them at once."
    )
    notices_webhook: str = Field(
        default="", description="Address that notices of rights are POSTed to, signed; empty for none."
    )
    notices_smtp: str = Field(
        default="", description="Mail server for notices of rights, as host or host:port; empty for no e-mail."
    )
    notices_smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the way to the mail server is secured: `starttls`, `tls` or `none`."
    )
    notices_smtp_user: str = Field(default="", description="Login at the mail server; empty for none.")
    notices_from: str = Field(default="", description="Sender of notices by e-mail.")
    notices_to: tuple[str, ...] = Field(default=(), description="Recipients of notices by e-mail.")

    webhook_private_hosts: tuple[str, ...] = Field(
        default=(),
        description="Hosts on your own network that outgoing webhooks may be sent to, as `host` or `host:port`, also without TLS; "
        "all others have to be public and speak https.",
    )

    campaigns: str = Field(
        default="campaigns.csv",
        description="Table of campaigns, relative to the workspace: `id`, `name`, `brand`, `markets`, `channels`, `start`, `end` and "
        "`brief` are its columns.",
    )
    currency: str = Field(
        default="EUR",
        pattern=r"^[A-Z]{3}$",
        description="The currency that costs of licences are told in, as ISO 4217 names it; prices in others are shown beside it.",
    )
    rates: str = Field(
        default="rates.csv",
        description="Table of dated rates, relative to the workspace: `day`, `currency` and `rate`, what one unit of the currency is worth "
        "in that of the workspace from that day on.",
    )
    answer_days: int = Field(
        default=3650,
        ge=0,
        description='For how many days answers to "may I use this?" are kept in the log of decisions; 0 for ever.',
    )
    search_days: int = Field(
        default=400,
        ge=0,
        description="For how many days it is kept what searches were about and what came of them; 0 for ever.",
    )
    teams: dict[str, tuple[str, ...]] = Field(
        default={},
        description="Teams by name, each with patterns of who belongs to it: addresses (`*@studio.example`), tokens (`token:press-*`) and "
        "programs (`program:figma`); the first that fits counts.",
    )
    agency_statistics: bool = Field(
        default=False,
        description="Whether numbers of this workspace go into averages that its agency sees, over five clients at least.",
    )

    proposals_url: str = Field(
        default="",
        description="Address of a chat-completions server that may propose what unclear clauses of licences mean, as "
        "http://127.0.0.1:8080/v1; empty for none. Licence texts are sent there.",
    )
    proposals_model: str = Field(default="", description="Name of the model that is asked for proposals.")
    proposals_key_from: str = Field(
        default="THESAURY_PROPOSALS_KEY",
        description="Environment variable with the key of that server; without one, no key is sent.",
    )
    proposals_seconds: float = Field(default=60, ge=1, le=600, description="How long a proposal may take, in seconds.")

    @field_validator("annotators")
    @classmethod
    def _some_annotator(cls, annotators: tuple[str, ...]) -> tuple[str, ...]:
        if not annotators:
            raise ValueError("annotators has to name at least one, such as own")
        return annotators

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        from langcodes import tag_is_valid

        if not languages or not all(tag_is_valid(language) for language in languages):
            raise ValueError("languages has to name at least one BCP 47 tag, such as en or de-AT")
        return languages

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, cls.toml)


def read_settings(root: Path) -> Settings:
    """The settings of the workspace at this directory. Raises Usage, naming the setting, when one is wrong."""
    from tomllib import TOMLDecodeError

    from pydantic import ValidationError

    class FileSettings(Settings):
        toml = root / SETTINGS_FILE

    try:
        return FileSettings()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Usage(
            f"Setting {where} in {root / SETTINGS_FILE} is wrong: {first['msg']}. Mend it and run again."
        ) from error
    except TOMLDecodeError as error:
        raise Usage(f"{root / SETTINGS_FILE} is not valid TOML: {error}. Mend it and run again.") from error


def settings_text(languages: tuple[str, ...]) -> str:
    """The `thesaury.toml` of a new workspace."""
    quoted = ", ".join(f'"{language}"' for language in languages)
    return f"# Settings of this Thesaury workspace; docs/settings.md explains each.\nlanguages = [{quoted}]\n"
