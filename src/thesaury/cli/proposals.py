"""`thesaury proposals`: terms that people use and no vocabulary knows, from their evidence to their arrival."""

from typing import Annotated

import typer

from thesaury.cli import proposals_decide
from thesaury.cli.groups import group_of
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
from thesaury.cli.proposals_told import shown
from thesaury.model.errors import Usage
from thesaury.model.proposal import ProposalState
from thesaury.ports.proposals import ProposalOrder


def register(app: typer.Typer) -> None:
    """Add the group to the commands."""
    group = group_of(app, "proposals", "Terms that are proposed for the vocabularies.")
    for command in (listing, show, gather, propose, comment, follow):
        group.command("list" if command is listing else command.__name__)(command)
    proposals_decide.register(group)


def listing(
    state: Annotated[list[ProposalState] | None, typer.Option(help="Only these; may be given again.")] = None,
    words: Annotated[str, typer.Option(help="Only terms with these words.")] = "",
    used: Annotated[list[str] | None, typer.Option(help="Only terms used there, as team=Retail or market=DE.")] = None,
    order: Annotated[ProposalOrder, typer.Option(help="What comes first.")] = ProposalOrder.WORTH,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=1000)] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List proposals, those that most speaks for first.

    Examples:

      thesaury proposals list --state open

      thesaury proposals list --used team=Retail --json
    """
    from thesaury.pipeline.proposals.describing import described
    from thesaury.ports.proposals import WantedProposals

    uses = tuple(_pair(one) for one in used or ())
    wanted = WantedProposals(tuple(state or ()), words, uses=uses, order=order)
    with workspace_at(workspace) as opened:
        store = opened.catalogue.proposals
        found, counts = store.page(wanted, limit), store.counts(wanted)
    if as_json:
        print_json([described(one) for one in found])
        return
    print_table(
        ("id", "term", "language", "state", "assets", "teams", "worth"),
        [
            (
                one.id,
                one.term,
                one.language,
                one.state.value,
                one.gathered.assets,
                sum(use.kind == "team" for use in one.gathered.uses),
                f"{one.gathered.worth:.1f}",
            )
            for one in found
        ],
    )
    if not found:
        say("No proposal is like that. Gather them with: thesaury proposals gather", quiet)
    else:
        say(", ".join(f"{count} {state.value}" for state, count in sorted(counts.items())), quiet)


def show(
    id: Annotated[str, typer.Argument(help="The proposal's id.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a proposal: who uses the term where, examples, neighbours, and what happened to it.

    Example: thesaury proposals show 1a27aa9af775
    """
    from thesaury.pipeline.proposals.describing import described
    from thesaury.pipeline.proposals.planning import known

    with workspace_at(workspace) as opened:
        proposal = known(opened, id)
        steps = opened.catalogue.proposals.steps(id)
    if as_json:
        print_json(described(proposal, steps))
    else:
        print_table(("", ""), shown(proposal, steps))


def gather(
    minimum: Annotated[int, typer.Option(help="Only terms of at least so many assets.", min=1)] = 3,
    limit: Annotated[int, typer.Option(help="How many new ones at most.", min=1, max=10_000)] = 500,
    texts: Annotated[bool, typer.Option(help="Read texts for candidate terms too.")] = True,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make proposals of unknown tags and candidate terms, and work out anew what speaks for those there are.

    One that was cut off goes on where it stopped.

    Examples:

      thesaury proposals gather

      thesaury proposals gather --minimum 10 --no-texts --dry-run
    """
    from thesaury.pipeline.proposals import gathering

    wanted = gathering.GatherWanted(minimum, limit, texts)
    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        if dry_run:
            terms = gathering.planned(opened, wanted, progress)
            print_json({"new": terms}) if as_json else print_table(("term",), [(term,) for term in terms])
            say(f"{len(terms)} new proposals at the most.", quiet)
            return
        ended = gathering.gather(opened, wanted, progress)
    told = {name: getattr(ended, name) for name in ("new", "renewed", "returned", "arrived")}
    if as_json:
        print_json(told)
    else:
        say(", ".join(f"{count} {name}" for name, count in told.items()), quiet)


def propose(
    term: Annotated[str, typer.Argument(help="The term.")],
    language: Annotated[
        str, typer.Option(help="Its language, such as de; otherwise that of the assets that use it.")
    ] = "",
    reason: Annotated[str, typer.Option(help="Why it is needed.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Propose a term yourself.

    Example: thesaury proposals propose "carbon-neutral shipping" --reason "The spring campaign is about it."
    """
    from thesaury.pipeline.proposals import deciding, evidence
    from thesaury.pipeline.proposals.describing import described

    with workspace_at(workspace) as opened:
        if dry_run:
            same = evidence.near_of(opened).exactly(term)
            say(f"{term!r} is approved already: {same[0]}." if same else f"{term!r} would be proposed.")
            return
        proposal, new = deciding.propose(opened, term, language, reason)
    if as_json:
        print_json(described(proposal) | {"new": new})
    else:
        print(proposal.id)
        say(
            "Proposed." if new else f"It was proposed before and is {proposal.state.value}; what you said stands there."
        )


def comment(
    id: Annotated[str, typer.Argument(help="The proposal's id.")],
    text: Annotated[str, typer.Argument(help="What you want to say.")],
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say something about a proposal.

    Example: thesaury proposals comment 1a27aa9af775 "Legal calls it climate-neutral."
    """
    from thesaury.pipeline.proposals import deciding, planning

    with workspace_at(workspace) as opened:
        if dry_run:
            say(f"Would be said of {planning.known(opened, id).term!r}: {planning.said(text)}")
        else:
            say(f"Said of {deciding.comment(opened, id, text).term!r}.")


def follow(
    connection: Annotated[list[str] | None, typer.Argument(help="Only these servers.")] = None,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Send what was accepted, pull the vocabularies of servers, and see what became of every term.

    Examples:

      thesaury proposals follow

      thesaury proposals follow words --dry-run
    """
    from thesaury.pipeline.proposals import following
    from thesaury.ports.proposals import WantedProposals

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        if dry_run:
            accepted = opened.catalogue.proposals.page(WantedProposals((ProposalState.ACCEPTED,)), 1000)
            going = [(one.id, one.term, one.errand.to) for one in accepted if one.errand]
            print_json(
                [dict(zip(("id", "term", "to"), row, strict=True)) for row in going]
            ) if as_json else print_table(("id", "term", "to"), going)
            return
        done = following.follow(opened, connection or (), progress)
    told = {name: getattr(done, name) for name in ("sent", "linked", "drafted", "arrived", "refused", "waiting")}
    if as_json:
        print_json(told | {"hindrances": dict(done.hindrances)})
        return
    say(", ".join(f"{count} {name}" for name, count in told.items()), quiet)
    for name, why in done.hindrances:
        say(f"{name}: {why}")


def _pair(text: str) -> tuple[str, str]:
    kind, sign, value = text.partition("=")
    if not sign:
        raise Usage(f"Write where a term is used as team=Retail, not as {text!r}.")
    return kind.strip(), value.strip()
