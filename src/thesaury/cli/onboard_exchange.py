"""`onboard export` and `onboard import`: mappings as SSSOM, decisions on fields as a layout for the next client."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.onboard_shown import RoundOption, round_at
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, say
from thesaury.model.errors import Usage
from thesaury.model.onboarding import ExchangeForm

FormOption = Annotated[
    ExchangeForm, typer.Option(help="sssom: values and concepts; layout: the roles of fields, as TOML.")
]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(name="export")(export_round)
    group.command(name="import")(import_round)


def export_round(
    form: FormOption = ExchangeForm.SSSOM,
    out: Annotated[Path | None, typer.Option(help="The file to write; otherwise it is printed.")] = None,
    proposals: Annotated[bool, typer.Option("--proposals", help="What nobody decided on too (SSSOM).")] = False,
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write what is decided, so that an import reads it back.

    Examples:

      thesaury onboard export --out client.sssom.tsv

      thesaury onboard export --form layout --out layout.toml
    """
    from thesaury.pipeline.onboarding.exchanging import written
    from thesaury.ports.files import written_whole

    if as_json and out is None:
        raise Usage("--json tells of a file that was written: name it with --out.")
    with round_at(workspace, round) as (opened, called):
        made = written(opened, called, form, proposals)
    if not made.entries:
        say("Nothing is decided yet. Decide with: thesaury onboard decide")
    if out is None:
        print(made.text, end="")
        return
    with written_whole(out) as file:
        file.write(made.text.encode())
    if as_json:
        print_json({"round": called.name, "form": form.value, "out": str(out), "entries": made.entries})
    say(f"{made.entries} {'mappings' if form is ExchangeForm.SSSOM else 'fields'} written to {out}.")


def import_round(
    file: Annotated[Path, typer.Argument(help="What onboard export wrote, or another SSSOM/TSV file.")],
    form: FormOption = ExchangeForm.SSSOM,
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide what a file says, as one batch that undo takes back. After a layout, propose again for the values.

    Examples:

      thesaury onboard import client.sssom.tsv --dry-run

      thesaury onboard import layout.toml --form layout
    """
    from thesaury.pipeline.onboarding.exchanging import bring_in
    from thesaury.pipeline.onboarding.layouts import apply_layout

    done = "would be decided" if dry_run else "decided"
    with round_at(workspace, round) as (opened, called):
        if form is ExchangeForm.LAYOUT:
            laid = apply_layout(opened, called, file, dry_run)
            told: dict[str, object] = {"changed": laid.changed, "unknown": list(laid.unknown)}
            said = f"{laid.changed} fields {done}; {len(laid.unknown)} are not there."
        else:
            brought = bring_in(opened, called, file, dry_run)
            told = {"mappings": brought.mappings, "changed": brought.changed}
            told |= {"undecided": brought.undecided, "unknown": brought.unknown}
            said = f"{brought.changed} of {brought.mappings} {done}; {brought.undecided} decide nothing, {brought.unknown} are not there."
    if as_json:
        print_json({"round": called.name, "form": form.value, "dry_run": dry_run} | told)
    say(said)
