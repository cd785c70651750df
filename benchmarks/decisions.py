"""Rights decisions a second on one core: a result list of many assets that share licences, one without any two alike, and one by one;
then over a workspace: a thousand assets made from others, and records as they come from the database.

Seconds are of processor time, the best of three passes; nothing is kept from one pass to the next but the tables and what they
expand to. The licences vary in channels, regions, period, purposes and caps as bought pictures' do, and the use is denied, permitted
and left to a person in turn; alternatives and the next change are part of every answer.
"""

import pickle
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import TypeVar

from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.asset import DERIVED_FROM, Record
from thesaury.model.connection import Connection
from thesaury.model.licensing import ANY, WORLD, Limit, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.model.use import Decision, Use
from thesaury.pipeline.rights.asking import ask, assets_named
from thesaury.pipeline.rights.told import answered_shape
from thesaury.ports.source import Page
from thesaury.rights.deciding import decide, decide_all

T = TypeVar("T")

ASSETS, LICENCES, RESULT_LIST, PASSES = 200_000, 1_000, 1_000, 3
BOUGHT, STATED = 4_000, 250
"""Bought pictures of the workspace, and the different licences they have: sixteen equal records for each."""

USE = Use("website", ("DE", "FR"), date(2026, 6, 1), date(2026, 8, 31))

_CHANNELS = (
    Selection((ANY,)),
    Selection(("website",), (), ("social", "email")),
    Selection(("print", "ooh")),
    Selection(("digital",), ("paid_media",)),
)
_REGIONS = (
    Selection((WORLD,)),
    Selection(("EU",)),
    Selection(("DACH",), (), ("FR",)),
    Selection((WORLD,), ("CN", "RU")),
)
_PURPOSES = (Selection(), Selection(("editorial",), ("commercial_promotion",)))
_LIMITS = ((), (Limit("copies", 500_000, ("print",)),))
_DAYS = tuple(date(2026, 4, 1) + timedelta(days=17 * n) for n in range(16))


def run() -> dict[str, object]:
    """Decisions a second for each kind of list, and what was answered how often."""
    licences = [Statement(terms=(term,)) for term in islice(_terms(), LICENCES)]
    shared = {str(n): licences[n % LICENCES] for n in range(ASSETS)}
    copies = _copies(licences, ASSETS)
    alone = {str(n): licences[n] for n in range(RESULT_LIST)}
    answers, batch = _timed(lambda: decide_all(shared, USE))
    _, copied = _timed(lambda: decide_all(copies, USE))
    _, unlike = _timed(lambda: decide_all(alone, USE))
    _, singly = _timed(lambda: {asset: decide(statement, USE) for asset, statement in alone.items()})
    return {
        "batch_per_second": round(ASSETS / batch),
        "batch_of_equal_copies_per_second": round(ASSETS / copied),
        "result_list_without_two_alike_seconds": round(unlike, 3),
        "one_by_one_per_second": round(RESULT_LIST / singly),
        "assets": ASSETS,
        "different_licences": LICENCES,
        "verdicts": dict(Counter(answer.verdict.value for answer in answers.values())),
        "workspace": workspace_figures(licences[:: LICENCES // STATED]),
    }


def workspace_figures(licences: list[Statement]) -> dict[str, object]:
    """Seconds for a thousand assets made from others (in lines, circles and collages), as the batch form of the question answers
    them by their ids, and for as many bought ones by their keys; records a second from the database, and decisions a second on a list
    that has each of those as often as it takes to be as long as the others."""
    with tempfile.TemporaryDirectory() as scratch:
        init_workspace(Path(scratch))
        workspace = open_workspace(Path(scratch))
        made = _filled(workspace, licences)
        records = [f"dam/{name}" for name in range(BOUGHT)]
        answers, seconds = _timed(lambda: _asked(workspace, made))
        plain, bought = _timed(lambda: _asked(workspace, records[:RESULT_LIST]))
        _, loading = _timed(lambda: _loaded(workspace, records))
        loaded = {
            f"{n}/{key}": one for n in range(ASSETS // BOUGHT) for key, one in _loaded(workspace, records).items()
        }
        _, deciding = _timed(lambda: decide_all(loaded, USE))
        workspace.close()
    return {
        "derived_assets": len(answers),
        "derived_seconds": round(seconds, 3),
        "derived_decisions_of_their_own": len({id(answer) for answer in answers.values()}),
        "derived_per_second": round(len(answers) / seconds),
        "bought_assets": len(plain),
        "bought_seconds": round(bought, 3),
        "records_loaded_per_second": round(BOUGHT / loading),
        "decisions_on_loaded_records_per_second": round(len(loaded) / deciding),
        "different_licences": STATED,
        "verdicts": dict(Counter(answer.verdict.value for answer in answers.values())),
    }


def _copies(licences: list[Statement], number: int) -> dict[str, Statement]:
    """Equal licences of which no two are the same object, down to the last tuple."""
    written = pickle.dumps(licences)
    return {
        f"{batch}/{n}": one
        for batch in range(number // len(licences))
        for n, one in enumerate(pickle.loads(written))  # our own, of a moment ago
    }


def _filled(workspace: EmbeddedWorkspace, licences: list[Statement]) -> list[str]:
    """Bought pictures with a record each, and a thousand made from them; returns the ids of those."""
    catalogue, at = workspace.catalogue, "2026-11-28T10:00:00+00:00"
    catalogue.records.put_connection(Connection("dam", "table"))
    chance = Random(1)
    bought = [Record("dam", str(n), "1") for n in range(BOUGHT)]
    made = [
        Record("dam", f"made {n}", "1", properties=((DERIVED_FROM, _sources(n, chance)),)) for n in range(RESULT_LIST)
    ]
    for start in range(0, BOUGHT + RESULT_LIST, 500):
        catalogue.records.store_page("dam", Page((*bought, *made)[start : start + 500], "", True))
    catalogue.rights.put(
        [
            RightsRecord(RightsSource(one.key, "0"), 1, licences[n % STATED], PolicyStatus.COMPLETE, "bench", at)
            for n, one in enumerate(bought)
        ]
    )
    return [one.asset_id for one in made]


def _sources(number: int, chance: Random) -> tuple[str, ...]:
    """Tens: a line of four, a circle of three, and three collages; each with bought pictures of its own, so that few are alike."""
    start, place = number - number % 10, number % 10
    bought = tuple(str(chance.randrange(BOUGHT)) for _ in range(1 if place < 7 else place - 5))
    if place < 3:
        return f"made {number + 1}", *bought
    if 4 <= place < 7:
        return f"made {start + 4 + (place - 3) % 3}", *bought
    return bought


def _asked(workspace: EmbeddedWorkspace, names: list[str]) -> dict[str, Decision]:
    """As the interface answers: names to assets, assets to answers, answers to plain values."""
    assets = [asset for asset in assets_named(workspace, names) if asset]
    answered = ask(workspace, assets, USE)
    for one in answered:
        answered_shape(one, USE)
    return {one.asset.id: one.decision for one in answered}


def _loaded(workspace: EmbeddedWorkspace, records: list[str]) -> dict[str, Statement]:
    return {one.source.record: one.statement for one in workspace.catalogue.rights.current(records)}


def _terms() -> list[Term]:
    periods = [(None, True), *((day, False) for day in _DAYS)]
    chosen = product(_CHANNELS, _REGIONS, periods, _PURPOSES, _LIMITS)
    return [
        Term(channels, regions, valid_until=until, perpetual=ever, purposes=purposes, limits=limits)
        for channels, regions, (until, ever), purposes, limits in chosen
    ]


def _timed(work: Callable[[], Mapping[str, T]]) -> tuple[Mapping[str, T], float]:
    best, answers = float("inf"), dict[str, T]()
    for _ in range(PASSES):
        started = time.process_time()
        answers = dict(work())
        best = min(best, time.process_time() - started)
    return answers, best
