"""`login` and `secret ...`: the credentials of connections, kept encrypted and never shown."""

from typing import Annotated

import typer

from thesaury.cli.confirming import typed
from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at

ConnectionArgument = Annotated[str, typer.Argument(help="The connection's name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(login)
    group = group_of(app, "secret", "Keep the secrets of connections, encrypted.")
    group.command(name="set")(set_secret)
    group.command(name="list")(list_secrets)
    group.command(name="forget")(forget)


def login(
    connection: ConnectionArgument,
    workspace: WorkspaceOption = None,
) -> None:
    """Log in to a system as a person: open the shown address, agree, and paste the address the browser ends at."""
    from thesaury.ports.audit import note

    with workspace_at(workspace) as opened:
        wanted = opened.login(opened.connection(connection))
        print(wanted.address, flush=True)
        say("Open this address in a browser, agree, and paste the address the browser ends at.")
        wanted.complete(typed("address", "Run this in a terminal, and paste the address."))
        note(opened.catalogue.audit, "connection.login", f"connection:{connection}")
    say(f"{connection} is logged in; the credential renews itself from now on.")


def set_secret(
    connection: ConnectionArgument,
    name: Annotated[str, typer.Argument(help="The secret's name, as the connector calls it.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Keep a secret: asked for unseen, or read from THESAURY_SECRET_<NAME>."""
    from thesaury.cli.connections import asked_secret
    from thesaury.pipeline.keeping import keep_secrets

    with workspace_at(workspace) as opened:
        opened.connection(connection)
        keep_secrets(opened.catalogue, connection, {name: asked_secret(name)})
    say(f"The secret {name} of {connection} is kept.")


def list_secrets(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List which secrets are kept, never their values."""
    with workspace_at(workspace) as opened:
        connections = opened.catalogue.records.connections()
        kept = {connection.name: list(opened.catalogue.secrets.names(connection.name)) for connection in connections}
    if as_json:
        print_json(kept)
        return
    print_table(("connection", "secrets"), [(name, " ".join(names)) for name, names in kept.items() if names])
    if not any(kept.values()):
        say("No secret is kept.")


def forget(
    connection: ConnectionArgument,
    name: Annotated[str, typer.Argument(help="The secret's name.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Forget a secret."""
    from thesaury.pipeline.keeping import keep_secrets

    with workspace_at(workspace) as opened:
        keep_secrets(opened.catalogue, connection, {name: ""})
    say(f"The secret {name} of {connection} is forgotten.")
