"""Settings of the workspace."""

from typing import Any, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Flag, Sent, Told, example, sent_example


class Setting(Told):
    """One setting. `fixed`: it can be changed in the file or the environment alone. `effect`: what has to happen until it holds."""

    name: str
    meaning: str
    value: str = Field(
        description="As text: a list has a line for each, yes is `true` and no is empty. Accounts in addresses are left out."
    )
    default: str
    origin: Literal["default", "file", "environment"]
    kind: Literal["text", "number", "tick", "choice", "lines"]
    choices: list[str]
    fixed: Flag
    effect: Literal["now", "restart", "reread", "reindex"]


class Settings(Told):
    """All settings that may be read; none of them is a secret."""

    model_config = example(settings=[])

    settings: list[Setting]


class ChangeSettings(Sent):
    """Settings to change, by name: a value as the page takes it, a list of texts, a number, yes or no; null for the default."""

    model_config = sent_example(settings={"answer_days": 365, "languages": ["en", "de"]})

    settings: dict[str, Any] = Field(min_length=1, max_length=100)


class Changed(Settings):
    """All settings, and the names of those that were changed."""

    model_config = example(settings=[], changed=["answer_days"])

    changed: list[str]
