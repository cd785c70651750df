"""Numbers with units, as caps and lengths of time have them: 500k copies, 500.000 Exemplare, half a million, 10 sec, half page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from thesaury.rights.parsing.counting import Counted, counted, length, limit
from thesaury.rights.parsing.meanings import Kind, Meaning
from thesaury.rights.parsing.taken import Taken
from thesaury.rights.parsing.units import (
    AT_MOST,
    MOST,
    NUMBER,
    RUN,
    SHARE,
    SHARES,
    UNIT,
    UNIT_HINTS,
    WORDS,
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, what it means, and pieces of words, or units, of which a text has to have one for it to be worth trying."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Meaning | None]
    hints: frozenset[str]


def _rule(pattern: str, build: Callable[[re.Match[str]], Meaning | None], hints: str = "") -> _Rule:
    return _Rule(re.compile(r"(?<![\w.,])" + pattern + r"(?!\w)"), build, frozenset(hints.split()))


_ENDS = ("s", "an", "ans")
"""Units that many words end in: they hint at a quantity where no letter stands before them but those of a word that multiplies."""
_TIMES = ("k", "tsd", "thousand", "tausend", "mio", "million", "millions", "millionen")
_ALONE = re.compile(
    "|".join(
        rf"{unit}\b(?:(?<![^\W\d]{unit})|" + "|".join(f"(?<={word}{unit})" for word in _TIMES) + ")" for unit in _ENDS
    )
)
_BUDGET = (
    r"(?:(?:and )?only if |if |nur wenn |wenn |si |with )?(?:the |das |le |a )?(?:total )?(?:production "
    r"|produktions)?budget(?: de production)?\s*(?:stays|is|remains|liegt|does not exceed|ne depasse pas|"
    r"bleibt)?\s*"
)
_SUM = r"(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)(?:[.,]\d{1,2})?"
_PAYMENT = Meaning(Kind.PLAIN, rule="sum of money")
_BUDGET_OR_NOT = r"(?<!budget )(?<!below )(?<!under )(?<!to )(?<!unter )"
_DOLLARS = r"(?:usd|us\$|us-dollars?|\$)\s*"
_RULES = (
    _rule(
        r"(?:payable|zahlbar|payables?|fallig|due|zahlungsziel|reglement|paiement)\s*(?:within|innerhalb(?: von)?|in|a|sous|binnen)?\s*"
        + NUMBER
        + r"\s*(?:days|tagen?|jours)",
        lambda _: _PAYMENT,
        "payable zahlbar fallig due zahlungsziel reglement paiement",
    ),
    _rule(
        _BUDGET_OR_NOT
        + r"(?:(?:eur|usd|chf|gbp|€|£|\$)\s?"
        + _SUM
        + "|"
        + _SUM
        + r"\s?(?:eur\b|euros?\b|usd\b|chf\b|gbp\b|"
        r"€|£))",
        lambda m: None if "budget" in m.string else _PAYMENT,
        "eur usd chf gbp € £ $",
    ),
    _rule(
        r"(?:plus |zzgl\.? |hors |excl\.? |zuzuglich )?(?:(?:vat|mwst\.?|ust\.?|tva)\s*\d+(?:[.,]\d+)?\s?%|"
        r"\d+(?:[.,]\d+)?\s?%\s*(?:vat|mwst\.?|ust\.?|tva)\b)",
        lambda _: _PAYMENT,
        "vat mwst ust tva",
    ),
    _rule(
        r"(?:a )?(?:limited print run|limited edition|begrenzte(?:r|n)? auflage|tirage limite)",
        lambda _: limit("copies", None),
        "limit begrenz",
    ),
    _rule(_BUDGET + MOST + _DOLLARS + NUMBER, counted("production_budget_usd"), "budget"),
    _rule(
        _BUDGET + MOST + NUMBER + r"\s*(?:usd|us\$|us[- ]dollars?|dollars?)",
        counted("production_budget_usd"),
        "budget",
    ),
    _rule(
        r"(?:circulation|verbreitete auflage)\s*" + MOST + NUMBER + r"(?:\s*(?:" + UNIT["copies"] + "))?",
        counted("circulation"),
        "circulation verbreitete",
    ),
    _rule(MOST + NUMBER + r"\s*circulation", counted("circulation"), "circulation verbreitete"),
    _rule(
        r"(?:" + RUN + r")\s*(?:bis (?:zu )?)?" + MOST + NUMBER + r"(?:\s*(?:" + UNIT["copies"] + "))?",
        counted("copies"),
        "run quantity aufl tirage edition",
    ),
    *(
        _rule(MOST + NUMBER + r"\s*(?:d'|de )?(?:" + unit + r")" + AT_MOST, counted(kind), UNIT_HINTS[kind])
        for kind, unit in UNIT.items()
    ),
    _rule(
        r"(?:max(?:imum|\.)? )?(?:" + UNIT["copies"] + r"|impressions)\s*(?::|max\.?|up to|bis zu)\s*" + NUMBER,
        counted("copies"),
        "cop piece ex units stuck impression",
    ),
    *(
        _rule(r"(?:max(?:imum|\.)? )?(?:" + UNIT[kind] + r")\s*:\s*" + MOST + NUMBER, counted(kind), UNIT_HINTS[kind])
        for kind in ("insertions", "placements")
    ),
    _rule(
        MOST + NUMBER + r"\s*-?(?:sec|secs|seconds?|sekunden?|sek|secondes?|s)\b\.?" + AT_MOST,
        counted("duration_seconds"),
        "sec sek s",
    ),
    _rule(MOST + NUMBER + r"\s*(?:min|minutes?|minuten)\b\.?", counted("duration_seconds", 60), "min"),
    _rule(
        r"(?:width |breite |largeur )?" + MOST + r"(?P<number>\d{2,5})(?P<times>)\s*x\s*\d{2,5}\s*(?:px|pixels?)",
        counted("width_px"),
        "px pixel",
    ),
    _rule(
        r"(?:width |breite |largeur )?"
        + MOST
        + r"(?P<number>\d{1,2}[.,' ]\d{3}|\d{2,5})(?P<times>)\s*(?:px|pixels?)(?! (?:high|height|hoch|hauteur))(?:\s*(?:wide|width|"
        r"breit|breite|de large|de largeur))?",
        counted("width_px"),
        "px pixel",
    ),
    _rule(
        MOST + r"(?:a )?" + SHARES + r"(?:page|seite|seitige?[rnms]?)" + AT_MOST,
        lambda m: limit("page_fraction", SHARE[m["share"]]),
        "page seit",
    ),
    _rule(
        MOST + r"(?:a )?" + SHARES + r"(?:of )?(?:the )?(?:screen|bildschirm|ecran)" + AT_MOST,
        lambda m: limit("screen_fraction", SHARE[m["share"]]),
        "screen schirm ecran",
    ),
    _rule(
        r"(?:one[- ]time use|single use|einmalige (?:nutzung|verwendung|veroffentlichung|schaltung)|einmalig|"
        r"usage unique|utilisation unique|one[- ]time)",
        lambda _: limit("insertions", 1.0),
        "one single einmal unique",
    ),
    _rule(
        r"(?:(?P<half>half an?|ein(?:em)? halbe[sn]?)\s|"
        + NUMBER
        + r"[\s-]*(?:full )?)(?P<unit>days?|tage?n?|jours?|weeks?|wochen?|semaines?|months?|monate?n?|mois|years?|"
        r"yrs?|jahre?n?|ans?|annees?)",
        length,
        "day tag jour week woche semaine month monat mois year yr jahr annee an ans",
    ),
)
_DIGIT = re.compile(r"\d")
_NUMBERS = sorted(
    {
        *WORDS, "half", "halb", "limit", "begrenz", "demi", "einmalig", "unique", "full", "pleine", "ganz", "viertel", "quart", "third",
        "doppel", "double", "½", "¼",
    }
    - {"a", "an"},
    key=len,
)  # fmt: skip
"""Without a digit and without one of these, a text has no quantity."""
_PIECES = frozenset(hint for rule in _RULES for hint in rule.hints) - {*_ENDS}


def quantities_in(text: str) -> Iterator[Counted]:
    """All caps and lengths of time in a folded text, none within another; the first rule that reads a place has it."""
    if not _DIGIT.search(text) and not any(map(text.__contains__, _NUMBERS)):
        return
    taken = Taken()
    present = set(filter(text.__contains__, _PIECES))
    present.update(_ALONE.findall(text))
    for rule in _RULES:
        if rule.hints.isdisjoint(present):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if not taken.free(start, end):
                continue
            meaning = rule.build(match)
            if meaning is not None:
                taken.take(start, end)
                yield Counted(start, end, meaning)
