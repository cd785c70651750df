"""`webhook`: who is told of changes, and what became of every message."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.webhook import DeliveryState, EventKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thesaury.model.webhook import Delivery, Endpoint
    from thesaury.ports.webhooks import Webhooks

_Id = Annotated[str, typer.Argument(help="The id of the webhook, as `thesaury webhook list` shows it.", metavar="ID")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = group_of(app, "webhook", "Tell other systems of changes, by Standard Webhooks.")
    group.command("add")(add)
    group.command("list")(listed)
    group.command("show")(show)
    group.command("pause")(pause)
    group.command("resume")(resume)
    group.command("rotate")(rotate)
    group.command("test")(try_out)
    group.command("send")(send)
    group.command("deliveries")(deliveries)
    group.command("replay")(replay)
    group.command("drop")(drop)


def add(
    address: Annotated[str, typer.Argument(help="Where to tell, as https://cms.example/hooks.", metavar="ADDRESS")],
    kinds: Annotated[
        list[str] | None, typer.Option("--event", help="Tell only of this, as asset.withdrawn; may be repeated.")
    ] = None,
    channels: Annotated[
        list[str] | None, typer.Option("--channel", help="Tell only of this channel's assets; may be repeated.")
    ] = None,
    said: Annotated[str, typer.Option("--note", help="What people should know of it.")] = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell an address of what happens from now on; its secret is shown once.

    Examples:

      thesaury webhook add https://cms.example/hooks

      thesaury webhook add https://cms.example/hooks --event asset.withdrawn --channel website
    """
    from thesaury.pipeline.announcing import endpoints

    wanted = [_kind(name) for name in kinds or ()]
    with workspace_at(workspace) as opened:
        made, secret = endpoints.add(opened, address, wanted, channels or (), said)
    if as_json:
        print_json({"id": made.id, "address": made.address, "secret": secret})
        return
    print(secret)
    say(f"{made.address} is told from now on, as webhook {made.id}. This is its secret; it is not shown again.")
    say(f"Try it out with: thesaury webhook test {made.id}")


def listed(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List who is told, and how many messages wait for each.

    Examples:

      thesaury webhook list
    """
    with workspace_at(workspace) as opened:
        webhooks = opened.catalogue.webhooks
        found = [_values(one, webhooks) for one in webhooks.endpoints()]
    if as_json:
        print_json(found)
        return
    heads = ("id", "address", "state", "waiting", "delivered", "dead", "message")
    print_table(heads, [[one[name] for name in heads] for one in found])
    if not found:
        say("Nobody is told yet. Begin with: thesaury webhook add https://cms.example/hooks")


def show(id: _Id, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show one webhook: what it is told of, and how it stands.

    Examples:

      thesaury webhook show 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        found = _values(endpoints.known(opened.catalogue, id), opened.catalogue.webhooks)
    if as_json:
        print_json(found)
        return
    rows = {**found, "kinds": ", ".join(found["kinds"]) or "all", "channels": ", ".join(found["channels"]) or "all"}
    print_table(("what", "value"), list(rows.items()))


def pause(id: _Id, workspace: WorkspaceOption = None) -> None:
    """Send it nothing until it is resumed; what happens meanwhile is told then.

    Examples:

      thesaury webhook pause 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        endpoints.pause(opened.catalogue, id)
    say(f"Nothing is sent to {id}. Go on with: thesaury webhook resume {id}")


def resume(id: _Id, workspace: WorkspaceOption = None) -> None:
    """Go on with it, and try what waits at once.

    Examples:

      thesaury webhook resume 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        endpoints.resume(opened.catalogue, id)
    say(f"{id} is told again; what waits is sent within a minute where a worker runs.")


def rotate(
    id: _Id,
    at_once: Annotated[bool, typer.Option("--at-once", help="The former secret holds no more from now on.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Give it another secret, shown once; for a day messages are signed with both.

    Examples:

      thesaury webhook rotate 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        print(endpoints.rotate(opened.catalogue, id, at_once))
    former = "The former one holds no more." if at_once else "The former one holds for another day."
    say(f"This is the new secret of {id}; it is not shown again. {former}")


def try_out(id: _Id, workspace: WorkspaceOption = None) -> None:
    """Send it a message of the type `test`, once, and say what it answered.

    Examples:

      thesaury webhook test 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        found = endpoints.try_out(opened, id)
    if found.state is not DeliveryState.DELIVERED:
        raise Unreachable(f"The webhook {id} did not take the test. {found.message}")
    say(f"The webhook {id} took the test and answered {found.status}.")


def send(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Make and send now what a worker would within a minute.

    Examples:

      thesaury webhook send
    """
    from thesaury.pipeline.announcing.rounds import announce

    with workspace_at(workspace) as opened:
        new, sent = announce(opened)
    if as_json:
        failed = [{"webhook": id, "message": why} for id, why in sent.failed]
        print_json({"new": new, "taken": sent.taken, "left": sent.left, "dead": sent.dead, "failed": failed})
        return
    say(f"{new} new messages; {sent.taken} were taken, {sent.left} are tried again, {sent.dead} were given up.")
    for id, why in dict(sent.failed).items():
        say(f"{id}: {why}")


def deliveries(
    id: Annotated[str, typer.Argument(help="Only those of this webhook.", metavar="[ID]")] = "",
    state: Annotated[str, typer.Option(help="Only those that are waiting, delivered or dead.")] = "",
    limit: Annotated[int, typer.Option(help="How many, the newest first.", min=1, max=10_000)] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List messages, the newest first, with what became of each.

    Examples:

      thesaury webhook deliveries 9c1f04a7d2e8 --state dead
    """
    from thesaury.pipeline.announcing import endpoints

    if state and state not in {one.value for one in DeliveryState}:
        raise Usage(f"No message is {state!r}. They are {', '.join(DeliveryState)}.")
    with workspace_at(workspace) as opened:
        if id:
            endpoints.known(opened.catalogue, id)
        states = [DeliveryState(state)] if state else []
        found = opened.catalogue.webhooks.deliveries(id, states, limit=limit)
    _print(found, as_json)
    if not found:
        say("There is no such message.")


def replay(
    id: _Id,
    message: Annotated[
        str, typer.Argument(help="Only this message; without it all dead ones.", metavar="[MESSAGE]")
    ] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Send dead messages anew, each under its id; or one message, whatever became of it.

    Examples:

      thesaury webhook replay 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        count = endpoints.replay(opened.catalogue, id, message)
    say(f"{count} messages are sent anew within a minute where a worker runs, or by: thesaury webhook send")


def drop(id: _Id, workspace: WorkspaceOption = None) -> None:
    """Tell it nothing any more, and forget its messages and secrets.

    Examples:

      thesaury webhook drop 9c1f04a7d2e8
    """
    from thesaury.pipeline.announcing import endpoints

    with workspace_at(workspace) as opened:
        endpoints.drop(opened.catalogue, id)
    say(f"The webhook {id} is forgotten.")


def _kind(name: str) -> EventKind:
    from thesaury.pipeline.announcing.endpoints import KINDS

    if name not in KINDS:
        raise Usage(f"Nothing is told as {name!r}. There are: {', '.join(KINDS)}.")
    return EventKind(name)


def _values(one: "Endpoint", webhooks: "Webhooks") -> dict[str, Any]:
    counts = webhooks.counts()
    told: dict[str, Any] = {
        "id": one.id,
        "address": one.address,
        "state": one.state.value,
        "message": one.message,
        "note": one.note,
    }
    told |= {"kinds": list(one.kinds), "channels": list(one.channels), "made_at": one.made_at, "by": one.by}
    return told | {state.value: counts.get((one.id, state), 0) for state in DeliveryState}


def _print(found: "Sequence[Delivery]", as_json: bool) -> None:
    heads = ("made_at", "kind", "state", "attempts", "status", "message", "next_at", "endpoint", "id")
    if as_json:
        print_json([{name: getattr(one, name) for name in (*heads, "done_at", "body")} for one in found])
        return
    print_table(
        ("made", "what", "state", "tries", "status", "message", "next", "webhook", "id"),
        [[getattr(one, name) for name in heads] for one in found],
    )
