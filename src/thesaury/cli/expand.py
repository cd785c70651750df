"""`expand`: what a query means, as words, for the search of other systems."""

from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.search.expanding.expansion import Expansion


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(expand)


def expand(
    words: Annotated[list[str], typer.Argument(help="What somebody looks for, in any language.")],
    system: Annotated[
        str,
        typer.Option(
            "--for", help="Write it for this connection or system, such as bynder; any: a search box with OR."
        ),
    ] = "",
    language: Annotated[
        list[str] | None,
        typer.Option("--language", help="Labels in this language, such as de; else those of the workspace."),
    ] = None,
    depth: Annotated[int, typer.Option(help="How many steps down narrower concepts are taken in.", min=0, max=20)] = 3,
    related: Annotated[bool, typer.Option("--related", help="Take in what is related, too.")] = False,
    limit: Annotated[int, typer.Option(help="How many terms at most.", min=1, max=1000)] = 200,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show the concepts and words that a query means, or write it for another system.

    Examples:

      thesaury expand refill pack

      thesaury expand nachhaltige Verpackung --for bynder --language en
    """
    from thesaury.pipeline.expanding import written_for
    from thesaury.pipeline.searching import in_full
    from thesaury.pipeline.words import thesaurus_of
    from thesaury.search.expanding.expanded import expanded, plain
    from thesaury.search.expanding.expansion import Wish
    from thesaury.search.expanding.expansion import expand as meant

    wished = tuple(_tag(given) for given in language or ())
    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        thesaurus = thesaurus_of(opened)
        wish = Wish(wished or opened.languages, depth, related, limit)
        how = in_full(opened, thesaurus, progress)
        found = meant(" ".join(words), how.linker, thesaurus, wish, how.embedder)
        written = written_for(opened, system, found) if system else None
        languages = (*wished, *opened.languages)
    if how.missing:
        say(how.missing, quiet=quiet)
    if as_json:
        told = expanded(found, thesaurus, languages)
        print_json({**told, "plain": plain(written, system)} if written else told)
    elif written:
        print_table(("parameter", "ask"), [(one.parameter, one.text) for one in written.requests])
        for note in written.notes:
            say(note)
        if written.left_out:
            say(f"Did not fit: {', '.join(term.text for term in written.left_out[:10])}")
    else:
        rows = [(term.text, term.language, f"{term.weight:.2f}", term.concept) for term in found.terms]
        print_table(("term", "language", "weight", "concept"), rows)
    _ending(found)


def _ending(found: "Expansion") -> None:
    if not found.terms:
        say("There is no word to expand in this. Give words such as: thesaury expand refill pack")
    elif not found.concepts:
        say(
            f"No concept of the vocabulary is meant by {found.words!r}, so the words stand alone. See: thesaury complete {found.words!r}"
        )
    if found.left_out:
        say(f"{found.left_out} more terms are left out. Take in more with --limit.")
    if found.has_fields:
        say("Parts with field:value are left out: other systems have other fields.")


def _tag(given: str) -> str:
    from thesaury.vocabulary.languages import canonical

    tag = canonical(given)
    if not tag:
        raise Usage(f"--language {given!r} is no language tag. Give one such as de or fr-CH.")
    return tag
