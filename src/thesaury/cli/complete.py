"""`complete`: suggestions for words that are not finished yet."""

from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(complete)


def complete(
    prefix: Annotated[str, typer.Argument(help="What was typed so far; the last word may be unfinished.")],
    language: Annotated[
        list[str] | None, typer.Option("--language", help="Language of the reader, such as de; best first.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many suggestions.", min=1, max=50)] = 8,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Suggest labels and names that begin with what was typed.

    Examples:

      thesaury complete pack

      thesaury complete "refill p" --language de --json
    """
    from thesaury.pipeline import thesaurus_of
    from thesaury.search.completing.completed import completed
    from thesaury.search.completing.completer import Completer
    from thesaury.search.completing.holding import holding, recounted

    wished = tuple(_tag(given) for given in language or ())
    with workspace_at(workspace) as opened:
        thesaurus = thesaurus_of(opened)
        held = holding(opened.index, opened.catalogue.enrichments)
        languages = (*wished, *opened.languages)
        found = Completer(thesaurus, held.counts, held.names).complete(prefix, languages, limit)
        found = recounted(found, opened.index)
    if as_json:
        print_json({"typed": prefix, "completions": completed(found)})
        return
    rows = [
        (one.label.text, one.kind, one.count, one.preferred.text if one.preferred else "", one.text) for one in found
    ]
    print_table(("label", "kind", "assets", "use", "search for"), rows)
    if not found:
        say(f"Neither a label nor a name begins with {prefix!r}. See: thesaury search {prefix!r}")
    elif found[0].corrected:
        say(f"Nothing begins with {prefix!r}; this is the nearest spelling.")


def _tag(given: str) -> str:
    from thesaury.vocabulary.languages import canonical

    tag = canonical(given)
    if not tag:
        raise Usage(f"--language {given!r} is no language tag. Give one such as de or fr-CH.")
    return tag
