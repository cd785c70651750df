"""Words and patterns of dates in three languages, folded: months, days, "to", "end of", calendar weeks."""

from thesaury.rights.parsing.calendar_days import MONTHS

MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"((?:19|20)\d\d)"
DAY = r"(\d{1,2})(?:st|nd|rd|th|er)?\.?"
TO = (
    r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\bbis(?: zum| einschl\.?| inkl\.?)?(?=[\s\d])|"
    r"\bau\b|\ba\b|\bund\b|\band\b)\s*"
)
OF = r"\s*(?:of|de|d')?\s*"
END = r"(?:(?:the )?(?:very )?end(?: of)?(?: the)?(?: month of)?|ende|fin(?: de)?|monatsende)\s+"
VAGUE = (
    r"(?:early|mid|middle of|late|beginning of|anfang|mitte|debut|mi|spring|summer|autumn|fall|winter|"
    r"fruhjahr|fruhling|sommer|herbst|printemps|ete|automne|hiver|saison|season|around|circa|ca\.?)[\s-]+(?:of "
    r"|de )?"
)
ORDINAL = {"1": 1, "first": 1, "erst": 1, "premier": 1, "second": 2, "zweit": 2, "deuxieme": 2, "third": 3, "dritt": 3}
ORDINAL |= {"2": 2, "3": 3, "4": 4, "fourth": 4, "viert": 4, "troisieme": 3, "quatrieme": 4, "last": 4, "letzt": 4}
NTH = (
    r"(?:(1|2|3|4)(?:st|nd|rd|th|er|e|eme|\.)?|(first|second|third|fourth|erst|zweit|dritt|viert|premier|"
    r"deuxieme|troisieme|quatrieme)(?:e[srn]?)?)\s*"
)
WEEK = r"(?:calendar weeks?|weeks?|wks?|cw|kw|kalenderwochen?|semaines?|woche)\s*"
