"""Groups of commands: `thesaury vocabulary ...`."""

import typer


def group_of(app: typer.Typer, name: str, help: str) -> typer.Typer:
    """A group of this name, to add commands to; called without one of them it lists them."""
    made = typer.Typer(no_args_is_help=True, help=help, rich_markup_mode=None)
    app.add_typer(made, name=name)
    return made
