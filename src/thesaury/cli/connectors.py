"""`connectors`: what systems can be connected, and what each of them can do."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from thesaury.cli.output import JsonOption, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="connectors")(list_connectors)


def list_connectors(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page docs/capabilities.md.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the connectors and what each can do."""
    from thesaury.cli.capabilities import capability_page

    found = told_connectors()
    if as_json:
        print_json(found)
    elif markdown:
        print(capability_page(found))
    else:
        columns = ("name", "title", "tier", "roles")
        print_table(columns, [(c["name"], c["title"], c["tier"], " ".join(c["roles"])) for c in found])


def told_connectors() -> list[dict[str, Any]]:
    """What every manifest says, as plain values."""
    from thesaury.bootstrap import connectors

    return [
        {
            "name": m.name,
            "title": m.title,
            "summary": m.summary,
            "tier": m.tier,
            "roles": list(m.roles),
            "helps": list(m.helps),
            "capabilities": asdict(m.capabilities),
        }
        for m in connectors().values()
    ]
