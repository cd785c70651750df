"""`vocabulary candidates`: what people say of their assets and the vocabularies have no word for."""

from typing import TYPE_CHECKING, Annotated, Any

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

if TYPE_CHECKING:
    from thesaury.enrichment.candidate_terms import Candidates
    from thesaury.model.candidate import CandidateTerm


def register(group: typer.Typer) -> None:
    """Add the command of this module to the group `vocabulary`."""
    group.command()(candidates)


def candidates(
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=1000)] = 50,
    minimum: Annotated[int, typer.Option(help="Only phrases that at least so many assets have.", min=1)] = 3,
    language: Annotated[str, typer.Option(help="Only phrases in this language, such as de; otherwise in any.")] = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List candidate terms: frequent, specific phrases in texts and tags that no concept covers, with examples.

    Examples:

      thesaury vocabulary candidates

      thesaury vocabulary candidates --minimum 10 --language de --json
    """
    from thesaury.enrichment.candidate_terms import Wanted, candidate_terms
    from thesaury.enrichment.known_words import KnownWords
    from thesaury.pipeline import current_vocabularies

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        vocabularies = [vocabulary for _, vocabulary in current_vocabularies(opened)]
        total = opened.catalogue.enrichments.counts().assets
        known = KnownWords(vocabularies, opened.detector, opened.languages)
        found = candidate_terms(opened.catalogue.records, known, Wanted(limit, minimum, language), total, progress)
    if as_json:
        print_json([_described(term) for term in found.terms])
    else:
        print_table(("term", "language", "assets", "tagged", "score", "example"), [_row(term) for term in found.terms])
    if found.terms:
        say("Let people decide on them with: thesaury proposals gather", quiet)
    if not found.terms:
        say(_nothing(found, total, minimum, language), quiet)
    elif not vocabularies:
        say("No vocabulary yet, so nothing is covered. Bring one with: thesaury vocabulary import FILE", quiet)


def _row(term: "CandidateTerm") -> tuple[object, ...]:
    example = " ".join(term.examples[0].quote.split()) if term.examples else ""
    return term.text, term.language, term.assets, term.tagged, f"{term.score:.2f}", example


def _described(term: "CandidateTerm") -> dict[str, Any]:
    return {
        "text": term.text,
        "language": term.language,
        "assets": term.assets,
        "tagged": term.tagged,
        "score": term.score,
        "examples": [
            {"asset": e.asset, "field": e.field, "start": e.start, "end": e.end, "quote": e.quote}
            for e in term.examples
        ],
    }


def _nothing(found: "Candidates", total: int, minimum: int, language: str) -> str:
    """Why there is no candidate term, and what to do about it."""
    if not total:
        return "There are no assets yet. Bring them in with: thesaury sync"
    if language and language.partition("-")[0].lower() not in found.assets:
        spoken = ", ".join(sorted(found.assets)) or "none"
        return f"No asset has words in {language!r}. Languages here: {spoken}."
    least = f"in {minimum} assets or more" if minimum > 1 else "in any asset"
    lower = f" Try: thesaury vocabulary candidates --minimum {minimum // 2 or 1}" if minimum > 1 else ""
    return f"No phrase that the vocabularies lack stands {least}.{lower}"
