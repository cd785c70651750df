"""How good answers to judged briefs are: rank, rights, what was excluded, variety, gaps.

nDCG@10 is that of `ranking` over the grades of a brief, 0 for what may not be used so by a person's reading. A brief without any usable
relevant asset has none and is left out of its mean, and of no other.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean
from time import process_time

from thesaury.evaluation.briefs import JudgedBrief, JudgedBriefs
from thesaury.evaluation.permitted import Permitted, Planned
from thesaury.evaluation.ranking import ndcg
from thesaury.evaluation.written import write_lines
from thesaury.ports.progress import Progress, unheard

FIRST, BOARD = 10, 20
"""So many are looked at for rank and rights, and for variety and overlap."""

Figures = dict[str, float | int | None]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back for a brief, best first: ids of the set (those it does not know as they are), the concepts named as missing, as
    IRIs, and as which use the brief was read, None where nobody read it."""

    assets: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    use: Planned | None = None


Ask = Callable[[JudgedBrief], Answered]
"""Gives at least `BOARD` assets for a brief, where there are so many."""


def evaluate_recommending(
    judged: JudgedBriefs, ask: Ask, out: Path | None = None, progress: Progress = unheard
) -> dict[str, object]:
    """Ask for every brief and compare with what people judged.

    Returns the figures of `of_briefs`; `by_half`, `by_language` and `by_kind` the same for parts; `pairs`: the share of one board that is
    on the other, for briefs that say the same in two languages; `milliseconds` of CPU for a brief. The run is written as
    JSON Lines of `query_id` and `results`, as that of a search. Raises what reading the set raises, and Unreachable for `out`.
    """
    judged.check()
    answers: dict[str, Answered] = {}
    began = process_time()
    for number, brief in enumerate(judged.briefs, 1):
        answers[brief.id] = ask(brief)
        progress("recommend", number, len(judged.briefs))
    spent = process_time() - began
    if out:
        write_lines(out, (_line(brief, answers[brief.id].assets) for brief in judged.briefs))
    return {
        **of_briefs(judged, judged.briefs, answers),
        "by_half": _parts(judged, answers, lambda brief: brief.half),
        "by_language": _parts(judged, answers, lambda brief: brief.language),
        "by_kind": _parts(judged, answers, lambda brief: brief.kind),
        "pairs": overlaps(judged.briefs, answers),
        "milliseconds": round(1000 * spent / len(judged.briefs), 1) if judged.briefs else None,
    }


def of_briefs(judged: JudgedBriefs, briefs: Sequence[JudgedBrief], answers: Mapping[str, Answered]) -> Figures:
    """Means over these briefs, None where nothing can be said.

    - `ndcg@10`; `relevance_ndcg@10`, the same by content alone, whatever the rights;
    - `usable@10`, the share of the first ten that a person's reading permits; `unclear@10`, that it cannot tell;
    - `excluded@10`, how many of them in a brief show what it excludes; `shown@10`, the share of ten places that is filled;
    - `concepts@20`, how many concepts (of a careful person) the relevant ones of the first twenty show, and the fewest in a brief;
    - `doubles@20`, how many pairs among these look nearly the same;
    - `use_read`, the share of briefs whose channels, regions and days were all read as people read them;
    - `gaps`, the share of expected gaps that was named, and `gaps_named`, how many a brief was told of.
    """
    each = [_figures(judged, brief, answers[brief.id]) for brief in briefs]
    names = tuple(each[0]) if each else ()
    expected = [(brief, answers[brief.id]) for brief in briefs if brief.gaps]
    return {
        "briefs": len(briefs),
        **{name: _mean(one[name] for one in each) for name in names},
        "concepts@20_fewest": min((int(one["concepts@20"] or 0) for one in each), default=None),
        "gaps": _mean(_gaps_found(brief.gaps, answered.gaps) for brief, answered in expected),
        "gaps_named": _mean(float(len(answers[brief.id].gaps)) for brief in briefs),
    }


def overlaps(briefs: Sequence[JudgedBrief], answers: Mapping[str, Answered]) -> dict[str, float]:
    """For each pair, the share of the shorter board that stands on the other one too, of the first twenty."""
    pairs: dict[str, list[set[str]]] = {}
    for brief in briefs:
        if brief.pair:
            pairs.setdefault(brief.pair, []).append(set(answers[brief.id].assets[:BOARD]))
    return {
        name: round(len(boards[0] & boards[1]) / max(1, min(map(len, boards))), 4)
        for name, boards in pairs.items()
        if len(boards) == 2
    }


def _figures(judged: JudgedBriefs, brief: JudgedBrief, answered: Answered) -> Figures:
    first, board = answered.assets[:FIRST], answered.assets[:BOARD]
    grades, relevance = judged.grades(brief), judged.relevance[brief.id]
    verdicts = [judged.permitted(brief, asset) for asset in first]
    return {
        "ndcg@10": ndcg(answered.assets, grades, FIRST) if any(grades.values()) else None,
        "relevance_ndcg@10": ndcg(answered.assets, relevance, FIRST) if any(relevance.values()) else None,
        "usable@10": verdicts.count(Permitted.YES) / len(first) if first else None,
        "unclear@10": verdicts.count(Permitted.UNCLEAR) / len(first) if first else None,
        "excluded@10": sum(asset in brief.excluded for asset in first),
        "shown@10": len(first) / FIRST,
        "concepts@20": len(_concepts(judged, (asset for asset in board if relevance.get(asset)))),
        "use_read": _read_alike(brief.use, answered.use) if answered.use else None,
        "doubles@20": sum(one == other for one, other in combinations(_looks(judged, board), 2)),
    }


def _read_alike(wanted: Planned, read: Planned) -> bool:
    """Whether both name the same channels and regions, in any order, and the same days."""
    named = (set(wanted.channels), set(wanted.regions), wanted.first_day, wanted.last_day)
    return named == (set(read.channels), set(read.regions), read.first_day, read.last_day)


def _concepts(judged: JudgedBriefs, assets: Iterable[str]) -> set[str]:
    return {concept for asset in assets if asset in judged.assets for concept in judged.assets[asset].concepts}


def _looks(judged: JudgedBriefs, assets: Sequence[str]) -> list[str]:
    return [judged.assets[asset].looks_like if asset in judged.assets else asset for asset in assets]


def _gaps_found(expected: Sequence[str], named: Sequence[str]) -> float:
    """A gap is named by its local name in the set, and by its IRI in an answer."""
    told = {iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1] for iri in named}
    return sum(gap in told for gap in expected) / len(expected)


def _parts(
    judged: JudgedBriefs, answers: Mapping[str, Answered], part_of: Callable[[JudgedBrief], str]
) -> dict[str, Figures]:
    parts: dict[str, list[JudgedBrief]] = {}
    for brief in judged.briefs:
        parts.setdefault(part_of(brief), []).append(brief)
    return {name: of_briefs(judged, briefs, answers) for name, briefs in sorted(parts.items())}


def _mean(values: Iterable[float | int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(fmean(known), 4) if known else None


def _line(brief: JudgedBrief, assets: Sequence[str]) -> str:
    results = [{"id": asset, "score": round(1 / rank, 6)} for rank, asset in enumerate(assets, 1)]
    return json.dumps({"query_id": brief.id, "results": results})
