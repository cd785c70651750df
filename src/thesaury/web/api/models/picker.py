"""Tokens of the picker for pages of hosts that have a server of their own."""

from pydantic import Field

from thesaury.model.access import Permission
from thesaury.web.api.models.shapes import Moment, Sent, Told, Whole, example, sent_example


class AskPickerToken(Sent):
    """For a page of which origin, for how long, and what it may at most."""

    model_config = sent_example(origin="https://cms.example", minutes=10, profile="website")

    origin: str = Field(min_length=1, max_length=300, description="An origin that is allowed to hold the picker.")
    minutes: Whole = Field(10, ge=1, le=15)
    scopes: list[Permission] = Field(
        [Permission.READ, Permission.EDIT], min_length=1, description="`read` to look, `edit` to record placements too."
    )
    profile: str = Field(
        "",
        max_length=60,
        description="A publishing channel: only what it publishes is shown, whatever the page asks for.",
    )


class PickerToken(Told):
    """A token that the page hands to the picker. It is bound to the origin, cannot be prolonged, and is told once."""

    model_config = example(
        token="eyJ...",
        expires_at="2026-11-28T10:10:00+00:00",
        origin="https://cms.example",
        scopes=["edit", "read"],
        frame="/picker/frame",
    )

    token: str
    expires_at: Moment
    origin: str
    scopes: list[Permission]
    frame: str = Field(description="The path of the page to hold in a frame.")
