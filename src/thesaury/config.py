"""Settings of a workspace: `thesaury.toml` in its directory, overridden by environment variables `THESAURY_...`."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

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
