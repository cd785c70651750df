"""`user ...` and `token ...`: who may sign in, what he may do, and the tokens of programs."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.access import Permission, Role

if TYPE_CHECKING:
    from pathlib import Path

    from thesaury.model.account import Member

AddressArgument = Annotated[str, typer.Argument(help="The person's e-mail address.")]
_PATH = "/sign-in/link/"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "user", "Keep people, and what each may do here.")
    for command in (add, roles, disable, enable, link):
        group.command()(command)
    group.command(name="list")(list_users)
    programs = group_of(app, "token", "Keep the tokens of programs.")
    programs.command()(create)
    programs.command()(revoke)
    programs.command(name="list")(list_tokens)


def add(
    address: AddressArgument,
    role: Annotated[list[Role], typer.Option(help="What the person is here; may be given several times.")],
    name: Annotated[str, typer.Option(help="What pages call the person; otherwise the address.")] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Add a person; prints the path of a one-time link of thesaury serve, by which he sets a password.

    Example: thesaury user add ana@example.org --name "Ana Roe" --role reviewer --role rights-manager
    """
    from thesaury.pipeline.accounts import people

    with workspace_at(workspace) as opened:
        person = people.add(opened.access, address, name, role)
        key, served = people.link_for(opened.access, person.address, anywhere=True), _served(opened.root)
    print(f"{_PATH}{key}")
    say(f"{person.address} may come in by this path of {served}, once and within a week. It is not shown again.")


def list_users(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the people of this workspace with their roles."""
    with workspace_at(workspace) as opened:
        rows = [_shown(member) for member in opened.access.accounts.people.members(opened.access.workspace)]
    if as_json:
        print_json(rows)
        return
    cells = [(r["address"], r["name"], " ".join(r["roles"]), "" if r["enabled"] else "disabled") for r in rows]
    print_table(("address", "name", "roles", "state"), cells)
    if not rows:
        say("Nobody is here yet. The first start of thesaury serve prints a link for the administrator.")


def roles(
    address: AddressArgument,
    role: Annotated[
        list[Role] | None,
        typer.Argument(help="All roles the person holds from now on; none keeps out who is in other workspaces, too."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Let a person hold exactly these roles.

    Example: thesaury user roles ana@example.org editor reviewer
    """
    from thesaury.pipeline.accounts import people

    with workspace_at(workspace) as opened:
        held = people.set_roles(opened.access, address, role or ())
    say(f"{held.person.address} is {', '.join(sorted(held.roles)) or 'nobody here'} from now on.")


def disable(address: AddressArgument, workspace: WorkspaceOption = None) -> None:
    """Let a person in no more; his sessions end at once."""
    from thesaury.pipeline.accounts import people

    with workspace_at(workspace) as opened:
        people.disable(opened.access, address)
    say(f"{address} is out. Let in again with: thesaury user enable {address}")


def enable(address: AddressArgument, workspace: WorkspaceOption = None) -> None:
    """Let a disabled person in again."""
    from thesaury.pipeline.accounts import people

    with workspace_at(workspace) as opened:
        people.enable(opened.access, address)
    say(f"{address} may sign in again.")


def link(address: AddressArgument, workspace: WorkspaceOption = None) -> None:
    """Print the path of a new one-time link by which a person sets a password; an earlier one opens no more."""
    from thesaury.pipeline.accounts import people

    with workspace_at(workspace) as opened:
        key, served = people.link_for(opened.access, address, anywhere=True), _served(opened.root)
    print(f"{_PATH}{key}")
    say(f"This path of {served} opens once, within a week. It is not shown again.")


def _served(workspace: "Path") -> str:
    """What serves the pages of this workspace; a client of an agency is found at a host of its own there."""
    from thesaury.bootstrap.standing import agency_above

    return f"{workspace.name}.localhost of thesaury agency serve" if agency_above(workspace) else "thesaury serve"


def create(
    name: Annotated[str, typer.Argument(help="What the token is for, such as nightly export.")],
    owner: Annotated[str, typer.Option("--for", help="Whose token it is: it never may more than this person.")],
    scope: Annotated[list[Permission] | None, typer.Option(help="What it may; read without any.")] = None,
    days: Annotated[int, typer.Option(help="How many days it lasts.", min=1, max=730)] = 90,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a token for a program; prints it once.

    Example: thesaury token create "nightly export" --for ana@example.org --scope read --days 30
    """
    from thesaury.pipeline.accounts import people, tokens

    with workspace_at(workspace) as opened:
        member = people.member(opened.access, owner)
        made, key = tokens.create(opened.access, member, name, scope or [Permission.READ], days)
    if as_json:
        print_json({"id": made.id, "token": key, "expires_at": made.expires_at, "scopes": sorted(made.scopes)})
    else:
        print(key)
    say(f"Send it as: Authorization: Bearer ... It holds until {made.expires_at} and is not shown again.")


def list_tokens(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List tokens, whose they are, and when each was last used."""
    from thesaury.pipeline.accounts.tokens import lives

    with workspace_at(workspace) as opened:
        access = opened.access
        owners = {
            member.person.id: member.person.address for member in access.accounts.people.members(access.workspace)
        }
        rows = [
            {
                "id": token.id,
                "name": token.name,
                "start": token.start,
                "owner": owners.get(token.person, ""),
                "scopes": sorted(token.scopes),
                "expires_at": token.expires_at,
                "used_at": token.used_at,
                "revoked_at": token.revoked_at,
                "holds": lives(access, token),
            }
            for token in access.accounts.tokens.all(access.workspace)
        ]
    if as_json:
        print_json(rows)
        return
    columns = ("id", "name", "start", "owner", "expires_at", "used_at", "revoked_at")
    print_table(columns, [[row[column] for column in columns] for row in rows])
    if not rows:
        say("No token yet. Make one with: thesaury token create NAME --for ADDRESS")


def revoke(
    token: Annotated[str, typer.Argument(help="The token's id, as thesaury token list shows it.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Let a token open nothing from now on."""
    from thesaury.pipeline.accounts import tokens

    with workspace_at(workspace) as opened:
        gone = tokens.revoke(opened.access, token)
    say(f"The token {gone.name} opens nothing any more.")


def _shown(member: "Member") -> dict[str, Any]:
    person = member.person
    return {
        "address": person.address,
        "name": person.name,
        "roles": sorted(member.roles),
        "enabled": person.enabled,
        "password": bool(person.password),
    }
