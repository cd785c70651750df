"""Words for numbers, units and shares of a page, and the patterns of a number as licences write it."""

WORDS = {
    "a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20, "thirty": 30, "ninety": 90, "ein": 1, "eine": 1, "einem": 1,
    "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwolf": 12, "achtzehn": 18, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "dixhuit": 18, "trente": 30, "once": 1, "zweimal": 2, "dreimal": 3,
}  # fmt: skip
TIMES = {"k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6}
TIMES |= dict.fromkeys(("million", "millions", "millionen", "mln"), 1e6)
HALF_MILLION = r"half a million|(?:eine |einer )?halbe(?:n)? million|un demi[- ]million|500 ?k"
NUMBER = (
    r"(?P<number>"
    + HALF_MILLION
    + r"|\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)|\b(?:"
    + "|".join(sorted(WORDS, key=len, reverse=True))
    + r")\b)"
    r"\s?(?P<times>k\b|tsd\.?|thousand|tausend|mille\b|m\b|mio\.?|mn\b|mln\b|million(?:s|en)?)?"
)
MOST = (
    r"(?:(?:up to|at most|a maximum of|no wider than|not larger than|no larger than|not wider than|not "
    r"longer than|no longer than|nicht grosser als|nicht breiter als|nicht langer als|pas plus de|tirage "
    r"maximal|not more than|no more than|not exceeding|max(?:imum|imal)?\.?|bis zu|hochstens|nicht mehr "
    r"als|jusqu'a|"
    r"au (?:plus|maximum)|maximum de|moins de|less than|below|under|unter|limited to|begrenzt auf|limite "
    r"a|von|of|de|:|is|capped at|with)\s*)*"
)
AT_MOST = r"(?:\s*(?:max\b\.?|maximum|maximal|au (?:plus|maximum)|at most|hochstens))?"
RUN = r"print[- ]?runs?|print quantity|druckauflage|gesamtauflage|auflage(?:nhohe)?|aufl\b\.?|tirage|edition size"
SHARE = {
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
SHARE |= {
    "¼": 0.25,
    "viertel": 0.25,
    "quart de": 0.25,
    "full": 1.0,
    "1/1": 1.0,
    "ganz": 1.0,
    "ganze": 1.0,
    "pleine": 1.0,
}
SHARE |= {
    "third": 1 / 3,
    "1/3": 1 / 3,
    "drittel": 1 / 3,
    "double": 2.0,
    "doppel": 2.0,
    "2/1": 2.0,
    "3/4": 0.75,
    "¾": 0.75,
}
SHARES = r"(?P<share>" + "|".join(sorted(SHARE, key=len, reverse=True)) + r")[\s-]*"
UNIT = {
    "copies": r"(?:printed )?cop(?:y|ies)|pieces|exemplare?n?|stuck|exemplaires?|printed units|units?|unites?|abzuge|reproductions?|drucke|"
    r"expl\b\.?|stk\b\.?|(?<=\d)ex\b\.?|ex\.(?=\s*(?:[,;)\n]|$))",
    "impressions": r"(?:ad |ooh )?impressions?|page views|ad views|views|viewers|einblendungen|sichtkontakte|kontakte|"
    r"aufrufe|zuschauer|affichages|vues",
    "insertions": r"insertions?|(?:ein)?schaltungen?|parutions?",
    "placements": r"placements?|platzierungen?|emplacements?|sites?|billboards?|panels?|stellen|standorte|faces",
}

UNIT_HINTS = {
    "copies": "cop piece ex stk stuck unit abzuge reprod drucke",
    "impressions": "impression view einblend kontakt aufruf zuschau affichage vues",
    "insertions": "insertion schaltung parution",
    "placements": "placement platzierung emplacement site billboard panel stellen standort faces",
}
