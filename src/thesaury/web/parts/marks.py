"""The smallest pieces of pages, which stand on them by the hundred: a drawing, and the language of a label."""

from functools import lru_cache

from markupsafe import Markup

from thesaury.model.concept import Label
from thesaury.web.statics import lasting

_DRAWING = Markup('<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>')
_SPOKEN = Markup(' lang="{}" dir="auto"')
_UNSPOKEN = Markup(' dir="auto"')


@lru_cache(maxsize=1000)
def drawing(name: str, size: str = "") -> Markup:
    """The icon of this name, for the eye alone."""
    return _DRAWING.format(f" {size}" if size else "", lasting("icons.svg"), name)


def spoken_as(label: Label) -> Markup:
    """The attributes of an element that shows this label."""
    return _spoken(label.language) if label.language else _UNSPOKEN


@lru_cache(maxsize=1000)
def _spoken(language: str) -> Markup:
    return _SPOKEN.format(language)
