"""`searches`: searches under a name, with a feed of what is new."""

from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.facet_filters import FilterOption, filters_of
from thesaury.cli.groups import group_of
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
from thesaury.cli.search_notes import notes_of
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.model.saved_search import SavedSearch

NameArgument = Annotated[str, typer.Argument(help="The name of the saved search.")]


def register(app: typer.Typer) -> None:
    """Add the group of this module."""
    group = group_of(app, "searches", "Save searches, and tell what is new in them.")
    for command in (save, feed, run, remove, check):
        group.command()(command)
    group.command(name="list")(list_all)


def save(
    name: NameArgument,
    words: Annotated[list[str] | None, typer.Argument(help="What to look for, as in a search.")] = None,
    filters: FilterOption = None,
    channel: Annotated[str, typer.Option(help="Only what may be used: where (website, social_paid, print ...)?")] = "",
    region: Annotated[list[str] | None, typer.Option(help="In which country or group (repeat for several)?")] = None,
    day: Annotated[str, typer.Option("--date", help="On which day? Otherwise on the day on which it is asked.")] = "",
    first: Annotated[str, typer.Option("--from", help="The first day of a period.")] = "",
    last: Annotated[str, typer.Option("--to", help="Its last day.")] = "",
    purpose: Annotated[str, typer.Option(help="What for: editorial, internal ...")] = "",
    party: Annotated[str, typer.Option(help="Who uses it: affiliates, dealers ...")] = "",
    verdict: Annotated[
        list[str] | None, typer.Option(help="Only these answers, permit without it: deny, review.")
    ] = None,
    related: Annotated[bool, typer.Option("--related", help="Take in concepts related to those of the query.")] = False,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Save a search under a name; prints the secret path of its feed, which is not shown again.

    Examples:

      thesaury searches save lakes mountain lake

      thesaury searches save "new in Austria" --filter market=AT

      thesaury searches save "lakes for the website" lake --channel website --region AT
    """
    from thesaury.dispatch.searches import save_search
    from thesaury.pipeline.searching import in_full
    from thesaury.pipeline.words import thesaurus_of

    chosen = filters_of(filters)
    named = {"channel": channel, "date": day, "from": first, "to": last, "purpose": purpose, "party": party}
    several = (("region", region or ()), ("verdict", verdict or ()))
    use = [*named.items(), *((name, value) for name, values in several for value in values)]
    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        thesaurus = thesaurus_of(opened)
        how = in_full(opened, thesaurus, progress)
        if how.missing:
            raise Usage(f"{how.missing} What it finds now would not be what it finds then.")
        saved, path = save_search(
            opened, how.sources(opened, thesaurus), name, " ".join(words or ()), chosen, use, related
        )
    if as_json:
        print_json({"name": saved.name, "saved_at": saved.at, "feed": path})
    else:
        print(path)
    say("This path of thesaury serve is the secret; it is not shown again. Workers look for what is new.", quiet=quiet)


def list_all(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the saved searches, with how many assets each has found since."""
    with workspace_at(workspace) as opened:
        searches = opened.catalogue.saved_searches
        found = [(search, len(searches.news(search.id, 10_000))) for search in searches.all()]
    if as_json:
        told = [
            {
                "name": search.name,
                "words": search.words,
                "filters": {facet: list(values) for facet, values in search.filters},
                "use": [list(pair) for pair in search.use],
                "related": search.related,
                "saved_at": search.at,
                "new": new,
            }
            for search, new in found
        ]
        print_json({"searches": told})
        return
    rows = [(search.name, search.words, _beside(search), search.at[:10], new) for search, new in found]
    print_table(("name", "words", "filters", "saved", "new"), rows)
    if not found:
        say("No search is saved. Save one with: thesaury searches save NAME WORDS")


def _beside(search: "SavedSearch") -> str:
    """What it asks beside its words, in one line."""
    filters = [f"{facet}={', '.join(values)}" for facet, values in search.filters]
    use = [f"{name} {value}" for name, value in search.use]
    return "; ".join((*filters, *use, *(("related",) if search.related else ())))


def run(
    name: NameArgument,
    new: Annotated[
        bool, typer.Option("--new", help="Only what was found since it was saved, the newest first.")
    ] = False,
    limit: Annotated[int, typer.Option(help="How many hits.", min=1, max=1000)] = 20,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a saved search: what it finds now, best first."""
    from thesaury.pipeline.rights.clearing import Clearing
    from thesaury.pipeline.saved_searches import question_of
    from thesaury.pipeline.saved_use import cleared_of, passing
    from thesaury.pipeline.searching import in_full
    from thesaury.pipeline.words import thesaurus_of
    from thesaury.rights.vocabulary.client import tables_of
    from thesaury.search.finding import find

    with workspace_at(workspace) as opened:
        search = opened.catalogue.saved_searches.get(name)
        if search is None:
            raise Usage(f"There is no saved search {name!r}. All of them are listed by: thesaury searches list")
        clearing, tables = Clearing(opened), tables_of(opened.root)
        if new:
            sightings = opened.catalogue.saved_searches.news(search.id, limit)
            seen = opened.catalogue.records.assets([one.asset for one in sightings])
            assets = {asset.id: asset for asset in passing(search, seen, clearing, tables)}
            rows = [
                (one.at, one.asset, assets[one.asset].title(opened.languages))
                for one in sightings
                if one.asset in assets
            ]
        else:
            thesaurus = thesaurus_of(opened)
            question = question_of(search, thesaurus, limit, cleared_of(search, clearing, tables))
            answer = find(question, in_full(opened, thesaurus).sources(opened, thesaurus))
            for line in notes_of(answer):
                say(line)
            rows = [(f"{hit.score:.2f}", hit.asset.id, hit.asset.title(opened.languages)) for hit in answer.hits]
    first = "since" if new else "score"
    if as_json:
        print_json({"name": name, "hits": [dict(zip((first, "asset", "title"), row, strict=True)) for row in rows]})
        return
    print_table((first, "asset", "title"), rows)
    if not rows:
        say("Nothing is new since it was saved." if new else "It finds nothing now.")


def feed(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Give the feed of a search another secret path; the one before answers no more."""
    from thesaury.dispatch.searches import new_feed

    with workspace_at(workspace) as opened:
        print(new_feed(opened.catalogue, name))
    say("This path of thesaury serve is the secret; it is not shown again.")


def remove(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Forget a search, its feed, and what it found."""
    from thesaury.pipeline.keeping import drop_search

    with workspace_at(workspace) as opened:
        drop_search(opened.catalogue, name)
    say(f"The saved search {name} is removed.")


def check(workspace: WorkspaceOption = None, quiet: QuietOption = False) -> None:
    """Look now for what is new, as workers do by themselves."""
    from thesaury.pipeline.saved_searches import Checking

    with workspace_at(workspace) as opened:
        new = Checking(opened).look()
    say(f"{new} new assets.", quiet=quiet)
