"""The figures of mappings are those of the gold sets' own scorer, and right where they can be worked out by hand."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from thesaury.evaluation.mapping_scoring import mapping_figures
from thesaury.model.concept import MappingRelation
from thesaury.model.errors import BadInput
from thesaury.model.mapping import BY_MATCHING, Justification, Mapping, MappingSet, MappingStatus
from thesaury.onboarding.sssom.writing import sssom_lines


def mapping(subject: str, target: str | None, confidence: float | None = 0.5, safe: bool = False) -> Mapping:
    status = MappingStatus.ACCEPTED if safe else MappingStatus.PROPOSED
    target = f"urn:t:{target}" if target else None
    kind = MappingRelation.CLOSE, Justification.LEXICAL
    return Mapping(f"urn:s:{subject}", target, *kind, confidence, BY_MATCHING, status)


GOLD = (mapping("1", "a"), mapping("1", "b"), mapping("2", "c"), mapping("3", "d"), mapping("4", None))


def test_what_can_be_worked_out_by_hand():
    found = mapping_figures(
        [
            mapping("1", "x", 0.3),
            mapping("1", "a", 0.9, safe=True),
            mapping("2", "x", 0.8, safe=True),
            mapping("2", "c", 0.8),
            mapping("4", "x", 0.2),
            replace(mapping("3", "d", 1.0), holds=False),
        ],
        GOLD,
    )

    assert (found["gold_pairs"], found["gold_subjects"], found["asserted"]) == (4, 3, 3)
    assert (found["precision"], found["recall"]) == (0.3333, 0.25)
    # Asserting the best pair alone is best: one right of one, of four.
    assert (found["best_F1"], found["best_F1_min_confidence"]) == (0.4, 0.9)
    assert (found["hits@1"], found["hits@5"]) == (0.3333, 0.6667)
    assert (found["auto_accepted"], found["auto_accepted_precision"], found["auto_accepted_coverage"]) == (2, 0.5, 0.25)


def test_nothing_proposed_and_nothing_to_compare_with():
    figures = mapping_figures([], GOLD)

    assert (figures["F1"], figures["best_F1"], figures["precision"], figures["hits@5"]) == (0.0, 0.0, None, 0.0)
    with pytest.raises(BadInput, match="no pair to compare with"):
        mapping_figures([], [mapping("4", None)])


@pytest.mark.parametrize("seed", range(4))
def test_the_scorer_of_the_gold_sets_says_the_same(seed: int, shared: Path, tmp_path: Path):
    chance = Random(seed)
    gold = {(chance.randrange(20), chance.randrange(9)) for _ in range(25)}
    right = [mapping(str(one), str(other) if other else None) for one, other in sorted(gold)]
    said = [
        mapping(
            str(chance.randrange(25)),
            chance.choice("0123456789"),
            chance.choice([0.0, 0.2, 0.5, 0.9, None]),
            chance.random() < 0.3,
        )
        for _ in range(80)
    ]
    paths = []
    for name, mappings in (("said", said), ("gold", right)):
        paths.append(tmp_path / f"{name}.sssom.tsv")
        paths[-1].write_text("".join(f"{line}\n" for line in sssom_lines(MappingSet(tuple(mappings)))))

    done = subprocess.run(
        [sys.executable, shared / "checks" / "score_mapping.py", *paths], check=True, capture_output=True, text=True
    )

    assert mapping_figures(said, right) == json.loads(done.stdout)
