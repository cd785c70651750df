"""What in a text is prose, and what is not: file names, codes, addresses, credits and legal notices."""

import re

from thesaury.enrichment.tokens import Remembered, fold, word

_LONGEST_WORD = 40  # a longer one is a code, or a sentence of a script that leaves no blanks
_ROMAN = re.compile(r"[IVX]{2,}")
_CAMERAS = frozenset(["img", "dsc", "dscn", "dscf", "dji", "gopr", "mvi", "pict", "pxl"])
_DIGIT = re.compile(r"\d")

# Blanks, a hyphen, an apostrophe and an ampersand hold the words of a phrase together; all else parts them, a line end too.
_JOINED = re.compile(r"[ \t_\u00a0]+|[-\u2010\u2011'\u2019]| ?& ?")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|[\n\r]")

_CREDITED = (
    r"photo(?:s|graphy|graph(?:ed)?|graphie)?|image|picture|fotos?|fotografie|bild(?:nachweis)?|cr[eé]dits?|courtesy"
)
_BY = r"(?: ?[:©/]| by| courtesy of| von| par) ?"
_NAMES = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]{0,40}[ ,/&]{0,3}){2,5}"
_ENDINGS = (
    "jpe?g|png|tiff?|gif|psd|psb|ai|eps|svg|webp|heic|raw|dng|cr[23]|nef|arw|mp4|mov|avi|pdf|indd|zip|docx?|xlsx?|pptx?"
)
_RESERVED = (
    "all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    "|tutti i diritti riservati|alle rechten voorbehouden|todos os direitos reservados|alla rättigheter förbehålls"
)
_NO_PROSE = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@\S+|(?<!\w)@\w+"  # addresses
    rf"|(?<![\w-])[\w-]{{1,80}}(?:[.][\w-]{{1,80}}){{0,4}}[.](?:{_ENDINGS})\b"  # names of files
    r"|(?<!\S)(?=[^\s_]*_)(?=[^\s\d]{0,80}\d)\S+"  # the same without an ending, parted by underscores
    r"|\b[A-Z]{1,5}[ _-]?(?!(?:19|20)\d\d\b)\d{3,}(?:[ _-]?\d+)*"  # numbers that cameras and archives give
    r"|(?:©|\(c\) ?\d|(?i:\bcopyright\b))[^.!?\n]*"
    rf"|(?i:\b(?:{_RESERVED})\b)"
    rf"|\b(?i:{_CREDITED})(?i:{_BY}){_NAMES}"
)


def no_prose(text: str) -> list[tuple[int, int]]:
    """The stretches of a text, in code points, that are names of files, codes, addresses, credits or legal notices."""
    return [found.span() for found in _NO_PROSE.finditer(text)]


def is_code(word: str) -> bool:
    """Whether a word is a number (also a Roman one), has two digits or more, begins a camera's file names, or is endless."""
    if not any(map(str.isalpha, word)) or len(word) > _LONGEST_WORD or len(_DIGIT.findall(word)) > 1:
        return True
    return word.lower() in _CAMERAS or _ROMAN.fullmatch(word) is not None


def joins(unit: str) -> bool:
    """Whether a unit (see `tokens.units`) may be followed by the next within one phrase."""
    return bool(_JOINS[unit])


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with their ends, without regard to case and blanks; a line end ends one too."""
    ends = [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text) + 1]
    begins = [0, *ends]
    return [(end, " ".join(fold(text[begin:end]).split())) for begin, end in zip(begins, ends, strict=False)]


_JOINS = Remembered(lambda unit: _JOINED.fullmatch(unit[len(word(unit)) :]) is not None)
