"""`sync`, `status` and `reindex`: running the ingest line and seeing where it stands."""

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.graphs import put_where_kept
from thesaury.cli.output import (
    DryRunOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.errors import ThesauryError

if TYPE_CHECKING:
    from thesaury.pipeline import Summary
    from thesaury.ports.enrichments import Counts
    from thesaury.ports.vocabularies import Pulled as PulledFrom
    from thesaury.sync.pulling import Pulled

_REFUSED_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(sync)
    app.command()(status)
    app.command()(reindex)


def sync(
    names: Annotated[list[str] | None, typer.Argument(help="Connections to read; otherwise all.")] = None,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read what changed, find concepts in it, and make it findable. Cut off at any moment, it goes on where it stopped.

    Examples:

      thesaury sync

      thesaury sync --dry-run
    """
    from thesaury import pipeline
    from thesaury.ports.audit import note

    started = time.monotonic()
    failed: tuple[tuple[str, ThesauryError], ...] = ()
    with workspace_at(workspace) as opened:
        if dry_run:
            result: dict[str, Any] = {
                "dry_run": True,
                "connections": [_pulled(p) for p in pipeline.plan(opened, names or ())],
            }
        else:
            with progress_shown(quiet) as progress:
                summary = pipeline.sync(opened, names or (), progress)
            note(opened.catalogue.audit, "sync.run", "connections", None, {"connections": names or "all"})
            put_where_kept(opened, quiet)
            result, failed = summary_dict(summary), summary.failed
            result["seconds"] = round(time.monotonic() - started, 2)
    _print_sync(result, as_json, quiet, dry_run)
    if failed:
        name, error = failed[0]
        raise type(error)(f"{name}: {error.message}")


def _print_sync(result: dict[str, Any], as_json: bool, quiet: bool, dry_run: bool) -> None:
    if as_json:
        print_json(result)
        return
    print_table(
        ("connection", "new", "changed", "unchanged", "gone", "refused"),
        [
            [c["connection"], *(c[key] for key in ("new", "changed", "unchanged", "gone")), len(c["refused"])]
            for c in result["connections"]
        ],
    )
    for words in result.get("words", ()):
        say(
            f"{words['connection']}: {words['vocabulary']}, {words['read']} concepts read{', new version' if words['new'] else ''}",
            quiet,
        )
        for note in words["notes"]:
            say(f"{words['connection']}: {note}", quiet)
    for unread in result.get("unread", ())[:_REFUSED_SHOWN]:
        say(f"{unread['item']}: {unread['reason']}", quiet)
    for connection in result["connections"]:
        for refusal in connection["refused"][:_REFUSED_SHOWN]:
            say(f"{connection['connection']}: {refusal['item']}: {refusal['reason']}", quiet)
    if not result["connections"] and not result.get("words") and not result.get("failed"):
        say("No connection yet. Make one with: thesaury connect folder PATH, or thesaury connect table FILE")
    elif not dry_run:
        say(
            f"{result['assets']} assets, {result['accepted']} accepted concepts, {result['suggestions']} suggestions waiting. "
            "Next: thesaury review, or thesaury search WORDS",
            quiet,
        )
        if result["alike"]:
            say(f"{result['alike']} pairs of assets look alike. See: thesaury identity list", quiet)


def status(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show how much the workspace holds, how old its copies of servers' words are, and what is left to do."""
    from thesaury.model.outbox import WriteState

    with workspace_at(workspace) as opened:
        counts = opened.catalogue.enrichments.counts()
        vocabularies = [version.key for version in opened.catalogue.vocabularies.current()]
        behind = opened.catalogue.enrichments.count_unprojected()
        unknown = opened.catalogue.enrichments.unknown_tags(10)
        embedder, senses = opened.embedder, opened.senses
        pulls = [_pull(pull) for pull in opened.catalogue.vocabularies.pulls()]
        writes = {state.value: opened.catalogue.outbox.count((state,)) for state in WriteState}
    result = _counts(counts) | {
        "vocabularies": vocabularies,
        "unprojected": behind,
        "unknown_tags": dict(unknown),
        "embedding_model": embedder.name if embedder else None,
        "wordnet": senses is not None,
        "servers": pulls,
        "writes": {state: count for state, count in writes.items() if count},
    }
    if as_json:
        print_json(result)
        return
    shown = {
        **result,
        "vocabularies": ", ".join(vocabularies),
        "embedding_model": result["embedding_model"] or "none: words and concepts only. See: docs/models.md",
        "wordnet": "yes" if result["wordnet"] else "none: queries mean what their words say. See: docs/search.md",
        "unknown_tags": ", ".join(f"{t} ({n})" for t, n in unknown),
        "servers": "; ".join(_server(pull) for pull in pulls),
        "writes": ", ".join(f"{count} {state}" for state, count in result["writes"].items()),
    }
    print_table(("", ""), list(shown.items()))


def reindex(workspace: WorkspaceOption = None, quiet: QuietOption = False) -> None:
    """Build the index and the graph again from the catalogue."""
    from thesaury.pipeline import rebuild

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        done = rebuild(opened, progress)
    say(f"{done} assets are in the index and the graph again.", quiet)


def summary_dict(summary: "Summary") -> dict[str, Any]:
    """A pipeline summary as plain data of a stable shape."""
    return _counts(summary.counts) | {
        "alike": summary.alike,
        "enriched": summary.enriched,
        "projected": summary.projected,
        "connections": [_pulled(pulled) for pulled in summary.pulled],
        "words": [
            {
                "connection": words.connection,
                "vocabulary": words.version.key,
                "new": words.changed,
                "read": words.read,
                "whole": words.whole,
                "missed": list(words.missed),
                "notes": list(words.notes),
            }
            for words in summary.words
        ],
        "unread": [{"item": failure.item, "reason": failure.reason} for failure in summary.unread],
        "failed": [{"connection": name, "reason": error.message} for name, error in summary.failed],
    }


def _pull(pull: "PulledFrom") -> dict[str, Any]:
    return {
        "connection": pull.connection,
        "vocabulary": pull.vocabulary,
        "at": pull.at,
        "age_hours": _hours(pull.at),
        "whole_at": pull.whole_at,
        "failed_at": pull.failed_at,
        "message": pull.message,
        "notes": list(pull.notes),
    }


def _server(pull: dict[str, Any]) -> str:
    """How old the copy of a server's words is, and why it is not newer."""
    age = f"{pull['age_hours']:.1f} h old" if pull["at"] else "never read"
    return f"{pull['connection']}: {pull['vocabulary']} {age}" + (
        f", last try failed: {pull['message']}" if pull["message"] else ""
    )


def _hours(moment: str) -> float | None:
    from datetime import UTC, datetime

    return round((datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() / 3600, 2) if moment else None


def _counts(counts: "Counts") -> dict[str, Any]:
    return {
        name: getattr(counts, name) for name in ("assets", "records", "concepts", "suggestions", "accepted", "rejected")
    }


def _pulled(pulled: "Pulled") -> dict[str, Any]:
    refused = [{"item": item, "reason": reason} for item, reason in pulled.refused]
    return {"connection": pulled.connection} | pulled.counts() | {"refused": refused}
