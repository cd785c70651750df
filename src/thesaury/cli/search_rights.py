"""The planned use that a search asks about, as its options name it."""

from typing import TYPE_CHECKING

from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.ports.workspace import Workspace
    from thesaury.search.cleared import Cleared
    from thesaury.search.finding import Answer, Hit

Days = tuple[str, str, str]
"""The day, or the first and the last day of a period; empty where they are not given."""


def cleared_for(
    workspace: "Workspace",
    channel: str,
    regions: list[str],
    days: Days,
    purpose: str,
    party: str,
    verdicts: list[str],
    usable: bool,
) -> "Cleared | None":
    """The rights of the workspace for this use, None where nobody asks. Raises Usage where half a use is named, or a strange verdict."""
    from thesaury.pipeline.rights.clearing import Clearing
    from thesaury.rights.stating.asking import question
    from thesaury.rights.vocabulary.client import tables_of
    from thesaury.search.usable import verdicts_named

    wanted = verdicts_named(verdicts, usable)
    if not channel and not regions:
        if wanted or any(days):
            raise Usage("Say for which use: --channel website --region DE, and a day with --date.")
        return None
    if not channel or not regions:
        raise Usage("A use needs both --channel and --region.")
    use = question(channel, regions, days, purpose, party, tables=tables_of(workspace.root))
    return Clearing(workspace).cleared(use, wanted)


def line_of(hit: "Hit") -> str:
    """The verdict of a hit with its reason, empty where nobody asked."""
    return f"{_WORDS[hit.rights.verdict.value]}: {hit.rights.sentence}" if hit.rights else ""


def closing(answer: "Answer", cleared: "Cleared") -> list[str]:
    """The lines under a search that asked about a use: for which, how many have each verdict or why there is none, and the notice."""
    from thesaury.rights.deciding.telling import NOTICE
    from thesaury.search.usable import counts_of, none_of_them, place_of

    counts = counts_of(answer)
    none = none_of_them(counts, cleared.wanted, cleared.use)
    told = ", ".join(f"{count:,} {_WORDS[verdict.value].lower()}" for verdict, count in counts.items())
    said: list[str] = [none] if none else [f"Use {place_of(cleared.use)}: {told}."] if told else []
    return [*said, NOTICE] if said else []


_WORDS = {"permit": "Permitted", "deny": "Denied", "needs_review": "Needs review"}
