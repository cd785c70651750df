"""Brand terms kept and dropped: checked beside each other, noted in the audit log, and only what they touch is annotated again."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from thesaury.model.audit import acting
from thesaury.model.brand_term import BrandTerm
from thesaury.model.errors import Usage
from thesaury.model.time import now
from thesaury.pipeline.brand.touching import spare_untouched
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.sparing import outdated
from thesaury.pipeline.words import brand_of, stamp_of, vocabularies_as_they_came, vocabularies_with
from thesaury.ports.audit import deed
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.table import TableReader
from thesaury.ports.workspace import A_MOMENT, Workspace
from thesaury.vocabulary.brand.checking import agree
from thesaury.vocabulary.brand.table import WrongRow, check_columns, row_of, terms_in
from thesaury.vocabulary.thesaurus import Thesaurus


def keep_terms(
    workspace: Workspace, terms: Sequence[BrandTerm], progress: Progress = unheard, *, dry_run: bool = False
) -> list[BrandTerm]:
    """Keep these terms in the place of those with their texts and languages; returns those that are new or other than before.

    With `dry_run` nothing is kept.

    Raises TermProblem where one cannot stand beside the others or means no concept in use; nothing is kept then.
    """
    kept = {term.key: term for term in workspace.catalogue.brand_terms.all()}
    changed = [term for term in terms if _decided(term) != _decided(kept.get(term.key))]
    agree(changed, kept.values(), thesaurus_as_it_came(workspace))
    if changed and not dry_run:
        _change(workspace, lambda day: workspace.catalogue.brand_terms.change(changed, [], day), progress)
        _note(workspace, [(kept.get(term.key), term) for term in changed])
    return changed


def change_term(workspace: Workspace, was: tuple[str, str] | None, term: BrandTerm) -> bool:
    """Keep a term in the place of the one with this text and language, which may be others than its own; whether anything is other now.

    Raises what `keep_terms` raises, and Usage where that one is not kept any more.
    """
    kept = {one.key: one for one in workspace.catalogue.brand_terms.all()}
    if was is None or was == term.key:
        return bool(keep_terms(workspace, [term]))
    if was not in kept:
        raise _unknown(was)
    others = [one for key, one in kept.items() if key != was]
    agree([term], others, thesaurus_as_it_came(workspace))
    _change(workspace, lambda day: workspace.catalogue.brand_terms.change([term], [was], day), unheard)
    _note(workspace, [(kept[was], None), (kept.get(term.key), term)])
    return True


def drop_terms(
    workspace: Workspace, keys: Sequence[tuple[str, str]], progress: Progress = unheard, *, dry_run: bool = False
) -> None:
    """Forget the terms with these texts and languages. Raises Usage where one of them is not kept; nothing is forgotten then, nor with
    `dry_run`."""
    kept = {term.key: term for term in workspace.catalogue.brand_terms.all()}
    if unknown := next((key for key in keys if key not in kept), None):
        raise _unknown(unknown)
    if not dry_run:
        _change(workspace, lambda day: workspace.catalogue.brand_terms.change([], keys, day), progress)
        _note(workspace, [(kept[key], None) for key in keys])


def bring_into_force(workspace: Workspace, progress: Progress = unheard) -> bool:
    """Let the terms be in force whose day has come; whether there were any."""
    terms = workspace.catalogue.brand_terms
    day, held = today().isoformat(), {term.key for term in terms.in_force()}
    due = any(term.since <= day and term.key not in held for term in terms.all())
    if due:
        with workspace.projecting():
            _changed(workspace, terms.enforce, progress)
    return due


def read_table(
    workspace: Workspace, tables: TableReader, path: Path, name: str = ""
) -> tuple[list[BrandTerm], list[WrongRow]]:
    """The terms in a table, and the rows that cannot be taken; nothing is kept.

    Raises what the reader raises, and BadInput for a table without the columns.
    """
    check_columns(tables.outline(path).columns, name or path.name)
    thesaurus = thesaurus_as_it_came(workspace)
    return terms_in(tables.read(path), workspace.catalogue.brand_terms.all(), thesaurus, acting.get(), now())


def thesaurus_as_it_came(workspace: Workspace) -> Thesaurus:
    """The current vocabularies without any brand term: what terms are checked against."""
    return Thesaurus([vocabulary for _, vocabulary in vocabularies_as_they_came(workspace)])


def _change(workspace: Workspace, change: Callable[[str], None], progress: Progress) -> None:
    """What a person decides waits a moment for its turn."""
    with workspace.writing(A_MOMENT):
        _changed(workspace, change, progress)


def _changed(workspace: Workspace, change: Callable[[str], None], progress: Progress) -> None:
    before = brand_of(workspace)
    behind = outdated(workspace, stamp_of(workspace, vocabularies_with(workspace, before)))
    change(today().isoformat())
    after = brand_of(workspace)
    if before.mark != after.mark:
        spare_untouched(workspace, before, after, behind, progress)


def _note(workspace: Workspace, changes: Iterable[tuple[BrandTerm | None, BrandTerm | None]]) -> None:
    deeds = []
    for before, after in changes:
        term = after or before
        assert term is not None  # something was there, or is now
        action = "brand-term.set" if after else "brand-term.remove"
        told = (row_of(one) if one else None for one in (before, after))
        deeds.append(deed(action, f"brand-term:{term.text}{f'@{term.language}' if term.language else ''}", *told))
    workspace.catalogue.audit.add(deeds)


def _unknown(key: tuple[str, str]) -> Usage:
    text, language = key
    told = f"{text!r} in {language}" if language else repr(text)
    return Usage(f"There is no brand term {told}. All of them are listed by: thesaury brand terms")


def _decided(term: BrandTerm | None) -> dict[str, str] | None:
    """What was decided, whoever did."""
    return {**row_of(term), "by": "", "at": ""} if term else None
