"""`search`: assets by words and by meaning, each with the reason it was found."""

from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.facet_filters import FilterOption, filters_of
from thesaury.cli.output import (
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.cli.search_notes import notes_of
from thesaury.cli.search_rights import cleared_for, closing, line_of

if TYPE_CHECKING:
    from thesaury.search.cleared import Cleared
    from thesaury.search.finding import Answer
    from thesaury.vocabulary.thesaurus import Thesaurus


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(search)


def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="What to look for, in any language; nothing lists everything.")
    ] = None,
    filters: FilterOption = None,
    limit: Annotated[int, typer.Option(help="How many hits.", min=1, max=1000)] = 20,
    offset: Annotated[int, typer.Option(help="How many hits to pass over.", min=0)] = 0,
    channel: Annotated[str, typer.Option(help="May it be used: where (website, social_paid, print ...)?")] = "",
    region: Annotated[list[str] | None, typer.Option(help="In which country or group (repeat for several)?")] = None,
    day: Annotated[str, typer.Option("--date", help="On which day? Otherwise today.")] = "",
    first: Annotated[str, typer.Option("--from", help="The first day of a period.")] = "",
    last: Annotated[str, typer.Option("--to", help="Its last day.")] = "",
    purpose: Annotated[str, typer.Option(help="What for: editorial, internal ...")] = "commercial_promotion",
    party: Annotated[str, typer.Option(help="Who uses it: affiliates, dealers ...")] = "licensee",
    usable: Annotated[bool, typer.Option("--usable", help="Only what may be used so.")] = False,
    related: Annotated[
        bool, typer.Option("--related", help="Take in concepts related to those of the query, after what holds these.")
    ] = False,
    verdict: Annotated[list[str] | None, typer.Option(help="Only these answers: permit, deny, review.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find assets by words and by meaning.

    Examples:

      thesaury search sustainable packaging

      thesaury search Schulanfang --filter market=DE --json

      thesaury search packaging --channel website --region DE --usable

      thesaury search breakfast --related
    """
    import sys
    from dataclasses import replace

    from thesaury.cli.observed import observed_search
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.searching import in_full
    from thesaury.search.by_scheme import find_by_scheme, schemes_of
    from thesaury.search.description import described
    from thesaury.search.finding import NO_MODEL
    from thesaury.search.ranking import Question
    from thesaury.search.reading.query import Note
    from thesaury.search.text.known_words import speller
    from thesaury.search.usable import use_shape

    question = Question(" ".join(words or ()), filters_of(filters), limit=limit, offset=offset, related=related)
    with workspace_at(workspace) as opened:
        thesaurus = thesaurus_of(opened)
        with progress_shown(quiet=not sys.stderr.isatty()) as progress:
            understanding = in_full(opened, thesaurus, progress)
        sources = understanding.sources(opened, thesaurus)
        if question.words:
            sources = replace(sources, speller=speller(thesaurus, opened.index))
        days = (day, first, last)
        cleared = cleared_for(opened, channel, region or [], days, purpose, party, verdict or [], usable)
        question = replace(question, cleared=cleared)
        answer = find_by_scheme(question, sources, schemes_of(thesaurus))
        observed_search(opened, question, answer, sources)
        languages, assets = opened.languages, opened.index.count()
    if understanding.missing:
        answer = replace(answer, notes=(*answer.notes, Note(NO_MODEL, (understanding.missing,))))
    for line in notes_of(answer):
        say(line)
    if as_json:
        print_json({**described(answer, thesaurus, languages), **(use_shape(answer, cleared) if cleared else {})})
        return
    _print(answer, thesaurus, languages, cleared)
    if not answer.total and not cleared:
        say(_way_out(answer, thesaurus, languages, assets, bool(question.filters)))


def _print(answer: "Answer", thesaurus: "Thesaurus", languages: tuple[str, ...], cleared: "Cleared | None") -> None:
    from thesaury.search.description import sentence, understood_as

    print_table(
        ("asset", "title", "score", "because", *(("may I use it",) if cleared else ())),
        [
            (
                hit.asset.id,
                hit.asset.title(languages),
                f"{hit.score:.2f}",
                sentence(hit.reasons[0], thesaurus, languages) if hit.reasons else "",
                *((line_of(hit),) if cleared else ()),
            )
            for hit in answer.hits
        ],
    )
    understood = ", ".join(thesaurus.label(iri, languages) for iri in understood_as(answer))
    folded = f", {answer.folded} of them shown with their look-alikes" if answer.folded else ""
    say(f"{answer.total} assets{folded}" + (f"; understood as: {understood}" if understood else ""))
    for line in closing(answer, cleared) if cleared else ():
        say(line)


def _way_out(answer: "Answer", thesaurus: "Thesaurus", languages: tuple[str, ...], assets: int, filtered: bool) -> str:
    """What to do where nothing was found."""
    if not assets:
        return "This workspace holds no assets yet. Bring some in: thesaury connect folder PATH, then thesaury sync."
    if filtered:
        return f"Nothing of {assets} assets fits words and filters at once. Leave out a --filter."
    broader = {b for iri in answer.concepts for b in thesaurus.broader(iri)}
    if broader:
        return f"Try something broader: {', '.join(sorted(thesaurus.label(b, languages) for b in broader))}"
    return "No asset has these words, and the vocabulary does not know them. Use fewer words, or see what it knows: thesaury complete."
