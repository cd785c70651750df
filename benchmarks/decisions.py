"""Rights decisions a second on one core: a result list of many assets that share licences, one without any two alike, and one by one.

Seconds are of processor time, the best of three passes; nothing is kept from one pass to the next but the tables and what they
expand to. The licences vary in channels, regions, period, purposes and caps as bought pictures' do, and the use is denied, permitted
and left to a person in turn; alternatives and the next change are part of every answer.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from itertools import islice, product

from thesaury.model.licensing import ANY, WORLD, Limit, Selection, Statement, Term
from thesaury.model.use import Decision, Use
from thesaury.rights.deciding import decide, decide_all

ASSETS, LICENCES, RESULT_LIST, PASSES = 200_000, 1_000, 1_000, 3
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
    copies = {str(n): deepcopy(licences[n % LICENCES]) for n in range(ASSETS // 10)}
    alone = {str(n): licences[n] for n in range(RESULT_LIST)}
    answers, batch = _timed(lambda: decide_all(shared, USE))
    _, copied = _timed(lambda: decide_all(copies, USE))
    _, unlike = _timed(lambda: decide_all(alone, USE))
    _, singly = _timed(lambda: {asset: decide(statement, USE) for asset, statement in alone.items()})
    return {
        "batch_per_second": round(ASSETS / batch),
        "batch_of_equal_copies_per_second": round(len(copies) / copied),
        "result_list_without_two_alike_seconds": round(unlike, 3),
        "one_by_one_per_second": round(RESULT_LIST / singly),
        "assets": ASSETS,
        "different_licences": LICENCES,
        "verdicts": dict(Counter(answer.verdict.value for answer in answers.values())),
    }


def _terms() -> list[Term]:
    periods = [(None, True), *((day, False) for day in _DAYS)]
    chosen = product(_CHANNELS, _REGIONS, periods, _PURPOSES, _LIMITS)
    return [
        Term(channels, regions, valid_until=until, perpetual=ever, purposes=purposes, limits=limits)
        for channels, regions, (until, ever), purposes, limits in chosen
    ]


def _timed(work: Callable[[], Mapping[str, Decision]]) -> tuple[Mapping[str, Decision], float]:
    best, answers = float("inf"), dict[str, Decision]()
    for _ in range(PASSES):
        started = time.process_time()
        answers = dict(work())
        best = min(best, time.process_time() - started)
    return answers, best
