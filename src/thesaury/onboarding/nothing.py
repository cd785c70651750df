"""Why a value is proposed to be nothing: it stands for an empty cell, is a number or a code, or no shared term is near enough."""

import re

from thesaury.onboarding.profiling.shapes import Shape, shape_of
from thesaury.onboarding.reasons import Reason
from thesaury.vocabulary.words.folding import folded

_NUMBERS = frozenset({Shape.NUMBER, Shape.YEAR, Shape.DAY, Shape.MOMENT, Shape.DIMENSIONS})
_SHORT_CODE = re.compile(r"[A-Za-z]{1,2}\d+")
_EMPTY = frozenset(
    map(
        folded,
        (
            *("n/a", "#n/a", "n.a.", "not applicable", "not available", "not set", "none", "null", "nil", "nan"),
            *("unknown", "undefined", "tbd", "tba", "tbc", "k.a.", "k. a.", "keine angabe", "keine", "ohne", "#nv"),
            *("unbekannt", "entfällt", "nicht zutreffend", "aucun", "aucune", "néant", "inconnu", "sans objet", "n.c."),
            *("ninguno", "ninguna", "desconocido", "nessuno", "nessuna", "sconosciuto", "geen", "onbekend", "n.v.t."),
        ),
    )
)
"""What people write where they have nothing to say, in five languages and in spreadsheets."""


def stands_for_nothing(value: str) -> bool:
    """Whether it is written where a cell would be empty: `n/a`, `k. A.`, a dash."""
    return folded(value) in _EMPTY or not any(sign.isalnum() for sign in value)


def why_nothing(value: str, nearest: str = "") -> Reason:
    """The reason; `nearest` is what the shared term is called that comes nearest, if any does."""
    if stands_for_nothing(value):
        return Reason("nothing_empty")
    shape = shape_of(value)
    if shape in _NUMBERS:
        return Reason("nothing_number")
    if shape is Shape.CODE or _SHORT_CODE.fullmatch(value):
        return Reason("nothing_code")
    return Reason("nothing_near", (nearest,)) if nearest else Reason("nothing_like")
