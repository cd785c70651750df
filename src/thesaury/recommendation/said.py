"""A recommendation in a client's words: no reason is given in words that it does not use."""

from collections.abc import Iterator
from dataclasses import replace

from thesaury.model.brief import Quote
from thesaury.recommendation.recommended import Because, Pick, Recommendation
from thesaury.vocabulary.brand.words import BrandWords


def in_brand_words(made: Recommendation, brand: BrandWords) -> Recommendation:
    """The same with what stands instead of forbidden words in all reasons; a quote or word with nothing instead is not given."""
    if not brand:
        return made
    groups = tuple(replace(group, picks=_said(group.picks, brand)) for group in made.groups)
    return replace(made, picks=_said(made.picks, brand), groups=groups, review=_said(made.review, brand))


def _said(picks: tuple[Pick, ...], brand: BrandWords) -> tuple[Pick, ...]:
    return tuple(replace(pick, because=tuple(_because(one, brand) for one in pick.because)) for pick in picks)


def _because(one: Because, brand: BrandWords) -> Because:
    words = tuple(dict.fromkeys(text for word in one.words if (text := brand.said(word))))
    return replace(one, quotes=tuple(_quotes(one.quotes, brand)), words=words)


def _quotes(quotes: tuple[Quote, ...], brand: BrandWords) -> Iterator[Quote]:
    for quote in quotes:
        if text := brand.said(quote.text):
            yield replace(quote, text=text)
