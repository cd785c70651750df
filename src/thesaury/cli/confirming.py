"""Asking a person before something is done, and saying what to give instead where there is nobody to ask."""

import typer

from thesaury.model.errors import Usage

_NOBODY = (typer.Abort, RuntimeError)
"""What is raised where the input ends, and where there is none at all."""


def agreed(question: str) -> None:
    """Return once somebody says yes. Raises Usage where somebody says no, and where nobody answers."""
    try:
        said = typer.confirm(question, err=True)
    except _NOBODY:
        typer.echo(err=True)  # the question stands on a line of its own
        raise Usage("Nobody answered, so nothing was done. Give --yes to do it without being asked.") from None
    if not said:
        raise Usage("Nothing was done.")


def typed(question: str, instead: str) -> str:
    """What somebody types. Raises Usage with what to do `instead` where nobody does."""
    try:
        return str(typer.prompt(question, err=True))
    except _NOBODY:
        typer.echo(err=True)  # the question stands on a line of its own
        raise Usage(f"Nobody answered, so nothing was done. {instead}") from None
