"""How long one edit of a draft takes on a vocabulary of 50,000 concepts with labels in three languages, as pages and programs make them:
in a process that has the vocabulary laid out, with the draft read before each edit.

The edits are a mix: labels, names, notes, new concepts, moves with all that lies below, merges; the draft holds up to 500 of them.
Processor time is measured beside the clock, for other work on the machine does not count against an edit.
"""

import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from thesaury.model.concept import Concept, ConceptScheme, Label, LabelKind, Vocabulary
from thesaury.model.edit import AddConcept, AddLabel, Edit, Merge, Move, Rename, SetTexts, TextField

CONCEPTS, EDITS, BELOW = 50_000, 500, 8
ROOT = "https://words.example/"


def run() -> dict[str, float]:
    """Milliseconds an edit by clock and processor, seconds to lay the vocabulary out, milliseconds for the difference and an undo, MiB."""
    from thesaury.bootstrap import init_workspace
    from thesaury.pipeline import editing
    from thesaury.vocabulary.editing import EditRefused

    with tempfile.TemporaryDirectory() as folder:
        workspace = init_workspace(Path(folder) / "work")
        workspace.catalogue.vocabularies.put(made_up(CONCEPTS), "made up", "2026-01-01T00:00:00+00:00")
        started = time.perf_counter()
        editing.draft_of(workspace, "words")
        laid_out = time.perf_counter() - started
        chance = random.Random(1)
        clock, processor, refused = list[float](), list[float](), 0
        while len(clock) < EDITS:
            edit, view = _edit(chance, len(clock) + refused), editing.draft_of(workspace, "words")
            started, spent = time.perf_counter(), time.process_time()
            try:
                editing.edit(workspace, "words", [edit], view.seen, "ada")
            except EditRefused:
                refused += 1
                continue
            clock.append((time.perf_counter() - started) * 1000)
            processor.append((time.process_time() - spent) * 1000)
        compared = _milliseconds(lambda: editing.difference(workspace, "words"))
        undone = _milliseconds(lambda: editing.undo(workspace, "words", EDITS // 2, "ada", with_others=True))
        workspace.close()
    by_clock, by_processor = quantiles(clock, n=20), quantiles(processor, n=20)
    return {
        "laid_out_seconds": round(laid_out, 2),
        "edit_p50_ms": round(by_clock[9], 1),
        "edit_p95_ms": round(by_clock[18], 1),
        "edit_processor_p50_ms": round(by_processor[9], 1),
        "edit_processor_p95_ms": round(by_processor[18], 1),
        "difference_ms": round(compared, 1),
        "undo_ms": round(undone, 1),
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def made_up(count: int) -> Vocabulary:
    """A tree in which eight concepts lie below each, with preferred labels in three languages and two alternative ones."""
    scheme = f"{ROOT}scheme"

    def concept(number: int) -> Concept:
        over = (iri_of((number - 1) // BELOW),) if number else ()
        names = [Label(f"{word} {number}", tag) for word, tag in (("Ding", "de"), ("thing", "en"), ("chose", "fr"))]
        others = tuple(Label(f"synonym {number} {letter}", "en") for letter in "ab")
        return Concept(iri_of(number), (scheme,), tuple(sorted(names)), others, broader=over)

    top = ConceptScheme(scheme, (Label("Words", "en"),), (iri_of(0),))
    return Vocabulary("words", (top,), tuple(concept(number) for number in range(count)))


def iri_of(number: int) -> str:
    """The IRI of a concept by its place."""
    return f"{ROOT}{number:06}"


def _edit(chance: random.Random, number: int) -> Edit:
    one, other = (iri_of(chance.randrange(1, CONCEPTS)) for _ in range(2))
    return chance.choice(
        (
            AddConcept("", (Label(f"new thing {number}", "en"),), broader=(one,)),
            AddLabel(one, LabelKind.ALTERNATIVE, Label(f"other {number}", "en")),
            Rename(one, Label(f"renamed {number}", "en"), keep=True),
            SetTexts(one, TextField.NOTE, "en", (f"Said for the {number}th time.",)),
            Move(one, (other,)),
            Merge(one, other),
        )
    )


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
