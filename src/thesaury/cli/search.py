"""`search`: assets by words and by meaning, each with the reason it was found."""

from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(search)


def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="What to look for, in any language; nothing lists everything.")
    ] = None,
    filters: Annotated[
        list[str] | None, typer.Option("--filter", "-f", help="facet=value, such as source=studio.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many hits.", min=1, max=1000)] = 20,
    offset: Annotated[int, typer.Option(help="How many hits to pass over.", min=0)] = 0,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find assets by words and by meaning.

    Examples:

      thesaury search sustainable packaging

      thesaury search Schulanfang --filter market=DE --json
    """
    from thesaury.pipeline import current_vocabularies
    from thesaury.search.description import described, sentence
    from thesaury.search.finding import Question, find
    from thesaury.vocabulary.thesaurus import Thesaurus

    question = Question(" ".join(words or ()), _filters(filters or []), limit, offset)
    with workspace_at(workspace) as opened:
        vocabularies = current_vocabularies(opened)
        thesaurus = Thesaurus([vocabulary for _, vocabulary in vocabularies])
        answer = find(question, opened.catalogue, opened.index, opened.annotator(vocabularies), thesaurus)
        languages = opened.languages
    if as_json:
        print_json(described(answer, thesaurus, languages))
        return
    print_table(
        ("asset", "title", "score", "because"),
        [
            (
                hit.asset.id,
                hit.asset.title(languages),
                f"{hit.score:.2f}",
                sentence(hit.reasons[0], thesaurus, languages) if hit.reasons else "",
            )
            for hit in answer.hits
        ],
    )
    understood = ", ".join(thesaurus.label(iri, languages) for iri in answer.concepts)
    say(f"{answer.total} assets" + (f"; understood as: {understood}" if understood else ""))
    if not answer.hits and understood:
        broader = {b for iri in answer.concepts for b in thesaurus.broader(iri)}
        say(
            "Try something broader: "
            + (", ".join(sorted(thesaurus.label(b, languages) for b in broader)) or "other words")
        )


def _filters(given: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from thesaury.search.documents import FACETS

    chosen: dict[str, list[str]] = {}
    for text in given:
        facet, equals, value = text.partition("=")
        if not equals or facet not in FACETS:
            raise Usage(f"--filter {text!r} has to look like facet=value, with one of the facets {', '.join(FACETS)}.")
        chosen.setdefault(facet, []).append(value)
    return tuple((facet, tuple(values)) for facet, values in chosen.items())
