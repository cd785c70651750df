"""`accept ...`: rules that accept suggestions of a concept scheme without a person, where the decisions so far support it."""

import getpass
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.acceptance import AcceptRule
    from thesaury.model.annotation import Review

SchemeArgument = Annotated[str, typer.Argument(help="A concept scheme, by IRI or title; 'no scheme' for all others.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "accept", "Accept suggestions without a person, scheme by scheme, at a precision you name.")
    group.command(name="set")(set_rule)
    group.command(name="list")(list_rules)
    group.command(name="drop")(drop_rule)


def set_rule(
    scheme: SchemeArgument,
    precision: Annotated[
        float, typer.Option(help="Which share of what is accepted has to be right.", min=0.01, max=0.999)
    ],
    by: Annotated[str, typer.Option(help="Who says so; otherwise your user name.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Accept what has a score that people's decisions show to be right often enough; refused where they do not show it.

    From then on every sync accepts by it, and what waits now is accepted at once. Everything else waits for people.

    Examples:

      thesaury accept set Topics --precision 0.95 --dry-run

      thesaury accept set https://terms.example/scheme --precision 0.9
    """
    from thesaury.model.errors import Unproven
    from thesaury.pipeline import accepting, thesaurus_of
    from thesaury.vocabulary.scheme_names import scheme_called, scheme_title

    with workspace_at(workspace) as opened:
        thesaurus = thesaurus_of(opened)
        iri = scheme_called(scheme, thesaurus)
        title = scheme_title(iri, thesaurus, opened.languages)
        current = accepting.in_force(opened)
        [rule] = accepting.worked_out(opened, [(iri, precision, by or getpass.getuser())], current)
        made = accepting.waiting_for(opened, rule, current)
        if rule.threshold is not None and not dry_run:
            made = made[: _kept(opened, rule, made)]
    if as_json:
        print_json({**_shown(rule, title), "accepted": len(made), "dry_run": dry_run})
    if rule.threshold is None:
        raise Unproven(f"“{title}”: {rule.reason} No rule was set. Decide on more with: thesaury review --order surest")
    if not as_json:
        would = "would be" if dry_run else "are"
        say(f"“{title}” from {rule.threshold:.3g} on. {rule.reason}")
        say(
            f"{len(made)} waiting suggestions {would} accepted; {100 * rule.coverage:.0f} % of the scheme's suggestions reach it."
        )


def list_rules(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the rules: what each accepts, and on what evidence."""
    from thesaury.pipeline import thesaurus_of
    from thesaury.vocabulary.scheme_names import scheme_title

    with workspace_at(workspace) as opened:
        rules = opened.catalogue.accept_rules.all()
        thesaurus = thesaurus_of(opened)
        rows = [_shown(rule, scheme_title(rule.scheme, thesaurus, opened.languages)) for rule in rules]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("scheme", "precision", "from score", "share", "decisions", "annotator", "why"),
        [
            (
                row["title"],
                f"{row['precision']:g}",
                "accepts nothing" if row["threshold"] is None else f"{row['threshold']:.3g}",
                f"{100 * row['coverage']:.0f} %",
                row["pairs"],
                row["annotator"],
                row["reason"],
            )
            for row in rows
        ],
    )
    if not rows:
        say(
            "No rule accepts anything: every suggestion waits for people. Set one with: thesaury accept set SCHEME --precision 0.95"
        )


def drop_rule(scheme: SchemeArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Drop the rule of a scheme. What it accepted stays until the asset is read anew; then people decide."""
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.keeping import drop_rule as drop
    from thesaury.vocabulary.scheme_names import scheme_called

    with workspace_at(workspace) as opened:
        rules = opened.catalogue.accept_rules
        known = {rule.scheme for rule in rules.all()}
        iri = scheme if scheme in known else scheme_called(scheme, thesaurus_of(opened))
        drop(opened.catalogue, iri)
    if as_json:
        print_json({"scheme": iri, "dropped": True})
    else:
        say("The rule is dropped: what it would have accepted waits for people from now on.")


def _kept(workspace: "EmbeddedWorkspace", rule: "AcceptRule", made: "list[Review]") -> int:
    """Keep the rule and carry it out on what waits; returns how many suggestions that accepted."""
    from thesaury.pipeline import project
    from thesaury.pipeline.keeping import keep_rule

    with workspace.writing():
        changed = keep_rule(workspace.catalogue, rule, made)
        project(workspace)
    return changed


def _shown(rule: "AcceptRule", title: str) -> dict[str, Any]:
    return {**asdict(rule), "title": title}
