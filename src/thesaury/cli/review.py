"""`review`: what waits for a person, decided one by one, by a table, or above a score."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.annotation import Decision, QueueOrder, Review
from thesaury.model.time import now

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.enrichment.review import Waiting
    from thesaury.vocabulary.thesaurus import Thesaurus

    Known = tuple[Thesaurus, tuple[str, ...], dict[str, str]]

_KEYS = {"a": Decision.ACCEPTED, "r": Decision.REJECTED}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(review)


def review(
    limit: Annotated[int, typer.Option(help="How many suggestions at the most.", min=1)] = 50,
    minimum: Annotated[float, typer.Option(help="Only suggestions with at least this score.", min=0, max=1)] = 0.0,
    order: Annotated[
        QueueOrder, typer.Option(help="What teaches most first, or the surest first.")
    ] = QueueOrder.TEACHING,
    accept_above: Annotated[
        float | None, typer.Option(help="Accept everything with at least this score.", min=0, max=1)
    ] = None,
    decisions: Annotated[Path | None, typer.Option(help="A table with the columns asset, concept, decision.")] = None,
    as_list: Annotated[bool, typer.Option("--list", help="List what waits; decide nothing.")] = False,
    reviewer: Annotated[str, typer.Option(help="Who decides; otherwise your user name.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide on suggestions: A accepts, R rejects, S skips, Q stops.

    Examples:

      thesaury review

      thesaury review --order surest --minimum 0.8

      thesaury review --accept-above 0.9 --dry-run

      thesaury review --list --json

      thesaury review --decisions decided.csv
    """
    from thesaury.enrichment import review as reviewing
    from thesaury.pipeline.words import brand_of

    who = reviewer or getpass.getuser()
    with workspace_at(workspace) as opened:
        if accept_above is not None:
            waiting = opened.catalogue.enrichments.queue(sys.maxsize, accept_above)
            made = reviewing.accept_all(waiting, reviewing.unseen(accept_above, who), brand_of(opened))
        elif decisions is not None:
            made = reviewing.decisions(opened.handed_tables.read(decisions), opened.catalogue, who)
        elif as_list or as_json or not sys.stdin.isatty():
            _list(opened, reviewing.waiting(opened.catalogue, limit, minimum, order), as_json)
            return
        else:
            _ask_all(opened, reviewing.waiting(opened.catalogue, limit, minimum, order), who)
            return
        changed = _apply(opened, made, waiting=accept_above is not None) if not dry_run else len(made)
    if as_json:
        print_json({"decisions": len(made), "changed": changed, "dry_run": dry_run})
    else:
        say(f"{changed} suggestions {'would be' if dry_run else 'are'} decided.")


def _apply(workspace: "EmbeddedWorkspace", made: list[Review], waiting: bool = False) -> int:
    from thesaury.pipeline import project
    from thesaury.pipeline.keeping import decide

    with workspace.writing():
        changed = decide(workspace.catalogue, made, waiting)
        project(workspace)
    return changed


def _list(workspace: "EmbeddedWorkspace", waits: "list[Waiting]", as_json: bool) -> None:
    from thesaury.enrichment.explaining import line, phrases

    thesaurus, languages, titles = _known(workspace, waits)
    rows = [
        {
            "asset": wait.asset.id,
            "title": wait.asset.title(languages),
            "concept": wait.suggestion.concept,
            "label": thesaurus.label(wait.suggestion.concept, languages),
            "score": wait.suggestion.score,
            "evidence": [f"{e.field}: {e.quote}" for e in wait.suggestion.evidence],
            "reasons": list(phrases(wait.suggestion, titles, thesaurus, languages)),
        }
        for wait in waits
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("asset", "title", "concept", "label", "score", "because of"),
        [
            (
                r["asset"],
                r["title"],
                r["concept"],
                r["label"],
                r["score"],
                line(w.suggestion, titles, thesaurus, languages),
            )
            for r, w in zip(rows, waits, strict=True)
        ],
    )
    if not rows:
        say("Nothing waits for review.")


def _known(workspace: "EmbeddedWorkspace", waits: "list[Waiting]") -> "Known":
    """What it takes to explain these suggestions: the thesaurus, the languages, and the titles of the neighbours."""
    from thesaury.enrichment.explaining import titles
    from thesaury.pipeline import thesaurus_of

    named = titles(workspace.catalogue, (wait.suggestion for wait in waits), workspace.languages)
    return thesaurus_of(workspace), workspace.languages, named


def _ask_all(workspace: "EmbeddedWorkspace", waits: "list[Waiting]", reviewer: str) -> None:
    known = _known(workspace, waits)
    made: list[Review] = []
    try:
        for number, wait in enumerate(waits, 1):
            key = _asked(wait, known, f"{number}/{len(waits)}")
            if key == "q":
                break
            if key in _KEYS:
                made.append(Review(wait.asset.id, wait.suggestion.concept, _KEYS[key], reviewer, now()))
    finally:
        say(f"{_apply(workspace, made) if made else 0} suggestions are decided.")
    if not waits:
        say("Nothing waits for review.")


def _asked(wait: "Waiting", known: "Known", place: str) -> str:
    from thesaury.enrichment.explaining import line

    (thesaurus, languages, titles), s = known, wait.suggestion
    say(f"\n{place}  {wait.asset.title(languages)}")
    say(f"  {thesaurus.label(s.concept, languages)}  {s.score:.2f}  {line(s, titles, thesaurus, languages)}")
    while True:
        typer.echo("  [A]ccept [R]eject [S]kip [Q]uit ", nl=False, err=True)
        key = typer.getchar().lower()
        typer.echo(key, err=True)
        if key in "arsq":
            return key
