"""`similar`: assets like a given one."""

from typing import Annotated

import typer

from thesaury.cli.facet_filters import FilterOption, filters_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(similar)


def similar(
    asset: Annotated[str, typer.Argument(help="The asset's id, connection/id, or the id in its system.")],
    filters: FilterOption = None,
    limit: Annotated[int, typer.Option(help="How many assets.", min=1, max=200)] = 12,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find assets like a given one, by concepts, words and meaning.

    Examples:

      thesaury similar studio/IMG_0042.jpg

      thesaury similar 4711 --filter market=DE --json
    """
    from thesaury.pipeline.searching import by_words
    from thesaury.pipeline.words import thesaurus_of
    from thesaury.search.alike.similar import similar as like
    from thesaury.search.alike.similar_told import because, told

    chosen = filters_of(filters)
    with workspace_at(workspace) as opened:
        given = opened.catalogue.records.find(asset)
        if given is None:
            raise Usage(f"There is no asset {asset!r}. Find one with: thesaury search WORDS")
        thesaurus, languages = thesaurus_of(opened), opened.languages
        found = like(given, by_words(opened, thesaurus).sources(opened, thesaurus), limit, chosen)
    if as_json:
        print_json({"asset": given.id, **told(found, thesaurus, languages)})
        return
    rows = [
        (hit.asset.id, hit.asset.title(languages), f"{hit.score:.2f}", because(hit, thesaurus, languages))
        for hit in found.hits
    ]
    print_table(("asset", "title", "score", "because"), rows)
    if not found.by:
        say("Nothing is known of this asset yet: no concept, no word, no vector. See: thesaury sync")
    elif not found.hits:
        say("No asset is like this one" + (" among those the filters leave." if chosen else "."))
