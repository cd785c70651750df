"""How a command edits: on what stands in the draft at this moment, and what it says of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import print_json, say, workspace_at
from thesaury.model.audit import acting
from thesaury.model.concept import Label
from thesaury.model.edit import Edit
from thesaury.model.edit_json import edit_json

if TYPE_CHECKING:
    from thesaury.pipeline.editing import Edited

ConceptArgument = Annotated[str, typer.Argument(help="A concept of the vocabulary, by IRI or label.")]
LabelArgument = Annotated[str, typer.Argument(help="A label as text@language, such as 'refill bag@en'.")]
Finder = Callable[[str], str]


def label_of(text: str) -> Label:
    """A label written as text@language; without an @ it has no language."""
    words, at, language = text.rpartition("@")
    return Label(words, language) if at else Label(text)


def edited(
    context: typer.Context, made: Callable[[Finder], Edit], workspace: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Carry one edit out; `made` is given a function that finds the IRI of a concept by what it is called."""
    carried_out(context, lambda find: [made(find)], workspace, dry_run, as_json)


def carried_out(
    context: typer.Context, made: Callable[[Finder], Sequence[Edit]], workspace: Path | None, dry: bool, as_json: bool
) -> None:
    """Carry the edits out on what stands in the draft at this moment, and say what came of it."""
    from thesaury.pipeline import editing

    assert context.parent
    name = context.parent.params["name"]
    with workspace_at(workspace) as opened:
        seen = editing.draft_of(opened, name).seen
        wanted = made(lambda text: editing.find(opened, name, text))
        done = editing.edit(opened, name, wanted, seen, acting.get(), dry)
        sentences = editing.sentences(opened, name)[1]
    _told(name, done, sentences, dry, as_json)


def _told(name: str, done: "Edited", sentences: Mapping[int, str], dry: bool, as_json: bool) -> None:
    if as_json:
        told = [{"number": e.number, "edit": edit_json(e.edit), "touched": list(e.touched)} for e in done.entries]
        print_json({"saw": str(done.view.seen), "edits": told, "subjects": list(done.subjects), "dry_run": dry})
        return
    for entry, subject in zip(done.entries, done.subjects, strict=True):
        say(f"{entry.number}: {sentences.get(entry.number, 'would change')} <{subject}>, {len(entry.touched)} touched")
    say(
        "Nothing was changed (dry run)."
        if dry
        else f"It waits in the draft. Publish it with: thesaury vocabulary draft publish {name}"
    )
