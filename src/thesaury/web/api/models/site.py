"""Health, who calls, the audit log, and problems."""

from typing import Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Moment, Next, Told, example


class Meaning(Told):
    """Whether an embedding model helps the search, and how far it is with reading the labels."""

    model: str | None
    state: Literal["ready", "preparing", "unusable", "none"]
    labels: int | None = None
    of: int | None = None
    why: str | None = None


class Health(Told):
    """Whether all is well."""

    model_config = example(status="ok", assets=2400, meaning={"model": None, "state": "none", "why": ""})

    status: Literal["ok"]
    assets: int
    meaning: Meaning


class Me(Told):
    """Who makes the request, and what he may."""

    model_config = example(name="ada@example.org", title="Ada Lind", permissions=["read", "review"])

    name: str = Field(description="A person's address, or `token:` and the name of a token.")
    title: str
    permissions: list[str]


class Deed(Told):
    """One thing that somebody did; `before` and `after` are JSON as text, empty for nothing."""

    number: int
    at: Moment
    who: str
    action: str
    subject: str
    before: str
    after: str


class Audit(Told):
    """A page of the audit log, the newest first."""

    model_config = example(deeds=[], next=None)

    deeds: list[Deed]
    next: Next


class Fault(Told):
    """A value that is wrong: where it stands and why."""

    in_: str = Field(alias="in")
    field: str
    detail: str


class Problem(Told):
    """What went wrong (RFC 9457). `type` stays the same for the same kind of problem; `detail` says what to do."""

    model_config = example(
        type="/api/v1#problem-not-found",
        title="Not found",
        status=404,
        detail="There is no asset of this id.",
        errors=[],
    )

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
