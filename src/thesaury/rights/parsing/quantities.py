"""Numbers with units, as caps and lengths of time have them: 500k copies, 500.000 Exemplare, half a million, 10 sec, half page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from thesaury.rights.parsing.meanings import Kind, Length, Meaning

_WORDS = {
    "a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20, "thirty": 30, "ninety": 90, "ein": 1, "eine": 1, "einem": 1,
    "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwolf": 12, "achtzehn": 18, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "dixhuit": 18, "trente": 30, "once": 1, "zweimal": 2, "dreimal": 3,
}  # fmt: skip
_TIMES = {"k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6}
_TIMES |= dict.fromkeys(("million", "millions", "millionen", "mln"), 1e6)
_HALF_MILLION = r"half a million|(?:eine |einer )?halbe(?:n)? million|un demi[- ]million|500 ?k"
_NUMBER = (
    r"(?P<number>"
    + _HALF_MILLION
    + r"|\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)|\b(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b)"
    r"\s?(?P<times>k\b|tsd\.?|thousand|tausend|mille\b|m\b|mio\.?|mn\b|mln\b|million(?:s|en)?)?"
)
_MOST = (
    r"(?:(?:up to|at most|a maximum of|no wider than|not larger than|no larger than|not wider than|not "
    r"longer than|no longer than|nicht grosser als|nicht breiter als|nicht langer als|pas plus de|tirage "
    r"maximal|not more than|no more than|not exceeding|max(?:imum|imal)?\.?|bis zu|hochstens|nicht mehr "
    r"als|jusqu'a|"
    r"au (?:plus|maximum)|maximum de|moins de|less than|below|under|unter|limited to|begrenzt auf|limite "
    r"a|von|of|de|:|is|capped at|with)\s*)*"
)
_AT_MOST = r"(?:\s*(?:max\b\.?|maximum|maximal|au (?:plus|maximum)|at most|hochstens))?"
_RUN = r"print[- ]?runs?|print quantity|druckauflage|gesamtauflage|auflage(?:nhohe)?|tirage|edition size"
_SHARE = {
    "half": 0.5,
    "1/2": 0.5,
    "½": 0.5,
    "halb": 0.5,
    "halbe": 0.5,
    "halben": 0.5,
    "demi": 0.5,
    "quarter": 0.25,
    "1/4": 0.25,
}
_SHARE |= {
    "¼": 0.25,
    "viertel": 0.25,
    "quart de": 0.25,
    "full": 1.0,
    "1/1": 1.0,
    "ganz": 1.0,
    "ganze": 1.0,
    "pleine": 1.0,
}
_SHARE |= {
    "third": 1 / 3,
    "1/3": 1 / 3,
    "drittel": 1 / 3,
    "double": 2.0,
    "doppel": 2.0,
    "2/1": 2.0,
    "3/4": 0.75,
    "¾": 0.75,
}
_SHARES = r"(?P<share>" + "|".join(sorted(_SHARE, key=len, reverse=True)) + r")[\s-]*"
_UNIT = {
    "copies": r"(?:printed )?cop(?:y|ies)|exemplare?n?|stuck|exemplaires?|printed units|units?|unites?|abzuge|reproductions?|drucke",
    "impressions": r"(?:ad |ooh )?impressions?|page views|ad views|views|viewers|einblendungen|sichtkontakte|kontakte|"
    r"aufrufe|zuschauer|affichages|vues",
    "insertions": r"insertions?|(?:ein)?schaltungen?|parutions?",
    "placements": r"placements?|platzierungen?|emplacements?|sites?|billboards?|panels?|stellen|standorte|faces",
}

_UNIT_HINTS = {
    "copies": "cop exempl stuck unit abzuge reprod drucke",
    "impressions": "impression view einblend kontakt aufruf zuschau affichage vues",
    "insertions": "insertion schaltung parution",
    "placements": "placement platzierung emplacement site billboard panel stellen standort faces",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity at a place of the folded text."""

    start: int
    end: int
    meaning: Meaning


def _amount(match: re.Match[str]) -> float:
    text = match["number"]
    if re.fullmatch(_HALF_MILLION, text):
        return 500_000.0
    if text in _WORDS:
        value = float(_WORDS[text])
    elif re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", text):
        value = float(re.sub(r"[^\d]", "", text))
    else:
        value = float(text.replace(",", "."))
    return value * _TIMES.get((match["times"] or "").rstrip("."), 1.0)


def _limit(kind: str, amount: float | None) -> Meaning:
    return Meaning(Kind.LIMIT, (kind,), rule=f"cap on {kind}", amount=amount)


def _counted(kind: str, factor: float = 1.0) -> Callable[[re.Match[str]], Meaning]:
    return lambda match: _limit(kind, _amount(match) * factor)


def _length(match: re.Match[str]) -> Meaning | None:
    number, unit = (0.5, match["unit"]) if match["half"] else (_amount(match), match["unit"])
    if unit[0] == "d" or unit.startswith(("tag", "jour")):
        found = Length(days=int(number)) if number == int(number) else None
    elif unit.startswith(("w", "sem")):
        found = Length(days=int(number * 7)) if number == int(number) else None
    else:
        months = number * (1 if unit[:2] in ("mo",) else 12)
        found = Length(months=int(months)) if months == int(months) else None
    return (
        Meaning(Kind.DURATION, length=found, rule="length of time") if found and (found.months or found.days) else None
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, what it means, and pieces of words of which a text has to contain one for it to be worth trying."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Meaning | None]
    hints: tuple[str, ...]


def _rule(pattern: str, build: Callable[[re.Match[str]], Meaning | None], hints: str = "") -> _Rule:
    return _Rule(re.compile(r"(?<![\w.,])" + pattern + r"(?!\w)"), build, tuple(hints.split()))


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
        r"(?:payable|zahlbar|payables?|fallig|due|zahlungsziel)\s*(?:within|innerhalb(?: von)?|in|a|sous|binnen)?\s*"
        + _NUMBER
        + r"\s*(?:days|tagen?|jours)",
        lambda _: _PAYMENT,
        "payable zahlbar fallig due zahlungsziel",
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
        lambda _: _limit("copies", None),
        "limit begrenz",
    ),
    _rule(_BUDGET + _MOST + _DOLLARS + _NUMBER, _counted("production_budget_usd"), "budget"),
    _rule(
        _BUDGET + _MOST + _NUMBER + r"\s*(?:usd|us\$|us[- ]dollars?|dollars?)",
        _counted("production_budget_usd"),
        "budget",
    ),
    _rule(
        r"(?:circulation|verbreitete auflage)\s*" + _MOST + _NUMBER + r"(?:\s*(?:" + _UNIT["copies"] + "))?",
        _counted("circulation"),
        "circulation verbreitete",
    ),
    _rule(_MOST + _NUMBER + r"\s*circulation", _counted("circulation"), "circulation verbreitete"),
    _rule(
        r"(?:" + _RUN + r")\s*" + _MOST + _NUMBER + r"(?:\s*(?:" + _UNIT["copies"] + "))?",
        _counted("copies"),
        "run quantity auflage tirage edition",
    ),
    *(
        _rule(_MOST + _NUMBER + r"\s*(?:d'|de )?(?:" + unit + r")" + _AT_MOST, _counted(kind), _UNIT_HINTS[kind])
        for kind, unit in _UNIT.items()
    ),
    _rule(
        r"(?:" + _UNIT["copies"] + r"|impressions)\s*(?::|max\.?|up to|bis zu)\s*" + _NUMBER,
        _counted("copies"),
        "cop ex units stuck impression",
    ),
    _rule(
        _MOST + _NUMBER + r"\s*-?(?:sec|secs|seconds?|sekunden?|sek|secondes?|s)\b\.?" + _AT_MOST,
        _counted("duration_seconds"),
        "s",
    ),
    _rule(_MOST + _NUMBER + r"\s*(?:min|minutes?|minuten)\b\.?", _counted("duration_seconds", 60), "min"),
    _rule(
        r"(?:width |breite |largeur )?" + _MOST + r"(?P<number>\d{2,5})(?P<times>)\s*x\s*\d{2,5}\s*(?:px|pixels?)",
        _counted("width_px"),
        "px pixel",
    ),
    _rule(
        r"(?:width |breite |largeur )?"
        + _MOST
        + r"(?P<number>\d{2,5})(?P<times>)\s*(?:px|pixels?)(?! (?:high|height|hoch|hauteur))(?:\s*(?:wide|width|"
        r"breit|breite|de large|de largeur))?",
        _counted("width_px"),
        "px pixel",
    ),
    _rule(
        _MOST + r"(?:a )?" + _SHARES + r"(?:page|seite|seitige?[rnms]?)" + _AT_MOST,
        lambda m: _limit("page_fraction", _SHARE[m["share"]]),
        "page seit",
    ),
    _rule(
        _MOST + r"(?:a )?" + _SHARES + r"(?:of )?(?:the )?(?:screen|bildschirm|ecran)" + _AT_MOST,
        lambda m: _limit("screen_fraction", _SHARE[m["share"]]),
        "screen schirm ecran",
    ),
    _rule(
        r"(?:one[- ]time use|single use|einmalige (?:nutzung|verwendung|veroffentlichung|schaltung)|einmalig|"
        r"usage unique|utilisation unique|one[- ]time)",
        lambda _: _limit("insertions", 1.0),
        "one single einmal unique",
    ),
    _rule(
        r"(?:(?P<half>half an?|ein(?:em)? halbe[sn]?)\s|"
        + _NUMBER
        + r"[\s-]*(?:full )?)(?P<unit>days?|tage?n?|jours?|weeks?|wochen?|semaines?|months?|monate?n?|mois|years?|"
        r"yrs?|jahre?n?|ans?|annees?)",
        _length,
        "da tag jour week woche semaine mo year yr jahr an",
    ),
)
_HINT = re.compile(
    r"\d|"
    + "|".join(
        sorted(
            {
                *_WORDS,
                "half",
                "halb",
                "limit",
                "begrenz",
                "demi",
                "einmalig",
                "unique",
                "full",
                "pleine",
                "ganz",
                "viertel",
                "quart",
                "third",
                "doppel",
                "double",
                "½",
                "¼",
            }
            - {"a", "an"},
            key=len,
        )
    )
)


def quantities_in(text: str) -> Iterator[Counted]:
    """All caps and lengths of time in a folded text, none within another; the first rule that reads a place has it."""
    if not _HINT.search(text):
        return
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        if rule.hints and not any(hint in text for hint in rule.hints):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            meaning = rule.build(match)
            if meaning is not None:
                taken.append((start, end))
                yield Counted(start, end, meaning)
