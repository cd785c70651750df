"""`rights notices` and `rights secret`: what is to be known of rights, who has taken note, and the secrets of the channels."""

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.cli.rights_calendar import day
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thesaury.model.notice import Notice
    from thesaury.ports.workspace import Workspace

_SECRETS = ("webhook", "smtp")


def register(group: typer.Typer) -> None:
    """Add the commands to the group `rights`."""
    group.command()(notices)
    group.command(name="secret")(set_secret)


def notices(
    since: Annotated[str, typer.Option(help="Only those made on this day or later.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Those acknowledged too.")] = False,
    acknowledge: Annotated[list[str] | None, typer.Option(help="Take note of the notice with this key.")] = None,
    log: Annotated[bool, typer.Option("--log", help="What became of them: told, failed, acknowledged.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List notices that nobody has taken note of, what is in use first; or take note, which is kept with who and when.

    Examples:

      thesaury rights notices --since 2026-11-01

      thesaury rights notices --acknowledge "dam/4711 0 end 2026-12-31 30"
    """
    from thesaury.pipeline.keeping import take_note

    begin = day(since, "--since")
    with workspace_at(workspace) as opened:
        kept = opened.catalogue.notices
        if acknowledge:
            noted = [take_note(opened.catalogue, key, getpass.getuser()) for key in acknowledge]
            _print(noted, as_json)
            return
        if log:
            events = kept.log()
            if as_json:
                print_json(
                    [{name: getattr(e, name) for name in ("at", "what", "who", "key", "detail")} for e in events]
                )
            else:
                print_table(
                    ("at", "what", "who", "notice", "why"), [(e.at, e.what, e.who, e.key, e.detail) for e in events]
                )
            return
        found = list(_all(opened, begin.isoformat() if begin else "", everything))
    _print(found, as_json)
    if not found:
        say("No notice waits. Look for new ones with: thesaury rights watch")


def set_secret(
    name: Annotated[
        str, typer.Argument(help="webhook: what messages are signed with. smtp: the password of the login.")
    ],
    workspace: WorkspaceOption = None,
) -> None:
    """Keep the secret of a channel: asked for unseen, or read from THESAURY_SECRET_<NAME>."""
    from thesaury.bootstrap.notifying import KEPT_AS
    from thesaury.cli.connections import asked_secret
    from thesaury.pipeline.keeping import keep_secrets

    if name not in _SECRETS:
        raise Usage(f"There is no secret {name!r} of notices. There are: {', '.join(_SECRETS)}.")
    with workspace_at(workspace) as opened:
        keep_secrets(opened.catalogue, KEPT_AS, {name: asked_secret(name)})
    say(f"The secret {name} of notices is kept.")


def notice_values(one: "Notice") -> dict[str, Any]:
    """A notice as JSON values of a stable shape."""
    from dataclasses import asdict

    return asdict(one) | {"kind": one.kind.value}


def show_notices(found: "Sequence[Notice]") -> None:
    """A table, what is in use first."""
    rows = [
        (
            one.day or one.at[:10],
            f"{one.kind.value} {one.stage}",
            "in use" if one.in_use else "",
            one.campaign,
            one.title,
            one.sentence,
            f"{one.acknowledged_by} {one.acknowledged_at}".strip(),
            one.key,
        )
        for one in sorted(found, key=_order)
    ]
    print_table(("day", "what", "use", "campaign", "asset", "told", "taken note", "key"), rows)


def _all(opened: "Workspace", since: str, acknowledged: bool) -> "Sequence[Notice]":
    found: list[Notice] = []
    while page := opened.catalogue.notices.page(found[-1].key if found else "", since, acknowledged):
        found += page
    return sorted(found, key=_order)


def _print(found: "Sequence[Notice]", as_json: bool) -> None:
    print_json([notice_values(one) for one in found]) if as_json else show_notices(found)


def _order(one: "Notice") -> tuple[bool, str, str]:
    return not one.in_use, one.day or "9", one.key
